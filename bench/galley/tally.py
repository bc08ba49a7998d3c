"""Right, wanted and found: what every measure is counted in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Tally", "paired"]

_Wanted = TypeVar("_Wanted")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Tally:
    """How many things there were to find, how many were found, how many of those are right."""

    right: int = 0
    """Found and wanted."""
    missed: tuple[str, ...] = ()
    """Wanted and not found."""
    false: tuple[str, ...] = ()
    """Found and not wanted."""

    @property
    def wanted(self) -> int:
        """All that was to be found."""
        return self.right + len(self.missed)

    @property
    def recall(self) -> float:
        """Of the wanted, the fraction found; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Of the found, the fraction that is right; 1 where nothing was found."""
        found = self.right + len(self.false)
        return self.right / found if found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + len(self.missed) + len(self.false)
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.missed + other.missed, self.false + other.false)

    def __bool__(self) -> bool:
        """Whether anything was wanted or found."""
        return bool(self.right or self.missed or self.false)

    @classmethod
    def single(cls, right: bool, what: str) -> Tally:
        """One thing, wanted."""
        return cls(1) if right else cls(missed=(what,))


def paired(
    wanted: Sequence[_Wanted],
    found: Sequence[_Found],
    fits: Callable[[_Wanted, _Found], bool],
    tell_wanted: Callable[[_Wanted], str] = str,
    tell_found: Callable[[_Found], str] = str,
) -> Tally:
    """Each wanted thing with the first found one that fits and is still free."""
    free = list(found)
    missed = []
    for want in wanted:
        place = next((i for i, have in enumerate(free) if fits(want, have)), None)
        if place is None:
            missed.append(tell_wanted(want))
        else:
            del free[place]
    return Tally(len(wanted) - len(missed), tuple(missed), tuple(map(tell_found, free)))
