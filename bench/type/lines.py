"""What is measured in lines: their ends, their edges, the spaces in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from statistics import median

from bench.type.faults import Fault, at, quoted
from bench.type.makeup import Makeup, Stack
from bench.type.marks import NEVER_FIRST, NEVER_LAST, PAIRED, is_han
from bench.type.measure import Measure
from bench.type.page import Glyph
from bench.type.rows import Row

__all__ = ["Line", "edge_faults", "line_faults", "lines", "mark_faults"]

_RAGGED = 0.3
"""Most by which a full line may miss its column's edge, in pt."""
_LOOSEST = 0.25
"""Most that may stand between the Chinese characters of a line, in em: a quarter is what separates
them from Latin words (clreq, §3.2.1), so more looks like a space."""
_TIGHTEST = -0.05
"""Closest that they may stand, in em."""
_OVERPRINTED = -0.3
"""From how much characters that lie over each other are two lines in one place, in em."""
_INDENT = 2.0
"""What a paragraph is indented by, in em."""


@dataclass(frozen=True)
class Line:
    """A line of running text."""

    row: Row
    """It."""
    stack: Stack
    """Where it stands."""
    opens: bool
    """Whether a paragraph begins with it."""
    runs_on: bool
    """Whether its paragraph goes on in the next line: it must be full."""
    first: bool
    """Whether it is the column's first line of text."""
    last: bool
    """Whether it is the column's last."""

    @property
    def gaps(self) -> list[float]:
        """What stands between two Chinese characters each, in em; not where a space was set."""
        return [
            (after.left - before.right) / before.size
            for before, after in pairwise(self.row.glyphs)
            if is_han(before.text)
            and is_han(after.text)
            and before.size == after.size
            and not after.spaced
        ]


def lines(makeups: Sequence[Makeup]) -> list[Line]:
    """Every line of running text in the order in which they are read."""
    places = [
        (stack, index)
        for made in makeups
        for band in made.bands
        for stack in band
        for index, part in enumerate(stack.parts)
        if part.kind == "text"
    ]
    followings = (*places[1:], None)[: len(places)]
    return [_line(*place, after) for place, after in zip(places, followings, strict=True)]


def _line(stack: Stack, index: int, following: tuple[Stack, int] | None) -> Line:
    row = stack.parts[index].row
    assert row is not None
    return Line(
        row,
        stack,
        opens=not row.begins(stack.left),
        runs_on=following is not None and _goes_on(stack, index, *following),
        first=row is stack.texts[0],
        last=row is stack.texts[-1],
    )


def _goes_on(stack: Stack, index: int, after: Stack, place: int) -> bool:
    """Whether the next line belongs to the same paragraph: it begins at the column's edge."""
    row, following = stack.parts[index].row, after.parts[place].row
    assert row is not None
    assert following is not None
    if row.is_item and not row.begins(stack.left):
        return False
    if after is stack:
        between = stack.parts[index + 1 : place]
    else:
        between = (*stack.parts[index + 1 :], *after.parts[:place])
    parted = any(part.kind in ("heading", "other", "panel") for part in between)
    return following.begins(after.left) and not parted


# ── faults ──────────────────────────────────────────────────────────────────────────────────


def mark_faults(makeups: Sequence[Makeup]) -> Iterator[Fault]:
    """Marks that begin or end a line and may not, characters over others, in all that was set."""
    for made in makeups:
        for row in made.rows:
            column = row.columns[0] + 1 if len(row.columns) == 1 else 0
            page = made.page.number
            if len(row.glyphs) > 1 and row.text[0] in NEVER_FIRST and not row.is_item:
                yield Fault("line-start", page, column, quoted(row))
            if len(row.glyphs) > 1 and row.text[-1] in NEVER_LAST:
                yield Fault("line-end", page, column, quoted(row))
            if any(starmap(_lies_over, pairwise(row.glyphs))):
                yield Fault("overprint", page, column, quoted(row))


def _lies_over(before: Glyph, after: Glyph) -> bool:
    """Whether two Chinese characters of a row share more of their width than any squeeze takes."""
    both = is_han(before.text) and is_han(after.text)
    return both and after.left - before.right < _OVERPRINTED * before.size


def line_faults(found: Sequence[Line]) -> Iterator[Fault]:
    """What is wrong with lines one by one: parted marks, spaces, indents."""
    for line, following in pairwise(found):
        if line.runs_on and _parts(line.row.text, following.row.text):
            yield at(line.stack, "parted-mark", quoted(line.row))
    for line in found:
        if line.runs_on and len(line.gaps) > 1:
            gap = median(line.gaps)
            if gap > _LOOSEST:
                yield at(line.stack, "loose", f"{gap:.2f} em in {quoted(line.row)}")
            if gap < _TIGHTEST:
                yield at(line.stack, "tight", f"{gap:.2f} em in {quoted(line.row)}")


def _parts(text: str, following: str) -> bool:
    """Whether a line's end parts a mark that is one in twos."""
    mark = text[-1]
    if mark not in PAIRED or following[0] != mark:
        return False
    return (len(text) - len(text.rstrip(mark))) % 2 == 1


def edge_faults(found: Sequence[Line], measure: Measure) -> Iterator[Fault]:
    """Full lines that miss their column's edge; indents that are no two characters."""
    for line in found:
        off = line.row.off(line.stack.right)
        if line.runs_on and abs(off) > _RAGGED:
            yield at(line.stack, "ragged", f"{off:+.2f} pt in {quoted(line.row)}")
        if not line.opens and not line.row.trimmed(line.stack.left):
            yield at(line.stack, "untrimmed", quoted(line.row))
        wanted = line.stack.left + _INDENT * measure.size
        if line.opens and line.runs_on and not line.row.trimmed(wanted):
            indent = (line.row.left - line.stack.left) / measure.size
            yield at(line.stack, "indent", f"{indent:.2f} em in {quoted(line.row)}")
