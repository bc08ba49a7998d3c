"""Values: what two people made of one thing that is whole or not at all, and of a row of things."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from operator import eq
from typing import Generic, Literal, TypeAlias, TypeVar

from pubkit.merge.ordering import Bond, ordered

__all__ = ["Row", "Side", "merged_row", "merged_value"]

Side: TypeAlias = Literal["ours", "theirs"]
"""Whose word holds where both changed the same."""
_Value = TypeVar("_Value")
_Name = TypeVar("_Name", bound=Hashable)
_Result = TypeVar("_Result")


def merged_value(
    base: _Value, ours: _Value, theirs: _Value, *, prefer: Side
) -> tuple[_Value, bool]:
    """What is changed by either, and whether both changed it, each otherwise."""
    if ours == theirs or theirs == base:
        return ours, False
    if ours == base:
        return theirs, False
    return (ours if prefer == "ours" else theirs), True


@dataclass(frozen=True)
class Row(Generic[_Name, _Result]):
    """Things in a row, merged."""

    values: dict[_Name, _Result]
    """What came out, in order."""
    torn: tuple[_Name, ...] = ()
    """What one took out and the other changed; it is there if the preferred side has it."""
    added: tuple[tuple[tuple[_Name, ...], tuple[_Name, ...]], ...] = ()
    """What was put in at one place by both, ours and theirs."""
    moved: tuple[_Name, ...] = ()
    """What was moved by both, to different places."""


def merged_row(
    base: Mapping[_Name, _Value],
    ours: Mapping[_Name, _Value],
    theirs: Mapping[_Name, _Value],
    *,
    merge: Callable[[_Value | None, _Value | None, _Value | None], _Result],
    prefer: Side,
    same: Callable[[_Value, _Value], bool] = eq,
    bond: Bond[_Name] = lambda before, name: 0,
) -> Row[_Name, _Result]:
    """Things that have one name in all versions; `merge` is asked for each that stays.

    It is given None for a version that does not have the thing. What one took out goes if the
    other left it as it was, as `same` sees it. `bond` as in `ordered`.
    """
    gone: set[_Name] = set()
    torn = []
    for name, value in base.items():
        if (name in ours) == (name in theirs):
            continue
        if same(value, ours[name] if name in ours else theirs[name]):
            gone.add(name)
            continue
        torn.append(name)
        if name not in (ours if prefer == "ours" else theirs):
            gone.add(name)
    order = ordered(
        [name for name in base if name not in gone],
        [name for name in ours if name not in gone],
        [name for name in theirs if name not in gone],
        bond=bond,
        last_first=prefer == "theirs",
    )
    values = {name: merge(base.get(name), ours.get(name), theirs.get(name)) for name in order.names}
    return Row(values, tuple(torn), order.added, order.moved)
