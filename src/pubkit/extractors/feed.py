"""The witness of feeds: the item as it is written, and as feed readers take it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import feedparser
from lxml import etree

from pubkit.decoding import html_tree, xml_tree
from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.column import Column
from pubkit.extractors.companions import Companions
from pubkit.extractors.html import settled, walk

__all__ = ["FeedExtractor"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "authors": (_CREATOR, "author", f"{_ATOM}author/{_ATOM}name"),
    "digest": ("description", f"{_RSS_1}description", f"{_ATOM}summary"),
    "date": ("pubDate", f"{_ATOM}published"),
    "captions": (f".//{_MEDIA}description",),
    "credits": (f".//{_MEDIA}credit",),
    "alts": (f".//{_MEDIA}title",),
}
"""Field → the elements of an item that say it; several are parted by line feeds."""


class FeedExtractor:
    """Reads RSS and Atom: each item's title, then its full text."""

    name: ClassVar[str] = "feed"
    media_types: ClassVar[tuple[str, ...]] = ("application/rss+xml", "application/atom+xml")
    spaces: ClassVar[bool] = True

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """The items' titles and texts; what stands beside the text is metadata.

        Raises: ReadError if it is no feed, or if feed readers find other text in it than stands
        there.
        """
        root = xml_tree(main, "the feed")
        items = [*root.iter("item", f"{_RSS_1}item", f"{_ATOM}entry")]
        if not items:
            raise ReadError("the feed holds no item")
        _confirm(main, items)
        column, companions = Column(settled), Companions(files)
        fields: dict[str, list[str]] = {}
        for item in items:
            column.line(_title(item))
            if content := _content(item):
                walk(html_tree(content), column, companions)
            for name, text in _said(item):
                fields.setdefault(name, []).append(text)
        return column.extract({name: "\n".join(texts) for name, texts in fields.items()})


# ── an item ─────────────────────────────────────────────────────────────────────────────────


def _title(item: etree._Element) -> str:
    element = _first(item, "title", f"{_RSS_1}title", f"{_ATOM}title")
    if element is None:
        return ""
    if element.get("type") in ("html", "xhtml"):
        column = Column(settled)
        walk(html_tree(_markup(element) or " "), column, Companions({}))
        return "\n".join(column.extract().lines)
    return _text(element)


def _content(item: etree._Element) -> str:
    """The full text as HTML; the description where there is no other."""
    element = _first(
        item, _CONTENT, f"{_ATOM}content", "description", f"{_RSS_1}description", f"{_ATOM}summary"
    )
    return "" if element is None else _markup(element)


def _markup(element: etree._Element) -> str:
    kind = element.get("type", "html" if not element.tag.startswith(_ATOM) else "text")
    if kind == "xhtml":
        return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    text = _text(element)
    if kind in ("text", "text/plain"):
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def _said(item: etree._Element) -> Iterator[tuple[str, str]]:
    if title := _title(item):
        yield "title", title
    for name, places in _FIELDS.items():
        for place in places:
            yield from ((name, text) for one in item.iterfind(place) if (text := _word(one)))
    for enclosure in item.iterfind("enclosure"):
        yield "enclosures", enclosure.get("url", "")
    for medium in item.iter(f"{_MEDIA}content"):
        yield "media", medium.get("url", "")


def _word(element: etree._Element) -> str:
    """What an element says; a description of RSS is HTML."""
    if element.tag != "description" or "&" not in (text := _text(element)):
        return _text(element)
    return "".join(str(piece) for piece in html_tree(f"<p>{text}</p>").itertext())


def _first(item: etree._Element, *tags: str) -> etree._Element | None:
    return next((found for tag in tags if (found := item.find(tag)) is not None), None)


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


# ── what feed readers find ──────────────────────────────────────────────────────────────────


def _confirm(data: bytes, items: list[etree._Element]) -> None:
    """Let feedparser, which many feed readers are made with, say what it finds.

    It drops white space at the edges of a text, so that is left out of the comparison. The bytes
    are wrapped: given bare, it takes them for an address or a path.
    Raises: ReadError if it finds something else.
    """
    try:
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
        broken, found = feed.bozo, [_read(entry) for entry in feed.entries]
    except Exception as error:  # feedparser lets through whatever a broken feed makes it raise
        raise ReadError(f"feed readers stumble over the feed ({type(error).__name__})") from error
    if broken or len(found) != len(items):
        why = feed.get("bozo_exception") or f"{len(found)} of {len(items)} items"
        raise ReadError(f"feed readers find the feed broken ({' '.join(str(why).split())})")
    for item, texts in zip(items, found, strict=True):
        for element in (_first(item, _CONTENT, f"{_ATOM}content"), _first(item, "title")):
            if element is None or len(element):
                continue  # not there, or markup of its own
            if texts.isdisjoint(_takes(element)):
                raise ReadError("feed readers find other text in the feed than stands there")


def _takes(element: etree._Element) -> tuple[str, ...]:
    """The ways in which feedparser takes a text that stands in a feed as it should.

    It drops white space at the edges. Where all characters are Latin-1 and would be UTF-8 as
    bytes, as `Ã©` would, it guesses that they were meant so; a guess is no loss of the feed's.
    """
    text = _text(element).strip()
    try:
        return text, text.encode("iso-8859-1").decode().strip()
    except UnicodeError:
        return (text,)


def _read(entry: Any) -> set[str]:  # noqa: ANN401 - feedparser carries no types
    """What feedparser finds in an item: title, texts, a photo's words among them, and nothing."""
    contents = entry.get("content") or ()
    return {"", str(entry.get("title", "")), *(str(one.get("value", "")) for one in contents)}
