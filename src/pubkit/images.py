"""Pictures made fit for screens: JPEG, PNG or GIF, in sRGB, within a channel's limits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pubkit.assets import Asset, Assets, ImageType
from pubkit.errors import RenderError
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.walk import figures

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["as_print", "as_web", "file_name", "on_web", "reduced"]

_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Pillow's pixel formats that every browser shows right."""
_PROFILE_MARKS = {"image/jpeg": b"ICC_PROFILE\0", "image/png": b"iCCP"}
"""Where a colour profile begins in JPEG (ICC.1:2022, annex B.4) and PNG (PNG 3, §11.3.2.3)."""
_QUALITIES = (88, 80, 72)
"""JPEG qualities tried before the picture is made smaller: below 72 skies show steps."""
_SHRINK = 0.8
"""How much narrower the next try is."""
_MIN_WIDTH_PX = 64
"""A picture narrower than this shows nothing."""
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def file_name(key: str, asset: Asset) -> str:
    """`stars-1f0c9a3e.jpg`: a name that is safe in any address and changes with the picture."""
    stem = _UNSAFE.sub("-", PurePosixPath(key).stem).strip("-") or "photo"
    return f"{stem[:40]}-{asset.sha256[:8]}{asset.suffix}"


def on_web(
    article: Article, assets: Assets, *, max_bytes: int, max_width_px: int
) -> tuple[dict[str, Asset], tuple[Notice, ...]]:
    """The article's photos and cover by key, as `as_web` makes them, and an error for each other.

    A photo that could not be had is left out in silence: reading has reported it.
    """
    made: dict[str, Asset] = {}
    lost: list[Notice] = []
    wanted = [(path, figure.photo) for path, figure in figures(article)]
    for path, key in (*wanted, ("cover", article.cover)):
        if key is None or key not in assets or key in made:
            continue
        try:
            made[key] = as_web(assets[key], max_bytes=max_bytes, max_width_px=max_width_px)
        except RenderError as error:
            lost.append(_unusable(path, f"{key}: {error}."))
    return made, tuple(lost)


def _unusable(path: str, text: str) -> Notice:
    hint = "Save it as an RGB JPEG."
    return Notice(code="photo-unusable", severity="error", where=path, text=text, hint=hint)


def as_web(asset: Asset, *, max_bytes: int, max_width_px: int) -> Asset:
    """The picture as phones and browsers show it, in at most `max_bytes`.

    What is so already stays untouched, whatever its width; so does every GIF, for it may move.
    Anything else is made at most `max_width_px` wide, a JPEG where it has no transparency.
    Raises: RenderError, without the photo's name, if its pixels are of a kind unknown here or
    `max_bytes` are too few for any picture.
    """
    if asset.media_type == "image/gif" or (len(asset.data) <= max_bytes and _is_web(asset)):
        return asset
    from PIL import Image, ImageCms

    try:
        with Image.open(io.BytesIO(asset.data)) as picture:
            picture.load()  # some formats read from the file, which is closed when it is needed
            made = _in_srgb(_narrowed(_in_bytes(picture), max_width_px))
    except (OSError, ValueError, ImageCms.PyCMSError, Image.DecompressionBombError) as error:
        raise RenderError(f"a {asset.mode} {asset.media_type} cannot be shown: {error}") from error
    for kind, data, size in _tries(made, asset.media_type):
        if len(data) <= max_bytes:
            return replace(
                asset,
                data=data,
                media_type=kind,
                width_px=size[0],
                height_px=size[1],
                mode=made.mode,
            )
    raise RenderError(f"a picture cannot be made to fit into {max_bytes} bytes")


def reduced(asset: Asset, max_width_px: int) -> Asset:
    """A picture that browsers show, at most so wide; a JPEG where it has no transparency.

    Raises: RenderError, without the photo's name, if its pixels are of a kind unknown here.
    """
    from PIL import Image, ImageCms

    try:
        with Image.open(io.BytesIO(asset.data)) as picture:
            made = _in_srgb(_narrowed(_in_bytes(picture), max_width_px))
    except (OSError, ValueError, ImageCms.PyCMSError, Image.DecompressionBombError) as error:
        raise RenderError(f"a {asset.mode} {asset.media_type} cannot be shown: {error}") from error
    kind, data, size = next(_tries(made, asset.media_type))
    return replace(
        asset, data=data, media_type=kind, width_px=size[0], height_px=size[1], mode=made.mode
    )


def as_print(asset: Asset, crop: tuple[float, float, float, float], width_px: int) -> bytes:
    """A part of the picture as a JPEG in sRGB or grey, at most `width_px` wide, on white paper.

    `crop` is that part: left, top, right and bottom as fractions of width and height.
    Raises: RenderError, without the photo's name, if its pixels are of a kind unknown here.
    """
    from PIL import Image, ImageCms

    left, top, right, bottom = crop
    try:
        with Image.open(io.BytesIO(asset.data)) as picture:
            whole = ceil(width_px / (right - left))
            # A JPEG can be decoded at a half, a quarter or an eighth of its size.
            picture.draft(None, (whole, ceil(whole * picture.height / picture.width)))
            across, down = picture.size
            box = (round(left * across), round(top * down), round(right * across))
            part = picture.crop((*box, round(bottom * down)))
            part.info = picture.info
            return _encoded(_opaque(_in_srgb(_narrowed(_in_bytes(part), width_px))), "JPEG", 90)
    except (OSError, ValueError, ImageCms.PyCMSError, Image.DecompressionBombError) as error:
        raise RenderError(f"a {asset.mode} {asset.media_type} cannot be shown: {error}") from error


def _opaque(picture: Image) -> Image:
    """The picture on white, where it lets something show through."""
    if "A" not in picture.getbands():
        return picture
    from PIL import Image

    made = Image.new(picture.mode[:-1], picture.size, "white")
    made.paste(picture.convert(made.mode), mask=picture.getchannel("A"))
    return made


def _is_web(asset: Asset) -> bool:
    if asset.media_type not in _PROFILE_MARKS or asset.mode not in _MODES:
        return False
    if _PROFILE_MARKS[asset.media_type] not in asset.data:
        return True
    from PIL import Image

    with Image.open(io.BytesIO(asset.data)) as picture:
        return _foreign_profile(picture) is None


def _foreign_profile(picture: Image) -> bytes | None:
    """The picture's colour profile if it has one other than sRGB; a damaged one counts as none."""
    from PIL import ImageCms

    profile: bytes | None = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        return None if "sRGB" in ImageCms.getProfileDescription(io.BytesIO(profile)) else profile
    except ImageCms.PyCMSError:
        return None


def _in_bytes(picture: Image) -> Image:
    """The picture with 8 bits a channel and no palette; Pillow itself clips deep greys to white."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("1", "P", "PA", "La", "RGBa"):
        made = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        made.info = picture.info
        return made
    return picture


def _narrowed(picture: Image, max_width_px: int) -> Image:
    if picture.width <= max_width_px:
        return picture
    from PIL.Image import Resampling

    height = max(1, round(picture.height * max_width_px / picture.width))
    made = picture.resize((max_width_px, height), Resampling.LANCZOS)
    made.info = picture.info
    return made


def _in_srgb(picture: Image) -> Image:
    """The picture's colours in sRGB, through its profile if it has one; transparency stays."""
    alpha = picture.getchannel("A") if "A" in picture.getbands() else None
    profile = _foreign_profile(picture)
    if profile is None:
        made = picture if picture.mode == "L" else picture.convert("RGB")
    else:
        made = _through(profile, picture if alpha is None else picture.convert(picture.mode[:-1]))
    if alpha is not None:
        made.putalpha(alpha)
    return made


def _through(profile: bytes, picture: Image) -> Image:
    from PIL import ImageCms

    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    assert made is not None  # only a transform in place gives None
    return made


def _tries(picture: Image, was: ImageType) -> Iterator[tuple[ImageType, bytes, tuple[int, int]]]:
    """The picture encoded, each time smaller: format, bytes, pixels."""
    clear = "A" in picture.getbands()
    width = picture.width
    while width >= min(_MIN_WIDTH_PX, picture.width):
        scaled = _narrowed(picture, width)
        if clear or was == "image/png":
            yield "image/png", _encoded(scaled, "PNG"), scaled.size
        if not clear:
            for quality in _QUALITIES:
                yield "image/jpeg", _encoded(scaled, "JPEG", quality), scaled.size
        width = int(width * _SHRINK)


def _encoded(picture: Image, kind: str, quality: int = 0) -> bytes:
    stream = io.BytesIO()
    picture.info = {}  # neither the old profile nor a camera's diary
    if kind == "JPEG":
        picture.save(stream, kind, quality=quality, optimize=True, progressive=True)
    else:
        picture.save(stream, kind, optimize=True)
    return stream.getvalue()
