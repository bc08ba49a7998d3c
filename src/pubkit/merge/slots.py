"""Slots: the units of all versions under common names, those split off or joined together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pubkit.diff.alignment import aligned
from pubkit.merge.holders import settled
from pubkit.merge.matching import Entry, Pair, matched
from pubkit.merge.units import Holder, Manuscript, Unit

__all__ = ["RUNNING", "Slots", "Version", "entries", "slots"]

RUNNING = "text"
"""The sort of units that can be split and joined."""

Version: TypeAlias = dict[int, tuple[Unit, ...]]
"""Slot → what it holds, in the version's own order: one unit, or neighbours."""


@dataclass(frozen=True)
class Slots:
    """The three versions side by side."""

    base: Version
    """As it was."""
    ours: Version
    """As we have it."""
    theirs: Version
    """As they have it."""
    lists: dict[Holder, tuple[bool, int]]
    """Whether each list is ordered, and its first number; settings name these."""


@dataclass
class _Group:
    """Units of the base that belong together, and what became of them."""

    base: tuple[int, ...]
    ours: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()


def entries(units: Iterable[Unit]) -> list[Entry]:
    """What the units are known by."""
    return [Entry(RUNNING if u.runs else u.form.kind, u.form.kind, u.said, u.text) for u in units]


def slots(base: Manuscript, ours: Manuscript, theirs: Manuscript) -> Slots:
    """The versions side by side; what they name alike is one thing."""
    known = entries(base.units)
    one, other = (matched(known, entries(v.units), RUNNING) for v in (ours, theirs))
    groups = _groups(len(known), one, other)
    first = len(groups)
    before = {n: tuple(base.units[i] for i in group.base) for n, group in enumerate(groups)}
    left = _version(ours.units, {n: g.ours for n, g in enumerate(groups)}, first)
    right = _version(theirs.units, {n: g.theirs for n, g in enumerate(groups)}, first + len(left))
    right = _agreed(left, right, first)
    versions = before, left, right
    return Slots(*settled(versions, (base.lists, ours.lists, theirs.lists)))


def _version(units: Sequence[Unit], groups: dict[int, tuple[int, ...]], first: int) -> Version:
    """The units under the names of their groups; what is new is named from `first` on."""
    names = {run[0]: name for name, run in groups.items() if run}
    inner = {index for run in groups.values() for index in run[1:]}
    found: Version = {}
    for index, unit in enumerate(units):
        if index in names:
            name = names[index]
            found[name] = tuple(units[i] for i in groups[name])
        elif index not in inner:
            found[first] = (unit,)
            first += 1
    return found


# ── split and joined ────────────────────────────────────────────────────────────────────────


def _groups(size: int, ours: Sequence[Pair], theirs: Sequence[Pair]) -> list[_Group]:
    """The base's units, those together that either side joined."""
    sides: tuple[dict[int, Pair], dict[int, Pair]] = ({}, {})
    for side, pairs in zip(sides, (ours, theirs), strict=True):
        for pair in pairs:
            side[pair.old[0]] = pair
    found = []
    for run in _runs(size, (*ours, *theirs)):
        group = _group(run, sides)
        if len(run) == 1 or (_neighbours(group.ours) and _neighbours(group.theirs)):
            found.append(group)
        else:  # one joined what the other parted: each is what it mostly became
            found += [_group((i,), sides) for i in run]
    return found


def _runs(size: int, pairs: Iterable[Pair]) -> Iterator[tuple[int, ...]]:
    """The base's indices, those together that belong to one pair."""
    joined = {i for pair in pairs for i in pair.old[1:]}
    start = 0
    for index in range(1, size + 1):
        if index not in joined:
            if start < index:
                yield tuple(range(start, index))
            start = index


def _group(run: tuple[int, ...], sides: Sequence[dict[int, Pair]]) -> _Group:
    ours, theirs = (tuple(j for i in run if i in side for j in side[i].new) for side in sides)
    return _Group(run, ours, theirs)


def _neighbours(run: Sequence[int]) -> bool:
    return not run or list(run) == list(range(run[0], run[0] + len(run)))


# ── what is new on both sides ───────────────────────────────────────────────────────────────


def _agreed(ours: Version, theirs: Version, first: int) -> Version:
    """`theirs` with our names for what both put in, at one place and in the same words."""
    both = {name for name in ours if name in theirs}
    left, right = (_new(version, both, first) for version in (ours, theirs))
    names = {}
    for i, j in aligned([key for _, key in left], [key for _, key in right]):
        names[right[j][0]] = left[i][0]
    return {names.get(name, name): units for name, units in theirs.items()}


def _new(version: Version, both: set[int], first: int) -> list[tuple[int, object]]:
    """What is new in a version, each with its place and its words."""
    found: list[tuple[int, object]] = []
    place = -1
    for name, units in version.items():
        if name >= first:
            found.append((name, (place, units[0].said)))
        elif name in both:
            place = name
    return found
