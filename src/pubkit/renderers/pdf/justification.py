"""Chinese lines spread to the full measure, after WeasyPrint has broken them.

WeasyPrint 70 widens only spaces, and Chinese has none: its `text-align: justify` leaves the right
edge ragged. So the finished pages are gone through once more: what it gave to spaces is taken back,
and what a line lacks is dealt out between its characters. Of a line that is too long the marks give
up their blank halves. An opening mark that begins a line, and a closing one that ends it, has its
blank half outside of the measure. Nothing of WeasyPrint is replaced; only this document's boxes
change before they are drawn. Boxes and layouts are private to WeasyPrint: where they have moved,
`spread` raises `Moved`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from pubkit.characters import CLOSING, OPENING
from pubkit.renderers.pdf.engine import WeasyBox
from pubkit.renderers.pdf.quotes import MARK, TIE
from pubkit.renderers.pdf.spacing import HALF, INDENT, SLIP, gap, parts

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Misfit", "Moved", "spread"]

_WIDEST_GAP = 0.34
"""Most that may stand between two characters, in em: a line wanting more stays as it is."""
_CLOSEST = -0.04
"""Most that characters may be moved together, in em, when their marks have given all they have."""
_FULL = 0.95
"""From how many ems a mark has a blank half."""
_SHIFTS = {"center": 0.5, "right": 1.0, "end": 1.0}
"""Part of what a line became shorter by which it moves, by its alignment."""


class Moved(Exception):  # noqa: N818  # a state of the library, not an error of ours
    """WeasyPrint's boxes are not what they were."""


class Misfit(Exception):  # noqa: N818  # a state of the work, not an error
    """Lines that were chosen for another measure or another face."""


def spread(document: Document) -> None:
    """Justifies the document's Chinese lines and takes out what was put in for breaking them.

    Raises: Moved; Misfit where a line that `composing` has chosen cannot be spread.
    """
    try:
        for page in document.pages:
            stood = [_across(box) for *_, box in page.links]
            for block, line in _lines(page._page_box):
                _set(block, line)
            page.links = [
                (*kind, _moved(area, was, _across(box)), box)
                for (*kind, area, box), was in zip(page.links, stood, strict=True)
            ]
    except (AttributeError, TypeError) as error:
        raise Moved(str(error)) from error


def _across(box: WeasyBox) -> tuple[float, float]:
    """From where to where a box reaches, in px."""
    left = float(box.border_box_x())
    return left, left + float(box.border_width())


def _moved(
    area: tuple[float, float, float, float], was: tuple[float, float], now: tuple[float, float]
) -> tuple[float, float, float, float]:
    """The area of a link, which WeasyPrint took down before its box was moved."""
    left, top, right, bottom = area
    return left + now[0] - was[0], top, right + now[1] - was[1], bottom


def _set(block: WeasyBox, line: WeasyBox) -> None:
    texts = [box for box in _texts(line) if box.text]
    chosen = line.style["white_space"] == "pre"
    chinese = chosen or any(map(_is_chinese, texts))
    insets = tuple(_insets(line))
    if not chinese and not insets and not any(map(_is_marked, texts)):
        return
    grown = {id(box): _natural(box) - box.width for box in texts}
    texts = [box for box in texts if box.text]  # some hold nothing but marks
    row = _Row.of(texts, line.style["font_size"]) if chinese and texts else _Row()
    if row.texts and line.style["text_align_all"] == "justify":
        _justify(block, line, texts, row, grown)
        return
    room = block.width - line.width - sum(grown.values())
    if row.white and room > 0:
        row.deal(min(row.white, room), grown)
    for box, white in insets:
        if white <= block.width - line.width - sum(grown.values()):
            grown[id(box)] = white
    line.translate(-sum(grown.values()) * _SHIFTS.get(line.style["text_align_all"], 0.0))
    _place(line, 0.0, grown)


def _justify(
    block: WeasyBox, line: WeasyBox, texts: Sequence[WeasyBox], row: _Row, grown: dict[int, float]
) -> None:
    half = HALF * line.style["font_size"]
    before = half if texts[0].text[0] in OPENING and _glyphs(texts[0])[0] > _FULL else 0.0
    lack = _lack(block, line, sum(grown.values())) + before
    if texts[-1].text[-1] in CLOSING and _glyphs(texts[-1])[-1] > _FULL:
        lack += half
    full = _is_full(line)
    fits = row.deal(lack if full else min(lack, row.white), grown)
    if line.style["white_space"] == "pre" and not (_is_as_reckoned(line) and (fits or not full)):
        raise Misfit("".join(box.text for box in texts))
    _place(line, -before, grown)


def _is_as_reckoned(line: WeasyBox) -> bool:
    """Whether the stylesheet sets a paragraph in as `composing` has reckoned with."""
    indent = INDENT * line.style["font_size"]
    spread: bool = line.style["letter_spacing"] != "normal"
    return not spread and abs(line.style["text_indent"].value - indent) < SLIP * indent


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


def _insets(box: WeasyBox) -> Iterator[tuple[WeasyBox, float]]:
    """The blocks of one line that stand in a line, such as credits, with the white they want."""
    from weasyprint.formatting_structure.boxes import InlineBlockBox, InlineBox, LineBox

    if isinstance(box, InlineBlockBox):
        (line, *others) = box.children or (None,)
        if isinstance(line, LineBox) and not others:
            text = "".join(text.text for text in _texts(line)).replace(TIE, "").replace(MARK, "")
            white = sum(gap(c, following)[0] for c, following in pairwise(text))
            if white:
                yield box, white * line.style["font_size"]
    elif isinstance(box, InlineBox | LineBox):
        for child in box.children:
            yield from _insets(child)


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


def _is_marked(box: WeasyBox) -> bool:
    """Whether marks stand in it that were put in for the breaking of lines."""
    return MARK in box.text or TIE in box.text


def _natural(box: WeasyBox) -> float:
    """The width of a text box without marks and without what spaces were given, in px."""
    from weasyprint.text.line_break import line_size

    layout = box.pango_layout
    given = box.justification_spacing * (box.text.count(" ") + box.text.count("\u00a0"))
    layout.justification_spacing = box.justification_spacing = 0
    if layout.text == box.text and not _is_marked(box):
        return float(box.width - given)
    layout.text = box.text = box.text.replace(MARK, "").replace(TIE, "")
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    layout.deactivate()
    return float(width)


def _glyphs(box: WeasyBox) -> list[float]:
    """How wide the first glyph of a text box is and how wide the last, in em."""
    from weasyprint.text.ffi import ffi, pango

    layout = box.pango_layout
    layout.reactivate(box.style)
    run = pango.pango_layout_get_line_readonly(layout.layout, 0).runs[0]
    widths = []
    while run != ffi.NULL:
        glyphs = run.data.glyphs
        widths += [glyphs.glyphs[i].geometry.width for i in (0, glyphs.num_glyphs - 1)]
        run = run.next
    layout.deactivate()
    unit = box.style["font_size"] * _units()
    return [width / unit for width in (widths[0], widths[-1])]


# ── dealing out ─────────────────────────────────────────────────────────────────────────────


@dataclass
class _Row:
    """A line's characters, and what may stand between each and the next. Lengths in px."""

    texts: Sequence[WeasyBox] = ()
    """Their boxes."""
    size: float = 0.0
    """The line's type size."""
    whites: Sequence[float] = ()
    """What stands behind each character if there is room: between Chinese and Latin ones."""
    gives: Sequence[float] = ()
    """What that and its mark can give."""
    slots: Sequence[bool] = ()
    """Whether more may stand there."""

    @classmethod
    def of(cls, texts: Sequence[WeasyBox], size: float) -> _Row:
        characters = [(c, box) for box in texts for c in box.text]
        pairs = [
            (0.0, 0.0, False) if _is_raised(box, other) else (*gap(c, n), parts(c, n))
            for (c, box), (n, other) in pairwise(characters)
        ]
        pairs.append((0.0, 0.0, False))
        whites, gives, slots = zip(*pairs, strict=True)
        if any(box.style["letter_spacing"] != "normal" for box in texts):
            whites = (0.0,) * len(slots)
        return cls(texts, size, [w * size for w in whites], [g * size for g in gives], slots)

    @property
    def white(self) -> float:
        """What stands in the whole line if there is room."""
        return sum(self.whites)

    def deal(self, lack: float, grown: dict[int, float]) -> bool:
        """Deals `lack` out between the characters; False if they would stand too wide or close."""
        spare = lack - self.white
        if spare < 0:
            gains, left = _given(-spare, self.whites, self.gives)
            spare = -left
        else:
            gains = [*self.whites]
        each = spare / max(1, sum(self.slots))
        fits = _CLOSEST * self.size <= each <= _WIDEST_GAP * self.size
        if fits:
            gains = [gain + each * slot for gain, slot in zip(gains, self.slots, strict=True)]
        start = 0
        for box in self.texts:
            end = start + len(box.text)
            grown[id(box)] += sum(gains[start:end])
            _widen(box, gains[start:end])
            start = end
        return fits


def _given(
    need: float, whites: Sequence[float], gives: Sequence[float]
) -> tuple[list[float], float]:
    """What stands behind each character where so much has to be taken away; and what is left of it.

    First all give alike, then the white between Chinese and Latin goes altogether.
    """
    part = min(1.0, need / (sum(gives) or need))
    gains = [white - give * part for white, give in zip(whites, gives, strict=True)]
    need -= sum(gives) * part
    more = sum(gain for gain in gains if gain > 0)
    part = min(1.0, need / more) if more else 0.0
    return [gain * (1 - part) if gain > 0 else gain for gain in gains], need - more * part


def _is_raised(box: WeasyBox, following: WeasyBox) -> bool:
    """Whether the next box is a mark that belongs to its word: an index, a note's number."""
    smaller: bool = following.style["font_size"] < box.style["font_size"]
    return following is not box and smaller


def _widen(box: WeasyBox, gains: Sequence[float]) -> None:
    """Has the box drawn with these px behind its characters, in whole thousandths of its type size.

    WeasyPrint writes advances in those, cut off: dealt out as they are, each line would end short.
    """
    unit = box.style["font_size"] / 1000
    rounded, wanted, dealt = [], 0.0, 0
    for gain in gains:
        wanted += gain
        whole = round(wanted / unit)
        rounded.append((whole - dealt) * unit)
        dealt = whole
    if any(rounded):
        box.pango_layout.__class__ = _wide_layout()
        box.pango_layout.gains = rounded


def _place(box: WeasyBox, shift: float, grown: dict[int, float]) -> float:
    """Moves a line's boxes by what those before them have grown; gives the sum."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox

    if isinstance(box, TextBox):
        box.position_x += shift
        change = grown.get(id(box), 0.0)
        box.width += change
        return shift + change
    if not isinstance(box, InlineBox | LineBox):
        change = grown.get(id(box), 0.0)
        box.translate(shift, 0)
        box.width += change
        return shift + change
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


def _units() -> int:
    """Pango's units in a px."""
    from weasyprint.text.ffi import TO_UNITS

    return int(TO_UNITS)


def _outwards(number: float) -> int:
    """The next whole number away from zero: WeasyPrint cuts off towards it."""
    return ceil(number) if number > 0 else floor(number)
