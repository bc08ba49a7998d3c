"""A page's score, and what the project promises of all of them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from bench.galley.account import Account
from bench.galley.findings import Match, findings, matches
from bench.galley.gold import Form
from bench.galley.pages import Import, Page, imported
from bench.galley.structure import structure
from bench.galley.tally import Tally

__all__ = ["BOUNDS", "Bound", "Score", "score", "together"]

Quantity: TypeAlias = Literal["recall", "precision", "f1"]
"""What of a tally is bounded."""


@dataclass(frozen=True)
class Score:
    """What was measured on one page."""

    page: Page
    """The page."""
    made: Import
    """What became of it."""
    tallies: Mapping[str, Tally]
    """Measure → its count, for whatever the gold says something about."""
    matches: tuple[Match, ...]
    """Anomalies and findings, side by side."""
    lost: str
    """Characters of the source that are nowhere."""
    invented: str
    """Characters that were nowhere in the source."""
    unclaimed: tuple[int, ...]
    """Lines of which the record says nothing."""
    contradictions: tuple[str, ...]
    """What the record says that is not so."""
    seconds: float
    """How long reading and checking took."""

    @cached_property
    def false_alarms(self) -> tuple[Match, ...]:
        """Findings that fit no anomaly."""
        return tuple(m for m in self.matches if m.anomaly is None)

    @cached_property
    def others(self) -> tuple[Match, ...]:
        """The anomalies that may be found or not: faults, and neither traps nor musts.

        None of a damaged page, which may have lost any of those it began with.
        """
        if self.page.gold.form == "damaged":
            return ()
        return tuple(
            m
            for m in self.matches
            if m.anomaly
            and m.anomaly.severity != "info"
            and not m.anomaly.trap
            and m.anomaly.id not in self.page.gold.must
        )


def score(page: Page) -> Score:
    """Read, check and compare one page."""
    start = time.perf_counter()
    made = imported(page.data, page.file)
    seconds = time.perf_counter() - start
    text = page.data.decode(made.record.encoding)
    account = Account(text, made.article, made.record)
    lost, invented = account.balance()
    tallies = {**structure(page.gold, made), **findings(page.gold, made)}
    return Score(
        page=page,
        made=made,
        tallies=tallies,
        matches=tuple(matches(page.gold, made)),
        lost=lost,
        invented=invented,
        unclaimed=tuple(account.unclaimed()),
        contradictions=tuple(account.contradictions()),
        seconds=seconds,
    )


@dataclass(frozen=True)
class Bound:
    """What is promised of one measure over all pages of some forms."""

    measure: str
    """The measure."""
    quantity: Quantity
    """What of it."""
    least: float
    """The least that keeps the promise."""
    forms: frozenset[Form]
    """Of which pages."""

    def value(self, scores: Iterable[Score]) -> float | None:
        """What was reached; None where no page says anything about it."""
        total = together(self.measure, (s for s in scores if s.page.gold.form in self.forms))
        return getattr(total, self.quantity) if total else None


def together(measure: str, scores: Iterable[Score]) -> Tally:
    """One measure over several pages."""
    return sum((s.tallies[measure] for s in scores if measure in s.tallies), Tally())


_WHOLE: frozenset[Form] = frozenset({"whole"})
_LIGHT: frozenset[Form] = frozenset({"light"})
_DAMAGED: frozenset[Form] = frozenset({"damaged"})

BOUNDS = (
    Bound("title", "f1", 1, _WHOLE),
    Bound("kicker and deck", "f1", 1, _WHOLE),
    Bound("headings", "f1", 1, _WHOLE),
    Bound("letters", "f1", 1, _WHOLE),
    Bound("order", "f1", 1, _WHOLE),
    Bound("exact paragraphs", "f1", 1, _WHOLE),
    Bound("bylines", "recall", 1, _WHOLE),
    Bound("captions", "f1", 1, _WHOLE),
    Bound("page credit", "f1", 1, _WHOLE),
    Bound("truncations", "f1", 1, _WHOLE),
    Bound("must report", "recall", 1, _WHOLE | _LIGHT),
    Bound("checked_ok", "recall", 1, _WHOLE | _LIGHT),
    Bound("headings", "f1", 0.90, _LIGHT),
    Bound("paragraphs", "f1", 0.95, _LIGHT),
    Bound("paragraph lines", "f1", 0.95, _LIGHT),
    Bound("bylines", "recall", 0.80, _LIGHT),
    Bound("captions", "recall", 0.80, _LIGHT),
    Bound("heals", "precision", 0.95, _LIGHT | _DAMAGED),
    Bound("heals", "recall", 0.95, _LIGHT | _DAMAGED),
    Bound("order", "recall", 1, _DAMAGED),
    Bound("truncations", "recall", 0.90, _DAMAGED),
    Bound("dropped quotes", "recall", 1, _DAMAGED),
)
"""What the project promises of the corpus; of other pages it is a measure."""
