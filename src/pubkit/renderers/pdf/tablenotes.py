"""Notes to tables, which stand under them and not at the foot of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pubkit.markup import Element, Node, el

__all__ = ["noted"]

_CALL = {"class": "note-call", "style": "counter-increment: footnote"}
"""Notes at the foot go on counting behind it (CSS Generated Content for Paged Media 3, §2.2)."""
_NOTE = {"class": "table-note", "style": "break-before: avoid"}


def noted(tree: Element) -> Element:
    """The tree, each note that a table calls in a paragraph under the table."""
    return _Pass().element(tree)


class _Pass:
    """One way through a tree, counting notes."""

    def __init__(self) -> None:
        self._number = 0
        self._table: list[Element] | None = None

    def element(self, element: Element) -> Element:
        return replace(element, children=tuple(self._nodes(element.children)))

    def _nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            if not isinstance(node, Element):
                yield node
            elif node.tag == "table" and self._table is None:
                notes: list[Element] = []
                self._table = notes
                yield self.element(node)
                self._table = None
                yield from notes
            elif node.attributes.get("class") == "footnote":
                yield self._note(node)
            else:
                yield self.element(node)

    def _note(self, note: Element) -> Element:
        """A note where it stands; of a table's what calls it."""
        self._number += 1
        number = str(self._number)
        if self._table is None:
            return self.element(note)
        place = len(self._table)
        words = self.element(note).children
        mark = el("span", {"class": "note-mark"}, number)
        self._table.insert(place, el("p", _NOTE, mark, *words))
        return el("sup", _CALL, number)
