"""The item: one record of an article, from which every kind of feed is written."""

from __future__ import annotations

import hashlib
import re
import uuid
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from pubkit.patterns import pattern

__all__ = ["Item", "Media", "Part", "fingerprint", "identity", "own_identity"]

_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_URI = pattern(
    rf"tag:(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?,{_DAY}:[^#\[\]]*"
    rf"|urn:uuid:{_UUID}|urn:(?!uuid:)[A-Za-z0-9][A-Za-z0-9-]{{0,30}}[A-Za-z0-9]:[^#?\[\]]+"
    r"|https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][^#\[\]]*)?"
)
"""Identities that stay as they are: RFC 4151, RFC 9562, RFC 8141, and addresses."""
_LEGAL = pattern(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
"""The characters of a URI (RFC 3986, §2)."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the store keeps as JSON."""


class Media(_Record, frozen=True):
    """One photo, as Media RSS 1.5.1 describes it."""

    url: str
    """Where its bytes are."""
    media_type: str
    """What they are."""
    size: int
    """How many."""
    width_px: int = 0
    """Width in pixels; 0 where it is not known."""
    height_px: int = 0
    """Height in pixels; 0 where it is not known."""
    title: str = ""
    """Its alternative text."""
    description: str = ""
    """Its caption."""
    credit: str = ""
    """Whose it is."""
    role: str = ""
    """In which role, a term of the European Broadcasting Union in small letters; empty if none."""


class Part(_Record, frozen=True):
    """A section that can be linked to."""

    anchor: str
    """What stands behind the # of the article's address."""
    heading: str
    """Its heading with its letter."""


class Item(_Record, frozen=True):
    """An article as feeds tell of it."""

    id: Annotated[str, Meta(min_length=1)]
    """Identity, the same for ever, as RSS and JSON Feed have it."""
    title: str
    """Headline in plain text."""
    published: Annotated[datetime, Meta(tz=True)]
    """First publication, with its offset."""
    updated: Annotated[datetime, Meta(tz=True)] | None = None
    """Last correction, with its offset."""
    url: str = ""
    """Where the article stands, a URI; empty if nowhere."""
    summary: str = ""
    """What a list shows of it: plain text."""
    html: str = ""
    """The full text, sanitised, every address in it absolute."""
    language: str = ""
    """Language tag (BCP 47)."""
    authors: tuple[str, ...] = ()
    """Names."""
    keywords: tuple[str, ...] = ()
    """Subject words."""
    rights: str = ""
    """Copyright line."""
    photos: tuple[Media, ...] = ()
    """The photos in reading order."""
    enclosure: Media | None = None
    """The photo that stands for the article, or what an older feed enclosed."""
    parts: tuple[Part, ...] = ()
    """The sections."""
    kept: bool = False
    """Whether its identity is that of an older feed, and stays as it is in every format."""
    corrects: str = ""
    """Identity of the item that this one corrects."""
    corrects_url: str = ""
    """Where that stands."""

    @property
    def changed(self) -> datetime:
        """The last date that anything was published or corrected."""
        return max(self.published, self.updated) if self.updated else self.published


def fingerprint(item: Item) -> str:
    """Hash of all that readers are told, hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(item)).hexdigest()


def own_identity(item: Item) -> str:
    """The item's identity in Atom."""
    return item.id if item.kept else identity(item.id)


def identity(id: str) -> str:
    """The item's identity as the full URI that Atom demands (RFC 4287, §4.2.6).

    A tag: or urn: URI or a web address stays; a bare UUID becomes a URN, anything else the UUIDv5
    of itself.
    """
    if re.fullmatch(_UUID, id):
        return f"urn:uuid:{id.lower()}"
    if _LEGAL.fullmatch(id) and _URI.fullmatch(id):
        return id
    return uuid.uuid5(uuid.NAMESPACE_URL, id).urn
