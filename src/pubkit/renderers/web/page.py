"""The page's body: the article by the shared walk, made fit for every screen."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pubkit import wording
from pubkit.config import Site
from pubkit.credits import author_line
from pubkit.markup import Element, Node, el, html
from pubkit.model import Align, Article, Figure, Inline, Table
from pubkit.notice import Notice
from pubkit.renderers.feed.address import uri
from pubkit.renderers.html import Picture, Walker
from pubkit.renderers.web.photos import WIDTH_PX, Gallery

__all__ = ["page"]

_SIZES = f"(min-width: {WIDTH_PX + 32}px) {WIDTH_PX}px, 100vw"


def page(
    article: Article, site: Site, photos: Gallery, head: Element
) -> tuple[str, tuple[Notice, ...]]:
    """The whole page, and what it could not show."""
    walker = _Walker(article, photos)
    content = el("article", {"data-pubkit-article": ""}, *walker.whole())
    body = el("body", None, _mast(site), el("main", None, content), _foot(site))
    root = el("html", {"lang": article.lang or None}, head, body)
    return f"<!doctype html>\n{html([root])}\n", tuple(walker.notices)


def _mast(site: Site) -> Element | None:
    """The site's name, which leads home."""
    if not site.name:
        return None
    home = uri(site.url)
    name = el("a", {"href": home}, site.name) if home else site.name
    return el("header", {"class": "mast"}, el("p", None, name))


def _foot(site: Site) -> Element | None:
    return el("footer", {"class": "foot"}, el("p", None, site.rights)) if site.rights else None


class _Walker(Walker):
    """The shared walk, with photos in two sizes and tables that scroll by themselves."""

    def __init__(self, article: Article, photos: Gallery) -> None:
        super().__init__(article, self._picture_of)
        self._photos = photos.photos
        self._seen = 0

    def whole(self) -> Iterator[Element]:
        """Everything, a part a child of the article."""
        yield el("header", None, *self.header(), self._byline())
        yield from self.body()
        if notes := self.endnotes():
            yield el("div", {"class": "endnotes", "role": "doc-endnotes"}, *notes[1:])
        if lines := self.sign_off():
            yield el("footer", None, *lines)

    def _byline(self) -> Element | None:
        """Source, authors and date in one line."""
        article, parts = self._article, []
        if article.published is not None:
            stamp = article.published.isoformat(timespec="minutes")
            shown = f"{wording.date(article.published, article)} {article.published:%H:%M}"
            parts.append(el("time", {"datetime": stamp}, shown))
        if names := author_line(article, "web"):
            parts.append(el("span", None, names))
        spaced: list[Node] = []
        for part in parts:
            spaced += [" ", part] if spaced else [part]
        return el("p", {"class": "byline"}, *spaced) if parts else None

    def _picture_of(self, key: str) -> Picture | None:
        photo = self._photos.get(key)
        return None if photo is None else Picture(photo.src, photo.width_px, photo.height_px)

    def _photo(self, figure: Figure) -> Element:
        shown = super()._photo(figure)
        photo = self._photos.get(figure.photo or "")
        if photo is None:
            return shown
        self._seen += 1
        more: dict[str, str] = {}
        if photo.srcset:
            more = {"srcset": photo.srcset, "sizes": _SIZES}
        if self._seen > 1:  # the first is seen at once
            more |= {"loading": "lazy", "decoding": "async"}
        return replace(shown, attributes={**shown.attributes, **more})

    def _table(self, path: str, table: Table) -> Element:
        """A table that is too wide scrolls in its own frame, by finger or by key."""
        inner = super()._table(path, table)
        return el("div", {"class": "table", "tabindex": "0"}, inner)

    def _row(
        self,
        path: str,
        cells: tuple[tuple[Inline, ...], ...],
        align: tuple[Align, ...],
        tag: str,
    ) -> Element:
        made = []
        for i, (cell, side) in enumerate(zip(cells, align, strict=True)):
            attributes = {
                "scope": "col" if tag == "th" else None,
                "class": side or None,
            }
            made.append(el(tag, attributes, *self._content(f"{path}[{i}]", cell)))
        return el("tr", None, *made)
