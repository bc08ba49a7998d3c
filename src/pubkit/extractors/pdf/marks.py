"""Marks: what stands on a page, and where. Lengths in points, from the sheet's top left corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypedDict

__all__ = [
    "Bounds",
    "Box",
    "Edges",
    "Handle",
    "Line",
    "Piece",
    "Placed",
    "Placing",
    "Rule",
    "Sheet",
    "Target",
]

Handle: TypeAlias = Any
"""One of PDFium's handles, which ctypes hands over without a type."""


class Edges(TypedDict):
    """A box's."""

    left: float
    top: float
    right: float
    bottom: float


Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in PDF's own system, which counts upwards."""
Placing: TypeAlias = Callable[[Bounds], Edges]
"""How a page turns that system into ours."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the page; `top` is less than `bottom`."""

    left: float
    """Its left edge."""
    top: float
    """Its upper edge."""
    right: float
    """Its right edge."""
    bottom: float
    """Its lower edge."""

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, other: Box) -> bool:
        """Whether the other's middle lies inside."""
        across = (other.left + other.right) / 2
        return self.left < across < self.right and self.top < other.middle < self.bottom


@dataclass(frozen=True, kw_only=True)
class Piece(Box):
    """Characters drawn one beside the other on one baseline, none of them far from the next."""

    text: str
    """The characters, in the order in which they are read."""
    size: float
    """The type's size."""
    font: str
    """The font's name, as the file has it."""
    white: tuple[float, float] = (0.0, 0.0)
    """What its first and its last mark have of white on its left and its right."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The upper or lower edge of a drawn shape: a line between what is above and below."""

    left: float
    """Where it begins."""
    right: float
    """Where it ends."""
    y: float
    """How far down it is."""


@dataclass(frozen=True, kw_only=True)
class Placed(Box):
    """A picture on the page, with its caption where the type tells it from the text."""

    data: bytes | None
    """What it shows, as PNG; None if it cannot be drawn."""
    page: int
    """The page's number, from 0."""
    caption: tuple[Piece, ...] = ()
    """The lines that belong to it; of an empty place also those that stand in it."""
    vacant: bool = False
    """Whether it is the place of a picture that is not there."""


@dataclass(frozen=True, kw_only=True)
class Target(Box):
    """An area that is linked."""

    address: str
    """Where it leads."""


@dataclass(frozen=True, kw_only=True)
class Line(Box):
    """A line of text, or a cell of a table, as it is read."""

    page: int
    """The page's number, from 0."""
    text: str
    """What it says."""
    size: float
    """The type's size."""
    margins: tuple[float, float]
    """Where the column that it stands in begins and ends."""
    column: int
    """A number that only the lines of one column share."""


@dataclass(frozen=True)
class Sheet:
    """One page."""

    width: float
    """Of the paper."""
    height: float
    """Of the paper."""
    pieces: tuple[Piece, ...] = ()
    """Its text."""
    pictures: tuple[Placed, ...] = ()
    """Its pictures."""
    rules: tuple[Rule, ...] = ()
    """Its lines and edges."""
    frames: tuple[Box, ...] = ()
    """Its shapes in which text may stand."""
    targets: tuple[Target, ...] = field(default=())
    """Its links."""
