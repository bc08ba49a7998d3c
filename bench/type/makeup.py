"""A page's make-up: what stands in each column, from its head to its foot."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from bench.type.measure import Measure
from bench.type.page import Area, Page
from bench.type.rows import Row, rows

__all__ = ["Kind", "Makeup", "Part", "Stack", "made_up"]

Kind: TypeAlias = Literal["text", "heading", "small", "other", "picture", "panel"]
"""`small` is a caption, a table or a sign-off; `other` is of the text's size in another face."""

_PLACE = 3
"""Lines of text from which a filled shape may be the place of a photo."""
_WORDS = 1
"""Rows that such a place may hold: that the photo is to come."""
_FULL = 0.9
"""Part of the whole measure that a picture over all columns takes at least."""
_BOX = 0.5
"""Part of a column's width that the ground of a box takes at least; a letter's is smaller."""
_TEXT = 0.8
"""Part of a column's width that a line takes somewhere, where text runs."""
_FOLIO = re.compile(r"[\d\s/·.\-—–第页版]+")
"""A page's number, alone in its row."""
_HEADLINE = 2.5
"""From how many times the text's size type is a headline's."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Part:
    """One thing in a column. Heights in pt from the page's foot."""

    kind: Kind
    """What it is."""
    top: float
    """Its upper edge; of a row the height of its capitals, roughly."""
    bottom: float
    """Its lower edge; of a row its baseline."""
    row: Row | None = None
    """The row, where it is one."""


@dataclass(frozen=True)
class Stack:
    """One column, or what of it stands above or below a picture over all columns."""

    page: int
    """The page's number, from 1."""
    band: int
    """From 0: how many pictures over all columns stand above it."""
    column: int
    """From 0."""
    left: float
    """Its left edge, in pt."""
    right: float
    """Its right edge, in pt."""
    parts: tuple[Part, ...]
    """What stands in it, from the top."""

    @property
    def texts(self) -> tuple[Row, ...]:
        """Its rows of running text."""
        return tuple(part.row for part in self.parts if part.kind == "text" and part.row)


@dataclass(frozen=True)
class Makeup:
    """One page."""

    page: Page
    """What was found on it."""
    rows: tuple[Row, ...]
    """Every row, furniture apart."""
    pictures: tuple[Area, ...]
    """Photos, and places of photos still awaited."""
    bands: tuple[tuple[Stack, ...], ...]
    """From the top; in each every column in which something stands, from left to right."""
    noted: bool
    """Whether notes stand at its foot."""


def made_up(pages: Sequence[Page], measure: Measure) -> Iterator[Makeup]:
    """Each page's make-up."""
    found = {page.number: rows(page, measure) for page in pages}
    repeated = Counter(_furniture(row) for own in found.values() for row in own)
    for page in pages:
        own = [
            row
            for row in found[page.number]
            if repeated[_furniture(row)] < 2 and not _FOLIO.fullmatch(row.text)
        ]
        head = _headline(own, measure)
        own = [row for row in own if row.baseline <= head]
        yield _made_up(page, own, measure)


def _headline(found: Sequence[Row], measure: Measure) -> float:
    """The height above which a page has only furniture: that of its headline, if it has one."""
    large = [row for row in found if row.size > _HEADLINE * measure.size]
    most = max((row.size for row in large), default=0.0)
    return max((row.baseline for row in large if row.size == most), default=math.inf)


def _furniture(row: Row) -> tuple[float, str]:
    """What rows at the head and foot of pages have in common: place, and words but for numbers."""
    return round(row.baseline), _NUMBER.sub("0", row.text)


def _made_up(page: Page, found: Sequence[Row], measure: Measure) -> Makeup:
    pictures = tuple(_pictures(page, found, measure))
    notes = _notes(page, found, measure)
    own = [row for row in found if row.baseline > notes]
    bands = tuple(_bands(page, own, pictures, measure))
    return Makeup(page, tuple(own), pictures, bands, noted=notes > 0)


def _pictures(page: Page, found: Sequence[Row], measure: Measure) -> Iterator[Area]:
    """Pictures as large as a photo, and panels that hold hardly a word."""
    for area in (*page.pictures, *page.panels):
        tall = area.height > _PLACE * measure.leading and area.width > measure.width / 3
        words = sum(_holds(area, row) for row in found)
        if tall and (area in page.pictures or words <= _WORDS):
            yield area


def _holds(area: Area, row: Row) -> bool:
    return area.bottom < row.baseline < area.top and area.left - 1 < row.left < area.right


def _notes(page: Page, found: Sequence[Row], measure: Measure) -> float:
    """The height below which notes stand: that of the rule above them; 0 where there are none."""
    lowest = min((row.baseline for row in found if row.is_text(measure)), default=0.0)
    width = measure.right - measure.left
    over = [
        rule.top
        for rule in page.rules
        if rule.top < lowest and rule.width > _FULL * width and rule.left < measure.left + 1
    ]
    return max(over, default=0.0) if len(measure.columns) > 1 else 0.0


# ── columns ─────────────────────────────────────────────────────────────────────────────────


def _bands(
    page: Page, found: Sequence[Row], pictures: Sequence[Area], measure: Measure
) -> Iterator[tuple[Stack, ...]]:
    width = measure.right - measure.left
    full = [area for area in pictures if area.width > _FULL * width]
    edges = sorted(((area.top + area.bottom) / 2 for area in full), reverse=True)
    number, parts = 0, list(_parts(page, found, pictures, measure))
    for top, bottom in pairwise((page.size[1], *edges, 0.0)):
        inside = [(columns, part) for columns, part in parts if bottom < part.bottom < top]
        if any(_is_line(part, measure) for _, part in inside):
            yield tuple(_stacks(page.number, number, inside, measure))
            number += 1


def _is_line(part: Part, measure: Measure) -> bool:
    """Whether it is a line of running text, not a word in a title block."""
    row = part.row
    return part.kind == "text" and row is not None and row.right - row.left > _TEXT * measure.width


def _parts(
    page: Page, found: Sequence[Row], pictures: Sequence[Area], measure: Measure
) -> Iterator[tuple[range, Part]]:
    """What stands in columns, each with the numbers of those."""
    width = measure.right - measure.left
    boxes = [
        panel
        for panel in page.panels
        if panel not in pictures and panel.width > _BOX * measure.width
    ]
    for row in found:
        if len(row.columns) == 1:
            boxed = any(_holds(box, row) and box.height > 2 * measure.leading for box in boxes)
            kind: Kind = "small" if boxed and not row.is_larger(measure) else _kind(row, measure)
            yield row.columns, Part(kind, row.baseline + row.size, row.baseline, row)
    for area in (*pictures, *boxes):
        spanned = measure.spanned(area.left, area.right)
        if spanned and area.width <= _FULL * width + (len(measure.columns) == 1) * width:
            kind = "picture" if area in pictures else "panel"
            if kind == "picture" or any(_holds(area, row) for row in found):
                yield spanned, Part(kind, area.top, area.bottom)


def _kind(row: Row, measure: Measure) -> Kind:
    if row.is_larger(measure) or (row.bold and row.is_text(measure)):
        return "heading"
    if not row.is_text(measure):
        return "small"
    return "text" if measure.face in row.faces else "other"


def _stacks(
    page: int, band: int, inside: Sequence[tuple[range, Part]], measure: Measure
) -> Iterator[Stack]:
    for column, (left, right) in enumerate(measure.columns):
        parts = sorted((p for columns, p in inside if column in columns), key=lambda p: -p.top)
        yield Stack(page, band, column, left, right, tuple(_unemphatic(parts, right, measure)))


def _unemphatic(parts: Iterable[Part], right: float, measure: Measure) -> Iterator[Part]:
    """The parts; bold rows that belong to a paragraph are no heading.

    They do if the first runs to the edge, or if the row right above ends in bold.
    """
    before: Part | None = None
    for is_heading, group in groupby(parts, key=lambda part: part.kind == "heading"):
        run = list(group)
        first = run[0].row
        if is_heading and first and first.is_text(measure):
            if _goes_on(before, run[0], measure):
                run = [replace(part, kind="text") for part in run]
            elif abs(first.off(right)) < 1:
                run = [replace(part, kind="other") for part in run]
        yield from run
        before = run[-1]


def _goes_on(before: Part | None, part: Part, measure: Measure) -> bool:
    """Whether a bold row goes on with what the row above it ends with."""
    if before is None or before.kind != "text" or before.row is None:
        return False
    near = abs(before.bottom - part.bottom - measure.leading) < 1
    return near and before.row.glyphs[-1].bold
