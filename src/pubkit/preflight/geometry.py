"""Matrices and boxes of a PDF's pages (ISO 32000-1, §8.3)."""

from __future__ import annotations

from math import hypot
from typing import TypeAlias

__all__ = [
    "IDENTITY",
    "Box",
    "Matrix",
    "area",
    "around",
    "contains",
    "mapped",
    "overlap",
    "product",
    "scales",
]

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = ax + cy + e, y' = bx + dy + f."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does, and then what `outer` does."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def mapped(box: Box, matrix: Matrix) -> Box:
    """The upright box round `box` as the matrix turns it."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Box, other: Box) -> Box | None:
    """What two boxes share, be it a line; None if they lie apart."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def around(one: Box | None, other: Box) -> Box:
    """The box round both."""
    if one is None:
        return other
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def area(box: Box | None) -> float:
    """What a box covers, in square points; 0 for None."""
    return (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0


def contains(outer: Box, inner: Box, slack: float = 0.05) -> bool:
    """Whether `inner` lies in `outer`; `slack` is what rounding may take, in points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def scales(matrix: Matrix) -> tuple[float, float]:
    """How much longer the matrix makes a horizontal and a vertical stroke."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)
