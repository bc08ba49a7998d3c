"""Body: the article's blocks as paragraphs, tables and pictures, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from pubkit import wording
from pubkit.credits import authors, sign_off
from pubkit.markup import Element, Node
from pubkit.model import (
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
    Text,
)
from pubkit.renderers.word import tables
from pubkit.renderers.word.figures import Figures
from pubkit.renderers.word.flow import Flow
from pubkit.renderers.word.formats import twips
from pubkit.renderers.word.frame import Frame
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.lines import broken, ems, packed
from pubkit.renderers.word.names import Character
from pubkit.renderers.word.names import Paragraph as Styled
from pubkit.renderers.word.numbering import MAX_LEVEL, MAX_NUMBER
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.wordml import p, r, t, w
from pubkit.units import Length
from pubkit.walk import heading, labels

__all__ = ["Body"]

_LEVELS = {3: Styled.SUBHEADING, 4: Styled.MINOR}
_USUAL_EM, _NARROW_EM = 0.72, {"I": 0.28, "J": 0.56}
"""Widths of capitals in Arial Bold (its `hmtx`): the narrow ones get a block as wide as others'."""
_WHOLE = 10
"""A box of up to so many paragraphs is kept on one page; a longer one may be continued."""


class Body:
    """One article's body; `job` fills as it is made."""

    def __init__(self, job: Job, runs: Runs, *, original_photos: bool) -> None:
        self._job = job
        self._runs = runs
        self._figures = Figures(job, runs, original_photos=original_photos)
        self._flow = Flow(job.geometry.page.columns)
        self._column = Frame(job.geometry.column)
        self._measure = Frame(job.geometry.measure)
        self._last: list[tuple[str, Figure]] = []

    def element(self, references: tuple[Element, ...]) -> Element:
        """`w:body`, its first section with the running heads and feet given."""
        article = self._job.article
        self._flow.span(self._front())
        self._set("lead", article.lead)
        for index, (section, label) in enumerate(
            zip(article.sections, labels(article), strict=True)
        ):
            self._section(f"sections[{index}]", section, label)
        for path, figure in self._last:
            self._flow.add(self._figures.figure(path, figure, self._column))
        line = self._column.width.pt / self._job.sheet.advance_pt(Styled.BODY)
        self._flow.close(self._close(), line)
        return self._flow.body(self._job.geometry, self._job.sheet.furniture, references)

    # ── head and foot of the article ────────────────────────────────────────────────────────

    def _front(self) -> Iterator[Node]:
        """Kicker, headline, deck, byline and the photos that want to stand under them."""
        article = self._job.article
        for style, text in (
            (Styled.KICKER, article.kicker),
            (Styled.TITLE, article.title),
            (Styled.DECK, article.deck),
        ):
            if text:
                yield p(style.id, self._headline(style, (Text(text),), self._measure.width))
        byline = [*authors(article)]
        if article.published:
            byline.append(wording.date(article.published, article))
        if byline:
            yield p(Styled.BYLINE.id, self._runs.text(self._job.words.space.join(byline)))
        for path, figure in self._leads():
            yield from self._figures.figure(path, figure, self._measure)

    def _leads(self) -> Iterator[tuple[str, Figure]]:
        article = self._job.article
        whole = [("lead", article.lead)]
        whole += [(f"sections[{i}].blocks", s.blocks) for i, s in enumerate(article.sections)]
        for path, blocks in whole:
            for index, block in enumerate(blocks):
                if isinstance(block, Figure) and block.place == "lead":
                    yield f"{path}[{index}]", block

    def _close(self) -> Iterator[Node]:
        """The sign-off, roles side by side where a line holds them, and the page's photo credit."""
        words = self._job.words
        roles = (
            f"{credit.role}{words.colon}{words.comma.join(credit.names)}"
            for credit in sign_off(self._job.article)
        )
        room = self._column.width.pt / self._job.sheet.advance_pt(Styled.SIGN_OFF)
        lines = [(Styled.SIGN_OFF, line) for line in packed(roles, words.space, room)]
        if self._job.article.photo_credit:
            lines.append((Styled.PAGE_CREDIT, self._job.article.photo_credit))
        for index, (style, line) in enumerate(lines, 1):
            keep = w("keepNext") if index < len(lines) else None
            yield p(style.id, self._runs.text(line), keep)

    # ── sections ────────────────────────────────────────────────────────────────────────────

    def _section(self, path: str, section: Section, label: str) -> None:
        mark = self._job.marks[path][1]
        if label or section.heading:
            before, hang = self._label(label) if label else ((), Length(0))
            room = Length(max(0.0, self._column.width.pt - hang.pt))
            words = self._headline(Styled.SECTION, section.heading, room, f"{path}.heading")
            hanging = w("ind", left=hang.twips, hanging=hang.twips) if label else None
            content = self._job.bookmarked(mark, *before, *words)
            self._flow.add([p(Styled.SECTION.id, content, hanging)])
        else:
            self._flow.add(self._job.bookmarked(mark))
        self._set(f"{path}.blocks", section.blocks)

    def _label(self, label: str) -> tuple[tuple[Node, ...], Length]:
        """The letter with what parts it from the heading, and the room they take.

        A tab does what a space does elsewhere: a second line begins below the words, not below
        the letter. Chinese numerals (一、) are as wide as they look.
        """
        if self._job.article.numbering == "cjk":
            whole = heading("cjk", label, "")
            width = Length(ems(whole) * self._job.sheet.advance_pt(Styled.SECTION))
            return tuple(self._runs.text(whole, Character.SECTION_NUMERAL)), width
        look = self._job.sheet.heading
        return (*self._letter(label, look.label), r([w("tab")])), Length.parse(look.hang)

    def _letter(self, label: str, pattern: str) -> Iterator[Node]:
        """The letter as the style sets it; what stands beside a narrow one is spread."""
        before, _, after = pattern.partition("{label}")
        if label not in _NARROW_EM or not before or not after:
            yield from self._runs.text(before + label + after, Character.SECTION_LABEL)
            return
        look = self._runs.properties((Character.SECTION_LABEL,))
        missing = (_USUAL_EM - _NARROW_EM[label]) / 2
        spread = w("spacing", val=round(missing * self._job.sheet.size(Styled.SECTION).twips))
        yield r(t(before), (*look, spread))
        yield r(t(label), look)
        yield r(t(after), (*look, spread))

    def _headline(
        self, style: Styled, content: tuple[Inline, ...], room: Length, where: str = ""
    ) -> list[Node]:
        """A heading, broken at its own space if one line of `room` does not hold it."""
        fits = room.pt / self._job.sheet.advance_pt(style)
        return self._runs.content(broken(content, fits), where)

    def _set(self, path: str, blocks: Iterable[Block]) -> None:
        """Blocks that stand in no other: in the column, across the measure, or kept for the end."""
        for index, block in enumerate(blocks):
            place = f"{path}[{index}]"
            match block:
                case Figure(place="lead"):
                    pass  # it stands under the title
                case Figure(place="end"):
                    self._last.append((place, block))
                case Figure(place="wide"):
                    self._flow.span(self._figures.figure(place, block, self._measure))
                case Table() if tables.is_wide(block, self._column.width, self._job.sheet):
                    self._flow.span(self._block(place, block, self._measure))
                case _:
                    self._flow.add(self._block(place, block, self._column))

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, blocks: Iterable[Block], frame: Frame) -> list[Node]:
        found: list[Node] = []
        for index, block in enumerate(blocks):
            found.extend(self._block(f"{path}[{index}]", block, frame))
        return found

    def _block(self, path: str, block: Block, frame: Frame) -> Iterable[Node]:
        match block:
            case Paragraph():
                return (self._paragraph(frame.text, path, block.content, frame),)
            case Subheading():
                return (self._paragraph(_LEVELS[block.level], path, block.content, frame),)
            case Figure():
                return self._figure(path, block, frame)
            case Quote():
                return self._blocks(f"{path}.blocks", block.blocks, frame.quoted(self._job.sheet))
            case List():
                return self._list(path, block, frame)
            case Table():
                return (tables.table(path, block, frame, self._runs, self._job.sheet),)
            case Box():
                return (self._box(path, block, frame),)
            case _:
                assert_never(block)

    def _paragraph(
        self, style: Styled, path: str, content: tuple[Inline, ...], frame: Frame
    ) -> Element:
        own = twips(self._job.sheet.paragraph[style].left) or 0
        return p(style.id, self._runs.content(content, f"{path}.content"), frame.indent(own))

    def _figure(self, path: str, figure: Figure, frame: Frame) -> list[Node]:
        """A figure within another block, where it has only one place."""
        if figure.place != "column" and frame != self._column:
            text = f"A photo within a box, list or quotation cannot stand at {figure.place!r}."
            hint = "It is printed where it is written; take it out of the block to move it."
            self._job.report("photo-place", "info", path, text, hint)
        return self._figures.figure(path, figure, frame)

    def _box(self, path: str, box: Box, frame: Frame) -> Element:
        inner = frame.in_box(self._job.sheet)
        content: list[Node] = []
        if box.title:
            words = self._runs.content(box.title, f"{path}.title")
            content.append(p(Styled.BOX_TITLE.id, words))
        content += self._blocks(f"{path}.blocks", box.blocks, inner)
        return tables.box(content, frame, whole=len(content) <= _WHOLE)

    # ── lists ───────────────────────────────────────────────────────────────────────────────

    def _list(self, path: str, block: List, frame: Frame) -> list[Node]:
        """The entries; numbers beyond those that Word counts to are typed."""
        countable = not block.ordered or block.start + len(block.items) <= MAX_NUMBER
        level = min(frame.level, MAX_LEVEL)
        number = self._job.numbering.instance(block, level) if countable else 0
        if not countable:
            text = f"Word counts to {MAX_NUMBER}: the numbers of this list are plain text."
            self._job.report("list-number", "info", path, text)
        found: list[Node] = []
        for index, item in enumerate(block.items):
            place, marker = f"{path}.items[{index}]", (number, level)
            typed = "" if countable else f"{block.start + index}."
            found += self._item(place, item, block, frame, marker, typed)
        return found

    def _item(
        self,
        path: str,
        item: Item,
        block: List,
        frame: Frame,
        marker: tuple[int, int],
        typed: str,
    ) -> Iterator[Node]:
        """An entry; its marker stands before its first paragraph, or alone if it has none."""
        inner = frame.listed(self._job.sheet)
        style = inner.text if frame.boxed else Styled.NUMBER if block.ordered else Styled.BULLET
        number, level = marker
        content: list[Node] = list(self._runs.text(f"{typed}\t")) if typed else []
        rest = item.blocks
        first = rest[0] if rest else None
        if isinstance(first, Paragraph):
            content += self._runs.content(first.content, f"{path}.blocks[0].content")
            rest = rest[1:]
        counted = w("numPr", w("ilvl", val=level), w("numId", val=number)) if number else None
        yield p(style.id, content, counted, self._hanging(inner, level, typed))
        skipped = len(item.blocks) - len(rest)
        for index, below in enumerate(rest, skipped):
            yield from self._block(f"{path}.blocks[{index}]", below, inner)

    def _hanging(self, inner: Frame, level: int, typed: str) -> Element | None:
        """`w:ind` of an entry, where its level's own does not bring it to the frame's edge."""
        indent = twips(self._job.sheet.list.indent) or 0
        if not typed and inner.inset_twips == indent * (level + 1):
            return None
        return w("ind", left=inner.inset_twips, hanging=indent)
