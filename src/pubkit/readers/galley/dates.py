"""Dates alone on a line: the page's, where its furniture stands; else a heading or a paragraph."""

from __future__ import annotations

from pubkit.readers.galley.forms import as_date
from pubkit.readers.galley.furniture import dated
from pubkit.readers.galley.pieces import Pieces
from pubkit.readers.galley.shapes import is_heading_like

__all__ = ["dates"]

_TOP = 6
"""Pieces at a page's head among which its date stands."""


def dates(pieces: Pieces) -> Pieces:
    """The pieces, the first date at the head, or one beside the source at the foot, judged such."""
    if any(piece.kind == "date" for piece in pieces):
        return pieces
    at = _at_head(pieces)
    at = _at_foot(pieces) if at is None else at
    if at is None:
        return pieces
    return [as_date(p, "a date and nothing else") if i == at else p for i, p in enumerate(pieces)]


def _at_head(pieces: Pieces) -> int | None:
    for i, piece in enumerate(pieces[:_TOP]):
        if not piece.fixed and dated(piece.text):
            return i if len(pieces) > i + 1 else None
        if not piece.fixed and not is_heading_like(piece.text, headline=True):
            return None
    return None


def _at_foot(pieces: Pieces) -> int | None:
    for i in range(len(pieces) - 1, 0, -1):
        piece = pieces[i]
        if not piece.fixed:
            beside = {p.kind for p in pieces[i - 1 : i + 2]} & {"source", "byline", "credit"}
            return i if dated(piece.text) and beside else None
    return None
