"""Fingerprint: whether two pictures show the same, however they were scaled and compressed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["SAME", "distance", "fingerprint", "fingerprint_of", "part_distance"]

_SIDE = 12
"""Cells a side: finer than any crop mark, coarser than what JPEG at our qualities alters."""
_DRAFT = 32 * _SIDE
"""Pixels a side that are enough to tell them."""
SAME = 16.0
"""The mean difference, of 255, below which two fingerprints show one picture.

Measured on the sample photos: scaling to 300 px and JPEG at quality 60 give at most 0.7, inks for
newsprint or coated paper seen on a screen 9, and 14 on ramps of all tones; the most alike two
photos give 20, one and its mirror image 25.
"""
_LEAST = 0.7
"""How much of its width or height a crop leaves at the least."""
_STEPS = 8
"""Crops from all of a picture down to the least; they differ by half a cell."""
_OFFSETS = 5
"""Places of a crop, from one edge to the other."""


def fingerprint(data: bytes) -> bytes:
    """The picture's colours in 12 by 12 cells, three bytes a cell; empty if it cannot be opened."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.draft(None, (_DRAFT, _DRAFT))
            ImageOps.exif_transpose(image, in_place=True)  # else it copies even what is upright
            return fingerprint_of(image)
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return b""


def fingerprint_of(image: Image) -> bytes:
    """The same of a picture that is open and upright; a JPEG is decoded at a part of its size.

    Raises: what Pillow raises for a picture that is damaged.
    """
    from PIL.Image import Resampling

    image.draft(None, (_DRAFT, _DRAFT))
    return _flat(image).resize((_SIDE, _SIDE), Resampling.BOX).tobytes()


def _flat(image: Image) -> Image:
    """The picture in RGB, on paper where it shows through."""
    from PIL import Image

    if image.mode.startswith("I"):  # Pillow itself clips deep greys to white
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    flat = Image.new("RGB", image.size, "white")
    colour = image.convert("RGBA")
    flat.paste(colour, mask=colour.getchannel("A"))
    return flat


def distance(one: bytes, other: bytes) -> float:
    """The mean difference of two fingerprints, of 255; 255 if either is empty."""
    if not one or len(one) != len(other):
        return 255.0
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def part_distance(whole: bytes, part: bytes) -> float:
    """The distance of a picture from the nearest crop of another: of its width or of its height.

    Measured on the sample photos, cropped by up to a quarter: at most 7.5, where `distance` gives
    up to 36; the most alike two photos give 18. A mirror image may be as near as 5: a crop is to be
    looked for only where there may be one.
    """
    if not whole or len(whole) != len(part):
        return 255.0
    return min(distance(crop, part) for crop in _crops(whole))


@lru_cache(maxsize=16)
def _crops(whole: bytes) -> tuple[bytes, ...]:
    """The fingerprints of a picture's crops, the whole first."""
    return tuple(_cropped(whole))


def _cropped(whole: bytes) -> Iterator[bytes]:
    from PIL import Image

    yield whole
    image = Image.frombytes("RGB", (_SIDE, _SIDE), whole)
    for step in range(1, _STEPS + 1):
        size = _SIDE * (1 - step * (1 - _LEAST) / _STEPS)
        for offset in range(_OFFSETS):
            low = (_SIDE - size) * offset / (_OFFSETS - 1)
            for box in ((low, 0, low + size, _SIDE), (0, low, _SIDE, low + size)):
                crop = image.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR, box=box)
                yield crop.tobytes()
