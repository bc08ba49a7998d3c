"""Judgement: what the pieces of a stranger's document are.

What a style's name or the outline says is settled first, then what stands beside a picture, then
what is set in larger or bolder type; the rest is judged by the rules for raw pages of text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pubkit.model import Box
from pubkit.readers.galley.captions import contextual_captions
from pubkit.readers.galley.dates import dates
from pubkit.readers.galley.forms import captioned as with_credit
from pubkit.readers.galley.forms import formed
from pubkit.readers.galley.front import fronted
from pubkit.readers.galley.headings import lone_lines, plain_headings, rows
from pubkit.readers.galley.labelling import labelled_headings
from pubkit.readers.galley.labels import is_complete, labelled
from pubkit.readers.galley.pieces import Piece, Pieces, judged
from pubkit.readers.galley.speech import speeches
from pubkit.readers.word.captioning import Shown, without_number
from pubkit.readers.word.flow import Line
from pubkit.readers.word.looks import Look, by_look, by_style, headings, headline
from pubkit.readers.word.units import Unit
from pubkit.record import DOUBTFUL, Removed

__all__ = ["STANDS_FOR", "Judgement"]

STANDS_FOR = "\ufffc"
"""Stands for what is no words, among pieces of text."""
_SHORT = 60
"""Characters of what may stand above a headline."""
_DECK = re.compile(r"(——|──).{1,58}\Z")


class Judgement:
    """The pieces of one document, each judged."""

    def __init__(self, units: Sequence[Unit | Shown]) -> None:
        self.levels: dict[int, int] = {}
        """A heading's place among the units, from 1 → 0 for a section, 3 and 4 below it."""
        self._units = units
        self._figures = 0
        self.pieces = self._judged()
        """The pieces, whose lines are places among the units, from 1."""

    def _judged(self) -> Pieces:
        pieces = [self._piece(at, unit) for at, unit in enumerate(self._units)]
        words = [
            unit if isinstance(unit, Unit) else Unit([Line(0)], block=Box()) for unit in self._units
        ]
        pieces = self._styled(words, pieces)
        looks = by_look(words, pieces)
        titled = any(piece.kind == "title" for piece in pieces)
        top = None if titled else headline(words, pieces)
        if top is not None:
            looks.pop(top, None)
            pieces[top] = judged(pieces[top], "title", 0.85, "the largest type, at the head")
        parted = [
            part
            for at, piece in enumerate(pieces)
            for part in ([piece] if piece.fixed or at in looks else formed(piece))
        ]
        done = [replace(piece, number=number) for number, piece in enumerate(parted)]
        places = {piece.lines[0]: looks[piece.lines[0] - 1] for piece in done
                  if piece.lines[0] - 1 in looks and not piece.fixed}  # fmt: skip
        done = self._looked(done, places)
        return self._ruled(done)

    def _piece(self, at: int, unit: Unit | Shown) -> Piece:
        """The unit as a piece whose one line is its place among the units, from 1."""
        lines = (at + 1,)
        if isinstance(unit, Shown):
            return self._shown(unit, lines)
        if unit.block is not None:
            kept = Piece(lines, STANDS_FOR, unit.gap)
            return judged(kept, "list item", 0.95, "a list, table or box")
        return Piece(lines, unit.text, unit.gap)

    def _shown(self, shown: Shown, lines: tuple[int, ...]) -> Piece:
        unit = shown.caption
        self._figures += 1
        if unit is None:
            return judged(Piece(lines, STANDS_FOR), "caption", 0.95, "a picture")
        number = without_number(unit.text, self._figures)
        piece = with_credit(Piece(lines, unit.text, unit.gap), 0.95, shown.why)
        if number:
            why = "the figure's number follows from the order"
            gone = Removed(line=lines[0], text=number.strip(), why=why)
            text = piece.text.removeprefix(number)
            return replace(piece, text=text, removed=(*piece.removed, gone))
        return piece

    def _styled(self, words: Sequence[Unit], pieces: Pieces) -> Pieces:
        """The pieces judged by the names of their styles and the outline."""
        done = [
            by_style(unit, piece) if unit.is_words and not piece.fixed else piece
            for unit, piece in zip(words, pieces, strict=True)
        ]
        done = _one_title(done)
        levels = {
            at: unit.line.level
            for at, (unit, piece) in enumerate(zip(words, done, strict=True))
            if piece.kind == "heading" and unit.lines and unit.line.level is not None
        }
        titled = any(piece.kind == "title" for piece in done)
        if levels and not titled:
            first, *rest = sorted(levels)
            if all(levels[first] < levels[other] for other in rest) and not _text_before(
                done, first
            ):
                why = "the only heading of its level, before the text"
                done[first] = judged(replace(pieces[first]), "title", 0.95, why)
                del levels[first]
        return self._levelled(done, levels)

    def _levelled(self, pieces: Pieces, levels: dict[int, int]) -> Pieces:
        """Headings of the highest level open sections, the others are subheadings."""
        depths = headings(list(levels.values()))
        tops: list[int] = []
        for at, level in levels.items():
            self.levels[pieces[at].lines[0]] = depths[level]
            if depths[level]:
                pieces[at] = replace(pieces[at], kind="subheading")
            else:
                tops.append(at)
        return _unlabelled(pieces, tops)

    def _looked(self, pieces: Pieces, looks: dict[int, tuple[Piece, Look]]) -> Pieces:
        """Headings known by their type, the larger above the smaller, all below the styled."""
        if not looks:
            return pieces
        styled = any(piece.kind == "heading" for piece in pieces)
        sizes = sorted({look[1] for _, look in looks.values()}, reverse=True)
        tops: list[int] = []
        for at, piece in enumerate(pieces):
            if piece.fixed or piece.lines[0] not in looks:
                continue
            made, look = looks[piece.lines[0]]
            depth = sizes.index(look[1]) + (1 if styled else 0)
            pieces[at] = replace(piece, kind="heading" if depth == 0 else "subheading",
                                 confidence=made.confidence, why=made.why, fixed=True)  # fmt: skip
            self.levels[piece.lines[0]] = (0, 3, 4)[min(depth, 2)]
            if depth == 0:
                tops.append(at)
        return _unlabelled(pieces, tops)

    def _ruled(self, pieces: Pieces) -> Pieces:
        """The rest by the rules for raw pages."""
        has_pictures = any(isinstance(unit, Shown) for unit in self._units)
        titled = any(piece.kind == "title" for piece in pieces)
        done = labelled_headings(speeches(dates(pieces)))
        done = _below_title(done) if titled else fronted(done)
        done = rows(done)
        done = done if has_pictures else contextual_captions(done)
        if not any(piece.kind == "heading" for piece in done):
            done = plain_headings(done)
        done = lone_lines(_with_numbers(done))
        return [
            piece if piece.fixed else replace(piece, confidence=0.9, why="running text")
            for piece in done
        ]


def _one_title(pieces: Pieces) -> Pieces:
    """The pieces with one headline: what is styled so further down heads a section."""
    places = [at for at, piece in enumerate(pieces) if piece.kind == "title"]
    for before, at in pairwise(places):
        if at != before + 1 or pieces[before].kind != "title":
            pieces[at] = replace(pieces[at], kind="heading")
    return pieces


def _text_before(pieces: Sequence[Piece], at: int) -> bool:
    """Whether running text, a list, a table or a box stands before a place."""
    return any(len(piece.text) > _SHORT or piece.kind == "list item" for piece in pieces[:at])


def _unlabelled(pieces: Pieces, tops: Sequence[int]) -> Pieces:
    """The headings of sections, their letters taken off where they count all of them."""
    found = [labelled(pieces[at].text) for at in tops]
    whole = [one for one in found if one is not None and one[1]]
    schemes = {label.scheme for label, _ in whole}
    if len(whole) != len(tops) or len(schemes) != 1:
        return pieces
    if schemes <= {"alpha", "cjk", "decimal"} and is_complete([label.number for label, _ in whole]):
        for at, (label, rest) in zip(tops, whole, strict=True):
            pieces[at] = replace(pieces[at], text=rest, label=label)
    return pieces


def _with_numbers(pieces: Pieces) -> Pieces:
    """The pieces, bare numbers among them text: Word keeps the pages' own in heads and feet."""
    return [
        judged(piece, "paragraph", DOUBTFUL, "a number alone")
        if not piece.fixed and piece.text.isdecimal()
        else piece
        for piece in pieces
    ]


def _below_title(pieces: Pieces) -> Pieces:
    """The short lines round a known headline: what leads up to it, and its deck."""
    done = list(pieces)
    title = max(at for at, piece in enumerate(done) if piece.kind == "title")
    for at in range(title - 1, -1, -1):
        if not done[at].fixed and len(done[at].text) <= _SHORT:
            done[at] = judged(done[at], "kicker", DOUBTFUL, "a short line above the headline")
    below = title + 1
    if below < len(done) and not done[below].fixed and _DECK.match(done[below].text):
        done[below] = judged(done[below], "deck", 0.9, "a dash, below the headline")
    return done
