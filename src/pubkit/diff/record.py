"""What a comparison found, as data."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from pubkit.redline import Stroke

__all__ = ["Change", "Changes", "Happening", "Spot"]

Happening: TypeAlias = Literal["altered", "deleted", "inserted", "moved"]
"""What happened to a part; one that was moved may be altered too, which its strokes show."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the comparison."""


class Spot(_Record, frozen=True):
    """A place in one of the versions."""

    where: str
    """Its node path; of an artifact `lines[N]`, counted from 0."""
    place: str
    """The same in words; empty for what stands in no section."""


class Change(_Record, frozen=True):
    """A part that is not as it was."""

    kind: str
    """What it is: a kind of the proof (`paragraph`, `caption`), or a field of the head."""
    state: Happening
    """What happened to it."""
    old: Spot | None = None
    """Where it stood; null if it is new."""
    new: Spot | None = None
    """Where it stands; null if it is gone."""
    strokes: tuple[Stroke, ...] = ()
    """Its text, what is gone and what is new marked."""
    parts: int = 1
    """How many neighbouring parts moved together, this one the first of them."""
    note: str = ""
    """What the strokes cannot show."""


class Changes(_Record, frozen=True):
    """A whole comparison."""

    old: str
    """The one version: the name of its file."""
    new: str
    """The other."""
    title: str
    """The headline of the newer version, or of the only one that has a headline."""
    changes: tuple[Change, ...] = ()
    """Every part that is not as it was, in the order of the newer version."""

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.changes

    def dump(self) -> bytes:
        """UTF-8 JSON, indented by two, ending in a line feed."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
