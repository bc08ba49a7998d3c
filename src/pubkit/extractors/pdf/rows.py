"""Rows: a region without columns, line by line and cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar

from pubkit.extractors.pdf.marks import Box, Line, Piece, Placed

__all__ = ["Band", "Item", "leaf", "line", "rows"]

Item: TypeAlias = Piece | Placed
Band: TypeAlias = list[Item]
_Box = TypeVar("_Box", bound=Box)

_CELLS_EM = 1.2
"""Words on one line that are further apart are cells of a table."""


def leaf(page: int, region: Band, column: int) -> Iterator[Line | Placed]:
    """A region without columns, from top to bottom."""
    margins = min(item.left for item in region), max(item.right for item in region)
    for row in rows(region):
        for item in _across(row):
            if isinstance(item, Placed):
                yield item
                for piece in item.caption:
                    yield line(page, [piece], (item.left, item.right), -1)
            else:
                yield line(page, item, margins, column)


def rows(region: Iterable[_Box]) -> Iterator[list[_Box]]:
    """Items whose heights overlap by half of the lesser one, from top to bottom."""
    row: list[_Box] = []
    widest: _Box | None = None
    for item in sorted(region, key=lambda item: (item.top, item.left)):
        if widest and not _beside(widest, item):
            yield row
            row, widest = [], None
        row.append(item)
        widest = max(widest or item, item, key=_extent)
    if row:
        yield row


def _extent(item: Box) -> float:
    return item.right - item.left


def _beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.height, other.height)


def _across(row: Band) -> Iterator[list[Piece] | Placed]:
    """The parts of a row from left to right: words that stand together, cells, pictures."""
    words: list[Piece] = []
    for stack in _stacks(row):
        for item in stack:
            alone = isinstance(item, Placed) or len(stack) > 1
            if words and (alone or item.left - words[-1].right > _CELLS_EM * words[-1].size):
                yield words
                words = []
            if isinstance(item, Placed):
                yield item
            else:
                words.append(item)
    if words:
        yield words


def _stacks(row: Band) -> Iterator[Band]:
    """Items that stand above one another, from left to right; mostly each by itself."""
    stack: Band = []
    right = float("-inf")
    for item in sorted(row, key=lambda item: (item.left, item.top)):
        if stack and item.left >= right - 0.5 * item.height:
            yield sorted(stack, key=lambda item: item.bottom)
            stack = []
        stack.append(item)
        right = max(right, item.right) if len(stack) > 1 else item.right
    if stack:
        yield sorted(stack, key=lambda item: item.bottom)


def line(page: int, words: Sequence[Piece], margins: tuple[float, float], column: int) -> Line:
    """Words that stand beside each other as one line of a column with these margins."""
    parts = [words[0].text]
    for one, other in pairwise(words):
        parts.append(" " if other.left - one.right > 0.2 * other.size else "")
        parts.append(other.text)
    longest = max(words, key=lambda piece: len(piece.text))
    return Line(
        left=words[0].left,
        right=max(piece.right for piece in words),
        top=min(piece.top for piece in words),
        bottom=max(piece.bottom for piece in words),
        page=page,
        text="".join(parts),
        size=longest.size,
        margins=margins,
        column=column,
    )
