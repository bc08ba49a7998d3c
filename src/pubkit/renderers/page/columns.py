"""Text run into frames: where each breaks, and which white it takes, so that all end level."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from pubkit.renderers.page.layout import Frame, Slug

__all__ = ["Fill", "Room", "Text"]

SHORT = (0.0, 4.0, 10.0, 18.0)
"""What a frame costs that ends so many lines above its foot: seen at a glance, so dear."""
SHORTER = 12.0
"""What each further line costs."""
STRETCH = 0.4
"""What a line costs that a head's white gains or loses: hardly seen, so cheap."""
SLACK = 1.5
"""What lines left behind the text cost, by their square: one is little, five are a hole."""
WAYS = 6
"""How many ways to break are followed from frame to frame; more changes no page."""


class Room(Struct, frozen=True):
    """A free piece of a column; a page's rooms stand in reading order."""

    page: int
    """Which page, from 0."""
    column: int
    """Which column, from 0."""
    top: int
    """Its first line."""
    lines: int
    """Its height."""
    opens: bool = False
    """It begins its column, or stands under a photo that crosses several."""


class Fill(Struct, frozen=True):
    """How text ran into the rooms it was given."""

    cost: float
    """What the eye holds against it; 0 where every room ends exactly and no head was touched."""
    breaks: tuple[int, ...]
    """For each room that took text the slug behind its last one."""
    slack: int
    """Lines left behind the text; negative: lines that found no room."""


class Text:
    """The slugs of a galley, summed up so that any stretch of them is measured at once."""

    def __init__(self, slugs: Sequence[Slug]) -> None:
        self.slugs = slugs
        self.end = len(slugs)
        self.natural = (0, *accumulate(slug.lines for slug in slugs))
        self.least = (0, *accumulate(slug.lines + slug.spare[0] for slug in slugs))
        self.most = (0, *accumulate(slug.lines + slug.spare[1] for slug in slugs))
        self.breakable = _breakable(slugs)
        self._known: dict[tuple[int, int, int], list[tuple[int, float]]] = {}

    def run(self, rooms: Sequence[Room]) -> Fill:
        """The best breaks for these rooms."""
        ways = {0: (0.0, 0)}
        steps = []
        best: tuple[float, int, int, int] | None = None
        empty = sum(room.lines for room in rooms)
        for at, room in enumerate(rooms):
            empty -= room.lines
            step: dict[int, tuple[float, int]] = {}
            for first, (cost, _) in ways.items():
                start, lines = self._behind(first, room)
                if (ends := self._known.get((first, start, lines))) is None:
                    ends = self._known[first, start, lines] = self._ends(first, start, lines)
                for last, dear in ends:
                    if last not in step or cost + dear < step[last][0]:
                        step[last] = (cost + dear, first)
                if lines >= 0 and (left := self._left(start, lines)) is not None:
                    slack = left + empty
                    whole = (cost + SLACK * slack * slack, at, first, slack)
                    best = min(best, whole) if best else whole
            ways = dict(sorted(step.items(), key=lambda way: (way[1][0], -way[0]))[:WAYS])
            steps.append(ways)
        if best:
            cost, at, first, slack = best
            return Fill(cost, (*_traced(steps[:at], first), self.end), slack)
        last, (cost, _) = min(ways.items(), key=lambda way: (self._over(way[0]) + way[1][0], way))
        return Fill(cost, _traced(steps, last), -self._over(last))

    def frames(self, rooms: Sequence[Room], fill: Fill) -> tuple[Frame, ...]:
        """The frames that a fill makes of its rooms; rooms left empty make none."""
        frames = []
        first = 0
        for room, last in zip(rooms, fill.breaks, strict=False):
            if last > first:
                start, lines = self._behind(first, room)
                tops = (room.lines - lines,) if start > first else ()
                heights = *tops, *self._heights(start, last, lines)
                place = room.page, room.column, room.top
                frames.append(Frame(*place, first, last, heights, room.opens))
            first = last
        return tuple(frames)

    def _behind(self, first: int, room: Room) -> tuple[int, int]:
        """The slug from which on a room is filled freely, and its lines from there on.

        What opens a column needs no white above, so that it takes the least and no more.
        """
        if not room.opens or first == self.end or not self.slugs[first].sheds:
            return first, room.lines
        return first + 1, room.lines - self._opening(first)

    def _opening(self, first: int) -> int:
        """Lines that a slug takes at a column's head."""
        slug = self.slugs[first]
        return slug.lines + slug.spare[0] - slug.sheds

    def _ends(self, first: int, start: int, lines: int) -> list[tuple[int, float]]:
        """Where a room that begins with the slug `first` may break, and at what cost.

        From the slug `start` on it has so many lines. Breaking before `first` leaves it empty.
        """
        if lines < 0:  # what would open the column finds no room in it
            return [(first, self._cost(first, first, lines + self._opening(first)))]
        high = min(bisect_right(self.least, self.least[start] + lines) - 1, self.end - 1)
        low = bisect_left(self.most, self.most[start] + lines - len(SHORT) + 1)
        tries = range(max(low, start + 1), high + 1)
        if found := [at for at in tries if self.breakable[at]]:
            return [(last, self._cost(start, last, lines)) for last in found]
        back = range(max(start, min(low, high)), start - 1, -1)
        last = next((at for at in back if self.breakable[at]), first)
        return [(last, self._cost(start, max(start, last), lines))]

    def _cost(self, first: int, last: int, lines: int) -> float:
        short = lines - (self.most[last] - self.most[first])
        if short <= 0:
            return STRETCH * abs(lines - self.natural[last] + self.natural[first])
        if short < len(SHORT):
            return SHORT[short]
        return SHORT[-1] + SHORTER * (short - len(SHORT) + 1)

    def _left(self, first: int, lines: int) -> int | None:
        """Lines left where the rest of the text stands in one room; none where it does not."""
        if self.least[self.end] - self.least[first] > lines:
            return None
        return max(0, lines - (self.most[self.end] - self.most[first]))

    def _over(self, first: int) -> int:
        return self.natural[self.end] - self.natural[first]

    def _heights(self, first: int, last: int, lines: int) -> tuple[int, ...]:
        """The slugs' heights, where heads take or give a line each in turn to fill the room."""
        heights = [slug.lines for slug in self.slugs[first:last]]
        wanted = lines - sum(heights)
        step = 1 if wanted > 0 else -1
        given = 1
        while wanted and given:
            given = 0
            for at, slug in enumerate(self.slugs[first:last]):
                spare = slug.spare[0] <= heights[at] + step - slug.lines <= slug.spare[1]
                if wanted and spare:
                    heights[at] += step
                    wanted -= step
                    given += 1
        return tuple(heights)


def _traced(steps: Sequence[dict[int, tuple[float, int]]], last: int) -> tuple[int, ...]:
    """The breaks that lead to this one."""
    breaks = []
    for step in reversed(steps):
        breaks.append(last)
        last = step[last][1]
    return tuple(reversed(breaks))


def _breakable(slugs: Sequence[Slug]) -> list[bool]:
    """Whether a column may end before each slug, and behind the last."""
    breakable = [True] * (len(slugs) + 1)
    for at, slug in enumerate(slugs):
        if slug.opens:
            breakable[at + 1] = False
        if slug.closes:
            breakable[at] = False
        if slug.stays:
            breakable[at + 1] = False
            # Two lines follow a head: one slug where it is tall enough, two lines of text else.
            if at + 2 < len(slugs) and slugs[at + 1].lines < 2:
                breakable[at + 2] = False
    breakable[-1] = True
    return breakable
