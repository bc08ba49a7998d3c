"""Alignment: an article's parts laid on an artifact's text in the order of the page.

A short part may be a piece of another, or of what a channel adds. So no part takes the first place
that it fits: of all the ways to lay the parts on the text one behind the other, a best one is
taken, which leaves out as few of them as possible and lets them begin and end with lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice, pairwise

from pubkit.verify.additions import fitting, is_mark, may_follow, may_part, may_precede
from pubkit.verify.match import Match
from pubkit.verify.stream import Span, Stream

__all__ = ["align"]

_PLACED = 1000
"""What a part that stands in its place is worth; more than all faults of a page."""
_BEGUN = 1
"""The fault of a part before which a channel's mark stands in the line: a list's."""
_CONTINUED = 2
"""The fault of a part behind which something stands in the line, if only a mark."""
_ADDED = 8
"""The fault of a part to which words seem to be added, before it, in it or behind it."""
_SCATTERED = 3
"""The same where lines are the reader's, who may have misread words into it: still worse than that
something stands before it or behind."""
_UNLETTERED = 4
"""The fault of a heading without its letter."""
_LONG = 16
"""Characters by which a part is known, whatever stands round it."""
_REACH = 2000
"""Characters behind the last part in which the next is looked for, but for whole lines."""
_TRIES = 64
"""Places of a part that are looked at behind one place of the part before."""
_PATHS = 12
"""Ways that are followed at once: so many parts may stand elsewhere before the right way is
lost."""


@dataclass(frozen=True, slots=True)
class _Path:
    """A way to lay the first parts on the text."""

    score: int
    """What it is worth."""
    end: int
    """Where its last part ends."""
    open: int = 0
    """The fault of its last part that would be none if the next one stood in the same line."""
    torn: bool = False
    """Whether its last part is a piece of a word, if the next one does not stand right behind."""
    match: Match | None = None
    """Its last part."""
    spans: tuple[Span, ...] = ()
    """Where that stands."""
    before: _Path | None = None
    """The way to the part before."""


def align(orders: Iterable[Sequence[Match]], stream: Stream) -> None:
    """Settle the parts of that one of `orders` in which the most of them stand."""
    best = max((_path(order, stream) for order in orders), key=lambda path: path.score)
    path: _Path | None = best
    while path is not None and path.match is not None:
        path.match.settle(path.spans, stream)
        path = path.before


def _path(order: Sequence[Match], stream: Stream) -> _Path:
    """The best way."""
    paths = [_Path(0, 0)]
    for match in order:
        longer = (further for path in paths for further in _further(path, match, stream))
        paths = _best([*paths, *longer])
    best = max(paths, key=lambda path: path.score - _PLACED * path.torn)
    return best.before if best.before and best.torn else best


def _best(paths: list[_Path]) -> list[_Path]:
    """Those that could still win: no other one ends earlier and is worth as much."""
    kept: list[_Path] = []
    most = -1
    for path in sorted(paths, key=lambda path: (path.end, -path.score)):
        if path.score + path.open > most:
            kept.append(path)
            most = max(most, path.score)
    return sorted(kept, key=lambda path: -path.score)[:_PATHS]


def _further(path: _Path, match: Match, stream: Stream) -> Iterator[_Path]:
    """The ways on from `path`: later places of the part only if they fit better."""
    most = path.score
    for spans in _places(match, path.end, stream):
        if path.torn and stream.line_start(spans[0][0]) >= path.end:
            return
        faults, open_ = _faults(path, match, spans, stream)
        if stream.lined and faults - open_ >= _ADDED and len(match.text) < _LONG:
            continue  # rather a piece of something else; it is looked for once the others stand
        score = path.score + _PLACED - faults
        if score + open_ > most:
            end = spans[-1][1]
            torn = stream.lined and open_ >= _ADDED and stream.text[end].isalnum()
            yield _Path(score, end, open_, torn, match, spans, path)
            most = max(most, score)
        if faults <= 0:
            return


def _places(match: Match, start: int, stream: Stream) -> Iterator[tuple[Span, ...]]:
    """Where the part may stand from `start` on, by its ends."""
    size = len(match.text)
    stop = start + _REACH + size
    places: Iterator[tuple[Span, ...]]
    places = (((at, at + size),) for at in stream.places(match.text, start, stop))
    if len(match.stretches) > 1:
        layouts = stream.layouts(match.stretches, match.gaps, fitting(match), start, stop)
        places = merge(places, layouts, key=lambda spans: spans[-1][1])
    yield from islice(places, _TRIES)
    line = stream.next_line(match.text, stop - size)
    if line >= 0:
        yield ((line, line + size),)


def _faults(path: _Path, match: Match, spans: tuple[Span, ...], stream: Stream) -> tuple[int, int]:
    """How badly the part would stand at `spans` behind `path`, and what of it the next may mend."""
    start, end = spans[0][0], spans[-1][1]
    faults = 0
    low = stream.line_start(start)
    if match.owed.label:
        letter = match.letter(start, stream)
        faults += _UNLETTERED if letter < 0 else 0
        start = letter if letter >= low else start
    if path.end > low:
        faults -= path.open
        left = path.match
    else:
        left = None
    before = _before(left, match, stream.text[max(low, path.end) : start])
    faults += before if stream.lined else min(before, _CONTINUED)
    for i, (one, other) in enumerate(pairwise(spans), 1):
        if not is_mark(stream.text[one[1] : other[0]], match.asides[i] or ()):
            faults += _ADDED if stream.lined else _SCATTERED
    open_ = _behind(match, stream.text[end : stream.line_end(end)])
    open_ = open_ if stream.lined else _unlined(match, open_)
    return faults + open_, open_


def _unlined(match: Match, open_: int) -> int:
    """The fault of a part behind which something stands, where lines are the reader's."""
    if match.asides[-1] is None:
        return min(open_, _CONTINUED)
    return _CONTINUED if open_ >= _ADDED else 0


def _before(left: Match | None, match: Match, words: str) -> int:
    if not words.strip():
        return 0
    if len(words) > match.room + (left.room if left else 0):
        return _ADDED
    fits = may_part(left, match, words) if left else may_precede(match, words)
    return _BEGUN if fits else _ADDED


def _behind(match: Match, words: str) -> int:
    if not words.strip():
        return 0
    return _CONTINUED if may_follow(match, words) else _ADDED
