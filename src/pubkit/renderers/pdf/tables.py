"""Tables whose columns want more than there is: the wide ones give, the narrow ones stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from pubkit.display import ems, shares
from pubkit.markup import Element, Node
from pubkit.renderers.pdf.words import partable

__all__ = ["CELL", "shared_out"]

_TYPE, _WHITE = 0.9, 0.9
"""A cell's type by the text's, and the white beside it in characters of the text."""
CELL = _TYPE + _WHITE
"""What a character in a cell takes with the white, in characters of the text."""


def shared_out(tree: Element, room: float) -> Element:
    """The tree, the columns of its crowded tables with widths; `room` is a column's characters.

    By itself CSS gives a long address all the room and leaves other columns a character a line.
    """
    if tree.tag == "table":
        return _table(tree, room)
    return replace(tree, children=tuple(_nodes(tree.children, room)))


def _nodes(nodes: Iterable[Node], room: float) -> Iterator[Node]:
    return (shared_out(node, room) if isinstance(node, Element) else node for node in nodes)


def _table(table: Element, room: float) -> Element:
    rows = [row for part in _elements(table) for row in _elements(part)]
    lengths = ([ems(_words(cell)) for cell in _elements(row)] for row in rows)
    columns = zip_longest(*lengths, fillvalue=0.0)
    wants = [max(column) * _TYPE + _WHITE for column in columns]
    if sum(wants) <= room:
        return table
    widths = shares(wants, room)
    head, *body = (_parted(part, widths) for part in _elements(table))
    (first,) = _elements(head)
    cells = (
        replace(cell, attributes={**cell.attributes, "style": f"width: {width / room:.2%}"})
        for cell, width in zip(_elements(first), widths, strict=True)
    )
    head = replace(head, children=(replace(first, children=tuple(cells)),))
    # Where words may break anywhere, none of them asks for more than its column has.
    attributes = {**table.attributes, "style": "overflow-wrap: anywhere"}
    return replace(table, attributes=attributes, children=(head, *body))


def _parted(part: Element, widths: Sequence[float]) -> Element:
    """Rows whose words may be parted where no line of their cell holds them."""
    rows = (
        replace(row, children=tuple(
            partable(cell, (width - _WHITE) / _TYPE)
            for cell, width in zip(_elements(row), widths, strict=False)
        ))
        for row in _elements(part)
    )  # fmt: skip
    return replace(part, children=tuple(rows))


def _words(node: Node) -> str:
    """What a cell shows; its notes stand at the foot of the page."""
    if isinstance(node, Element):
        noted = node.attributes.get("class") == "footnote"
        return "" if noted else "".join(map(_words, node.children))
    return node if isinstance(node, str) else ""


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))
