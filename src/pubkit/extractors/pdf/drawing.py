"""Drawing: a page's pictures, and the shapes that part its text."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from math import hypot
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from pubkit.errors import ReadError
from pubkit.extractors.pdf.marks import Bounds, Box, Handle, Placed, Placing, Rule

__all__ = ["Drawn", "drawn", "frames", "pictures", "rules"]

_OBJECTS = 50_000
"""Shapes looked at on one page; a drawing with more has told what it can."""
_NESTED = 8
"""How deep drawings inside drawings are followed."""
_ORNAMENT_PT = 12.0
"""A picture with a shorter side is an ornament or a rule."""
_RULE_PT = 20.0
"""A shape that is narrower parts nothing; one that is lower as well holds nothing."""
_FRAMES = 200
"""Shapes of one page in which text may stand; what has more is a drawing."""
_PICTURES = 500
"""Pictures of one page; what has more is no page."""
_PICTURE_PX = 500
"""The longer side of a picture that is handed out: enough to know it again."""
_PIXELS = 100_000_000
"""A picture with more is not opened: 400 MB."""


_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Drawn: TypeAlias = tuple[Handle, int, Bounds, _Matrix]
"""A picture or shape, its kind, where it is, and how it is scaled and turned."""
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


def drawn(page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    """Pictures and shapes, their bounds and their matrix on the page, as they are drawn."""
    left = _OBJECTS
    count = pdfium.FPDFPage_CountObjects(page.raw)
    waiting = [
        (pdfium.FPDFPage_GetObject(page.raw, index), _IDENTITY, 0)
        for index in range(min(count, _OBJECTS) - 1, -1, -1)
    ]
    while waiting and left:
        item, matrix, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        left -= 1
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _NESTED:
            inner = _times(_matrix(item), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(item), _OBJECTS)
            waiting += (
                (pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                for index in range(count - 1, -1, -1)
            )
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH):
            bounds = _bounds(item, matrix)
            if bounds:
                yield item, kind, bounds, _times(_matrix(item), matrix)


def _matrix(item: Handle) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """`one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _bounds(item: Handle, matrix: _Matrix) -> Bounds | None:
    """Left, bottom, right, top on the page."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def pictures(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    number: int,
    objects: list[Drawn],
    placed: Placing,
) -> Iterator[Placed]:
    """The pictures of the page, masks and ornaments left out.

    Raises: ReadError if one has more pixels than can be opened, or if there are too many.
    """
    count = 0
    for item, kind, bounds, matrix in objects:
        if kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        across, up = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if min(across, up) < _ORNAMENT_PT or _is_mask(item, page):
            continue
        _admit(item, number)
        count += 1
        if count > _PICTURES:
            raise ReadError(
                f"page {number + 1} of the PDF shows more than {_PICTURES} pictures; that many are "
                "read of one page"
            )
        yield Placed(page=number, data=_shown(document, page, item, matrix), **placed(bounds))


def _is_mask(item: Handle, page: pypdfium2.PdfPage) -> bool:
    """Whether it is a stencil: one bit a pixel and no colours of its own (ISO 32000-1, §8.9.6)."""
    facts = pdfium.FPDF_IMAGEOBJ_METADATA()
    return bool(
        pdfium.FPDFImageObj_GetImageMetadata(item, page.raw, facts)
        and facts.bits_per_pixel == 1
        and facts.colorspace == pdfium.FPDF_COLORSPACE_UNKNOWN
    )


def _admit(item: Handle, number: int) -> None:
    """Raises: ReadError for a picture that is too large to be opened."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if width.value * height.value > _PIXELS:
        raise ReadError(
            f"page {number + 1} of the PDF shows a picture of {width.value} by {height.value} "
            f"pixels; at most {_PIXELS} are opened"
        )


def _shown(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, item: Handle, matrix: _Matrix
) -> bytes | None:
    """The picture as it is drawn, as PNG."""
    a, b, c, d, _, _ = matrix
    longer = max(hypot(a, b), hypot(c, d))
    if not longer:
        return None
    scale = _PICTURE_PX / longer
    # The document is ours alone and is thrown away: its matrix may be changed.
    fitted = pdfium.FS_MATRIX(a * scale, b * scale, c * scale, d * scale, 0, 0)
    pdfium.FPDFPageObj_SetMatrix(item, fitted)
    raw = pdfium.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, item)
    if not raw:
        return None
    bitmap = pypdfium2.PdfBitmap.from_raw(raw)
    png = io.BytesIO()
    bitmap.to_pil().save(png, "PNG", compress_level=1)
    return png.getvalue()


def rules(objects: list[Drawn], placed: Placing) -> Iterator[Rule]:
    """The upper and lower edges of the page's shapes."""
    for _, kind, bounds, _ in objects:
        if kind == pdfium.FPDF_PAGEOBJ_PATH and bounds[2] - bounds[0] >= _RULE_PT:
            box = placed(bounds)
            for edge in {round(box["top"], 1), round(box["bottom"], 1)}:
                yield Rule(left=box["left"], right=box["right"], y=edge)


def frames(objects: list[Drawn], placed: Placing) -> Iterator[Box]:
    """The page's shapes in which text may stand: panels, and the places of photos awaited."""
    count = 0
    for _, kind, bounds, _ in objects:
        least = min(bounds[2] - bounds[0], bounds[3] - bounds[1])
        if kind == pdfium.FPDF_PAGEOBJ_PATH and least >= _RULE_PT and count < _FRAMES:
            count += 1
            yield Box(**placed(bounds))
