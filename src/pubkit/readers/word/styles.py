"""Styles: what the document's styles say of a paragraph or a run (ISO 29500-1, §17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pubkit.ooxml import attribute, child, children

__all__ = ["RunLook", "Styles", "on", "value"]

_OFF = frozenset({"0", "false", "off", "none"})
"""Values with which a property is switched off (§17.17.4)."""
_DEEPEST = 50
"""Styles based on each other; Word stops at eleven."""
_HEADING = re.compile(r"(?:heading|标题|標題|überschrift|titre)\s*([1-9])")
_BODY_LEVEL = 9
"""The outline level of running text (§17.3.1.20)."""
_MONOSPACED = re.compile("courier|consolas|mono|menlo|source code", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks."""

    bold: bool = False
    """Whether it is."""
    italic: bool = False
    """Whether it is, or has emphasis dots."""
    raised: str = ""
    """`superscript`, `subscript`, or nothing."""
    hidden: bool = False
    """Whether nobody sees it."""
    struck: bool = False
    """Whether a line goes through it."""
    size: int = 0
    """Half-points; 0 where nothing is said."""
    font: str = ""
    """Its Latin face."""
    style: str = ""
    """Its character style's name, in small letters."""


class _Style:
    def __init__(self, element: etree._Element) -> None:
        self.name = value(child(element, "w:name")).strip().casefold()
        self.base = value(child(element, "w:basedOn"))
        self.paragraph = child(element, "w:pPr")
        self.run = child(element, "w:rPr")
        self.default = on(element, "w:default") and attribute(element, "w:type") == "paragraph"


class Styles:
    """The document's styles, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        """By `w:styles`; None if the document has none."""
        self._styles: dict[str, _Style] = {}
        self._paragraph: dict[tuple[str, str], etree._Element | None] = {}
        self._defaults: etree._Element | None = None
        for element in () if root is None else children(root, "w:style"):
            self._styles.setdefault(attribute(element, "w:styleId"), _Style(element))
        if root is not None:
            defaults = child(child(root, "w:docDefaults"), "w:rPrDefault")
            self._defaults = child(defaults, "w:rPr")
        self.default = next((i for i, s in self._styles.items() if s.default), "")
        self._looks: dict[tuple[str, str], RunLook] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all styles, in small letters."""
        return frozenset(style.name for style in self._styles.values())

    def name(self, style: str) -> str:
        """The style's name in small letters; its id where it is not defined."""
        found = self._styles.get(style)
        return found.name if found else style.casefold()

    def level(self, style: str) -> int | None:
        """The outline level of the style's paragraphs, from 0."""
        said = self.paragraph(style, "w:outlineLvl")
        if said is not None:
            return outline(value(said))
        for one in self._chain(style):
            if match := _HEADING.fullmatch(one.name):
                return int(match[1]) - 1
        return None

    def paragraph(self, style: str, name: str) -> etree._Element | None:
        """A property of the style's paragraphs, its own or inherited."""
        key = (style, name)
        if key not in self._paragraph:
            found = (child(one.paragraph, name) for one in self._chain(style))
            self._paragraph[key] = next((f for f in found if f is not None), None)
        return self._paragraph[key]

    def indent(self, style: str) -> int:
        """The left indent of the style's paragraphs, in twips."""
        for one in self._chain(style):
            left = twips(child(one.paragraph, "w:ind"), "left", "start")
            if left is not None:
                return left
        return 0

    def named(self, name: str) -> str:
        """The id of the style called `name`; empty if there is none."""
        return next((i for i, s in self._styles.items() if s.name == name), "")

    def face(self, name: str) -> str:
        """The Latin face of the character style called `name`; empty where it has none."""
        return self._style_look("", self.named(name)).font

    def run(self, properties: etree._Element | None, paragraph: str) -> RunLook:
        """How a run with these properties looks in a paragraph of the style `paragraph`."""
        style = value(child(properties, "w:rStyle"))
        base = self._style_look(paragraph, style)
        return base if properties is None else _over(base, properties)

    def plain(self, paragraph: str) -> RunLook:
        """How the style's paragraphs look by themselves."""
        return self._style_look(paragraph, "")

    def _style_look(self, paragraph: str, character: str) -> RunLook:
        key = (paragraph, character)
        if key not in self._looks:
            look = RunLook(style=self.name(character) if character else "")
            sources = [self._defaults]
            for style in (paragraph, character):
                sources += [one.run for one in reversed(list(self._chain(style)))]
            for source in sources:
                look = look if source is None else _over(look, source)
            self._looks[key] = look
        return self._looks[key]

    def _chain(self, style: str) -> Iterator[_Style]:
        """The style, the one that it is based on, and so on."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.base


def _over(look: RunLook, properties: etree._Element) -> RunLook:
    """The look with direct properties on top."""
    if not len(properties):
        return look
    said = {str(one.tag).rpartition("}")[2]: one for one in properties}
    bold, italic, hidden, struck = look.bold, look.italic, look.hidden, look.struck
    raised, size, font = look.raised, look.size, look.font
    if "b" in said:
        bold = on(said["b"])
    if "i" in said:
        italic = on(said["i"])
    if "em" in said:
        italic = value(said["em"]) not in _OFF
    if "vanish" in said:
        hidden = on(said["vanish"])
    for name in ("strike", "dstrike"):
        if name in said:
            struck = on(said[name])
    if "vertAlign" in said:
        raised = value(said["vertAlign"]).replace("baseline", "")
    if "sz" in said and value(said["sz"]).isdigit():
        size = int(value(said["sz"]))
    if "rFonts" in said:
        font = attribute(said["rFonts"], "w:ascii") or font
    return RunLook(bold, italic, raised, hidden, struck, size, font, look.style)


def on(element: etree._Element, name: str = "w:val") -> bool:
    """Whether a switch is on; one that is there without a value is."""
    default = "1" if name == "w:val" else "0"
    return attribute(element, name, default).lower() not in _OFF


def value(element: etree._Element | None) -> str:
    """The element's `w:val`; empty where either is missing."""
    return "" if element is None else attribute(element, "w:val")


def outline(level: str) -> int | None:
    """An outline level as written; None for running text."""
    return int(level) if level.isdigit() and int(level) < _BODY_LEVEL else None


def twips(element: etree._Element | None, *names: str) -> int | None:
    """A measure among an element's attributes, the first that is there."""
    for name in names:
        text = "" if element is None else attribute(element, f"w:{name}")
        if re.fullmatch(r"-?\d{1,9}", text):
            return int(text)
        if match := re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,6})?)pt", text):
            return round(float(match[1]) * 20)
    return None


def is_monospaced(font: str) -> bool:
    """Whether a face sets every letter as wide."""
    return _MONOSPACED.search(font) is not None
