"""The graphics state, and the resources that a content stream names (ISO 32000-1, §8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from pubkit.preflight.colours import BLACK, Paint, Space, space_of
from pubkit.preflight.faces import Face, face_of
from pubkit.preflight.geometry import IDENTITY, Box, Matrix
from pubkit.preflight.objects import entries

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["Shelf", "State"]


class State(Struct):
    """The graphics state. Lengths in the units of the content stream."""

    ctm: Matrix = IDENTITY
    """From the content stream to the page."""
    clip: Box | None = None
    """What is painted lies in this box of the page; None if nothing is painted at all."""
    fill: Paint = BLACK
    """The colour of fills and text."""
    stroke: Paint = BLACK
    """The colour of strokes."""
    width: float = 1.0
    """Of strokes."""
    over_fill: bool = False
    """Whether fills overprint."""
    over_stroke: bool = False
    """Whether strokes overprint."""
    over_mode: int = 0
    """1 if an ink of 0 leaves what is under it (OPM)."""
    alpha_fill: float = 1.0
    """Opacity of fills."""
    alpha_stroke: float = 1.0
    """Opacity of strokes."""
    masked: bool = False
    """Whether a soft mask is on."""
    blend: str = "Normal"
    """The blend mode."""
    face: Face | None = None
    """The font."""
    size: float = 0.0
    """Its size."""
    gap: float = 0.0
    """Space after each character."""
    stretch: float = 1.0
    """Horizontal scaling."""
    leading: float = 0.0
    """Of the next line."""
    rise: float = 0.0
    """Of the baseline."""
    mode: int = 0
    """How text is painted: 0 filled, 1 stroked, 2 both, 3 not at all; from 4 on it clips too."""
    line: Matrix = IDENTITY
    """Where the line of text begins."""
    at: Matrix = IDENTITY
    """Where the next character stands."""


@dataclass
class Shelf:
    """The resources of a content stream, looked up once."""

    resources: Mapping[str, Object]
    """The resource dictionary."""
    faces: dict[int, Face]
    """Object → font, for the whole file."""
    spaces: dict[str, Space] = field(default_factory=dict)
    """Name → colour space."""
    _kinds: dict[str, Mapping[str, Object]] = field(default_factory=dict)
    _bundles: dict[str, Mapping[str, Object]] = field(default_factory=dict)

    def of(self, kind: str) -> Mapping[str, Object]:
        """The resources of one kind: `XObject`, `Font`, …."""
        if kind not in self._kinds:
            self._kinds[kind] = entries(self.resources.get(kind))
        return self._kinds[kind]

    def settings(self, key: str) -> Mapping[str, Object]:
        """The bundle of settings of this name."""
        if key not in self._bundles:
            self._bundles[key] = entries(self.of("ExtGState").get(key))
        return self._bundles[key]

    def space(self, key: str) -> Space:
        """The colour space of this name."""
        if key not in self.spaces:
            from pikepdf import Name

            self.spaces[key] = space_of(Name(f"/{key}"), self.of("ColorSpace"))
        return self.spaces[key]

    def face(self, font: Object) -> Face:
        """The font's facts."""
        key = font.objgen[0]
        if not key:
            return face_of(font)
        if key not in self.faces:
            self.faces[key] = face_of(font)
        return self.faces[key]
