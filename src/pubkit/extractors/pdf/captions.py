"""Captions: which lines belong to a picture, as their type and place tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pubkit.extractors.pdf.marks import Piece, Placed

__all__ = ["body_size", "captioned"]

_NEAR_EM = 2.5
"""How far below its picture a caption may begin."""
_CLOSE_EM = 1.0
"""How far apart the lines of a caption may be."""
_OTHER = 0.03
"""Sizes that differ by less are one."""
_LINES = 12
"""A caption has no more lines; a text does."""


def body_size(pieces: Iterable[Piece]) -> float:
    """The size that most of the text is set in, in points."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def captioned(
    pictures: Sequence[Placed], pieces: Sequence[Piece], body: float
) -> tuple[list[Placed], list[Piece]]:
    """The pictures with their captions, and the pieces that are none.

    A caption stands right below its picture, no wider than it, in type smaller than the body's.
    """
    small = sorted(
        (piece for piece in pieces if piece.size < body * (1 - _OTHER)),
        key=lambda piece: piece.bottom,
    )
    taken: set[int] = set()
    found = []
    for picture in sorted(pictures, key=lambda picture: picture.bottom):
        caption = _caption(picture, [piece for piece in small if id(piece) not in taken])
        taken |= {id(piece) for piece in caption}
        found.append(replace(picture, caption=tuple(caption)))
    return found, [piece for piece in pieces if id(piece) not in taken]


def _caption(picture: Placed, small: Iterable[Piece]) -> list[Piece]:
    caption: list[Piece] = []
    foot, reach = picture.bottom, _NEAR_EM
    for piece in small:
        inside = (
            piece.left >= picture.left - piece.size and piece.right <= picture.right + piece.size
        )
        if not inside or piece.top < picture.bottom - 0.5 * piece.size:
            continue
        size = caption[0].size if caption else piece.size
        if piece.top - foot > reach * size or abs(piece.size - size) > _OTHER * size:
            break
        caption.append(piece)
        foot, reach = max(foot, piece.bottom), _CLOSE_EM
    return caption if len(caption) <= _LINES else []
