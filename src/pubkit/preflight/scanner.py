"""Reading pages: content streams, with all that they draw on, into marks (ISO 32000-1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pubkit.preflight.colours import Paint, Space, space_of
from pubkit.preflight.faces import Face
from pubkit.preflight.geometry import IDENTITY, Box, Matrix, mapped, overlap, product, scales
from pubkit.preflight.marks import Kind, Mark, Picture, Sheet
from pubkit.preflight.objects import (
    box,
    entries,
    faulty,
    flag,
    floats,
    inner,
    is_stream,
    kids,
    name,
    number,
)
from pubkit.preflight.pen import Pen, Shelf, State

if TYPE_CHECKING:
    from pikepdf import Object, Page

__all__ = ["Exhausted", "Scanner", "parsed"]

_INSTRUCTIONS = 3_000_000
"""Instructions of a whole file: hundreds of full newspaper pages, and some seconds of work."""
_STREAM_BYTES = 16_000_000
"""Bytes of one content stream, unpacked; a full newspaper page has less than one million."""
_DEEPEST = 28
"""Forms within forms: as deep as states may nest (ISO 32000-1, annex C)."""
_A4 = (0.0, 0.0, 595.0, 842.0)
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_ENDS = _FILLS | _STROKES | {"n"}
_PLAIN = ("Normal", "Compatible")
_MODES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


class Exhausted(Exception):  # noqa: N818  # a state of the work, not an error
    """The file draws more than is read."""


def parsed(content: Any) -> list[Any]:  # noqa: ANN401  # a page or a stream
    """The instructions of a page, or of a stream.

    Raises: Exhausted for one too long; whatever pikepdf raises for one that is broken.
    """
    from pikepdf import parse_content_stream

    streams = [content] if is_stream(content) else list(_contents(content))
    if sum(len(stream.read_bytes()) for stream in streams) > _STREAM_BYTES:
        raise Exhausted
    return parse_content_stream(content) if streams else []


def _contents(page: Object) -> Iterator[Object]:
    found = inner(page, "Contents")
    yield from (
        item for item in (kids(found) if not is_stream(found) else (found,)) if is_stream(item)
    )


@dataclass
class Scanner:
    """Reads the pages of one file."""

    faces: dict[int, Face] = field(default_factory=dict)
    """Every font that was met, by its object."""
    met: set[int] = field(default_factory=set)
    """The objects that pages draw on: images, forms, groups, shadings, colour spaces."""
    spent: int = 0
    """Instructions that were read."""

    def read(self, page: Page, number: int) -> Sheet:
        """What the page prints.

        Raises: Exhausted where the file has more than is read.
        """
        sheet = _sheet(page, number)
        group = inner(page.obj, "Group")
        sheet.blends_in = _group_space(group)
        if sheet.blends_in:
            sheet.groups.append(sheet.blends_in)
        reading = _Reading(self, sheet)
        resources = entries(inner(page.obj, "Resources"))
        reading.run(page.obj, Shelf(resources, self.faces), State(clip=sheet.media), ())
        for appearance in _appearances(page.obj):
            reading.form(appearance, State(), Shelf(resources, self.faces), ())
        return sheet

    def spend(self, instructions: int) -> None:
        """Counts what was read.

        Raises: Exhausted.
        """
        self.spent += instructions
        if self.spent > _INSTRUCTIONS:
            raise Exhausted


def _sheet(page: Page, number: int) -> Sheet:
    own = page.obj
    return Sheet(
        number=number,
        media=box(inner(own, "MediaBox")) or _A4,
        trim=box(inner(own, "TrimBox")),
        bleed=box(inner(own, "BleedBox")),
        crop=box(inner(own, "CropBox")),
    )


def _group_space(group: object) -> Space | None:
    space = inner(group, "CS")
    return None if space is None else space_of(space, {})


def _appearances(page: Object) -> Iterator[Object]:
    """The streams that annotations are drawn with, in all their states."""
    for annotation in kids(inner(page, "Annots")):
        for looks in entries(inner(annotation, "AP")).values():
            for look in [looks] if is_stream(looks) else entries(looks).values():
                if is_stream(look):
                    yield look


class _Reading:
    """One page while it is read."""

    def __init__(self, scanner: Scanner, sheet: Sheet) -> None:
        self._scanner = scanner
        self._sheet = sheet
        self._patterns: set[int] = set()

    def run(self, content: Any, shelf: Shelf, state: State, trail: tuple[int, ...]) -> None:  # noqa: ANN401  # a page or a stream
        """Reads a content stream; `trail` are the forms that lead to it."""
        try:
            instructions = parsed(content)
        except faulty() as fault:
            self._sheet.broken.append(f"a content stream is broken ({_reason(fault)})")
            return
        self._scanner.spend(len(instructions))
        for font in shelf.of("Font").values():
            face = shelf.face(font)
            self._sheet.faces[face.number or -len(self._sheet.faces) - 1] = face
        pen = Pen(shelf, state)
        for instruction in instructions:
            operator = str(instruction.operator)
            try:
                self._step(pen, operator, instruction.operands, trail)
            except faulty() as fault:
                self._sheet.broken.append(f"the operator {operator} fails ({_reason(fault)})")

    def _step(
        self, pen: Pen, operator: str, operands: Sequence[Any], trail: tuple[int, ...]
    ) -> None:
        if operator in _ENDS:
            self._path(pen, operator, trail)
        elif operator in ("Tj", "TJ", "'", '"'):
            self._text(pen, operator, operands, trail)
        elif operator == "Do":
            self._object(pen, name(operands[0]) or "", trail)
        elif operator == "sh":
            shading = pen.shelf.of("Shading")[name(operands[0]) or ""]
            self._shading(pen, shading, pen.state.clip)
        elif operator == "INLINE IMAGE":
            self._inline(pen, operands[0].obj)
        else:
            pen.follow(operator, operands)
            if operator == "gs":
                self._mask(pen, name(operands[0]) or "", trail)

    # ── what paints ─────────────────────────────────────────────────────────────────────────

    def _path(self, pen: Pen, operator: str, trail: tuple[int, ...]) -> None:
        state, path = pen.state, pen.path
        if path is not None:
            seen = overlap(path, state.clip) if state.clip else None
            if operator in _FILLS:
                side = min(path[2] - path[0], path[3] - path[1])
                self._add(pen, "fill", state.fill, seen, trail, size=side)
            if operator in _STROKES:
                width = state.width * min(scales(state.ctm))
                self._add(pen, "stroke", state.stroke, seen, trail, size=width)
        pen.end_path()

    def _text(
        self, pen: Pen, operator: str, operands: Sequence[Any], trail: tuple[int, ...]
    ) -> None:
        state = pen.state
        if operator in ("'", '"'):
            pen.next_line()
        pieces = operands[0] if operator == "TJ" else operands[-1:]
        shown = [_piece(piece) for piece in pieces]
        size = abs(state.size) * scales(product(state.at, state.ctm))[1]
        taken = pen.shown(shown)
        seen = overlap(taken, state.clip) if state.clip else None
        if state.mode % 4 in (0, 2):
            self._add(pen, "text", state.fill, seen, trail, size=size, face=state.face)
        if state.mode % 4 in (1, 2):
            self._add(pen, "stroke", state.stroke, seen, trail, size=state.width)

    def _add(
        self,
        pen: Pen,
        kind: Kind,
        paint: Paint,
        seen: Box | None,
        trail: tuple[int, ...],
        **facts: Any,  # noqa: ANN401  # fields of Mark
    ) -> None:
        state = pen.state
        strokes = kind == "stroke"
        alpha = state.alpha_stroke if strokes else state.alpha_fill
        mark = Mark(
            kind=kind,
            paint=paint,
            box=seen,
            overprints=state.over_stroke if strokes else state.over_fill,
            over_mode=state.over_mode,
            clear=alpha < 1 or state.masked or state.blend not in _PLAIN,
            **facts,
        )
        self._sheet.marks.append(mark)
        self._sheet.clear |= mark.clear
        self._scanner.met.add(paint.space.number)
        if paint.space.family == "Pattern":
            self._pattern(pen, paint, seen, trail)

    def _pattern(self, pen: Pen, paint: Paint, seen: Box | None, trail: tuple[int, ...]) -> None:
        """A tiling pattern's own marks, or its shading, once a page."""
        pattern = paint.pattern
        if pattern is None:
            raise ValueError("the pattern is missing")
        key = pattern.objgen[0]
        if key in self._patterns and key:
            return
        self._patterns.add(key)
        if inner(pattern, "PatternType") == 2:
            self._shading(pen, inner(pattern, "Shading"), seen)
            return
        placed = State(ctm=_matrix(pattern), clip=seen)
        if inner(pattern, "PaintType") == 2 and paint.space.base:
            placed.fill = placed.stroke = Paint(paint.space.base, paint.values)
        self.form(pattern, placed, pen.shelf, trail)

    def _shading(self, pen: Pen, shading: object, seen: Box | None) -> None:
        space = space_of(inner(shading, "ColorSpace"), pen.shelf.of("ColorSpace"))
        self._met(shading)
        state = pen.state
        clear = state.alpha_fill < 1 or state.masked or state.blend not in _PLAIN
        mark = Mark("shading", Paint(space, ()), seen, state.over_fill, state.over_mode, clear)
        self._sheet.marks.append(mark)
        self._sheet.clear |= clear

    # ── what is drawn on ────────────────────────────────────────────────────────────────────

    def _object(self, pen: Pen, key: str, trail: tuple[int, ...]) -> None:
        drawn = pen.shelf.of("XObject").get(key)
        if drawn is None:
            raise ValueError(f"there is no object {key}")
        kind = name(inner(drawn, "Subtype"))
        self._met(drawn)
        if kind == "Image":
            self._image(pen, drawn, trail)
        elif kind == "Form":
            self.form(drawn, copy(pen.state), pen.shelf, trail)

    def form(self, form: Object, state: State, shelf: Shelf, trail: tuple[int, ...]) -> None:
        """Reads a form, an appearance, a pattern's cell or a mask's group."""
        key = form.objgen[0]
        if key in trail or len(trail) >= _DEEPEST:
            why = "draws itself" if key in trail else f"nests deeper than {_DEEPEST}"
            self._sheet.broken.append(f"a form {why}")
            return
        group = inner(form, "Group")
        if group is not None:
            self._group(group, state)
        if inner(form, "PatternType") is None:
            state.ctm = product(_matrix(form), state.ctm)
        outline = box(inner(form, "BBox"))
        if outline and state.clip:
            state.clip = overlap(state.clip, mapped(outline, state.ctm))
        own = entries(inner(form, "Resources"))
        within = Shelf(own, self._scanner.faces) if own else shelf
        self.run(form, within, state, (*trail, key))

    def _group(self, group: object, state: State) -> None:
        """A group is transparent as a whole; within it all begins anew (ISO 32000-1, §11.6.6)."""
        space = _group_space(group)
        if space:
            self._sheet.groups.append(space)
        self._sheet.clear |= state.alpha_fill < 1 or state.masked or state.blend not in _PLAIN
        state.alpha_fill = state.alpha_stroke = 1.0
        state.masked, state.blend = False, "Normal"

    def _mask(self, pen: Pen, key: str, trail: tuple[int, ...]) -> None:
        """The group of a soft mask: seen through, not seen itself."""
        group = inner(pen.shelf.of("ExtGState").get(key), "SMask", "G")
        if is_stream(group):
            self._met(group)
            self.form(group, State(ctm=pen.state.ctm), pen.shelf, trail)

    def _image(self, pen: Pen, image: Object, trail: tuple[int, ...]) -> None:
        stencil = flag(inner(image, "ImageMask"))
        paint = pen.state.fill if stencil else Paint(_image_space(image, pen.shelf), ())
        self._placed(pen, image, paint, stencil, trail)
        soft = inner(image, "SMask")
        if is_stream(soft):
            self._met(soft)
            self._sheet.clear = True
            space = _image_space(soft, pen.shelf)
            if space.family != "DeviceGray":
                self._sheet.marks.append(Mark("soft mask", Paint(space, ()), None))

    def _inline(self, pen: Pen, image: Object) -> None:
        """An inline image, with its keys written out or short (ISO 32000-1, table 93)."""
        stencil = flag(inner(image, "ImageMask") or inner(image, "IM"))
        written = inner(image, "ColorSpace") or inner(image, "CS")
        space = space_of(written, pen.shelf.of("ColorSpace"))
        paint = pen.state.fill if stencil else Paint(space, ())
        self._placed(pen, image, paint, stencil, ())

    def _placed(
        self, pen: Pen, image: Object, paint: Paint, stencil: bool, trail: tuple[int, ...]
    ) -> None:
        state = pen.state
        width = int(number(inner(image, "Width") or inner(image, "W")))
        height = int(number(inner(image, "Height") or inner(image, "H")))
        bits = int(number(inner(image, "BitsPerComponent") or inner(image, "BPC"), 1))
        across, down = scales(state.ctm)
        picture = Picture(
            width, height, 1 if stencil else bits, _ppi(width, across), _ppi(height, down)
        )
        taken = mapped((0.0, 0.0, 1.0, 1.0), state.ctm)
        seen = overlap(taken, state.clip) if state.clip else None
        kind: Kind = "stencil" if stencil else "image"
        key = image.objgen[0]
        self._add(pen, kind, paint, seen, trail, picture=picture, number=key)

    def _met(self, drawn: Any) -> None:  # noqa: ANN401  # any object of a PDF
        self._scanner.met.add(drawn.objgen[0])


def _reason(fault: BaseException) -> str:
    first = (str(fault).splitlines() or [""])[0]
    return first[:80] or type(fault).__name__


def _piece(piece: Any) -> bytes | float:  # noqa: ANN401  # an operand
    return float(piece) if isinstance(piece, int | float | Decimal) else bytes(piece)


def _matrix(form: Object) -> Matrix:
    written = inner(form, "Matrix")
    if written is None:
        return IDENTITY
    a, b, c, d, e, f = floats(written)
    return a, b, c, d, e, f


def _ppi(pixels: int, points: float) -> float:
    return pixels * 72 / points if points else 0.0


def _image_space(image: Object, shelf: Shelf) -> Space:
    """The image's colour space; a JPEG 2000 may keep its own to itself (ISO 32000-1, §7.4.9)."""
    written = inner(image, "ColorSpace")
    if written is None and name(inner(image, "Filter")) == "JPXDecode":
        from PIL import Image

        with Image.open(BytesIO(image.read_raw_bytes())) as opened:
            family = _MODES.get(opened.mode, "Unknown")
            return Space(family, len(opened.getbands()))
    return space_of(written, shelf.of("ColorSpace"))
