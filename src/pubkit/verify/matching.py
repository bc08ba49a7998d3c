"""Matching: which stretch of an artifact's text is which part of the article.

Every character of the artifact belongs to one part at most, so that a name that stands in a
paragraph does not stand for one that is gone from the byline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pubkit.verify import edits
from pubkit.verify.owed import Owed

__all__ = ["Match", "Stream", "in_order", "matched"]

_LONG = 16
"""Characters by which a part is known wherever it stands; shorter ones are looked for between."""
_MARK = 16
"""Characters of brackets, numbers and spaces that a channel sets round a note or a target."""
_RAISED = 6
"""Characters round raised type in plain text, with the space before it: ` )_(`."""
_TRIES = 50
"""Places of a short part that are looked at for one at a line's edge."""
_ALIKE = 0.6
"""Likeness from which a stretch counts as the part, altered."""
_LABEL = 12
"""Characters before a heading in which its letter stands."""


@dataclass(slots=True)
class Match:
    """A part and where it was found."""

    owed: Owed
    """The part."""
    text: str
    """Its words in the artifact's canonical form."""
    stretches: tuple[str, ...]
    """Its words between the places where a channel may set something of its own."""
    gaps: tuple[int, ...] = ()
    """How many characters may stand behind each stretch but the last."""
    start: int = -1
    """Where it begins in the stream; -1 if it was not found."""
    end: int = -1
    """Where it ends."""
    exact: bool = False
    """Whether it stands there character by character."""
    lettered: bool = False
    """Whether its letter stands before it."""

    @property
    def found(self) -> bool:
        """Whether anything stands for it."""
        return self.start >= 0


class Stream:
    """An artifact's text in one piece, and which of its characters are taken."""

    def __init__(self, lines: Iterable[str], joiner: str) -> None:
        kept = [line for line in lines if line]
        self.text = joiner.join(kept)
        """All lines, canonical."""
        self.taken = bytearray(len(self.text))
        """1 for each character that belongs to a part."""
        self._by_text: dict[str, deque[int]] = {}
        self._edges: set[int] = set()
        self._ends: list[int] = []
        start = 0
        for line in kept:
            self._by_text.setdefault(line, deque()).append(start)
            self._edges |= {start, start + len(line)}
            self._ends.append(start + len(line))
            start += len(line) + len(joiner)

    def line(self, words: str, behind: int) -> int:
        """Where `words` are a whole free line, at best after `behind`; -1 if nowhere."""
        starts = self._by_text.get(words)
        if not starts:
            return -1
        for _ in range(len(starts)):
            if starts[0] >= behind:
                break
            starts.rotate(-1)
        return starts.popleft()

    def find(self, words: str, start: int = 0, end: int | None = None) -> int:
        """Where `words` stand free between `start` and `end`; -1 if nowhere.

        At best at a line's beginning or end, where what has a line's company stands.
        """
        stop = len(self.text) if end is None else end
        first = -1
        for tries, at in enumerate(self._free(words, start, stop)):
            if at in self._edges or at + len(words) in self._edges:
                return at
            first = at if first < 0 else first
            if tries == _TRIES:
                break
        return first

    def tail(self, at: int) -> str:
        """What stands free between `at` and the end of its line, if nothing else does."""
        where = bisect_left(self._ends, at)
        end = self._ends[where] if where < len(self._ends) else at
        return "" if self.taken.find(1, at, end) >= 0 else self.text[at:end].strip()

    def find_lettered(self, words: str, label: str, start: int, end: int | None) -> int:
        """Where `words` stand free with `label` before them; -1 if nowhere, or for no label."""
        stop = len(self.text) if end is None else end
        for tries, at in enumerate(self._free(words, start, stop) if label else ()):
            if self.letter(at, label) >= 0:
                return at
            if tries == _TRIES:
                break
        return -1

    def letter(self, at: int, label: str) -> int:
        """Where `label` stands free right before `at`; -1 if it does not."""
        low = max(0, at - _LABEL)
        core = self.text[low:at].rstrip(" 、.．:：\u3000\t^_(")
        start = low + len(core) - len(label)
        free = self.taken.find(1, start, start + len(label)) < 0
        return start if core.endswith(label) and free else -1

    def find_parts(
        self, words: Sequence[str], gaps: Sequence[int], start: int, end: int | None
    ) -> int:
        """Where all of `words` stand free one behind the other, no further apart than `gaps`."""
        stop = len(self.text) if end is None else end
        for tries, first in enumerate(self._free(words[0], start, stop)):
            at = first + len(words[0])
            for part, gap in zip(words[1:], gaps, strict=True):
                where = next(self._free(part, at, min(stop, at + gap + len(part))), -1)
                if where < 0:
                    break
                at = where + len(part)
            else:
                return first
            if tries == _TRIES:
                break
        return -1

    def _free(self, words: str, start: int, stop: int) -> Iterator[int]:
        at = self.text.find(words, start, stop)
        while at >= 0:
            busy = self.taken.rfind(1, at, at + len(words))
            if busy < 0:
                yield at
            at = self.text.find(words, max(busy, at) + 1, stop)

    def take(self, start: int, end: int) -> None:
        """Let the characters from `start` to `end` belong to a part."""
        self.taken[start:end] = b"\1" * (end - start)

    def release(self, start: int, end: int) -> None:
        """Let the characters from `start` to `end` belong to nothing again."""
        self.taken[start:end] = bytes(end - start)

    def free(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The stretches between `start` and `end` that belong to nothing."""
        stop = len(self.text) if end is None else end
        at = self.taken.find(0, start, stop)
        while at >= 0:
            busy = self.taken.find(1, at, stop)
            busy = stop if busy < 0 else busy
            yield at, busy
            at = self.taken.find(0, busy, stop)


def matched(parts: Iterable[Owed], stream: Stream, canonical: Callable[[str], str]) -> list[Match]:
    """A Match for each part with words, in the same order."""
    matches = [match for part in parts if (match := _match(part, canonical)).text]
    _find_lines(matches, stream)
    running = [match for match in matches if match.owed.ordered]
    _find_between(running, stream, least=_LONG)
    _find_between(running, stream, least=0)
    _find_again([match for match in running if match.found], stream)
    loose = [match for match in matches if not match.owed.ordered]
    _find_loose(loose, stream)
    _find_altered(running, stream)
    _find_altered(loose, stream)
    return matches


def _match(part: Owed, canonical: Callable[[str], str]) -> Match:
    bounds = [0, *(cut.at for cut in part.cuts), len(part.text)]
    stretches = [canonical(part.text[a:b]) for a, b in pairwise(bounds)]
    gaps = [_RAISED if cut.aside is None else len(cut.aside) + _MARK for cut in part.cuts]
    kept: list[str] = []
    between: list[int] = []
    room = 0
    for stretch, gap in zip(stretches, [*gaps, 0], strict=True):
        if stretch:
            between += [room] if kept else []
            kept.append(stretch)
            room = 0
        room += gap
    return Match(part, canonical(part.text), tuple(kept), tuple(between))


def _settle(match: Match, at: int, stream: Stream, *, whole: bool = True) -> None:
    """Let the part stand at `at`, in one piece or in stretches."""
    if at < 0:
        return
    match.start, match.exact = at, True
    for words, gap in zip(
        (match.text,) if whole else match.stretches, (0, *match.gaps), strict=False
    ):
        at = stream.text.find(words, at, at + gap + len(words))
        stream.take(at, at + len(words))
        at = match.end = at + len(words)
    _letter(match, stream)


def _letter(match: Match, stream: Stream) -> None:
    """Let the letter that stands right before a heading belong to it, before anything takes it."""
    label = match.owed.label
    if not label:
        return
    start = stream.letter(match.start, label)
    if start >= 0:
        stream.take(start, match.start)
        match.lettered = True


def _spot(match: Match, stream: Stream, low: int, high: int | None = None) -> tuple[int, bool]:
    """Where the part stands free, and whether in one piece; (-1, True) if nowhere."""
    at = stream.find_lettered(match.text, match.owed.label, low, high)
    at = stream.find(match.text, low, high) if at < 0 else at
    if at >= 0 or len(match.stretches) < 2:
        return at, True
    return stream.find_parts(match.stretches, match.gaps, low, high), False


def _find_lines(matches: Sequence[Match], stream: Stream) -> None:
    """Each part that is a line by itself, one behind the other where they are running text."""
    cursor = 0
    for match in matches:
        _settle(match, stream.line(match.text, cursor if match.owed.ordered else 0), stream)
        if match.found and match.owed.ordered:
            cursor = match.end


def _find_between(running: Sequence[Match], stream: Stream, *, least: int) -> None:
    """Each part of `least` characters between its neighbours, else wherever it stands."""
    cursor = 0
    for match, limit in zip(running, _next_starts(running, stream), strict=True):
        if not match.found and len(match.text) >= least:
            for low, high in ((cursor, limit), (cursor, None), (0, None)):
                at, whole = _spot(match, stream, low, high)
                if at >= 0:
                    _settle(match, at, stream, whole=whole)
                    break
        cursor = match.end if match.found else cursor


def _find_again(found: Sequence[Match], stream: Stream) -> None:
    """Short parts that stand out of order, where their neighbours would have them.

    One or two characters stand in many places; the first that was free need not be theirs.
    """
    kept = in_order([match.start for match in found])
    limits: list[int] = []
    limit = len(stream.text)
    for i in range(len(found) - 1, -1, -1):
        limits.append(limit)
        limit = found[i].start if i in kept else limit
    cursor = 0
    for i, (match, limit) in enumerate(zip(found, reversed(limits), strict=True)):
        if i in kept:
            cursor = match.end
        elif len(match.text) < _LONG and match.exact:
            at, whole = _spot(match, stream, cursor, limit) if cursor < limit else (-1, True)
            if at >= 0:
                stream.release(match.start, match.end)
                _settle(match, at, stream, whole=whole)


def _next_starts(running: Sequence[Match], stream: Stream) -> list[int]:
    """For each part, where the next one that was found begins."""
    limits: list[int] = []
    limit = len(stream.text)
    for match in reversed(running):
        limits.append(limit)
        limit = match.start if match.found else limit
    return limits[::-1]


def _find_loose(loose: Sequence[Match], stream: Stream) -> None:
    """Longer ones first, so that no short one takes a piece of them; credits behind captions."""
    captions = {m.owed.figure: m.end for m in loose if m.owed.kind == "caption" and m.found}
    for match in sorted(loose, key=lambda m: (m.owed.kind != "caption", -len(m.text))):
        if match.found:
            continue
        behind = captions.get(match.owed.figure, 0) if match.owed.kind == "credit" else 0
        at, whole = _spot(match, stream, behind)
        at, whole = _spot(match, stream, 0) if at < 0 else (at, whole)
        _settle(match, at, stream, whole=whole)
        if match.owed.kind == "caption":
            captions[match.owed.figure] = max(match.end, captions.get(match.owed.figure, 0))


def _find_altered(matches: Sequence[Match], stream: Stream) -> None:
    """What was not found as it is, where its neighbours say that it should be, or anywhere."""
    limits = _next_starts(matches, stream)
    cursor = 0
    for match, limit in zip(matches, limits, strict=True):
        if match.found:
            cursor = match.end
            continue
        if not (match.owed.ordered and cursor <= limit and _altered(match, stream, cursor, limit)):
            _altered(match, stream, 0, len(stream.text))
        cursor = match.end if match.found else cursor


def _altered(match: Match, stream: Stream, low: int, high: int) -> bool:
    """Let the free stretch between `low` and `high` that is most like the part stand for it."""
    best, where = _ALIKE, (-1, -1)
    for start, end in stream.free(low, high):
        if end - start < len(match.text) // 3:
            continue
        spot = edits.place(match.text, stream.text[start:end])
        if spot is None:
            continue
        alike = edits.likeness(match.text, stream.text[start + spot[0] : start + spot[1]])
        if alike >= best:
            best, where = alike, (start + spot[0], start + spot[1])
    if where[0] < 0:
        return False
    match.start, match.end = where
    stream.take(*where)
    _letter(match, stream)
    return True


def in_order(starts: Sequence[int]) -> set[int]:
    """The indexes of a longest run of `starts` that rises: what stands in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, start in enumerate(starts):
        at = bisect_left(tails, start)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [start]
        ends[at : at + 1] = [i]
    kept: set[int] = set()
    i = ends[-1] if ends else -1
    while i >= 0:
        kept.add(i)
        i = before[i]
    return kept
