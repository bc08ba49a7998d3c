"""The frame: what a feed says of itself, whatever its items."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

__all__ = ["GENERATOR", "TTL_MIN", "Frame", "Tombstone"]

GENERATOR = "pubkit"
TTL_MIN = 60
"""Minutes that a reader may keep the feed before it asks again."""


class Frame(Struct, frozen=True):
    """A feed without its items."""

    title: str
    """Its name."""
    home: str
    """The address of the site, a URI."""
    description: str
    """What it is about."""
    updated: datetime
    """The last change of anything in it."""
    language: str = ""
    """Language tag (BCP 47); empty leaves it unsaid."""
    rights: str = ""
    """Copyright line."""
    hub: str = ""
    """WebSub hub."""
    url: str = ""
    """Where the feed itself lies; empty if that is not known."""
    image: str = ""
    """The address of its picture."""
    sheet: str = ""
    """File name of the stylesheet by which browsers show it."""
    current: str = ""
    """In an archive: where the feed that goes on lies."""
    previous: str = ""
    """The address of the archive before this."""
    following: str = ""
    """The address of the archive after this."""
    archive: bool = False
    """Whether this is an archive (RFC 5005, §4)."""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Relation and address of all that the feed links to, but its home."""
        pairs = (
            ("self", self.url),
            ("hub", self.hub),
            ("current", self.current),
            ("prev-archive", self.previous),
            ("next-archive", self.following),
        )
        return tuple((rel, href) for rel, href in pairs if href)


class Tombstone(Struct, frozen=True):
    """An item that was withdrawn (RFC 6721)."""

    id: str
    """Its identity, a full URI."""
    when: datetime
    """When."""
