"""The article's body for WeChat: elements that its editor keeps, each styled in place.

The platform removes classes, ids, `div`, `figure` and every link that leaves it, and adds bullets
of its own to lists. So lists are paragraphs with typed markers, and what a link or a footnote says
is gathered at the end (`lines.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from pubkit import wording
from pubkit.assets import Asset
from pubkit.credits import sign_off
from pubkit.images import file_name
from pubkit.markup import Element, Node, el
from pubkit.model import (
    Article,
    Block,
    Box,
    Figure,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Table,
)
from pubkit.notice import Notice, Severity
from pubkit.renderer import COMPANIONS
from pubkit.renderers.wechat.lines import Lines
from pubkit.renderers.wechat.sheet import Looks
from pubkit.walk import labels

__all__ = ["Body"]

_BULLETS = ("•", "–", "·")
"""Markers by depth; deeper ones repeat the last."""
_MAX_INDENT = 3
"""Levels of a list that still move right: a fourth leaves too few characters on a phone."""
_MAX_FRAMES = 6
"""Quotes and boxes inside each other: the platform objects to ten of a tag, single in a row."""
_WIDE_TABLE = 5
"""Columns that a phone still shows with four characters each, at 375 px and 14 px type."""


class Body:
    """One walk over one article; `notices` fills as `nodes` is made, once."""

    def __init__(self, article: Article, photos: Mapping[str, Asset], looks: Looks) -> None:
        self.notices: list[Notice] = []
        self._article = article
        self._photos = photos
        self._looks = looks
        words = wording.of(article)
        self._colon, self._comma = words.colon, words.comma
        self._lines = Lines(article, looks, self.notices)
        self._frames = 0
        self._indent = 0

    def nodes(self) -> Element:
        """The whole body; title, authors and date are the platform's own.

        The outermost element loses its sides and ground on pasting, so it has none.
        """
        return el("section", None, self._el("section", "article", *self._parts()))

    def _parts(self) -> Iterator[Element]:
        article = self._article
        kicker = self._el("p", "kicker", article.kicker) if article.kicker else None
        if article.deck:
            yield self._el("section", "head", kicker, self._el("p", "deck", article.deck))
        elif kicker:
            yield kicker
        yield from self._blocks("lead", article.lead)
        for index, label in enumerate(labels(article)):
            yield from self._section(f"sections[{index}]", article.sections[index], label)
        yield from self._lines.footnotes()
        yield from self._lines.references()
        yield from self._sign_off()

    def _section(self, path: str, section: Section, label: str) -> Iterator[Element]:
        words = self._lines.content(f"{path}.heading", section.heading)
        if label:
            letter = self._el("span", "letter", label)
            below = (el("br"), *words) if words else ()
            yield self._el("h2", "heading-lettered", letter, *below)
        elif words:
            yield self._el("h2", "heading", *words)
        else:
            yield self._el("p", "section-break", el("br"))
        yield from self._blocks(f"{path}.blocks", section.blocks)

    # ── what stands at the end ──────────────────────────────────────────────────────────────

    def _sign_off(self) -> Iterator[Element]:
        """One line a role in the order of a paper's sign-off, then the page's photo credit."""
        lines = [
            self._el(
                "p",
                "sign-off-line",
                self._el("span", "role", credit.role + self._colon),
                self._comma.join(credit.names),
            )
            for credit in sign_off(self._article)
        ]
        if self._article.photo_credit:
            lines.append(self._el("p", "page-credit", self._article.photo_credit))
        if lines:
            yield self._el("section", "sign-off", *lines)

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, blocks: Iterable[Block]) -> Iterator[Element]:
        for index, block in enumerate(blocks):
            yield from self._block(f"{path}[{index}]", block)

    def _block(self, path: str, block: Block) -> Iterable[Element]:
        match block:
            case Paragraph():
                return (
                    self._el("p", "text", *self._lines.content(f"{path}.content", block.content)),
                )
            case Subheading():
                name = "subheading" if block.level == 3 else "subheading-minor"
                return (
                    self._el("h3", name, *self._lines.content(f"{path}.content", block.content)),
                )
            case Figure():
                return (self._figure(path, block),)
            case Quote():
                return self._framed(path, "quote", (), block.blocks)
            case List():
                entries = self._list(path, block)
                return entries if self._indent else (self._el("section", "list", *entries),)
            case Table():
                return (self._table(path, block),)
            case Box():
                title = self._lines.content(f"{path}.title", block.title)
                return self._framed(path, "box", title, block.blocks)
            case _:
                assert_never(block)

    def _framed(
        self, path: str, name: str, title: tuple[Node, ...], blocks: Iterable[Block]
    ) -> Iterable[Element]:
        """A quote or box; inside too many others only its content, and a Notice."""
        self._frames += 1
        head = (self._el("p", "box-title", *title),) if title else ()
        inner = (*head, *self._blocks(f"{path}.blocks", blocks))
        self._frames -= 1
        if self._frames < _MAX_FRAMES:
            return (self._el("section", name, *inner),)
        self._note(
            "wechat-nesting",
            "info",
            path,
            f"The {name} stands inside {self._frames} others and is shown without its frame.",
            "Take it out of some of them.",
        )
        return inner

    def _figure(self, path: str, figure: Figure) -> Element:
        name = "figure-wide" if figure.place in ("lead", "wide") else "figure"
        words: list[Node] = []
        if figure.caption:
            words.extend(self._lines.content(f"{path}.caption", figure.caption))
        if figure.caption and figure.credit:
            words.append(el("br"))
        if figure.credit:
            look = self._looks["credit"]
            words.append(el("span", {"style": look}, figure.credit) if look else figure.credit)
        if words and self._looks["caption"]:
            words = [self._el("section", "caption", *words)]
        legend = self._el("section", "legend", *words) if words else None
        return self._el("section", name, self._photo(path, figure), legend)

    def _photo(self, path: str, figure: Figure) -> Element:
        photo = self._photos.get(figure.photo) if figure.photo else None
        if figure.photo is None or photo is None:
            told = f"{self._colon}{figure.alt}" if figure.alt else ""
            return self._el("section", "awaited", wording.of(self._article).awaited + told)
        if photo.media_type == "image/gif":
            self._note(
                "wechat-gif",
                "warning",
                path,
                f"{figure.photo} is a GIF, which the platform does not take with an article.",
                "Upload it in its editor by hand, or give a JPEG or PNG.",
            )
        return el(
            "img",
            {
                "src": f"{COMPANIONS}/photos/{file_name(figure.photo, photo)}",
                "alt": figure.alt,
                "data-w": str(photo.width_px),
                "data-ratio": f"{photo.height_px / photo.width_px:.5f}",
                "style": self._looks["photo"] or None,
            },
        )

    def _list(self, path: str, block: List) -> Iterator[Element]:
        for index, item in enumerate(block.items):
            bullet = _BULLETS[min(self._indent, len(_BULLETS) - 1)]
            marker = f"{block.start + index}." if block.ordered else bullet
            yield from self._item(f"{path}.items[{index}].blocks", item, marker)

    def _item(self, path: str, item: Item, marker: str) -> Iterator[Element]:
        """The entry's first paragraph behind its marker; the rest under it, indented."""
        # The space is for readers that drop styles; the marker's box swallows it.
        head: list[Node] = [self._el("span", "marker", marker + " ")]
        rest = 0
        match item.blocks:
            case (Paragraph() as first, *_):
                head.extend(self._lines.content(f"{path}[0].content", first.content))
                rest = 1
        yield self._el("p", "item", *head)
        self._indent += 1
        below = tuple(
            element
            for index, block in enumerate(item.blocks[rest:], rest)
            for element in self._block(f"{path}[{index}]", block)
        )
        self._indent -= 1
        if below and self._indent < _MAX_INDENT:
            yield self._el("section", "nested", *below)
        else:
            yield from below

    def _table(self, path: str, table: Table) -> Element:
        if len(table.header) > _WIDE_TABLE:
            self._note(
                "wechat-table-wide",
                "warning",
                path,
                f"The table has {len(table.header)} columns; a phone shows {_WIDE_TABLE} well.",
                "Split it, or turn rows into columns.",
            )
        rows = [self._row(f"{path}.header", table.header, table, "head-cell")]
        rows += [
            self._row(f"{path}.rows[{i}]", row, table, "cell") for i, row in enumerate(table.rows)
        ]
        grid = self._el("table", "table", el("tbody", None, *rows))
        return self._el("section", "table-frame", grid)

    def _row(
        self, path: str, cells: tuple[tuple[Inline, ...], ...], table: Table, name: str
    ) -> Element:
        head = name == "head-cell"  # which browsers centre unless told
        align = table.align or ("",) * len(table.header)
        made = []
        for index, (cell, side) in enumerate(zip(cells, align, strict=True)):
            own = f"text-align:{side or 'left'}" if head or side not in ("", "left") else ""
            style = ";".join(part for part in (self._looks[name], own) if part)
            content = self._lines.content(f"{path}[{index}]", cell)
            made.append(el("th" if head else "td", {"style": style or None}, *content))
        return self._el("tr", "head-row" if head else "row", *made)

    # ── small things ────────────────────────────────────────────────────────────────────────

    def _el(self, tag: str, name: str, *children: Node | None) -> Element:
        """An element in the look called `name`."""
        return el(tag, {"style": self._looks[name] or None}, *children)

    def _note(self, code: str, severity: Severity, where: str, text: str, hint: str = "") -> None:
        self.notices.append(Notice(code=code, severity=severity, where=where, text=text, hint=hint))
