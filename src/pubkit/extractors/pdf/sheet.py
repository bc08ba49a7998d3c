"""A page as PDFium sees it: characters, pictures, shapes and links with their places.

PDFium offers an order of its own, which is that of the drawing. It is kept inside a piece alone,
where PDFium also turns Arabic and Hebrew round; a piece ends wherever the next character does not
stand beside the one before.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import Any, TypeAlias, TypedDict

import pypdfium2
import pypdfium2.raw as pdfium

from pubkit.errors import ReadError
from pubkit.extractors.pdf.marks import Piece, Placed, Rule, Sheet, Target

__all__ = ["sheet"]

_Object: TypeAlias = Any
"""One of PDFium's handles, which ctypes hands over without a type."""


class _Edges(TypedDict):
    """A box's."""

    left: float
    top: float
    right: float
    bottom: float


_Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, upwards from the sheet's lower edge."""
_Placing: TypeAlias = Callable[[_Bounds], _Edges]

_APART = 1.0
"""A gap that ends a piece, in em: less than any gutter, more than justified type is spread."""
_NEAR = 0.6
"""A gap across which type of another size or height joins, in em."""
_SPACE = 0.2
"""A gap that is a space between words, in em."""
_ABOVE, _BELOW = 0.85, 0.15
"""What of the em square stands above and below the baseline, as Chinese faces have it."""
_CHARACTERS = 200_000
"""A newspaper page holds 15,000; what has more is no page."""
_OBJECTS = 50_000
"""Shapes looked at on one page; a drawing with more has told what it can."""
_NESTED = 8
"""How deep drawings inside drawings are followed."""
_ORNAMENT_PT = 12.0
"""A picture with a shorter side is an ornament or a rule."""
_RULE_PT = 20.0
"""A shape that is narrower parts nothing."""
_PICTURE_PX = 500
"""The longer side of a picture that is handed out: enough to know it again."""
_PIXELS = 100_000_000
"""A picture with more is not opened: 400 MB."""
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""PDFium's code points for a hyphen at a line's end."""


def sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    """The page with this number, from 0.

    Raises: ReadError if it has more characters, or a picture more pixels, than a page can hold;
    pypdfium2.PdfiumError if it cannot be read.
    """
    page = document[number]
    try:
        left, bottom, right, top = page.get_mediabox()
        height = top - bottom
        drawn = list(_objects(page))

        def placed(bounds: _Bounds) -> _Edges:
            """Edges in PDF's own system as those of a box of ours."""
            x0, y0, x1, y1 = bounds
            return {"left": x0 - left, "right": x1 - left, "top": top - y1, "bottom": top - y0}

        return Sheet(
            right - left,
            height,
            tuple(_joined(_pieces(page, number, left, top))),
            tuple(_pictures(document, page, number, drawn, placed)),
            tuple(_rules(drawn, placed)),
            tuple(_targets(document, page, placed)),
        )
    finally:
        page.close()


# ── text ────────────────────────────────────────────────────────────────────────────────────


class _Pen:
    """Characters gathered into pieces."""

    def __init__(self, font_of: Callable[[int], tuple[str, float]]) -> None:
        self._font_of = font_of
        self._text: list[str] = []
        self._right_to_left = False
        self._face = ("", 1.0)
        self._points = 0.0
        self._baseline = self._left = self._right = self._last = 0.0
        self._spaced = False

    def space(self) -> None:
        """Takes note of white space."""
        self._spaced = True

    def write(
        self, index: int, character: str, left: float, right: float, baseline: float, points: float
    ) -> Iterator[Piece]:
        """Takes a character, and gives the piece that it ends."""
        turned = _right_to_left(character)
        if self._text and not self._follows(left, baseline, points, turned):
            yield from self.lift()
        if not self._text:
            self._face = self._font_of(index)
            self._points, self._baseline = points, baseline
            self._left, self._right = left, right
        elif self._spaced:
            self._text.append(" ")
        self._text.append(character)
        self._spaced, self._right_to_left = False, turned
        self._left, self._right, self._last = (
            min(left, self._left),
            max(right, self._right),
            max(left, right),
        )

    def _follows(self, left: float, baseline: float, points: float, turned: bool) -> bool:
        size = self._face[1]
        if points != self._points or abs(baseline - self._baseline) > 0.1 * size:
            return False
        if turned or self._right_to_left:
            return True
        return -2.0 * size < left - self._last < _APART * size

    def lift(self) -> Iterator[Piece]:
        """The piece that was begun, if one was."""
        if self._text:
            font, size = self._face
            yield Piece(
                left=self._left,
                right=self._right,
                top=self._baseline - _ABOVE * size,
                bottom=self._baseline + _BELOW * size,
                text=_paired("".join(self._text)),
                size=size,
                font=font,
            )
        self._text, self._spaced = [], False


def _paired(text: str) -> str:
    """The text with the halves of characters beyond U+FFFF put together; PDFium parts them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@lru_cache(maxsize=8192)
def _right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")


def _pieces(
    page: pypdfium2.PdfPage, number: int, origin_x: float, origin_y: float
) -> Iterator[Piece]:
    text = page.get_textpage()
    raw = text.raw
    count = pdfium.FPDFText_CountChars(raw)
    if count > _CHARACTERS:
        raise ReadError(
            f"page {number + 1} of the PDF holds {count} characters; "
            f"at most {_CHARACTERS} are read of one page"
        )
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pen = _Pen(lambda index: _face(raw, index))
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        character = _HYPHENS.get(code) or chr(code or 0xFFFD)
        if character.isspace() or (
            code not in _HYPHENS and pdfium.FPDFText_IsGenerated(raw, index) == 1
        ):
            pen.space()
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        points = pdfium.FPDFText_GetFontSize(raw, index)
        left, right = box.left - origin_x, box.right - origin_x
        yield from pen.write(index, character, left, right, origin_y - y.value, points)
    yield from pen.lift()
    text.close()


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces that follow each other on one line in other type (a ², a word in code) as one."""
    words: list[Piece] = []
    for piece in pieces:
        if words and not _adjoins(words[-1], piece):
            yield _whole(words)
            words = []
        words.append(piece)
    if words:
        yield _whole(words)


def _adjoins(one: Piece, other: Piece) -> bool:
    size = max(one.size, other.size)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    near = -0.2 * size < other.left - one.right < _NEAR * size
    return near and shared >= 0.5 * min(one.height, other.height)


def _whole(words: list[Piece]) -> Piece:
    """The words as one piece, in the type of the largest."""
    if len(words) == 1:
        return words[0]
    largest = max(words, key=lambda piece: piece.size)
    text = [words[0].text]
    for one, other in pairwise(words):
        text += (" " if other.left - one.right > _SPACE * other.size else "", other.text)
    return replace(
        largest,
        left=min(piece.left for piece in words),
        right=max(piece.right for piece in words),
        text="".join(text),
    )


def _face(raw: _Object, index: int) -> tuple[str, float]:
    """The font's name, and its size on paper: that of the text, times the scale it is drawn at."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    size = pdfium.FPDFText_GetFontSize(raw, index) * (hypot(matrix.c, matrix.d) or 1.0)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, None)
    return name.value.decode("utf-8", "replace"), max(size, 0.1)


# ── pictures and shapes ─────────────────────────────────────────────────────────────────────

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_Drawn: TypeAlias = tuple[_Object, int, _Bounds, _Matrix]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


def _objects(page: pypdfium2.PdfPage) -> Iterator[_Drawn]:
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


def _matrix(item: _Object) -> _Matrix:
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


def _bounds(item: _Object, matrix: _Matrix) -> _Bounds | None:
    """Left, bottom, right, top on the page."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _pictures(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    number: int,
    drawn: list[_Drawn],
    placed: _Placing,
) -> Iterator[Placed]:
    for item, kind, bounds, matrix in drawn:
        if kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        across, up = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if min(across, up) < _ORNAMENT_PT or _is_mask(item, page):
            continue
        _admit(item, number)
        yield Placed(page=number, data=_shown(document, page, item, matrix), **placed(bounds))


def _is_mask(item: _Object, page: pypdfium2.PdfPage) -> bool:
    """Whether it is a stencil: one bit a pixel and no colours of its own (ISO 32000-1, §8.9.6)."""
    facts = pdfium.FPDF_IMAGEOBJ_METADATA()
    return bool(
        pdfium.FPDFImageObj_GetImageMetadata(item, page.raw, facts)
        and facts.bits_per_pixel == 1
        and facts.colorspace == pdfium.FPDF_COLORSPACE_UNKNOWN
    )


def _admit(item: _Object, number: int) -> None:
    """Raises: ReadError for a picture that is too large to be opened."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if width.value * height.value > _PIXELS:
        raise ReadError(
            f"page {number + 1} of the PDF shows a picture of {width.value} by {height.value} "
            f"pixels; at most {_PIXELS} are opened"
        )


def _shown(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, item: _Object, matrix: _Matrix
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


def _rules(drawn: list[_Drawn], placed: _Placing) -> Iterator[Rule]:
    for _, kind, bounds, _ in drawn:
        if kind == pdfium.FPDF_PAGEOBJ_PATH and bounds[2] - bounds[0] >= _RULE_PT:
            box = placed(bounds)
            for edge in {round(box["top"], 1), round(box["bottom"], 1)}:
                yield Rule(left=box["left"], right=box["right"], y=edge)


# ── links ───────────────────────────────────────────────────────────────────────────────────


def _targets(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    placed: _Placing,
) -> Iterator[Target]:
    """Links that lead out of the document."""
    position, link, area = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        address = _address(document, link)
        if address and pdfium.FPDFLink_GetAnnotRect(link, area):
            across, up = sorted((area.left, area.right)), sorted((area.bottom, area.top))
            yield Target(**placed((across[0], up[0], across[1], up[1])), address=address)


def _address(document: pypdfium2.PdfDocument, link: _Object) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    text = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document.raw, action, text, length)
    return text.value.decode("utf-8", "replace")
