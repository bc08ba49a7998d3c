"""The galley: the article in one endless column, and where it may be parted.

WeasyPrint sets every line here, once. What is read from its boxes are heights in numbers, which
`flow` pours into columns; `pasteup` then cuts the galley accordingly. Boxes are private to
WeasyPrint: an AttributeError says that they are not what they were.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING

from pubkit.renderers.pdf.columns import SLACK, Block, Kind, Unfit
from pubkit.renderers.pdf.engine import WeasyBox
from pubkit.renderers.pdf.figures import ABOVE, AIR

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Galley", "Note", "mains", "read"]

_AT = attrgetter("at")
_AVOIDED = ("avoid", "avoid-column", "avoid-page")
_ORDERED = ("always", "column", "left", "page", "recto", "right", "verso")
"""Values of CSS `break-before`, `break-after` and `break-inside` (CSS Fragmentation 3, §3)."""

_GIVES = {
    "aside": (2, 2),
    "figure": (1, 1),
    "footer": (1, 0),
    "h2": (1, 0),
    "h3": (1, 0),
    "h4": (1, 0),
    "hr": (1, 1),
    "table": (1, 1),
}
"""Lines of air that may come above and below an element: as many as nobody notices."""


@dataclass(frozen=True)
class Note:
    """A note to the text."""

    at: float
    """The middle of the line that calls it, on the galley's page, in px."""
    box: WeasyBox
    """The note as it was set."""


@dataclass(frozen=True)
class Galley:
    """What the pages are pasted up from. Lengths in px, heights on the galley's own page."""

    main: WeasyBox
    """The column."""
    blocks: tuple[Block, ...]
    """Its stretches that keep together."""
    notes: tuple[Note, ...]
    """The notes that it calls, in order."""
    note_area: WeasyBox
    """What notes stand in at the foot; None where there are none."""
    above: float
    """What stands on the first page over the columns."""
    below: float
    """What the notes to that take at its foot."""

    @property
    def note_air(self) -> float:
        """What stands round a page's notes."""
        return _air(self.note_area)


def read(document: Document, tallest: float, line: float) -> Galley:
    """The galley with its blocks, in lines of `line`.

    What is over `tallest` may be parted even where the stylesheet asks to keep it whole.
    Raises: AttributeError; Unfit where the stylesheet orders a break.
    """
    page = document.pages[0]._page_box
    main = next(mains(page))
    _align(main, line)
    area = _note_area(page)
    notes = tuple(_notes(main, area))
    blocks = _bound(_blocks(main, notes, tallest, line), tallest)
    others = sum(note.margin_height() for note in area.children) if area else 0.0
    others -= sum(note.box.margin_height() for note in notes)
    above = main.content_box_y() - page.content_box_y()
    below = others + _air(area) if others else 0.0
    return Galley(main, tuple(blocks), notes, area, above, below)


def mains(box: WeasyBox) -> Iterator[WeasyBox]:
    """The `main` boxes below a box."""
    for child in getattr(box, "children", ()):
        if child.element_tag == "main":
            yield child
        else:
            yield from mains(child)


# ── notes ───────────────────────────────────────────────────────────────────────────────────


def _note_area(page: WeasyBox) -> WeasyBox:
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    return next((box for box in page.children if isinstance(box, FootnoteAreaBox)), None)


def _air(area: WeasyBox) -> float:
    return float(area.margin_height() - area.height) if area else 0.0


def _notes(main: WeasyBox, area: WeasyBox) -> Iterable[Note]:
    """The notes with the lines that call them."""
    from weasyprint.formatting_structure.boxes import LineBox

    if not area:
        return ()
    found = {box.element: box for box in area.children}
    notes: dict[object, Note] = {}
    for line in main.descendants():
        if not isinstance(line, LineBox):
            continue
        for box in line.descendants():
            if box.footnote is not None:
                element = box.footnote.element
                notes.setdefault(element, Note(line.position_y + line.height / 2, found[element]))
    return notes.values()


# ── lines ───────────────────────────────────────────────────────────────────────────────────


def _align(main: WeasyBox, line: float) -> None:
    """Moves what follows a box of broken lines down to the next whole one.

    Margins merge, tables have rules: no stylesheet gives whole lines to every pair of neighbours.
    """
    shift, top = 0.0, main.content_box_y()
    for box, following in pairwise((*main.children, None)):
        if shift:
            box.translate(0, shift)
        height = _foot(box, following, shift) - top
        whole = ceil((height - SLACK) / line) * line
        if whole - height > SLACK:
            shift += whole - height
        top += whole


def _foot(box: WeasyBox, following: WeasyBox, shift: float = 0.0) -> float:
    """Where a box ends with the space below it; the following may have to be moved by `shift`."""
    foot = float(box.border_box_y() + box.border_height() + max(0.0, box.margin_bottom))
    return min(foot, following.border_box_y() + shift) if following else foot


# ── blocks ──────────────────────────────────────────────────────────────────────────────────


def _blocks(
    main: WeasyBox, notes: Sequence[Note], tallest: float, line: float
) -> Iterator[tuple[WeasyBox, Block]]:
    """Each box of the column with its block, the space round it included."""
    top = main.content_box_y()
    for box, following in pairwise((*main.children, None)):
        if box.style["break_before"] in _ORDERED or box.style["break_after"] in _ORDERED:
            raise Unfit(f"a break at {box.element_tag}")
        foot = _foot(box, following)
        if following:
            foot = top + ceil((foot - top - SLACK) / line) * line
        block = _block(box, top, foot, notes, tallest)
        if block.kind in ("figure", "wide"):
            block = replace(block, height=block.height - _tightened(box, line))
        blank = (box.border_box_y() - top + SLACK) // line * line
        yield box, replace(block, blank=blank)
        top = foot


def _block(box: WeasyBox, top: float, foot: float, notes: Sequence[Note], tallest: float) -> Block:
    kind, cuts = _kind(box), tuple(cut - top for cut in _cuts(box, tallest))
    if kind in ("figure", "wide"):
        # One taller than a column cannot wait for room: it runs on as text does.
        kind, cuts = (kind, ()) if foot - top <= tallest else ("text", cuts)
    called = notes[bisect(notes, top, key=_AT) : bisect(notes, foot, key=_AT)]
    return Block(
        kind=kind,
        top=top,
        height=foot - top,
        cuts=cuts,
        notes=tuple((note.at - top, note.box.margin_height()) for note in called),
        opens=box.element_tag == "h2" or box.element.get("class") == "section",
        gives=_GIVES.get(box.element_tag, (0, 0)),
    )


def _tightened(figure: WeasyBox, line: float) -> float:
    """Moves photo and caption where their space is even; gives the height left over, in lines."""
    head, foot = figure.border_box_y(), figure.border_box_y() + figure.border_height()
    top = figure.content_box_y()
    last = figure.children[-1]
    content = last.position_y + last.margin_height() - top
    space = foot - head - content
    left = max(0.0, (space - AIR * line + SLACK) // line * line)
    for child in figure.children:
        child.translate(0, head + (space - left) * ABOVE - top)
    return float(left)


def _kind(box: WeasyBox) -> Kind:
    match box.element_tag, box.element.get("class"):
        case "figure", "figure wide":
            return "wide"
        case "figure", _:
            return "figure"
        case "footer", _:
            return "end"
    return "text"


def _bound(boxes: Iterable[tuple[WeasyBox, Block]], tallest: float) -> list[Block]:
    """The blocks; those that the stylesheet keeps together are one, if a column can hold that."""
    bound: list[Block] = []
    before: WeasyBox = None
    for box, block in boxes:
        if bound and _are_kept(before, box) and _can_join(bound[-1], block, tallest):
            bound[-1] = _joined(bound[-1], block)
        else:
            bound.append(block)
        before = box
    return bound


def _can_join(block: Block, following: Block, tallest: float) -> bool:
    if {block.kind, following.kind} & {"figure", "wide"}:
        return False
    behind = block.height - (block.cuts[-1] if block.cuts else 0.0)
    return behind + (*following.cuts, following.height)[0] <= tallest


def _joined(block: Block, following: Block) -> Block:
    height = block.height
    return replace(
        block,
        kind=following.kind,
        height=height + following.height,
        cuts=(*block.cuts, *(height + cut for cut in following.cuts)),
        notes=(*block.notes, *((height + at, tall) for at, tall in following.notes)),
        last=height if following.kind == "end" else 0.0,
        gives=(block.gives[0], following.gives[1]),
    )


def _cuts(box: WeasyBox, tallest: float) -> Iterator[float]:
    """The heights at which a box may be parted, in order."""
    from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox

    if not isinstance(box, BlockContainerBox) or box.is_table_wrapper or box.is_monolithic():
        return
    if box.style["break_inside"] in _AVOIDED and box.border_height() <= tallest:
        return
    children = [child for child in box.children if child.is_in_normal_flow()]
    if all(isinstance(child, LineBox) for child in children):
        first, last = box.style["orphans"], len(children) - box.style["widows"]
        yield from (line.position_y for line in children[first : last + 1])
        return
    for child, following in pairwise((*children, None)):
        yield from _cuts(child, tallest)
        if following and not _are_kept(child, following):
            yield following.border_box_y()


def _are_kept(box: WeasyBox, following: WeasyBox) -> bool:
    """Whether the stylesheet asks to keep a box with the following."""
    return box.style["break_after"] in _AVOIDED or following.style["break_before"] in _AVOIDED
