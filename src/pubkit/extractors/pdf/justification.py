"""Justification: lines that are spread so far that their words stand apart, as whole lines.

In a narrow column a line of long words has gaps as wide as a gutter. Three things tell them
apart: the words begin and end where the column's full lines do; lines close by cross the gaps;
and the gaps stand elsewhere in every line, where a gutter runs on from line to line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from pubkit.extractors.pdf.lettering import whole
from pubkit.extractors.pdf.marks import Piece

__all__ = ["justified"]

_SAME_PT = 1.0
"""How far the edges of a column's full lines may differ."""
_EXACT_PT = 0.5
"""How far a gutter's edges may: words meet by chance more often than that."""
_COLUMN_EM = 6.0
"""The narrowest column."""
_FULL_LINES = 3
"""As many lines of one extent make a column's."""
_EXTENTS = 24
"""Columns looked for in one document: the most usual ones."""
_INDENT_EM = 3.0
"""How far the first line of a paragraph, or an entry of a list, is set in."""
_GAP_EM = 6.0
"""The widest gap between two words: the word that found no room in it is hardly longer."""
_EVEN = 2.0
"""How much wider one gap of a line may be than another: white is shared out."""
_STEP_EM = 2.5
"""How far the lines of a column are apart, at the most."""
_SAME_SIZE = 0.1
"""Sizes that differ by less are one."""
_CLOSE = 8
"""As many lines above and below can show that a gap is crossed."""
_NEXT = 4
"""As many of them, on one side, show whether it runs on."""
_SEVERAL = 2
"""In as many of these a gutter's edge stands where it stood; words meet so in one by chance."""

_Row: TypeAlias = list[Piece]
_Extent: TypeAlias = tuple[float, float]
"""Where a column's full lines begin and end."""
_Gap: TypeAlias = tuple[float, float]
"""Where the white between two words begins and ends."""


def justified(pages: Iterable[Sequence[Piece]]) -> Iterator[list[Piece]]:
    """Each page's pieces, those that are words of one spread line put together."""
    pages = list(pages)
    found = Counter(
        (round(piece.left), round(piece.right))
        for pieces in pages
        for piece in pieces
        if piece.right - piece.left >= _COLUMN_EM * piece.size
    )
    extents = [extent for extent, lines in found.most_common(_EXTENTS) if lines >= _FULL_LINES]
    # The narrowest first: a column's lines are whole before what stands across is looked at.
    extents.sort(key=lambda extent: extent[1] - extent[0])
    for pieces in pages:
        rows = _rows(pieces)
        for extent in extents:
            _gather(rows, extent)
        yield [piece for row in rows for piece in row]


def _rows(pieces: Iterable[Piece]) -> list[_Row]:
    """Pieces on one baseline, from left to right."""
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.bottom):
        if rows and piece.bottom - rows[-1][0].bottom <= _SAME_PT:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _gather(rows: list[_Row], extent: _Extent) -> None:
    """Makes one piece of each line of the column whose words stand apart."""
    places = [(row, *_reach(row, extent)) for row in rows]
    column = [(row, first, last) for row, first, last in places if first < last]
    lines = [row[first:last] for row, first, last in column]
    spread = [place for place, line in enumerate(lines) if _is_spread(line, extent)]
    # What is whole speaks for the next one, first downwards and then upwards.
    for place in (*spread, *reversed(spread)):
        if len(lines[place]) > 1 and _is_whole(lines, place):
            row, first, last = column[place]
            row[first:last] = lines[place] = [whole(lines[place])]


def _reach(row: _Row, extent: _Extent) -> tuple[int, int]:
    """The first and the last but one of the row's pieces that stand in the column."""
    first = bisect_left(row, extent[0] - _SAME_PT, key=lambda piece: piece.left)
    last = bisect_left(row, extent[1] + _SAME_PT, key=lambda piece: piece.left)
    return first, last


def _is_spread(line: _Row, extent: _Extent) -> bool:
    """Whether pieces of one size fill the column's width with even gaps."""
    size = line[0].size
    gaps = [right - left for left, right in _gaps(line)]
    return (
        bool(gaps)
        and 0 < max(gaps) <= min(_GAP_EM * size, _EVEN * min(gaps))
        and line[0].left <= extent[0] + _INDENT_EM * size
        and abs(line[-1].right - extent[1]) <= _SAME_PT
        and all(abs(piece.size - size) < _SAME_SIZE for piece in line)
    )


def _gaps(line: _Row) -> list[_Gap]:
    return [(one.right, other.left) for one, other in pairwise(line)]


def _is_whole(lines: Sequence[_Row], place: int) -> bool:
    """Whether every gap of a line is one between words: crossed close by, and no gutter's."""
    line = lines[place]
    above = list(_close(line, reversed(lines[max(0, place - _CLOSE) : place])))
    below = list(_close(line, lines[place + 1 : place + 1 + _CLOSE]))
    return all(
        any(_is_crossed(gap, other) for other in (*above, *below))
        and not _is_gutter(gap, above[:_NEXT])
        and not _is_gutter(gap, below[:_NEXT])
        for gap in _gaps(line)
    )


def _close(line: _Row, others: Iterable[_Row]) -> Iterator[_Row]:
    """The others as long as they follow each other in type of one size."""
    last = line[0]
    for other in others:
        apart = abs(other[0].bottom - last.bottom)
        if apart > _STEP_EM * last.size or abs(other[0].size - last.size) >= _SAME_SIZE:
            return
        yield other
        last = other[0]


def _is_gutter(gap: _Gap, lines: Iterable[_Row]) -> bool:
    """Whether more of the next lines have white that begins or ends where the gap does."""
    crossed = met = 0
    for line in lines:
        crossed += _is_crossed(gap, line)
        met += _is_met(gap, line)
    return met >= _SEVERAL and met > crossed


def _is_crossed(gap: _Gap, line: _Row) -> bool:
    """Whether a piece of the line lies across the gap."""
    place = bisect_left(line, gap[0], key=lambda piece: piece.left) - 1
    return place >= 0 and line[place].right > gap[1]


def _is_met(gap: _Gap, line: _Row) -> bool:
    """Whether white between two pieces of the line begins or ends where the gap does."""
    place = bisect_left(line, gap[0] - _EXACT_PT, key=lambda piece: piece.right)
    begins = place < len(line) - 1 and line[place].right <= gap[0] + _EXACT_PT
    place = bisect_left(line, gap[1] - _EXACT_PT, key=lambda piece: piece.left)
    ends = 0 < place < len(line) and line[place].left <= gap[1] + _EXACT_PT
    return begins or ends
