"""Where a Chinese line may break at a quotation mark.

Pango follows UAX #14 as it was before 2023, which keeps “ and ” with both neighbours (rule LB19).
Chinese lines break before an opening mark and behind a closing one (clreq, §3.1.3), so a
zero-width space is put there for the layout; `justification` takes it out before the page is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from pubkit.markup import Element, Node
from pubkit.renderers.pdf.composing import COMPOSED

__all__ = ["INLINE", "MARK", "TIE", "breakable"]

MARK = "\u200b"
"""The zero-width space."""
TIE = "\u2060"
"""The word joiner: no line ends where it stands (UAX #14, class WJ)."""

# Neighbours that make a quotation mark a Chinese one: Chinese characters and their punctuation.
_CHINESE = "—…”’\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENING = "（《【「『〈〔［｛"
_CLOSING = "，。！？、；：）》】」』〉〕］｝—…”’"
_PLACE = re.compile(
    f"(?<=(?![{_OPENING}])[{_CHINESE}])(?=[“‘])|(?<=[”’])(?=(?![{_CLOSING}])[{_CHINESE}])"
)
INLINE = frozenset({"a", "code", "em", "span", "strong", "sub", "sup"})
"""Elements that stand in a line."""


def breakable(tree: Element) -> Element:
    """The tree with a mark wherever a line may break at a quotation mark."""
    return _Pass().element(tree)


class _Pass:
    """One way through a tree, remembering the character before."""

    def __init__(self) -> None:
        self._before = ""

    def element(self, element: Element) -> Element:
        if element.attributes.get("class") == COMPOSED:
            return element
        if element.tag not in INLINE:
            self._before = ""
        children = tuple(self._nodes(element.children))
        if element.tag not in INLINE:
            self._before = ""
        return replace(element, children=children)

    def _nodes(self, nodes: Iterable[Node]) -> Iterable[Node]:
        for node in nodes:
            if isinstance(node, Element):
                yield self.element(node)
            elif isinstance(node, str):
                yield self._text(node)
            else:
                yield node

    def _text(self, text: str) -> str:
        seen, self._before = self._before, text[-1:] or self._before
        return _PLACE.sub(MARK, seen + text)[len(seen) :]
