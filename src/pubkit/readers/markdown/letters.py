"""Section letters in a manuscript: recognised, stripped, written.

A letter is derived from the order of the sections and never stored. An author may write it, and
then it must agree; words that only look like letters stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from pubkit import walk
from pubkit.model import Numbering
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["Lettering", "lettered", "settle"]

_END = r"(?:\s+|[、．]\s*|\.(?!\d|[A-Za-z]\.)\s*|$)"
"""What ends a letter: space, a mark, or the heading's end; `1.5` and `A.I.` hold none."""
_LETTER: dict[Numbering, re.Pattern[str]] = {
    "upper-alpha": pattern(rf"(?P<letter>[A-Z]+){_END}"),
    "decimal": pattern(rf"(?P<letter>[0-9]+){_END}"),
    "cjk": pattern(r"(?P<letter>[〇零一二三四五六七八九十百千]+|[0-9]{5,})(?:、\s*|\s+|$)"),
}
_LONGEST: dict[Numbering, int] = {"upper-alpha": 1, "decimal": 3, "cjk": 3}
"""Longer ones are words or years, unless the article has so many sections."""


class Lettering(Struct, frozen=True):
    """What is settled about the letters of one article."""

    numbering: Numbering
    """How its sections are lettered."""
    headings: tuple[str, ...]
    """The headings' sources, without letters where they agreed."""
    notices: tuple[tuple[int, Notice], ...] = field(default=())
    """What is wrong, each with its section's index."""


def settle(headings: Sequence[str], numbering: Numbering | None) -> Lettering:
    """Decide whether the headings carry letters.

    `numbering` is what the head says, None if it says nothing. Then at least two sections must
    agree, so that a single `A 股三连涨` stays as written.
    """
    if numbering == "none" or (numbering is None and len(headings) < 2):
        return Lettering("none", tuple(headings))
    if numbering is not None:
        return _checked(headings, numbering)
    for scheme in _LETTER:
        found = [_split(heading, scheme, len(headings)) for heading in headings]
        if all(found):
            return _checked(headings, scheme, inferred=True)
    return Lettering("none", tuple(headings))


def lettered(numbering: Numbering, number: int, heading: str) -> str:
    """The heading's source with the letter of the `number`-th section before it."""
    return walk.heading(numbering, walk.numeral(numbering, number), heading)


def _checked(headings: Sequence[str], scheme: Numbering, *, inferred: bool = False) -> Lettering:
    found = [_split(heading, scheme, len(headings)) for heading in headings]
    expected = [walk.numeral(scheme, n) for n in range(1, len(headings) + 1)]
    right = [
        split is not None and split[0] == letter
        for split, letter in zip(found, expected, strict=True)
    ]
    if all(right):
        return Lettering(scheme, tuple(split[1] for split in found if split))
    kept: Numbering = "none" if inferred else scheme
    if all(found):
        index = right.index(False)
        written = found[index]
        notice = _disorder(index, written[0] if written else "", expected[index])
        return Lettering(kept, tuple(headings), ((index, notice),))
    if any(right):
        index = right.index(True)
        return Lettering(kept, tuple(headings), ((index, _incomplete(index, expected[index])),))
    return Lettering(kept, tuple(headings))


def _split(heading: str, scheme: Numbering, sections: int) -> tuple[str, str] | None:
    """The letter at the heading's start and the rest, if it carries one."""
    match = _LETTER[scheme].match(heading)
    longest = max(_LONGEST[scheme], len(walk.numeral(scheme, sections)))
    if match is None or len(match["letter"]) > longest:
        return None
    return match["letter"], heading[match.end() :]


def _disorder(index: int, written: str, expected: str) -> Notice:
    return Notice(
        code="letter-order",
        severity="error",
        where=f"sections[{index}]",
        text=f"The section is lettered {written}, but {expected} is its place.",
        hint="Correct the order, or write numbering: none if these are words.",
    )


def _incomplete(index: int, letter: str) -> Notice:
    return Notice(
        code="letter-incomplete",
        severity="warning",
        where=f"sections[{index}]",
        text=f"The heading carries the letter {letter}, but others carry none; it stays text.",
        hint="Letter every section, or none.",
    )
