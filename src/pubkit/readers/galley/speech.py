"""Speech: the questions and answers of an interview, known by their speakers' coming again."""

from __future__ import annotations

import re
from collections import Counter

from pubkit.readers.galley.pieces import Pieces, judged

__all__ = ["speeches"]

_SPEAKER = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z·]{1,10})\s*[:：]\s*\S")
_OFTEN = 3
"""Times that a word and a colon begin a line before it is someone who speaks."""


def speeches(pieces: Pieces) -> Pieces:
    """The pieces, those that a recurring speaker begins judged paragraphs."""
    names = [match["name"] if (match := _SPEAKER.match(p.text)) else "" for p in pieces]
    speakers = {name for name, count in Counter(names).items() if name and count >= _OFTEN}
    return [
        judged(piece, "paragraph", 0.9, f"{name} speaks here and elsewhere")
        if name in speakers and not piece.fixed
        else piece
        for name, piece in zip(names, pieces, strict=True)
    ]
