"""Crop and registration marks, on every plate and outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

__all__ = ["CENTRE", "ROOM", "Box", "drawing", "registration_black"]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""
ROOM = 24.0
"""What marks take beside the bleed, in pt: 8.5 mm."""
_AWAY = 4.25
"""Where they begin beside the bleed, in pt: 1.5 mm, so that no cut shows them."""
_LENGTH = 14.0
"""Length of a crop mark, in pt: 5 mm."""
CENTRE = _AWAY + _LENGTH / 2
"""Distance of a registration mark's middle from the bleed, in pt."""
_RADIUS = 5.0
"""Radius of a registration mark's circle, in pt."""
_LINE = 0.25
"""Their line, in pt."""
_ROUND = 0.5523
"""Where a quarter circle's control points lie, in radii: 4/3 (√2 - 1)."""


def registration_black(pdf: Pdf) -> Object:
    """The ink that is on every plate (ISO 32000-1, 8.6.6.4)."""
    from pikepdf import Array, Dictionary, Name

    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    space = Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])
    return pdf.make_indirect(space)


def drawing(trim: Box, bleed: float, space: str) -> bytes:
    """Content that draws the marks round a page, in the colour space of this name."""
    return "\n".join((f"q {space} CS 1 SCN {_LINE} w", *_lines(trim, bleed), "Q")).encode()


def _lines(trim: Box, bleed: float) -> Iterator[str]:
    left, bottom, right, top = trim
    start, end = bleed + _AWAY, bleed + _AWAY + _LENGTH
    for x, outward in ((left, -1), (right, 1)):
        for y, upward in ((bottom, -1), (top, 1)):
            yield _line(x + outward * start, y, x + outward * end, y)
            yield _line(x, y + upward * start, x, y + upward * end)
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    away = bleed + CENTRE
    for x, y in (
        (left - away, middle_y), (right + away, middle_y),
        (middle_x, bottom - away), (middle_x, top + away),
    ):  # fmt: skip
        yield from _cross(x, y)


def _cross(x: float, y: float) -> Iterator[str]:
    arm, r, k = _LENGTH / 2, _RADIUS, _RADIUS * _ROUND
    yield _line(x - arm, y, x + arm, y)
    yield _line(x, y - arm, x, y + arm)
    yield f"{_at(x + r, y)} m"
    yield f"{_at(x + r, y + k)} {_at(x + k, y + r)} {_at(x, y + r)} c"
    yield f"{_at(x - k, y + r)} {_at(x - r, y + k)} {_at(x - r, y)} c"
    yield f"{_at(x - r, y - k)} {_at(x - k, y - r)} {_at(x, y - r)} c"
    yield f"{_at(x + k, y - r)} {_at(x + r, y - k)} {_at(x + r, y)} c s"


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{_at(x, y)} m {_at(to_x, to_y)} l S"


def _at(x: float, y: float) -> str:
    return f"{x:.3f} {y:.3f}"
