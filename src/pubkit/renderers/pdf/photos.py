"""Photos made fit for paper: sRGB or grey and no larger than a press could use, or in its inks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from pubkit.assets import Asset, Assets
from pubkit.errors import RenderError
from pubkit.images import as_print, as_web
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.press.photos import separated
from pubkit.press.profiles import Profile
from pubkit.renderers.html import Picture
from pubkit.renderers.pdf.engine import Resource
from pubkit.renderers.pdf.figures import Gauge
from pubkit.renderers.pdf.leads import Box, Crop
from pubkit.units import Length
from pubkit.walk import figures

__all__ = ["Photos", "fitted"]

_PPI = 300
"""Pixels an inch that offset print resolves at a screen of 150 lines (twice the ruling)."""
_DOUBTFUL_PPI = 150
"""With fewer a photo looks coarse: one and a half pixels a line of a newspaper's screen, about 100
lines an inch (ISO 12647-3)."""
_MIDDLE = 0.5, 0.5
"""What a crop keeps to where the author names no focus."""
_SPARE = 2.0
"""Only beyond this many times what it needs is a photo made smaller: a new JPEG is a worse one."""


@dataclass(frozen=True)
class Photos:
    """An article's photos, ready for the page."""

    pictures: Mapping[str, Picture]
    """Photo key → its address on the page."""
    resources: Mapping[str, Resource]
    """Address → the picture."""
    crops: Mapping[str, Crop]
    """Address → how it may be cropped; nothing for a photo that may not."""
    notices: tuple[Notice, ...]
    """The photos that cannot be shown."""


def fitted(
    article: Article, assets: Assets, gauge: Gauge, profile: Profile | None = None
) -> Photos:
    """The photos that the article's figures name and that could be had.

    With the profile of a press they are in its inks.
    """
    pictures: dict[str, Picture] = {}
    resources: dict[str, Resource] = {}
    crops: dict[str, Crop] = {}
    notices: list[Notice] = []
    # A photo that stands twice is made for its wider place.
    wanted = sorted(figures(article), key=lambda found: -gauge.measure(found[1].place))
    for path, figure in wanted:
        key = figure.photo
        if key in pictures:  # made for two places: what is cut off in one is not in the other
            crops.pop(pictures[key].src, None)
        if key is None or key not in assets or key in pictures:
            continue
        asset = assets[key]
        size = gauge.placed(figure.place, asset.width_px / asset.height_px)
        try:
            made = _inked(asset, size, profile) if profile else _fit(asset, size[0])
        except RenderError as error:
            notices.append(_unusable(path, f"{key}: {error}."))
            continue
        if profile:
            notices += _coarse(path, key, asset, size[0])
        # A number, not the key: an address must not depend on what an author calls a file.
        address = f"pubkit:photo/{len(resources)}"
        pictures[key] = Picture(address, made.width_px, made.height_px)
        resources[address] = Resource(made.data, made.media_type)
        if figure.crop != "never":
            crops[address] = Crop(
                path, figure.focus or _MIDDLE, partial(_part, asset, size, profile)
            )
    return Photos(pictures, resources, crops, tuple(notices))


def _fit(asset: Asset, width: float) -> Asset:
    """The picture for a place `width` pt wide."""
    needed = ceil(width / 72 * _PPI)
    too_large = asset.width_px > _SPARE * needed
    most = len(asset.data) - 1 if too_large else len(asset.data) * 8 + 1_000_000
    return as_web(asset, max_bytes=most, max_width_px=needed if too_large else asset.width_px)


def _inked(asset: Asset, size: tuple[float, float], profile: Profile) -> Asset:
    """The picture in inks for a place of this size.

    It keeps its old size in pixels, which tells its proportions; the new one is rounded.
    """
    data = separated(asset.data, profile, width_pt=size[0], height_pt=size[1])
    return replace(asset, data=data, media_type="image/jpeg")


def _part(asset: Asset, size: tuple[float, float], profile: Profile | None, box: Box) -> Resource:
    """A part of the picture as it is needed where the whole would stand in this size."""
    (width, height), (left, top, right, bottom) = size, box
    width, height = width * (right - left), height * (bottom - top)
    data = (
        separated(asset.data, profile, width_pt=width, height_pt=height, crop=box)
        if profile
        else as_print(asset, box, ceil(width / 72 * _PPI))
    )
    return Resource(data, "image/jpeg")


def _coarse(path: str, key: str, asset: Asset, width: float) -> Iterator[Notice]:
    ppi = asset.width_px / width * 72
    if ppi < _DOUBTFUL_PPI:
        yield Notice(
            code="photo-coarse",
            severity="warning",
            where=path,
            text=f"The photo {key} has {ppi:.0f} pixels an inch in its place, "
            f"{Length(width).mm:.0f} mm wide; on a press it will look coarse.",
            hint="Ask for the original, or give it a smaller place.",
        )


def _unusable(path: str, text: str) -> Notice:
    hint = "Save it as an RGB JPEG."
    return Notice(code="photo-unusable", severity="error", where=path, text=text, hint=hint)
