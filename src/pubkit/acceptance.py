"""Errors that an editor has looked at and accepts, by name."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pubkit.notice import Findings, Notice

__all__ = ["accepted"]

_ALL = "all"


def accepted(notices: Iterable[Notice], accept: Iterable[str]) -> Findings:
    """The notices, with each accepted error counted as a warning that says so.

    `accept` holds `CODE`, `CODE@WHERE` or `all`.
    """
    names = frozenset(accept)
    return Findings(_accepted(notice, names) for notice in notices)


def _accepted(notice: Notice, names: frozenset[str]) -> Notice:
    if notice.severity != "error":
        return notice
    if names.isdisjoint({_ALL, notice.code, f"{notice.code}@{notice.where}"}):
        return notice
    return msgspec.structs.replace(notice, severity="warning", hint="Accepted by an editor.")
