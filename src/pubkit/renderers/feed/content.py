"""The item's full text: the shared HTML, without the headline, through an allow-list.

Many readers show it in a bare page of their own and drop what style it brings. So its parts are set
apart by elements alone (`small`, `strong`, `hr`), and of CSS there are three literal lines that a
reader may lose: photos no wider than the screen, figures without a quotation's margins, a box in
its frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import nh3
from lxml import etree
from msgspec.structs import replace

from pubkit.errors import RenderError
from pubkit.markup import Element, Node, el, html
from pubkit.model import Article, Box, Figure, Table
from pubkit.notice import Notice
from pubkit.renderers.feed.album import Album
from pubkit.renderers.html import Picture, Walker

__all__ = ["content", "sanitised"]

_TAGS = frozenset(
    ["a", "aside", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h2", "h3",
     "h4", "hr", "img", "li", "ol", "p", "small", "strong", "sub", "sup", "table", "tbody", "td",
     "th", "thead", "tr", "ul"]
)  # fmt: skip
_TABLE = {"border": "1", "cellspacing": "0", "cellpadding": "6"}
"""Obsolete (HTML Living Standard, §16.2), yet all that keeps columns apart in a bare page."""
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title"},
    "div": {"lang"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "p": {"role", "aria-label"},
    "table": set(_TABLE),
    "td": {"align"},
    "th": {"align"},
}
_STYLES = {
    "img": "max-width:100%;height:auto",
    "figure": "margin:1.2em 0",
    "aside": "margin:1.2em 0;padding:0 1em;border:1px solid",
}
"""The only values of style attributes that pass."""
_SHOWN_PX = 720
"""Widest that a photo is said to be; its height is unsaid, or a narrow screen would distort it."""
_SCHEMES = {"https", "http", "mailto", "tel"}


def content(article: Article, album: Album) -> tuple[str, tuple[Notice, ...]]:
    """The article as HTML that feed readers show whole, every address in it absolute.

    Raises: RenderError if the allow-list would take text away.
    """
    walker = _Walker(article, album)
    raw = html([walker.whole()])
    clean = sanitised(raw)
    if clean != raw and _text(clean) != _text(raw):
        raise RenderError("the feed's HTML lost text to its own allow-list; please report this")
    return clean, tuple(walker.notices)


def sanitised(markup: str) -> str:
    """The markup with nothing in it but what the allow-list has."""
    return nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        tag_attribute_values={tag: {"style": {value}} for tag, value in _STYLES.items()},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


class _Walker(Walker):
    """The shared walk; a photo that has no address leaves its alternative text."""

    def __init__(self, article: Article, album: Album) -> None:
        super().__init__(
            article, self._picture_of, classes=False, ids=bool(article.url), here=article.url
        )
        self._album = album

    def whole(self) -> Element:
        """Everything but the headline, a part a line, in the article's own language."""
        parts = (*self.header(), *self.body(), *self.endnotes(), *self.sign_off())
        lines = [node for part in parts for node in ("\n", part)]
        return el("div", {"lang": self._article.lang}, *lines, "\n")

    def header(self) -> tuple[Element, ...]:
        """Kicker and deck; the headline is the item's title."""
        parts = (("small", self._article.kicker), ("strong", self._article.deck))
        return tuple(el("p", None, el(tag, None, text)) for tag, text in parts if text)

    def sign_off(self) -> tuple[Element, ...]:
        """The lines of the sign-off in one paragraph under a rule."""
        lines = [line.children for line in super().sign_off()]
        if not lines:
            return ()
        return el("hr"), el("p", None, el("small", None, *_broken(lines)))

    def _figure(self, path: str, figure: Figure) -> Element:
        return _styled(super()._figure(path, figure))

    def _words(self, path: str, figure: Figure) -> Iterator[Node]:
        """Caption and credit in small type, a line each."""
        caption = self._content(f"{path}.caption", figure.caption)
        lines = [line for line in (caption, (figure.credit,)) if any(line)]
        if lines:
            yield el("small", None, *_broken(lines))

    def _table(self, path: str, table: Table) -> Element:
        return replace(super()._table(path, table), attributes=_TABLE)

    def _box(self, path: str, box: Box) -> Element:
        return _styled(super()._box(path, box))

    def _photo(self, figure: Figure) -> Element:
        if figure.photo in self._album.photos and figure.photo not in self._album.urls:
            return el("p", None, figure.alt)
        photo = super()._photo(figure)
        return _styled(photo) if photo.tag == "img" else photo

    def _picture_of(self, key: str) -> Picture | None:
        if key not in self._album.urls:
            return None
        return Picture(self._album.urls[key], min(self._album.photos[key].width_px, _SHOWN_PX))


def _styled(element: Element) -> Element:
    """The element with the one style that its kind may have."""
    return replace(element, attributes={**element.attributes, "style": _STYLES[element.tag]})


def _broken(lines: Iterable[tuple[Node, ...]]) -> Iterator[Node]:
    """The lines with breaks between them."""
    for index, line in enumerate(lines):
        if index:
            yield el("br")
        yield from line


def _text(markup: str) -> str:
    """What a reader sees of the markup, by a parser that neither side uses."""
    tree = etree.HTML(f"<body>{markup}</body>")
    return "".join(str(part) for part in tree.itertext())
