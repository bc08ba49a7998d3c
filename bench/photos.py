"""The sample's photos as JPEGs of one weight."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

__all__ = ["WEIGHT", "weigh_out"]

WEIGHT = 250_000
"""Bytes a photo should have."""
_WIDTHS_PX = (1400, 1600, 1200)
"""Widths tried in turn; a smooth picture needs more pixels to weigh as much."""
_NEAR = 0.06
"""How far from `WEIGHT` a photo may be, as a fraction."""


def weigh_out(source: Path, target: Path) -> int:
    """Write the photo `source` to `target` at about `WEIGHT` bytes; gives its size."""
    with Image.open(source) as picture:
        tries = [_nearest(picture.convert("RGB"), width) for width in _WIDTHS_PX]
    near = (data for data in tries if _distance(data) <= _NEAR)
    data = next(near, min(tries, key=_distance))
    target.write_bytes(data)
    return len(data)


def _distance(data: bytes) -> float:
    return abs(len(data) - WEIGHT) / WEIGHT


def _nearest(picture: Image.Image, width_px: int) -> bytes:
    """The picture at that width, in the quality that comes nearest to `WEIGHT`."""
    size = (width_px, round(picture.height * width_px / picture.width))
    scaled = picture.resize(size, Image.Resampling.LANCZOS)
    low, high = 30, 97
    while low < high:
        middle = (low + high) // 2
        if len(_encoded(scaled, middle)) < WEIGHT:
            low = middle + 1
        else:
            high = middle
    return min((_encoded(scaled, quality) for quality in (low - 1, low)), key=_distance)


def _encoded(picture: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return stream.getvalue()
