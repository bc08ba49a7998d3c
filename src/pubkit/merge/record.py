"""What a merge came to, as data."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pubkit.diff import Change
from pubkit.model import Article

__all__ = ["Conflict", "Merged"]


class Conflict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place that both changed, each otherwise."""

    kind: str
    """What it is: `paragraph`, `caption`, or a field of the head."""
    where: str
    """Its node path in our version, or in the one that has it."""
    place: str
    """The same in words; empty for what stands in no section."""
    base: str
    """What stood there; empty if nothing did."""
    ours: str
    """What stands there in our version; empty if nothing does."""
    theirs: str
    """What stands there in theirs."""
    why: str
    """What happened, in half a sentence: `we took it out, they changed it`."""


@dataclass(frozen=True)
class Merged:
    """One article that was made of two."""

    article: Article
    """All changes of both; where they conflict, those of the preferred side."""
    conflicts: tuple[Conflict, ...] = ()
    """What a person must decide, in reading order."""
    changes: tuple[Change, ...] = ()
    """What is not as it was in our version."""

    def dump(self) -> bytes:
        """Conflicts and changes: UTF-8 JSON, indented by two, ending in a line feed."""
        data = {"conflicts": self.conflicts, "changes": self.changes}
        return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
