"""What goes into columns, and columns: numbers only, in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias

__all__ = ["SLACK", "Band", "Block", "Column", "Columns", "Kind", "Page", "Piece", "Unfit"]

Kind: TypeAlias = Literal["text", "figure", "wide", "end"]

SLACK = 0.1
"""What rounding may take, in px."""
_AIRED = 5
"""Lines that may be filled with air; more are a hole, which air makes no smaller."""


class Unfit(Exception):  # noqa: N818  # a state of the work, not an error
    """Columns cannot hold this."""


@dataclass(frozen=True)
class Block:
    """A stretch of the galley that keeps together but for its cuts. Lengths in px."""

    kind: Kind
    """`text` runs on, `figure` may wait, `wide` is one over all columns, `end` comes when no figure
    waits."""
    top: float
    """Where it begins in the galley."""
    height: float
    """Its height with the space round it."""
    cuts: tuple[float, ...] = ()
    """Where it may be parted, from its top, in order."""
    blank: float = 0.0
    """Blank lines at its top, left out at a column's head."""
    notes: tuple[tuple[float, float], ...] = ()
    """For each note the middle of the line that calls it, from the top, and the note's height."""
    last: float = 0.0
    """Of an `end` that keeps to the text before it, where that ends, from its top."""
    begun: bool = False
    """Whether it is the rest of a block."""
    opens: bool = False
    """Whether a section begins with it."""
    gives: tuple[int, int] = (0, 0)
    """Lines of air that may come above and below it where its column would end short."""

    def part(self, start: float, end: float) -> Block:
        """What stands between two of its heights."""
        return replace(
            self,
            top=self.top + start,
            height=end - start,
            cuts=tuple(cut - start for cut in self.cuts if start < cut < end),
            blank=0.0 if start else self.blank,
            notes=tuple((at - start, tall) for at, tall in self.notes if start < at < end),
            last=self.last - start if start < self.last < end else 0.0,
            begun=self.begun or start > 0,
            opens=self.opens and not start,
            gives=(0 if start else self.gives[0], self.gives[1] if end == self.height else 0),
        )


@dataclass(frozen=True)
class Columns:
    """The columns to be filled. Lengths in px."""

    number: int
    """How many stand on a page."""
    first: float
    """Their height on the first page."""
    later: float
    """Their height on every other page."""
    line: float
    """The leading of the text."""
    note_air: float = 0.0
    """What stands round a page's notes."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the galley at its place. Lengths in px."""

    start: float
    """Where it begins in the galley."""
    end: float
    """Where it ends there."""
    y: float
    """Where it stands below the head of its column, or of its page's text."""
    gives: tuple[int, int] = field(default=(0, 0), compare=False)
    """Lines of air that may come above and below it."""


@dataclass
class Column:
    """One column while it is filled. Lengths in px."""

    depth: float
    """Its height."""
    pieces: list[Piece] = field(default_factory=list)
    """What it holds, from the head."""
    used: float = 0.0
    """The height of that."""

    def take(self, block: Block) -> float:
        """Sets as much of the block as there is room for; gives where that ends in it."""
        start = 0.0 if self.pieces else block.blank
        for end in (block.height, *reversed(block.cuts)):
            if self.used + end - start <= self.depth + SLACK:
                gives = block.part(start, end).gives
                self.pieces.append(Piece(block.top + start, block.top + end, self.used, gives))
                self.used += end - start
                return end
        return 0.0

    def aired(self, depth: float, line: float) -> Column:
        """The column brought down to `depth` with lines of air, if it ends only a little above."""
        room = int((depth - self.used + SLACK) // line)
        if not self.pieces or not 0 < room <= _AIRED:
            return self
        air = _dealt(room, [a.gives[1] + b.gives[0] for a, b in pairwise(self.pieces)])
        downs = (lines * line for lines in (0, *accumulate(air)))
        moved = [replace(p, y=p.y + down) for p, down in zip(self.pieces, downs, strict=True)]
        return Column(self.depth, moved, self.used + sum(air) * line)


def _dealt(lines: int, places: Sequence[int]) -> list[int]:
    """So many lines for places that take only so many each: one to every place, then a second."""
    dealt = [0] * len(places)
    for level in range(max(places, default=0)):
        for place, most in enumerate(places):
            if level < most and sum(dealt) < lines:
                dealt[place] += 1
    return dealt


@dataclass(frozen=True)
class Band:
    """Columns side by side: a page's, or those above or below a figure over all of them."""

    y: float
    """Their head, below that of the page's text, in px."""
    depth: float
    """Their height, in px."""
    columns: tuple[Column, ...]
    """From left to right."""

    def aired(self, line: float) -> Band:
        """The band with its columns brought down to its foot by air, as far as they can be.

        Where the deepest ends within its last line, that is the foot of all.
        """
        deepest = max(column.used for column in self.columns)
        foot = deepest if self.depth - deepest < line else self.depth
        return replace(self, columns=tuple(column.aired(foot, line) for column in self.columns))


Page: TypeAlias = list[Band | Piece]
"""Bands, and figures over all columns, from the head to the foot."""
