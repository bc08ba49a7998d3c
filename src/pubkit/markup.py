"""Element trees and the only HTML and XML escaper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["Element", "Node", "Raw", "el", "escape", "html", "xml"]

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)
_VOID = frozenset({"br", "hr", "img", "meta", "link", "col", "wbr", "input", "source"})
"""Those elements without an end tag (HTML Living Standard, §13.1.2) that pubkit writes."""


@dataclass(frozen=True)
class Raw:
    """Markup that is already escaped."""

    markup: str
    """Well-formed in the language it goes into."""


@dataclass(frozen=True)
class Element:
    """An element with its attributes and children."""

    tag: str
    """Its name."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Unescaped values, in the order they are written."""
    children: tuple[Node, ...] = ()
    """Text (unescaped), elements, ready markup."""


Node: TypeAlias = str | Element | Raw
"""What an element holds."""


def el(
    tag: str, attributes: Mapping[str, str | None] | None = None, *children: Node | None
) -> Element:
    """An element; attributes and children that are None are left out."""
    return Element(
        tag,
        {name: value for name, value in (attributes or {}).items() if value is not None},
        tuple(child for child in children if child is not None),
    )


def escape(text: str) -> str:
    """`text` as character data, safe in HTML and XML (`]]>` included)."""
    return text.translate(_TEXT)


def html(nodes: Iterable[Node]) -> str:
    """The nodes as HTML."""
    parts: list[str] = []
    for node in nodes:
        _write(node, parts, void=_VOID)
    return "".join(parts)


def xml(nodes: Iterable[Node]) -> str:
    """The nodes as XML."""
    parts: list[str] = []
    for node in nodes:
        _write(node, parts, void=frozenset())
    return "".join(parts)


def _write(node: Node, parts: list[str], *, void: frozenset[str]) -> None:
    if isinstance(node, str):
        parts.append(escape(node))
    elif isinstance(node, Raw):
        parts.append(node.markup)
    else:
        attributes = "".join(
            f' {name}="{value.translate(_ATTRIBUTE)}"' for name, value in node.attributes.items()
        )
        parts.append(f"<{node.tag}{attributes}>")
        if node.tag in void:
            return
        for child in node.children:
            _write(child, parts, void=void)
        parts.append(f"</{node.tag}>")
