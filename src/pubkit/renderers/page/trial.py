"""One page tried: sizes chosen, photos placed, text run in, heights corrected to the line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from pubkit.renderers.page.columns import Fill, Room, Text
from pubkit.renderers.page.layout import Galley, Limits
from pubkit.renderers.page.placing import judged, placings, rooms
from pubkit.renderers.page.plans import Plan, heights, plans, rivalry
from pubkit.renderers.page.sizing import Size, Unit, units
from pubkit.renderers.page.taste import Block, Sheet

__all__ = ["Copy", "Trial", "settled", "tried"]

PLACINGS = 18
"""How many photos are placed for a choice of sizes: six photos in three ways, twenty in one."""
ROUNDS = 6
"""How often the photos' common height is corrected by what the text left or wanted."""
MENDINGS = 900
"""How many pieces of columns are filled anew, as photos are changed a little to end all level."""
MENDED = 0.5
"""A gain smaller than this changes no photo."""
OVER = 25.0
"""What a line costs that finds no room, while there is hope to make room for it."""
EVEN = 1.0
"""What a fill costs, at most, whose columns are not worth mending."""
CROP = 1.0
"""What a line costs by which a photo is off the height that was chosen for it."""


class Copy(Struct, frozen=True):
    """A galley prepared for fitting."""

    number: int
    """Which candidate it is."""
    galley: Galley
    """The candidate."""
    limits: Limits
    """What the style allows."""
    text: Text
    """Its slugs, measured."""
    units: tuple[Unit, ...]
    """Its photos as rectangles."""
    plans: tuple[Plan, ...]
    """The sizes that they may have together."""

    @staticmethod
    def of(number: int, galley: Galley, limits: Limits) -> Copy:
        """A candidate, prepared."""
        made = units(galley, limits)
        sizes = plans(made, galley.grid.columns)
        return Copy(number, galley, limits, Text(galley.slugs), made, sizes)

    @property
    def lines(self) -> int:
        """Its text's height, no head stretched."""
        return self.text.natural[-1]

    @property
    def least(self) -> int:
        """The room that it needs with every photo at its smallest, in lines."""
        smallest = (min(size.span * size.least for size in unit.sizes) for unit in self.units)
        return self.text.least[-1] + sum(smallest)

    @property
    def give(self) -> int:
        """Lines that the white of its heads gives or takes; half of that where photos help."""
        spare = (self.text.most[-1] - self.text.least[-1]) // 2
        return spare // 2 if self.units else spare + 1

    def sheet(self, head: int, pages: int, raised: int = 0) -> Sheet:
        """The columns below a head, the last page's foot raised by so many lines."""
        grid = self.galley.grid
        feet = [grid.lines] * pages
        feet[-1] -= raised
        return Sheet(grid.columns, (head, *[self.galley.turn] * (pages - 1)), tuple(feet))


class Trial(Struct, frozen=True):
    """A page that was tried."""

    cost: float
    """Points against it."""
    blocks: tuple[Block, ...]
    """Its photos."""
    rooms: tuple[Room, ...]
    """Its free pieces of columns."""
    fill: Fill
    """How the text ran."""


def tried(copy: Copy, sheet: Sheet, plans: Sequence[Plan], piece: int) -> Trial | None:
    """The best page with one of these sizes; none where photos find no place.

    No photo leaves a piece of a column shorter than `piece` lines.
    """
    trials = []
    number = min(3, max(1, PLACINGS // max(1, len(copy.units))))
    room = sheet.area - copy.lines
    for plan in plans:
        # Before photos are cropped or blown up, heads give of their white, or take.
        area = room + max(-copy.give, min(copy.give, plan.natural - room))
        lines = heights(copy.units, plan.sizes, area)
        for blocks in placings(sheet, copy.units, _blocks(plan.sizes, lines), piece, number):
            if trial := _closed(copy, sheet, plan, blocks, piece):
                trials.append((trial, plan))
    trials.sort(key=lambda tried: tried[0].cost)
    best: Trial | None = None
    for trial, plan in trials[:number]:
        mended = _mended(copy, sheet, plan, trial, piece)
        if not best or mended.cost < best.cost:
            best = mended
        if best.fill.cost <= EVEN:
            break
    return best


def settled(copy: Copy, sheet: Sheet) -> Trial:
    """A page with its photos at their smallest, and as much of the text as finds room."""
    sizes = [min(unit.sizes, key=lambda size: size.span * size.least) for unit in copy.units]
    blocks = _blocks(sizes, [size.least for size in sizes])
    while True:
        found = placings(sheet, copy.units, blocks, 1, 1)
        free = rooms(sheet, found[0], 1) if found else None
        if free is not None:
            return Trial(0.0, found[0], tuple(free), copy.text.run(free))
        blocks = blocks[:-1]


def _blocks(sizes: Sequence[Size], lines: Sequence[int]) -> list[Block]:
    """Rectangles that have no place yet."""
    measures = enumerate(zip(sizes, lines, strict=True))
    return [Block(at, 0, size.span, size.parts, 0, tall) for at, (size, tall) in measures]


def _closed(
    copy: Copy, sheet: Sheet, plan: Plan, blocks: tuple[Block, ...], piece: int
) -> Trial | None:
    """A placing whose photos are made so high that the text ends at the foot."""
    best: Trial | None = None
    area = sum(block.span * block.lines for block in blocks)
    for _ in range(ROUNDS):
        trial = _run(copy, sheet, plan, blocks, piece)
        if not trial:
            break
        if not best or trial.cost < best.cost:
            best = trial
        if trial.fill.slack in (0, 1):
            break
        area += trial.fill.slack
        blocks = _resized(sheet, blocks, heights(copy.units, plan.sizes, area))
    return best


def _mended(copy: Copy, sheet: Sheet, plan: Plan, trial: Trial, piece: int) -> Trial:
    """The page with photos changed by a line or two where that ends more columns level."""
    left = MENDINGS
    better: Trial | None = trial
    while better:
        trial, better = better, None
        if trial.fill.cost <= EVEN:
            break
        for blocks in _changes(sheet, plan, trial.blocks):
            left -= len(trial.rooms)
            enough = trial.cost - MENDED
            changed = _run(copy, sheet, plan, blocks, piece, enough) if left >= 0 else None
            if changed and changed.cost < enough:
                better = changed
                break
    return trial


def _changes(sheet: Sheet, plan: Plan, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The photos with one of them moved by a line, or one or two of them cropped by one."""
    lines = [block.lines for block in blocks]
    for at, block in enumerate(blocks):
        if sheet.top(block.column) < block.top and block.foot < sheet.foot(block.column):
            for step in (-1, 1, -2, 2):
                moved = replace(block, top=block.top + step)
                yield (*blocks[:at], moved, *blocks[at + 1 :])
    for at, size in enumerate(plan.sizes):
        for step in (-1, 1):
            if not size.least <= lines[at] + step <= size.most:
                continue
            changed = [tall + step * (at == other) for other, tall in enumerate(lines)]
            yield _resized(sheet, blocks, changed)
            for other in range(at + 1, len(lines)):
                if plan.sizes[other].least <= lines[other] - step <= plan.sizes[other].most:
                    swapped = list(changed)
                    swapped[other] -= step
                    yield _resized(sheet, blocks, swapped)


def _run(
    copy: Copy, sheet: Sheet, plan: Plan, blocks: tuple[Block, ...], piece: int, bound: float = inf
) -> Trial | None:
    """A page with these photos, judged; none where they do not stand well, or leave no room.

    None, too, where it costs more than `bound` before it is seen how the photos stand.
    """
    free = rooms(sheet, blocks, piece)
    if not free:
        return None
    fill = copy.text.run(free)
    cost = plan.cost(sheet.area - copy.lines) + fill.cost + OVER * max(0, -fill.slack)
    cost += rivalry(copy.units, [block.span * block.lines for block in blocks]) - plan.rivalry
    if cost > bound:
        return None
    cost += judged(sheet, copy.units, blocks, list(_homes(copy, sheet, free, fill)))
    for block, size in zip(blocks, plan.sizes, strict=True):
        cost += CROP * abs(block.lines - size.natural) / size.natural
    return Trial(cost, blocks, tuple(free), fill)


def _homes(copy: Copy, sheet: Sheet, rooms: Sequence[Room], fill: Fill) -> Iterator[int]:
    """The column in which each photo's anchor stands."""
    for unit in copy.units:
        slug = bisect_left(copy.text.natural, unit.at * copy.lines)
        room = rooms[min(bisect_right(fill.breaks, slug), len(rooms) - 1)]
        yield room.page * sheet.columns + room.column


def _resized(sheet: Sheet, blocks: tuple[Block, ...], lines: Sequence[int]) -> tuple[Block, ...]:
    """The photos at other heights; what stands on the foot of its column goes on standing there."""
    changed = []
    for block, tall in zip(blocks, lines, strict=True):
        stands = block.foot == sheet.foot(block.column) and block.top > sheet.top(block.column)
        top = block.foot - tall if stands else block.top
        changed.append(replace(block, top=top, lines=tall))
    return tuple(changed)
