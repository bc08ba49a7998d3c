"""The witness of HTML: what a browser shows, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml import etree

from pubkit.decoding import decoded, html_tree
from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.column import Column
from pubkit.extractors.companions import Companions

__all__ = ["HtmlExtractor", "settled", "walk"]

_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
     "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre",
     "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
     "xmp"]
)  # fmt: skip
"""Elements that end a line (HTML Living Standard, §15.3)."""
_UNSEEN = frozenset(
    ["audio", "canvas", "datalist", "head", "iframe", "noembed", "noframes", "noscript", "object",
     "rp", "rt", "script", "style", "template", "textarea", "title", "video"]
)  # fmt: skip
"""Elements whose text is not the page's: hidden (§15.3.1), a fallback, a field, a gloss."""
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_AS_TYPED = frozenset({"pre", "listing", "xmp", "plaintext"})
"""Elements whose line breaks are seen."""
_BREAK = "\0"
"""A `br` until its line is settled; no parser gives this character."""
_SPACE = re.compile("[ \t\n\r\f]+")
_ARTICLE = "data-pubkit-article"
"""Marks the element that is published, in a page that shows it as its readers will see it."""


class HtmlExtractor:
    """Reads HTML pages, and of WeChat's the part that is published."""

    name: ClassVar[str] = "html"
    media_types: ClassVar[tuple[str, ...]] = ("text/html",)
    spaces: ClassVar[bool] = True

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """The page's blocks; what stands around a marked article is metadata.

        Raises: ReadError if it is no text, empty, or nests without end.
        """
        root = html_tree(decoded(main, "the page"))
        articles = [element for element in root.iter() if _ARTICLE in element.attrib]
        if len(articles) > 1:
            raise ReadError(f"{len(articles)} elements of the page bear {_ARTICLE}; one may")
        column = Column(settled)
        walk(articles[0] if articles else root, column, Companions(files))
        return column.extract(_fields(root, articles))


def settled(line: str) -> str:
    """The line as a browser shows it, but that spaces typed on one line all stay.

    A line break of the source, with the white space around it, is one space, and nothing at the
    edge of a line.
    """
    return "\n".join(_shown(piece) for piece in line.split(_BREAK))


def _shown(piece: str) -> str:
    whole = len(piece)

    def space(run: re.Match[str]) -> str:
        if "\n" not in run[0] and "\r" not in run[0]:
            return run[0]
        return " " if run.start() and run.end() < whole else ""

    return _SPACE.sub(space, piece)


def walk(root: etree._Element, column: Column, companions: Companions) -> None:
    """Write what is seen of `root`, which no line is open before, into `column`."""
    walker = etree.iterwalk(root, events=("start", "end"))
    typed = 0
    for event, element in walker:
        tag = element.tag
        if event == "end":
            if tag in _BLOCKS:
                column.end()
            typed -= tag in _AS_TYPED
            if element is not root:
                _write(element.tail, column, typed=bool(typed))
            continue
        typed += tag in _AS_TYPED
        if tag in _BLOCKS:
            column.end()
        if tag in _UNSEEN or _is_hidden(element):
            walker.skip_subtree()
            continue
        _meet(element, column, companions)
        _write(element.text, column, typed=bool(typed))
    column.end()


def _write(text: str | None, column: Column, *, typed: bool) -> None:
    if text:
        column.write(text.replace("\n", _BREAK) if typed else text)


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDING.search(element.get("style", "")))


def _meet(element: etree._Element, column: Column, companions: Companions) -> None:
    """Note what an element is beside its text."""
    if element.tag == "br":
        column.write(_BREAK)
    elif element.tag == "img":
        address = element.get("src") or element.get("data-src") or ""
        data, name = companions.picture(address)
        column.picture(data, name, element.get("alt", ""))
    elif element.tag == "a" and "href" in element.attrib:
        column.link(element.get("href", ""))


# ── metadata ────────────────────────────────────────────────────────────────────────────────

_PLACES: Mapping[str, str] = {
    "title": "//head/title",
    "authors": "//head/meta[@name='author']/@content",
    "digest": "//head/meta[@name='description']/@content",
}
"""Field → where any page says it."""
_AROUND: Mapping[str, str] = {
    "title": "//h1[not(ancestor::*[@data-pubkit-article])]",
    "authors": "//*[@class='names']/span[not(@class='account')]",
    "account": "//*[@class='names']/span[@class='account']",
    "date": "//*[@class='names']/time",
    "digest": "//*[@class='share']/span",
}
"""Field → where the page around a marked article shows it."""


def _fields(root: etree._Element, articles: list[etree._Element]) -> dict[str, str]:
    inside = set(articles[0].iter()) if articles else set()
    fields: dict[str, str] = {}
    for places in (_AROUND, _PLACES) if articles else (_PLACES,):
        for name, place in places.items():
            found = "\n".join(_texts(root, place, inside))
            if found and name not in fields:
                fields[name] = found
    return fields


def _texts(root: etree._Element, place: str, inside: set[etree._Element]) -> Iterator[str]:
    found = root.xpath(place)
    assert isinstance(found, list)  # the places are paths
    for one in found:
        if isinstance(one, etree._Element):
            if one not in inside:
                yield "".join(str(piece) for piece in one.itertext())
        else:
            yield str(one)
