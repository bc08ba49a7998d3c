"""Ordering: the order that two people made of one, each moving and putting in what they did."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from pubkit.diff.alignment import chain

__all__ = ["Bond", "Order", "ordered"]

_Name = TypeVar("_Name", bound=Hashable)
Bond: TypeAlias = Callable[[_Name | None, _Name], int]
"""How closely what was put in belongs to what it stands behind; None is the beginning."""


@dataclass(frozen=True)
class Order(Generic[_Name]):
    """What came out."""

    names: tuple[_Name, ...]
    """Everything that is in either version, in order."""
    added: tuple[tuple[tuple[_Name, ...], tuple[_Name, ...]], ...] = ()
    """What was put in at one place by both; either of them might stand first."""
    moved: tuple[_Name, ...] = ()
    """What was moved by both, to different places."""


def ordered(
    base: Sequence[_Name],
    ours: Sequence[_Name],
    theirs: Sequence[_Name],
    *,
    bond: Bond[_Name] = lambda before, name: 0,
    last_first: bool = False,
) -> Order[_Name]:
    """`ours` and `theirs` as one; what both hold, they hold under one name.

    What was put in follows what it was put behind, wherever that goes. Of two things put in at one
    place the one with the closer `bond` to what stands before stands first, an entry of a list
    before a paragraph behind the list; where that does not tell, ours, or theirs with
    `last_first`, which also decides a double move.
    """
    return _Ordering(base, ours, theirs, bond, last_first=last_first).order()


class _Ordering(Generic[_Name]):
    def __init__(
        self,
        base: Sequence[_Name],
        ours: Sequence[_Name],
        theirs: Sequence[_Name],
        bond: Bond[_Name],
        *,
        last_first: bool,
    ) -> None:
        self._versions = ours, theirs
        self._both = frozenset(ours) & frozenset(theirs)
        self._base = [name for name in base if name in self._both]
        self._bond, self._last_first = bond, last_first
        self._clashes: list[_Name] = []

    def order(self) -> Order[_Name]:
        chains = [dict(self._private(version)) for version in self._versions]
        added, names = [], []
        for name in self._shared():
            if name is not None:
                names.append(name)
            one, other = (chain.get(name, ()) for chain in chains)
            first = self._first(name, one, other)
            if one and other and first is None:
                added.append((one, other))
            ours_first = not self._last_first if first is None else first
            names += [*one, *other] if ours_first else [*other, *one]
        return Order(tuple(names), tuple(added), tuple(self._clashes))

    def _first(
        self, before: _Name | None, one: Sequence[_Name], other: Sequence[_Name]
    ) -> bool | None:
        """Whether `one` belongs before `other`; None where both might stand right behind."""
        if not one or not other:
            return None
        bonds = [[self._bond(before, name) for name in run] for run in (one, other)]
        if min(bonds[0]) > bonds[1][0]:
            return True
        return False if min(bonds[1]) > bonds[0][0] else None

    def _private(
        self, version: Sequence[_Name]
    ) -> Iterator[tuple[_Name | None, tuple[_Name, ...]]]:
        """What only this version has, behind what both have; None is the beginning."""
        last: _Name | None = None
        run: list[_Name] = []
        for name in version:
            if name in self._both:
                yield last, tuple(run)
                last, run = name, []
            else:
                run.append(name)
        yield last, tuple(run)

    # ── what both have ──────────────────────────────────────────────────────────────────────

    def _shared(self) -> Iterator[_Name | None]:
        """None for the beginning, then what both have in the order that they made of it."""
        known = {name: i for i, name in enumerate(self._base)}
        versions = [[name for name in v if name in self._both] for v in self._versions]
        moved = [_moved(version, known) for version in versions]
        before = [_before(version) for version in versions]
        followers: dict[_Name | None, list[_Name]] = {}
        preferred = versions[1] if self._last_first else versions[0]
        for name in preferred:
            if name in moved[0] or name in moved[1]:
                place = self._place(name, moved, before)
                followers.setdefault(place, []).append(name)
        for names in followers.values():
            self._clashes += names[1:]  # one person cannot put two things right behind the same
        stands = [name for name in self._base if name not in moved[0] and name not in moved[1]]
        given: set[_Name] = set()
        for start in (None, *stands):
            yield from _down(start, followers, given)
        for name in preferred:
            if name not in given:  # each moved one behind what the other moved: a circle
                self._clashes.append(name)
                yield from _down(name, followers, given)

    def _place(
        self,
        name: _Name,
        moved: Sequence[Collection[_Name]],
        before: Sequence[Mapping[_Name, _Name | None]],
    ) -> _Name | None:
        """What the name stands behind: as the one says who moved it."""
        if name not in moved[0]:
            return before[1][name]
        if name not in moved[1]:
            return before[0][name]
        places = before[0][name], before[1][name]
        if places[0] != places[1]:
            self._clashes.append(name)
        return places[1 if self._last_first else 0]


def _moved(version: Sequence[_Name], known: Mapping[_Name, int]) -> frozenset[_Name]:
    """What does not stand in the order in which it was known, or was not known."""
    pairs = sorted((known[name], at) for at, name in enumerate(version) if name in known)
    stays = {version[at] for _, at in chain(pairs)}
    return frozenset(name for name in version if name not in stays)


def _before(version: Sequence[_Name]) -> dict[_Name, _Name | None]:
    """What each stands behind; None for the first."""
    return dict(zip(version, (None, *version), strict=False))


def _down(
    start: _Name | None, followers: Mapping[_Name | None, Sequence[_Name]], given: set[_Name]
) -> Iterator[_Name | None]:
    """What was moved behind `start`, and behind that."""
    waiting: list[_Name | None] = [start]
    while waiting:
        name = waiting.pop()
        if name in given:
            continue
        if name is not None:
            given.add(name)
        yield name
        waiting += reversed(followers.get(name, []))
