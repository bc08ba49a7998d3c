"""Rows: what stands side by side in one column, or across columns, on one height."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bench.type.marks import CLOSING, OPENING
from bench.type.measure import Measure
from bench.type.page import Glyph, Page, heights

__all__ = ["Row", "rows"]

_RAISED = 0.5
"""How far an index stands above or below its line, at most, in em of the line."""
_ALIKE = 0.06
"""How far two type sizes may differ and be called the same, as a part."""
_LARGER = 1.1
"""From how many times the text's size type is a heading's."""
_ITEM = re.compile(r"[■●•▪–·○◦]|\d+[.．、)）]")
"""How an item of a list begins."""
_MARKED = 0.15
"""Least space behind that, in em."""


@dataclass(frozen=True)
class Row:
    """Characters on one height. Lengths in pt."""

    glyphs: tuple[Glyph, ...]
    """They, from left to right."""
    columns: range
    """Numbers of the columns that they stand in, from 0."""

    @cached_property
    def text(self) -> str:
        """The characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The commonest type size."""
        return Counter(glyph.size for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def baseline(self) -> float:
        """The height on which the most stand."""
        own = (round(glyph.baseline, 2) for glyph in self.glyphs if glyph.size == self.size)
        return Counter(own).most_common(1)[0][0]

    @property
    def left(self) -> float:
        """Where its first character begins; a pair's first half may have left its own blank."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where the last character's advance ends."""
        return self.glyphs[-1].right

    @property
    def faces(self) -> frozenset[str]:
        """The faces of its characters."""
        return frozenset(glyph.face for glyph in self.glyphs)

    @property
    def is_item(self) -> bool:
        """Whether it begins as an item of a list does: a sign or a number, then a space."""
        marker = _ITEM.match(self.text)
        if not marker or marker.end() == len(self.glyphs):
            return False
        before, after = self.glyphs[marker.end() - 1], self.glyphs[marker.end()]
        return after.left - before.right > _MARKED * before.size

    @property
    def bold(self) -> bool:
        """Whether every character is."""
        return all(glyph.bold for glyph in self.glyphs)

    def begins(self, edge: float) -> bool:
        """Whether it begins at an edge; an opening mark may have its blank half beyond it."""
        halves = (0.0, 0.5) if self.glyphs[0].text in OPENING else (0.0,)
        size = self.glyphs[0].size
        return any(abs(self.left + half * size - edge) < 0.1 * size for half in halves)

    def trimmed(self, edge: float) -> bool:
        """Whether its ink begins at an edge: an opening mark has its blank half beyond it.

        Source: clreq, §3.1.6, which asks for one way at the starts of paragraphs and of lines.
        """
        first = self.glyphs[0]
        half = 0.5 if first.text in OPENING and first.is_full else 0.0
        return abs(self.left + half * first.size - edge) < 0.1 * first.size

    def off(self, edge: float) -> float:
        """How far it ends beyond an edge; a closing mark may have its blank half beyond it.

        Source: GB/T 15834-2011, 5.1.10.
        """
        last = self.glyphs[-1]
        halves = (0.0, 0.5) if last.text in CLOSING and last.is_full else (0.0,)
        return min((self.right - half * last.size - edge for half in halves), key=abs)

    def is_text(self, measure: Measure) -> bool:
        """Whether it is of the text's size."""
        return abs(self.size / measure.size - 1) < _ALIKE

    def is_larger(self, measure: Measure) -> bool:
        """Whether it is of a heading's size."""
        return self.size > _LARGER * measure.size


def rows(page: Page, measure: Measure) -> list[Row]:
    """The page's rows, from the top; those of one height from left to right."""
    runs = [run for line in heights(page.glyphs) for run in _runs(line, measure)]
    found = [
        Row(tuple(row), columns)
        for columns in {columns for columns, _ in runs}
        for row in _joined([run for own, run in runs if own == columns])
    ]
    return sorted(found, key=lambda row: (-row.baseline, row.left))


def _runs(line: Sequence[Glyph], measure: Measure) -> Iterator[tuple[range, list[Glyph]]]:
    """The line cut where it is blank between two columns; each part with its columns."""
    run = [line[0]]
    for glyph in line[1:]:
        if _parted(run[-1], glyph, measure):
            yield _columns_of(run, measure), run
            run = []
        run.append(glyph)
    yield _columns_of(run, measure), run


def _parted(before: Glyph, glyph: Glyph, measure: Measure) -> bool:
    """Whether a space between columns lies between two characters."""
    column, following = measure.column(before.left), measure.column(glyph.left)
    # The blank half of a mark may stand in it.
    return column != following and glyph.left - before.right > 0.3 * measure.size


def _columns_of(run: Sequence[Glyph], measure: Measure) -> range:
    spanned = measure.spanned(run[0].left, run[-1].right)
    column = measure.column((run[0].left + run[-1].right) / 2)
    return spanned or range(column, column + 1)


def _joined(runs: Sequence[list[Glyph]]) -> Iterator[list[Glyph]]:
    """Runs of the same columns with the indices that stand a little above or below them."""
    row: list[Glyph] = []
    for run in runs:
        if row and _belongs(row, run):
            row = sorted((*row, *run), key=lambda glyph: glyph.left)
            continue
        if row:
            yield row
        row = run
    if row:
        yield row


def _belongs(row: Sequence[Glyph], run: Sequence[Glyph]) -> bool:
    size = max(row[0].size, run[0].size)
    near = abs(row[0].baseline - run[0].baseline) < _RAISED * size
    smaller = min(row[0].size, run[0].size) < 0.9 * size
    apart = all(
        own.right <= other.left + 0.2 * size or other.right <= own.left + 0.2 * size
        for own in row
        for other in run
    )
    return near and smaller and apart
