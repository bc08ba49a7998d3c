"""Hidden: which runs of a Word document nobody sees."""

from __future__ import annotations

from lxml import etree

from pubkit.ooxml.names import attribute, child, children

__all__ = ["Hidden"]

_OFF = frozenset({"0", "false", "off", "none"})
"""Values with which a property is switched off (ISO 29500-1, §17.17.4)."""


class Hidden:
    """What the document's styles hide."""

    def __init__(self, styles: etree._Element | None) -> None:
        """By `w:styles`; None if the document has none."""
        self._own: dict[str, bool | None] = {}
        self._base: dict[str, str] = {}
        for style in () if styles is None else children(styles, "w:style"):
            name = attribute(style, "w:styleId")
            self._own[name] = _vanish(child(style, "w:rPr"))
            self._base[name] = _value(child(style, "w:basedOn"))

    def run(self, run: etree._Element, style: str) -> bool:
        """Whether a run in a paragraph of `style` is hidden, by itself or by a style."""
        properties = child(run, "w:rPr")
        own = _vanish(properties)
        if own is not None:
            return own
        return self._by_style(_value(child(properties, "w:rStyle"))) or self._by_style(style)

    def _by_style(self, name: str) -> bool:
        """Whether a style hides, by itself or by the one that it is based on."""
        chain: list[str] = []
        while name in self._own and self._own[name] is None:
            self._own[name] = False  # also where a style is based on itself
            chain.append(name)
            name = self._base[name]
        found = bool(self._own.get(name))
        self._own.update(dict.fromkeys(chain, found))
        return found


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style; empty if it names none."""
    return _value(child(child(paragraph, "w:pPr"), "w:pStyle"))


def _vanish(properties: etree._Element | None) -> bool | None:
    vanish = child(properties, "w:vanish")
    return None if vanish is None else attribute(vanish, "w:val") not in _OFF


def _value(element: etree._Element | None) -> str:
    return "" if element is None else attribute(element, "w:val")
