"""Whereto: where the nodes of one version stand in another, for what is known by its node path."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.merge.matching import matched
from pubkit.merge.slots import RUNNING, entries
from pubkit.merge.units import manuscript
from pubkit.model import Article

__all__ = ["followed"]

_BODY = ("lead[", "sections[")


def followed(before: Article, after: Article) -> tuple[str, ...]:
    """The errors that `before` accepts, each at the place in `after` to which its node has gone.

    An error at a node that is there no more is accepted no more.
    """
    placed = [entry for entry in before.accept if entry.partition("@")[2].startswith(_BODY)]
    if not placed or before == after:
        return before.accept
    moved = _moved(before, after)
    known = {entry: _renamed(entry, moved) for entry in placed}
    found = (known.get(entry, entry) for entry in before.accept)
    return tuple(entry for entry in found if entry)


def _moved(before: Article, after: Article) -> dict[str, str]:
    """Every node path in the body with its new one; empty for what is there no more."""
    old, new = manuscript(before).units, manuscript(after).units
    pairs = {p.old[0]: p.new[0] for p in matched(entries(old), entries(new), RUNNING)}
    found: dict[str, str] = {}
    for index, unit in enumerate(old):
        there = new[pairs[index]].where if index in pairs else ""
        for path, moved in ((unit.where, there), *_round(unit.where, there)):
            found[path] = found.get(path) or moved
    return found


def _round(here: str, there: str) -> Iterator[tuple[str, str]]:
    """The nodes round a unit, as long as it stands in nodes of the same kinds in both."""
    while "." in here:
        here, _, inner = here.rpartition(".")
        there, _, own = there.rpartition(".")
        if inner.partition("[")[0] != own.partition("[")[0]:
            return
        yield here, there


def _renamed(entry: str, moved: dict[str, str]) -> str:
    """The entry at its new place; itself where its node is not known, empty where it has gone."""
    code, _, where = entry.partition("@")
    path, rest = where, ""
    while path and path not in moved:
        cut = max(path.rfind("."), path.rfind("["), 0)
        path, rest = path[:cut], path[cut:] + rest
    if not path:
        return entry
    return f"{code}@{moved[path]}{rest}" if moved[path] else ""
