"""Pages pasted up from the galley, as compositors once did it with scissors and wax.

The galley is set once, in one column (`galley`); `flow` says what stands where; a frame of empty
pages supplies the title block and the furniture. What is cut from the galley moves to its place
among the frame's boxes, and WeasyPrint draws the pages as its own. So every line is laid out
once, where CSS columns lay it out two or three times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pubkit.markup import Element, html
from pubkit.notice import Notice
from pubkit.renderers.pdf.columns import SLACK, Band, Columns, Page, Piece, Unfit
from pubkit.renderers.pdf.engine import Engine, WeasyBox
from pubkit.renderers.pdf.flow import poured
from pubkit.renderers.pdf.galley import Galley, mains, read
from pubkit.renderers.pdf.leads import Crop, Lead
from pubkit.renderers.pdf.pages import HEADINGS, frame
from pubkit.renderers.pdf.sheet import Sheet
from pubkit.units import PT_PER_PX

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["pasted_up"]

_APART = "main + main { break-before: page }"
"""The frame's own CSS."""


def pasted_up(
    engine: Engine, tree: Element, sheet: Sheet, crops: Mapping[str, Crop]
) -> tuple[Document, tuple[Notice, ...]]:
    """The document, its `main` in columns, and what is said of it.

    Where no text would begin on the first page, a lead photo there is cropped if it may be.
    Raises: Unfit where they cannot hold it; AttributeError where WeasyPrint's boxes have changed.
    """
    depth, line = sheet.depth / PT_PER_PX, sheet.leading / PT_PER_PX
    galley = read(engine.set(html([tree]), sheet.galley), depth, line)
    first = depth - galley.above - galley.below
    if first < 0:
        raise Unfit("a title block of more than a page")
    columns = Columns(sheet.columns, first, depth, line, galley.note_air)
    plan = poured(galley.blocks, columns)
    notices: tuple[Notice, ...] = ()
    if not plan[0] and (lead := Lead.of(tree, crops)) and (lines := _wanted(galley, columns, lead)):
        tree, notices = lead.lowered(lines * sheet.leading, engine)
        galley = replace(galley, above=galley.above - lines * line)
        plan = _lower(galley, columns, lines)
    framed = engine.set(html([frame(tree, len(plan))]), _APART)
    if len(framed.pages) != len(plan):
        raise Unfit("a title block that leaves no room below it")
    boxes = [page._page_box for page in framed.pages]
    paste = _Paste(galley, plan, engine, sheet)
    for number, box in enumerate(boxes):
        paste.fill(box, number)
    return engine.made_of(framed, boxes), notices


def _wanted(galley: Galley, columns: Columns, lead: Lead) -> int:
    """By how few lines a lead photo must be lower for text to begin on its page; 0 if none will do.

    The galley's own lines stay as they are.
    """
    most = int(lead.gives / PT_PER_PX / columns.line)
    return next((lines for lines in range(1, most + 1) if _lower(galley, columns, lines)[0]), 0)


def _lower(galley: Galley, columns: Columns, lines: int) -> list[Page]:
    """The pages, so many lines more on the first."""
    return poured(galley.blocks, replace(columns, first=columns.first + lines * columns.line))


class _Paste:
    """Moves pieces of the galley to their places. Lengths in px."""

    def __init__(self, galley: Galley, plan: Sequence[Page], engine: Engine, sheet: Sheet) -> None:
        """Cuts the galley up, all of it: its heights mean nothing once a piece has moved."""
        self._galley = galley
        self._plan = plan
        self._engine = engine
        self._width = sheet.column / PT_PER_PX
        self._step = (sheet.column + sheet.gap) / PT_PER_PX
        self._depth = sheet.depth / PT_PER_PX
        self._line = sheet.leading / PT_PER_PX
        self._size = galley.main.style["font_size"]
        self._heads = [box.border_box_y() for box in galley.main.children]
        self._cuttings = {
            piece: list(self._cut(piece)) for page in plan for piece in _pieces_of(page)
        }

    def fill(self, box: WeasyBox, number: int) -> None:
        """Fills the page of the frame with this number, from 0."""
        from weasyprint.layout.background import layout_box_backgrounds

        page, galley = self._plan[number], self._galley
        above, below = (0.0, 0.0) if number else (galley.above, galley.below)
        main = next(mains(box))
        main.margin_top, main.position_y = 0, box.content_box_y() + above
        main.children = [child for part in page for child in self._set(part, main)]
        notes = self._notes(page, box.content_box_y() + self._depth - below)
        box.children = (box.children[0], *notes, *box.children[1:])
        for moved in (main, *notes):
            # Grounds stand on the page, not in their boxes, and have not moved with them.
            layout_box_backgrounds(box, moved, self._engine.picture)

    def _set(self, part: Band | Piece, main: WeasyBox) -> Iterable[WeasyBox]:
        if isinstance(part, Piece):
            return self._pieces([part], 0.0, main.content_box_y())
        return self._columns(part, main)

    def _columns(self, band: Band, main: WeasyBox) -> Iterator[WeasyBox]:
        """Boxes as CSS columns are, so that the rules between them are drawn."""
        from weasyprint.formatting_structure.boxes import BlockBox
        from weasyprint.layout.percent import resolve_percentages

        head = main.content_box_y() + band.y
        height = max(column.used for column in band.columns)
        for index, column in enumerate(band.columns):
            right = index * self._step
            box = BlockBox.anonymous_from(main, self._pieces(column.pieces, right, head))
            resolve_percentages(box, main)
            box.position_x, box.position_y = main.content_box_x() + right, head
            box.width, box.height = self._width, height
            yield box

    def _pieces(self, pieces: Iterable[Piece], right: float, head: float) -> list[WeasyBox]:
        """What the pieces hold, moved `right` and below `head`."""
        boxes = []
        for piece in pieces:
            for box in self._cuttings[piece]:
                box.translate(right, head + piece.y - piece.start)
                boxes.append(box)
        if boxes and boxes[0].element_tag in HEADINGS:
            boxes[0].translate(0, -self._headroom(boxes[0]))
        return boxes

    def _headroom(self, heading: WeasyBox) -> float:
        """How far a heading rises at the head of a column, level with the text beside it.

        What was above it comes below. A rule above it stands at the head already.
        """
        if heading.border_top_width:
            return 0.0
        beside = (self._line - self._size) / 2 if heading.element_tag == HEADINGS[0] else 0.0
        return float(max(0.0, heading.padding_top - beside))

    def _notes(self, page: Page, foot: float) -> list[WeasyBox]:
        """What holds the notes to a page, above its `foot`; nothing without notes."""
        pieces = list(_pieces_of(page))
        notes = [
            note.box
            for note in self._galley.notes
            if any(piece.start < note.at < piece.end for piece in pieces)
        ]
        if not notes:
            return []
        area = self._galley.note_area.copy_with_children(notes)
        y = area.content_box_y()
        for note in notes:
            note.translate(0, y - note.position_y)
            y += note.margin_height()
        area.height = y - area.content_box_y()
        area.translate(0, foot - area.margin_height() - area.position_y)
        return [area]

    def _cut(self, piece: Piece) -> Iterator[WeasyBox]:
        """The boxes of a piece; of those that it parts what belongs to it."""
        heads, boxes = self._heads, self._galley.main.children
        at = max(0, bisect_right(heads, piece.start + SLACK) - 1)
        for box in boxes[at : bisect_left(heads, piece.end - SLACK)]:
            if _meets(box, piece.start, piece.end):
                yield _part(box, piece.start, piece.end)


def _pieces_of(page: Page) -> Iterator[Piece]:
    for part in page:
        if isinstance(part, Piece):
            yield part
        else:
            yield from (piece for column in part.columns for piece in column.pieces)


def _meets(box: WeasyBox, start: float, end: float) -> bool:
    """Whether a box stands between two heights, or part of it where it can be parted."""
    from weasyprint.formatting_structure.boxes import BlockContainerBox

    if isinstance(box, BlockContainerBox):
        top = box.border_box_y()
        return bool(top < end - SLACK and top + box.border_height() > start + SLACK)
    return bool(start < box.position_y + box.height / 2 < end)


def _part(box: WeasyBox, start: float, end: float) -> WeasyBox:
    """What of a box stands between two heights; the box itself if all of it does."""
    top = box.border_box_y()
    begins, ends = top >= start - SLACK, top + box.border_height() <= end + SLACK
    if begins and ends:
        return box
    children = [_part(child, start, end) for child in box.children if _meets(child, start, end)]
    part = box.copy_with_children(children)
    foot = min(end, box.content_box_y() + box.height)
    part.remove_decoration(start=not begins, end=not ends)
    if not begins:
        part.position_y = start
    part.height = foot - part.content_box_y()
    return part
