"""Headings without a label, known by their shape and by what stands round them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pubkit.lexicon import cut_word
from pubkit.readers.galley.forms import signed
from pubkit.readers.galley.gluing import begins_with_byline
from pubkit.readers.galley.names import names_only
from pubkit.readers.galley.pieces import BODY, Piece, Pieces, judged
from pubkit.readers.galley.punctuation import is_cut, is_finished
from pubkit.readers.galley.shapes import (
    is_attribution,
    is_box_label,
    is_heading_like,
    is_item,
    is_row,
    is_speech,
)
from pubkit.record import Kind, Removed

__all__ = ["plain_headings", "rows"]

_LINES = 3
"""A heading runs over no more lines; what does is a list, a table or a poem."""
_SENTENCES = 0.6
"""Share of lines with a stop or a comma inside, from which they are text and no table."""
_SENTENCE = re.compile("[，。；！？].|[。！？…][”’）]*$")
_TOP = 5
"""Pieces of a page among which names without a role are its authors, not a heading."""
_ROW = 24
"""Characters of a line of verse or of a flattened table."""


def rows(pieces: Pieces) -> Pieces:
    """The pieces, lines of tables and poems judged such: many short ones below each other."""
    done = list(pieces)
    for run in _short_runs(pieces):
        table = any(is_row(pieces[i].text) for i in run)
        if table or (len(run) > _LINES and _is_block([pieces[i] for i in run])):
            for i in run:
                done[i] = judged(pieces[i], "table row", 0.7, "short lines below each other")
    return done


def _short_runs(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Stretches of short lines, none of which another blank line parts from the next."""
    run: list[int] = []
    for i, piece in enumerate(pieces):
        if _could_be_row(piece) and run and piece.gap <= pieces[run[-1]].gap:
            run.append(i)
            continue
        if len(run) > 1:
            yield run
        run = [i] if _could_be_row(piece) else []
    if len(run) > 1:
        yield run


def _could_be_row(piece: Piece) -> bool:
    if piece.fixed or is_speech(piece.text):
        return False
    return len(piece.text) <= _ROW or is_row(piece.text)


def _is_block(run: Sequence[Piece]) -> bool:
    """Whether most of the lines end without a stop: sentences of one line are paragraphs."""
    spoken = sum(_SENTENCE.search(piece.text) is not None for piece in run)
    return spoken < _SENTENCES * len(run)


def plain_headings(pieces: Pieces) -> Pieces:
    """The pieces, short whole lines over running text judged headings."""
    done = [_signed(piece) if i < _TOP else piece for i, piece in enumerate(pieces)]
    at = 0
    while at < len(done):
        run = _run(done, at)
        if run and len(run) <= _LINES and _stands_over_text(done, run[-1]):
            _judge(done, run)
        at = run[-1] + 1 if run else at + 1
    return _boxed(_merged(done))


def _boxed(pieces: Pieces) -> Pieces:
    """Box labels after the last heading as headings: what they stand over is the page's end."""
    last = max((i for i, p in enumerate(pieces) if p.kind == "heading"), default=-1)
    return [
        replace(piece, kind="heading") if piece.kind == "box label" and i > last else piece
        for i, piece in enumerate(pieces)
    ]


def _signed(piece: Piece) -> Piece:
    """A line at the top that holds names and nothing else as the byline."""
    names = () if piece.fixed else names_only(piece.text)
    return signed(piece, names, "names alone, near the headline") if names else piece


def _run(pieces: Sequence[Piece], at: int) -> list[int]:
    """The lines from `at` on that look like one heading."""
    run: list[int] = []
    for i in range(at, len(pieces)):
        piece = pieces[i]
        if piece.kind == "mark" and run:
            continue
        if piece.fixed or not _looks_like_heading(pieces, i):
            break
        if run and (is_box_label(piece.text) or is_box_label(pieces[run[-1]].text)):
            break
        run.append(i)
    return run


def _looks_like_heading(pieces: Sequence[Piece], at: int) -> bool:
    text = pieces[at].text
    if not is_heading_like(text) or is_speech(text) or is_attribution(text) or is_item(text):
        return False
    if begins_with_byline(text):
        return False
    before, after = _before(pieces, at), _after(pieces, at)
    if after is not None and (cut_word(text, after.text) or is_cut(text, after.text)):
        return False
    if before is None or is_finished(before.text):
        return True
    return not cut_word(before.text, text) and not is_cut(before.text, text)


def _after(pieces: Sequence[Piece], at: int) -> Piece | None:
    """The running text right behind."""
    following = pieces[at + 1 : at + 2]
    return following[0] if following and not following[0].fixed else None


def _before(pieces: Sequence[Piece], at: int) -> Piece | None:
    """The running text right before, captions and marks between left out."""
    for piece in reversed(pieces[max(0, at - 6) : at]):
        if piece.kind in BODY:
            return piece
        if piece.kind not in ("caption", "mark", "credit", "page credit"):
            return None
    return None


def _stands_over_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether running text follows, perhaps below a byline or a photo."""
    for piece in pieces[at + 1 :]:
        if piece.kind in BODY:
            return True
        if piece.kind in ("source", "date", "heading"):
            return False
    return False


def _judge(pieces: Pieces, run: Sequence[int]) -> None:
    """Judge the run a heading, in place."""
    before = _before(pieces, run[0])
    open_end = before is not None and not is_finished(before.text)
    confidence = 0.6 if open_end else 0.8
    why = "a short line without a stop, over a paragraph"
    if open_end:
        why += "; the paragraph before it is unfinished"
    for i in run:
        kind: Kind = "box label" if is_box_label(pieces[i].text) and len(run) == 1 else "heading"
        pieces[i] = judged(pieces[i], kind, confidence, why)


def _merged(pieces: Pieces) -> Pieces:
    """Lines of one heading as one piece: `警惕：` with its line, two lines of one size."""
    done: Pieces = []
    for piece in pieces:
        last = done[-1] if done else None
        if last is not None and _is_same_heading(last, piece):
            done[-1] = replace(
                last, lines=(*last.lines, *piece.lines), text=f"{last.text} {piece.text}",
                removed=(*last.removed, *piece.removed), confidence=min(last.confidence, 0.75),
                why="short lines without a stop below each other, over a paragraph",
            )  # fmt: skip
        else:
            done.append(piece)
    return done


def _is_same_heading(last: Piece, piece: Piece) -> bool:
    return (
        last.kind == piece.kind == "heading"
        and piece.label is None
        and (last.label is None or piece.gap == 0)
    )


_PAGE_NUMBER = re.compile(r"[-—·]?\s*\d{1,3}\s*[-—·]?")


def lone_lines(pieces: Pieces) -> Pieces:
    """The pieces, what only neighbours explain judged: a deck below a heading, a page's number."""
    done: Pieces = []
    end = max((i for i, p in enumerate(pieces) if not p.fixed), default=-1)
    for at, piece in enumerate(pieces):
        last = done[-1] if done else None
        if not piece.fixed and _PAGE_NUMBER.fullmatch(piece.text):
            why = "a page's number"
            mark = Removed(line=piece.lines[0], text=piece.text, why=why)
            done.append(judged(piece, "mark", 0.75, why, removed=[mark]))
        elif at == end and at and not piece.fixed and names_only(piece.text):
            done.append(signed(piece, names_only(piece.text), "names alone, behind the text"))
        elif last is not None and last.kind == "heading" and _is_below(piece):
            done.append(judged(piece, "subheading", 0.75, "a dash before it, below a heading"))
        else:
            done.append(piece)
    return done


def _is_below(piece: Piece) -> bool:
    return not piece.fixed and is_attribution(piece.text) and not is_finished(piece.text)
