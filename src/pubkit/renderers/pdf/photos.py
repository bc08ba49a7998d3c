"""Photos made fit for paper: sRGB or grey, and no larger than a press could use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from pubkit.assets import Asset, Assets
from pubkit.errors import RenderError
from pubkit.images import as_web
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderers.html import Picture
from pubkit.renderers.pdf.engine import Resource
from pubkit.renderers.pdf.figures import Gauge
from pubkit.walk import figures

__all__ = ["Photos", "fitted"]

_PPI = 300
"""Pixels an inch that offset print resolves at a screen of 150 lines (twice the ruling)."""
_SPARE = 2.0
"""Only beyond this many times what it needs is a photo made smaller: a new JPEG is a worse one."""


@dataclass(frozen=True)
class Photos:
    """An article's photos, ready for the page."""

    pictures: Mapping[str, Picture]
    """Photo key → its address on the page."""
    resources: Mapping[str, Resource]
    """Address → the picture."""
    notices: tuple[Notice, ...]
    """The photos that cannot be shown."""


def fitted(article: Article, assets: Assets, gauge: Gauge) -> Photos:
    """The photos that the article's figures name and that could be had."""
    pictures: dict[str, Picture] = {}
    resources: dict[str, Resource] = {}
    notices: list[Notice] = []
    # A photo that stands twice is made for its wider place.
    wanted = sorted(figures(article), key=lambda found: -gauge.measure(found[1].place))
    for path, figure in wanted:
        key = figure.photo
        if key is None or key not in assets or key in pictures:
            continue
        try:
            asset = _fit(assets[key], gauge.measure(figure.place))
        except RenderError as error:
            notices.append(_unusable(path, f"{key}: {error}."))
            continue
        # A number, not the key: an address must not depend on what an author calls a file.
        address = f"pubkit:photo/{len(resources)}"
        pictures[key] = Picture(address, asset.width_px, asset.height_px)
        resources[address] = Resource(asset.data, asset.media_type)
    return Photos(pictures, resources, tuple(notices))


def _fit(asset: Asset, width: float) -> Asset:
    """The picture for a place `width` pt wide."""
    needed = ceil(width / 72 * _PPI)
    too_large = asset.width_px > _SPARE * needed
    most = len(asset.data) - 1 if too_large else len(asset.data) * 8 + 1_000_000
    return as_web(asset, max_bytes=most, max_width_px=needed if too_large else asset.width_px)


def _unusable(path: str, text: str) -> Notice:
    hint = "Save it as an RGB JPEG."
    return Notice(code="photo-unusable", severity="error", where=path, text=text, hint=hint)
