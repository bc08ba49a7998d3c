"""Captions: which lines belong to a picture, as their type and place tell.

So do those in and under the place of a picture that is still awaited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from pubkit.extractors.pdf.marks import Box, Piece, Placed, Sheet
from pubkit.extractors.pdf.rows import rows

__all__ = ["body_size", "captioned"]

_USUAL = 0.3
"""Part of a document's characters that are no larger than its running text, at the most: captions
and notes, and some of that text."""
_DISPLAY = 1.35
"""How many times larger display type is, at the least."""
_NEAR_EM = 2.5
"""How far below its picture a caption may begin."""
_CLOSE_EM = 1.0
"""How far apart the lines of a caption may be."""
_OTHER = 0.03
"""Sizes that differ by less are one."""
_LINES = 12
"""A caption has no more lines; a text does."""
_SAYING = 2
"""Pieces of text that an empty place holds at the most."""
_SHORT = 20
"""Characters that they have together, at the most."""
_EMPTY = 4.0
"""How many times higher than them it is."""
_CENTRED = 0.02
"""How far off its middle they may be, as a part of its width and height."""


def body_size(pieces: Iterable[Piece]) -> float:
    """The size that most of the text is set in, in points, headlines left aside."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    if not sizes:
        return 10.0
    rising = sorted(sizes)
    seen = accumulate(sizes[size] for size in rising)
    usual = next(s for s, sum_ in zip(rising, seen, strict=True) if sum_ >= _USUAL * sizes.total())
    return max((s for s in rising if s <= _DISPLAY * usual), key=sizes.__getitem__)


def captioned(
    page: int, sheet: Sheet, pieces: Sequence[Piece], body: float
) -> tuple[list[Placed], list[Piece]]:
    """A page's pictures and empty places with their captions, and the pieces that are none.

    A caption stands right below its picture, no wider than it, in type smaller than the body's, and
    above all else that stands there.
    """
    small = sorted(
        (piece for piece in pieces if piece.size < body * (1 - _OTHER)),
        key=lambda piece: piece.bottom,
    )
    large = [piece for piece in pieces if piece.size >= body * (1 - _OTHER)]
    pictures = [*sheet.pictures, *_vacant(page, sheet.frames, pieces)]
    taken = {id(piece) for picture in pictures for piece in picture.caption}
    found = []
    for picture in sorted(pictures, key=lambda picture: picture.bottom):
        free = (piece for piece in small if id(piece) not in taken)
        caption = _caption(picture, free, _text_below(picture, large))
        taken |= {id(piece) for piece in caption}
        words = [piece for row in rows(caption) for piece in sorted(row, key=_left)]
        found.append(replace(picture, caption=(*picture.caption, *words)))
    return found, [piece for piece in pieces if id(piece) not in taken]


def _left(piece: Piece) -> float:
    return piece.left


def _vacant(page: int, frames: Iterable[Box], pieces: Sequence[Piece]) -> Iterator[Placed]:
    """Frames with nothing in them but a word or two in the middle: a picture is to come."""
    taken: set[int] = set()  # a place may be drawn twice, as a ground and as a border
    for frame in frames:
        inside = [piece for piece in pieces if frame.holds(piece)]
        if _is_vacant(frame, inside) and taken.isdisjoint(map(id, inside)):
            taken |= set(map(id, inside))
            yield Placed(
                left=frame.left, right=frame.right, top=frame.top, bottom=frame.bottom,
                data=None, page=page, caption=tuple(inside), vacant=True,
            )  # fmt: skip


def _is_vacant(frame: Box, inside: Sequence[Piece]) -> bool:
    return (
        0 < len(inside) <= _SAYING
        and sum(len(piece.text) for piece in inside) <= _SHORT
        and _EMPTY * sum(piece.height for piece in inside) <= frame.height
        and _is_centred(frame, inside)
    )


def _is_centred(frame: Box, inside: Sequence[Piece]) -> bool:
    left, right = min(p.left for p in inside), max(p.right for p in inside)
    top, bottom = min(p.top for p in inside), max(p.bottom for p in inside)
    across = abs(left + right - frame.left - frame.right) / 2
    down = abs(top + bottom - frame.top - frame.bottom) / 2
    return across <= _CENTRED * (frame.right - frame.left) and down <= _CENTRED * frame.height


def _text_below(picture: Placed, large: Iterable[Piece]) -> float:
    """Where the first line begins that stands below a picture and is no caption's."""
    tops = (p.top for p in large if p.left < picture.right and picture.left < p.right)
    return min((top for top in tops if top >= picture.middle), default=float("inf"))


def _caption(picture: Placed, small: Iterable[Piece], limit: float) -> list[Piece]:
    caption: list[Piece] = []
    foot, reach = picture.bottom, _NEAR_EM
    for piece in small:
        inside = (
            piece.left >= picture.left - piece.size and piece.right <= picture.right + piece.size
        )
        if not inside or piece.top < picture.bottom - 0.5 * piece.size:
            continue
        size = max((other.size for other in caption), default=piece.size)
        # A line of it may be all of smaller type, or begin or end so: a formula, a word in code.
        larger = piece.size > (1 + _OTHER) * size and piece.top >= foot - size / 2
        if piece.top > limit or piece.top - foot > reach * size or larger:
            break
        caption.append(piece)
        foot, reach = max(foot, piece.bottom), _CLOSE_EM
    return caption if len(caption) <= _LINES else []
