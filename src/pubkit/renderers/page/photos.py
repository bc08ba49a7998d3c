"""Photos at their places: cropped round what matters, in inks or in sRGB."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from msgspec import Struct

from pubkit.assets import Asset
from pubkit.images import as_print
from pubkit.model import Figure
from pubkit.press.photos import separated
from pubkit.press.profiles import Profile

__all__ = ["Crop", "Shot", "cropped", "inked", "ratios", "screened"]

Crop = tuple[float, float, float, float]
"""What is kept: left, top, right, bottom, as parts of width and height."""
_PPI = 300
"""Pixels an inch without a press (twice a screen of 150 lines)."""


class Shot(Struct, frozen=True):
    """A photo's place. Lengths in pt."""

    width: float
    """Its width."""
    height: float
    """Its height."""
    crop: Crop = (0.0, 0.0, 1.0, 1.0)
    """What is seen of it."""

    def ppi(self, asset: Asset) -> float:
        """Pixels an inch that the photo has here."""
        left, _, right, _ = self.crop
        return asset.width_px * (right - left) * 72 / self.width


def ratios(figure: Figure, asset: Asset | None, crop: float, awaited: float) -> tuple[float, ...]:
    """Width by height, and its least and greatest value when at most `crop` is cut off.

    A photo that is not there yet may have any common form.
    """
    if asset is None:
        return awaited, awaited * (1 - crop), awaited / (1 - crop)
    ratio = asset.width_px / asset.height_px
    if figure.crop == "never":
        return ratio, ratio, ratio
    return ratio, ratio * (1 - crop), ratio / (1 - crop)


def cropped(figure: Figure, asset: Asset, width: float, height: float) -> Shot:
    """The photo in a place of this size: cut round its focus, or as a whole within it."""
    ratio = asset.width_px / asset.height_px
    if figure.crop == "never":
        height = min(height, width / ratio)
        return Shot(height * ratio, height)
    focus = figure.focus or (0.5, 0.5)
    across, down = min(1.0, width / height / ratio), min(1.0, ratio * height / width)
    left, top = _start(focus[0], across), _start(focus[1], down)
    return Shot(width, height, (left, top, left + across, top + down))


def _start(focus: float, kept: float) -> float:
    """Where a part of `kept` begins that has the focus in its middle, or as near as can be."""
    return min(max(focus - kept / 2, 0.0), 1.0 - kept)


def inked(profile: Profile) -> Callable[[Asset, Shot], bytes]:
    """Makes a photo's JPEG for the press."""

    def made(asset: Asset, shot: Shot) -> bytes:
        return separated(
            asset.data, profile, width_pt=shot.width, height_pt=shot.height, crop=shot.crop
        )

    return made


def screened(asset: Asset, shot: Shot) -> bytes:
    """A photo's JPEG in sRGB or grey, at most as fine as print resolves.

    Raises: RenderError, without the photo's name, if its pixels are of a kind unknown here.
    """
    return as_print(asset, shot.crop, ceil(shot.width / 72 * _PPI))
