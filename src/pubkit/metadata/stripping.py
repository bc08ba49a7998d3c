"""Pictures without what their readers have no business to know.

Only what is listed stays: the picture itself, how it is turned, its colours, its resolution, and
whose it is (author and copyright), which the law forbids to take out (Copyright Law of the People's
Republic of China, 2020, article 51; WIPO Copyright Treaty, article 12). Not a pixel is decoded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from pubkit.assets import Asset, Assets
from pubkit.metadata import gif, jpeg, png, tiff, webp

__all__ = ["bare", "stripped"]

_KINDS: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (jpeg.SIGNATURE, jpeg.stripped),
    (png.SIGNATURE, png.stripped),
    (gif.SIGNATURE, gif.stripped),
    (webp.SIGNATURE, webp.stripped),
    *((signature, tiff.stripped) for signature in tiff.SIGNATURES),
)


def stripped(data: bytes) -> bytes:
    """The picture file without private metadata; the same bytes where it holds none.

    Whatever else begins as no JPEG, PNG, GIF, WebP or TIFF stays as it is. Of a damaged file, what
    stands behind the damage may go: check the result, not what it was made of.
    """
    for signature, strip in _KINDS:
        if data.startswith(signature):
            made = strip(data)
            return data if made == data else made
    return data


def bare(assets: Assets) -> Assets:
    """The pictures without private metadata."""
    return MappingProxyType({key: _bare(asset) for key, asset in assets.items()})


def _bare(asset: Asset) -> Asset:
    data = stripped(asset.data)
    return asset if data is asset.data else replace(asset, data=data)
