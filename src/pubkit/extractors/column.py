"""Column: lines, pictures and links as a reader meets them, put into one Extract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate

from pubkit.extract import Extract, Picture

__all__ = ["Column"]

_BLANK = " \t\n"
"""What alone makes no line: white space between blocks, an empty cell."""


class Column:
    """An artifact's content in reading order.

    A line begun inside another, such as a footnote at its mark, comes right behind it.
    """

    def __init__(self, settle: Callable[[str], str] = str) -> None:
        """An empty column; `settle` makes the raw characters of a line what a reader sees."""
        self._settle = settle
        self._lines: list[str] = []
        self._open: list[tuple[int, list[str]]] = []
        self._pictures: list[Picture] = []
        self._links: list[str] = []

    @property
    def open(self) -> bool:
        """Whether a line is being written."""
        return bool(self._open)

    def begin(self) -> None:
        """Begin a line, at this place of the order."""
        self._open.append((len(self._lines), []))
        self._lines.append("")

    def write(self, text: str) -> None:
        """Write on in the line begun last; begin one if there is none."""
        if not self._open:
            self.begin()
        self._open[-1][1].append(text)

    def end(self) -> None:
        """End the line begun last, if there is one."""
        if self._open:
            place, pieces = self._open.pop()
            self._lines[place] = self._settle("".join(pieces))

    def line(self, text: str) -> None:
        """Write a whole line."""
        self.begin()
        self.write(text)
        self.end()

    def picture(self, data: bytes | None, name: str, alt: str) -> None:
        """Put a picture here: before the line begun last as long as nothing is written in it."""
        place = len(self._lines)
        if self._open and not any(piece.strip(_BLANK) for piece in self._open[-1][1]):
            place = self._open[-1][0]
        self._pictures.append(Picture(data, name, place, alt))

    def link(self, target: str) -> None:
        """Note where a link leads."""
        self._links.append(target)

    def extract(self, fields: Mapping[str, str] | None = None) -> Extract:
        """All of it; blank lines are none."""
        while self._open:
            self.end()
        kept = [bool(line.strip(_BLANK)) for line in self._lines]
        before = list(accumulate(kept, initial=0))
        return Extract(
            lines=tuple(line for line, keep in zip(self._lines, kept, strict=True) if keep),
            pictures=tuple(replace(found, line=before[found.line]) for found in self._pictures),
            links=tuple(self._links),
            fields=fields,
        )
