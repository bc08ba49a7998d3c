"""Photos separated into inks: cropped, resampled at their placed size, within the ink limit."""

from __future__ import annotations

import io
from functools import lru_cache
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from pubkit.errors import RenderError
from pubkit.press.greys import grey_plate
from pubkit.press.profiles import Profile

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

__all__ = ["Crop", "plate", "separated"]

Crop: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of what is kept, as fractions of width and height."""
_WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)
_QUALITY = 92
"""JPEG quality: a dot of the screen hides what is lost."""
_TRIES = 4
"""How often a photo is encoded anew with less ink, before what JPEG adds is within the limit."""
_ONE_BUILDS = Lock()
"""A transform takes as long to build as a photo to convert: no two threads build the same one."""
_SPARE_ROUNDS = 8
"""Each takes two thirds of what is too much, where one of three colours is used up already."""


def separated(
    data: bytes, profile: Profile, *, width_pt: float, height_pt: float, crop: Crop | None = None
) -> bytes:
    """The picture in inks as a JPEG: CMYK, or grey if it is grey.

    `width_pt` and `height_pt` are the size at which what `crop` leaves of it is printed; it has at
    most the profile's pixels there, never more than it had. Colours without a profile are sRGB,
    inks without one are the printer's own. What shows through is paper.
    Raises: RenderError, without the photo's name, if it cannot be opened or its pixels are of a
    kind unknown here.
    """
    from PIL import Image, ImageCms

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return plate(picture, profile, width_pt=width_pt, height_pt=height_pt, crop=crop)
    except (OSError, ValueError, ImageCms.PyCMSError, Image.DecompressionBombError) as error:
        raise RenderError(f"a photo cannot be separated: {error}") from error


def plate(
    picture: Image, profile: Profile, *, width_pt: float, height_pt: float, crop: Crop | None = None
) -> bytes:
    """The same of a picture that is open; it may be loaded smaller than its file."""
    from PIL.Image import Resampling

    left, top, right, bottom = crop or _WHOLE
    wanted = (ceil(width_pt / 72 * profile.resolution), ceil(height_pt / 72 * profile.resolution))
    # A JPEG can be decoded at a half, a quarter or an eighth of its size.
    picture.draft(None, (ceil(wanted[0] / (right - left)), ceil(wanted[1] / (bottom - top))))
    width, height = picture.size
    box = (round(left * width), round(top * height), round(right * width), round(bottom * height))
    shown = picture.crop(box) if box != (0, 0, width, height) else picture
    shown.info = picture.info
    made = _in_bytes(shown)
    size = (min(made.width, max(1, wanted[0])), min(made.height, max(1, wanted[1])))
    if size != made.size:
        profile_kept = made.info
        made = made.resize(size, Resampling.LANCZOS)
        made.info = profile_kept
    if made.mode == "L":
        return _encoded(grey_plate(made, profile))
    return _within(_inked(made, profile), profile.ink)


# ── pixels ──────────────────────────────────────────────────────────────────────────────────


def _in_bytes(picture: Image) -> Image:
    """The picture with 8 bits a channel in L, RGB, CMYK or LAB, on paper where it shows through."""
    made = picture
    if picture.mode.startswith("I"):  # Pillow itself clips deep greys to white
        made = picture.point(lambda value: value * (1 / 256)).convert("L")
    elif picture.has_transparency_data:
        made = _on_paper(picture)
    elif picture.mode in ("1", "F"):
        made = picture.convert("L")
    elif picture.mode not in ("L", "RGB", "CMYK", "LAB"):
        made = picture.convert("RGB")
    made.info = picture.info
    return made


def _on_paper(picture: Image) -> Image:
    from PIL import Image

    clear = picture if picture.mode == "LA" else picture.convert("RGBA")
    bands = clear.mode[:-1]
    made = Image.new(bands, clear.size, "white")
    made.paste(clear.convert(bands), mask=clear.getchannel("A"))
    return made


def _inked(picture: Image, profile: Profile) -> Image:
    """The picture in the profile's inks: perceptual, with black point compensation."""
    from PIL import ImageCms

    embedded = picture.info.get("icc_profile") or b""
    if picture.mode == "CMYK" and not _is_of(embedded, "CMYK"):
        return picture
    if not _is_of(embedded, picture.mode):
        embedded = b""
    with _ONE_BUILDS:
        transform = _transform(embedded, picture.mode, profile.data)
    made = ImageCms.applyTransform(picture, transform)
    assert made is not None  # only a transform in place gives None
    return made


@lru_cache(maxsize=64)
def _is_of(icc: bytes, mode: str) -> bool:
    """Whether a profile is one for pixels of this mode; a damaged one is not."""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc)).profile
    except (OSError, ImageCms.PyCMSError):
        return False
    return bool(profile.xcolor_space.strip().upper() == mode)


@lru_cache(maxsize=4)
def _transform(embedded: bytes, mode: str, target: bytes) -> ImageCmsTransform:
    """From an embedded profile, or from sRGB or Lab where there is none, into inks."""
    from PIL import ImageCms

    if embedded:
        source = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
    else:
        named = ImageCms.createProfile("LAB" if mode == "LAB" else "sRGB")
        source = ImageCms.ImageCmsProfile(named)
    return ImageCms.buildTransform(
        source,
        ImageCms.ImageCmsProfile(io.BytesIO(target)),
        mode,
        "CMYK",
        ImageCms.Intent.PERCEPTUAL,
        # No cache: one transform serves several threads.
        ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOCACHE,
    )


# ── ink ─────────────────────────────────────────────────────────────────────────────────────


def _within(picture: Image, ink: int) -> bytes:
    """The picture as a JPEG with at most `ink` percent on any pixel.

    JPEG overshoots at hard edges: what it adds is taken off beforehand.
    """
    from PIL import Image

    most = goal = _level(ink)
    for _ in range(_TRIES):
        data = _encoded(_reduced(picture, goal))
        with Image.open(io.BytesIO(data)) as seen:
            over = _peak(seen) - most
        if over <= 0:
            break
        goal -= over
    return data


def _level(ink: int) -> int:
    """The mean of four inks, 0 to 255, that is surely within `ink` percent in all.

    Means are taken two by two and rounded down, which can hide three levels.
    """
    return int((ink * 2.55 - 3) // 4)


def _reduced(picture: Image, goal: int) -> Image:
    """The picture with less colour where its four inks have a mean above `goal`; black stays."""
    from PIL import Image, ImageChops

    *colours, black = picture.split()
    for _ in range(_SPARE_ROUNDS):
        mean = _mean((*colours, black))
        if _highest(mean) <= goal:
            break
        # The mean is a quarter of the sum, which three colours share.
        less = mean.point(lambda level: ceil(max(0, level - goal) * 4 / 3))
        colours = [ImageChops.subtract(colour, less) for colour in colours]
    return Image.merge("CMYK", (*colours, black))


def _peak(picture: Image) -> int:
    """The highest mean of the four inks."""
    return _highest(_mean(picture.split()))


def _mean(inks: tuple[Image, ...]) -> Image:
    from PIL import ImageChops

    cyan, magenta, yellow, black = inks
    return ImageChops.add(
        ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2), scale=2
    )


def _highest(levels: Image) -> int:
    extrema = levels.getextrema()
    return int(extrema[1])  # type: ignore[arg-type]  # one channel has one pair


def _encoded(picture: Image) -> bytes:
    stream = io.BytesIO()
    picture.info = {}  # neither a profile nor a camera's diary
    picture.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
