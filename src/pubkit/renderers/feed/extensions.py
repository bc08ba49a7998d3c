"""What RSS 2.0 has no words for, in the vocabularies that feed readers know."""

from __future__ import annotations

from lxml import etree

from pubkit.renderers.feed.frame import Frame
from pubkit.renderers.feed.item import Item, Media
from pubkit.renderers.feed.media import facts, words

__all__ = ["NAMESPACES", "extend_channel", "extend_item"]

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
NAMESPACES = {"dc": DC, "dcterms": DCTERMS, "fh": HISTORY, "media": MEDIA, "atom": ATOM}


def extend_channel(channel: etree._Element, frame: Frame) -> None:
    """Adds the links of the feed, and what an archive says of itself."""
    for rel, href in frame.links:
        kind = {"type": "application/rss+xml"} if rel == "self" else {}
        etree.SubElement(channel, f"{{{ATOM}}}link", {"rel": rel, "href": href, **kind})
    if frame.archive:
        etree.SubElement(channel, f"{{{HISTORY}}}archive")


def extend_item(entry: etree._Element, item: Item) -> None:
    """Adds authors, language, rights, correction and photos."""
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
