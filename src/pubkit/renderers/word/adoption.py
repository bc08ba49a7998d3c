"""Adoption: our styles called by the names of a house template, and added to it where it has none.

What is taken over is the text of finished parts: no style stands in them under another form than
`<w:pStyle w:val="…">`, and text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pubkit.markup import Element, xml
from pubkit.ooxml import attribute, child, children
from pubkit.renderers.word.house import House
from pubkit.renderers.word.names import UNSEEN, Character, Paragraph, style_id
from pubkit.renderers.word.styles import BOX_STYLE, TABLE_STYLE
from pubkit.renderers.word.wordml import NAMESPACES

__all__ = ["Adoption", "taken"]

_CALL = re.compile(rb'(?<=<w:)(pStyle|rStyle|tblStyle) w:val="([A-Za-z0-9]+)"')
_W = f"{{{NAMESPACES['w']}}}"
_NAMES = {name.id: str(name) for name in (*Paragraph, *Character)} | {
    TABLE_STYLE: "Article Table",
    BOX_STYLE: "Box",
}

_UNSEEN = frozenset(style_id(name) for name in (*UNSEEN, Paragraph.TABLE_GAP))


class Adoption:
    """One document's parts, brought under a house template."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ids = dict(house.ids)
        self.added: list[str] = []

    @property
    def missing(self) -> list[str]:
        """Names of the styles that were added, without those that nobody sees."""
        return [_NAMES[ours] for ours in self.added if ours not in _UNSEEN]

    def called(self, part: bytes) -> bytes:
        """A finished part with the template's ids; styles that it lacks are put on record."""
        return _CALL.sub(self._call, part)

    def _call(self, match: re.Match[bytes]) -> bytes:
        ours = match[2].decode()
        if ours not in self._ids:
            self._ids[ours] = self._fresh(ours)
            self.added.append(ours)
        return match[1] + f' w:val="{self._ids[ours]}"'.encode()

    def _fresh(self, ours: str) -> str:
        """The id that a style of ours gets in the template: its own, unless that is taken."""
        return f"Pubkit{ours}" if ours in self._house.all_ids else ours

    def styles(self, own: dict[str, Element]) -> bytes:
        """styles.xml of the template with the styles of ours that were missing, `own` by id."""
        root = self._house.styles
        assert root is not None
        for ours in self.added:
            root.append(self._defined(own[ours], self._ids[ours]))
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _defined(self, own: Element, number: str) -> etree._Element:
        """A style of ours that leads only to styles that are there."""
        declared = f'xmlns:w="{NAMESPACES["w"]}"'
        (style,) = etree.fromstring(f"<x {declared}>{xml((own,))}</x>")
        style.set(f"{_W}styleId", number)
        for tag in ("w:basedOn", "w:next"):
            found = child(style, tag)
            if found is None:
                continue
            target = self._ids.get(attribute(found, "w:val"), "")
            if target:
                found.set(f"{_W}val", target)
            else:
                style.remove(found)
        return style

    def numbering(self, own: bytes) -> bytes:
        """numbering.xml of the template with our lists, which count on from its own."""
        root = self._house.numbering
        if root is None:
            return own
        ours = etree.fromstring(own)
        lists = list(children(root, "w:num"))
        at = root.index(lists[0]) if lists else len(root)
        for offset, one in enumerate(children(ours, "w:abstractNum")):
            root.insert(at + offset, one)
        lists = list(children(root, "w:num"))
        at = root.index(lists[-1]) + 1 if lists else len(root)
        for offset, one in enumerate([*children(ours, "w:num")]):
            root.insert(at + offset, one)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def taken(house: House) -> tuple[int, int]:
    """How high the ids of a template's list definitions and lists go."""
    if house.numbering is None:
        return -1, 0
    return (
        max(_ids(house.numbering, "w:abstractNum", "w:abstractNumId"), default=-1),
        max(_ids(house.numbering, "w:num", "w:numId"), default=0),
    )


def _ids(root: etree._Element, tag: str, name: str) -> Iterator[int]:
    for one in children(root, tag):
        number = attribute(one, name)
        if number.isdecimal():
            yield int(number)
