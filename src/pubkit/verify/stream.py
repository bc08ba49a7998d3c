"""Stream: an artifact's text in one piece, and which of its characters are taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeAlias

__all__ = ["PARTING", "Fits", "Span", "Stream"]

Span: TypeAlias = tuple[int, int]
"""Where a stretch begins and where it ends."""
Fits: TypeAlias = Callable[[int, str], bool]
"""Whether words may stand behind the stretch of this number."""
_Laid: TypeAlias = "tuple[int, int, int, _Laid | None]"
"""A stretch and those before it: how often what stands between does not fit, its begin, its end,
the one before."""
_TRIES = 50
"""Places of a first stretch that are looked at."""
_LAYOUTS = 16
"""Places of a stretch that are looked at behind one place of the stretch before."""
_ENDS = 64
"""Ends of a layout that are followed at once."""
PARTING = " 、.．:：\u3000\t"
"""What may part a heading from its letter."""
_LABEL = 12
"""Characters before a heading in which its letter stands."""


class Stream:
    """An artifact's text; every character of it belongs to one part at most."""

    def __init__(self, lines: Iterable[str], joiner: str, spaces: Iterable[int] = ()) -> None:
        """`spaces` are the places where white space was that canonical lines do not have."""
        kept = [line for line in lines if line]
        self.text = joiner.join(kept)
        """All lines, canonical."""
        self.lined = bool(joiner)
        """Whether lines are the artifact's own; those of a PDF are its reader's."""
        self.taken = bytearray(len(self.text))
        """1 for each character that belongs to a part."""
        self._spaces = sorted(spaces)
        self._by_text: dict[str, list[int]] = {}
        self._starts: list[int] = []
        self._ends: list[int] = []
        start = 0
        for line in kept:
            self._by_text.setdefault(line, []).append(start)
            self._starts.append(start)
            self._ends.append(start + len(line))
            start += len(line) + len(joiner)
        self._free_lines = {line: deque(starts) for line, starts in self._by_text.items()}

    # ── lines ───────────────────────────────────────────────────────────────────────────────

    def line(self, words: str, behind: int) -> int:
        """Where `words` are a whole free line, at best after `behind`; -1 if nowhere.

        A line is given away once.
        """
        starts = self._free_lines.get(words, deque())
        for _ in range(len(starts)):
            if starts[0] >= behind:
                break
            starts.rotate(-1)
        while starts:
            at = starts.popleft()
            if self.is_free(at, at + len(words)):
                return at
        return -1

    def next_line(self, words: str, behind: int) -> int:
        """Where `words` are a whole line for the first time from `behind` on; -1 if nowhere."""
        starts = self._by_text.get(words, [])
        where = bisect_left(starts, behind)
        return starts[where] if where < len(starts) else -1

    def line_start(self, at: int) -> int:
        """Where the line begins in which `at` stands."""
        where = bisect_right(self._starts, at) - 1
        return self._starts[where] if where >= 0 else 0

    def line_end(self, at: int) -> int:
        """Where the line ends in which `at` stands, or at whose end."""
        where = bisect_left(self._ends, at)
        return self._ends[where] if where < len(self._ends) else at

    def is_line(self, start: int, end: int) -> bool:
        """Whether a line begins at `start` and ends at `end`."""
        return self.line_start(start) == start and self.line_end(end) == end

    def word_start(self, at: int) -> int:
        """Where what stands before `at` without known white space begins, within its line."""
        where = bisect_right(self._spaces, at) - 1
        return max(self.line_start(at), self._spaces[where] if where >= 0 else 0)

    def word_end(self, at: int) -> int:
        """Where what stands behind `at` without known white space ends, within its line."""
        where = bisect_left(self._spaces, at)
        space = self._spaces[where] if where < len(self._spaces) else len(self.text)
        return min(self.line_end(at), space)

    def before(self, at: int) -> Span:
        """The free stretch that ends at `at`, within its line, without known white space."""
        low = self.word_start(at)
        return max(low, self.taken.rfind(1, low, at) + 1), at

    def behind(self, at: int) -> Span:
        """The free stretch that begins at `at`, as far, within the line that ends there at best."""
        end = self.word_end(at)
        busy = self.taken.find(1, at, end)
        return at, end if busy < 0 else busy

    # ── words ───────────────────────────────────────────────────────────────────────────────

    def letter(self, at: int, label: str, lead: int = 0) -> int:
        """Where `label` stands free right before `at`; -1 if it does not.

        Up to `lead` characters may stand between, where the label begins the line or the one
        before: a note's mark, the target of a link that shows no more than a line break.
        """
        start = self.line_start(at)
        near = self._leads(label, start, at, lead)
        if lead and not near:
            start = self.line_start(max(0, start - 1))
            near = self._leads(label, start, at, lead)
        if not (lead and near):
            low = max(0, at - _LABEL)
            core = self.text[low:at].rstrip(f"{PARTING}^_(")
            start = low + len(core) - len(label)
            near = core.endswith(label)
        return start if near and self.is_free(start, start + len(label)) else -1

    def _leads(self, label: str, start: int, at: int, lead: int) -> bool:
        return at - start - len(label) <= lead and self.text.startswith(label, start, at)

    def layouts(
        self, words: Sequence[str], gaps: Sequence[int], fits: Fits, start: int, end: int | None
    ) -> Iterator[tuple[Span, ...]]:
        """Where all of `words` stand free one behind the other, no further apart than `gaps`.

        Of the layouts with one beginning and one end, one between whose words the most `fits`.
        """
        stop = len(self.text) if end is None else end
        for tries, first in enumerate(self.places(words[0], start, stop)):
            behind = first + len(words[0])
            layouts: dict[int, _Laid] = {behind: (0, first, behind, None)}
            for number, (part, gap) in enumerate(zip(words[1:], gaps, strict=True)):
                layouts = self._continued(layouts, part, gap, stop, partial(fits, number))
            yield from map(_spans, layouts.values())
            if tries == _TRIES:
                break

    def _continued(
        self,
        layouts: dict[int, _Laid],
        words: str,
        gap: int,
        stop: int,
        fits: Callable[[str], bool],
    ) -> dict[int, _Laid]:
        """The layouts that go on with `words`, by their ends."""
        further: dict[int, _Laid] = {}
        for behind, laid in islice(sorted(layouts.items()), _ENDS):
            limit = min(stop, behind + gap + len(words))
            for tries, at in enumerate(self.places(words, behind, limit)):
                unfit = laid[0] + (not fits(self.text[behind:at]))
                end = at + len(words)
                if end not in further or unfit < further[end][0]:
                    further[end] = (unfit, at, end, laid)
                if tries == _LAYOUTS:
                    break
        return further

    def places(self, words: str, start: int, stop: int) -> Iterator[int]:
        """Every place between `start` and `stop` where `words` stand free."""
        at = self.text.find(words, start, stop)
        while at >= 0:
            busy = self.taken.rfind(1, at, at + len(words))
            if busy < 0:
                yield at
            at = self.text.find(words, max(busy, at) + 1, stop)

    # ── what belongs to a part ──────────────────────────────────────────────────────────────

    def take(self, start: int, end: int) -> None:
        """Let the characters from `start` to `end` belong to a part."""
        self.taken[start:end] = b"\1" * (end - start)

    def release(self, start: int, end: int) -> None:
        """Let the characters from `start` to `end` belong to nothing again."""
        self.taken[start:end] = bytes(end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no character from `start` to `end` belongs to a part."""
        return self.taken.find(1, start, end) < 0

    def free(self, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """The stretches between `start` and `end` that belong to nothing."""
        stop = len(self.text) if end is None else end
        at = self.taken.find(0, start, stop)
        while at >= 0:
            busy = self.taken.find(1, at, stop)
            busy = stop if busy < 0 else busy
            yield at, busy
            at = self.taken.find(0, busy, stop)


def _spans(laid: _Laid) -> tuple[Span, ...]:
    spans: list[Span] = []
    before: _Laid | None = laid
    while before is not None:
        _, start, end, before = before
        spans.append((start, end))
    return tuple(reversed(spans))
