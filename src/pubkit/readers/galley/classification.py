"""Classification: every piece of the page taken for something, in passes.

A piece's own form is asked first, then the run that labels make, then its place before the text,
then its neighbours. What an earlier pass has settled a later one leaves alone.
"""

from __future__ import annotations

from dataclasses import replace

from pubkit.readers.galley.captions import contextual_captions
from pubkit.readers.galley.dates import dates
from pubkit.readers.galley.forms import formed
from pubkit.readers.galley.front import fronted
from pubkit.readers.galley.headings import lone_lines, plain_headings, rows
from pubkit.readers.galley.labelling import labelled_headings
from pubkit.readers.galley.pieces import Piece, Pieces
from pubkit.readers.galley.speech import speeches

__all__ = ["classified"]


def classified(pieces: Pieces) -> Pieces:
    """`pieces`, judged."""
    parts = [part for piece in pieces for part in formed(piece)]
    done = [replace(part, number=number) for number, part in enumerate(parts)]
    for judge in (
        dates,
        speeches,
        labelled_headings,
        fronted,
        rows,
        contextual_captions,
        plain_headings,
        lone_lines,
    ):
        done = judge(done)
    return [_running(piece) for piece in done]


def _running(piece: Piece) -> Piece:
    """What nothing else claims is running text."""
    if piece.fixed:
        return piece
    return replace(piece, confidence=0.9, why="running text")
