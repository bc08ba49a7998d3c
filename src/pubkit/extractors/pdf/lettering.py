"""Lettering: a page's characters, gathered into pieces as they stand beside each other.

PDFium offers an order of its own, which is that of the drawing. It is kept inside a piece alone,
where PDFium also turns Arabic and Hebrew round; a piece ends wherever the next character does not
stand beside the one before.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from pubkit.errors import ReadError
from pubkit.extractors.pdf.marks import Bounds, Handle, Piece

__all__ = ["pieces", "whole"]

_APART = 1.0
"""A gap that ends a piece, in em: less than any gutter, more than justified type is spread."""
_NEAR = 0.6
"""A gap across which type of another size or height joins, in em."""
_SPACE = 0.2
"""A gap that is a space between words, in em."""
_TOUCH = 0.35
"""A gap that is a space at the most, in em."""
_REACHED = 0.2
"""What raised and lowered type of one line share of their height, at the least."""
_ABUT = 0.05
"""How far type that abuts on other type may stand from it, in em."""
_ABOVE, _BELOW = 0.85, 0.15
"""What of the em square stands above and below the baseline, as Chinese faces have it."""
_CHARACTERS = 200_000
"""A newspaper page holds 15,000; what has more is no page."""
_WIDE_EM = 0.9
"""A mark as wide as an ideograph, at the least: half of it is white."""
_OPENING = frozenset("（《〈「『【〔［｛“‘")
_CLOSING = frozenset("，。、；：！？）》〉」』】〕］｝”’")
_SLIP = 0.05
"""What places may differ by, in em."""
_ROOM = 0.1
"""Room for raised or lowered type, at the least, in em."""
_LAP = 0.15
"""How far a mark of half the width may be set into the type before it, in em."""
_LATER = 8
"""Pieces behind a mark among which one is looked for that stands before it."""
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""PDFium's code points for a hyphen at a line's end."""


def pieces(page: pypdfium2.PdfPage, number: int, cut: Bounds) -> Iterator[Piece]:
    """The text of a page that is cut there, in PDF's own system; places are from its top left.

    A character that lies outside by more than half of it is not seen.

    Raises: ReadError if it has more characters than a page can hold.
    """
    return map(_seen, _joined(_inset(list(_pieces(page, number, cut)))))


def _seen(piece: Piece) -> Piece:
    """The piece as far as it is seen: a mark may hang out of its column with its white half."""
    left, right = piece.white
    return replace(piece, left=piece.left + left, right=piece.right - right)


class _Pen:
    """Characters gathered into pieces."""

    def __init__(self, font_of: Callable[[int], tuple[str, float]]) -> None:
        self._font_of = font_of
        self._text: list[str] = []
        self._right_to_left = False
        self._face = ("", 1.0)
        self._points = 0.0
        self._baseline = self._left = self._right = self._last = 0.0
        self._white = (0.0, 0.0)
        self._spaced = False

    def space(self) -> None:
        """Takes note of white space."""
        self._spaced = True

    def write(
        self, index: int, character: str, left: float, right: float, baseline: float, points: float
    ) -> Iterator[Piece]:
        """Takes a character, and gives the piece that it ends."""
        turned = _right_to_left(character)
        if self._text and (
            not self._follows(left, baseline, points, turned) or self._hangs(character, left, right)
        ):
            yield from self.lift()
        if not self._text:
            self._face = self._font_of(index)
            self._points, self._baseline = points, baseline
            self._left, self._right = left, right
            self._white = (self._half(character, _OPENING, left, right), 0.0)
        elif self._spaced:
            self._text.append(" ")
        self._text.append(character)
        self._spaced, self._right_to_left = False, turned
        self._left, self._right, self._last = (
            min(left, self._left),
            max(right, self._right),
            max(left, right),
        )
        self._white = (self._white[0], self._half(character, _CLOSING, left, right))

    def _half(self, character: str, marks: Set[str], left: float, right: float) -> float:
        """The white half of a mark that is one of these."""
        wide = character in marks and right - left >= _WIDE_EM * self._face[1]
        return (right - left) / 2 if wide else 0.0

    def _follows(self, left: float, baseline: float, points: float, turned: bool) -> bool:
        size = self._face[1]
        if points != self._points or abs(baseline - self._baseline) > 0.1 * size:
            return False
        if turned or self._right_to_left:
            return True
        return -2.0 * size < left - self._last < _APART * size

    def _hangs(self, character: str, left: float, right: float) -> bool:
        """Whether a mark's white half lies over what stands before it, and more room behind that.

        So it is in display type with half-wide marks behind raised or lowered type.
        """
        size = self._face[1]
        half = self._half(character, _OPENING, left, right)
        apart = self._spaced or left < self._last - _SLIP * size
        return apart and half > 0 and left + half > self._last + _ROOM * size

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
                white=self._white,
            )
        self._text, self._spaced = [], False


def _paired(text: str) -> str:
    """The text with the halves of characters beyond U+FFFF put together; PDFium parts them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@lru_cache(maxsize=8192)
def _right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")


def _pieces(page: pypdfium2.PdfPage, number: int, cut: Bounds) -> Iterator[Piece]:
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
        if not _is_within(box, cut):
            continue
        left, right = box.left - cut[0], box.right - cut[0]
        yield from pen.write(index, character, left, right, cut[3] - y.value, points)
    yield from pen.lift()
    text.close()


def _is_within(box: Handle, cut: Bounds) -> bool:
    """Whether a character's middle is on the page."""
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return bool(cut[0] <= across <= cut[2] and cut[1] <= up <= cut[3])


def _inset(pieces: list[Piece]) -> list[Piece]:
    """The pieces, each that stands over a mark's white half before it: PDFium gives it later."""
    for at in range(1, len(pieces)):
        last, piece = pieces[at - 1], pieces[at]
        start, end = last.right, piece.left + piece.white[0]
        slack = _LAP * piece.size
        if not piece.white[0] or end <= start:
            continue
        for other in range(at + 1, min(at + 1 + _LATER, len(pieces))):
            small = pieces[other]
            beside = start - slack <= small.left and small.right <= end + slack
            if beside and small.top < piece.bottom and piece.top < small.bottom:
                pieces[at : other + 1] = small, *pieces[at:other]
                break
    return pieces


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces that follow each other on one line in other type (a ², a word in code) as one."""
    words: list[Piece] = []
    top = bottom = 0.0
    for piece in pieces:
        if words and not _goes_on(words[-1], piece, top, bottom):
            yield whole(words)
            words = []
        top = min(top, piece.top) if words else piece.top
        bottom = max(bottom, piece.bottom) if words else piece.bottom
        words.append(piece)
    if words:
        yield whole(words)


def _goes_on(last: Piece, piece: Piece, top: float, bottom: float) -> bool:
    """Whether a piece goes on in a line that reaches from `top` to `bottom`, raised or lowered.

    Lowered type may follow raised type that it hardly reaches up to, a space apart at the most, or
    that it does not reach up to and abuts on.
    """
    size, gap = max(last.size, piece.size), piece.left - last.right
    if gap < 0:  # a mark of half the width has its white half over its neighbour
        gap = min(0.0, gap + last.white[1] + piece.white[0])
    shared = min(piece.bottom, bottom) - max(piece.top, top)
    part = shared / min(piece.height, bottom - top)
    near = -0.2 * size < gap < _NEAR * size
    touches = -0.2 * size < gap < _TOUCH * size and part >= _REACHED
    abuts = abs(gap) < _ABUT * size and part >= -_ABUT
    return (near and part >= 0.5) or touches or abuts


def whole(words: list[Piece]) -> Piece:
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
        white=(words[0].white[0], words[-1].white[1]),
    )


def _face(raw: Handle, index: int) -> tuple[str, float]:
    """The font's name, and its size on paper: that of the text, times the scale it is drawn at."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    size = pdfium.FPDFText_GetFontSize(raw, index) * (hypot(matrix.c, matrix.d) or 1.0)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, None)
    return name.value.decode("utf-8", "replace"), max(size, 0.1)
