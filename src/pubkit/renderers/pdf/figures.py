"""How large a photo stands on the sheet, and how its figure keeps to the lines of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from msgspec.structs import replace

from pubkit.display import ems
from pubkit.markup import Element, Node
from pubkit.renderers.pdf.sheet import Sheet
from pubkit.style import Style
from pubkit.units import Length

__all__ = ["ABOVE", "AIR", "Gauge", "text_of"]

_TALLEST_SPANNING = 0.45
"""Part of the type area's height for a photo over the measure: text still begins on its page."""
_TALLEST_IN_COLUMN = 0.5
"""The same for one in its column: two stand under each other with their captions."""
AIR = 0.6
"""Least space above and below a figure together, in lines of text."""
ABOVE = 0.35
"""Part of the space round a figure that stands above it."""
_LETTER = 3.0
"""What a section's letter takes beside its heading with the gap, in em of the heading."""


def text_of(node: Node) -> str:
    """The characters that a node shows, in order."""
    if isinstance(node, Element):
        return "".join(map(text_of, node.children))
    return node if isinstance(node, str) else ""


@dataclass(frozen=True)
class Gauge:
    """What is measured before WeasyPrint sets the page. Lengths in pt."""

    sheet: Sheet
    """Where they stand."""
    caption: float
    """Type size of captions."""
    caption_leading: float
    """Distance of their baselines."""
    title: float
    """Type size of the headline."""
    deck: float
    """Type size of the line below it."""
    heading: float
    """Type size of section heads."""

    @classmethod
    def of(cls, sheet: Sheet, style: Style) -> Gauge:
        """The gauge for a style's type sizes."""
        size = style.size
        sizes = (size.caption, size.caption_leading, size.title, size.deck, size.heading)
        return cls(sheet, *(Length.parse(size).pt for size in sizes))

    def heading_room(self, *, lettered: bool) -> float:
        """What a line of a section's heading holds beside its letter, in em of its size."""
        return self.sheet.column / self.heading - (_LETTER if lettered else 0)

    def measure(self, place: str) -> float:
        """How wide a figure with this `place` may be."""
        return self.sheet.measure if place in ("lead", "wide") else self.sheet.column

    def placed(self, place: str, ratio: float) -> tuple[float, float]:
        """Width and height of a photo there: the whole measure, but no taller than may be.

        `ratio` is its width by its height.
        """
        measure = self.measure(place)
        part = _TALLEST_SPANNING if measure > self.sheet.column else _TALLEST_IN_COLUMN
        width = min(measure, self.sheet.depth * part * ratio)
        return width, width / ratio

    def sized(self, flat: Iterable[Element]) -> Iterator[Element]:
        """The elements; each figure among them in whole lines of text, its photo with a size."""
        return (self._figure(item) if item.tag == "figure" else item for item in flat)

    def _figure(self, figure: Element) -> Element:
        place = figure.attributes["class"].removeprefix("figure ")
        measure = self.measure(place)
        photo, *words = figure.children
        assert isinstance(photo, Element)
        width, height = self.placed(place, _ratio(photo))
        lines = sum(ceil(ems(text_of(word)) * self.caption / width) for word in words)
        content = height + lines * self.caption_leading
        leading = self.sheet.leading
        # Captions are estimated. In the columns a line more than that is enough for all; the galley
        # leaves out what is too much.
        taken = (ceil(content / leading + AIR) + (place != "lead")) * leading
        above = (taken - content) * ABOVE
        side = (measure - width) / 2
        space = (
            f"width:{measure:.2f}pt;padding:{above:.2f}pt {side:.2f}pt 0;min-height:{taken:.2f}pt"
        )
        size = f"width:{width:.2f}pt;height:{height:.2f}pt;line-height:{height:.2f}pt"
        sized = _styled(_described(photo, words), size)
        return replace(_styled(figure, space), children=(sized, *words))


def _ratio(photo: Element) -> float:
    """Width by height; an awaited photo is thought of as 3 by 2, as cameras make them."""
    width, height = (float(photo.attributes.get(side, 0)) for side in ("width", "height"))
    return width / height if width and height else 1.5


def _described(photo: Element, words: list[Node]) -> Element:
    """The photo with its caption for those who cannot see it, where it has no words of its own.

    A tagged PDF must say something of every picture (PDF/UA-1, ISO 14289-1, §7.3).
    """
    if photo.attributes.get("alt") != "":
        return photo
    return replace(photo, attributes={**photo.attributes, "alt": "".join(map(text_of, words))})


def _styled(element: Element, style: str) -> Element:
    kept = {k: v for k, v in element.attributes.items() if k not in ("width", "height")}
    return replace(element, attributes={**kept, "style": style})
