"""A comparison of two versions as a sheet."""

from __future__ import annotations

from collections import Counter

from pubkit.diff.record import Change, Changes
from pubkit.markup import Element, el
from pubkit.proofsheet.marks import marked
from pubkit.proofsheet.page import page
from pubkit.proofsheet.words import plural

__all__ = ["changes_sheet", "moved", "summary"]


def changes_sheet(changes: Changes) -> str:
    """The sheet as HTML: changed parts only, each with its place and its marks."""
    kind = "quiet" if changes.same else "told"
    verdict = el("p", {"class": f"verdict {kind}"}, summary(changes))
    names = el("p", {"class": "legend"}, f"{changes.old} → {changes.new}")
    section = el("section", None, *(_change(change) for change in changes.changes))
    return page("Changes", changes.title, verdict, names, section)


def summary(changes: Changes) -> str:
    """`3 altered, 1 moved`; or that nothing differs."""
    if changes.same:
        return "The two versions are the same."
    counts = Counter(change.state for change in changes.changes)
    told = ", ".join(f"{n} {state}" for state, n in counts.items())
    return f"{plural(len(changes.changes), 'change')}: {told}."


def moved(change: Change) -> str:
    """Where a moved part came from, and how many came along."""
    if change.state != "moved" or change.old is None:
        return ""
    origin = change.old.place or change.old.where
    along = f", with {plural(change.parts - 1, 'part')} after it" if change.parts > 1 else ""
    return f"It stood at: {origin}{along}."


def _change(change: Change) -> Element:
    spot = change.new or change.old
    head = el(
        "h3",
        None,
        el("b", None, f"{change.kind} {change.state}"),
        el("span", {"lang": "zh", "dir": "auto"}, spot.place) if spot and spot.place else None,
        el("code", None, spot.where) if spot else None,
    )
    notes = " ".join(filter(None, (moved(change), change.note and f"Note: {change.note}.")))
    note = el("p", {"class": "note", "dir": "auto"}, notes) if notes else None
    return el("article", None, head, marked(change.strokes), note)
