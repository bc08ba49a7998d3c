"""A page as PDFium sees it: characters, pictures, shapes and links with their places.

What lies outside of the page once it is cut is on no page, and is not read.
"""

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
        cut = _cut(page)
        left, bottom, right, top = cut
        objects = list(drawn(page))

        def placed(bounds: Bounds) -> Edges:
            """Edges in PDF's own system as those of a box of ours."""
            x0, y0, x1, y1 = bounds
            return {"left": x0 - left, "right": x1 - left, "top": top - y1, "bottom": top - y0}

        def seen(boxes: Iterable[_Box]) -> tuple[_Box, ...]:
            """The boxes that the page shows, at least in part."""
            near = (box for box in boxes if _is_near(box))
            return tuple(
                box
                for box in near
                if box.right > 0 and box.left < right - left
                if box.bottom > 0 and box.top < top - bottom
            )

        return Sheet(
            right - left,
            top - bottom,
            seen(pieces(page, number, cut)),
            seen(pictures(document, page, number, objects, placed)),
            tuple(rule for rule in rules(objects, placed) if 0 <= rule.y <= top - bottom),
            seen(frames(objects, placed)),
            seen(_targets(document, page, placed)),
        )
    finally:
        page.close()


def _cut(page: pypdfium2.PdfPage) -> Bounds:
    """Where the page is cut: its trim box as far as it is shown (ISO 32000-1, §14.11.2).

    A box that leaves nothing of the page is a mistake of whoever wrote it.
    """
    shown = page.get_bbox()
    if shown[0] >= shown[2] or shown[1] >= shown[3]:
        shown = _upright(page.get_mediabox())
    left, bottom, right, top = _upright(page.get_trimbox())
    left, bottom = max(left, shown[0]), max(bottom, shown[1])
    right, top = min(right, shown[2]), min(top, shown[3])
    return (left, bottom, right, top) if left < right and bottom < top else shown


def _upright(box: Bounds) -> Bounds:
    """The box from its lower left corner to its upper right one: a file may name any two."""
    (left, right), (bottom, top) = sorted((box[0], box[2])), sorted((box[1], box[3]))
    return left, bottom, right, top


def _is_near(box: Box) -> bool:
    """Whether its place is one, and not what damaged files have for numbers."""
    return all(
        isfinite(edge) and abs(edge) < _FARTHEST_PT
        for edge in (box.left, box.top, box.right, box.bottom)
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
