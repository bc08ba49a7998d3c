"""A score as a table for people, and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import Any

from bench.figures import table
from bench.type.faults import CODES
from bench.type.score import PageScore, Score

__all__ = ["as_json", "as_text"]


def as_text(score: Score) -> str:
    """A line a page, then every fault."""
    if score.measure is None:
        return f"{score.name}: no text"
    measure = score.measure
    head = (
        f"{score.name}: {measure.size:g} pt on {measure.leading:g}, {len(measure.columns)} columns "
        f"of {measure.width / measure.size:.1f} characters"
    )
    return "\n\n".join((head, _page_table(score), _fault_list(score)))


def _page_table(score: Score) -> str:
    rows = [
        (
            "page",
            "lines a column",
            "ends (lines)",
            "foot (lines)",
            "baselines (pt)",
            "full lines",
            "edge (pt)",
            "gap mean (em)",
            "p95",
            "max",
        )
    ]
    return table([*rows, *(_row(page) for page in score.pages)])


def _row(page: PageScore) -> tuple[str, ...]:
    bands = [
        "+".join(str(column.lines) for column in band)
        for _, band in groupby(page.columns, key=attrgetter("band"))
    ]
    return (
        str(page.page),
        " / ".join(bands),
        f"{page.spread:.1f}",
        "·" if page.slack is None else f"{page.slack:.1f}",
        f"{page.unaligned:.2f}",
        str(page.full),
        f"{page.ragged:.2f}",
        f"{page.gap_mean:.3f}",
        f"{page.gap_p95:.3f}",
        f"{page.gap_max:.3f}",
    )


def _fault_list(score: Score) -> str:
    if not score.faults:
        return "nothing to mend"
    counts = Counter(fault.code for fault in score.faults)
    heads = [f"{counts[code]} × {code}: {said}" for code, said in CODES.items() if counts[code]]
    return "\n".join((*heads, "", *map(str, score.faults)))


def as_json(score: Score) -> dict[str, Any]:
    """Every figure, for other programs."""
    return {
        "file": score.name,
        "measure": asdict(score.measure) if score.measure else None,
        "pages": [asdict(page) for page in score.pages],
        "faults": [asdict(fault) for fault in score.faults],
        "counts": {code: score.count(code) for code in CODES},
    }
