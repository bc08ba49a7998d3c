"""Figures moved to where they leave no hole.

A figure that does not fit the rest of its column goes to the next and leaves a hole behind it. A
compositor lets the text run on and sets the figure at the next good place; so do we. A galley, one
endless column, tells how tall every block is (`measure`). With that the columns are filled in
numbers, and a figure that does not fit waits until the text has reached the next one (`order`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Literal

from pubkit.renderers.pdf.engine import WeasyBox

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Block", "Columns", "Kind", "measure", "order"]

Kind = Literal["text", "heading", "whole", "figure", "wide", "end"]


_KEPT = 2
"""Lines of a paragraph that stay together at a column's end and head: CSS orphans and widows."""
_SLACK = 0.1
"""Rounding, in px."""


@dataclass(frozen=True)
class Block:
    """One element of the columns."""

    index: int
    """Its place in the article's order."""
    kind: Kind
    """`text` may be broken, `heading` keeps to the lines after it, `whole` is never broken,
    `figure` may wait, `wide` is one over all columns, `end` comes when no figure waits."""
    height: float = 0.0
    """Its height with the space round it, in px."""


@dataclass(frozen=True)
class Columns:
    """The columns to be filled. Lengths in px."""

    number: int
    """How many stand on a page."""
    first: float
    """Their height on the first page."""
    later: float
    """Their height on every other page."""
    line: float
    """The leading of the text."""


def measure(document: Document, blocks: Sequence[Block]) -> tuple[list[Block], float]:
    """The blocks with the heights that they were set with, and what stands above them, in px.

    `document` is the article in one column on one endless page; blocks are told by the attribute
    `data-block` of their elements.
    Raises: AttributeError where WeasyPrint's boxes are not what they were.
    """
    heights = [0.0] * len(blocks)
    page = document.pages[0]._page_box
    main = next(_mains(page))
    for box in main.children:
        height = box.border_height() + box.margin_top + box.margin_bottom
        heights[int(box.element.get("data-block"))] = height
    above = main.content_box_y() - page.content_box_y()
    return [replace(block, height=heights[block.index]) for block in blocks], above


def _mains(box: WeasyBox) -> Iterator[WeasyBox]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "main":
            yield child
        else:
            yield from _mains(child)


def order(blocks: Sequence[Block], columns: Columns) -> list[int]:
    """The blocks' indices in the order that leaves the fewest holes; text keeps its order."""
    filled = _Filling(columns, blocks)
    last = filled.page
    # The last page's columns are made level: find the depth at which they just hold the rest.
    depth = ceil(filled.used / columns.number / columns.line) * columns.line
    while depth < columns.later and filled.page:
        level = _Filling(columns, blocks, last, depth)
        if level.page <= last:
            return level.order
        depth += columns.line
    return filled.order


class _Filling:
    """One filling of the columns, block by block."""

    def __init__(
        self, columns: Columns, blocks: Iterable[Block], last: int = -1, depth: float = 0.0
    ) -> None:
        """Fills the columns; on page `last` they have only `depth`."""
        self.order: list[int] = []
        self.page = 0
        self.used = 0.0
        self._columns = columns
        self._last = (last, depth)
        self._column = 0
        self._depth = self._room = columns.first
        self._waiting: deque[Block] = deque()
        self._kind: Kind = "text"
        for block in blocks:
            self._add(block)
        self._release(at_any_cost=True)

    def _add(self, block: Block) -> None:
        match block.kind:
            case "figure" | "wide":
                self._waiting.append(block)
                self._release()
            case "text":
                self._text(block)
            case "heading" | "whole":
                self._whole(block)
            case "end":
                self._release(at_any_cost=True)
                self._whole(block)

    def _text(self, block: Block) -> None:
        """Text runs on from column to column; figures that wait come behind it."""
        self._put(block)
        rest = block.height
        while rest > self._room + _SLACK:
            here = self._part(rest)
            rest -= here
            self._take(here)
            self._turn()
        self._take(rest)
        self._release()

    def _part(self, rest: float) -> float:
        """What of a text stays in the column: whole lines, two at least here and behind."""
        line = self._columns.line
        room = self._room // line
        here = min(room, ceil((rest - _SLACK) / line) - _KEPT)
        if here >= _KEPT:
            return here * line
        begun = self._room < self._depth
        return 0.0 if begun else max(room, 1) * line

    def _whole(self, block: Block) -> None:
        after = _KEPT * self._columns.line if block.kind == "heading" else 0.0
        if block.height + after > self._room and block.height + after <= self._columns.later:
            self._turn()
            self._release()
        self._put(block)
        self._take(min(block.height, self._room))

    def _release(self, *, at_any_cost: bool = False) -> None:
        """Sets the figures that wait, one after the other, as far as there is room."""
        while self._waiting and (at_any_cost or self._fits(self._waiting[0])):
            figure = self._waiting.popleft()
            self._put(figure)
            if figure.kind == "wide":
                self._span(figure)
            else:
                if figure.height > self._room:
                    self._turn()
                self._take(min(figure.height, self._room))

    def _fits(self, figure: Block) -> bool:
        """Whether a figure may stand here: there is room, and it parts no heading from its text."""
        if self._kind == "heading":
            return False
        if figure.kind == "wide":
            return self._level() + figure.height <= self._depth
        return figure.height <= self._room + _SLACK

    def _level(self) -> float:
        """How tall the columns are once what the page holds so far is made level."""
        return ceil(self.used / self._columns.number / self._columns.line) * self._columns.line

    def _span(self, figure: Block) -> None:
        """Sets a figure over all columns: those above end, new ones begin below."""
        if not self._fits(figure):
            self._column = self._columns.number
            self._turn()
        self._depth -= self._level() + figure.height
        self._room, self._column, self.used = self._depth, 0, 0.0

    def _put(self, block: Block) -> None:
        self.order.append(block.index)
        self._kind = block.kind

    def _take(self, height: float) -> None:
        self._room -= height
        self.used += height

    def _turn(self) -> None:
        """Goes to the head of the next column."""
        self._column += 1
        if self._column >= self._columns.number:
            self._column, self.used = 0, 0.0
            self.page += 1
            last, depth = self._last
            self._depth = depth if self.page == last else self._columns.later
        self._room = self._depth
