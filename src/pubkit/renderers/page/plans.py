"""Which sizes all photos have together, so that they take just the room that the text leaves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pubkit.renderers.page.sizing import WIDE, Size, Unit

__all__ = ["Plan", "heights", "plans"]

DOMINANT = 1.6
"""How many times the next photo the lead should be: a page has one centre; a judgement."""
BROAD = 0.55
"""The part of the columns that the lead should cross; looks.md has two or three of five."""
GOLDEN = 0.618
"""Steps of this part of a circle fall evenly over it, however many there are."""

CROPPED = 10.0
"""What it costs that photos are cropped, for the whole of them."""
NARROW = 8.0
"""What it costs that the lead is narrower than it should be, for the whole page."""
LESSER = 3.0
"""What it costs that the lead does not dominate, for each time the next photo."""
PLACELESS = 1.5
"""What each photo of several columns costs that finds no head or foot to stand at."""
MONOTONE = 0.5
"""What it costs that all photos but the lead are of one column."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A size for every unit."""

    sizes: tuple[Size, ...]
    """The size chosen for each."""
    cost: float
    """What the eye holds against it."""

    @property
    def least(self) -> int:
        """The least number of lines of text whose room the photos can take."""
        return sum(size.span * size.least for size in self.sizes)

    @property
    def most(self) -> int:
        """The greatest number of lines whose room they can take."""
        return sum(size.span * size.most for size in self.sizes)


def plans(units: Sequence[Unit], columns: int, area: int, give: int) -> list[Plan]:
    """Sizes for the units that can take the room of `area` lines, `give` more or less; best first.

    One measure is tried for the lead, another for all others, of which some are a column wider.
    """
    found = {}
    others = [at for at, unit in enumerate(units) if unit.place != "lead"]
    ranked = sorted(others, key=lambda at: _claim(units[at], at))
    leads = sorted({size.span for unit in units if unit.place == "lead" for size in unit.sizes})
    for lead in leads or [0]:
        for base in range(1, max(2, math.ceil(columns * WIDE) + 1)):
            for wider in range(len(others) if len(others) > 1 else len(others) + 1):
                spans = {at: base + (rank < wider) for rank, at in enumerate(ranked)}
                sizes = tuple(_size(unit, spans.get(at, lead)) for at, unit in enumerate(units))
                if sizes in found:
                    continue
                plan = Plan(sizes, _cost(units, sizes, columns, area))
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


def _claim(unit: Unit, at: int) -> tuple[bool, int, float]:
    """Who is given a wider measure first: wide ones, landscapes, and then evenly over the text."""
    return unit.place != "wide", -round(min(unit.ratio, 1.6) * 5), (at * GOLDEN) % 1


def _size(unit: Unit, span: int) -> Size:
    """The unit's size nearest to a span, not above it if it can be."""
    below = [size for size in unit.sizes if size.span <= span]
    return below[-1] if below else unit.sizes[0]


def _cost(units: Sequence[Unit], sizes: Sequence[Size], columns: int, area: int) -> float:
    """Points against these sizes."""
    areas = [size.span * size.natural for size in sizes]
    cost = CROPPED * abs(area - sum(areas)) / max(1, sum(areas))
    lead = next((at for at, unit in enumerate(units) if unit.place == "lead"), None)
    others = [at for at in range(len(units)) if at != lead]
    broad = 0
    if lead is not None:
        broad = sizes[lead].span
        cost += NARROW * max(0.0, BROAD - broad / columns)
        largest = max((areas[at] for at in others), default=1)
        cost += LESSER * max(0.0, DOMINANT - areas[lead] / largest)
    wide = sum(sizes[at].span > 1 for at in others)
    # A head and a foot for each two columns, beside the lead and over the whole page.
    cost += PLACELESS * max(0, wide - columns // 2 - (columns - broad) // 2)
    return cost + (MONOTONE if len(others) > 2 and not wide else 0.0)
