"""Pictures in a PDF that are not in inks yet, separated at the size at which they are placed.

One whose plate is there already need not pass through the engine that sets the page: a picture of
next to nothing stands for it until then.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from math import hypot
from typing import TYPE_CHECKING, Any, TypeAlias

from pubkit.errors import RenderError
from pubkit.press.photos import plate
from pubkit.press.profiles import Profile
from pubkit.press.spaces import kind

if TYPE_CHECKING:
    from pikepdf import Object, Stream

__all__ = [
    "IDENTITY",
    "Matrix",
    "Places",
    "convert",
    "drawn",
    "matrix_of",
    "note",
    "put_in",
    "stand_in",
]

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Places: TypeAlias = dict[tuple[int, int], tuple[float, float]]
"""A picture's object number → the largest size at which it is placed, in points."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PRINTED = ("grey", "cmyk", "ink")
"""Kinds of colours that stay as they are."""


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    u, v, w, x, y, z = outer
    return (
        a * u + b * w, a * v + b * x,
        c * u + d * w, c * v + d * x,
        e * u + f * w + y, e * v + f * x + z,
    )  # fmt: skip


def matrix_of(drawing: Object, outer: Matrix) -> Matrix:
    """The matrix inside a drawing that is placed with `outer`."""
    a, b, c, d, e, f = map(float, drawing.get("/Matrix", IDENTITY))
    return _times((a, b, c, d, e, f), outer)


def drawn(instructions: Iterable[Any], matrix: Matrix) -> Iterator[tuple[str, Matrix]]:
    """The names of what a content stream places, each with its matrix on the page."""
    kept: list[Matrix] = []
    for instruction in instructions:
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q" if kept:
                matrix = kept.pop()
            case "cm":
                a, b, c, d, e, f = map(float, instruction.operands)
                matrix = _times((a, b, c, d, e, f), matrix)
            case "Do":
                yield str(instruction.operands[0]), matrix


def note(places: Places, picture: Object, matrix: Matrix) -> None:
    """Remembers the size at which a picture is placed, if it is larger than elsewhere."""
    a, b, c, d, _, _ = matrix
    width, height = places.get(picture.objgen, (0.0, 0.0))
    places[picture.objgen] = max(width, hypot(a, b)), max(height, hypot(c, d))


def convert(picture: Stream, profile: Profile, size: tuple[float, float]) -> None:
    """Puts the picture in inks for a place of this size in points, if it is in other colours.

    Raises: RenderError for one that cannot be opened.
    """
    from pikepdf import PdfError, PdfImage

    if picture.get("/ImageMask", False) or kind(picture.get("/ColorSpace")) in _PRINTED:
        return
    width, height = size
    try:
        with PdfImage(picture).as_pil_image(apply_mask=False) as opened:
            data = plate(opened, profile, width_pt=width, height_pt=height)
    except (PdfError, OSError, ValueError, NotImplementedError) as error:
        raise RenderError(f"a picture of the page cannot be separated: {error}") from error
    _replace(picture, data)


def stand_in(name: str) -> bytes:
    """A JPEG in inks that stands for a photo on a page; another one for each name."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("CMYK", (1, 1)).save(stream, "JPEG", comment=name)
    return stream.getvalue()


def put_in(picture: Stream, photos: Mapping[bytes, bytes]) -> None:
    """Puts the photo in, if the picture stands for one: stand-in → JPEG for the press."""
    if photos and (photo := photos.get(picture.read_raw_bytes())):
        _replace(picture, photo)


def _replace(picture: Stream, jpeg: bytes) -> None:
    from pikepdf import Array, Name
    from PIL import Image

    picture.write(jpeg, filter=Name.DCTDecode)
    with Image.open(io.BytesIO(jpeg)) as opened:
        picture.Width, picture.Height = opened.size
        is_grey = opened.mode == "L"
    picture.BitsPerComponent = 8
    picture.ColorSpace = Name.DeviceGray if is_grey else Name.DeviceCMYK
    for key in ("/Decode", "/DecodeParms", "/Intent"):
        if key in picture:
            del picture[key]
    if not is_grey:
        picture.Decode = Array([1, 0] * 4)  # in a JPEG 255 is no ink (Adobe TN 5116, §18)
