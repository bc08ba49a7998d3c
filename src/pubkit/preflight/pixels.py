"""Images of a PDF as inks, no finer than a raster needs them (ISO 32000-1, §8.9)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pubkit.preflight.colours import Paint, Space
from pubkit.preflight.objects import entries, faulty, floats, inner, kids, name, number

if TYPE_CHECKING:
    from pikepdf import Object
    from PIL.Image import Image

__all__ = ["inked", "masks"]

_PIXELS = 100_000_000
"""More than a broadsheet at 400 pixels an inch."""


def inked(image: Object, space: Space, factor: float) -> Image | None:
    """The image in mode CMYK (255 is full ink), up to `factor` times smaller.

    None where only a profile or the press could say what it prints, or nobody could read it.
    """
    if not _is_ink(space):
        return None
    width, height = int(number(inner(image, "Width"))), int(number(inner(image, "Height")))
    if not 0 < width * height <= _PIXELS:
        return None
    try:
        found = _opened(image, space, factor)
    except faulty():
        return None
    if found is None:
        return None
    smaller = max(int(factor * found.width / width), 1)
    return _separated(found.reduce(smaller) if smaller > 1 else found, space)


def _is_ink(space: Space) -> bool:
    """Whether the first colour that the space has says what it prints."""
    return Paint(space, (0.0,) * max(space.components, 1)).inks is not None


def _opened(image: Object, space: Space, factor: float) -> Image | None:
    """The samples as they are stored, with what `Decode` turns round turned round."""
    from pikepdf import PdfImage, Stream
    from PIL import Image, ImageChops

    filters = [name(item) for item in kids(inner(image, "Filter"))] or [
        name(inner(image, "Filter"))
    ]
    turned = _turned(image)
    if filters == ["DCTDecode"]:
        photo = Image.open(BytesIO(image.read_raw_bytes()))
        photo.draft(photo.mode, (int(photo.width / factor) + 1, int(photo.height / factor) + 1))
        photo.load()
        if photo.mode == "CMYK" and "adobe" in photo.info:
            turned = not turned  # Pillow has turned it round already; a PDF does not
        return ImageChops.invert(photo) if turned else photo
    mode = {1: "L", 4: "CMYK"}.get(space.components)
    if (
        mode
        and number(inner(image, "BitsPerComponent")) == 8
        and filters[-1]
        in (
            None,
            "FlateDecode",
            "LZWDecode",
        )
    ):
        size = int(inner(image, "Width")), int(inner(image, "Height"))
        plain = Image.frombytes(mode, size, image.read_bytes())
        return ImageChops.invert(plain) if turned and space.family != "Indexed" else plain
    if space.family in ("DeviceGray", "CalGray", "ICCBased") and isinstance(image, Stream):
        return PdfImage(image).as_pil_image()
    return None


def _turned(image: Object) -> bool:
    """Whether the samples stand the other way round."""
    decode = inner(image, "Decode")
    return decode is not None and floats(decode)[:2] == (1.0, 0.0)


def _separated(found: Image, space: Space) -> Image | None:
    """Samples → inks."""
    from PIL import Image, ImageChops

    if found.mode == "1":
        found = found.convert("L")
    if space.family == "Indexed" and found.mode == "L":
        return _looked_up(found, space)
    if space.process == "CMYK" and found.mode == "CMYK":
        return found
    if found.mode != "L":
        return None
    none = Image.new("L", found.size)
    if space.process == "Gray":
        return Image.merge("CMYK", (none, none, none, ImageChops.invert(found)))
    if space.family == "Separation":
        full = Paint(space, (1.0,)).inks
        if full is not None:
            return Image.merge(
                "CMYK", [found.point([round(v * i) for v in range(256)]) for i in full]
            )
    return None


def _looked_up(found: Image, space: Space) -> Image | None:
    from PIL import Image

    colours = [Paint(space, (value,)).inks or (0.0,) * 4 for value in range(256)]
    if Paint(space, (0,)).inks is None:
        return None
    plates = (found.point([round(255 * inks[plate]) for inks in colours]) for plate in range(4))
    return Image.merge("CMYK", list(plates))


def masks(image: Object) -> dict[str, Object]:
    """What cuts the image out: its soft mask, or its mask of one bit."""
    from pikepdf import Stream

    own = entries(image)
    return {f"/{key}": own[key] for key in ("SMask", "Mask") if isinstance(own.get(key), Stream)}
