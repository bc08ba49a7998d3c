"""Grey photos on the black plate: each grey as dark as black ink alone can show it."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from pubkit.press.profiles import Profile

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["grey_plate"]

_LEVELS = range(256)


def grey_plate(picture: Image, profile: Profile) -> Image:
    """The picture, 8 bits a pixel, as one plate: 0 is full black ink, 255 is paper.

    A grey without a profile is taken for sRGB's.
    """
    embedded = picture.info.get("icc_profile") or b""
    return picture.point(_curve(profile.data, embedded))


@lru_cache(maxsize=8)
def _curve(target: bytes, embedded: bytes) -> list[int]:
    """Grey → plate.

    Luminances are scaled so that the darkest grey meets black ink, and paper stays paper: black
    point compensation (ISO 18619).
    """
    inked = _luminances(target)
    darkest = inked[-1]
    curve, ink = [], len(inked) - 1
    for level in _LEVELS:
        wanted = darkest + (1 - darkest) * _seen(embedded)[level]
        while ink and inked[ink] < wanted:
            ink -= 1
        curve.append(255 - _nearer(inked, ink, wanted))
    return curve


def _nearer(inked: list[float], ink: int, wanted: float) -> int:
    """`ink` or one step more, whichever comes nearer."""
    above = min(ink + 1, len(inked) - 1)
    return above if abs(inked[above] - wanted) < abs(inked[ink] - wanted) else ink


def _luminances(target: bytes) -> list[float]:
    """The luminance of black ink at each level, paper being 1."""
    from PIL import Image

    pixels = bytes(value for level in _LEVELS for value in (0, 0, 0, level))
    ramp = Image.frombytes("CMYK", (len(_LEVELS), 1), pixels)
    return _through(target, ramp)


@lru_cache(maxsize=8)
def _seen(embedded: bytes) -> list[float]:
    """The luminance of each grey."""
    from PIL import Image, ImageCms

    if embedded:
        ramp = Image.frombytes("L", (len(_LEVELS), 1), bytes(_LEVELS))
        try:
            return _through(embedded, ramp)
        except (OSError, ImageCms.PyCMSError):  # damaged, or a profile for colours
            pass
    return [_linear(level / 255) for level in _LEVELS]


def _linear(value: float) -> float:
    """sRGB's tone curve (IEC 61966-2-1, 5.2)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _through(icc: bytes, ramp: Image) -> list[float]:
    """Luminances of a row of pixels, relative to the medium's white."""
    from PIL import ImageCms

    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        ImageCms.createProfile("LAB"),
        ramp.mode,
        "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    made = ImageCms.applyTransform(ramp, transform)
    assert made is not None  # only a transform in place gives None
    return [_luminance(level / 2.55) for level in made.getchannel(0).tobytes()]


def _luminance(lightness: float) -> float:
    """Y of CIE L* (ISO/CIE 11664-4, 4.2)."""
    return float(((lightness + 16) / 116) ** 3) if lightness > 8 else lightness / 903.3
