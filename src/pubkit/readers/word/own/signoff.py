"""Sign-off: the credits and the source at the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pubkit.model import Credit
from pubkit.readers.galley.names import parsed
from pubkit.readers.word.flow import Line
from pubkit.readers.word.own.figures import text_of

__all__ = ["SIGNED", "SignOff"]

SIGNED = frozenset({"credit role", "credit name", "source"})
"""Character styles of what stands in it."""


class SignOff:
    """The sign-off of one document."""

    def __init__(self) -> None:
        self.source = ""
        """Where the article was taken from."""
        self._credits: list[tuple[str, list[str]]] = []

    def take(self, line: Line) -> bool:
        """Take a paragraph of it; false if it names nobody."""
        if not any(leaf.style in SIGNED for leaf in line.leaves):
            found = parsed(line.text)
            self._credits += [(credit.role, list(credit.names)) for credit in found]
            return bool(found)
        for style, text in _stretches(line):
            if style == "source":
                self.source = text
            elif style == "credit role":
                self._credits.append((text, []))
            elif style == "credit name" and self._credits:
                self._credits[-1][1].append(text)
        if self._credits and not self._credits[-1][1] and style == "source":
            self._credits.pop()
        return True

    @property
    def where(self) -> str:
        """The node path of what has been taken last."""
        return "credits[0]" if self._credits else "source"

    def credits(self, said: str) -> tuple[Credit, ...]:
        """The credits in the article's order; `said` is where each of them stands there."""
        credits = [Credit(role, tuple(names)) for role, names in self._credits if names]
        order = said.split()
        if sorted(order, key=_number) == [str(n) for n in range(len(credits))]:
            places = dict(zip(order, credits, strict=True))
            credits = [places[str(n)] for n in range(len(credits))]
        return tuple(credits)


def _stretches(line: Line) -> Iterator[tuple[str, str]]:
    """Character style and words of each stretch of one style."""
    for style, group in groupby(line.leaves, key=lambda leaf: leaf.style):
        yield style, "".join(map(text_of, group))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
