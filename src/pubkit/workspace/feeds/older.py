"""Items of a feed that another program made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timezone
from email.utils import parsedate_to_datetime

from lxml import etree

from pubkit.characters import strip_illegal
from pubkit.decoding import xml_tree
from pubkit.errors import ReadError
from pubkit.markup import escape
from pubkit.notice import Notice
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.content import sanitised
from pubkit.renderers.feed.frame import Tombstone
from pubkit.renderers.feed.item import Item, Media

__all__ = ["graves_of", "items_of"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_GRAVE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_DATES = ("pubDate", f"{_ATOM}published", f"{_DC}date", f"{_DCTERMS}issued", f"{_ATOM}updated")
_CORRECTED = (f"{_DCTERMS}modified", f"{_ATOM}updated")


def items_of(data: bytes, name: str) -> tuple[tuple[Item, ...], tuple[Notice, ...]]:
    """The feed's items in its order, their identities kept, and what could not be taken over.

    Raises: ReadError if it is no feed of RSS or Atom.
    """
    root = xml_tree(data, name)
    found: list[Item] = []
    lost: list[Notice] = []
    elements = [*root.iter("item", f"{_RSS_1}item", f"{_ATOM}entry")]
    if not elements and not any(root.iter("channel", f"{_ATOM}title", f"{_RSS_1}channel")):
        raise ReadError(f"{name}: it is no feed of RSS or Atom; give the old feed's file")
    for number, element in enumerate(elements, 1):
        item = _item(element)
        if isinstance(item, str):
            lost.append(_lost(number, item))
        elif all(item.id != other.id for other in found):
            found.append(item)
    return tuple(found), tuple(lost)


def graves_of(data: bytes, name: str) -> tuple[Tombstone, ...]:
    """What a feed of Atom says was withdrawn."""
    stones = (
        (stone.get("ref", ""), _date(stone.get("when", "")))
        for stone in xml_tree(data, name).iter(_GRAVE)
    )
    return tuple(Tombstone(ref, when) for ref, when in stones if ref and when)


def _lost(number: int, why: str) -> Notice:
    return Notice(
        code="feed-item-left",
        severity="warning",
        where=f"item {number}",
        text=f"Item {number} is not taken over: {why}.",
        hint="Give it what it lacks in the old feed's file, and import that again.",
    )


def _item(element: etree._Element) -> Item | str:
    """The item, or what it lacks."""
    link = _link(element)
    identity = _words(element, "guid", f"{_ATOM}id") or element.get(f"{_RDF}about", "") or link
    published = _first_date(element, _DATES)
    if not identity:
        return "it has neither an identity nor a link"
    if published is None:
        return f"{identity[:80]!r} has no date"
    text = _markup(element, _CONTENT, f"{_ATOM}content")
    summary = _markup(element, "description", f"{_ATOM}summary", f"{_RSS_1}description")
    updated = _first_date(element, _CORRECTED)
    return Item(
        id=identity,
        kept=True,
        title=_plain(_markup(element, "title", f"{_ATOM}title", f"{_RSS_1}title")) or identity,
        published=published,
        updated=updated if updated and updated > published else None,
        url=uri(link),
        summary=_plain(summary)[:500],
        html=sanitised(text or summary),
        language=_words(element, f"{_DC}language"),
        authors=_authors(element),
        keywords=_keywords(element),
        rights=_words(element, f"{_DC}rights", f"{_ATOM}rights"),
        photos=tuple(_photos(element)),
        enclosure=_enclosure(element),
    )


def _words(element: etree._Element, *tags: str) -> str:
    """The text of the first of these that says anything, in one line."""
    for tag in tags:
        for found in element.iterchildren(tag):
            if text := _one_line("".join(str(piece) for piece in found.itertext())):
                return text
    return ""


def _one_line(text: str) -> str:
    return " ".join(strip_illegal(text)[0].split())


def _markup(element: etree._Element, *tags: str) -> str:
    """The HTML of the first of these that is there."""
    for tag in tags:
        for found in element.iterchildren(tag):
            text = "".join(str(piece) for piece in found.itertext())
            kind = found.get("type", "html" if not tag.startswith(_ATOM) else "text")
            if kind == "xhtml":
                text = "".join(_html(child) for child in found)
            elif kind in ("text", "text/plain"):
                text = escape(text)
            if text.strip():
                return strip_illegal(text)[0]
    return ""


def _html(element: etree._Element) -> str:
    """XHTML as HTML, without its namespace."""
    for one in element.iter("*"):
        one.tag = str(one.tag).rpartition("}")[2]
    etree.cleanup_namespaces(element)
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _plain(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return _one_line(markup)
    tree = etree.HTML(f"<body>{markup}</body>")
    return _one_line("".join(str(piece) for piece in tree.itertext()))


def _link(element: etree._Element) -> str:
    for link in element.iterchildren(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link.get("href"))
    return _words(element, "link", f"{_RSS_1}link")


def _authors(element: etree._Element) -> tuple[str, ...]:
    names = [_words(person, f"{_ATOM}name") for person in element.iterchildren(f"{_ATOM}author")]
    names += [_words_of(one) for one in element.iterchildren(f"{_DC}creator")]
    if not any(names) and (author := _words(element, "author")):
        named = re.search(r"\((.+)\)", author)
        names = [named[1] if named else author]
    return tuple(dict.fromkeys(filter(None, names)))


def _words_of(element: etree._Element) -> str:
    return _one_line("".join(str(piece) for piece in element.itertext()))


def _keywords(element: etree._Element) -> tuple[str, ...]:
    words = [_words_of(one) for one in element.iterchildren("category", f"{_DC}subject")]
    words += [one.get("term", "") for one in element.iterchildren(f"{_ATOM}category")]
    return tuple(dict.fromkeys(filter(None, words)))


def _photos(element: etree._Element) -> Iterator[Media]:
    for content in element.iter(f"{_MEDIA}content"):
        url, kind = uri(content.get("url", "")), content.get("type", "")
        if url and (kind.startswith("image/") or content.get("medium") == "image"):
            yield Media(
                url=url,
                media_type=kind or "image/jpeg",
                size=_number(content.get("fileSize")),
                width_px=_number(content.get("width")),
                height_px=_number(content.get("height")),
                title=_words(content, f"{_MEDIA}title"),
                description=_words(content, f"{_MEDIA}description"),
                credit=_words(content, f"{_MEDIA}credit"),
            )


def _enclosure(element: etree._Element) -> Media | None:
    for one in element.iterchildren("enclosure", f"{_ATOM}link"):
        url = uri(one.get("url") or one.get("href") or "")
        if url and one.get("rel", "enclosure") == "enclosure" and one.get("type"):
            return Media(url=url, media_type=one.get("type", ""), size=_number(one.get("length")))
    return None


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() else 0


def _first_date(element: etree._Element, tags: tuple[str, ...]) -> datetime | None:
    return next(filter(None, (_date(_words(element, tag)) for tag in tags)), None)


def _date(text: str) -> datetime | None:
    """A date in any form that feeds have; without an offset it is taken for UTC."""
    readers: tuple[Callable[[str], datetime], ...] = (datetime.fromisoformat, parsedate_to_datetime)
    for read in readers:
        try:
            found = read(text.strip())
        except (ValueError, TypeError, IndexError):
            continue
        return found if isinstance(found.tzinfo, timezone) else found.replace(tzinfo=UTC)
    return None
