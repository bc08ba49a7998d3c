"""The sheet of paper: its type area, its columns, and the space that pictures take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pubkit.style import Style
from pubkit.units import Length

__all__ = ["Paper", "Sheet", "sheet"]

Paper: TypeAlias = Literal["", "A4", "A3"]
"""A paper size by name; empty for the style's own page."""

_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Width and height in mm (ISO 216, table 1)."""


_ENDLESS = 9_000_000
"""Height of a galley in pt: a book's; WeasyPrint itself knows no limit."""


@dataclass(frozen=True)
class Sheet:
    """A page's geometry. Lengths in pt."""

    width: float
    """Paper width."""
    height: float
    """Paper height."""
    top: float
    """Head margin."""
    bottom: float
    """Foot margin."""
    side: float
    """Left and right margin."""
    columns: int
    """Text columns."""
    gap: float
    """Space between them."""
    column: float
    """Width of one: whole characters of running text."""
    leading: float
    """Distance of the text's baselines."""
    bleed: float = 0.0
    """How far grounds run over the edge of the paper."""

    @property
    def measure(self) -> float:
        """Width of the type area."""
        return self.width - 2 * self.side

    @property
    def depth(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def css(self) -> str:
        """Paper and columns as CSS."""
        return (
            f"@page {{ size: {self.width:.3f}pt {self.height:.3f}pt; "
            f"margin: {self.top:.3f}pt {self.side:.3f}pt {self.bottom:.3f}pt; "
            f"bleed: {self.bleed:.3f}pt }}\n"
            f"main {{ columns: {self.columns}; column-gap: {self.gap:.3f}pt }}"
        )

    @property
    def galley(self) -> str:
        """CSS that sets everything in one column on one endless page."""
        return (
            f"@page {{ size: {self.width:.3f}pt {_ENDLESS}pt }}\n"
            f"main {{ columns: auto; display: flow-root; width: {self.column:.3f}pt }}"
        )


def sheet(style: Style, paper: Paper, columns: int) -> Sheet:
    """The style's page, or its margins on other paper with columns about as wide as its own.

    `columns` overrides their number where it is not 0. A column holds whole characters; what is
    left over goes to the gaps, or to the margins of a single column.
    """
    page = style.page
    width, height, gap, side = map(_pt, (page.width, page.height, page.gap, page.side))
    if paper:
        own = (width - 2 * side - gap * (page.columns - 1)) / page.columns
        width, height = (Length.of_mm(mm).pt for mm in _PAPERS[paper])
        columns = columns or max(1, round((width - 2 * side + gap) / (own + gap)))
    columns = columns or page.columns
    measure = width - 2 * side
    size = _pt(style.size.body)
    # A hundredth of a point forgives what millimetres lose when they become points.
    fit = max(1, int(((measure - gap * (columns - 1)) / columns + 0.01) // size))
    if columns == 1:
        side, gap = (width - fit * size) / 2, 0.0
    else:
        gap = (measure - columns * fit * size) / (columns - 1)
    leading = _pt(style.size.leading)
    return Sheet(
        width, height, _pt(page.top), _pt(page.bottom), side, columns, gap, fit * size, leading
    )


def _pt(size: str) -> float:
    return Length.parse(size).pt
