"""Matching: which units of one version became which of another."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pubkit.diff.alignment import aligned, alike, chain

__all__ = ["Entry", "Pair", "matched"]

_KNOWN = 6
"""Characters from which the same words at another place are the same paragraph."""
_HOLDS = 0.6
"""Share of a piece's pairs of neighbouring characters that stand in what it was split off from: a
piece that was retouched as well has about 0.8, an unrelated paragraph 0.1 (tried)."""
_COMMON = 16
"""A pair of characters that more texts than this hold tells nothing apart."""


class Entry(NamedTuple):
    """What is known of a unit when its like is looked for."""

    sort: str
    """Only units of one sort can be the same; headings and paragraphs are of one."""
    kind: str
    """What it is; like is looked for among its own kind first."""
    key: Hashable
    """Equal for what is wholly the same."""
    text: str
    """Its words."""


class Pair(NamedTuple):
    """Neighbouring units that became others: one one, one several (split), several one (joined)."""

    old: tuple[int, ...]
    """Indices in the older version."""
    new: tuple[int, ...]
    """Indices in the newer one."""


def matched(old: Sequence[Entry], new: Sequence[Entry], running: str = "") -> list[Pair]:
    """Who became whom; what is in no pair is gone or new. `running` is the sort that is split."""
    found = _Matching(old, new)
    found.take(aligned(*found.keys))
    found.match_same()
    splits = found.splits(running) if running else []
    found.match_alike()
    found.match_places()
    return sorted([*(Pair((i,), (j,)) for i, j in found.pairs), *splits])


@dataclass
class _Side:
    """One version while it is matched."""

    entries: Sequence[Entry]
    free: dict[int, None]
    """What is not matched yet, in order."""

    def of(self, kinds: Iterable[str], *, by_sort: bool = False) -> list[int]:
        wanted = frozenset(kinds)
        return [
            i for i in self.free
            if (self.entries[i].sort if by_sort else self.entries[i].kind) in wanted
        ]  # fmt: skip


class _Matching:
    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.pairs: list[tuple[int, int]] = []
        self._old = _Side(old, dict.fromkeys(range(len(old))))
        self._new = _Side(new, dict.fromkeys(range(len(new))))
        numbers: dict[Hashable, int] = {}
        self.keys = tuple(
            [numbers.setdefault((e.kind, e.key), len(numbers)) for e in side] for side in (old, new)
        )

    def take(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            self.pairs.append((i, j))
            del self._old.free[i], self._new.free[j]

    def match_same(self) -> None:
        """The same words at another place, or as something else."""
        waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
        for j in reversed(self._new.free):
            entry = self._new.entries[j]
            waiting[entry.sort, entry.text].append(j)
        found = []
        for i in self._old.free:
            entry = self._old.entries[i]
            places = waiting.get((entry.sort, entry.text))
            if places and (len(entry.text) >= _KNOWN or entry.kind in ("heading", "figure")):
                found.append((i, places.pop()))
        self.take(found)

    def match_alike(self) -> None:
        """Changed forms of the same words, of one kind and then of any that is text."""
        for kind in dict.fromkeys(self._old.entries[i].kind for i in self._old.free):
            self._match_alike([kind], by_sort=False)
        for sort in dict.fromkeys(self._old.entries[i].sort for i in self._old.free):
            self._match_alike([sort], by_sort=True)

    def _match_alike(self, which: Iterable[str], *, by_sort: bool) -> None:
        left = self._old.of(which, by_sort=by_sort)
        right = self._new.of(which, by_sort=by_sort)
        texts = (
            [self._old.entries[i].text for i in left],
            [self._new.entries[j].text for j in right],
        )
        self.take([(left[a], right[b]) for a, b in alike(*texts)])

    def match_places(self) -> None:
        """What was written anew between two neighbours that stand: as many as there were."""
        kept = chain(sorted(self.pairs))
        ends = [i for i, _ in kept], [j for _, j in kept]
        gaps: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
        for number, side in enumerate((self._old, self._new)):
            for index in side.free:
                gap = side.entries[index].kind, bisect_left(ends[number], index)
                gaps.setdefault(gap, ([], []))[number].append(index)
        for left, right in gaps.values():
            if len(left) == len(right):
                self.take(list(zip(left, right, strict=True)))

    # ── split and joined ────────────────────────────────────────────────────────────────────

    def splits(self, sort: str) -> list[Pair]:
        """What was split, and what was joined, among what is not matched."""
        pieces = _pieces(self._old, self._new, sort)
        found = [Pair((whole,), tuple(run)) for whole, run in pieces]
        self._drop(found)
        pieces = _pieces(self._new, self._old, sort)
        joined = [Pair(tuple(run), (whole,)) for whole, run in pieces]
        self._drop(joined)
        return [*found, *joined]

    def _drop(self, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            for i in pair.old:
                del self._old.free[i]
            for j in pair.new:
                del self._new.free[j]


def _pieces(wholes: _Side, parts: _Side, sort: str) -> Iterator[tuple[int, list[int]]]:
    """Each whole with the neighbours, two or more, that it fell into."""
    found = wholes.of([sort], by_sort=True)
    grams = {i: _grams(wholes.entries[i].text) for i in found}
    index: dict[str, list[int]] = defaultdict(list)
    for i, own in grams.items():
        for gram in own:
            index[gram].append(i)
    runs: list[tuple[int, list[int]]] = []
    for j in parts.of([sort], by_sort=True):
        whole = _holder(_grams(parts.entries[j].text), index)
        if whole is None:
            continue
        if runs and runs[-1][0] == whole and runs[-1][1][-1] == j - 1:
            runs[-1][1].append(j)
        else:
            runs.append((whole, [j]))
    taken: set[int] = set()
    for whole, run in runs:
        if len(run) < 2 or whole in taken:
            continue
        held = _grams("".join(parts.entries[j].text for j in run))
        if len(held & grams[whole]) >= _HOLDS * len(grams[whole]):
            taken.add(whole)
            yield whole, run


def _holder(own: frozenset[str], index: dict[str, list[int]]) -> int | None:
    """The whole in which most of a piece stands."""
    votes: Counter[int] = Counter()
    for gram in own:
        holders = index.get(gram, ())
        if len(holders) <= _COMMON:
            votes.update(holders)
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] >= _HOLDS * len(own) else None


def _grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
