"""Which sizes all photos have together, so that they take just the room that the text leaves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pubkit.renderers.page.sizing import FEW, Size, Unit

__all__ = ["Plan", "heights", "plans", "rivalry"]

DOMINANT = 1.6
"""How many times the next photo the lead should be: a page has one centre; a judgement."""
BROAD = (0.55, 0.65)
"""The part of the columns that the lead should cross; looks.md has two or three of five."""
WIDE = 0.45
"""The part of the columns that another photo should not exceed; looks.md has one or two of five."""
STEPS = 8
"""How many numbers of wider photos are tried."""
GOLDEN = 0.618
"""Steps of this part of a circle fall evenly over it, however many there are."""

CROPPED = (10.0, 60.0)
"""What it costs that photos are cropped, for the whole of them, and for the square of that."""
NARROW = 16.0
"""What it costs that the lead is narrower than it should be, for the whole page."""
BROADER = 6.0
"""What it costs that the lead is broader than it should be, for the whole page."""
WIDER = 12.0
"""What each other photo costs that is wider than it should be, for the whole page."""
ALONE = 25.0
"""What it costs that the lead is of one column only, among several."""
LESSER = 10.0
"""What it costs that the lead does not dominate, for each time the next photo."""
PLACELESS = 1.5
"""What each photo of several columns costs that finds no head or foot to stand at."""
SLIGHTED = 14.0
"""What each photo costs that is asked for wide and is of one column: less than a lead so small."""
MONOTONE = 0.5
"""What it costs that all photos but the lead are of one column."""


class Plan(Struct, frozen=True):
    """A size for every unit."""

    sizes: tuple[Size, ...]
    """The size chosen for each."""
    shape: float
    """Points against the spans."""
    rivalry: float
    """Points against the lead where nothing is cropped, one photo beside the other."""
    least: int
    """The least number of lines of text whose room the photos can take."""
    natural: int
    """The number of lines whose room they take where nothing is cropped."""
    most: int
    """The greatest number of lines whose room they can take."""

    def cost(self, area: int) -> float:
        """Points against it where the photos take the room of `area` lines."""
        off = abs(area - self.natural) / max(1, self.natural)
        return self.shape + self.rivalry + CROPPED[0] * off + CROPPED[1] * off * off

    @property
    def uncropped(self) -> Plan:
        """The plan with every photo at its natural height and no other."""
        sizes = tuple(replace(s, least=s.natural, most=s.natural) for s in self.sizes)
        return Plan(sizes, self.shape, self.rivalry, self.natural, self.natural, self.natural)


def plans(units: Sequence[Unit], columns: int) -> tuple[Plan, ...]:
    """Sizes for the units, from the smallest to the largest that may look well.

    One measure is tried for the lead, another for all others, of which some are a column wider.
    """
    found: dict[tuple[Size, ...], Plan] = {}
    others = [at for at, unit in enumerate(units) if unit.place != "lead"]
    ranked = sorted(others, key=lambda at: _claim(units[at], at))
    leads = sorted({size.span for unit in units if unit.place == "lead" for size in unit.sizes})
    step = max(1, len(others) // STEPS)
    for lead in leads or [0]:
        for base in range(1, max(2, math.ceil(columns * 0.6) + 1)):
            for wider in range(0, len(others) + 1, step):
                spans = {at: base + (rank < wider) for rank, at in enumerate(ranked)}
                sizes = tuple(_size(unit, spans.get(at, lead)) for at, unit in enumerate(units))
                if sizes not in found:
                    found[sizes] = _plan(units, sizes, columns)
    return tuple(found.values())


def _plan(units: Sequence[Unit], sizes: tuple[Size, ...], columns: int) -> Plan:
    least = sum(size.span * size.least for size in sizes)
    natural = sum(size.span * size.natural for size in sizes)
    most = sum(size.span * size.most for size in sizes)
    rival = rivalry(units, [size.span * size.natural for size in sizes])
    return Plan(sizes, _shape(units, sizes, columns), rival, least, natural, most)


def rivalry(units: Sequence[Unit], areas: Sequence[int]) -> float:
    """Points against a lead that does not dominate, where the units take so much each."""
    lead = next((at for at, unit in enumerate(units) if unit.place == "lead"), None)
    if lead is None or len(areas) == 1:
        return 0.0
    largest = max(area for at, area in enumerate(areas) if at != lead)
    return LESSER * max(0.0, DOMINANT - areas[lead] / largest)


def heights(units: Sequence[Unit], sizes: Sequence[Size], area: int) -> list[int]:
    """The units' heights that together take the room of `area` lines, as nearly as they can.

    Each departs from its natural height by a part of it: the lead and wide ones, which show most,
    by less when photos are cropped and by more when they grow.
    """
    weights = [
        size.span * (1 + (unit.place == "lead")) for unit, size in zip(units, sizes, strict=True)
    ]
    lines = [size.natural for size in sizes]
    rest = area - sum(size.span * tall for size, tall in zip(sizes, lines, strict=True))
    while rest:
        step = 1 if rest > 0 else -1
        able = [
            (abs(lines[at] + step - size.natural) / size.natural * weights[at] ** -step, at)
            for at, size in enumerate(sizes)
            if size.span <= abs(rest) and size.least <= lines[at] + step <= size.most
        ]
        if not able:
            break
        at = min(able)[1]
        lines[at] += step
        rest -= step * sizes[at].span
    return lines


def _claim(unit: Unit, at: int) -> tuple[bool, int, float]:
    """Who is given a wider measure first: wide ones, landscapes, and then evenly over the text."""
    return unit.place != "wide", -round(min(unit.ratio, 1.6) * 5), (at * GOLDEN) % 1


def _size(unit: Unit, span: int) -> Size:
    """The unit's size nearest to a span, not above it if it can be."""
    below = [size for size in unit.sizes if size.span <= span]
    return below[-1] if below else unit.sizes[0]


def _shape(units: Sequence[Unit], sizes: Sequence[Size], columns: int) -> float:
    """Points against these spans."""
    cost = 0.0
    lead = next((at for at, unit in enumerate(units) if unit.place == "lead"), None)
    others = [at for at in range(len(units)) if at != lead]
    broad = 0
    if lead is not None:
        broad = sizes[lead].span
        cost += NARROW * max(0.0, BROAD[0] - broad / columns)
        cost += BROADER * max(0.0, broad / columns - BROAD[1]) if columns > FEW else 0.0
        cost += ALONE if broad == 1 and columns > 1 else 0.0
    for at in others:
        across = sizes[at].span / len(units[at].pictures) / columns
        cost += WIDER * max(0.0, across - WIDE) if columns > FEW else 0.0
        cost += SLIGHTED if units[at].place == "wide" and sizes[at].span == 1 < columns else 0.0
    wide = sum(sizes[at].span > 1 for at in others)
    # A head and a foot for each two columns, beside the lead and over the whole page.
    cost += PLACELESS * max(0, wide - columns // 2 - (columns - broad) // 2)
    return cost + (MONOTONE if len(others) > 2 and not wide else 0.0)
