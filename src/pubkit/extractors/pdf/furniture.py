"""Furniture: running heads, page numbers, turns: they stand round the text, and are not of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from pubkit.extractors.pdf.marks import Piece, Sheet

__all__ = ["without_furniture"]

_ZONE = 0.12
"""The part of the page's height, at its head and at its foot, in which furniture can stand."""
_GAP_EM = 0.9
"""The space that parts furniture from the text, at the least; lines of text stand closer."""
_SAME_PT = 2.0
"""How far the place of a running head may differ from page to page."""
_ALONE = 2
"""Rows of furniture on a page that has nothing else."""
_NUMBER = re.compile(
    r"[-–—·•|\s]*(?:第?\s*\d{1,4}\s*(?:[/／]\s*\d{1,4}|[页頁版])?|[A-Z]\d{1,3}[页頁版])[-–—·•|\s]*"
)
_TURN = re.compile("[（(]?(?:上接|下[转轉]|Continuedfrom|Continuedon).{1,12}?[）)]?")
"""Where the text comes from, or goes on."""
_CALLED = 4
"""Characters by which a headline's beginning is known over a further page."""
_DIGITS = re.compile(r"\d+")

_Row = list[Piece]
_Seen = dict[tuple[bool, str], dict[int, list[Piece]]]
"""Head or foot, and the text up to its digits → page → what says so there."""


def without_furniture(sheets: Sequence[Sheet], title: str) -> Iterator[list[Piece]]:
    """Each page's pieces but for what is the same on other pages, and page numbers.

    `title` is the document's, which a running head may say on one page only. A row of the page
    goes as a whole: what stands beside a running head is one too. From the edge of the page
    inwards, the first row that is no furniture ends the search.
    """
    said = [_key(title) if number else "" for number in range(len(sheets))]
    margins = [
        (_margin(sheet, True, words), _margin(sheet, False, words))
        for sheet, words in zip(sheets, said, strict=True)
    ]
    seen: _Seen = {}
    for number, sides in enumerate(margins):
        for head, rows in zip((True, False), sides, strict=True):
            for piece in (piece for row, _ in rows for piece in row):
                seen.setdefault((head, _key(piece.text)), {}).setdefault(number, []).append(piece)
    for number, (sheet, sides) in enumerate(zip(sheets, margins, strict=True)):
        gone = {
            id(piece)
            for head, rows in zip((True, False), sides, strict=True)
            for piece in _furniture(rows, head, number, seen, said[number])
        }
        yield [piece for piece in sheet.pieces if id(piece) not in gone]


def _key(text: str) -> str:
    """The text but for white space and what its digits are."""
    return _DIGITS.sub("#", "".join(text.split()))


def _margin(sheet: Sheet, head: bool, title: str) -> list[tuple[_Row, float]]:
    """The rows in the page's head or foot, from its edge inwards, with the space behind each.

    A headline that stands there once more may stand further in.
    """
    zone = _ZONE * sheet.height
    if head:
        reach = [piece for piece in sheet.pieces if piece.top < 2 * zone]
        reach.sort(key=lambda piece: piece.bottom)
    else:
        reach = [piece for piece in sheet.pieces if piece.bottom > sheet.height - 2 * zone]
        reach.sort(key=lambda piece: -piece.bottom)
    rows: list[_Row] = []
    for piece in reach:
        if rows and abs(piece.bottom - rows[-1][0].bottom) < 0.5 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    inside = takewhile(
        lambda row: (
            (row[0].bottom <= zone if head else row[0].top >= sheet.height - zone)
            or (head and any(_says(piece, title) for piece in row))
        ),
        rows,
    )
    spaces = [_space(row, other) for row, other in pairwise(rows)]
    # Where nothing stands further in, two rows can be furniture, and more are text.
    spaces.append(float("inf") if len(rows) <= _ALONE else 0.0)
    return list(zip(inside, spaces, strict=False))


def _space(row: _Row, other: _Row) -> float:
    """The white between two rows."""
    upper, lower = sorted((row, other), key=lambda pieces: pieces[0].bottom)
    return min(piece.top for piece in lower) - max(piece.bottom for piece in upper)


def _furniture(
    rows: Iterable[tuple[_Row, float]], head: bool, number: int, seen: _Seen, title: str
) -> Iterator[Piece]:
    held: _Row = []
    counted = False
    for row, space in rows:
        figures = [piece for piece in row if _NUMBER.fullmatch(piece.text)]
        numbered = not counted and len(figures) == len(row)
        known = any(
            _says(piece, title) or _repeated(piece, head, number, seen)
            for piece in row
            if not (counted and piece in figures)
        )
        # A page has one number; the next is the text's: a note's.
        counts = counted and any(
            _DIGITS.search(piece.text) and not _repeated(piece, head, number, seen, exactly=True)
            for piece in row
        )
        if counts or not (numbered or known):
            return
        counted = counted or numbered
        held += row
        if space >= _GAP_EM * max(piece.size for piece in row):
            yield from held
            held = []


def _says(piece: Piece, title: str) -> bool:
    """Whether it is the headline once more, or its beginning, or says where the text comes from."""
    words = _key(piece.text)
    called = len(words) >= _CALLED and title.startswith(words)
    return words == title or called or (bool(title) and _TURN.fullmatch(words) is not None)


def _repeated(piece: Piece, head: bool, number: int, seen: _Seen, *, exactly: bool = False) -> bool:
    """Whether the same stands at the same place of a neighbouring or next but one page.

    It may have another number there, if not `exactly`.
    """
    pages = seen[head, _key(piece.text)]
    return any(
        abs(other.bottom - piece.bottom) <= _SAME_PT
        and (not exactly or _DIGITS.findall(other.text) == _DIGITS.findall(piece.text))
        for step in (-2, -1, 1, 2)
        for other in pages.get(number + step, ())
    )
