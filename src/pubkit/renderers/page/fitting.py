"""Copyfitting: the body size, the head, the photos and the breaks that fill a page to its foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pubkit.renderers.page.layout import Galley, Layout, Limits, Overset, Placed
from pubkit.renderers.page.plans import Plan
from pubkit.renderers.page.sizing import photo
from pubkit.renderers.page.taste import Block, Sheet
from pubkit.renderers.page.trial import Copy, Trial, settled, tried

__all__ = ["fitted"]

BODY = 1.2
"""What each step down in the list of galleys costs, against faults of the photos: a page whose lead
is no larger than other photos is worse than one in a smaller body."""
HEAD = 0.7
"""What each step down in the list of heads costs."""
SHARE = 3.0
"""What it costs that photos take less or more of the page than the style wants."""
WHOLE = 60.0
"""What it costs in addition, for the whole of the page."""
EMPTY = 0.8
"""What each line costs by which the columns of a page that cannot be filled end above its foot:
little, for photos blown up to fill it look worse."""

UNEVEN = 0.15
"""What each line costs that is left when they do."""
LONGER = (0, 1, 2, 4, 8, 16, 32, 64)
"""By how many lines columns are made longer, in turn, where level ones hold not all."""
CHOICES = 2
"""How many choices of sizes are set for a head; the third has never won."""
CLOSE = 2.5
"""How much worse than the best a choice of sizes may be that is set as well."""
MOST = 4
"""How many options that fill the page are compared, the most promising ones."""


class Option(Struct, frozen=True):
    """A head for a galley, and sizes of photos that may fill what it leaves."""

    copy: Copy
    """The galley."""
    sheet: Sheet
    """The columns below it."""
    plans: tuple[Plan, ...]
    """The best sizes for the photos."""
    given: float
    """Points against galley, head and the part of the page left to photos."""
    cost: float
    """The same with the best sizes that they may have."""


def fitted(galleys: Sequence[Galley], limits: Limits, pages: int = 1) -> Layout | Overset:
    """The first galley that fills the fewest pages, in its best arrangement.

    Galleys come in order of preference; `pages` is how many pages there may be. Where nothing fills
    a page, photos stand at their largest and all columns of the last page end level above its foot;
    where nothing fits, the answer is an overset.
    """
    copies = [Copy.of(number, galley, limits) for number, galley in enumerate(galleys)]
    for number in range(1, pages + 1):
        for make in (_filled, _levelled):
            for piece in (limits.piece, 1):
                if layout := make(copies, number, piece):
                    return layout
    return _overset(copies, pages)


def _filled(copies: Sequence[Copy], pages: int, piece: int) -> Layout | None:
    """A page filled to its foot: the best of those that promise to be good."""
    options = [option for copy in copies for option in _options(copy, pages)]
    best: tuple[float, Option, Trial] | None = None
    found = 0
    for option in sorted(options, key=lambda option: option.cost):
        trial = tried(option.copy, option.sheet, option.plans, piece)
        if trial and trial.fill.slack in (0, 1):
            if not best or option.given + trial.cost < best[0]:
                best = option.given + trial.cost, option, trial
            found += 1
            if found == MOST:
                break
    return _layout(best[1].copy, best[1].sheet, best[2]) if best else None


def _options(copy: Copy, pages: int) -> Iterator[Option]:
    """The heads of a galley below which its text and photos can end at the foot."""
    low, high = copy.limits.photos if copy.units else (0.0, 0.0)
    whole = copy.sheet(0, pages).area
    for rank, head in enumerate(copy.galley.heads):
        sheet = copy.sheet(head, pages)
        area = sheet.area - copy.lines
        able = [p for p in copy.plans if p.least - copy.give <= area <= p.most + copy.give]
        if able:
            able.sort(key=lambda plan: plan.cost(area))
            best = able[0].cost(area)
            close = tuple(plan for plan in able[:CHOICES] if plan.cost(area) < best + CLOSE)
            off = max(low - area / whole, area / whole - high, 0.0) if copy.units else 0.0
            cost = BODY * copy.number + HEAD * rank + (SHARE + WHOLE * off if off else 0.0)
            yield Option(copy, sheet, close, cost, best + cost)


def _levelled(copies: Sequence[Copy], pages: int, piece: int) -> Layout | None:
    """A page too large for its matter, set as large as can be: photos uncropped, columns level."""
    roomy = sorted(copies, key=lambda copy: -copy.lines / copy.sheet(0, pages).area)
    return next(filter(None, (_level(copy, pages, piece) for copy in roomy)), None)


def _level(copy: Copy, pages: int, piece: int) -> Layout | None:
    """A galley in columns that end level.

    Where what may not be broken finds no room in columns so short, they are made longer.
    """
    ways = []
    for rank, head in enumerate(copy.galley.heads):
        sheet = copy.sheet(head, pages)
        for plan in copy.plans:
            empty = sheet.area - copy.lines - plan.natural
            if empty + copy.give >= 0:
                raised, left = divmod(max(0, empty), sheet.columns)
                cost = plan.shape + HEAD * rank + EMPTY * raised + UNEVEN * left
                ways.append((cost, head, raised, plan))
    ways.sort(key=lambda way: way[0])
    for longer in LONGER:
        best: tuple[int, Sheet, Trial] | None = None
        for _, head, raised, plan in ways:
            if longer and not raised:
                continue
            sheet = copy.sheet(head, pages, max(0, raised - longer))
            trial = tried(copy, sheet, (plan.uncropped,), piece)
            if trial and trial.fill.slack >= 0 and (not best or trial.fill.slack < best[0]):
                best = trial.fill.slack, sheet, trial
                if trial.fill.slack < sheet.columns or longer:
                    break
        if best:
            return _layout(copy, *best[1:])
    return None


def _overset(copies: Sequence[Copy], pages: int) -> Overset:
    """The page as full as it goes, and what is too much for it."""
    ways = []
    for copy in copies:
        head = min(copy.galley.heads)
        sheet = copy.sheet(head, pages)
        ways.append((copy.least - sheet.area, copy.number, sheet))
    over, number, sheet = min(ways, key=lambda way: way[:2])
    copy = copies[number]
    trial = settled(copy, sheet)
    layout = _layout(copy, sheet, trial)
    first = layout.frames[-1].last if layout.frames else 0
    return Overset(number, max(over, -trial.fill.slack, 1), first, layout)


def _layout(copy: Copy, sheet: Sheet, trial: Trial) -> Layout:
    """The page as others read it; what is empty under a raised foot counts as slack."""
    placed = (one for block in trial.blocks for one in _placed(copy, sheet, block))
    whole = copy.sheet(sheet.tops[0], len(sheet.tops)).area
    return Layout(
        copy.number,
        sheet.tops[0],
        tuple(sorted(placed, key=lambda one: one.picture)),
        copy.text.frames(trial.rooms, trial.fill),
        max(0, trial.fill.slack) + whole - sheet.area,
    )


def _placed(copy: Copy, sheet: Sheet, block: Block) -> Iterator[Placed]:
    """The photos of a block, side by side."""
    unit = copy.units[block.unit]
    page, column = divmod(block.column, sheet.columns)
    for number, span, tall in zip(
        unit.pictures,
        block.parts,
        photo(copy.galley, copy.limits, unit, block.parts, block.lines),
        strict=True,
    ):
        yield Placed(page, number, column, span, block.top, block.lines, tall)
        column += span
