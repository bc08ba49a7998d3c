"""Leads: the photo under the title, lower where no text would begin on its page.

A title and a photo alone look like a cover. What the photo has to give is cut off round its focus;
one that is still awaited takes any height.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from pubkit.markup import Element
from pubkit.notice import Notice
from pubkit.renderers.pdf.engine import Engine, Resource

__all__ = ["CROPPED", "Box", "Crop", "Lead"]

CROPPED = "photo-cropped"
"""Code of what is said where a photo is not shown to its edges."""
_MOST = 0.25
"""Part of its height that a photo may lose."""
_HEIGHT = re.compile(r"(?:^|;)(?:min-)?height:([0-9.]+)pt")
"""The height among the declarations of what `Gauge.sized` has sized."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a photo, as fractions of its width and height."""


@dataclass(frozen=True)
class Crop:
    """How a photo may be cropped."""

    path: str
    """Node path of its figure."""
    focus: tuple[float, float]
    """What has to stay, from the left and from the top, 0 to 1."""
    cut: Callable[[Box], Resource]
    """Makes a part of it."""


@dataclass(frozen=True)
class Lead:
    """The highest lead photo of a document that may be lower. Lengths in pt."""

    document: Element
    """The document, its figures sized."""
    figure: Element
    """The photo's figure."""
    crop: Crop | None
    """How it may be cropped; None while it is awaited."""

    @classmethod
    def of(cls, document: Element, crops: Mapping[str, Crop]) -> Lead | None:
        """The one of this document, if it has any; `crops` by the photos' addresses."""
        body = document.children[-1]
        assert isinstance(body, Element)
        found = [
            cls(document, item, crops.get(address))
            for item in _elements(body)
            if item.tag == "figure" and (not (address := _address(item)) or address in crops)
        ]
        return max(found, key=lambda lead: lead.height, default=None)

    @property
    def height(self) -> float:
        """How high the photo stands."""
        return _height(_photo(self.figure))

    @property
    def gives(self) -> float:
        """By how much it may be lower."""
        return _MOST * self.height

    def lowered(self, by: float, engine: Engine) -> tuple[Element, tuple[Notice, ...]]:
        """The document with the photo lower `by` so much, and what is said of that."""
        figure = replace(
            _adding(self.figure, f";min-height:{_height(self.figure) - by:.2f}pt"),
            children=(self._lower(by, engine), *self.figure.children[1:]),
        )
        *head, body = self.document.children
        assert isinstance(body, Element)
        children = tuple(figure if item is self.figure else item for item in body.children)
        document = replace(self.document, children=(*head, replace(body, children=children)))
        return document, tuple(self._notices(by))

    def _lower(self, by: float, engine: Engine) -> Element:
        height = f"{self.height - by:.2f}pt"
        photo = _adding(_photo(self.figure), f";height:{height};line-height:{height}")
        if self.crop is None:
            return photo
        kept = 1 - by / self.height
        top = min(max(self.crop.focus[1] - kept / 2, 0.0), 1 - kept)
        address = f"{photo.attributes['src']}/lower"
        engine.lay(address, self.crop.cut((0.0, top, 1.0, top + kept)))
        return replace(photo, attributes={**photo.attributes, "src": address})

    def _notices(self, by: float) -> Iterator[Notice]:
        if self.crop:
            yield Notice(
                code=CROPPED,
                severity="info",
                where=self.crop.path,
                text=f"The lead photo is cropped by {by / self.height:.0%} of its height, "
                "so that the text begins on its page.",
                hint="crop=never keeps it whole; focus says what has to stay.",
            )


def _elements(node: Element) -> Iterator[Element]:
    return (child for child in node.children if isinstance(child, Element))


def _photo(figure: Element) -> Element:
    return next(_elements(figure))


def _address(figure: Element) -> str:
    """Where the photo is found; empty while it is awaited."""
    return _photo(figure).attributes.get("src", "")


def _height(element: Element) -> float:
    found = _HEIGHT.search(element.attributes["style"])
    assert found
    return float(found[1])


def _adding(element: Element, style: str) -> Element:
    whole = element.attributes["style"] + style
    return replace(element, attributes={**element.attributes, "style": whole})
