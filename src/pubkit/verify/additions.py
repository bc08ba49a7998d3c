"""Additions: words that were put to a part, and are not what a channel may set there.

A channel has marks of its own: a list's bullets, a note's number, a figure's, a link's target in
brackets. Anything else that stands in a part's line and belongs to no part was added to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pubkit.fonts import shows_nothing
from pubkit.proof import Kind
from pubkit.verify.match import AFLOAT, Match
from pubkit.verify.stream import Fits, Span, Stream

__all__ = [
    "Addition",
    "additions",
    "fitting",
    "is_mark",
    "may_follow",
    "may_part",
    "may_precede",
    "misfits",
    "take_targets",
]

_LONGEST = 64
"""Characters that a channel's own words and marks have at most in one place."""
_SHORT = 4
"""Characters by which a part is known, where it may stand in many places."""
_NAME = 2
"""The same of a name."""
_MARKS = re.compile(
    r"(?:[\s\d①-⑳\[\]()（）［］〔〕【】^_>|*†‡§¶#,.:：↩↑\ufe0e\u2060\u200b]|(?:注|note|fn|n)(?=\s?\d))*"
)
"""A note's mark, the brackets round a target or raised type, the inset of a quotation."""
_INSET = re.compile(r"[\s>|│#]*")
_PROOF = re.compile(r"(?:未核|UNREVIEWED)\s+")
"""What stands before the kicker of an article that no editor has read."""
_BULLET = re.compile(
    r"[\s>|│]*(?:[•◦‣▪■□●○*·–—+-]|[①-⑳]"
    r"|[(（]?(?:\d{1,10}|[A-Za-z]{1,5}|[一二三四五六七八九十百]{1,4})[.、．)）:：]|\d{1,10}\s)?\s*"
)
_NAMED = re.compile(
    r"[\s>|│(（［〔【\[]*"
    r"(?:[^\W\d_]{0,12}\s?\d{1,6}[\s)）］〕】\]:：.、/／|—–·]+|[\w ]{1,16}[:：])?"
    r"[\s()（）［］〔〕【】\[\]/／|—–·-]*"
)
"""What stands before a caption, a credit or a note: `图3　`, `【图3】（`, `Photo: `."""
_EMPTY = re.compile(r"\s*(?:\(\s*\)|（\s*）|\[\s*\]|［\s*］)\s*")
"""The brackets of a credit in which nothing is seen."""
_CLOSED = re.compile(r"[\s)）\]］】〕。.]*")
_BACK = re.compile(r"[\s\[\]↩↑⤴\ufe0e]*")
_GLUED = frozenset(
    ["摄", "文", "图", "供图", "报道", "摄影", "撰文", "采写", "文图", "图文", "摄影报道"]
)
"""What stands right behind a name in a byline, without a space."""
_BESIDE: frozenset[Kind] = frozenset({"caption", "credit", "footnote"})


@dataclass(frozen=True, slots=True)
class Addition:
    """Words that were put to a part."""

    at: int
    """Where, counted in the part's words."""
    words: str
    """What was put there."""
    span: Span
    """Where that stands in the artifact."""


def additions(matches: Iterable[Match], stream: Stream) -> Mapping[int, tuple[Addition, ...]]:
    """What was added to each part that else stands as it is, by the part's number.

    Where lines are the reader's, what stands in a part's gaps may have been misread into it, and
    what shares a line with a very short part, unless it is a name, may be what that was found in.
    """
    whole = {n: match for n, match in enumerate(matches) if match.exact}
    ends = {match.end: n for n, match in whole.items()}
    found: dict[int, list[Addition]] = {}
    for number, match in whole.items():
        least = _NAME if match.owed.kind == "byline" else _SHORT
        if not stream.lined and len(match.text) < least:
            continue
        for gap in _in_gaps(match, stream) if stream.lined else ():
            found.setdefault(number, []).append(gap)
        for owner, addition in _round(number, whole, ends, stream):
            found.setdefault(owner, []).append(addition)
    return {n: tuple(sorted(some, key=lambda one: one.at)) for n, some in found.items()}


def fitting(match: Match) -> Fits:
    """Whether what stands behind a part's stretch of this number is a mark."""
    return lambda number, words: is_mark(words, match.asides[number + 1] or ())


def misfits(match: Match, spans: tuple[Span, ...], stream: Stream) -> int:
    """In how many places something would be added to the part if it stood at `spans`.

    What would make it a piece of a longer word or number counts twice.
    """
    low, start = stream.before(spans[0][0])
    end, high = stream.behind(spans[-1][1])
    fits = fitting(match)
    gaps = ((i, stream.text[a[1] : b[0]]) for i, (a, b) in enumerate(pairwise(spans)))
    return sum(
        (
            not may_precede(match, stream.text[low:start]),
            not may_follow(match, stream.text[end:high]),
            low < start and _joins(stream.text[start - 1 : start + 1]),
            end < high and _joins(stream.text[end - 1 : end + 1]),
            *(not fits(number, words) for number, words in gaps),
        )
    )


def _joins(pair: str) -> bool:
    return pair.isascii() and pair.isalnum()


def take_targets(match: Match, stream: Stream) -> None:
    """Let the marks of a part in which a link's target stands belong to it."""
    if not match.exact:
        return
    gaps = [(one[1], other[0]) for one, other in pairwise(match.spans)]
    places = [
        *zip(gaps, match.asides[1:], strict=False),
        (stream.behind(match.end), match.asides[-1]),
    ]
    for (start, end), asides in places:
        words = stream.text[start:end]
        if any(aside and aside in words for aside in asides or ()) and is_mark(words, asides or ()):
            stream.take(start, end)


def _in_gaps(match: Match, stream: Stream) -> Iterator[Addition]:
    """What stands between the stretches of a part and is no mark."""
    at = 0
    for i, (stretch, span) in enumerate(zip(match.stretches, match.spans, strict=False)):
        at = match.text.find(stretch, at) + len(stretch)
        if i + 1 == len(match.spans):
            return
        for start, end in stream.free(span[1], match.spans[i + 1][0]):
            words = stream.text[start:end]
            if not is_mark(words, match.asides[i + 1] or ()):
                yield Addition(at, words, (start, end))


def _round(
    number: int, whole: Mapping[int, Match], ends: Mapping[int, int], stream: Stream
) -> Iterator[tuple[int, Addition]]:
    """What stands before and behind a part in its line, and whose addition it is.

    Where lines are the reader's, as far as no white space parts it from the part.
    """
    match = whole[number]
    start, end = match.start, match.end
    if match.letter_span is not None:
        low, high = stream.before(start)
        if not is_mark(stream.text[low:high], match.asides[0] or ()):
            yield number, Addition(0, stream.text[low:high], (low, high))
        start = match.letter_span[0]
    low, high = stream.before(start)
    words = stream.text[low:high]
    left = ends.get(low) if low > stream.word_start(start) else None
    if left is not None:
        if not (words.strip() == "" or may_part(whole[left], match, words)):
            yield left, Addition(len(whole[left].text), words, (low, high))
    elif not may_precede(match, words):
        yield number, Addition(0, words, (low, high))
    low, high = stream.behind(end)
    words = stream.text[low:high]
    if high == stream.word_end(end) and not may_follow(match, words):
        yield number, Addition(len(match.text), words, (low, high))


# ── what channels set ───────────────────────────────────────────────────────────────────────


def is_mark(words: str, asides: Iterable[str]) -> bool:
    """Whether `words` are a mark, with the targets and notes that it may hold."""
    return any(
        len(rest) <= _LONGEST and _MARKS.fullmatch(_seen(rest)) for rest in _variants(words, asides)
    )


def _variants(words: str, asides: Iterable[str]) -> Iterator[str]:
    """`words`, and the same without the longest aside, the two longest, and so on.

    What is no aside at all may hold a short one: the number of a note whose words are a number. So
    numbers come after others of their length.
    """
    yield words
    for aside in sorted(asides, key=lambda aside: (-len(aside), aside.isdecimal())):
        if aside and aside in words:
            words = words.replace(aside, " ", 1)
            yield words


def may_precede(match: Match, words: str) -> bool:
    """Whether `words` may stand before a part at the beginning of its line."""
    if not _seen(words) or (match.owed.kind == "kicker" and _PROOF.fullmatch(words)):
        return True
    if len(words) > match.room:
        return False
    return any(_leads(match, rest) for rest in _variants(words, match.asides[0] or ()))


def _seen(words: str) -> str:
    """`words` without what shows nothing; empty if nothing but spaces is left."""
    words = "".join(c for c in words if c.isspace() or not shows_nothing(c))
    return words if words.strip() else ""


def _leads(match: Match, words: str) -> bool:
    """Whether `words` are what a channel sets before such a part, with its marks behind it."""
    words = _seen(words)
    kind = match.owed.kind
    if kind in AFLOAT:
        return not words[-1:].isalnum() or words.strip() in _GLUED
    if len(words) > _LONGEST:
        return False
    listed = kind == "list item" or ".items[" in match.owed.where
    form = _NAMED if kind in _BESIDE else _BULLET if listed else _INSET
    ends = {len(words)}
    if kind in _BESIDE or match.asides[0] is not None:
        ends |= {at for at in range(len(words)) if _MARKS.fullmatch(words, at)}
    return any(form.fullmatch(words, 0, end) for end in ends)


def may_follow(match: Match, words: str) -> bool:
    """Whether `words` may stand behind a part at the end of its line."""
    if not _seen(words):
        return True
    if len(words) > match.room:
        return match.owed.kind in AFLOAT and not words[0].isalnum()
    if match.asides[-1] is not None and is_mark(words, match.asides[-1]):
        return True
    if match.owed.kind in AFLOAT:
        return not words[0].isalnum() or words.strip() in _GLUED
    form = {"caption": _EMPTY, "credit": _CLOSED, "footnote": _BACK}.get(match.owed.kind)
    return form is not None and form.fullmatch(_seen(words)) is not None


def may_part(left: Match, right: Match, words: str) -> bool:
    """Whether `words` may stand between two parts in one line."""
    if left.owed.kind in AFLOAT and words[0].isalnum() and words.strip() not in _GLUED:
        return False
    opens = left.asides[-1]
    if opens is None:
        return may_precede(right, words)
    for rest in _variants(words, opens):
        mark = _MARKS.match(rest[:_LONGEST])
        if mark and any(may_precede(right, rest[at:]) for at in range(mark.end() + 1)):
            return True
    return False
