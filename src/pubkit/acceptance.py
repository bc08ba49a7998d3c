"""Errors that an editor has looked at and accepts, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pubkit.notice import Findings, Notice

__all__ = ["accepted", "unmatched"]

_ALL = "all"


def accepted(notices: Iterable[Notice], accept: Iterable[str]) -> Findings:
    """The notices, with each accepted error counted as a warning that says so.

    `accept` holds `CODE`, `CODE@WHERE` or `all`.
    """
    names = frozenset(accept)
    return Findings(_accepted(notice, names) for notice in notices)


def unmatched(notices: Iterable[Notice], accept: Iterable[str]) -> Iterator[Notice]:
    """What was accepted and did not occur: a slip of the pen, or an error mended since."""
    occurred = {_ALL}
    for notice in notices:
        occurred |= {notice.code, f"{notice.code}@{notice.where}"}
    for name in dict.fromkeys(accept):
        if name not in occurred:
            yield Notice(
                code="accept-unused",
                severity="info",
                where="accept",
                text=f"{name!r} is accepted, but nothing of that name was reported.",
                hint="Correct it or take it out; it is written CODE or CODE@WHERE.",
            )


def _accepted(notice: Notice, names: frozenset[str]) -> Notice:
    if notice.severity != "error":
        return notice
    if names.isdisjoint({_ALL, notice.code, f"{notice.code}@{notice.where}"}):
        return notice
    return msgspec.structs.replace(notice, severity="warning", hint="Accepted by an editor.")
