"""The raster: each page's four plates as PDFium draws them, and the inks that meet in a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from pubkit.preflight.colours import Inks
from pubkit.preflight.geometry import Box, overlap
from pubkit.preflight.marks import Sheet
from pubkit.preflight.objects import faulty
from pubkit.preflight.plates import Plates
from pubkit.preflight.programs import unwrap

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PPI", "Inking", "inkings"]

PPI = 72
"""Of the raster: a pixel is 0.35 mm wide."""
_PIXELS = 40_000_000
"""Of a page: 1.7 million are a broadsheet."""
_WINDOW = 5
"""Pixels on each side of one: ink is judged over squares of 11 pixels, 3.9 mm, about 15 mm²."""
_ONE_AT_A_TIME = Lock()
"""PDFium is not made for two threads at once."""


class Inking(Struct, frozen=True):
    """What a page prints, as a raster."""

    area: Box
    """The part of the page that is drawn."""
    tints: Image
    """Red, green and blue are the paper that cyan, magenta and yellow leave."""
    black: Image
    """Grey is the paper that black leaves."""

    def heaviest(self) -> tuple[float, Box]:
        """The most ink that a square of 15 mm² has, in percent, and where it is."""
        from PIL import Image, ImageFilter

        third = 1 / 3
        tints = self.tints.convert("L", (third, third, third, 0))
        paper = Image.blend(tints, self.black, 0.25).filter(ImageFilter.BoxBlur(_WINDOW))
        least = min(value for value, count in enumerate(paper.histogram()) if count)
        spot = paper.point([255 * (value <= least) for value in range(256)]).getbbox()
        assert spot is not None
        return 400 * (1 - least / 255), self._box(spot)

    def inks(self, box: Box) -> Inks | None:
        """The mean of each ink in a box of the page; None outside the area."""
        from PIL import ImageStat

        seen = overlap(box, self.area)
        if seen is None:
            return None
        left, top = int(seen[0] - self.area[0]), int(self.area[3] - seen[3])
        right, bottom = int(seen[2] - self.area[0]) + 1, int(self.area[3] - seen[1]) + 1
        part = (left, top, min(right, self.tints.width), min(bottom, self.tints.height))
        if part[0] >= part[2] or part[1] >= part[3]:
            return None
        c, m, y = ImageStat.Stat(self.tints.crop(part)).mean
        (k,) = ImageStat.Stat(self.black.crop(part)).mean
        return 1 - c / 255, 1 - m / 255, 1 - y / 255, 1 - k / 255

    def _box(self, pixels: tuple[int, int, int, int]) -> Box:
        left, top, right, bottom = pixels
        x, y = self.area[0], self.area[3]
        return x + left, y - bottom, x + right, y - top


def inkings(data: bytes, sheets: Sequence[Sheet]) -> tuple[dict[int, Inking], set[str]]:
    """The rasters by page number, and what kinds of objects they do not show.

    What has no raster is too large, or beyond PDFium.
    """
    from pikepdf import Pdf

    areas = {sheet.number: area for sheet in sheets if (area := _area(sheet))}
    if not areas:
        return {}, set()
    with Pdf.open(BytesIO(data)) as pdf:
        unwrap(pdf)
        plates = Plates(pdf, _reduced(sheets))
        try:
            written = plates.written(areas)
        except faulty():
            return {}, set()
    drawn = _drawn(written)
    return {
        number: Inking(area, tints, black)
        for (number, area), (tints, black) in zip(areas.items(), drawn, strict=False)
    }, plates.uncounted


def _area(sheet: Sheet) -> Box | None:
    """What is drawn: up to the bleed, without the marks round it."""
    wanted = sheet.bleed or sheet.finished
    area = overlap(wanted, sheet.media)
    if area is None:
        return None
    pixels = (area[2] - area[0]) * (area[3] - area[1])
    return area if 1 <= pixels <= _PIXELS else None


def _reduced(sheets: Iterable[Sheet]) -> dict[int, float]:
    """Image object → how many times finer than the raster it is, where it is placed largest."""
    found: dict[int, float] = {}
    for sheet in sheets:
        for mark in sheet.marks:
            if mark.picture and mark.number:
                factor = min(mark.picture.across_ppi, mark.picture.down_ppi) / PPI
                found[mark.number] = min(found.get(mark.number, factor), factor)
    return found


def _drawn(written: bytes) -> Iterator[tuple[Image, Image]]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with _ONE_AT_A_TIME, closing(PdfDocument(written)) as document:
            pages = [
                document[number]
                .render(scale=PPI / 72, grayscale=bool(number % 2), draw_annots=False)
                .to_pil()
                for number in range(len(document))
            ]
    except PdfiumError:
        return
    yield from zip(pages[::2], pages[1::2], strict=True)
