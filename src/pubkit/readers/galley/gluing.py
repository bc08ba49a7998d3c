"""Gluing: what a re-flow set on one line though it is two things; proposed, never parted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pubkit.credits import is_author
from pubkit.readers.galley.names import is_person, parsed
from pubkit.readers.galley.pieces import BODY, Piece
from pubkit.readers.galley.punctuation import CLAUSE_END, is_finished, last_sentence_start
from pubkit.readers.galley.shapes import is_box_label, is_heading_like
from pubkit.readers.galley.vocabulary import REPORTER
from pubkit.record import Split

__all__ = ["begins_with_byline", "is_glued_heading", "splits"]

_SHORT_TAIL = 22
"""Characters of the longest heading that a re-flow glues to a paragraph's end."""
_LONG_CLAUSE = 26
"""Characters: nineteen clauses in twenty of newspaper Chinese are shorter."""
_BRACKETED = re.compile(r"[（(【][^（()）】]{2,60}[）)】]\Z")
_REPORTER = re.compile(REPORTER)
_REPORTED = re.compile(rf"(?<=[。！？”…])\s*{REPORTER}\s*[\u4e00-\u9fff·\s、]{{2,24}}\Z")


def splits(pieces: Iterable[Piece]) -> Iterator[Split]:
    """Every line that seems to hold two things."""
    previous: Piece | None = None
    for piece in pieces:
        if previous is not None and previous.kind in BODY:
            yield from _split(previous, piece)
        previous = piece if piece.kind != "mark" else previous
    if previous is not None and previous.kind in BODY:
        yield from _split(previous, None)


def _split(piece: Piece, following: Piece | None) -> Iterator[Split]:
    byline = glued_byline(piece.text)
    if byline:
        why = "roles and names behind the last sentence"
        yield Split(line=piece.lines[-1], text=byline, kind="byline", why=why)
    elif (name := begins_with_byline(piece.text)) and len(piece.text) <= _SHORT_TAIL:
        why = "a reporter's name, and words that are no name"
        yield Split(line=piece.lines[0], text=name, kind="byline", why=why)
    elif _ends_in_heading(piece, following):
        tail = piece.text[last_sentence_start(piece.text) :]
        why = "no stop, behind a finished sentence"
        yield Split(line=piece.lines[-1], text=tail, kind="heading", why=why)


def _ends_in_heading(piece: Piece, following: Piece | None) -> bool:
    if is_finished(piece.text):
        return False
    tail = piece.text[last_sentence_start(piece.text) :]
    if is_box_label(tail):
        return len(tail) < len(piece.text)
    return following is not None and is_glued_heading(piece.text, following.text)


def glued_byline(text: str) -> str:
    """The byline that stands behind the last sentence of `text`; empty if none does."""
    match = _BRACKETED.search(text) or _REPORTED.search(text)
    if match is None or match.start() == 0:
        return ""
    found = match[0].strip()
    credits = parsed(found)
    return found if credits and any(is_author(credit.role) for credit in credits) else ""


def begins_with_byline(text: str) -> str:
    """The reporter's name before other words on a short line: `本报记者林晓相关链接`."""
    role = _REPORTER.match(text)
    if role is None:
        return ""
    rest = text[role.end() :].lstrip()
    for length in (3, 2, 4):
        if is_person(rest[:length]) and is_box_label(rest[length:]):
            return text[: len(text) - len(rest) + length]
    return ""


def is_glued_heading(left: str, right: str) -> bool:
    """Whether the last words of `left` are rather a heading that was glued to it.

    A sentence that has only just begun looks the same. It is a heading if with the next
    piece's beginning it would make a clause longer than people write.
    """
    start = last_sentence_start(left)
    tail = left[start:]
    if not start or len(tail) > _SHORT_TAIL or len(tail) < 4 or not is_heading_like(tail):
        return False
    end = CLAUSE_END.search(right)
    return len(tail) + (end.start() if end else len(right)) >= _LONG_CLAUSE
