"""Photos from bytes to Assets: stripped of private data, measured, checked, turned upright."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pubkit.assets import Asset, ImageType
from pubkit.errors import ReadError
from pubkit.fingerprint import fingerprint_of
from pubkit.metadata import stripped

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["develop"]

_TYPES: dict[str, ImageType] = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # what many phones write: a JPEG with a second picture behind it
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
}
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")
_ORIENTATION = 0x0112
"""EXIF tag of the camera's rotation (CIPA DC-008, 4.6.5)."""
_QUALITY = 95
"""JPEG quality of a turned photo: visually lossless (Pillow advises against more)."""
_MOST_SCANS = 100
"""Scans of a progressive JPEG; cameras and programs write about ten (libjpeg, jcparam.c). Each is
a pass over all pixels for as little as ten bytes, so that a small file could take hours."""
_MARKER = re.compile(rb"\xff[\x02-\xcf\xd8-\xfe]")
"""What parts a JPEG (ITU-T T.81, table B.1), but for those marks that may stand in a scan."""
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_TILE_WIDTH, _TILE_LENGTH = 322, 323
"""TIFF tags (TIFF 6.0, section 15)."""


def develop(data: bytes) -> Asset:
    """The picture in `data`, upright and without private metadata.

    The pixels stay as they are unless a camera's rotation mark has to be applied.
    Raises: ReadError saying what is the matter, without the file's name.
    """
    from PIL import Image, UnidentifiedImageError

    data = stripped(data)  # first, so that what is checked is what will be published
    try:
        with _strictly(), Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            kind = _TYPES[picture.format or ""]
            _refuse_bomb(picture, data)
            if picture.getexif().get(_ORIENTATION, 1) != 1:
                return _upright(picture, kind)
            size, mode = picture.size, picture.mode
            asset = Asset(data, kind, *size, mode)
            _decode(picture, asset)
            return asset
    except ReadError:
        raise
    except UnidentifiedImageError as error:
        raise ReadError("it is no JPEG, PNG, GIF, WebP or TIFF picture; save it as one") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ReadError(_TOO_LARGE) from error
    except Exception as error:  # damaged pictures raise almost anything
        raise ReadError(f"its picture data is damaged ({error}); get it again") from error


_TOO_LARGE = "it has more than 89 million pixels; scale it down"
"""Pillow's threshold for a decompression bomb (`Image.MAX_IMAGE_PIXELS`), in words."""


def _refuse_bomb(picture: Image, data: bytes) -> None:
    """Raises ReadError for what is small in pixels and bytes, but not in memory or time."""
    from PIL import Image

    if picture.format in ("JPEG", "MPO") and _scans(data) > _MOST_SCANS:
        raise ReadError(f"it has more than {_MOST_SCANS} scans; save it as a baseline JPEG")
    tags = getattr(picture, "tag_v2", {})
    tile = tags.get(_TILE_WIDTH, 0) * tags.get(_TILE_LENGTH, 0)
    if tile > (Image.MAX_IMAGE_PIXELS or tile):
        raise ReadError(_TOO_LARGE)


def _scans(jpeg: bytes) -> int:
    """How many scans the first picture of the file has."""
    count, place = 0, len(_SCAN)  # behind the mark that begins the file
    while (mark := _MARKER.search(jpeg, place)) and mark[0] != _END:
        count += mark[0] == _SCAN
        place = mark.end() + int.from_bytes(jpeg[mark.end() : mark.end() + 2], "big")
    return count


@contextlib.contextmanager
def _strictly() -> Iterator[None]:
    """Pillow refuses bombs, of which it only warns, and damage, which WeasyPrint tells it to bear.

    WeasyPrint's import sets the flag for the whole process.
    """
    from PIL import Image, ImageFile

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _decode(picture: Image, asset: Asset) -> None:
    """Reads the picture to its end, so that damage shows now and not at the printer's.

    A JPEG at a part of its size: every byte is still read, in half the time, and its fingerprint
    wants no more.
    """
    if asset.media_type == "image/jpeg":
        # Where `cached_property` keeps it: nobody needs to decode the picture for it again.
        asset.__dict__["fingerprint"] = fingerprint_of(picture)
    else:
        picture.load()


def _upright(picture: Image, kind: ImageType) -> Asset:
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(picture)
    profile, rights = picture.info.get("icc_profile"), turned.getexif()
    stream = io.BytesIO()
    if kind == "image/jpeg":
        turned.save(stream, "JPEG", quality=_QUALITY, icc_profile=profile, exif=rights)
    else:
        kind = "image/png"
        turned.save(stream, "PNG", icc_profile=profile, exif=rights)
    return Asset(stream.getvalue(), kind, turned.width, turned.height, turned.mode)
