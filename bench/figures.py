"""Ratios, quartiles and tables."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.clock import Cost
from bench.contest import ALL_FOUR, BARE, OFFICE, PAGE_PRESS, PDF_PRESS, Costs

__all__ = [
    "Claim",
    "Spread",
    "cost_table",
    "judged",
    "memory_table",
    "ratio_table",
    "ratios",
    "table",
]


@dataclass(frozen=True)
class Spread:
    """A median and its quartiles."""

    low: float
    """First quartile."""
    middle: float
    """Median."""
    high: float
    """Third quartile."""

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of one value at least."""
        if len(values) == 1:
            return cls(values[0], values[0], values[0])
        return cls(*statistics.quantiles(values, n=4, method="inclusive"))


@dataclass(frozen=True)
class Claim:
    """What one of ours may cost beside one or several of theirs."""

    ours: str
    """Contender."""
    theirs: tuple[str, ...]
    """Contenders, whose costs are added."""
    bound: float | None = None
    """Largest ratio that the project promises, of CPU time and of wall time; None for none."""


CLAIMS = (
    Claim(OFFICE, ("pandoc docx",), 0.6),
    Claim(ALL_FOUR, ("pandoc docx", "pandoc html", "WeasyPrint pdf"), 0.8),
    Claim("pubkit docx, warm", ("docxtpl docx, warm",), 0.3),
    Claim("pubkit docx, unread, warm", ("docxtpl docx, warm",)),
    Claim(PAGE_PRESS, (PDF_PRESS,), 0.7),
    Claim("pubkit pdf", (BARE,), 1.15),
    Claim("pubkit docx", ("pandoc docx",)),
    Claim("pubkit docx", ("docxtpl docx",)),
    Claim("pubkit pdf", ("WeasyPrint pdf",)),
    Claim("pubkit rss", ("pandoc html",)),
    Claim("pubkit wechat", ("pandoc html",)),
)
MEMORY_MB = 200
"""Most memory that a file for paper may take."""


def ratios(claim: Claim, costs: Costs, quantity: str) -> Spread:
    """Ours to theirs, round by round; `quantity` is `cpu_s` or `wall_s`."""
    ours = (getattr(cost, quantity) for cost in costs[claim.ours])
    theirs = zip(*(costs[name] for name in claim.theirs), strict=True)
    sums = (sum(getattr(cost, quantity) for cost in together) for together in theirs)
    return Spread.of([mine / yours for mine, yours in zip(ours, sums, strict=True)])


def ratio_table(costs: Costs) -> str:
    """One line a claim: both ratios, the bound, and whether both medians keep it."""
    rows: list[tuple[str, ...]] = [
        ("ours / theirs", "CPU", "quartiles", "wall", "quartiles", "bound", "met")
    ]
    for claim in judged(costs):
        cpu, wall = ratios(claim, costs, "cpu_s"), ratios(claim, costs, "wall_s")
        rows.append(
            (
                f"{claim.ours} / {' + '.join(claim.theirs)}",
                *(*_ratio(cpu), *_ratio(wall)),
                f"{claim.bound:g}" if claim.bound else "",
                _verdict(claim.bound, cpu, wall),
            )
        )
    return table(rows)


def judged(costs: Costs) -> Iterator[Claim]:
    """The claims whose contenders all took part."""
    for claim in CLAIMS:
        if {claim.ours, *claim.theirs} <= costs.keys():
            yield claim


def memory_table(costs: Costs) -> str:
    """One line a file for paper: peak memory of all rounds, the bound, whether that is kept."""
    rows: list[tuple[str, ...]] = [("peak memory", "MB", "bound", "met")]
    for name in ("pubkit pdf", PDF_PRESS, PAGE_PRESS):
        most = max(cost.rss_mb for cost in costs[name])
        rows.append((name, f"{most:.0f}", f"{MEMORY_MB}", "yes" if most <= MEMORY_MB else "no"))
    return table(rows)


def _ratio(spread: Spread) -> tuple[str, str]:
    return f"{spread.middle:.3f}", f"{spread.low:.3f}–{spread.high:.3f}"


def _verdict(bound: float | None, cpu: Spread, wall: Spread) -> str:
    if bound is None:
        return ""
    missed = [name for name, s in (("CPU", cpu), ("wall", wall)) if s.middle > bound]
    return f"no ({' and '.join(missed)})" if missed else "yes"


def cost_table(costs: Costs) -> str:
    """One line a contender: CPU and wall time in milliseconds, peak memory."""
    rows: list[tuple[str, ...]] = [
        ("contender", "CPU ms", "quartiles", "wall ms", "quartiles", "peak MB")
    ]
    for name, rounds in costs.items():
        memory = max(cost.rss_mb for cost in rounds)
        times = (_times(rounds, quantity) for quantity in ("cpu_s", "wall_s"))
        cells = [cell for time in times for cell in time]
        rows.append((name, *cells, f"{memory:.0f}" if memory else ""))
    return table(rows)


def _times(rounds: Iterable[Cost], quantity: str) -> tuple[str, str]:
    spread = Spread.of([getattr(cost, quantity) * 1000 for cost in rounds])
    return f"{spread.middle:.0f}", f"{spread.low:.0f}–{spread.high:.0f}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows in columns, the first flush left and the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(_aligned(row, widths)).rstrip() for row in rows)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    yield row[0].ljust(widths[0])
    yield from (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
