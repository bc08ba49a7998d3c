"""How large photos may be in whole lines, and which sizes together take a given room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pubkit.renderers.page.layout import Galley, Limits, Picture

__all__ = ["Plan", "Size", "Unit", "heights", "photo", "plans", "units"]

TALLEST = 0.42
"""The greatest part of the page's height that a photo may take: a judgement."""
DOMINANT = 1.6
"""How many times the next photo the lead should be: a page has one centre; a judgement."""
GOLDEN = 0.618
"""Steps of this part of a circle fall evenly over it, however many there are."""


@dataclass(frozen=True, slots=True)
class Size:
    """A unit over so many columns, with the heights that scaling and cropping allow."""

    span: int
    """Columns that it crosses; a pair's two photos share them."""
    least: int
    """Its least height, in lines."""
    natural: int
    """Its height where nothing is cropped, in lines."""
    most: int
    """Its greatest height, in lines."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is placed as one rectangle: a photo, or two side by side."""

    pictures: tuple[int, ...]
    """Which of the galley's pictures, one or two."""
    place: str
    """lead, column, wide or end."""
    at: float
    """What part of the text stands before its anchor, 0 to 1."""
    ratio: float
    """Width / height, of a pair as one."""
    sizes: tuple[Size, ...]
    """What it may measure, narrowest span first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A size for every unit."""

    sizes: tuple[Size, ...]
    """The size chosen for each."""
    cost: float
    """What the eye holds against it."""
    leads: bool
    """Whether the lead photo, where there is one, crosses columns."""

    @property
    def least(self) -> int:
        """The least number of lines of text whose room the photos can take."""
        return sum(size.span * size.least for size in self.sizes)

    @property
    def natural(self) -> int:
        """The number of lines whose room they take where nothing is cropped."""
        return sum(size.span * size.natural for size in self.sizes)

    @property
    def most(self) -> int:
        """The greatest number of lines whose room they can take."""
        return sum(size.span * size.most for size in self.sizes)


def units(galley: Galley, limits: Limits) -> tuple[Unit, ...]:
    """The rectangles of a page, in reading order."""
    pictures = galley.pictures
    groups = tuple(_groups(pictures, galley.grid.columns))
    lead = _lead(pictures, groups)
    places = ["lead" if group == lead else pictures[group[0]].place for group in groups]
    return tuple(
        Unit(
            group,
            place,
            at,
            sum(pictures[number].ratio for number in group),
            tuple(_sizes(galley, limits, group, place)),
        )
        for group, place, at in zip(groups, places, _anchors(galley, groups), strict=True)
    )


def plans(units: Sequence[Unit], columns: int, area: int, give: int) -> list[Plan]:
    """Sizes for the units that can take the room of `area` lines, `give` more or less; best first.

    One measure is tried for the lead, another for all others, of which some are a column wider.
    """
    found = {}
    others = [at for at, unit in enumerate(units) if unit.place != "lead"]
    ranked = sorted(others, key=lambda at: _claim(units[at], at))
    leads = sorted({size.span for unit in units if unit.place == "lead" for size in unit.sizes})
    for lead in leads or [0]:
        for base in range(1, max(2, math.ceil(columns * 0.4) + 1)):
            for wider in range(len(others) if len(others) > 1 else len(others) + 1):
                spans = {at: base + (rank < wider) for rank, at in enumerate(ranked)}
                sizes = tuple(_size(unit, spans.get(at, lead)) for at, unit in enumerate(units))
                crosses = lead != 1 or columns < 3
                plan = Plan(sizes, _cost(units, sizes, columns, area), crosses)
                if plan.least - give <= area <= plan.most + give:
                    found[sizes] = plan
    return sorted(found.values(), key=lambda plan: plan.cost)


def heights(sizes: Sequence[Size], area: int) -> list[int]:
    """The units' heights that together take the room of `area` lines, as nearly as they can.

    Each departs from its natural height by about the same part of it.
    """
    lines = [size.natural for size in sizes]
    rest = area - sum(size.span * tall for size, tall in zip(sizes, lines, strict=True))
    while rest:
        step = 1 if rest > 0 else -1
        able = [
            (abs(lines[at] + step - size.natural) / size.natural, at)
            for at, size in enumerate(sizes)
            if size.span <= abs(rest) and size.least <= lines[at] + step <= size.most
        ]
        if not able:
            break
        at = min(able)[1]
        lines[at] += step
        rest -= step * sizes[at].span
    return lines


def photo(galley: Galley, limits: Limits, unit: Unit, number: int, span: int, lines: int) -> float:
    """Height in pt of one of a unit's photos over `span` columns, when the unit takes `lines`."""
    pictures = [galley.pictures[at] for at in unit.pictures]
    picture = galley.pictures[number]
    width = galley.grid.width(span)
    tall = lines * galley.grid.leading - _white(limits, pictures, span)
    return min(max(tall, width / picture.widest), width / picture.narrowest)


def _groups(pictures: Sequence[Picture], columns: int) -> Iterator[tuple[int, ...]]:
    """Pictures that go side by side: two that stand together, not a whole row."""
    at = 0
    while at < len(pictures):
        end = at + 1
        while end < len(pictures) and pictures[end - 1].pair:
            end += 1
        row = tuple(range(at, end))
        if len(row) == 2 and columns > 1 and all(pictures[n].place == "column" for n in row):
            yield row
        else:
            yield from ((number,) for number in row)
        at = end


def _lead(pictures: Sequence[Picture], groups: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The photo under the headline: the one called so, else the first that is free to go there."""
    alone = [group for group in groups if len(group) == 1]
    called = [group for group in alone if pictures[group[0]].place == "lead"]
    free = [group for group in alone if pictures[group[0]].place == "column"]
    return next(iter(called or free), None)


def _anchors(galley: Galley, groups: Sequence[tuple[int, ...]]) -> Iterator[float]:
    """Where the groups' anchors stand in the text; three at one spot say nothing and are spread."""
    lines = [0]
    for slug in galley.slugs:
        lines.append(lines[-1] + slug.lines)
    afters = [min(galley.pictures[group[0]].after, len(galley.slugs)) for group in groups]
    for at, after in enumerate(afters):
        if afters.count(after) > 2:
            yield (at + 0.5) / len(groups)
        else:
            yield lines[after] / max(1, lines[-1])


def _sizes(galley: Galley, limits: Limits, group: tuple[int, ...], place: str) -> Iterator[Size]:
    """What a group may measure at each span that its place allows."""
    grid = galley.grid
    pictures = [galley.pictures[number] for number in group]
    captions = min(len(picture.captions) or grid.columns for picture in pictures)
    sizes = [
        _measured(galley, limits, pictures, span)
        for span in range(1, max(1, min(captions, grid.columns // len(group))) + 1)
    ]
    wide = max(2, math.ceil(grid.columns * 0.4))
    if place == "lead":
        wide = grid.columns if grid.columns < 4 else math.floor(grid.columns * 0.75)
    narrow = 2 if place == "wide" else 1
    fit = [
        size for size in sizes if narrow <= size.span <= wide and size.least <= grid.lines * TALLEST
    ]
    yield from fit or sizes[:1]


def _measured(galley: Galley, limits: Limits, pictures: list[Picture], span: int) -> Size:
    """A group with so many columns for each of its photos."""
    grid = galley.grid
    width = grid.width(span)
    white = _white(limits, pictures, span)
    least = max(math.ceil((width / p.widest + white) / grid.leading - 0.001) for p in pictures)
    most = min(math.floor((width / p.narrowest + white) / grid.leading) for p in pictures)
    most = max(least, min(most, math.floor(grid.lines * TALLEST)))
    natural = sum(width / p.ratio for p in pictures) / len(pictures) + white
    natural = min(most, max(least, round(natural / grid.leading)))
    return Size(span * len(pictures), least, natural, most)


def _white(limits: Limits, pictures: Sequence[Picture], span: int) -> float:
    """What of a unit's height is no photo, in pt: the tallest caption, and air."""
    return limits.air + max((p.captions[span - 1] if p.captions else 0.0) for p in pictures)


def _claim(unit: Unit, at: int) -> tuple[bool, int, float]:
    """Who is given a wider measure first: wide ones, landscapes, and then evenly over the text."""
    return unit.place != "wide", -round(min(unit.ratio, 1.6) * 5), (at * GOLDEN) % 1


def _size(unit: Unit, span: int) -> Size:
    """The unit's size nearest to a span, not above it if it can be."""
    below = [size for size in unit.sizes if size.span <= span]
    return below[-1] if below else unit.sizes[0]


def _cost(units: Sequence[Unit], sizes: Sequence[Size], columns: int, area: int) -> float:
    """What the eye holds against these sizes: crops, a lead that does not lead, too many wide."""
    areas = [size.span * size.natural for size in sizes]
    cost = 10 * abs(area - sum(areas)) / max(1, sum(areas))
    lead = next((at for at, unit in enumerate(units) if unit.place == "lead"), None)
    others = [at for at in range(len(units)) if at != lead]
    taken = 0
    if lead is not None:
        taken = sizes[lead].span
        cost += 8 * max(0.0, 0.55 - taken / columns) if columns > 1 else 0
        largest = max((areas[at] for at in others), default=1)
        cost += 3 * max(0.0, DOMINANT - areas[lead] / largest)
    # Heads and feet of the columns are where a photo of several columns stands well.
    places = columns // 2 + (columns - taken) // 2
    wide = sum(sizes[at].span > len(units[at].pictures) for at in others)
    pairs = sum(sizes[at].span > 1 for at in others) - wide
    return cost + 1.5 * max(0, wide + pairs - places) + 0.5 * (wide == 0 and len(others) > 2)
