"""A redline as HTML: `<del>` and `<ins>`, in red and blue, struck and underlined."""

from __future__ import annotations

from collections.abc import Iterable

from pubkit.markup import Element, Node, el
from pubkit.redline import Mark, Stroke, excerpt, legible

__all__ = ["marked"]

_REACH = 48
"""Characters of context on either side of a mark: about a line and a half."""
_TAGS: dict[Mark, str] = {"gone": "del", "new": "ins"}


def marked(line: Iterable[Stroke]) -> Element:
    """The line with its marks and as much round them as is needed to know the place."""
    parts: list[Node] = []
    for stroke in legible(excerpt(line, _REACH)):
        tag = _TAGS.get(stroke.mark)
        parts.append(el(tag, None, stroke.text) if tag else stroke.text)
    return el("p", {"class": "line", "lang": "zh", "dir": "auto"}, *parts)
