"""Lines: the page's text, line by line, with the white space round it measured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pubkit.characters import is_wide, strip_illegal
from pubkit.record import Removed

__all__ = ["Line", "columns", "split"]

_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""Every way in which systems end a line; `str.splitlines` takes three more that are no ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    number: int
    """Counted from 1, blank lines included."""
    text: str
    """Its characters, without white space at either end."""
    indent: int = 0
    """Columns of white space before it."""
    gap: int = 0
    """Blank lines before it; for the first, those at the top."""

    @property
    def width(self) -> int:
        """Columns that its text takes in a fixed-width face."""
        return columns(self.text)


def columns(text: str) -> int:
    """Columns of `text` in a fixed-width face: 2 for a Chinese character, 0 for a combining one."""
    if text.isascii():
        return len(text)
    return sum(2 if is_wide(c) else 0 if unicodedata.combining(c) else 1 for c in text)


def split(text: str) -> tuple[list[Line], list[Removed]]:
    """The lines of `text` that are not blank, and the characters that no channel can carry."""
    removed: list[Removed] = []
    lines = list(_lines(text, removed))
    return lines, removed


def _lines(text: str, removed: list[Removed]) -> Iterator[Line]:
    gap = 0
    for number, raw in enumerate(_BREAK.split(text), 1):
        legal, illegal = strip_illegal(raw)
        if illegal:
            removed.append(
                Removed(line=number, text=illegal, why="characters that no channel can carry")
            )
        body = legal.lstrip()
        if not body:
            gap += 1
            continue
        indent = columns(legal[: len(legal) - len(body)].replace("\t", "    "))
        yield Line(number, body.rstrip(), indent, gap)
        gap = 0
