"""Verification: proofs of several runs, as programs read them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pubkit.proof import Proof

__all__ = ["Verified", "dump_verified"]


class Verified(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `pubkit verify --format json` prints of each folder."""

    folder: str
    """The run's folder."""
    proof: Proof | None = None
    """Its proof; null if there is none."""
    error: str = ""
    """Why there is none, in one sentence."""


def dump_verified(runs: Iterable[Verified]) -> bytes:
    """A JSON array: UTF-8, indented by two, ending in a line feed."""
    return msgspec.json.format(msgspec.json.encode(list(runs)), indent=2) + b"\n"
