"""Tables and boxes, both as Word's tables: what every office program keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pubkit.markup import Element, Node
from pubkit.model import Footnote, Inline, Table
from pubkit.renderers.word.flow import spaced
from pubkit.renderers.word.frame import Frame
from pubkit.renderers.word.lines import ems
from pubkit.renderers.word.names import Paragraph
from pubkit.renderers.word.runs import Runs
from pubkit.renderers.word.sheet import Sheet
from pubkit.renderers.word.styles import BOX_STYLE, TABLE_STYLE
from pubkit.renderers.word.wordml import kept, p, style_of, w
from pubkit.units import TWIPS_PER_PT, Length
from pubkit.walk import plain

__all__ = ["box", "is_wide", "table"]

_NARROWEST_EMS = 2.0
"""No column is narrower: two characters still make a word."""
_WHOLE = 10
"""A table of up to so many rows is kept on one page, as a box is; a longer one may be continued."""
_SPARE_EMS = 0.5
"""Figures are reckoned at half an em; eight of a bold sans, at 0.56 em, want this much more."""
_PHRASE_EMS = 7.0
"""A column narrower than this breaks every phrase, so its table wants more room."""


def table(path: str, block: Table, frame: Frame, runs: Runs, sheet: Sheet) -> Element:
    """A table, no row of which is torn: a short one whole, the head of a long one on each page."""
    widths = _shares(_wants(block, sheet), frame.width)
    rows: list[Node] = [
        _row(runs, f"{path}.rows[{i}]", row, block, widths, Paragraph.TABLE_TEXT)
        for i, row in enumerate(block.rows)
    ]
    if len(rows) <= _WHOLE:
        rows[:-1] = map(kept, rows[:-1])
    head = _row(runs, f"{path}.header", block.header, block, widths, Paragraph.TABLE_HEAD)
    return w("tbl", *_properties(TABLE_STYLE, widths, frame, first_row=1), head, *rows)


def is_wide(block: Table, column: Length, sheet: Sheet) -> bool:
    """Whether a table's columns would be too narrow to read within a text column."""
    size = sheet.size(Paragraph.TABLE_TEXT).pt
    padding = 2 * Length.parse(sheet.table.padding).pt
    phrase = _PHRASE_EMS * size + padding
    return sum(min(want, phrase) for want in _wants(block, sheet)) > column.pt


def box(content: Sequence[Node], frame: Frame, *, whole: bool) -> Element:
    """Blocks in a box of one cell; `whole` keeps it on one page."""
    widths = (frame.width.twips,)
    filled = spaced(content)
    if not filled or not style_of(filled[-1]):
        filled.append(p(Paragraph.BOX_TEXT.id))
    cell = w("tc", w("tcPr", w("tcW", w=widths[0], type="dxa")), *filled)
    row = w("tr", w("trPr", w("cantSplit")) if whole else None, cell)
    return w("tbl", *_properties(BOX_STYLE, widths, frame, first_row=0), row)


def _properties(
    style: str, widths: Sequence[int], frame: Frame, *, first_row: int
) -> tuple[Element, Element]:
    return (
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblInd", w=frame.inset_twips, type="dxa"),
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val="0020" if first_row else "0000",
                firstRow=first_row,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )


def _row(
    runs: Runs,
    path: str,
    row: Sequence[tuple[Inline, ...]],
    block: Table,
    widths: Sequence[int],
    style: Paragraph,
) -> Element:
    head = style is Paragraph.TABLE_HEAD
    align = block.align or ("",) * len(row)
    cells = (
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="bottom" if head else "top")),
            p(style.id, runs.content(cell, f"{path}[{i}]"), w("jc", val=side) if side else None),
        )
        for i, (cell, width, side) in enumerate(zip(row, widths, align, strict=True))
    )
    # LibreOffice loses the notes of a repeated head in columns, so such a head stands once.
    repeated = head and not any(map(_has_note, row))
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if repeated else None), *cells)


def _has_note(content: Iterable[Inline]) -> bool:
    return any(
        isinstance(node, Footnote) or _has_note(getattr(node, "content", ())) for node in content
    )


# ── widths ──────────────────────────────────────────────────────────────────────────────────


def _wants(block: Table, sheet: Sheet) -> list[float]:
    """Points that each column would take if no cell were broken."""
    size = sheet.size(Paragraph.TABLE_TEXT).pt
    padding = 2 * Length.parse(sheet.table.padding).pt
    return [
        padding + size * max(_NARROWEST_EMS, *(_longest(cell) + _SPARE_EMS for cell in column))
        for column in zip(block.header, *block.rows, strict=True)
    ]


def _longest(cell: tuple[Inline, ...]) -> float:
    """Ems of the cell's longest line."""
    marks = sum(isinstance(node, Footnote) for node in cell)
    return marks + max(map(ems, plain(cell).split("\n")))


def _shares(wants: Sequence[float], room: Length) -> list[int]:
    """The room in twips, divided: in proportion where all fit, else modest columns first."""
    left, shares = room.pt, dict.fromkeys(range(len(wants)), 0.0)
    greedy = sorted(shares, key=lambda i: wants[i])
    if sum(wants) <= room.pt:
        scale = room.pt / sum(wants)
        shares = {i: want * scale for i, want in enumerate(wants)}
    else:
        for done, index in enumerate(greedy):
            shares[index] = min(wants[index], left / (len(wants) - done))
            left -= shares[index]
    return [max(1, round(shares[i] * TWIPS_PER_PT)) for i in range(len(wants))]
