"""Yielding: words longer than their line, which have to break inside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pubkit.characters import is_wide
from pubkit.display import ems
from pubkit.fonts import shows_nothing
from pubkit.renderers.page.matter import Run, Runs, text_of

__all__ = ["yielding"]

_PLACE = "\u200b"
"""A place to break that shows nothing (UAX #14, class ZW)."""
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
    if not places:
        return runs
    found: list[Run] = []
    at = 0
    for run in runs:
        letters = (_PLACE + c if at + n in places else c for n, c in enumerate(run.text))
        found.append(Run("".join(letters), run.marks))
        at += len(run.text)
    return tuple(found)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end: no line breaks inside, as Typst sets them."""
    start = 0
    for at, character in enumerate(f"{text} "):
        if character.isspace() or is_wide(character):
            yield start, at
            start = at + 1
        elif character in _PARTING:
            yield start, at + 1
            start = at + 1


def _is_apart(character: str) -> bool:
    """Whether a line may begin with it: it is no accent, and it shows."""
    return not (unicodedata.combining(character) or shows_nothing(character))
