"""The item's full text: the shared HTML, without the headline, through an allow-list."""

from __future__ import annotations

from collections.abc import Iterator

import nh3
from lxml import etree

from pubkit.errors import RenderError
from pubkit.markup import Element, el, html
from pubkit.model import Article, Figure
from pubkit.notice import Notice
from pubkit.renderers.feed.album import Album
from pubkit.renderers.html import Picture, Walker

__all__ = ["content"]

_TAGS = frozenset(
    ["a", "aside", "blockquote", "br", "code", "em", "figcaption", "figure", "h2", "h3", "h4", "hr",
     "img", "li", "ol", "p", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
     "ul"]
)  # fmt: skip
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "p": {"role", "aria-label"},
    "td": {"align"},
    "th": {"align"},
}
_SHOWN_PX = 720
"""Widest that a photo is said to be: for readers that take the size at its word."""
_SCHEMES = {"https", "http", "mailto", "tel"}


def content(article: Article, album: Album) -> tuple[str, tuple[Notice, ...]]:
    """The article as HTML that feed readers show whole, every address in it absolute.

    Raises: RenderError if the allow-list would take text away.
    """
    walker = _Walker(article, album)
    raw = "\n".join(html([part]) for part in _parts(walker))
    clean = nh3.clean(
        raw, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
    )
    if _text(clean) != _text(raw):
        raise RenderError("the feed's HTML lost text to its own allow-list; please report this")
    return clean, tuple(walker.notices)


def _parts(walker: Walker) -> Iterator[Element]:
    yield from (element for element in walker.header() if element.tag != "h1")
    yield from walker.body()
    yield from walker.endnotes()
    yield from walker.sign_off()


class _Walker(Walker):
    """The shared walk; a photo that has no address leaves its alternative text."""

    def __init__(self, article: Article, album: Album) -> None:
        super().__init__(
            article, self._picture_of, classes=False, ids=bool(article.url), here=article.url
        )
        self._album = album

    def _picture_of(self, key: str) -> Picture | None:
        if key not in self._album.urls:
            return None
        photo = self._album.photos[key]
        scale = min(1, _SHOWN_PX / photo.width_px)
        return Picture(
            self._album.urls[key], round(photo.width_px * scale), round(photo.height_px * scale)
        )

    def _photo(self, figure: Figure) -> Element:
        unaddressed = figure.photo in self._album.photos and figure.photo not in self._album.urls
        return el("p", None, figure.alt) if unaddressed else super()._photo(figure)


def _text(markup: str) -> str:
    """What a reader sees of the markup, by a parser that neither side uses."""
    tree = etree.HTML(f"<body>{markup}</body>")
    return "".join(str(part) for part in tree.itertext())
