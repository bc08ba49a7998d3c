"""What the eye holds against photos where they stand, as points; the page with fewest is made.

The judgements, dearest first. `LIMITS` of the grid (nothing overlaps, no piece of a column is too
short) are no matter of taste: what breaks them is never proposed.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

__all__ = ["STRAY", "STRAYED", "Block", "Sheet", "alone", "together", "whole"]

STACKED = 9.0
"""A photo stands right on another: two pictures read as one, captions lose their photos."""
CUTS = 7.0
"""A photo of several columns crosses them in mid-page: the reader does not know whether to jump it
or to go on beside it."""
LOST = 6.0
"""A photo asked for at the end stands elsewhere, for each column that it is off."""
WALL = 6.0
"""A photo stands beside another at the same height, as a wall; less where they overlap in part."""
ASTRAY = 2.0
"""A photo is not in or beside the column that speaks of it, for each column further off."""
STRAY, STRAYED = 0.35, 9.0
"""A photo stands among the words of another section, and is taken for theirs: for each line that it
is off its own, and at the most."""
CROSSED = 1.2
"""Two photos stand in the other order than in the text."""
CROWDED = 4.0
"""A strip of text between two photos of one column, the less of it the dearer; none from `AMPLE`
lines on."""
SHARED = 1.2
"""Two photos share a column, while others may have none."""
AMPLE = 16
"""Lines of text between two photos of a column that look like a column of text."""
RIVAL = 3.0
"""Another photo of several columns stands under the headline as well, and rivals the lead."""
DOORWAY = 2.5
"""A photo that is not the lead stands above the first line of the text, where the eye begins."""
MIDDLE = 0.8
"""A photo of one column interrupts it rather than stand at its head or foot."""
LAST = 1.0
"""A photo takes the last foot, where the text should be seen to end."""
HEAVY = 9.0
"""The photos' common centre is off the page's, sideways: for the whole width."""
SUNK = 5.0
"""The photos' common centre is off the page's, up or down: for the whole height."""
BARE = 3.0
"""A run of columns that no photo touches, for each column beyond one."""
LEVEL = 0.6
"""Two photos nearly align at top or foot, and so look mislaid."""
NEAR = 4
"""Fewer lines than these are nearly aligned."""
SIDE = 1.2
"""The lead stands off the left, which is where reading starts, and not in the middle either."""


class Sheet(Struct, frozen=True):
    """The pages as one row of columns: column 7 of pages of five is the third of the second.

    A page that turns to another gives the last line of its last column to the words that say so.
    """

    columns: int
    """Columns of a page."""
    tops: tuple[int, ...]
    """First line of text on each page, below its head."""
    feet: tuple[int, ...]
    """The line below the last on each page."""

    def top(self, column: int) -> int:
        """First line of a column of the row."""
        return self.tops[column // self.columns]

    def foot(self, column: int) -> int:
        """The line below the last of a column of the row."""
        if len(self.feet) == 1:  # asked ten thousand times a page
            return self.feet[0]
        page, at = divmod(column, self.columns)
        return self.feet[page] - (page + 1 < len(self.feet) and at == self.columns - 1)

    @property
    def width(self) -> int:
        """Columns of the whole row."""
        return self.columns * len(self.tops)

    @property
    def area(self) -> int:
        """Lines of text that all columns hold together."""
        turns = len(self.tops) - 1
        return self.columns * (sum(self.feet) - sum(self.tops)) - turns


class Block(Struct, frozen=True):
    """A unit's rectangle."""

    unit: int
    """Which unit."""
    column: int
    """Its leftmost column in the row of columns."""
    span: int
    """Columns that it crosses."""
    parts: tuple[int, ...]
    """Columns that each of its photos crosses."""
    top: int
    """Its first line."""
    lines: int
    """Its height."""

    @property
    def foot(self) -> int:
        """The line below its last."""
        return self.top + self.lines

    @property
    def end(self) -> int:
        """The column right of its last."""
        return self.column + self.span


def alone(sheet: Sheet, block: Block, place: str, home: int) -> float:
    """What one photo costs where it stands; `home` is the column that speaks of it."""
    end = block.column + block.span
    head = block.top == sheet.top(block.column)
    foot = block.top + block.lines == sheet.foot(block.column)
    if place == "lead":
        off = 2 * block.column + block.span - sheet.columns
        return (0.0 if head else CUTS) + (SIDE if block.column and off else 0.0)
    cost = 0.0
    if not (head or foot):
        cost += CUTS if block.span > len(block.parts) else MIDDLE * block.span**2
    if foot and end == sheet.width:
        cost += 0.0 if place == "end" else LAST
    if head and block.span > 1 and block.column < sheet.columns:
        cost += RIVAL
    if head and block.column == 0:
        cost += DOORWAY
    if place == "end":
        return cost + LOST * (sheet.width - end) + (0.0 if foot else LOST)
    off = block.column - home if block.column > home else home - end + 1
    if off > 1:
        return cost + ASTRAY * (off - 1)
    return cost + 0.3 * ASTRAY if off == 1 else cost


def together(sheet: Sheet, one: Block, other: Block) -> float:
    """What two photos cost each other."""
    left, right = one.column, other.column
    across = 2 * (left - right) + one.span - other.span
    cost = CROSSED if across * (one.unit - other.unit) < 0 else 0.0
    if left // sheet.columns != right // sheet.columns:
        return cost
    one_top, other_top = one.top, other.top
    one_foot, other_foot = one_top + one.lines, other_top + other.lines
    if 0 < abs(one_top - other_top) < NEAR or 0 < abs(one_foot - other_foot) < NEAR:
        cost += LEVEL
    beside = left - right - other.span if left > right else right - left - one.span
    if beside > 0:
        return cost
    between = max(one_top - other_foot, other_top - one_foot)
    if beside < 0:
        cost += SHARED + (STACKED if between == 0 else CROWDED * max(0.0, 1 - between / AMPLE))
    elif between < 0:
        cost += WALL * (0.5 - 0.5 * between / min(one.lines, other.lines))
    return cost


def whole(sheet: Sheet, blocks: Sequence[Block]) -> float:
    """What all photos cost together: each page's balance, and columns left bare."""
    cost = 0.0
    for page, (top, foot) in enumerate(zip(sheet.tops, sheet.feet, strict=True)):
        first = page * sheet.columns
        here = [block for block in blocks if first <= block.column < first + sheet.columns]
        area = sum(block.span * block.lines for block in here)
        if not area:
            continue
        across = sum(b.span * b.lines * (b.column - first + b.span / 2) for b in here)
        down = sum(b.span * b.lines * (b.top - top + b.lines / 2) for b in here)
        cost += HEAVY * abs(across / area / sheet.columns - 0.5)
        if len(here) > 1:
            cost += SUNK * abs(down / area / (foot - top) - 0.5)
        touched = {column for b in here for column in range(b.column, b.end)}
        run = longest = 0
        for column in range(first, first + sheet.columns):
            run = 0 if column in touched else run + 1
            longest = max(longest, run)
        if len(here) > 1:
            cost += BARE * max(0, longest - 1)
    return cost
