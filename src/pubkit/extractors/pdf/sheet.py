"""A page as PDFium sees it: characters, pictures, shapes and links with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from pubkit.extractors.pdf.drawing import drawn, frames, pictures, rules
from pubkit.extractors.pdf.lettering import pieces
from pubkit.extractors.pdf.marks import Bounds, Box, Edges, Handle, Placing, Sheet, Target

__all__ = ["sheet"]

_Box = TypeVar("_Box", bound=Box)
_TARGETS = 2_000
"""Links looked at on one page."""
_FARTHEST_PT = 1e6
"""What stands farther from the sheet's corner is nowhere."""


def sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    """The page with this number, from 0.

    Raises: ReadError if it has more characters, or a picture more pixels, than a page can hold;
    pypdfium2.PdfiumError if it cannot be read.
    """
    page = document[number]
    try:
        left, bottom, right, top = page.get_mediabox()
        height = top - bottom
        objects = list(drawn(page))

        def placed(bounds: Bounds) -> Edges:
            """Edges in PDF's own system as those of a box of ours."""
            x0, y0, x1, y1 = bounds
            return {"left": x0 - left, "right": x1 - left, "top": top - y1, "bottom": top - y0}

        return Sheet(
            right - left,
            height,
            _near(pieces(page, number, left, top)),
            _near(pictures(document, page, number, objects, placed)),
            tuple(rules(objects, placed)),
            _near(frames(objects, placed)),
            _near(_targets(document, page, placed)),
        )
    finally:
        page.close()


def _near(boxes: Iterable[_Box]) -> tuple[_Box, ...]:
    """The boxes but for those whose places are no numbers, as damaged files have them."""
    return tuple(
        box
        for box in boxes
        if all(
            isfinite(edge) and abs(edge) < _FARTHEST_PT
            for edge in (box.left, box.top, box.right, box.bottom)
        )
    )


def _targets(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    placed: Placing,
) -> Iterator[Target]:
    """Links that lead out of the document."""
    position, link, area = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(_TARGETS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            return
        address = _address(document, link)
        if address and pdfium.FPDFLink_GetAnnotRect(link, area):
            across, up = sorted((area.left, area.right)), sorted((area.bottom, area.top))
            yield Target(**placed((across[0], up[0], across[1], up[1])), address=address)


def _address(document: pypdfium2.PdfDocument, link: Handle) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    text = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document.raw, action, text, length)
    return text.value.decode("utf-8", "replace")
