"""The measure of a document's text: its type size, its leading, its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from operator import attrgetter

from bench.type.marks import CLOSING, OPENING
from bench.type.page import Glyph, Page, heights

__all__ = ["Measure", "measured"]

_BIN = 0.5
"""How finely columns are looked for, in pt."""
_STRAY = 0.03
"""Part of the rows that may cross the space between two columns: headlines, boxes."""
_GUTTER = 0.8
"""Least space between two columns, in em of the text."""
_COLUMN = 5
"""Least width of a column, in em of the text."""


@dataclass(frozen=True)
class Measure:
    """What the running text of all pages has in common. Lengths in pt."""

    size: float
    """Its type size: the commonest."""
    face: str
    """Its face: the commonest of that size."""
    leading: float
    """The commonest distance of its baselines."""
    columns: tuple[tuple[float, float], ...]
    """Left and right edge of each column."""

    @property
    def left(self) -> float:
        """The left edge of the first column."""
        return self.columns[0][0]

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.columns[-1][1]

    @property
    def width(self) -> float:
        """The width of a column."""
        return self.columns[0][1] - self.columns[0][0]

    def column(self, x: float) -> int:
        """The number of the column that is nearest to a place, from 0."""
        gaps = [max(left - x, x - right) for left, right in self.columns]
        return gaps.index(min(gaps))

    def spanned(self, left: float, right: float) -> range:
        """The columns of which a stretch covers more than a little."""
        least = self.size
        found = [
            index
            for index, (start, end) in enumerate(self.columns)
            if min(right, end) - max(left, start) > least
        ]
        return range(found[0], found[-1] + 1) if found else range(0)


def measured(pages: Sequence[Page]) -> Measure | None:
    """The measure of the pages' text; None where they have none."""
    sizes = Counter(round(glyph.size, 1) for page in pages for glyph in page.glyphs)
    if not sizes:
        return None
    size = sizes.most_common(1)[0][0]
    lines = [line for page in pages for line in _lines(page.glyphs, size)]
    faces = Counter(glyph.face for line in lines for glyph in line)
    columns = tuple(_columns(lines, size))
    return Measure(size, faces.most_common(1)[0][0], _leading(lines, columns, size), columns)


def _lines(glyphs: Iterable[Glyph], size: float) -> Iterator[list[Glyph]]:
    """Glyphs of this size on one height, over all columns."""
    own = [glyph for glyph in glyphs if abs(glyph.size - size) < 0.1]
    return heights(own)


def _columns(lines: Sequence[Sequence[Glyph]], size: float) -> Iterator[tuple[float, float]]:
    """Where text stands: what lies between the places that hardly any line covers."""
    covered = Counter(place for line in lines for glyph in line for place in _places(*_body(glyph)))
    least = _STRAY * max(covered.values())
    filled = sorted(place for place, times in covered.items() if times > least)
    narrow = len(filled) * _BIN < _COLUMN * size
    for start, end in _stretches(filled, _GUTTER * size / _BIN):
        if narrow or (end - start) * _BIN >= _COLUMN * size:
            yield _fitted((start * _BIN, end * _BIN), lines, size)


def _body(glyph: Glyph) -> tuple[float, float]:
    """From where to where a character stands: the blank half of a mark may lie in the gutter."""
    half = glyph.size / 2 if glyph.is_full else 0.0
    if glyph.text in CLOSING:
        return glyph.left, glyph.right - half
    return glyph.left + (half if glyph.text in OPENING else 0.0), glyph.right


def _stretches(places: Sequence[int], gap: float) -> Iterator[tuple[int, int]]:
    """Where places follow each other without such a gap: the first, and the one behind the last."""
    start = places[0]
    for place, following in pairwise(places):
        if following - place - 1 >= gap:
            yield start, place + 1
            start = following
    yield start, places[-1] + 1


def _places(left: float, right: float) -> range:
    return range(floor(left / _BIN), ceil(right / _BIN))


def _fitted(
    stretch: tuple[float, float], lines: Sequence[Sequence[Glyph]], size: float
) -> tuple[float, float]:
    """The column's edges: where its lines begin and end most often."""
    inside = [
        own
        for line in lines
        if (own := [g for g in line if stretch[0] - size <= g.left < stretch[1]])
    ]
    lefts = Counter(round(line[0].left, 1) for line in inside)
    rights = Counter(round(line[-1].right, 1) for line in inside)
    left = lefts.most_common(1)[0][0]
    return left, max(rights.most_common(1)[0][0], left + size)


def _leading(
    lines: Sequence[Sequence[Glyph]], columns: Sequence[tuple[float, float]], size: float
) -> float:
    """The commonest distance of two lines of a column that stand below each other."""
    steps: Counter[float] = Counter()
    for left, right in columns:
        inside = [line for line in lines if any(left - 1 <= g.left < right for g in line)]
        heights = map(attrgetter("baseline"), (line[0] for line in inside))
        steps.update(
            round(step, 1) for a, b in pairwise(heights) if size <= (step := a - b) < 3 * size
        )
    return steps.most_common(1)[0][0] if steps else 1.6 * size
