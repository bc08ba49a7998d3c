"""Where photos can stand in the columns, and the few best ways to place them all."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, combinations
from math import inf

from msgspec import Struct

from pubkit.renderers.page.columns import Room
from pubkit.renderers.page.sizing import Unit
from pubkit.renderers.page.taste import STRAY, STRAYED, Block, Sheet, alone, together, whole

__all__ = ["judged", "placings", "rooms"]

BEAM = 14
"""How many beginnings are followed while photo after photo is placed; more finds no better page."""
REACH = 2
"""How many columns from its home a photo is tried in; further only where nothing is free."""
SWEEPS = 3
"""How often every photo is tried elsewhere once all stand."""
LEAST = 0.05
"""A gain smaller than this moves no photo."""
BETWEEN = (0.3, 0.45, 0.6, 0.72)
"""How far down a free piece a photo is tried that interrupts it, as parts of what is left."""

Gaps = tuple[tuple[tuple[int, int], ...], ...]
"""For each column of the row the pieces free of photos: first line, and the line below the last."""


class Way(Struct, frozen=True):
    """Some of the photos placed."""

    cost: float
    """Points against it so far."""
    blocks: tuple[Block, ...]
    """What stands."""
    gaps: Gaps
    """What is free."""


class Beam:
    """The few best ways among many; what can not be one of them need not be judged to the end."""

    def __init__(self, width: int, bound: float = inf) -> None:
        self.bound = bound
        """The cost from which on a way is none of the best."""
        self._width = width
        self._ways: list[tuple[float, int, Way]] = []
        self._count = 0

    @property
    def ways(self) -> list[Way]:
        """The best so far, best first."""
        return [way for _, _, way in self._ways]

    def add(self, way: Way) -> None:
        """Takes a way in; of two that cost the same the earlier stays."""
        self._count += 1
        insort(self._ways, (way.cost, self._count, way))
        del self._ways[self._width :]
        if len(self._ways) == self._width:
            self.bound = self._ways[-1][0]


def placings(
    sheet: Sheet, units: Sequence[Unit], blocks: Sequence[Block], piece: int, number: int
) -> list[tuple[Block, ...]]:
    """The `number` best ways to place all blocks, best first; none where none is found.

    No photo leaves a piece of a column shorter than `piece` lines.
    """
    ways = [Way(0.0, (), _open(sheet))]
    for block in sorted(blocks, key=lambda block: _turn(units[block.unit], block)):
        beam = Beam(BEAM)
        for reach in (REACH, None):
            for way in ways:
                _grow(sheet, units[block.unit], block, way, piece, reach, beam)
            if beam.ways:
                break
        ways = beam.ways
    ways.sort(key=lambda way: way.cost + whole(sheet, way.blocks))
    better = [_bettered(sheet, units, way.blocks, piece) for way in ways[:number]]
    return list(dict.fromkeys(better))


def _bettered(
    sheet: Sheet, units: Sequence[Unit], blocks: tuple[Block, ...], piece: int
) -> tuple[Block, ...]:
    """The blocks in their order, one after another moved to where it costs least."""
    blocks = tuple(sorted(blocks, key=lambda block: block.unit))
    for _ in range(SWEEPS):
        before = blocks
        for at, block in enumerate(blocks):
            unit = units[block.unit]
            if unit.place == "lead":
                continue
            rest = blocks[:at] + blocks[at + 1 :]
            gaps = _open(sheet)
            for other in rest:
                gaps = _cut(gaps, other, 1) or gaps
            filled = _filled(gaps)
            now = alone(sheet, block, unit.place, _home(filled, unit.at)) + whole(sheet, blocks)
            now += strayed(gaps, filled, block, unit)
            now += sum(together(sheet, other, block) for other in rest)
            beam = Beam(1, now - LEAST)
            _grow(sheet, unit, block, Way(0.0, rest, gaps), piece, sheet.columns, beam, last=True)
            if beam.ways:
                blocks = (*blocks[:at], beam.ways[0].blocks[-1], *blocks[at + 1 :])
        if blocks == before:
            break
    return blocks


def judged(
    sheet: Sheet, units: Sequence[Unit], blocks: Sequence[Block], homes: Sequence[int]
) -> float:
    """Points against photos that stand so; `homes` are the columns that speak of each unit."""
    gaps = _open(sheet)
    for block in blocks:
        gaps = _cut(gaps, block, 1) or gaps
    filled = _filled(gaps)
    cost = whole(sheet, blocks)
    cost += sum(strayed(gaps, filled, block, units[block.unit]) for block in blocks)
    for block, home in zip(blocks, homes, strict=True):
        unit = units[block.unit]
        cost += alone(sheet, block, unit.place, home)
    return cost + sum(together(sheet, one, other) for one, other in combinations(blocks, 2))


def strayed(gaps: Gaps, filled: Sequence[int], block: Block, unit: Unit) -> float:
    """Points against a photo by how far from the words of its section it stands.

    What is free is `filled` with the text, so that the lines before a place tell where in the text
    it is. One over several columns may belong to any.
    """
    if unit.place in ("lead", "end"):
        return 0.0
    low, high = unit.reach[0] * filled[-1], unit.reach[1] * filled[-1]
    off = inf
    head = block.top
    for column in range(block.column, block.column + block.span):
        place = filled[column]
        for top, foot in gaps[column]:
            if top < head:
                place += (foot if foot < head else head) - top
        if low <= place <= high:
            return 0.0
        off = min(off, low - place if place < low else place - high)
    return min(STRAYED, STRAY * off)


def rooms(sheet: Sheet, blocks: Sequence[Block], piece: int) -> list[Room] | None:
    """What the blocks leave free, in reading order.

    None where a block lies over another, outside the page, or leaves less than a `piece`.
    """
    gaps: Gaps | None = _open(sheet)
    for block in blocks:
        gaps = _cut(gaps, block, piece) if gaps else None
    if gaps is None:
        return None
    broad = (block for block in blocks if block.span > 1)
    under = {(at, block.foot) for block in broad for at in range(block.column, block.end)}
    return [
        Room(
            column // sheet.columns,
            column % sheet.columns,
            top,
            foot - top,
            top == sheet.top(column) or (column, top) in under,
        )
        for column, pieces in enumerate(gaps)
        for top, foot in pieces
    ]


def _open(sheet: Sheet) -> Gaps:
    return tuple(((sheet.top(at), sheet.foot(at)),) for at in range(sheet.width))


def _turn(unit: Unit, block: Block) -> tuple[bool, bool, int, int]:
    """When a block is placed: first those that have the least choice."""
    return unit.place != "lead", unit.place != "end", -block.span, block.unit


def _grow(
    sheet: Sheet, unit: Unit, block: Block, way: Way, piece: int, reach: int | None, beam: Beam,
    *, last: bool = False,
) -> None:  # fmt: skip
    """Adds to the beam the way with one more block, in each place that it can take.

    Places further than `reach` columns from where the text speaks of it are left out. With the
    last block the whole page is judged.
    """
    if way.cost >= beam.bound:
        return
    filled = _filled(way.gaps)
    home = _home(filled, unit.at)
    for column in _columns(sheet, unit, block.span, home, reach):
        for top in _tops(way.gaps[column : column + block.span], block.lines):
            if unit.place == "lead" and reach is not None and top != sheet.top(0):
                continue
            placed = Block(block.unit, column, block.span, block.parts, top, block.lines)
            cost = way.cost + alone(sheet, placed, unit.place, home)
            if cost >= beam.bound:  # nothing that is added makes it less
                continue
            cost += strayed(way.gaps, filled, placed, unit)
            for other in way.blocks:
                if cost >= beam.bound:
                    break
                cost += together(sheet, other, placed)
            if cost >= beam.bound:
                continue
            gaps = _cut(way.gaps, placed, piece)
            if gaps is not None:
                blocks = (*way.blocks, placed)
                cost += whole(sheet, blocks) if last else 0.0
                if cost < beam.bound:
                    beam.add(Way(cost, blocks, gaps))


def _columns(sheet: Sheet, unit: Unit, span: int, home: int, reach: int | None) -> Iterator[int]:
    """The leftmost columns that a photo may have: the lead on the first page, others in reach."""
    for column in range(sheet.width - span + 1):
        if column % sheet.columns + span > sheet.columns:
            continue
        if reach is not None and unit.place == "lead" and column >= sheet.columns:
            continue
        near = reach is None or max(column - home, home - column - span + 1) <= reach
        if near or unit.place in ("lead", "end"):
            yield column


def _filled(gaps: Gaps) -> Sequence[int]:
    """The lines free before each column, and those of all."""
    return [0, *accumulate(sum(foot - top for top, foot in column) for column in gaps)]


def _home(filled: Sequence[int], at: float) -> int:
    """The column that holds this part of the text, when text fills what is free evenly."""
    return min(bisect_left(filled, at * filled[-1], 1), len(filled) - 1) - 1


@lru_cache(maxsize=4096)  # the ways of a beam leave mostly the same columns free
def _tops(gaps: Gaps, lines: int) -> tuple[int, ...]:
    """The lines where a block may begin in these columns: heads, feet and between."""
    free = gaps[0]
    for other in gaps[1:]:
        free = tuple(
            (max(one[0], two[0]), min(one[1], two[1]))
            for one in free
            for two in other
            if max(one[0], two[0]) < min(one[1], two[1])
        )
    tops: set[int] = set()
    for top, foot in free:
        if (rest := foot - top - lines) >= 0:
            tops |= {top, foot - lines, *(top + round(rest * part) for part in BETWEEN)}
    return tuple(sorted(tops))


def _cut(gaps: Gaps, block: Block, piece: int) -> Gaps | None:
    """What stays free; none where the block does not fit or leaves too short a piece."""
    cut = list(gaps)
    head, below = block.top, block.top + block.lines
    for column in range(block.column, block.column + block.span):
        pieces: list[tuple[int, int]] = []
        fits = False
        for top, foot in gaps[column]:
            if head < top or below > foot:
                pieces.append((top, foot))
                continue
            fits = True
            for start, end in ((top, head), (below, foot)):
                if 0 < end - start < piece:
                    return None
                if end > start:
                    pieces.append((start, end))
        if not fits:
            return None
        cut[column] = tuple(pieces)
    return tuple(cut)
