"""Trail: a page's pieces in the order in which they are drawn, as far as the eye can go with it.

Places alone leave open what comes first where a table stands in a list, or a column holds three
words: an eye that understands them knows, and so does the program that drew the page. Its order is
followed here, but never against what anybody can see: what stands above something comes before it,
and so does what stands on its left. Columns that are exchanged on the page are read exchanged,
though they be drawn in order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from pubkit.extractors.pdf.captions import captioned
from pubkit.extractors.pdf.marks import Line, Piece, Placed, Sheet
from pubkit.extractors.pdf.rows import line

__all__ = ["followed"]

_MANY = 5_000
"""A page with more pieces is no page of text and is read line by line."""
_STRIPS = 400
"""A page is seen in as many strips across, and as many down: one is 2 points of an A4 sheet."""
_HELD = 4
"""Pieces remembered of a strip: the last may stand beside the next and hide one above it."""
_TOUCH_PT = 1.0
"""Boxes that share less do not overlap."""
_INDENT_EM = 3.0
"""How far what hangs behind a list's marker is set in from it; what is wider is no marker."""
_INNER = 0.25
"""What of a line's height, at its top and its foot, may reach into its neighbours'."""
_STEP_EM = 1.0
"""The white between two lines of one column, at the most."""
_OTHER = 0.1
"""Sizes that differ by more are those of different parts."""

_Span: TypeAlias = tuple[float, float]


def followed(
    sheets: Sequence[Sheet], pages: Iterable[Sequence[Piece]], body: float
) -> Iterator[Line | Placed]:
    """The pieces of all pages as lines by themselves; pictures and their captions come last.

    `pages` are the pieces of each sheet in the order in which they are drawn, `body` is the size
    of the running text. The eye leaps over a caption where a paragraph runs on behind it, from page
    to page too.
    """
    behind: list[Line | Placed] = []
    for number, (sheet, pieces) in enumerate(zip(sheets, pages, strict=True)):
        pictures, rest = captioned(number, sheet, pieces, body)
        for piece in _trail(rest, sheet.width, sheet.height):
            yield line(number, [piece], (piece.left, piece.right), number)
        drawn = {id(piece): place for place, piece in enumerate(pieces)}
        for picture in pictures:
            behind.append(picture)
            words = sorted(picture.caption, key=lambda piece: drawn[id(piece)])
            behind += (
                line(number, [p], (picture.left, picture.right), number)
                for p in _trail(words, sheet.width, sheet.height)
            )
    yield from behind


def _trail(pieces: Sequence[Piece], width: float, height: float) -> Iterable[Piece]:
    if len(pieces) > _MANY:
        return sorted(pieces, key=lambda piece: (piece.middle, piece.left))
    before: list[set[int]] = [set() for _ in pieces]
    across = _across(pieces)
    _rank(before, pieces, across, width, lambda piece: piece.middle, _is_above)
    _rank(before, pieces, across, width, lambda piece: piece.middle, _leads_in, _indents(pieces))
    _rank(before, pieces, _down(pieces), height, lambda piece: piece.left, _is_left)
    return (piece for run in _in_order(_runs(pieces), before) for piece in run)


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that are drawn one after the other as lines of one column."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _is_next(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _in_order(runs: Sequence[list[Piece]], before: Sequence[set[int]]) -> Iterator[list[Piece]]:
    """Runs in a row: no marker that stands in another column comes between the lines of one."""
    runs = list(_parted(runs, before))
    run_of = [number for number, run in enumerate(runs) for _ in run]
    ahead: list[set[int]] = [set() for _ in runs]
    for place, others in enumerate(before):
        ahead[run_of[place]] |= {run_of[other] for other in others}
    return (runs[number] for number in _ranked(ahead))


def _parted(runs: Iterable[list[Piece]], before: Sequence[set[int]]) -> Iterator[list[Piece]]:
    """The runs, parted where what stands below a line of one stands on the left of a later one."""
    first = 0
    for run in runs:
        begin, end = first, first + len(run)
        for place in range(first + 1, end):
            strange = (other for other in before[place] if not first <= other < end)
            if any(begin <= above < place for other in strange for above in before[other]):
                yield run[begin - first : place - first]
                begin = place
        yield run[begin - first :]
        first = end


def _across(pieces: Iterable[Piece]) -> list[_Span]:
    return [(piece.left + _TOUCH_PT, piece.right - _TOUCH_PT) for piece in pieces]


def _indents(pieces: Iterable[Piece]) -> list[_Span]:
    """From where to where below it text is set in that each piece would be the marker of."""
    return [(piece.right, piece.right + _INDENT_EM * piece.size) for piece in pieces]


def _down(pieces: Sequence[Piece]) -> list[_Span]:
    """From where to where each piece is a neighbour to what stands on its right and left.

    The next line of a column begins where the last one ends, so that columns whose lines stand at
    different heights are neighbours too.
    """
    spans = []
    for last, piece in pairwise((None, *pieces)):
        assert piece is not None
        top, foot = piece.top + _INNER * piece.height, piece.bottom - _INNER * piece.height
        if last and _is_next(last, piece):
            top = min(top, last.bottom)
        spans.append((top, foot))
    return spans


def _is_next(last: Piece, piece: Piece) -> bool:
    """Whether a piece stands as the next line under the one that was drawn before."""
    shares = last.left < piece.right and piece.left < last.right
    alike = abs(last.size - piece.size) <= _OTHER * piece.size
    return (
        shares and alike and 0 < piece.middle - last.bottom < piece.height + _STEP_EM * piece.size
    )


def _is_above(one: Piece, other: Piece) -> bool:
    return one.bottom - other.top <= _INNER * min(one.height, other.height)


def _leads_in(one: Piece, other: Piece) -> bool:
    """Whether it can be the marker of a list behind which the other is set in, further down.

    So a late marker without text of its own keeps its column.
    """
    narrow = one.right - one.left <= _INDENT_EM * one.size
    behind = _is_above(one, other) and one.right <= other.left
    return narrow and behind and not (_is_turned(one.text) or _is_turned(other.text))


def _is_left(one: Piece, other: Piece) -> bool:
    """Whether it stands on the left, where that is read first."""
    apart = (one.left + one.right) / 2 < other.left and one.right < (other.left + other.right) / 2
    return apart and not (_is_turned(one.text) or _is_turned(other.text))


def _is_turned(text: str) -> bool:
    """Whether any of it is read from the right."""
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def _rank(
    before: Sequence[set[int]],
    pieces: Sequence[Piece],
    spans: Sequence[_Span],
    extent: float,
    depth: Callable[[Piece], float],
    leads: Callable[[Piece, Piece], bool],
    reaches: Sequence[_Span] | None = None,
) -> None:
    """Adds to each piece those that come right before it in one direction.

    `spans` say where the pieces stand across that direction, on a page of that `extent`; `depth`
    how far along it they are; `leads` whether one certainly comes before another; `reaches` what
    they come before, if that is not where they stand.
    """
    held: list[list[int]] = [[] for _ in range(_STRIPS)]
    for place in sorted(range(len(pieces)), key=lambda place: depth(pieces[place])):
        for strip in _strips(spans[place], extent):
            last = held[strip]
            first = next((p for p in reversed(last) if leads(pieces[p], pieces[place])), None)
            if first is not None:
                before[place].add(first)
        for strip in _strips((reaches or spans)[place], extent):
            held[strip].append(place)
            del held[strip][:-_HELD]


def _strips(span: _Span, extent: float) -> range:
    first, last = (
        min(max(int(edge / max(extent, 1.0) * _STRIPS), 0), _STRIPS - 1) for edge in span
    )
    return range(first, max(first, last) + 1)


def _ranked(before: Sequence[set[int]]) -> Iterator[int]:
    """Places, the least first, each right behind what has to come before it."""
    begun = bytearray(len(before))
    for first in range(len(before)):
        waiting = [first]
        while waiting:
            place = waiting[-1]
            if not begun[place]:
                begun[place] = 1
                # Boxes that overlap may each come before the other; what is begun is not asked for.
                waiting += sorted((p for p in before[place] if not begun[p]), reverse=True)
            elif begun[place] == 1:
                begun[place] = 2
                yield waiting.pop()
            else:
                waiting.pop()
