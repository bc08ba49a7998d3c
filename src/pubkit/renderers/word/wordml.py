"""WordprocessingML: makers of elements and whole parts.

Element and attribute names are those of ECMA-376 part 1 §17; where a comment or docstring gives a
section without a document, it is of that part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from msgspec.structs import replace

from pubkit.markup import Element, Node, xml

__all__ = [
    "NAMESPACES",
    "Value",
    "closed",
    "field",
    "kept",
    "p",
    "part",
    "r",
    "style_of",
    "t",
    "text_of",
    "w",
    "with_property",
]

Value: TypeAlias = str | int | None
"""An attribute's value; None leaves it out."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
"""Prefix → namespace (ECMA-376 part 1, annex A; transitional)."""


def w(tag: str, *children: Node | None, **attributes: Value) -> Element:
    """`<w:tag w:attribute="…">`; children and attributes that are None are left out."""
    said = {f"w:{name}": str(value) for name, value in attributes.items() if value is not None}
    return Element(f"w:{tag}", said, tuple([child for child in children if child is not None]))


def t(text: str) -> list[Element]:
    """What a run holds for `text`: `w:t`, and `w:tab` for each tab."""
    found: list[Element] = []
    for index, piece in enumerate(text.split("\t")):
        if index:
            found.append(w("tab"))
        if piece:
            found.append(Element("w:t", {"xml:space": "preserve"}, (piece,)))
    return found


def r(content: Iterable[Node], properties: Iterable[Node] = ()) -> Element:
    """A run."""
    properties = tuple(properties)
    return w("r", w("rPr", *properties) if properties else None, *content)


def p(style: str, content: Iterable[Node] = (), *properties: Element | None) -> Element:
    """A paragraph in the style with the id `style`; `properties` in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def with_property(paragraph: Element, last: Element) -> Element:
    """The paragraph (as `p` made it) with one more property behind its others."""
    properties, *content = paragraph.children
    assert isinstance(properties, Element)
    grown = replace(properties, children=(*properties.children, last))
    return replace(paragraph, children=(grown, *content))


def kept(node: Node) -> Node:
    """The paragraph (as `p` made it) on the page of what follows; of a table, its last row."""
    if not isinstance(node, Element):
        return node
    children = node.children
    match node.tag:
        case "w:p":
            properties = children[0]
            assert isinstance(properties, Element)
            style, *others = properties.children
            rest = [o for o in others if not isinstance(o, Element) or o.tag != "w:keepNext"]
            grown = replace(properties, children=(style, w("keepNext"), *rest))
            return replace(node, children=(grown, *children[1:]))
        case "w:tbl":
            return replace(node, children=(*children[:-1], kept(children[-1])))
        case "w:tr" | "w:tc":
            return replace(node, children=tuple(map(kept, children)))
        case _:
            return node


def closed(node: Node, marks: tuple[Node, ...]) -> Node:
    """The paragraph (as `p` made it) with the marks behind its text; of a table, its last one."""
    assert isinstance(node, Element)
    if node.tag == "w:p":
        return replace(node, children=(*node.children, *marks))
    return replace(node, children=(*node.children[:-1], closed(node.children[-1], marks)))


def style_of(node: Node) -> str:
    """The style id of a paragraph that `p` made; nothing for any other node."""
    if not isinstance(node, Element) or node.tag != "w:p":
        return ""
    properties = node.children[0]
    assert isinstance(properties, Element)
    first = properties.children[0]
    assert isinstance(first, Element)
    return first.attributes["w:val"]


def text_of(node: Node) -> str:
    """The characters in a node."""
    if isinstance(node, Element):
        return "".join(map(text_of, node.children))
    return node if isinstance(node, str) else ""


def field(code: str, cached: str, properties: Iterable[Node] = ()) -> list[Element]:
    """A complex field (§17.16.18) showing `cached` until it is updated."""
    properties = tuple(properties)

    def mark(kind: str) -> Element:
        return r([w("fldChar", fldCharType=kind)], properties)

    instruction = Element("w:instrText", {"xml:space": "preserve"}, (f" {code} ",))
    return [
        mark("begin"),
        r([instruction], properties),
        mark("separate"),
        r(t(cached), properties),
        mark("end"),
    ]


def part(root: Element, *prefixes: str) -> bytes:
    """A whole XML part; its root declares the namespaces of `w` and of `prefixes`."""
    declared = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in ("w", *prefixes)}
    whole = replace(root, attributes=declared | dict(root.attributes))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + xml((whole,))).encode()
