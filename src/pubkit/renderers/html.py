"""The article as semantic HTML: what the feed and the PDF share.

The tree is flat: sections are not wrapped, a heading carries its section's anchor. Feed readers
drop wrappers anyway, and in print only direct children of the columns may span them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from pubkit import wording
from pubkit.credits import sign_off
from pubkit.markup import Element, Node, el
from pubkit.model import (
    Align,
    Article,
    Block,
    Box,
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.notice import Notice
from pubkit.walk import anchors, labels

__all__ = ["Picture", "Walker"]

Notes: TypeAlias = Literal["end", "foot"]
"""Where footnotes go: into a list at the end, or left where they are called."""

_SAFE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_TAGS: Mapping[type[Inline], str] = {Strong: "strong", Emph: "em", Sup: "sup", Sub: "sub"}


class Picture(Struct, frozen=True):
    """Where a photo is found, as one channel addresses it."""

    src: str
    """The address."""
    width_px: int = 0
    """Width in pixels; 0 leaves it unsaid."""
    height_px: int = 0
    """Height in pixels; 0 leaves it unsaid."""


class Walker:
    """One walk over one article; `notices` fills as the parts are made, each part once."""

    def __init__(
        self,
        article: Article,
        picture: Callable[[str], Picture | None],
        *,
        classes: bool = True,
        ids: bool = True,
        here: str = "",
        notes: Notes = "end",
    ) -> None:
        """A walk over an admitted article.

        `picture` gives a photo's address by its key, or None where it could not be had.
        `classes=False` leaves out class names and the spans that only carry them. `ids=False`
        leaves out anchors; links to them then keep only their text. `here` is what a link within
        the article begins with, its own URL in a feed. `notes="end"` gathers footnotes in a list
        (`endnotes`), `"foot"` leaves each where it is called, as `span.footnote`.
        """
        self.notices: list[Notice] = []
        self._article = article
        self._picture = picture
        self._classes = classes
        self._ids = ids
        self._here = here
        self._placing = notes
        self._anchors = anchors(article) if ids else {}
        self._labels = labels(article)
        self._notes: list[tuple[Node, ...]] = []

    # ── the whole ───────────────────────────────────────────────────────────────────────────

    def header(self) -> tuple[Element, ...]:
        """Kicker, headline, deck; each that there is."""
        article = self._article
        parts = (
            ("p", "kicker", article.kicker),
            ("h1", "title", article.title),
            ("p", "deck", article.deck),
        )
        return tuple(el(tag, self._class(name), text) for tag, name, text in parts if text)

    def body(self) -> tuple[Element, ...]:
        """The lead and every section in the article's order, without notes and sign-off."""
        return (*self.lead(), *self.sections())

    def lead(self) -> tuple[Element, ...]:
        """What stands before the first section."""
        return self._blocks("lead", self._article.lead)

    def sections(self) -> tuple[Element, ...]:
        """All sections, one behind the other."""
        found: list[Element] = []
        for index, section in enumerate(self._article.sections):
            found.extend(self._section(f"sections[{index}]", section, self._labels[index]))
        return tuple(found)

    def endnotes(self) -> tuple[Element, ...]:
        """The footnotes called so far, as a list under a rule; nothing if there are none."""
        if not self._notes:
            return ()
        items = (
            el("li", {"id": self._note_id(number) if self._ids else None}, *note)
            for number, note in enumerate(self._notes, 1)
        )
        return el("hr"), el("ol", self._class("notes"), *items)

    def sign_off(self) -> tuple[Element, ...]:
        """One paragraph a role in the order of a paper's sign-off, then the page's photo credit."""
        words = wording.of(self._article)
        lines = [
            el(
                "p",
                self._class("sign-off"),
                f"{credit.role}{words.colon}{words.comma.join(credit.names)}",
            )
            for credit in sign_off(self._article)
        ]
        if self._article.photo_credit:
            lines.append(el("p", self._class("photo-credit"), self._article.photo_credit))
        return tuple(lines)

    def _section(self, path: str, section: Section, label: str) -> Iterator[Element]:
        attributes = {"id": self._anchors.get(path)}
        if label or section.heading:
            heading = self._heading(f"{path}.heading", section, label)
            name = "section lettered" if label else "section"
            yield el("h2", attributes | self._class(name), *heading)
        else:
            yield el("hr", attributes | self._class("section"))
        yield from self._blocks(f"{path}.blocks", section.blocks)

    def _heading(self, path: str, section: Section, label: str) -> Iterator[Node]:
        """Letter, what parts it from the heading (as `walk.heading` has it), and the heading."""
        if label:
            yield from self._span("letter", label)
            if self._article.numbering == "cjk":
                yield from self._span("stop", "、")
            elif section.heading:
                yield " "
        if section.heading:
            yield from self._span("words", *self._content(path, section.heading))

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, blocks: Iterable[Block]) -> tuple[Element, ...]:
        return tuple(self._block(f"{path}[{i}]", block) for i, block in enumerate(blocks))

    def _block(self, path: str, block: Block) -> Element:
        match block:
            case Paragraph():
                return el("p", None, *self._content(f"{path}.content", block.content))
            case Subheading():
                return el(f"h{block.level}", None, *self._content(f"{path}.content", block.content))
            case Figure():
                return self._figure(path, block)
            case Quote():
                return el("blockquote", None, *self._blocks(f"{path}.blocks", block.blocks))
            case List():
                return self._list(path, block)
            case Table():
                return self._table(path, block)
            case Box():
                return self._box(path, block)
            case _:
                assert_never(block)

    def _figure(self, path: str, figure: Figure) -> Element:
        attributes = {"id": self._anchors.get(path)} | self._class(f"figure {figure.place}")
        words = tuple(self._words(path, figure))
        legend = el("figcaption", None, *words) if words else None
        return el("figure", attributes, self._photo(figure), legend)

    def _words(self, path: str, figure: Figure) -> Iterator[Node]:
        """Caption, then the figure's own credit."""
        if figure.caption:
            yield from self._span("caption", *self._content(f"{path}.caption", figure.caption))
        if figure.caption and figure.credit:
            yield " "
        if figure.credit:
            yield from self._span("credit", figure.credit)

    def _photo(self, figure: Figure) -> Element:
        picture = self._picture(figure.photo) if figure.photo else None
        if picture is None:
            label = {"role": "img", "aria-label": figure.alt} if figure.alt else {}
            return el("p", label | self._class("awaited"), wording.of(self._article).awaited)
        return el(
            "img",
            {
                "src": picture.src,
                "alt": figure.alt,
                "width": str(picture.width_px) if picture.width_px else None,
                "height": str(picture.height_px) if picture.height_px else None,
            },
        )

    def _list(self, path: str, block: List) -> Element:
        start = str(block.start) if block.ordered and block.start != 1 else None
        items = (
            el("li", None, *self._item(f"{path}.items[{i}].blocks", item.blocks))
            for i, item in enumerate(block.items)
        )
        return el("ol" if block.ordered else "ul", {"start": start}, *items)

    def _item(self, path: str, blocks: tuple[Block, ...]) -> Iterable[Node]:
        """An entry's content; its only paragraph stands bare, as short entries are written."""
        match blocks:
            case (Paragraph() as only,):
                return self._content(f"{path}[0].content", only.content)
            case (Paragraph() as first, List() as below):
                text = self._content(f"{path}[0].content", first.content)
                return (*text, self._list(f"{path}[1]", below))
            case _:
                return self._blocks(path, blocks)

    def _table(self, path: str, table: Table) -> Element:
        unsaid: Align = ""
        align = table.align or (unsaid,) * len(table.header)
        rows = (
            self._row(f"{path}.rows[{i}]", row, align, "td") for i, row in enumerate(table.rows)
        )
        head = el("thead", None, self._row(f"{path}.header", table.header, align, "th"))
        return el("table", None, head, el("tbody", None, *rows) if table.rows else None)

    def _row(
        self,
        path: str,
        cells: tuple[tuple[Inline, ...], ...],
        align: tuple[Align, ...],
        tag: Literal["td", "th"],
    ) -> Element:
        # The attribute is obsolete (HTML Living Standard, §16.2), yet all that feeds leave alone.
        made = (
            el(tag, {"align": side or None}, *self._content(f"{path}[{i}]", cell))
            for i, (cell, side) in enumerate(zip(cells, align, strict=True))
        )
        return el("tr", None, *made)

    def _box(self, path: str, box: Box) -> Element:
        title = el("h3", None, *self._content(f"{path}.title", box.title)) if box.title else None
        return el("aside", self._class("box"), title, *self._blocks(f"{path}.blocks", box.blocks))

    # ── inline ──────────────────────────────────────────────────────────────────────────────

    def _content(
        self, path: str, content: Iterable[Inline], *, linked: bool = False
    ) -> tuple[Node, ...]:
        found: list[Node] = []
        for index, inline in enumerate(content):
            found.extend(self._inline(f"{path}[{index}]", inline, linked))
        return tuple(found)

    def _inline(self, path: str, inline: Inline, linked: bool) -> Iterable[Node]:
        match inline:
            case Text():
                return (inline.text,)
            case Code():
                return (el("code", None, inline.text),)
            case Break():
                return (el("br"),)
            case Strong() | Emph() | Sup() | Sub():
                content = self._content(f"{path}.content", inline.content, linked=linked)
                return (el(_TAGS[type(inline)], None, *content),)
            case Link():
                return self._link(path, inline)
            case Footnote():
                return (self._footnote(path, inline, linked),)
            case _:
                assert_never(inline)

    def _link(self, path: str, link: Link) -> Iterable[Node]:
        content = self._content(f"{path}.content", link.content, linked=True)
        href = self._target(path, link.href)
        if href is None:
            return content
        return (el("a", {"href": href, "title": link.title or None}, *content),)

    def _target(self, path: str, href: str) -> str | None:
        """The target if it is safe and there is one; else a Notice says that only text is left."""
        if href.startswith("#"):
            if href[1:] in self._anchors.values():
                return self._here + href
            self._lose(path, "link-anchor", f"nothing in the article is called {href}")
            return None
        if _SAFE.match(href):
            return href
        self._lose(path, "link-scheme", f"{href[:80]!r} is no http, https, mailto or tel address")
        return None

    def _lose(self, path: str, code: str, why: str) -> None:
        self.notices.append(
            Notice(
                code=code,
                severity="warning",
                where=path,
                text=f"The link is printed as text: {why}.",
                hint="Correct its target, or take the link off.",
            )
        )

    def _footnote(self, path: str, note: Footnote, linked: bool) -> Element:
        content = self._content(f"{path}.content", note.content)
        if self._placing == "foot":
            return el("span", self._class("footnote"), *content)
        self._notes.append(content)
        number = len(self._notes)
        mark: Node = str(number)
        if self._ids and not linked:
            mark = el("a", {"href": f"{self._here}#{self._note_id(number)}"}, mark)
        return el("sup", None, mark)

    def _note_id(self, number: int) -> str:
        """The anchor of a footnote; out of the way of an author who called a section `note-1`."""
        name = f"note-{number}"
        while name in self._anchors.values():
            name += "-"
        return name

    # ── attributes ──────────────────────────────────────────────────────────────────────────

    def _class(self, name: str) -> dict[str, str | None]:
        return {"class": name} if self._classes else {}

    def _span(self, name: str, *children: Node) -> tuple[Node, ...]:
        return (el("span", {"class": name}, *children),) if self._classes else children
