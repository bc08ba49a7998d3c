"""Writer: one walk over an article, which gives the matter of its page in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from pubkit import wording
from pubkit.credits import sign_off
from pubkit.display import ems
from pubkit.model import (
    Align,
    Article,
    Block,
    Box,
    Break,
    Code,
    Credit,
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
from pubkit.renderers.page.look import ListLook
from pubkit.renderers.page.matter import (
    BREAK,
    Art,
    Head,
    Mark,
    Matter,
    Prose,
    Run,
    Runs,
    Tabular,
    Voice,
)
from pubkit.renderers.page.rows import shown
from pubkit.walk import heading, labels, plain

__all__ = ["Writer"]

_MARKS: dict[type[Inline], Mark] = {Strong: "strong", Emph: "emph", Sup: "sup", Sub: "sub"}
_NOTE = 1.5
"""Characters that a note is set in, its number hanging before it."""
_FIGURE, _POINT = 0.57, 0.85
"""Characters that a figure of a marker takes at the most, and the point with the white behind."""
_INDENT = 2.0
"""Characters that a paragraph's first line is set in (clreq, §6.1.1)."""


class _Place(Struct, frozen=True):
    """Where in the nest a block stands."""

    voice: Voice = "body"
    left: float = 0.0
    first: float = _INDENT
    hang: float = 0.0
    panel: int = 0
    depth: int = 0


class Writer:
    """One walk over one admitted article; `notices` fills as the matter is made."""

    def __init__(self, article: Article, look: ListLook, room: float) -> None:
        """A walk; `look` says how lists are marked and set in.

        `room` is what the narrowest column holds, in characters.
        """
        self.notices: list[Notice] = []
        self._article = article
        self._look = look
        self._room = room
        self._notes: list[tuple[str, Runs]] = []
        self._under: set[int] = set()
        self._panels = 0

    def matter(self) -> tuple[Matter, ...]:
        """Lead, sections, notes and sign-off; not the head."""
        return (*self._body(), *self._endnotes(), *self._sign_off())

    def _body(self) -> Iterator[Matter]:
        article = self._article
        yield from self._blocks("lead", article.lead, _Place())
        for index, (label, section) in enumerate(
            zip(labels(article), article.sections, strict=True)
        ):
            yield from self._section(f"sections[{index}]", section, label)

    def _section(self, path: str, section: Section, label: str) -> Iterator[Matter]:
        stop = heading(self._article.numbering, label, "-")[len(label) : -1]
        runs = self._content(f"{path}.heading", section.heading)
        yield Head(path, label, stop, runs)
        yield from self._blocks(f"{path}.blocks", section.blocks, _Place())

    def _endnotes(self) -> Iterator[Matter]:
        """The notes but those that stand under their tables."""
        for number, (path, runs) in enumerate(self._notes):
            if number not in self._under:
                yield self._note(number, path, runs)

    def _note(self, number: int, path: str, runs: Runs) -> Prose:
        return Prose(path, "note", runs, left=_NOTE, marker=str(number + 1), hang=_NOTE)

    def _sign_off(self) -> Iterator[Matter]:
        """All roles in one paragraph, then the page's photo credit."""
        runs: list[Run] = []
        for credit in sign_off(self._article):
            if runs:
                runs.append(Run(wording.of(self._article).space))
            runs.extend(self._entry(credit))
        if runs:
            yield Prose("credits", "sign-off", tuple(runs))
        if self._article.photo_credit:
            yield Prose("photo_credit", "sign-off", (Run(self._article.photo_credit),))

    def _entry(self, credit: Credit) -> Iterator[Run]:
        """A role and its names: unbroken if a line holds it, else broken between names."""
        words = wording.of(self._article)
        first, *others = credit.names or ("",)
        parts = [f"{credit.role}{words.colon}{first}", *others]
        if ems(entry := words.comma.join(parts)) <= self._room:
            parts = [entry]
        for at, part in enumerate(parts):
            if at:
                yield Run(words.comma)
            yield Run(part, ("whole",) if ems(part) <= self._room else ())

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, blocks: Iterable[Block], place: _Place) -> Iterator[Matter]:
        for index, block in enumerate(blocks):
            yield from self._block(f"{path}[{index}]", block, place)

    def _block(self, path: str, block: Block, place: _Place) -> Iterator[Matter]:
        match block:
            case Paragraph():
                runs = self._content(f"{path}.content", block.content)
                yield Prose(path, place.voice, runs, place.first, place.left, panel=place.panel)
            case Subheading():
                voice: Voice = "subheading" if block.level == 3 else "minor"
                runs = self._content(f"{path}.content", block.content)
                yield Prose(path, voice, runs, 0, place.left, panel=place.panel, leads=True)
            case Figure():
                yield self._figure(path, block, place)
            case Quote():
                left = place.left + self._look.quote
                inner = replace(place, voice="quote", left=left, first=0.0)
                yield from self._blocks(f"{path}.blocks", block.blocks, inner)
            case List():
                yield from self._list(path, block, place)
            case Table():
                yield from self._noted(path, block, place)
            case Box():
                yield from self._box(path, block, place)
            case _:
                assert_never(block)

    def _figure(self, path: str, figure: Figure, place: _Place) -> Art:
        caption = _within(self._content(f"{path}.caption", figure.caption))
        return Art(path, figure, caption, figure.credit, place.panel)

    def _list(self, path: str, block: List, place: _Place) -> Iterator[Matter]:
        look = self._look
        last = block.start + len(block.items) - 1
        widest = _FIGURE * len(str(last)) + _POINT if block.ordered else 1.0
        inset = 0.0 if place.depth or place.panel else look.inset
        inner = replace(
            place,
            voice="list" if place.voice == "body" else place.voice,
            left=place.left + inset + max(look.indent, widest),
            hang=max(look.indent, widest),
            first=0.0,
            depth=place.depth + 1,
        )
        bullet = look.bullets[place.depth % len(look.bullets)]
        for index, item in enumerate(block.items):
            marker = f"{block.start + index}." if block.ordered else bullet
            made = self._blocks(f"{path}.items[{index}].blocks", item.blocks, inner)
            yield from self._marked(f"{path}.items[{index}]", tuple(made), marker, inner)

    def _marked(
        self, path: str, made: tuple[Matter, ...], marker: str, place: _Place
    ) -> Iterator[Matter]:
        """An entry's matter with its marker before the first text; alone where there is none."""
        match made:
            case (Prose(marker="") as first, *rest) if first.panel == place.panel:
                yield replace(first, marker=marker, hang=place.hang)
                yield from rest
            case _:
                yield Prose(path, place.voice, (), 0, place.left, marker, place.hang, place.panel)
                yield from made

    def _noted(self, path: str, table: Table, place: _Place) -> Iterator[Matter]:
        """A table with the notes that it calls right under it."""
        first = len(self._notes)
        yield self._table(path, table, place)
        called = range(first, len(self._notes))
        self._under.update(called)
        for turn, number in enumerate(called, 1):
            note = self._note(number, *self._notes[number])
            yield replace(note, panel=place.panel, under=turn)

    def _table(self, path: str, table: Table, place: _Place) -> Tabular:
        header = self._row(f"{path}.header", table.header)
        rows = [self._row(f"{path}.rows[{r}]", row) for r, row in enumerate(table.rows)]
        unsaid: Align = ""
        align = table.align or (unsaid,) * len(table.header)
        return Tabular(path, header, tuple(rows), align, place.panel)

    def _row(self, path: str, cells: Iterable[Iterable[Inline]]) -> tuple[Runs, ...]:
        return tuple(_within(self._content(f"{path}[{c}]", x)) for c, x in enumerate(cells))

    def _box(self, path: str, box: Box, place: _Place) -> Iterator[Matter]:
        """A box; one within another is part of that."""
        if not place.panel:
            self._panels += 1
            place = _Place("box", first=0.0, panel=self._panels)
        if box.title:
            runs = self._content(f"{path}.title", box.title)
            yield Prose(path, "box-title", runs, 0, place.left, panel=place.panel, leads=True)
        yield from self._blocks(f"{path}.blocks", box.blocks, place)

    # ── inline ──────────────────────────────────────────────────────────────────────────────

    def _content(self, path: str, content: Iterable[Inline], marks: tuple[Mark, ...] = ()) -> Runs:
        found: list[Run] = []
        for index, inline in enumerate(content):
            found.extend(self._inline(f"{path}[{index}]", inline, marks))
        return tuple(found)

    def _inline(self, path: str, inline: Inline, marks: tuple[Mark, ...]) -> Iterable[Run]:
        match inline:
            case Text():
                return (Run(inline.text, marks),)
            case Code():
                return (Run(inline.text, (*marks, "code")),)
            case Break():
                return (Run(BREAK),)
            case Strong() | Emph() | Sup() | Sub():
                inner = (*marks, _MARKS[type(inline)])
                return self._content(f"{path}.content", inline.content, inner)
            case Link():
                self._report(path, inline)
                return self._content(f"{path}.content", inline.content, marks)
            case Footnote():
                # Its place is taken first: a note may call another.
                number = len(self._notes)
                self._notes.append((path, ()))
                self._notes[number] = path, self._content(f"{path}.content", inline.content)
                return (Run(str(number + 1), (*marks, "mark")),)
            case _:
                assert_never(inline)

    def _report(self, path: str, link: Link) -> None:
        if plain(link.content) == link.href:
            return
        self.notices.append(
            Notice(
                code="link-unprinted",
                severity="info",
                where=path,
                text=f"Paper has no links: the address {link.href[:80]!r} is not on the page.",
                hint="Write it out in the text if readers need it.",
            )
        )


def _within(runs: Runs) -> Runs:
    """The runs without Breaks and blanks round them, which would only leave lines of white."""
    words = [at for at, run in enumerate(runs) if shown(run.text)]
    return runs[words[0] : words[-1] + 1] if words else ()
