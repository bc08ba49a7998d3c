"""Marks: whatever a page prints, with its colour, its place and how it is put on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from msgspec import Struct

from pubkit.preflight.colours import Paint, Space
from pubkit.preflight.faces import Face
from pubkit.preflight.geometry import Box
from pubkit.units import PT_PER_MM

__all__ = ["Kind", "Mark", "Picture", "Sheet"]

Kind: TypeAlias = Literal["fill", "stroke", "text", "image", "stencil", "shading", "soft mask"]


class Picture(Struct, frozen=True):
    """An image where it is placed."""

    width_px: int
    """Its pixels across."""
    height_px: int
    """Its pixels down."""
    bits: int
    """Bits of a component."""
    across_ppi: float
    """Pixels an inch across, as it is placed."""
    down_ppi: float
    """Pixels an inch down, as it is placed."""


class Mark(Struct, frozen=True):
    """Something that a page prints."""

    kind: Kind
    """What it is; a stencil is an image of one bit that is painted with a colour."""
    paint: Paint
    """Its colour; of an image and a shading only the colour space."""
    box: Box | None
    """Where it stands on the page, at the most; None if nothing of it is seen."""
    overprints: bool = False
    """Whether it leaves the other plates as they are."""
    over_mode: int = 0
    """1 if an ink of 0 leaves what is under it."""
    clear: bool = False
    """Whether something shines through it, or is blended with it."""
    size: float = 0.0
    """In points: of text its size, of a stroke its width, of a fill its shorter side."""
    face: Face | None = None
    """Of text: the font."""
    picture: Picture | None = None
    """Of images and stencils."""
    number: int = 0
    """Of images: the object."""


@dataclass
class Sheet:
    """A page as it was read."""

    number: int
    """From 1."""
    media: Box
    """MediaBox."""
    trim: Box | None = None
    """TrimBox."""
    bleed: Box | None = None
    """BleedBox."""
    crop: Box | None = None
    """CropBox, if it has one."""
    marks: list[Mark] = field(default_factory=list)
    """What it prints, in order."""
    faces: dict[int, Face] = field(default_factory=dict)
    """The fonts that its resources name."""
    defaults: dict[str, Space] = field(default_factory=dict)
    """What DeviceGray and DeviceCMYK are exchanged for, by `Gray` and `CMYK`."""
    screening: set[str] = field(default_factory=set)
    """What its settings say of curves and screens: `TR`, `TR2`, `HT`."""
    groups: list[Space] = field(default_factory=list)
    """The colour spaces of its groups, its own first if it has one."""
    blends_in: Space | None = None
    """The colour space of its own group."""
    clear: bool = False
    """Whether it has anything transparent."""
    composed: float = 0.0
    """Pixels, at 72 an inch, that take a renderer long: those of layers, shadings, patterns."""
    is_measured: bool = True
    """Whether its ink is measured."""
    broken: list[str] = field(default_factory=list)
    """What could not be read."""

    @property
    def finished(self) -> Box:
        """The page as it is cut."""
        return self.trim or self.media

    def place(self, box: Box | None) -> str:
        """Where `box` begins: ` (12 mm from the left, 40 mm from the head)`; empty for None."""
        if box is None:
            return ""
        left = (box[0] - self.finished[0]) / PT_PER_MM
        head = (self.finished[3] - box[3]) / PT_PER_MM
        return f" ({left:.0f} mm from the left, {head:.0f} mm from the head)"
