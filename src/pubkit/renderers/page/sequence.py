"""Sequence: between which texts of a page a photo's words are written.

Whoever reads the file and not the paper, aloud or for a proof, takes things in the order in which
they are written. It is the article's, where the page allows: never against what stands above what
and left of what, and not in the midst of a paragraph that runs from column to column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

__all__ = ["Stand", "position"]


class Stand(Struct, frozen=True):
    """Where something stands on a page, in columns and lines."""

    piece: int
    """Which piece of the article's matter it is, or belongs to."""
    column: int
    """Its leftmost column."""
    top: float
    """Its first line."""
    foot: float
    """The line below its last."""
    span: int = 1
    """How many columns it crosses."""

    def is_beside(self, other: Stand) -> bool:
        """Whether both stand at one height."""
        return self.top < other.foot and other.top < self.foot

    def precedes(self, other: Stand) -> bool:
        """Whether the eye certainly meets it first."""
        if self.column + self.span <= other.column:
            return self.is_beside(other)
        return self.column < other.column + other.span and self.foot <= other.top


def position(texts: Sequence[Stand], words: Stand, *, runs_in: bool, runs_on: bool) -> int:
    """How many of a page's texts are written before a photo's words.

    `runs_in` and `runs_on` say whether the page begins and ends in the midst of a paragraph.
    """
    after = [at for at, text in enumerate(texts, 1) if text.precedes(words)]
    before = [at for at, text in enumerate(texts) if words.precedes(text)]
    low, high = max(after, default=0), min(before, default=len(texts))
    own = sum(text.piece < words.piece for text in texts)
    if low > high:
        return low
    gaps = [at for at in _gaps(texts, runs_in, runs_on) if low <= at <= high]
    return min(gaps or range(low, high + 1), key=lambda at: abs(at - own))


def _gaps(texts: Sequence[Stand], runs_in: bool, runs_on: bool) -> Iterator[int]:
    """The places between two paragraphs."""
    for at in range(len(texts) + 1):
        inside = (
            runs_in if at == 0
            else runs_on if at == len(texts)
            else texts[at - 1].piece == texts[at].piece
        )  # fmt: skip
        if not inside:
            yield at
