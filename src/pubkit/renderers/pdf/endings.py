"""Endings: no paragraph ends in a line of one character (单字不成行)."""

from __future__ import annotations

from dataclasses import replace

from pubkit.bonds import ending
from pubkit.markup import Element, Node
from pubkit.renderers.pdf.composing import COMPOSED

__all__ = ["tied"]

_TIE = "\u2060"
"""A place where no line ends, and which shows nothing (UAX #14, class WJ)."""
_PARAGRAPHS = frozenset({"p", "li", "figcaption"})
"""Elements that end in a line of running text."""


def tied(tree: Element) -> Element:
    """The tree, the last character of each paragraph tied to the one before."""
    if tree.attributes.get("class") == COMPOSED:
        return tree
    children = tuple(tied(node) if isinstance(node, Element) else node for node in tree.children)
    if tree.tag in _PARAGRAPHS and children:
        children = (*children[:-1], _ended(children[-1]))
    return replace(tree, children=children)


def _ended(node: Node) -> Node:
    """The last node of a paragraph; where that is no text, what it ends in is left as it is."""
    if not isinstance(node, str) or not (at := ending(node)):
        return node
    return node[:at] + _TIE + node[at:]
