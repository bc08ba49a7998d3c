"""Matching: which stretch of an artifact's text is which part of the article.

Every character of the artifact belongs to one part at most, so that a name that stands in a
paragraph does not stand for one that is gone from the byline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from pubkit.verify import edits
from pubkit.verify.additions import fitting, misfits, take_targets
from pubkit.verify.alignment import align
from pubkit.verify.match import AFLOAT, Match, sought
from pubkit.verify.owed import Owed
from pubkit.verify.stream import Span, Stream

__all__ = ["in_order", "matched"]

_LONG = 16
"""Characters by which a part is known wherever it stands; shorter ones are looked for between."""
_TRIES = 50
"""Places of short words that are looked at for one that fits."""
_CLAIMS = 16
"""Parts that may claim a place where others stand, and places that each may claim."""
_ALIKE = 0.6
"""Likeness from which a stretch counts as the part, altered."""


def matched(parts: Iterable[Owed], stream: Stream, canonical: Callable[[str], str]) -> list[Match]:
    """A Match for each part with words, in the same order."""
    matches = [match for part in parts if (match := sought(part, canonical)).text]
    align(_orders(matches), stream)
    _find_lines(matches, stream)
    running = [match for match in matches if match.owed.ordered]
    for place, match in enumerate(running):
        match.place = place
    _find_between(running, stream, least=_LONG)
    _find_between(running, stream, least=0)
    loose = [match for match in matches if not match.owed.ordered]
    _find_loose([match for match in loose if match.owed.kind not in AFLOAT], stream)
    for match in matches:
        if stream.lined:
            take_targets(match, stream)
    _find_loose([match for match in loose if match.owed.kind in AFLOAT], stream)
    _find_claimed(matches, running, stream)
    if stream.lined:
        _gather(matches, running, stream)
    _find_altered(running, stream)
    _find_altered(loose, stream)
    if stream.lined:
        _exchange(matches, running, stream)
    _untangle(running)
    _find_other_letters(matches, stream)
    return matches


def _orders(matches: Sequence[Match]) -> Iterator[list[Match]]:
    """The orders in which artifacts hold an article: notes behind their lines, or at the end."""
    page = [match for match in matches if match.owed.kind not in AFLOAT]
    yield page
    notes = [match for match in page if match.owed.kind == "footnote"]
    if notes:
        yield [match for match in page if match.owed.kind != "footnote"] + notes


def _spot(match: Match, stream: Stream, low: int, high: int | None = None) -> tuple[Span, ...]:
    """Where the part stands free, at best with nothing added to it; nothing if nowhere."""
    least = 0
    best: tuple[Span, ...] = ()
    for tries, spans in enumerate(_spots(match, stream, low, high)):
        unfit = misfits(match, spans, stream) if stream.lined else 0
        if not best or unfit < least:
            least, best = unfit, spans
        if not unfit or tries == _TRIES:
            break
    return best


def _spots(match: Match, stream: Stream, low: int, high: int | None) -> Iterator[tuple[Span, ...]]:
    stop = len(stream.text) if high is None else high
    size = len(match.text)
    for at in stream.places(match.text, low, stop):
        yield ((at, at + size),)
    if len(match.stretches) > 1:
        yield from stream.layouts(match.stretches, match.gaps, fitting(match), low, high)


def _find_lines(matches: Sequence[Match], stream: Stream) -> None:
    """Each part that is a line by itself, one behind the other where they are running text."""
    cursor = 0
    for match in matches:
        if not match.found:
            at = stream.line(match.text, cursor if match.owed.ordered else 0)
            match.settle(((at, at + len(match.text)),) if at >= 0 else (), stream)
        if match.found and match.owed.ordered:
            cursor = match.end


def _find_between(running: Sequence[Match], stream: Stream, *, least: int) -> None:
    """Each part of `least` characters between its neighbours, else wherever it stands."""
    cursor = 0
    for match, limit in zip(running, _next_starts(running, stream), strict=True):
        if not match.found and len(match.text) >= least:
            _settle_between(match, stream, cursor, limit)
        cursor = match.end if match.found else cursor


def _settle_between(match: Match, stream: Stream, low: int, high: int) -> None:
    """Let the part stand between `low` and `high`, else behind `low`, else anywhere."""
    for start, end in ((low, high), (low, None), (0, None)):
        if spans := _spot(match, stream, start, end):
            match.settle(spans, stream)
            return


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
        match.settle(_spot(match, stream, behind) or _spot(match, stream, 0), stream)
        if match.owed.kind == "caption":
            captions[match.owed.figure] = max(match.end, captions.get(match.owed.figure, 0))


def _find_claimed(matches: Sequence[Match], running: Sequence[Match], stream: Stream) -> None:
    """What was not found since shorter parts stand for pieces of it, which others could be too."""
    unfound = [match for match in matches if not match.found and len(match.text) > 1]
    for match in unfound[:_CLAIMS]:
        shorter, spots = _claimed(match, matches, stream)
        any(_claim(match, spans, shorter, running, stream) for spans in spots)


def _gather(matches: Sequence[Match], running: Sequence[Match], stream: Stream) -> None:
    """What was found in pieces, something strange between them, though it stands as a line too."""
    torn = [m for m in matches if m.exact and len(m.spans) > 1 and misfits(m, m.spans, stream)]
    for match in torn[:_CLAIMS]:
        stood = match.leave(stream)
        shorter, spots = _claimed(match, matches, stream)
        lines = (spans for spans in spots if stream.is_line(*spans[0]) and len(spans) == 1)
        if not any(_claim(match, spans, shorter, running, stream) for spans in lines):
            match.settle(stood, stream)


def _claimed(
    match: Match, matches: Iterable[Match], stream: Stream
) -> tuple[list[Match], list[tuple[Span, ...]]]:
    """Shorter parts, and where the part could stand if they were not there."""
    shorter = [m for m in matches if m.exact and len(m.text) < len(match.text)]
    stood = [one.leave(stream) for one in shorter]
    spots = list(islice(_spots(match, stream, 0, None), _CLAIMS))
    for one, spans in zip(shorter, stood, strict=True):
        one.settle(spans, stream)
    return shorter, spots


def _claim(
    match: Match,
    spans: tuple[Span, ...],
    shorter: Iterable[Match],
    running: Sequence[Match],
    stream: Stream,
) -> bool:
    """Let the part stand at `spans` if all that stand there are whole elsewhere too."""
    low, high = spans[0][0], spans[-1][1]
    there = [m for m in shorter if any(start < high and low < end for start, end in m.spans)]
    stood = [one.leave(stream) for one in there]
    match.settle(spans, stream)
    for one in there:
        _settle_between(one, stream, *_room(one, running, stream))
    if all(one.found for one in there):
        return True
    for one in (match, *there):
        one.leave(stream)
    for one, places in zip(there, stood, strict=True):
        one.settle(places, stream)
    return False


def _room(match: Match, running: Sequence[Match], stream: Stream) -> tuple[int, int]:
    """Where the part's neighbours in the running text say that it stands."""
    low, high = 0, len(stream.text)
    if not match.owed.ordered:
        return low, high
    at = match.place
    low = next((running[n].end for n in range(at - 1, -1, -1) if running[n].found), low)
    return low, next(
        (running[n].start for n in range(at + 1, len(running)) if running[n].found), high
    )


def _exchange(matches: Iterable[Match], running: Sequence[Match], stream: Stream) -> None:
    """Let parts of other kinds that say the same change places if less is added to them there.

    A caption may say what a heading says, and only one of them has a figure's mark before it.
    """
    alike: dict[tuple[str, ...], list[Match]] = {}
    for match in matches:
        if match.exact:
            words = tuple(stream.text[start:end] for start, end in match.spans)
            alike.setdefault(words, []).append(match)
    for group in alike.values():
        if len({match.owed.kind for match in group}) == 1:
            continue
        for match in group[:_CLAIMS]:
            if _strange(match, running, stream):
                others = (one for one in group[:_CLAIMS] if one.owed.kind != match.owed.kind)
                any(_change(match, other, running, stream) for other in others)


def _change(one: Match, other: Match, running: Sequence[Match], stream: Stream) -> bool:
    """Let two parts change places if that puts more right than wrong."""

    def strange() -> int:
        return _strange(one, running, stream) + _strange(other, running, stream)

    def swap() -> None:
        spans, others = one.leave(stream), other.leave(stream)
        one.settle(others, stream)
        other.settle(spans, stream)

    before = strange()
    swap()
    if strange() < before:
        return True
    swap()
    return False


def _strange(match: Match, running: Sequence[Match], stream: Stream) -> int:
    """How much is wrong about where the part stands: what is added to it, its letter, its order."""
    low, high = _room(match, running, stream)
    unlettered = bool(match.owed.label) and match.letter_span is None
    return misfits(match, match.spans, stream) + unlettered + (not low <= match.start <= high)


def _untangle(running: Iterable[Match]) -> None:
    """Let parts that say the same, and may, stand in their order: nobody can tell them apart."""
    alike: dict[object, list[Match]] = {}
    for match in running:
        if match.exact:
            same = match.owed.label, match.text, match.stretches, match.gaps, match.asides
            alike.setdefault(same, []).append(match)
    for group in alike.values():
        places = sorted((m.start, m.end, m.spans, m.letter_found, m.letter_span) for m in group)
        for one, place in zip(group, places, strict=True):
            one.start, one.end, one.spans, one.letter_found, one.letter_span = place


def _find_other_letters(matches: Iterable[Match], stream: Stream) -> None:
    """Headings before which another's letter stands: a section was moved, or counted wrongly."""
    headings = [match for match in matches if match.owed.label]
    letters = sorted({match.owed.label for match in headings}, key=len, reverse=True)
    for match in headings:
        if match.found and match.letter_span is None:
            any(match.take_letter(letter, stream) for letter in letters)


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
    match.settle((where,), stream, exact=False)
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
