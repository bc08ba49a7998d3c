"""Chinese lines spread to the full measure, after WeasyPrint has broken them.

WeasyPrint 70 widens only spaces, and Chinese has none: its `text-align: justify` leaves the right
edge ragged. So the finished pages are gone through once more: what it gave to spaces is taken back,
and what a line lacks is dealt out between its characters. Nothing of WeasyPrint is replaced; only
this document's boxes change before they are drawn. Boxes and layouts are private to WeasyPrint:
where they have moved, `spread` raises `Moved`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Any
from unicodedata import category, east_asian_width

from pubkit.characters import is_wide
from pubkit.renderers.pdf.engine import WeasyBox
from pubkit.renderers.pdf.quotes import MARK

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Moved", "spread"]

_WIDEST_GAP = 0.34
"""Most that may stand between two characters, in em: a line wanting more stays as it is."""
_CLOSEST = -0.04
"""Most that characters may be moved together, in em. A line can be too long by half a mark: Pango
reckons `：“` closed up when it breaks between the two, but then the first has its full width."""
_KEPT_WHOLE = "—…"
"""Dashes and dots that two by two are one mark (GB/T 15834-2011, §4.10 and §4.11)."""
_SHIFTS = {"center": 0.5, "right": 1.0, "end": 1.0}
"""Part of what a line became shorter by which it moves, by its alignment."""


class Moved(Exception):  # noqa: N818  # a state of the library, not an error of ours
    """WeasyPrint's boxes are not what they were."""


def spread(document: Document) -> None:
    """Justifies the document's Chinese lines and takes out the marks that `quotes` put in.

    Raises: Moved.
    """
    try:
        for page in document.pages:
            for block, line in _lines(page._page_box):
                _set(block, line)
    except (AttributeError, TypeError) as error:
        raise Moved(str(error)) from error


def _set(block: WeasyBox, line: WeasyBox) -> None:
    texts = [box for box in _texts(line) if box.text]
    justified = line.style["text_align_all"] == "justify" and any(map(_is_chinese, texts))
    if not justified and not any(MARK in box.text for box in texts):
        return
    grown = {id(box): _natural(box) - box.width for box in texts}
    if justified:
        lack = _lack(block, line, sum(grown.values()))
        if lack < 0 or _is_full(line):
            _deal(texts, lack, line.style["font_size"], grown)
    else:
        shift = sum(grown.values()) * _SHIFTS.get(line.style["text_align_all"], 0.0)
        line.translate(-shift)
    _place(line, 0.0, grown)


def _lack(block: WeasyBox, line: WeasyBox, grown: float) -> float:
    """What is missing from the line's end to the block's edge, in px."""
    return float(block.content_box_x() + block.width - line.position_x - line.width - grown)


# ── reading the boxes ───────────────────────────────────────────────────────────────────────


def _lines(box: WeasyBox) -> Iterator[tuple[WeasyBox, WeasyBox]]:
    """Each line of text with the block it stands in."""
    from weasyprint.formatting_structure.boxes import LineBox

    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox):
            yield box, child
        yield from _lines(child)


def _texts(box: WeasyBox) -> Iterator[WeasyBox]:
    """The line's own text boxes in order, without those of blocks that stand in the line."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox

    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, InlineBox | LineBox) and box.is_in_normal_flow():
        for child in box.children:
            yield from _texts(child)


def _is_full(line: WeasyBox) -> bool:
    """Whether the line fills the measure: neither its block's last nor ended by its author."""
    if getattr(line, "resume_at", None) is None:
        return False
    last = line
    while getattr(last, "children", ()):
        last = last.children[-1]
        if last.element_tag.startswith("br"):
            return False
    return True


def _is_chinese(box: WeasyBox) -> bool:
    return any(east_asian_width(character) in "WF" for character in box.text)


def _natural(box: WeasyBox) -> float:
    """The width of a text box without marks and without what spaces were given, in px."""
    from weasyprint.text.line_break import line_size

    layout = box.pango_layout
    given = box.justification_spacing * (box.text.count(" ") + box.text.count("\u00a0"))
    layout.justification_spacing = box.justification_spacing = 0
    if layout.text == box.text and MARK not in box.text:
        return float(box.width - given)
    layout.text = box.text = box.text.replace(MARK, "")
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    layout.deactivate()
    return float(width)


# ── dealing out ─────────────────────────────────────────────────────────────────────────────


def _deal(texts: Sequence[WeasyBox], lack: float, size: float, grown: dict[int, float]) -> None:
    """Deals `lack` px out between the characters, if they would not stand too wide or too close."""
    slots = _slots(texts)
    each = lack / max(1, sum(map(sum, slots)))
    if not _CLOSEST * size <= each <= _WIDEST_GAP * size:
        return
    for box, own in zip(texts, slots, strict=True):
        grown[id(box)] += each * sum(own)
        _widen(box, each, own)


def _slots(texts: Sequence[WeasyBox]) -> list[list[int]]:
    """For each character of each box, 1 where the line may be widened behind it, else 0."""
    characters = [(c, box) for box in texts for c in box.text]
    found = [
        int(_parts(c, n) and not _is_raised(box, other))
        for (c, box), (n, other) in pairwise(characters)
    ]
    found.append(0)
    slots, start = [], 0
    for box in texts:
        slots.append(found[start : start + len(box.text)])
        start += len(box.text)
    return slots


def _parts(character: str, following: str) -> bool:
    """Whether space may stand between two characters."""
    if following == " " or category(following) in ("Mn", "Me", "Cf"):
        return False
    if character == following and character in _KEPT_WHOLE:
        return False
    return character in " \u00a0" or is_wide(character) or is_wide(following)


def _is_raised(box: WeasyBox, following: WeasyBox) -> bool:
    """Whether the next box is a mark that belongs to its word: an index, a note's number."""
    smaller: bool = following.style["font_size"] < box.style["font_size"]
    return following is not box and smaller


def _widen(box: WeasyBox, each: float, slots: list[int]) -> None:
    """Has the box drawn with `each` px behind every slot, in whole thousandths of its type size.

    WeasyPrint writes advances in those, cut off: dealt out as they are, each line would end short.
    """
    unit = box.style["font_size"] / 1000
    gains, dealt, count = [], 0, 0
    for slot in slots:
        count += slot
        wanted = round(each * count / unit)
        gains.append((wanted - dealt) * unit)
        dealt = wanted
    box.pango_layout.__class__ = _wide_layout()
    box.pango_layout.gains = gains


def _place(box: WeasyBox, shift: float, grown: dict[int, float]) -> float:
    """Moves a line's boxes by what those before them have grown; gives the sum."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox

    if isinstance(box, TextBox):
        box.position_x += shift
        change = grown.get(id(box), 0.0)
        box.width += change
        return shift + change
    if not isinstance(box, InlineBox | LineBox):
        box.translate(shift, 0)
        return shift
    box.position_x += shift
    end = shift
    for child in box.children:
        if child.is_in_normal_flow():
            end = _place(child, end, grown)
    box.width += end - shift
    return end


@cache
def _wide_layout() -> type[Any]:
    """WeasyPrint's text layout, with `gains` (px a character) added when it is drawn."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango
    from weasyprint.text.line_break import Layout

    class WideLayout(Layout):  # type: ignore[misc]  # WeasyPrint is untyped
        gains: list[float]

        def reactivate(self, style: object) -> None:
            super().reactivate(style)
            # Drawing asks for this as well; asked later, it would lay the text out anew.
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
            at_byte, offset = {}, 0
            for character, gain in zip(self.text, self.gains, strict=True):
                offset += len(character.encode())
                at_byte[offset] = gain
            run = pango.pango_layout_get_line_readonly(self.layout, 0).runs[0]
            while run != ffi.NULL:
                _widen_run(run.data, at_byte, TO_UNITS)
                run = run.next

    return WideLayout


def _widen_run(item: WeasyBox, at_byte: dict[int, float], units: int) -> None:
    """Adds to each cluster's last glyph what is due behind the cluster's characters."""
    count, clusters = item.glyphs.num_glyphs, item.glyphs.log_clusters
    starts = [clusters[i] for i in range(count)] + [item.item.length]
    for i in range(count):
        if starts[i + 1] == starts[i]:
            continue
        first, last = item.item.offset + starts[i], item.item.offset + starts[i + 1]
        gain = sum(at_byte.get(byte, 0.0) for byte in range(first + 1, last + 1))
        if gain:
            item.glyphs.glyphs[i].geometry.width += _outwards(gain * units)


def _outwards(number: float) -> int:
    """The next whole number away from zero: WeasyPrint cuts off towards it."""
    return ceil(number) if number > 0 else floor(number)
