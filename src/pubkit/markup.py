"""Element trees and the only HTML and XML escaper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct, field

__all__ = ["Element", "Node", "Raw", "el", "escape", "html", "xml"]

_VOID = frozenset({"br", "hr", "img", "meta", "link", "col", "wbr", "input", "source"})
"""Those elements without an end tag (HTML Living Standard, §13.1.2) that pubkit writes."""


class Raw(Struct, frozen=True):
    """Markup that is already escaped."""

    markup: str
    """Well-formed in the language it goes into."""


class Element(Struct, frozen=True):
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
    # Most text holds none of them: three searches take a tenth of one `str.translate`.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    """An attribute's value, as it stands between double quotes."""
    text = escape(value).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


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
        parts.append(f"<{node.tag}")
        for name, value in node.attributes.items():
            # Most values are names and numbers.
            parts.append(f' {name}="{value if value.isalnum() else _quoted(value)}"')
        parts.append(">")
        if node.tag in void:
            return
        for child in node.children:
            _write(child, parts, void=void)
        parts.append(f"</{node.tag}>")
