"""Elements and attributes: what the editor takes, and what it takes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.fault import Fault
from pubkit.wechatlint.sheet import Sheet

__all__ = ["ELEMENTS"]

_TEXT = "section p span strong b em i u s del sup sub br hr h1 h2 h3 h4 h5 h6 a blockquote code pre"
_REST = "img svg ul ol li table caption colgroup col thead tbody tfoot tr th td"
_KEPT = frozenset(f"{_TEXT} {_REST}".split())
"""Seen in articles as published, or of the same kind."""
_DOING = "script iframe object embed form input button textarea select audio video canvas frame"
_ACTIVE = frozenset(_DOING.split())
"""What does something, or loads it."""
_SHEETS = frozenset({"style", "link"})
_NAMES = "style src alt href colspan rowspan width height align valign start type title dir lang"
_ATTRIBUTES = frozenset(_NAMES.split())
_DEEPEST = 10
"""Elements of one name that stand alone inside each other: as many are objected to."""
_OWN_LINK = re.compile(r"https?://mp\.weixin\.qq\.com([:/?#]|$)", re.IGNORECASE)


def _tags(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        tag = piece.tag
        if tag in _ACTIVE:
            yield Fault(
                "wechat-active",
                "error",
                piece.place,
                f"The editor takes out <{tag}> and what it does",
                "Take it out.",
            )
        elif tag in _SHEETS:
            yield Fault(
                "wechat-stylesheet",
                "error",
                piece.place,
                f"The editor takes out <{tag}>, and its look is lost",
                "Write the declarations into each element's style attribute.",
            )
        elif tag not in _KEPT and not piece.in_drawing:
            yield Fault(
                "wechat-tag",
                "error",
                piece.place,
                f"The editor takes out or changes <{tag}>",
                "Use <section> for blocks and <span> for words.",
            )


def _attributes(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        for name in (str(key).lower() for key in piece.element.attrib):
            if name.startswith("on"):
                yield Fault(
                    "wechat-handler",
                    "error",
                    piece.place,
                    f"The editor takes out {name}=",
                    "Take it out.",
                )
            elif name in ("id", "class"):
                yield Fault(
                    f"wechat-{name}",
                    "warning",
                    piece.place,
                    f"The editor takes out {name}=, and whatever hangs on it",
                    "Write the look into the style attribute.",
                )
            elif not (
                name in _ATTRIBUTES
                or name.startswith("data-")
                or piece.in_drawing
                or piece.tag == "svg"
            ):
                yield Fault(
                    "wechat-attribute",
                    "warning",
                    piece.place,
                    f"The editor may take out {name}=",
                    "Take it out.",
                )


def _links(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        href = piece.element.get("href")
        if piece.tag == "a" and href is not None and not _OWN_LINK.match(href):
            yield Fault(
                "wechat-link",
                "error",
                piece.place,
                f"The link to {href[:60]!r} is taken out: only articles of the platform "
                "may be linked",
                "Write the address out, for instance in a list at the end.",
            )


def _lists(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        if piece.tag in ("ul", "ol") and any(
            str(one.tag) in ("ul", "ol") for one in piece.element.iterancestors()
        ):
            yield Fault(
                "wechat-list-nested",
                "warning",
                piece.place,
                "A list in a list gains bullets of the editor's own",
                "Type the markers into paragraphs.",
            )


def _nesting(sheet: Sheet) -> Iterator[Fault]:
    chains: dict[int, int] = {}
    by_element = {piece.element: piece for piece in sheet.pieces}
    for piece in sheet.pieces:
        parent = piece.element.getparent()
        above = by_element.get(parent) if parent is not None else None
        alone = above is not None and above.tag == piece.tag and len(above.element) == 1
        lonely = alone and above is not None and not above.own_text
        chains[piece.number] = chains[above.number] + 1 if above and lonely else 1
        if chains[piece.number] == _DEEPEST:
            yield Fault(
                "wechat-chain",
                "error",
                piece.place,
                f"{_DEEPEST} <{piece.tag}> stand alone inside each other",
                "Take some of them out.",
            )


def _outermost(sheet: Sheet) -> Iterator[Fault]:
    outer = [piece for piece in sheet.pieces if piece.outermost]
    if len(outer) != 1:
        return
    for name in ("padding", "background", "margin"):
        for property_, value in outer[0].style:
            if property_.startswith(name) and value.strip("0px ") not in (
                "",
                "none",
                "transparent",
            ):
                yield Fault(
                    "wechat-root",
                    "error",
                    outer[0].place,
                    f"{property_} of the outermost element is taken off on pasting",
                    "Put it on an element inside.",
                )


ELEMENTS = (_tags, _attributes, _links, _lists, _nesting, _outermost)
