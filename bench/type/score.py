"""A file's typography in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from bench.type.columns import (
    UNALIGNED,
    break_faults,
    caption_faults,
    end_faults,
    foot,
    paper_faults,
    shift,
    slack,
    spread,
)
from bench.type.faults import CODES, Fault
from bench.type.lines import Line, edge_faults, line_faults, lines, mark_faults
from bench.type.makeup import Makeup, Stack, made_up
from bench.type.measure import Measure, measured
from bench.type.page import pages

__all__ = ["ColumnScore", "PageScore", "Score", "score"]

_SHORT = 3.35
"""Lines by which a column may end above the foot: where a heading or kept lines follow, and what
the feet of pictures and of small type differ from a line's."""


@dataclass(frozen=True)
class ColumnScore:
    """One column, between two pictures over all columns."""

    column: int
    """Its number, from 1."""
    band: int
    """Its place below such pictures, from 1."""
    lines: int
    """Lines of running text in it."""
    depth: float
    """From its head to its foot, in lines."""


@dataclass(frozen=True)
class PageScore:
    """One page."""

    page: int
    """Its number, from 1."""
    columns: tuple[ColumnScore, ...]
    """Its columns."""
    spread: float
    """By how many lines its columns' ends differ, at most."""
    unaligned: float
    """By how much lines of neighbouring columns miss each other, at most, in pt."""
    slack: float | None
    """Lines between its shortest column and the foot; None above notes and without text."""
    full: int
    """Lines that must be full."""
    ragged: float
    """Most by which such a line misses its column's edge, in pt."""
    gap_mean: float
    """What stands between the Chinese characters of those lines, on the mean, in em."""
    gap_p95: float
    """What 95 of 100 such gaps do not exceed."""
    gap_max: float
    """The widest."""


@dataclass(frozen=True)
class Score:
    """A whole file."""

    name: str
    """What it is called."""
    measure: Measure | None
    """Its text's size, leading and columns; None without text."""
    pages: tuple[PageScore, ...]
    """Page by page."""
    faults: tuple[Fault, ...]
    """All that a compositor would mend."""

    def count(self, code: str) -> int:
        """How many faults of a kind there are."""
        return sum(fault.code == code for fault in self.faults)


def score(data: bytes, name: str, foot_margin: float | None = None) -> Score:
    """The typography of a PDF file; `foot_margin`, in pt, is where its columns should end.

    Without it the lowest line of the file is where they should. Its last page may end above.
    """
    found = list(pages(data))
    measure = measured(found)
    if measure is None:
        return Score(name, None, (), ())
    makeups = list(made_up(found, measure))
    read = lines(makeups)
    lowest = foot_margin if foot_margin is not None else _lowest(makeups)
    scores = tuple(_page(made, read, lowest, measure) for made in makeups)
    faults = (
        *mark_faults(makeups),
        *line_faults(read),
        *edge_faults(read, measure),
        *break_faults(makeups, read),
        *_page_faults(makeups, measure),
        *_foot_faults(scores, only=foot_margin is not None),
    )
    order = list(CODES)
    return Score(
        name, measure, scores, tuple(sorted(faults, key=lambda f: (order.index(f.code), f.page)))
    )


def _lowest(makeups: Sequence[Makeup]) -> float:
    feet = (foot(stack) for stack in _stacks(makeups))
    return min((end for end in feet if end is not None), default=0.0)


def _stacks(makeups: Sequence[Makeup]) -> list[Stack]:
    return [stack for made in makeups for band in made.bands for stack in band]


def _page(made: Makeup, read: Sequence[Line], lowest: float, measure: Measure) -> PageScore:
    full = [line for line in read if line.stack.page == made.page.number and line.runs_on]
    gaps = sorted(gap for line in full for gap in line.gaps)
    return PageScore(
        page=made.page.number,
        columns=tuple(_column(stack, measure) for band in made.bands for stack in band),
        spread=max((spread(band, measure) for band in made.bands), default=0.0),
        unaligned=shift(made, measure),
        slack=slack(made, lowest, measure),
        full=len(full),
        ragged=max((abs(line.row.off(line.stack.right)) for line in full), default=0.0),
        gap_mean=fmean(gaps) if gaps else 0.0,
        gap_p95=gaps[int(0.95 * (len(gaps) - 1))] if gaps else 0.0,
        gap_max=gaps[-1] if gaps else 0.0,
    )


def _column(stack: Stack, measure: Measure) -> ColumnScore:
    top = max((part.top for part in stack.parts), default=0.0)
    bottom = foot(stack) or 0.0
    depth = (top - bottom) / measure.leading
    return ColumnScore(stack.column + 1, stack.band + 1, len(stack.texts), depth)


def _page_faults(makeups: Sequence[Makeup], measure: Measure) -> list[Fault]:
    found: list[Fault] = []
    for made, following in pairwise((*makeups, None)):
        assert made is not None
        found += end_faults(made, following, measure)
        found += caption_faults(made, measure)
        found += paper_faults(made)
        off = shift(made, measure)
        if off > UNALIGNED:
            found.append(Fault("baseline", made.page.number, 0, f"{off:.2f} pt"))
    return found


def _foot_faults(scores: Sequence[PageScore], *, only: bool) -> list[Fault]:
    """Pages that end above the foot: all but the last of several, or every one if that is known."""
    short = [page for page in (scores if only else scores[:-1]) if (page.slack or 0) > _SHORT]
    return [Fault("short", page.page, 0, f"{page.slack:.1f} lines") for page in short]
