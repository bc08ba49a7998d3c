"""Scores as tables, lists and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.figures import table
from bench.galley.findings import Match
from bench.galley.score import BOUNDS, Bound, Score, together
from bench.galley.tally import Tally

__all__ = ["as_json", "bound_table", "finding_list", "kept", "miss_list", "page_table"]

_COLUMNS = {
    "title": "title",
    "kicker and deck": "deck",
    "headings": "heads",
    "letters": "letters",
    "order": "order",
    "paragraphs": "paras",
    "paragraph lines": "lines",
    "exact paragraphs": "exact",
    "bylines": "bylines",
    "captions": "captions",
    "page credit": "credit",
    "heals": "heals",
    "truncations": "cut",
    "dropped quotes": "quotes",
    "must report": "must",
    "checked_ok": "ok",
}
"""Measure → the head of its column."""


def page_table(scores: Sequence[Score]) -> str:
    """One line a page: right/wanted, and behind + what is false; then findings and time."""
    rows = [("page", *_COLUMNS.values(), "others", "false", "lost", "ms")]
    rows += [_row(score) for score in scores]
    rows.append(
        (
            "all",
            *(_cell(together(measure, scores)) for measure in _COLUMNS),
            f"{sum(_found(s) for s in scores)}/{sum(len(s.others) for s in scores)}",
            str(sum(len(s.false_alarms) for s in scores)),
            str(sum(len(s.lost) + len(s.invented) for s in scores)),
            "",
        )
    )
    return table(rows)


def _row(score: Score) -> tuple[str, ...]:
    return (
        f"{score.page.folder}/{score.page.name[:32]}",
        *(_cell(score.tallies.get(measure, Tally())) for measure in _COLUMNS),
        f"{_found(score)}/{len(score.others)}",
        str(len(score.false_alarms)),
        str(len(score.lost) + len(score.invented)),
        f"{score.seconds * 1000:.0f}",
    )


def _found(score: Score) -> int:
    return sum(bool(match.told) for match in score.others)


def _cell(tally: Tally) -> str:
    if not tally:
        return "·"
    return f"{tally.right}/{tally.wanted}" + (f"+{len(tally.false)}" if tally.false else "")


def bound_table(scores: Sequence[Score]) -> str:
    """One line a promise: what was reached and whether it is kept."""
    rows = [("promise", "of", "least", "reached", "kept")]
    for bound in BOUNDS:
        value = bound.value(scores)
        if value is not None:
            rows.append((*_named(bound), f"{bound.least:.2f}", f"{value:.3f}", _word(bound, value)))
    for name, count in _losses(scores).items():
        rows.append((name, "all", "0", str(count), "yes" if not count else "NO"))
    alarms = sum(len(s.false_alarms) for s in scores)
    rows.append(("false alarms a page", "all", "", f"{alarms / max(len(scores), 1):.1f}", ""))
    return table(rows)


def _named(bound: Bound) -> tuple[str, str]:
    return f"{bound.measure}: {bound.quantity}", " and ".join(sorted(bound.forms))


def _word(bound: Bound, value: float) -> str:
    return "yes" if value >= bound.least else "NO"


def _losses(scores: Sequence[Score]) -> dict[str, int]:
    return {
        "characters lost": sum(len(s.lost) for s in scores),
        "characters invented": sum(len(s.invented) for s in scores),
        "lines unaccounted for": sum(len(s.unclaimed) for s in scores),
        "untrue entries of the record": sum(len(s.contradictions) for s in scores),
    }


def kept(scores: Sequence[Score]) -> bool:
    """Whether every promise is kept."""
    values = ((bound, bound.value(scores)) for bound in BOUNDS)
    reached = all(value is None or value >= bound.least for bound, value in values)
    return reached and not any(_losses(scores).values())


def finding_list(scores: Sequence[Score]) -> Iterator[str]:
    """Page by page: which code reported what must be reported, and every false alarm."""
    for score in scores:
        must = score.page.gold.must
        told = [m for m in score.matches if m.anomaly and m.anomaly.id in must]
        if told or score.false_alarms:
            yield f"\n{score.page.folder}/{score.page.name}"
        yield from (f"  must    {_pair(match)}" for match in told)
        yield from (f"  false?  {match.notice}" for match in score.false_alarms)


def _pair(match: Match) -> str:
    assert match.anomaly is not None
    anomaly = match.anomaly
    code = match.told or "— not reported"
    quote = anomaly.quotes[0] if anomaly.quotes else ""
    return f"{anomaly.id or '·'} {anomaly.kind} {quote[:24]}: {code}"


def miss_list(scores: Sequence[Score]) -> Iterator[str]:
    """Page by page: all that was missed, all that is false, and the other anomalies."""
    for score in scores:
        lines = [*_misses(score)]
        lines += [f"  other   {_pair(match)}" for match in score.others]
        if lines:
            yield f"\n{score.page.folder}/{score.page.name}"
            yield from lines


def _misses(score: Score) -> Iterator[str]:
    for measure, tally in score.tallies.items():
        yield from (f"  missed  {measure}: {what}" for what in tally.missed)
        yield from (f"  false   {measure}: {what}" for what in tally.false)
    if score.lost:
        yield f"  lost    {score.lost!r}"
    if score.invented:
        yield f"  invented {score.invented!r}"
    if score.unclaimed:
        yield f"  lines of which the record says nothing: {list(score.unclaimed)}"
    yield from (f"  untrue  {what}" for what in score.contradictions)


def as_json(scores: Sequence[Score]) -> dict[str, Any]:
    """Every figure, for other programs."""
    return {
        "pages": [
            {
                "page": f"{score.page.folder}/{score.page.name}",
                "measures": {
                    name: {"right": t.right, "missed": t.missed, "false": t.false}
                    for name, t in score.tallies.items()
                },
                "others": {"found": _found(score), "wanted": len(score.others)},
                "false_alarms": [str(match.notice) for match in score.false_alarms],
                "lost": score.lost,
                "invented": score.invented,
                "unaccounted": score.unclaimed,
                "untrue": score.contradictions,
                "ms": round(score.seconds * 1000, 1),
            }
            for score in scores
        ],
        "bounds": [
            {
                "measure": bound.measure,
                "quantity": bound.quantity,
                "forms": sorted(bound.forms),
                "least": bound.least,
                "reached": bound.value(scores),
            }
            for bound in BOUNDS
        ],
        "kept": kept(scores),
    }
