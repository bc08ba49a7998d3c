"""Order: the lines and pictures of a page as the eye takes them, from their places alone.

A region is cut at the gutter that has the most text on both sides. What crosses it (a headline, a
wide figure, a rule) parts the region into bands, read from top to bottom; in a band that the
gutter clears, the left side is read before the right, each a region of its own. Where no gutter
parts columns, lines are read from top to bottom and cells of a table row by row.

Neither the file's tags nor its order of drawing are asked: both can be right where the page that
people hold is wrong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from operator import attrgetter
from statistics import median

from pubkit.extractors.pdf.marks import Line, Piece, Placed, Rule
from pubkit.extractors.pdf.rows import Band, Item, leaf

__all__ = ["Eye"]

_DEEP = 12
"""Regions inside regions; no page has as many."""
_CANDIDATES = 24
"""Left edges tried as a column's: those that most items share."""
_MANY = 5_000
"""A page with more pieces is no page of text and is read line by line."""
_GUTTER_EM = 0.7
"""The narrowest gutter."""
_MARKER_EM = 3.0
"""What is narrower is a list's marker or a section's letter."""
_COLUMN_EM = (8.0, 6.0)
"""The narrowest left and right column of text whose lines stand side by side; cells are less."""
_WIDEST_EM = 4.0
"""The widest gutter between such columns."""
_LINKED = 0.8
"""How many lines of one side have a neighbour on the other where they may be cells."""
_FULL = 0.4
"""How many lines of a column fill it, at the least."""
_FILLED = 0.75
"""What a line covers of its column's width to fill it; the rows of a table cover less."""
_BORDER_PT = 6.0
"""How far a rule reaches beyond the edge of a column if it is not that column's own."""
_CERTAIN = 6
"""Columns with as many lines, most of them full, show where columns begin on other pages too."""
_INDENT_PT = 40.0
"""Quotations and the entries of lists are set in by less."""
_CENTRED_PT = 10.0
"""How far a centred line may be off the middle, since lines under it are ragged."""
_SAME_PT = 3.0
"""How far the edges of one column may differ from page to page."""


@dataclass
class Eye:
    """Reads page after page, and remembers where columns began."""

    _edges: set[int] = field(default_factory=set)
    _columns: Iterator[int] = field(default_factory=count)

    def read(
        self, page: int, items: Iterable[Item], rules: Sequence[Rule]
    ) -> Iterator[Line | Placed]:
        """Lines and pictures in the order in which they are read."""
        region = sorted(items, key=lambda item: (item.middle, item.left))
        if region:
            yield from self._region(page, region, rules, 0 if len(region) <= _MANY else _DEEP)

    def _region(
        self, page: int, region: Band, rules: Sequence[Rule], depth: int
    ) -> Iterator[Line | Placed]:
        """`region` is sorted by the items' middles."""
        heads = _headlines(region)
        if heads:
            yield from leaf(page, region[:heads], next(self._columns))
            region = region[heads:]
        edge = self._gutter(region, rules) if depth < _DEEP else None
        if edge is None:
            yield from leaf(page, region, next(self._columns))
            return
        for band in _bands(region, rules, edge):
            left, right = _sides(band, edge)
            if left and right and self._are_columns(left, right, edge):
                self._remember(edge, left, right)
                yield from self._region(page, left, rules, depth + 1)
                yield from self._region(page, right, rules, depth + 1)
            else:
                yield from self._region(page, band, rules, depth + 1)

    def _gutter(self, region: Band, rules: Sequence[Rule]) -> float | None:
        """The left edge of the column that parts most text and least is laid across; or None.

        What begins at the edge speaks for it with its height, what is set in from it with half of
        that; what crosses it speaks against it. A picture that nothing stands beside says nothing
        for its own edge: it may be centred over all columns.
        """
        best: tuple[float, float] | None = None
        for edge in _left_edges(region):
            begins = across = 0.0
            for band in _bands(region, rules, edge):
                left, right = _sides(band, edge)
                if not left:
                    across += sum(item.height for item in right if item.left < edge - 1)
                elif right and self._are_columns(left, right, edge):
                    begins += sum(
                        _weight(item.left - edge) * item.height
                        for item in right
                        if isinstance(item, Piece) or _is_beside(item, left)
                    )
            if begins and (best is None or begins - across > best[0]):
                best = begins - across, edge
        return best and best[1]

    def _are_columns(self, left: Band, right: Band, edge: float) -> bool:
        """Whether two sides of a gutter are columns, and not cells of a table's rows."""
        size = _size((*left, *right))
        gutter = edge - max(item.right for item in left)
        if gutter < _GUTTER_EM * size or min(_width(left), _width(right)) < _MARKER_EM * size:
            return False
        if not _linked(left, right):
            return True
        if gutter > _WIDEST_EM * size:
            return False
        if _width(left) < _COLUMN_EM[0] * size:
            return False
        if any(abs(edge - known) <= _SAME_PT for known in self._edges):
            return True
        return (
            _width(right) >= _COLUMN_EM[1] * size
            and _fullness(left) >= _FULL
            and _fullness(right) >= _FULL
        )

    def _remember(self, edge: float, left: Band, right: Band) -> None:
        """Takes note of a column that is beyond doubt."""
        if min(len(left), len(right)) >= _CERTAIN and min(_fullness(left), _fullness(right)) > 0.5:
            self._edges.add(round(edge))


# ── gutters ─────────────────────────────────────────────────────────────────────────────────


def _headlines(region: Band) -> int:
    """How many items at the region's head stand above all others, centred over them."""
    if len(region) < 3:
        return 0
    middle = min(item.left for item in region) + _width(region) / 2
    tops = [*accumulate((item.top for item in reversed(region)), min)]
    for place, item in enumerate(region[:-1]):
        centred = abs((item.left + item.right) / 2 - middle) <= _CENTRED_PT
        if not centred or item.bottom > tops[-place - 2]:
            return place
    return 0


def _left_edges(region: Band) -> list[float]:
    """Where a column may begin: the left edges that most items share, but the first."""
    if len(region) < 2:
        return []
    first = min(item.left for item in region)
    shared = Counter(round(item.left, 0) for item in region if item.left > first + 1)
    return [
        min(item.left for item in region if round(item.left, 0) == edge)
        for edge, _ in shared.most_common(_CANDIDATES)
    ]


def _bands(region: Band, rules: Sequence[Rule], edge: float) -> list[Band]:
    """The region parted by what crosses the line one point left of `edge`.

    A rule that begins behind all that stands left of it is one of the right column's own.
    """
    x = edge - 1
    reach = max((item.right for item in region if item.right <= x), default=0.0)
    begins = min(edge, reach) - _BORDER_PT
    cuts = sorted(rule.y for rule in rules if rule.left < begins and rule.right > edge + _BORDER_PT)
    crossed = {round(item.bottom) for item in region if item.left < x < item.right}
    bands: list[Band] = []
    before: tuple[bool, int] | None = None
    for item in region:
        place = round(item.bottom) in crossed, bisect_left(cuts, item.middle)
        if place != before:
            bands.append([])
        before = place
        bands[-1].append(item)
    return bands


def _sides(band: Band, edge: float) -> tuple[Band, Band]:
    """What stands left and right of the edge; nothing on the left if something crosses."""
    left = [item for item in band if item.left < edge - 1]
    right = [item for item in band if item.left >= edge - 1]
    return ([], right) if any(item.right > edge - 1 for item in left) else (left, right)


def _is_beside(picture: Item, lines: Band) -> bool:
    """Whether one of these lines, sorted by their middles, stands beside a picture."""
    place = bisect_left(lines, picture.top, key=attrgetter("middle"))
    return place < len(lines) and lines[place].middle < picture.bottom


def _weight(indent: float) -> float:
    """How much a line that is set in by as many points says for a column's edge."""
    if indent < 1:
        return 1.0
    return 0.5 if indent < _INDENT_PT else 0.0


def _linked(left: Band, right: Band) -> bool:
    """Whether the lines of one side stand each beside a line of the other."""
    few, many = sorted((left, right), key=len)
    beside = sorted(item.bottom for item in many)
    linked = 0
    for item in few:
        place = bisect_left(beside, item.bottom - 1)
        linked += place < len(beside) and beside[place] <= item.bottom + 1
    return linked >= _LINKED * len(few)


def _fullness(side: Band) -> float:
    """How many of a side's lines fill it, of 1."""
    covered: dict[int, float] = defaultdict(float)
    for item in side:
        covered[round(item.bottom)] += item.right - item.left
    full = _FILLED * _width(side)
    return sum(width >= full for width in covered.values()) / len(covered)


def _width(side: Band) -> float:
    return max(item.right for item in side) - min(item.left for item in side)


def _size(items: Sequence[Item]) -> float:
    """The type size that is the middle one; of pictures alone a usual one."""
    sizes = [item.size for item in items if isinstance(item, Piece)]
    return median(sizes) if sizes else 10.0
