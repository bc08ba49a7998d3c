"""The page's photos, each in two sizes: a phone need not load what a desk shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from pubkit.assets import Asset, Assets
from pubkit.images import file_name, on_web, reduced
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderer import COMPANIONS, File

__all__ = ["WIDTH_PX", "Gallery", "Photo", "gallery"]

_MAX_BYTES = 1_000_000
"""A page that takes longer than this on a phone is left."""
_LARGE_PX, _SMALL_PX = 1600, 800
"""Widths: a desk's wide figure, and a phone's screen, at two pixels a CSS pixel or nearly so."""
WIDTH_PX = 800
"""The widest that a figure is shown, in CSS px."""


class Photo(Struct, frozen=True):
    """One photo as the page shows it."""

    src: str
    """Address of the large one."""
    srcset: str
    """Addresses and widths of both; empty if there is only one."""
    width_px: int
    """Width of the large one."""
    height_px: int
    """Its height."""


class Gallery(Struct, frozen=True):
    """The article's photos."""

    photos: Mapping[str, Photo]
    """Photo key → photo."""
    files: tuple[File, ...]
    """What lies beside the page."""
    notices: tuple[Notice, ...]
    """Photos that cannot be shown, and why."""


def gallery(article: Article, assets: Assets) -> Gallery:
    """The photos that the article shows, with their files."""
    large, lost = on_web(article, assets, max_bytes=_MAX_BYTES, max_width_px=_LARGE_PX)
    photos: dict[str, Photo] = {}
    files: dict[str, File] = {}
    for key, asset in large.items():
        sizes = [asset, *_smaller(asset)]
        names = [_name(key, size, number) for number, size in enumerate(sizes)]
        files |= {n: File(n, s.data, s.media_type) for n, s in zip(names, sizes, strict=True)}
        photos[key] = _photo(names, sizes)
    return Gallery(photos, tuple(files.values()), lost)


def _smaller(asset: Asset) -> list[Asset]:
    """The small size, where it saves anything."""
    if asset.media_type == "image/gif" or asset.width_px <= _SMALL_PX * 1.25:
        return []
    small = reduced(asset, _SMALL_PX)
    return [small] if len(small.data) < len(asset.data) else []


def _name(key: str, asset: Asset, number: int) -> str:
    path = PurePosixPath(file_name(key, asset))
    return f"photos/{path.stem}{'-small' if number else ''}{path.suffix}"


def _photo(names: list[str], sizes: list[Asset]) -> Photo:
    addresses = [f"{COMPANIONS}/{name}" for name in names]
    both = (f"{a} {size.width_px}w" for a, size in zip(addresses, sizes, strict=True))
    return Photo(
        src=addresses[0],
        srcset=", ".join(both) if len(sizes) > 1 else "",
        width_px=sizes[0].width_px,
        height_px=sizes[0].height_px,
    )
