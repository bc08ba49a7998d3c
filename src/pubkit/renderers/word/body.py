"""Body: the article's blocks as paragraphs, tables and pictures, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import assert_never

from pubkit import wording
from pubkit.credits import authors, sign_off
from pubkit.markup import Element, Node
from pubkit.model import (
    Block,
    Box,
    Credit,
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
from pubkit.renderers.word.appendix import Appendix
from pubkit.renderers.word.figures import Figures
from pubkit.renderers.word.flow import Flow
from pubkit.renderers.word.formats import twips
from pubkit.renderers.word.frame import Frame
from pubkit.renderers.word.headings import Headings
from pubkit.renderers.word.job import Job
from pubkit.renderers.word.lines import packed
from pubkit.renderers.word.names import Character
from pubkit.renderers.word.names import Paragraph as Styled
from pubkit.renderers.word.numbering import MAX_LEVEL, MAX_NUMBER
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.wordml import kept, p, text_of, w
from pubkit.units import Length
from pubkit.walk import labels, plain

__all__ = ["Body"]

_LEVELS = {3: Styled.SUBHEADING, 4: Styled.MINOR}
_TITLE_EMS = 16
"""A headline up to so long stands on one line; the halves of a longer one are read at a glance."""
_LEADING_UP = ("：", ":", "——")
"""What ends a paragraph that stays with the quotation, list, table or box behind it."""
_WHOLE = 10
"""A box of up to so many paragraphs is kept on one page; a longer one may be continued."""


class Body:
    """One article's body; `job` fills as it is made."""

    def __init__(self, job: Job, runs: Runs, *, original_photos: bool) -> None:
        self._job = job
        self._runs = runs
        self._figures = Figures(job, runs, original_photos=original_photos)
        self._headings = Headings(job, runs)
        self.appendix = Appendix(job, runs, self._figures)
        self._flow = Flow(job.geometry.page.columns)
        self._column = Frame(job.geometry.column)
        self._measure = Frame(job.geometry.measure)
        self._last: list[tuple[str, Figure]] = []

    def element(self, references: tuple[Element, ...]) -> Element:
        """`w:body`, its first section with the running heads and feet given."""
        article = self._job.article
        self._flow.span(self._front())
        self._set("lead", article.lead, begun=True)
        for index, (section, label) in enumerate(
            zip(article.sections, labels(article), strict=True)
        ):
            self._section(f"sections[{index}]", section, label)
        for path, figure in self._last:
            self._flow.add(self._figures.figure(path, figure, self._column))
        self._flow.close(self._close(), self._ems(Styled.BODY))
        if figures := list(self.appendix.nodes(self._column)):
            self._flow.add(figures)
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
                yield p(style.id, self._headings.broken(style, (Text(text),), self._room(style)))
        pieces = [self._runs.text(name, Character.CREDIT_NAME) for name in authors(article)]
        if article.published:
            pieces.append(self._runs.text(wording.date(article.published, article)))
        if pieces:
            yield p(Styled.BYLINE.id, self._joined(pieces, self._job.words.space))
        for path, figure in self._leads():
            yield from self._figures.figure(path, figure, self._measure)

    def _room(self, style: Styled) -> Length:
        """What one line of the title block may take."""
        if style is not Styled.TITLE:
            return self._measure.width
        longest = _TITLE_EMS * self._job.sheet.advance_pt(style)
        return Length(min(self._measure.width.pt, longest))

    def _leads(self) -> Iterator[tuple[str, Figure]]:
        article = self._job.article
        whole = [("lead", article.lead)]
        whole += [(f"sections[{i}].blocks", s.blocks) for i, s in enumerate(article.sections)]
        for path, blocks in whole if self._job.layout != "manuscript" else ():
            for index, block in enumerate(blocks):
                if isinstance(block, Figure) and block.place == "lead":
                    yield f"{path}[{index}]", block

    def _close(self) -> Iterator[Node]:
        """The sign-off, roles side by side where a line holds them, and the page's photo credit."""
        words = self._job.words
        own = set(map(id, self._job.article.credits))
        roles = [
            list(self._credit(one, Character.CREDIT_NAME if id(one) in own else Character.SOURCE))
            for one in sign_off(self._job.article)
        ]
        texts = ["".join(map(text_of, role)) for role in roles]
        room = self._ems(Styled.SIGN_OFF)
        lines = [
            (Styled.SIGN_OFF, self._joined(roles[line.start : line.stop], words.space))
            for line in packed(texts, words.space, room)
        ]
        if self._job.article.photo_credit:
            lines.append((Styled.PAGE_CREDIT, self._runs.text(self._job.article.photo_credit)))
        for index, (style, line) in enumerate(lines, 1):
            keep = w("keepNext") if index < len(lines) else None
            yield p(style.id, line, keep)

    def _credit(self, credit: Credit, style: Character) -> Iterator[Element]:
        """A role and its names, each in a style of its own: names may hold spaces."""
        yield from self._runs.text(credit.role, Character.CREDIT_ROLE)
        yield from self._runs.text(self._job.words.colon)
        names = [self._runs.text(name, style) for name in credit.names]
        yield from self._joined(names, self._job.words.comma)

    def _joined(self, pieces: Iterable[Iterable[Element]], joint: str) -> Iterator[Element]:
        """The pieces' runs with the joint between them."""
        for index, piece in enumerate(pieces):
            if index:
                yield from self._runs.text(joint)
            yield from piece

    def _ems(self, style: Styled) -> float:
        """Characters that a line of the column holds in a style."""
        return self._column.width.pt / self._job.sheet.advance_pt(style)

    # ── sections ────────────────────────────────────────────────────────────────────────────

    def _section(self, path: str, section: Section, label: str) -> None:
        headed = bool(label or section.heading)
        if headed:
            self._flow.add([self._headings.section(path, section, label, self._column.width)])
        else:
            self._flow.add(self._job.marked(self._job.marks[path]))
        self._set(f"{path}.blocks", section.blocks, begun=headed)

    def _set(self, path: str, blocks: Sequence[Block], *, begun: bool) -> None:
        """Blocks that stand in no other: in the column, across the measure, or elsewhere.

        `begun` tells whether a paragraph stands before them.
        """
        opening = path == "lead"
        for index, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
            place = f"{path}[{index}]"
            if isinstance(block, Figure) and self._stands_elsewhere(block):
                if block.place == "end":
                    self._last.append((place, block))
                    opening = False
                if not opening:
                    self._remember(place, begun=begun)
                continue
            opening, begun = False, True
            match block:
                case Figure(place="wide") if self._job.layout != "manuscript":
                    self._flow.span(self._figures.figure(place, block, self._measure))
                case Table() if tables.is_wide(block, self._column.width, self._job.sheet):
                    self._flow.span(self._block(place, block, self._measure))
                case _:
                    nodes = self._block(place, block, self._column)
                    self._flow.add(map(kept, nodes) if _announces(block, following) else nodes)

    def _stands_elsewhere(self, figure: Figure) -> bool:
        return figure.place in ("lead", "end") and self._job.layout != "manuscript"

    def _remember(self, path: str, *, begun: bool) -> None:
        """Mark where a figure is written that stands elsewhere."""
        mark = self._job.bookmarked(self._job.marks[path].home)
        if begun:
            self._flow.mark(mark)
        else:
            self._flow.add(mark)

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, blocks: Sequence[Block], frame: Frame) -> list[Node]:
        found: list[Node] = []
        for index, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
            nodes = self._block(f"{path}[{index}]", block, frame)
            found.extend(map(kept, nodes) if _announces(block, following) else nodes)
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
        """A figure that has only one place, since it is within another block or in a manuscript."""
        if self._job.layout == "manuscript":
            return [self.appendix.mark(path, figure, frame)]
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
        keep = w("keepNext") if first and rest and _announces(first, rest[0]) else None
        counted = w("numPr", w("ilvl", val=level), w("numId", val=number)) if number else None
        yield p(style.id, content, keep, counted, self._hanging(inner, level, typed))
        skipped = len(item.blocks) - len(rest)
        for index, below in enumerate(rest, skipped):
            yield from self._block(f"{path}.blocks[{index}]", below, inner)

    def _hanging(self, inner: Frame, level: int, typed: str) -> Element | None:
        """`w:ind` of an entry, where its level's own does not bring it to the frame's edge."""
        indent = twips(self._job.sheet.list.indent) or 0
        if not typed and inner.inset_twips == indent * (level + 1):
            return None
        return w("ind", left=inner.inset_twips, hanging=indent)


def _announces(block: Block, following: Block | None) -> bool:
    """Whether a paragraph leads up to the block behind it, as `她写道：` does to a quotation."""
    if not isinstance(block, Paragraph) or not isinstance(following, Quote | List | Table | Box):
        return False
    return plain(block.content).rstrip().endswith(_LEADING_UP)
