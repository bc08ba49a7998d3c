"""Places: where in the source a notice points, and at which characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from pubkit import walk
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["Place", "Places"]

_FILE_LINE = re.compile(r":(\d+)$")
_REACH = 100_000
"""Characters of a line that are searched for what a notice quotes: many times any paragraph, and
a bound for a page that is one line of megabytes."""
_MOST = 500
"""Lines of a node that are searched."""


class Place(Struct, frozen=True):
    """A line of the source, or a node where there is none, and the characters in question."""

    line: int | None = None
    """Line of the source, counted from 1; None where none is known."""
    text: str = ""
    """What stands there: the line as the source has it, else the node's text; may be empty."""
    start: int = 0
    """Where in `text` the characters in question begin."""
    end: int = 0
    """Where they end; equal to `start` where no characters are in question."""


class Places:
    """Finds the places of the notices on one reading."""

    def __init__(self, reading: Reading, source: Sequence[str] = ()) -> None:
        """`source` holds the lines of the file that was read, if it is a text."""
        self._reading = reading
        self._source = source

    def of(self, notice: Notice) -> Place:
        """The place of `notice`; an empty one if it holds for the whole article."""
        numbers = self._lines(notice.where)[:_MOST]
        parts = [self._source[n - 1] for n in numbers if 0 < n <= len(self._source)]
        if not parts:
            text = self._text(notice.where)
            _, start, end = _find(notice.quote, [text])
            return Place(numbers[0] if numbers else None, text, start, end)
        index, start, end = _find(notice.quote, parts)
        return Place(numbers[index], parts[index], start, end)

    def _lines(self, where: str) -> Sequence[int]:
        """The source lines of the node, or of the nearest one round it."""
        written = _FILE_LINE.search(where)
        if written:
            return (int(written[1]),)
        for path in _outwards(where):
            if path in self._decided:
                return self._decided[path]
            if path in self._reading.lines:
                return self._onwards(self._reading.lines[path])
        return ()

    def _onwards(self, line: int) -> Sequence[int]:
        """The lines of a node that begins on `line`: up to where the next one begins."""
        following = bisect_right(self._starts, line)
        end = self._starts[following] if following < len(self._starts) else len(self._source) + 1
        return range(line, max(end, line + 1))

    def _text(self, where: str) -> str:
        """The text of the node, or of the nearest one round it."""
        return next((self._texts[path] for path in _outwards(where) if path in self._texts), "")

    @cached_property
    def _decided(self) -> dict[str, tuple[int, ...]]:
        """Node path → the lines that the node was made of, for a raw text."""
        found: dict[str, tuple[int, ...]] = {}
        record = self._reading.record
        for decision in record.decisions if record else ():
            if decision.where:
                found[decision.where] = (*found.get(decision.where, ()), *decision.lines)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(set(self._reading.lines.values()))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Node path → plain text."""
        article = self._reading.article
        found = {path: "\n".join(walk.lines([block])) for path, block in walk.blocks(article)}
        for index, section in enumerate(article.sections):
            found[f"sections[{index}]"] = walk.plain(section.heading)
        for name in ("title", "kicker", "deck", "photo_credit", "source", "digest"):
            found[name] = getattr(article, name)
        return found


def _outwards(where: str) -> Iterator[str]:
    """The path, then that of the node round it, and so on."""
    while where:
        yield where
        where = where[: max(where.rfind("."), where.rfind("["), 0)]


def _find(quote: str, parts: Sequence[str]) -> tuple[int, int, int]:
    """The part in which `quote` begins, and from where to where it stands there.

    A quotation that was cut by a column break is found too, and then ends with its part.
    """
    bodies = [part[:_REACH].strip() for part in parts]
    at = "".join(bodies).find(quote) if quote else -1
    for index, (part, body) in enumerate(zip(parts, bodies, strict=True)):
        if 0 <= at < len(body):
            start = len(part) - len(part.lstrip()) + at
            return index, start, min(start + len(quote), start - at + len(body))
        at -= len(body)
    return 0, 0, 0
