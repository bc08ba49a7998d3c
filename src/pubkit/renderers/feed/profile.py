"""A partner's variant of an item: fewer fields, less HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from lxml import etree, html

from pubkit.config import Profile
from pubkit.renderers.feed.item import Item

__all__ = ["fitted"]

_NOTHING: dict[str, Any] = {
    "summary": "",
    "html": "",
    "language": "",
    "authors": (),
    "keywords": (),
    "rights": "",
    "photos": (),
    "enclosure": None,
    "parts": (),
}
_BLOCKS = frozenset(
    ["aside", "blockquote", "div", "figcaption", "figure", "h2", "h3", "h4", "hr", "li", "ol", "p",
     "table", "tbody", "td", "th", "thead", "tr", "ul"]
)  # fmt: skip
"""Elements whose text must not run into that of their neighbours."""


def fitted(item: Item, profile: Profile) -> Item:
    """The item as the profile has it."""
    changes = {name: _NOTHING[name] for name in profile.omit}
    if profile.tags and "html" not in profile.omit:
        changes["html"] = _reduced(item.html, frozenset(profile.tags))
    return msgspec.structs.replace(item, **changes) if changes else item


def _reduced(markup: str, tags: frozenset[str]) -> str:
    """The markup with only these elements; all its words stay, and stay apart."""
    if not markup:
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in [*root.iterdescendants("*")]:
        if element.tag in tags:
            continue
        if element.tag in _BLOCKS:
            _set_apart(element, tags)
        _drop(element)
    inner = (html.tostring(child, encoding="unicode") for child in root)
    return ((root.text or "") + "".join(inner)).strip()


def _set_apart(element: etree._Element, tags: frozenset[str]) -> None:
    """A break, or a line feed where the partner takes none, behind a block."""
    if "br" in tags and _has_text(element.itertext()):
        element.append(etree.Element("br"))
    elif len(element):
        element[-1].tail = f"{element[-1].tail or ''}\n"
    else:
        element.text = f"{element.text or ''}\n"


def _has_text(pieces: Iterable[Any]) -> bool:
    return any(str(piece).strip() for piece in pieces)


def _drop(element: etree._Element) -> None:
    """Take the tags away and leave what stands between them."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    before = parent[at - 1] if at else None
    text = element.text or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    last = element[-1] if len(element) else None
    tail = element.tail or ""
    for child in reversed(element):
        parent.insert(at, child)
    parent.remove(element)
    if last is not None:
        last.tail = (last.tail or "") + tail
    elif before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
