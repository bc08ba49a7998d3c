"""Holders: which list, box or quotation of one version is which of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pubkit.merge.units import Holder, Unit
from pubkit.merge.values import merged_value

__all__ = ["settled"]

_Version: TypeAlias = dict[int, tuple[Unit, ...]]
_Lists: TypeAlias = Mapping[Holder, tuple[bool, int]]
_Names: TypeAlias = dict[Holder, Holder]


def settled(
    versions: Sequence[_Version], lists: Sequence[_Lists]
) -> tuple[_Version, _Version, _Version, dict[Holder, tuple[bool, int]]]:
    """Base, ours and theirs with common names for what units stand in; and the lists, merged.

    A holder is known by what it holds: it is that one with which it shares the most.
    """
    base, ours, theirs = versions
    names = [_alike(ours, base), _alike(theirs, base)]
    size = 1 + max((h.number for v in versions for h in _all(v)), default=0)
    for number, version in enumerate((ours, theirs), 1):
        for holder in _all(version):
            fresh = holder._replace(number=holder.number + number * size)
            names[number - 1].setdefault(holder, fresh)
    known = set(_all(base))
    renamed = [_renamed(v, own) for v, own in zip((ours, theirs), names, strict=True)]
    agreed = _alike(renamed[1], renamed[0], known)
    names[1] = {holder: agreed.get(name, name) for holder, name in names[1].items()}
    merged = _lists(lists, names)
    return base, renamed[0], _renamed(theirs, names[1]), merged


def _all(version: _Version) -> Iterator[Holder]:
    for units in version.values():
        for unit in units:
            yield from unit.form.setting


def _alike(new: _Version, old: _Version, known: Iterable[Holder] = ()) -> _Names:
    """Holders of `new` and those of `old` that they are; the `known` are found already."""
    known = frozenset(known)
    votes: Counter[tuple[Holder, Holder]] = Counter()
    for name, units in new.items():
        for one in old.get(name, ()):
            for unit in units:
                for ours, theirs in zip(unit.form.setting, one.form.setting, strict=False):
                    if ours.kind == theirs.kind and not known & {ours, theirs}:
                        votes[ours, theirs] += 1
    found: _Names = {}
    taken: set[Holder] = set()
    for (ours, theirs), _ in votes.most_common():
        if ours not in found and theirs not in taken:
            found[ours] = theirs
            taken.add(theirs)
    return found


def _renamed(version: _Version, names: _Names) -> _Version:
    return {
        slot: tuple(
            replace(
                unit,
                form=unit.form._replace(setting=tuple(names[h] for h in unit.form.setting)),
            )
            if unit.form.setting
            else unit
            for unit in units
        )
        for slot, units in version.items()
    }


def _lists(lists: Sequence[_Lists], names: Sequence[_Names]) -> dict[Holder, tuple[bool, int]]:
    """Whether each list is ordered, and its first number."""
    base = dict(lists[0])
    ours, theirs = (
        {own[holder]: said for holder, said in told.items()}
        for told, own in zip(lists[1:], names, strict=True)
    )
    found = {**base, **theirs, **ours}
    for holder in base.keys() & ours.keys() & theirs.keys():
        found[holder], _ = merged_value(base[holder], ours[holder], theirs[holder], prefer="ours")
    return found
