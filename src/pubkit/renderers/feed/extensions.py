"""What feedgen 1.0.0 cannot write, as two extensions of its own kind.

It drops hub and archive links in RSS, knows authors only by e-mail address, and puts all photos
into one group without words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from pubkit.renderers.feed.frame import Frame
from pubkit.renderers.feed.item import Item, Media
from pubkit.renderers.feed.media import facts, words

__all__ = ["EntryExtension", "FeedExtension"]

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"


@dataclass
class FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen carries no types
    """Links that belong to the channel."""

    frame: Frame | None = field(default=None)
    """Whose links."""

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of both extensions; Atom's is feedgen's own."""
        return {"dc": DC, "dcterms": DCTERMS, "fh": HISTORY, "media": MEDIA}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """The links, added to the channel."""
        frame = self.frame
        if frame is None:
            return feed
        for rel, href in frame.links:
            kind = {"type": "application/rss+xml"} if rel == "self" else {}
            etree.SubElement(feed[0], f"{{{ATOM}}}link", {"rel": rel, "href": href, **kind})
        if frame.archive:
            etree.SubElement(feed[0], f"{{{HISTORY}}}archive")
        return feed


@dataclass
class EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen carries no types
    """Authors, correction and photos of one item."""

    item: Item | None = field(default=None)
    """Whose."""

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """All that, added to the item."""
        item = self.item
        if item is None:
            return entry
        for name in item.authors:
            _add(entry, DC, "creator", name)
        for name, text in (("language", item.language), ("rights", item.rights)):
            if text:
                _add(entry, DC, name, text)
        if item.updated:
            _add(entry, DCTERMS, "modified", item.updated.isoformat())
            _add(entry, ATOM, "updated", item.updated.isoformat())
        if item.corrects:
            _add(entry, DCTERMS, "references", item.corrects)
        if item.corrects_url:
            link = {"rel": "related", "href": item.corrects_url}
            etree.SubElement(entry, f"{{{ATOM}}}link", link)
        for photo in item.photos:
            _media(entry, photo)
        return entry


def _media(entry: etree._Element, photo: Media) -> None:
    content = etree.SubElement(entry, f"{{{MEDIA}}}content", dict(facts(photo)))
    for name, attributes, text in words(photo):
        _add(content, MEDIA, name, text, dict(attributes))


def _add(
    parent: etree._Element,
    space: str,
    name: str,
    text: str,
    attributes: dict[str, str] | None = None,
) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}", attributes or {}).text = text
