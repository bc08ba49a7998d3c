"""Yielding: what the lines of a paragraph have to break, keep whole and trim."""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from functools import lru_cache

from pubkit.bonds import bonds
from pubkit.characters import OPENING, is_wide
from pubkit.display import ems
from pubkit.fonts import shows_nothing
from pubkit.renderers.page.matter import Run, Runs, text_of

__all__ = ["bound", "trimmed", "yielding"]

_PLACE = "\u200b"
"""A place to break that shows nothing (UAX #14, class ZW)."""
_TIE = "\u2060"
"""A place where no line ends, and which shows nothing (UAX #14, class WJ)."""
_PARTING = "/-"
"""A line may break behind these (UAX #14, classes SY and HY)."""
_DOUBT = 1.3
"""How much longer a word may be than it is reckoned: in a larger voice, in capitals."""


def yielding(runs: Runs, room: float) -> Runs:
    """The runs with places to break between all letters of words that `room` ems may not hold.

    An address or a name that no line holds would run into the next column. Other words stay whole.
    """
    text = text_of(runs)
    places = {at for start, end in _words(text) if ems(text[start:end]) * _DOUBT > room
              for at in range(start + 1, end) if _is_apart(text[at])}  # fmt: skip
    return _marked(runs, places, _PLACE)


def bound(runs: Runs, *, ends: bool = True) -> Runs:
    """The runs with ties where no line ends; `ends` says whether their paragraph does with them."""
    return _marked(runs, bonds(text_of(runs), ends=ends), _TIE)


def trimmed(runs: Runs) -> Runs:
    """The runs, opening marks at their head set apart.

    At a line's start Typst takes the blank half of such a mark, but not behind an indent.
    """
    if not runs or runs[0].text[:1] not in OPENING:
        return runs
    first, *others = runs
    rest = first.text.lstrip("".join(OPENING))
    marks = first.text[: len(first.text) - len(rest)]
    tail = (Run(rest, first.marks),) if rest else ()
    return (Run(marks, (*first.marks, "head")), *tail, *others)


def _marked(runs: Runs, places: Set[int], mark: str) -> Runs:
    """The runs with a mark before each of these characters."""
    if not places:
        return runs
    found: list[Run] = []
    at = 0
    for run in runs:
        letters = (mark + c if at + n in places else c for n, c in enumerate(run.text))
        found.append(Run("".join(letters), run.marks))
        at += len(run.text)
    return tuple(found)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[tuple[int, int], ...]:
    """Where words begin and end: no line breaks inside, as Typst sets them."""
    found = []
    start = 0
    for at, character in enumerate(f"{text} "):
        if character.isspace() or is_wide(character):
            found.append((start, at))
            start = at + 1
        elif character in _PARTING:
            found.append((start, at + 1))
            start = at + 1
    return tuple(found)


def _is_apart(character: str) -> bool:
    """Whether a line may begin with it: it is no accent, and it shows."""
    return not (unicodedata.combining(character) or shows_nothing(character))
