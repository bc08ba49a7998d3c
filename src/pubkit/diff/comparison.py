"""Comparison: what became of each part of the older version."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from pubkit.diff.alignment import aligned, alike, chain
from pubkit.diff.correction import corrected
from pubkit.diff.parts import Part
from pubkit.diff.record import Change, Spot
from pubkit.redline import Stroke

__all__ = ["compare"]

_Place = Callable[[str], str]
_RUNNING = frozenset({"paragraph", "list item", "heading", "caption", "footnote"})
"""Kinds that are known by their words, wherever they stand; the others by their place."""
_MOVES = 6
"""Characters from which the same words at another place are said to have moved."""


def compare(
    old: Sequence[Part], new: Sequence[Part], places: tuple[_Place, _Place]
) -> tuple[Change, ...]:
    """Every part that differs, in the order of the newer version.

    `places` says the node paths of either version in words.
    """
    return _Comparison(old, new, places).changes()


class _Comparison:
    def __init__(
        self, old: Sequence[Part], new: Sequence[Part], places: tuple[_Place, _Place]
    ) -> None:
        self._old, self._new, self._places = old, new, places
        self._pairs = aligned(old, new)
        self._left = dict.fromkeys(range(len(old)))
        self._right = dict.fromkeys(range(len(new)))
        self._drop(self._pairs)
        self._ends = [[i for i, _ in self._pairs], [j for _, j in self._pairs]]

    def changes(self) -> tuple[Change, ...]:
        self._match_equal()
        self._match_places()
        self._match_words()
        self._pairs.sort()
        kept = chain(self._pairs)
        stays = set(kept)
        found = [(j, 1, 0, self._inserted(j)) for j in self._right]
        found += [(j, 1, 0, self._changed(i, j)) for i, j in kept if self._differ(i, j)]
        found += [(j, 1, 0, c) for j, c in self._moved(p for p in self._pairs if p not in stays)]
        lines = [i for i, _ in kept]
        for i in self._left:
            at = bisect_left(lines, i)
            found.append((kept[at - 1][1] if at else -1, 2, i, self._deleted(i)))
        return tuple(change for *_, change in sorted(found, key=lambda one: one[:3]))

    # ── who is whose ────────────────────────────────────────────────────────────────────────

    def _drop(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            del self._left[i], self._right[j]

    def _take(self, pairs: Sequence[tuple[int, int]]) -> None:
        self._drop(pairs)
        self._pairs += pairs

    def _match_equal(self) -> None:
        """What stands unchanged at another place."""
        waiting: dict[Part, list[int]] = {}
        for j in reversed(self._right):
            waiting.setdefault(_unplaced(self._new[j]), []).append(j)
        pairs = []
        for i in self._left:
            part = self._old[i]
            places = waiting.get(_unplaced(part))
            if places and (len(part.text) >= _MOVES or part.kind in ("heading", "picture")):
                pairs.append((i, places.pop()))
        self._take(pairs)

    def _match_places(self) -> None:
        """What alone of its kind has changed between two parts that have not."""
        gaps: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
        for side, (parts, free) in enumerate(((self._old, self._left), (self._new, self._right))):
            for index in free:
                gap = bisect_left(self._ends[side], index)
                gaps.setdefault((parts[index].kind, gap), ([], []))[side].append(index)
        for (kind, _), (left, right) in gaps.items():
            if len(left) == len(right) and (kind not in _RUNNING):
                self._take(list(zip(left, right, strict=True)))

    def _match_words(self) -> None:
        """Changed forms of the same words, of one kind and then of any; headings at last."""
        for kind in dict.fromkeys(self._old[i].kind for i in self._left):
            self._match_alike([kind])
        self._match_alike(_RUNNING)
        left = [i for i in self._left if self._old[i].kind == "heading"]
        right = [j for j in self._right if self._new[j].kind == "heading"]
        if len(left) == len(right):
            self._take(list(zip(left, right, strict=True)))

    def _match_alike(self, kinds: Iterable[str]) -> None:
        kinds = frozenset(kinds)
        left = [i for i in self._left if self._old[i].kind in kinds]
        right = [j for j in self._right if self._new[j].kind in kinds]
        texts = [self._old[i].text for i in left], [self._new[j].text for j in right]
        self._take([(left[a], right[b]) for a, b in alike(*texts)])

    # ── what became of it ───────────────────────────────────────────────────────────────────

    def _differ(self, i: int, j: int) -> bool:
        return _unplaced(self._old[i]) != _unplaced(self._new[j])

    def _inserted(self, j: int) -> Change:
        part = self._new[j]
        return Change(
            kind=part.kind,
            state="inserted",
            new=self._spot(1, part),
            strokes=(Stroke("new", part.text),),
        )

    def _deleted(self, i: int) -> Change:
        part = self._old[i]
        return Change(
            kind=part.kind,
            state="deleted",
            old=self._spot(0, part),
            strokes=(Stroke("gone", part.text),),
        )

    def _changed(self, i: int, j: int, *, moved: bool = False, parts: int = 1) -> Change:
        old, new = self._old[i], self._new[j]
        return Change(
            kind=new.kind,
            state="moved" if moved else "altered",
            old=self._spot(0, old),
            new=self._spot(1, new),
            strokes=corrected(old.text, new.text),
            parts=parts,
            note=_note(old, new),
        )

    def _moved(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Change]]:
        """What was moved, neighbours that moved together as one."""
        group: list[tuple[int, int]] = []
        for i, j in (*pairs, (-1, -1)):
            together = bool(group) and (i, j) == (group[-1][0] + 1, group[-1][1] + 1)
            if group and not (together and not self._differ(i, j)):
                first, second = group[0]
                yield second, self._changed(first, second, moved=True, parts=len(group))
                group = []
            group.append((i, j))

    def _spot(self, side: int, part: Part) -> Spot:
        return Spot(where=part.where, place=self._places[side](part.where))


def _unplaced(part: Part) -> Part:
    """The part wherever it stands."""
    return Part(part.kind, "", part.text, part.form)


def _note(old: Part, new: Part) -> str:
    if old.kind != new.kind:
        return f"it was a {old.kind}"
    if old.text != new.text:
        return ""
    before = dict(old.form)
    names = [name for name, value in new.form if before.get(name) != value]
    return f"the same words, another {', '.join(names)}" if names else ""
