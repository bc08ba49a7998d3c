"""Depths: how many lists and quotations a line stands in, by its indent."""

from __future__ import annotations

from pubkit.readers.word.document import Document
from pubkit.readers.word.rows import Start

__all__ = ["Depths"]

_MAX_LEVEL = 8
"""Word's lists have nine levels; what is deeper stands on the last."""
_SLACK = 12
"""Twips by which office programs round an indent."""
_DEEPEST = 12
"""Quotations in each other; more is an indent and no structure."""


class Depths:
    """The indents of one document."""

    def __init__(self, document: Document) -> None:
        self._list = _list_indent(document)
        self._quote = document.styles.indent(document.styles.named("quote"))

    def of(self, left: int, style: str, start: Start | None, level: int | None) -> tuple[int, int]:
        """Lists and quotations that a line stands in, by its indent."""
        list_by, quote_by = self._list, self._quote
        own = list_by if start is not None else 0
        rest = max(0, left - own)
        if level is not None and level < _MAX_LEVEL:
            return level, _whole(rest - level * list_by, quote_by)
        least = 1 if style == "quote" else 0
        for quotes in range(least, _DEEPEST):
            lists = rest - quotes * quote_by
            if lists < -_SLACK:
                break
            if list_by and abs(lists - round(lists / list_by) * list_by) <= _SLACK:
                return round(lists / list_by), quotes
        return _whole(rest, list_by), least


def _list_indent(document: Document) -> int:
    """How far a list moves its content in: the indent of its numbering's first level."""
    found = (document.numbering.indent(str(number), 0) for number in range(1, 100))
    continued = document.styles.named("list continue")
    return next((i for i in found if i), 0) or document.styles.indent(continued)


def _whole(length: int, step: int) -> int:
    """How many steps a length has."""
    return min(_DEEPEST, max(0, round(length / step))) if step else 0
