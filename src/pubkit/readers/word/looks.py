"""Looks: headline and headings by the names of styles, by the outline, by their type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pubkit.readers.galley.pieces import Piece, judged
from pubkit.readers.galley.shapes import is_heading_like
from pubkit.readers.word.captioning import is_caption_style
from pubkit.readers.word.units import Unit
from pubkit.record import Kind

__all__ = ["Look", "body_size", "by_look", "by_style", "headings"]

_NAMES: tuple[tuple[str, Kind], ...] = (
    (r"title|标题|標題|(?:文章|新闻|主|大|稿件)标题|headline|book title", "title"),
    (r"kicker|overline|(?:眉|引|肩|栏)题", "kicker"),
    (r"subtitle|sub-?title|deck|副标题|副題|副题", "deck"),
    (r"abstract|standfirst|摘要|导语|提要|内容提要|导读", "standfirst"),
)
_STYLES = tuple((re.compile(pattern), kind) for pattern, kind in _NAMES)
"""Names of styles that say what a paragraph is; by kind."""
_QUOTE = re.compile(
    r"(?:intense |block )?quot(?:e|ation)s?|block ?text|(?:明显)?引用|引文|blockquote"
)
_FRONT = 8
"""Lines at the head of a manuscript among which its headline stands."""

Look = tuple[bool, int, str]
"""Bold, size, alignment."""


def is_quote(unit: Unit) -> bool:
    """Whether the unit's style sets a quotation apart."""
    return unit.is_words and _QUOTE.fullmatch(unit.line.style) is not None


def body_size(found: Sequence[Unit]) -> int:
    """The size of type that most characters have, in half-points."""
    sizes: Counter[int] = Counter()
    for unit in found:
        if unit.is_words:
            sizes[unit.line.size] += len(unit.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def by_style(unit: Unit, piece: Piece) -> Piece:
    """The piece, judged where its style's name or the outline says what it is."""
    style = unit.line.style
    for pattern, kind in _STYLES:
        if pattern.fullmatch(style):
            return judged(piece, kind, 0.97, f"its style, {style!r}")
    if is_caption_style(style):
        return judged(piece, "caption", 0.95, f"its style, {style!r}")
    if is_quote(unit):
        return judged(piece, "paragraph", 0.95, f"its style, {style!r}")
    if unit.line.level is not None:
        why = f"its level in the outline, {unit.line.level + 1}"
        return judged(piece, "heading", 0.97, why)
    return piece


def by_look(found: Sequence[Unit], pieces: Sequence[Piece]) -> dict[int, tuple[Piece, Look]]:
    """Pieces that look like headings: bold or larger short lines, as others further down are.

    By their place among `pieces`; the larger look first where there are several.
    """
    size = body_size(found)
    begun = _begins(pieces, found, size)
    groups: dict[Look, list[int]] = {}
    for at, (unit, piece) in enumerate(zip(found, pieces, strict=True)):
        if not piece.fixed and unit.is_words:
            groups.setdefault(_look(unit), []).append(at)
    made: dict[int, tuple[Piece, Look]] = {}
    for look, places in groups.items():
        if not (look[0] or look[1] > size) or not any(at > begun for at in places):
            continue
        if not all(is_heading_like(pieces[at].text) for at in places):
            continue
        why = "a short bold line, as others are" if look[0] else "a short line in larger type"
        for at in places:
            if at or len(places) == 1:
                made[at] = (judged(pieces[at], "heading", 0.85, why), look)
    return made


def _look(unit: Unit) -> Look:
    return (unit.line.bold, unit.line.size, "center" if unit.line.align == "center" else "")


def _begins(pieces: Sequence[Piece], found: Sequence[Unit], size: int) -> int:
    """Where running text begins."""
    for at, (piece, unit) in enumerate(zip(pieces, found, strict=True)):
        if not piece.fixed and unit.is_words and not is_heading_like(piece.text, headline=True):
            return at
        if piece.kind in ("paragraph", "standfirst") and piece.fixed:
            return at
    return len(pieces)


def headline(found: Sequence[Unit], pieces: Sequence[Piece]) -> int | None:
    """The place of the headline: the largest line at the head, if one is larger than all others."""
    sizes = {
        at: unit.line.size
        for at, (unit, piece) in enumerate(zip(found[:_FRONT], pieces, strict=False))
        if unit.is_words and not piece.fixed and is_heading_like(piece.text, headline=True)
    }
    largest = max(sizes.values(), default=0)
    places = [at for at, size in sizes.items() if size == largest]
    others = [u.line.size for at, u in enumerate(found) if u.is_words and at not in places]
    if len(places) != 1 or largest <= max(others, default=0):
        return None
    return places[0]


def headings(levels: Sequence[int]) -> dict[int, int]:
    """Level in the outline → 0 for a section, 3 and 4 for subheadings."""
    order = sorted(set(levels))
    return {level: (0, 3, 4)[min(at, 2)] for at, level in enumerate(order)}
