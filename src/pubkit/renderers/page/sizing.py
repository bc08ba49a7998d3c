"""Photos as rectangles of columns and lines: which go side by side, and how large each may be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, product

from msgspec import Struct

from pubkit.renderers.page.layout import Galley, Grid, Limits, Picture

__all__ = ["Size", "Unit", "photo", "units"]

TALLEST = 0.42
"""The greatest part of the page's height that a photo may take: a judgement."""
WIDE = 0.6
"""The part of the columns that a photo may cross at all, rounded up; the lead may cross all."""
FEW = 3
"""Of so few columns any photo may cross all but one, and the lead all, without looking broad."""


class Size(Struct, frozen=True):
    """One measure that a unit may have, with the heights that scaling and cropping allow."""

    span: int
    """Columns that it crosses."""
    parts: tuple[int, ...]
    """Columns that each of its photos crosses, from left to right."""
    least: int
    """Its least height, in lines."""
    natural: int
    """Its height where nothing is cropped, in lines."""
    most: int
    """Its greatest height, in lines."""


class Unit(Struct, frozen=True):
    """What is placed as one rectangle: a photo, or two side by side."""

    pictures: tuple[int, ...]
    """Which of the galley's pictures, one or two."""
    place: str
    """lead, wide, end, or nothing."""
    at: float
    """What part of the text stands before its anchor, 0 to 1."""
    ratio: float
    """Width / height, of a pair as one."""
    sizes: tuple[Size, ...]
    """What it may measure, narrowest first, one for each span."""
    reach: tuple[float, float] = (0.0, 1.0)
    """From what part of the text to what part its section reaches, 0 to 1."""


def units(galley: Galley, limits: Limits) -> tuple[Unit, ...]:
    """The rectangles of a page, in reading order."""
    pictures = galley.pictures
    groups = tuple(_groups(galley, limits))
    lead = _lead(pictures, groups)
    anchors = _anchors(galley, groups)
    made = []
    for group, at in zip(groups, anchors, strict=True):
        place = "lead" if group == lead else pictures[group[0]].place
        ratio = sum(pictures[number].ratio for number in group)
        sizes = _sizes(galley, limits, group, place)
        made.append(
            Unit(group, place, at, ratio, sizes, _reach(galley, pictures[group[0]].section))
        )
    return tuple(made)


def photo(
    galley: Galley, limits: Limits, unit: Unit, parts: tuple[int, ...], lines: int
) -> tuple[float, ...]:
    """Heights in pt of a unit's photos, over so many columns each, when the unit takes `lines`."""
    pictures = [galley.pictures[at] for at in unit.pictures]
    tall = lines * galley.grid.leading - _white(limits, pictures, parts)
    widths = [galley.grid.width(span) for span in parts]
    return tuple(
        min(max(tall, width / picture.widest), width / picture.narrowest)
        for picture, width in zip(pictures, widths, strict=True)
    )


def _groups(galley: Galley, limits: Limits) -> Iterator[tuple[int, ...]]:
    """Pictures that go side by side: two that stand together and can be equally high."""
    pictures = galley.pictures
    at = 0
    while at < len(pictures):
        end = at + 1
        while end < len(pictures) and pictures[end - 1].pair:
            end += 1
        row = tuple(range(at, end))
        free = len(row) == 2 and all(not pictures[number].place for number in row)
        if free and _sizes(galley, limits, row, ""):
            yield row
        else:
            yield from ((number,) for number in row)
        at = end


def _lead(pictures: Sequence[Picture], groups: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The photo under the headline: the one called so, else the first that is free to go there."""
    alone = [group for group in groups if len(group) == 1]
    called = [group for group in alone if pictures[group[0]].place == "lead"]
    free = [group for group in alone if not pictures[group[0]].place]
    return next(iter(called or free), None)


def _anchors(galley: Galley, groups: Sequence[tuple[int, ...]]) -> Iterator[float]:
    """Where the groups' anchors stand in the text; three at one spot say nothing and are spread."""
    lines = (0, *accumulate(slug.lines for slug in galley.slugs))
    afters = [min(galley.pictures[group[0]].after, len(galley.slugs)) for group in groups]
    for at, after in enumerate(afters):
        if afters.count(after) > 2:
            yield (at + 0.5) / len(groups)
        else:
            yield lines[after] / max(1, lines[-1])


def _reach(galley: Galley, section: int) -> tuple[float, float]:
    """Where a section begins and ends in the text; the whole of it where nobody says."""
    lines = (0, *accumulate(slug.lines for slug in galley.slugs))
    own = [at for at, number in enumerate(galley.sections) if number == section]
    if not own:
        return 0.0, 1.0
    return lines[own[0]] / max(1, lines[-1]), lines[own[-1] + 1] / max(1, lines[-1])


def _sizes(galley: Galley, limits: Limits, group: tuple[int, ...], place: str) -> tuple[Size, ...]:
    """What a group may measure, narrowest first; nothing where a pair can not be equally high."""
    pictures = [galley.pictures[number] for number in group]
    widest = _widest(galley.grid, place, len(group))
    spans = (range(1, min(widest, len(p.captions) or widest) + 1) for p in pictures)
    found: dict[int, tuple[float, Size]] = {}
    for parts in product(*spans):
        size = _measured(galley, limits, pictures, parts)
        off = _off(galley.grid, pictures, parts)
        if size and size.span <= widest and off < found.get(size.span, (math.inf, size))[0]:
            found[size.span] = off, size
    sizes = [size for _, (_, size) in sorted(found.items())]
    return tuple(s for s in sizes if s.least <= galley.grid.lines * TALLEST) or tuple(sizes[:1])


def _widest(grid: Grid, place: str, number: int) -> int:
    """The columns that a unit may cross."""
    if place == "lead":
        return grid.columns
    return min(grid.columns, max(number + 1, math.ceil(grid.columns * WIDE)))


def _measured(
    galley: Galley, limits: Limits, pictures: Sequence[Picture], parts: tuple[int, ...]
) -> Size | None:
    """A group whose photos cross so many columns each; none where no one height suits them."""
    grid = galley.grid
    white = _white(limits, pictures, parts)
    both = [(picture, grid.width(span)) for picture, span in zip(pictures, parts, strict=True)]
    least = max(math.ceil((width / p.widest + white) / grid.leading - 0.001) for p, width in both)
    most = min(math.floor((width / p.narrowest + white) / grid.leading) for p, width in both)
    if len(pictures) > 1 and most < least:
        return None
    # A photo that may not be cropped has one height, and what its last line leaves is white.
    most = max(least, min(most, math.floor(grid.lines * TALLEST)))
    natural = sum(width / p.ratio for p, width in both) / len(both) + white
    return Size(
        sum(parts), parts, least, min(most, max(least, round(natural / grid.leading))), most
    )


def _off(grid: Grid, pictures: Sequence[Picture], parts: tuple[int, ...]) -> float:
    """How far the photos of a group are from one height by themselves, in pt."""
    tall = [grid.width(span) / p.ratio for p, span in zip(pictures, parts, strict=True)]
    return max(tall) - min(tall)


def _white(limits: Limits, pictures: Sequence[Picture], parts: Sequence[int]) -> float:
    """What of a unit's height is no photo, in pt: the tallest caption, and air."""
    both = zip(pictures, parts, strict=True)
    return limits.air + max(p.captions[span - 1] if p.captions else 0.0 for p, span in both)
