"""What feedgen 1.0.0 cannot write, as two extensions of its own kind.

It drops hub and archive links in RSS, knows authors only by e-mail address, and puts all photos
into one group without words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

__all__ = ["EntryExtension", "FeedExtension", "Media"]

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
MEDIA = "http://search.yahoo.com/mrss/"


@dataclass(frozen=True)
class Media:
    """One photo, as Media RSS 1.5.1 describes it."""

    url: str
    """Where its bytes are."""
    media_type: str
    """What they are."""
    size: int
    """How many."""
    width_px: int
    """Width in pixels."""
    height_px: int
    """Height in pixels."""
    title: str = ""
    """Its alternative text."""
    description: str = ""
    """Its caption."""
    credit: str = ""
    """Whose it is."""
    role: str = ""
    """In which role, a term of the European Broadcasting Union in small letters; empty if none."""


@dataclass
class FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen carries no types
    """Links that belong to the channel."""

    links: list[tuple[str, str]] = field(default_factory=list)
    """Relation and address: `hub`, `prev-archive`, …."""

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of both extensions; Atom's is feedgen's own."""
        return {"dc": DC, "dcterms": DCTERMS, "media": MEDIA}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """The links, added to the channel."""
        for rel, href in self.links:
            etree.SubElement(feed[0], f"{{{ATOM}}}link", rel=rel, href=href)
        return feed


@dataclass
class EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen carries no types
    """Authors, correction and photos of one item."""

    authors: tuple[str, ...] = ()
    """Each gets a `dc:creator`."""
    updated: str = ""
    """When it was corrected (RFC 3339); empty if never."""
    photos: tuple[Media, ...] = ()
    """Each gets a `media:content`."""

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """All that, added to the item."""
        for name in self.authors:
            _add(item, DC, "creator", name)
        if self.updated:
            _add(item, DCTERMS, "modified", self.updated)
            _add(item, ATOM, "updated", self.updated)
        for photo in self.photos:
            self._media(item, photo)
        return item

    def _media(self, item: etree._Element, photo: Media) -> None:
        content = etree.SubElement(
            item,
            f"{{{MEDIA}}}content",
            url=photo.url,
            fileSize=str(photo.size),
            type=photo.media_type,
            medium="image",
            width=str(photo.width_px),
            height=str(photo.height_px),
        )
        if photo.title:
            _add(content, MEDIA, "title", photo.title, {"type": "plain"})
        if photo.description:
            _add(content, MEDIA, "description", photo.description, {"type": "plain"})
        if photo.credit:
            role = {"role": photo.role, "scheme": "urn:ebu"} if photo.role else {}
            _add(content, MEDIA, "credit", photo.credit, role)


def _add(
    parent: etree._Element,
    space: str,
    name: str,
    text: str,
    attributes: dict[str, str] | None = None,
) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}", attributes or {}).text = text
