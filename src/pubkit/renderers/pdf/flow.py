"""Text and figures poured into columns, in numbers.

A figure that does not fit the rest of its column goes to the next and leaves a hole behind it. A
compositor lets the text run on and sets the figure at the next good place; so do we: it waits
until the text has reached the next column. Should the next section begin before that, or
something kept together leave a hole, it goes higher up or lower down in its own section. One over
all columns heads the page rather than stand under a strip of text. Columns that end before the
foot, above a figure over all of them or on the last page, are made level.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile
from math import ceil

from pubkit.renderers.pdf.columns import SLACK, Band, Block, Column, Columns, Page, Piece, Unfit

__all__ = ["poured"]

_HOLE = 2
"""Lines that a column may end above its foot before that looks like a hole."""
_LEVEL = 1
"""Lines by which the ends of an article's last columns may differ."""
_KEPT = 1
"""Lines more than that which it may, where it cannot be helped."""
_WINDOW = 2
"""Pages that are looked at in order to fill one: what comes later cannot reach it."""
_LATER = 2
"""Blocks behind which a figure may be set for the sake of the page."""
_STUB = 0.07
"""What fills less of its columns than this part looks left over on an article's last page."""
_GIVEN = 2
"""Lines that columns may give so that the last page has enough, or ends level."""
_STRIP = 6
"""Fewer lines than these over a figure in all columns are a strip, which cuts a sentence in two."""


def poured(blocks: Iterable[Block], columns: Columns) -> list[Page]:
    """The blocks set on pages with as few holes as can be; text keeps its order.

    Raises: Unfit where something is too tall for a column.
    """
    pages = _filled_out(tuple(blocks), columns)
    return [[_aired(part, columns.line) for part in page] for page in pages]


def _aired(part: Band | Piece, line: float) -> Band | Piece:
    """A band with air where its columns end short; air is what is left when nothing else helps."""
    return part.aired(line) if isinstance(part, Band) else part


def _filled_out(galley: tuple[Block, ...], columns: Columns) -> list[Page]:
    """The pages, some a line or two shorter where that mends the last one."""
    pages = _poured(galley, columns)
    last, line = len(pages) - 1, columns.line
    for giving in (range(last - 1, last), range(last)):
        for lines in range(1, _GIVEN + 1):
            if not last or not (_is_stub(pages, columns) or _apart(pages[-1], line)):
                return pages
            with suppress(Unfit):
                trial = _poured(galley, columns, lines * line, giving)
                if len(trial) == len(pages) and _faults(trial, columns) < _faults(pages, columns):
                    pages = trial
    return pages


@dataclass(frozen=True, slots=True)
class _State:
    """What is still to be set, figures that wait before the rest."""

    rest: tuple[Block, ...]
    waiting: tuple[Block, ...]

    def page(self, columns: Columns, depth: float) -> tuple[Page, _State, int]:
        """The next page, what is left behind it, and how many figures have left their sections.

        Raises: Unfit where nothing fits on it.
        """
        near = _near(self.rest, _WINDOW * max(depth, columns.later) * columns.number)
        filled = _filled(self.rest[:near], self.waiting, columns, depth)
        left = _State((*filled.rest, *self.rest[near:]), tuple(filled.waiting))
        return filled.page, left, len(filled.strayed)


def _poured(
    blocks: Sequence[Block], columns: Columns, given: float = 0.0, giving: Container[int] = ()
) -> list[Page]:
    """The pages; the columns of those that are `giving` end higher by what is `given`."""
    pages: list[Page] = []
    before = _State(tuple(blocks), ())
    state = before
    while state.rest or state.waiting:
        depth = columns.later if pages else columns.first
        depth -= given if len(pages) in giving else 0.0
        page, after, _ = state.page(columns, depth)
        if pages and not page:
            raise Unfit(f"{(*after.waiting, *after.rest)[0].height:.0f} px that cannot be parted")
        pages.append(page)
        if len(pages) > 1 and (after.rest or after.waiting):
            pages[-2:], after = _evened(before, pages[-2:], after, columns, len(pages) == 2)
        before, state = state, after
    return pages or [[]]


def _evened(
    before: _State, pair: list[Page], after: _State, columns: Columns, first: bool
) -> tuple[list[Page], _State]:
    """Two pages and what is left behind them; the first a line or two shorter if the other gains.

    What may not be parted can leave a hole at the second one's foot, which more text before it
    closes.
    """
    best = _hole(pair[1], columns)
    depth = columns.first if first else columns.later
    for lines in range(1, _GIVEN + 1):
        if best <= _KEPT * columns.line:
            break
        one, between, strayed = before.page(columns, depth - lines * columns.line)
        other, behind, also = between.page(columns, columns.later)
        hole = _hole(other, columns)
        fits = one and other and not strayed + also and _hole(one, columns) <= _KEPT * columns.line
        if fits and hole < best - columns.line / 2:
            pair, after, best = [one, other], behind, hole
    return pair, after


def _hole(page: Page, columns: Columns) -> float:
    """How far the shortest of a full page's last columns ends above the foot."""
    return _apart(page, columns.line, full=True)


def _faults(pages: Sequence[Page], columns: Columns) -> tuple[bool, float]:
    """Whether the last page looks left over; how far columns end apart, on all pages."""
    holes = sum(_apart(page, columns.line, full=True) for page in pages[:-1])
    return _is_stub(pages, columns), holes + _apart(pages[-1], columns.line)


def _is_stub(pages: Sequence[Page], columns: Columns) -> bool:
    """Whether an article runs over onto its last page with so little that it looks left over."""
    if len(pages) < 2 or len(pages[-1]) != 1 or columns.number < 2:
        return False
    used = [c.used for part in pages[-1] if isinstance(part, Band) for c in part.columns]
    return sum(used) < _STUB * columns.later * columns.number or not all(used)


def _apart(page: Page, line: float, *, full: bool = False) -> float:
    """By how much the last columns of a page end too far apart, or above the foot if it is full."""
    band = next((part for part in reversed(page) if isinstance(part, Band)), None)
    if band is None:
        return 0.0
    used = [column.used for column in band.aired(line).columns]
    return max(0.0, (band.depth if full else max(used)) - min(used) - _HOLE * line - SLACK)


def _near(blocks: Iterable[Block], height: float) -> int:
    """How many of the first blocks are higher than `height` together, or all."""
    heights = accumulate(block.height for block in blocks)
    return sum(1 for _ in takewhile(lambda sum_: sum_ <= height, heights)) + 1


def _filled(
    blocks: Iterable[Block], waiting: Iterable[Block], columns: Columns, depth: float
) -> _Filling:
    """One page, with room at its foot for the notes to what it holds."""
    room = 0.0
    while True:
        filling = _kept(tuple(blocks), tuple(waiting), columns, depth - room)
        if filling.notes <= room:
            return filling
        room = filling.notes


def _kept(
    blocks: tuple[Block, ...], waiting: tuple[Block, ...], columns: Columns, depth: float
) -> _Filling:
    """One page, with figures earlier or later in their sections where that mends its faults."""
    best = _Filling(blocks, waiting, columns, depth)
    best.fill()
    set_here = blocks[: len(blocks) - len(best.rest)]
    for run in _runs(set_here):
        if not any(best.faults):
            break
        for order in (*_earlier(blocks, run), *_later(blocks, run)):
            trial = _Filling(order, waiting, columns, depth)
            trial.fill()
            if (trial.goes_on, trial.faults) < (best.goes_on, best.faults):
                best, blocks = trial, order
    return best


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Each figure by itself, then any two that follow each other."""
    yield from ((block,) for block in blocks if block.kind == "figure")
    for block, following in pairwise(blocks):
        if block.kind == following.kind == "figure":
            yield block, following


def _without(blocks: tuple[Block, ...], run: tuple[Block, ...]) -> tuple[int, tuple[Block, ...]]:
    """Where a run of figures begins, and the other blocks."""
    at = blocks.index(run[0])
    return at, tuple(block for block in blocks if block not in run)


def _earlier(blocks: tuple[Block, ...], run: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks with figures before one, two, three … of those of their section."""
    at, rest = _without(blocks, run)
    while at and rest[at - 1].kind == "text" and not (rest[at - 1].opens or rest[at - 1].begun):
        at -= 1
        yield (*rest[:at], *run, *rest[at:])


def _later(blocks: tuple[Block, ...], run: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks with figures behind one or two more of their section."""
    at, rest = _without(blocks, run)
    for behind in range(at, min(at + _LATER, len(rest))):
        if rest[behind].kind != "text" or rest[behind].opens:
            return
        yield (*rest[: behind + 1], *run, *rest[behind + 1 :])


class _Filling:
    """One page being filled, block by block."""

    def __init__(
        self, blocks: Iterable[Block], waiting: Iterable[Block], columns: Columns, depth: float
    ) -> None:
        """Begins with an empty page and what is to be set, figures that wait first."""
        self.page: Page = []
        self.rest = deque(blocks)
        self.waiting = deque(waiting)
        self.strayed = set[Block]()
        self._done: list[Block] = []
        self._columns = columns
        self._full = self._short = False
        self._open(0.0, depth)

    def fill(self) -> None:
        """Sets blocks until none is left or the page is full."""
        self._pour()
        self._close()

    def _pour(self) -> None:
        if not (self.rest and self.rest[0].begun):
            self._release()
        while self.rest and not self._full:
            block = self.rest.popleft()
            match block.kind:
                case "figure" | "wide":
                    self.waiting.append(block)
                    self._release()
                case "text":
                    self._run_on(block)
                case "end":
                    self._end(block)
        if not self._full:
            self._release(at_any_cost=True)

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _end(self, block: Block) -> None:
        """Sets the sign-off with the text before it, or behind the figures that still wait."""
        if self.waiting and block.last:
            self.rest.appendleft(block.part(block.last, block.height))
            self._run_on(replace(block.part(0.0, block.last), kind="text"))
        elif self._release(at_any_cost=True):
            self._run_on(block)
        else:
            self.rest.appendleft(block)

    def _run_on(self, block: Block) -> None:
        """Sets a block from column to column; figures that wait come behind it."""
        left = block
        while (end := self._take(left)) < left.height:
            self._watch(left, end)
            left = left.part(end, left.height) if end else left
            if not self._turn():
                self.rest.appendleft(left)
                return
            if not left.begun:
                self._release()
        self._watch(left, end)
        self._release()

    def _watch(self, block: Block, end: float) -> None:
        """Remembers the figures that still wait when the next section begins."""
        if block.opens and end:
            self.strayed |= {figure for figure in self.waiting if figure.kind == "figure"}

    def _release(self, *, at_any_cost: bool = False) -> bool:
        """Sets the figures that wait, one after the other, as far as there is room."""
        while self.waiting:
            figure = self.waiting[0]
            if self._span(figure) if figure.kind == "wide" else self._take(figure):
                self.waiting.popleft()
            elif not at_any_cost or not self._turn(page=figure.kind == "wide"):
                return False
        return True

    def _take(self, block: Block) -> float:
        """Sets what the column can take of a block; gives where that ends in it."""
        end = self._band.columns[self._index].take(block)
        if end:
            self._set.append(block.part(0.0, end))
        return end

    def _span(self, figure: Block) -> bool:
        """Sets a figure over all columns, if there is room: those above end, others begin below."""
        above = self._levelled(self._band.depth - figure.height)
        if above is None:
            return False
        below: list[Block] = []
        y, foot = self._band.y, self._band.y + self._band.depth
        if self._set and self._is_strip(above) and self._can_head(figure):
            below = [*self._set]
            self._set.clear()
        elif self._set:
            self.page.append(above)
            y += above.depth
        self.page.append(Piece(figure.top, figure.top + figure.height, y))
        self._done += (*self._set, figure)
        self._open(y + figure.height, foot - y - figure.height)
        for block in below:
            self._take(block)
        return True

    def _is_strip(self, band: Band) -> bool:
        return any(column.used < _STRIP * self._columns.line for column in band.columns)

    def _can_head(self, figure: Block) -> bool:
        """Whether all that was set goes into the first column below the figure."""
        height = sum(block.height for block in self._set)
        return figure.height + height <= self._band.depth + SLACK

    @property
    def goes_on(self) -> bool:
        """Whether another page is needed."""
        return bool(self.rest or self.waiting)

    @property
    def faults(self) -> tuple[int, float]:
        """How many figures have left their sections; how much of the page is holes."""
        bands = [part for part in self.page if isinstance(part, Band)]
        if not bands:
            return len(self.strayed), 0.0
        foot = bands[-1].depth if self.goes_on else max(c.used for c in bands[-1].columns)
        short = (foot - column.used for column in bands[-1].columns)
        most = (_HOLE if self.goes_on else _LEVEL) * self._columns.line
        return len(self.strayed), sum(room - most for room in short if room > most + SLACK)

    @property
    def notes(self) -> float:
        """What the notes to this page take at its foot."""
        height = sum(tall for block in (*self._done, *self._set) for _, tall in block.notes)
        return height + self._columns.note_air if height else 0.0

    # ── columns ─────────────────────────────────────────────────────────────────────────────

    def _open(self, y: float, depth: float) -> None:
        """Begins new columns."""
        columns = tuple(Column(depth) for _ in range(self._columns.number))
        self._band = Band(y, depth, columns)
        self._index = 0
        self._set: list[Block] = []

    def _turn(self, *, page: bool = False) -> bool:
        """Goes to the head of the next column, if there is one and no new `page` is wanted."""
        self._full = page or self._index + 1 == self._columns.number
        self._short = page
        self._index += not self._full
        return not self._full

    def _close(self) -> None:
        """Puts the columns on the page; those that end before its foot are made level."""
        level = None
        if self._short or not self._full:
            level = self._levelled(self._band.depth)
        if self._set:
            self.page.append(level or self._band)

    def _levelled(self, most: float) -> Band | None:
        """What was set, in columns as level and as high as can be; None if deeper than `most`."""
        line, number = self._columns.line, self._columns.number
        depth = ceil(sum(block.height for block in self._set) / number / line) * line
        while depth <= most + SLACK:
            trial = _Filling(self._set, (), self._columns, depth)
            trial._pour()
            if not (trial.rest or trial.waiting or (trial.strayed and not self.strayed)):
                used = max(column.used for column in trial._band.columns)
                lines = ceil((used - SLACK) / line)
                return replace(trial._band, y=self._band.y, depth=lines * line)
            depth += line
        return None
