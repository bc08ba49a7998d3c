"""Endings: what stays together in the paragraphs whose lines WeasyPrint chooses.

No paragraph ends in a line of one character (单字不成行), no figure is parted from its measure.
`justification` takes the ties out before the page is drawn.
"""

from __future__ import annotations

from msgspec.structs import replace

from pubkit.bonds import bonds, ending
from pubkit.markup import Element, Node
from pubkit.renderers.pdf.composing import COMPOSED
from pubkit.renderers.pdf.quotes import TIE

__all__ = ["tied"]

_PARAGRAPHS = frozenset({"p", "li", "figcaption"})
"""Elements that end in a line of running text."""


def tied(tree: Element, *, inside: bool = False) -> Element:
    """The tree with ties in its paragraphs; `inside` says whether it stands in one."""
    if tree.attributes.get("class") == COMPOSED:
        return tree
    paragraph = tree.tag in _PARAGRAPHS
    inside = inside or paragraph
    children = [
        tied(node, inside=inside) if isinstance(node, Element) else _bound(node) if inside else node
        for node in tree.children
    ]
    if paragraph and children:
        children[-1] = _ended(children[-1])
    return replace(tree, children=tuple(children))


def _bound(node: Node) -> Node:
    """A text with its figures tied to what they count."""
    if not isinstance(node, str):
        return node
    places = bonds(node, ends=False)
    return "".join(TIE + c if at in places else c for at, c in enumerate(node)) if places else node


def _ended(node: Node) -> Node:
    """The last node of a paragraph; where that is no text, what it ends in is left as it is."""
    if not isinstance(node, str) or not (at := ending(node)):
        return node
    return node[:at] + TIE + node[at:]
