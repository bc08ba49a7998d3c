"""Lengths, each conversion factor with its source."""

from __future__ import annotations

import re

from msgspec import Struct

__all__ = ["Length"]

PT_PER_MM = 72 / 25.4
"""1 in = 25.4 mm exactly (ISO 80000-3) = 72 pt (CSS Values 4, §6.2)."""
PT_PER_PX = 0.75
"""1 px = 1/96 in (CSS Values 4, §6.2)."""
EMU_PER_PT = 12700
"""English Metric Units (ECMA-376 part 1, §20.1.2.1)."""
TWIPS_PER_PT = 20
"""Twentieths of a point (ECMA-376 part 1, §17.18.81)."""

_PT_PER_UNIT = {"pt": 1.0, "mm": PT_PER_MM, "px": PT_PER_PX}
_LENGTH = re.compile(r"(?P<number>\d+(\.\d+)?|\.\d+)\s*(?P<unit>pt|mm|px)")


class Length(Struct, frozen=True, order=True):
    """A length on paper or screen, never negative."""

    pt: float
    """Points, 1/72 in."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """The length that `text` writes: `10.5pt`, `28mm`, `16px`.

        Raises: ValueError for any other form or unit.
        """
        match = _LENGTH.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a length; write a number and pt, mm or px")
        return cls(float(match["number"]) * _PT_PER_UNIT[match["unit"]])

    @classmethod
    def of_mm(cls, mm: float) -> Length:
        """`mm` millimetres."""
        return cls(mm * PT_PER_MM)

    @property
    def mm(self) -> float:
        """Millimetres."""
        return self.pt / PT_PER_MM

    @property
    def px(self) -> float:
        """CSS px, 1/96 in."""
        return self.pt / PT_PER_PX

    @property
    def emu(self) -> int:
        """English Metric Units, as DrawingML counts."""
        return round(self.pt * EMU_PER_PT)

    @property
    def twips(self) -> int:
        """Twentieths of a point, as WordprocessingML counts."""
        return round(self.pt * TWIPS_PER_PT)

    @property
    def half_points(self) -> int:
        """Half points, as WordprocessingML counts type sizes."""
        return round(self.pt * 2)
