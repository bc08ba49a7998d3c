"""Reading content streams, with all that they draw on, into marks (ISO 32000-1, §8)."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING, Any

from pubkit.preflight.colours import Paint, Space, space_of
from pubkit.preflight.faces import Face
from pubkit.preflight.forms import Forms, matrix
from pubkit.preflight.geometry import Box, area, mapped, overlap, product, scales
from pubkit.preflight.marks import Kind, Mark, Picture, Sheet
from pubkit.preflight.objects import (
    entries,
    faulty,
    flag,
    inner,
    is_stream,
    name,
    number,
    reason,
)
from pubkit.preflight.pen import Pen
from pubkit.preflight.state import Shelf, State
from pubkit.preflight.streams import Budget, is_cut_off, parsed

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["Known", "Walk"]

_CELL = 40
"""Pixels that take as long as one cell of a pattern."""
_DEEPEST = 28
"""Forms within forms: as deep as states may nest (ISO 32000-1, annex C)."""
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_ENDS = _FILLS | _STROKES | {"n"}
_PLAIN = ("Normal", "Compatible")
_MODES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


@dataclass
class Known:
    """What was met of a file."""

    faces: dict[int, Face] = field(default_factory=dict)
    """Every font, by its object."""
    met: set[int] = field(default_factory=set)
    """The objects that pages draw on: images, forms, groups, shadings, colour spaces."""
    budget: Budget = field(default_factory=Budget)
    """What may still be read."""

    def __post_init__(self) -> None:
        """The forms share the fonts."""
        self.forms = Forms(self.faces)


class Walk:
    """One page while it is read."""

    def __init__(self, known: Known, sheet: Sheet) -> None:
        """What is read is written on `sheet`."""
        self._known = known
        self._sheet = sheet
        self._patterns: set[int] = set()
        self._shelves: dict[int, Shelf] = {}
        self._blended = 0

    def page(self, page: Object, shelf: Shelf) -> None:
        """Reads the page's own content."""
        try:
            instructions = parsed(page)
        except faulty() as fault:
            self._sheet.broken.append(f"the content stream is broken ({reason(fault)})")
            return
        if is_cut_off(page, instructions):
            self._sheet.broken.append("the content stream is cut off")
        self._run(instructions, shelf, State(clip=self._sheet.media), ())

    def _run(
        self, instructions: Sequence[Any], shelf: Shelf, state: State, trail: tuple[int, ...]
    ) -> None:
        """Follows instructions; `trail` are the forms that lead to them."""
        self._known.budget.spend(len(instructions))
        self._took_down(shelf)
        pen = Pen(shelf, state)
        for instruction in instructions:
            operator = str(instruction.operator)
            try:
                self._step(pen, operator, instruction.operands, trail)
            except faulty() as fault:
                self._sheet.broken.append(f"the operator {operator} fails ({reason(fault)})")

    def _took_down(self, shelf: Shelf) -> None:
        """Notes, once a page, what the resources name, drawn or not."""
        if id(shelf) in self._shelves:
            return
        self._shelves[id(shelf)] = shelf
        faces = self._sheet.faces
        for key, font in shelf.of("Font").items():
            if entries(font):
                face = shelf.face(font)
                faces[face.number or -len(faces) - 1] = face
            else:
                self._sheet.broken.append(f"the font {key} is none")
        spaces = shelf.of("ColorSpace")
        self._sheet.defaults |= {
            device: space_of(spaces[f"Default{device}"], {})
            for device in ("Gray", "CMYK")
            if f"Default{device}" in spaces
        }
        for key in shelf.of("ExtGState"):
            settings = shelf.settings(key)
            self._sheet.screening |= {
                key
                for key in ("TR", "TR2", "HT")
                if key in settings and name(settings[key]) not in ("Default", "Identity")
            }

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
        self._compose(seen, state, mark.clear)
        self._known.met.add(paint.space.number)
        if paint.space.family == "Pattern":
            self._sheet.composed += _cells(paint.pattern, seen)
            self._pattern(pen, paint, seen, trail)

    def _compose(self, seen: Box | None, state: State, layered: bool) -> None:
        """Counts what a layer takes: a blended one is mixed with all that were blended before."""
        if state.blend not in _PLAIN:
            self._blended += 1
            self._sheet.composed += area(seen) * self._blended
        elif layered:
            self._sheet.composed += area(seen)

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
        placed = State(ctm=matrix(pattern), clip=seen)
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
        self._compose(seen, state, True)

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
        try:
            found = self._known.forms.of(form)
        except faulty() as fault:
            self._sheet.broken.append(f"a form is broken ({reason(fault)})")
            return
        if found.cut_off:
            self._sheet.broken.append("a form is cut off")
        if inner(form, "PatternType") is None:
            state.ctm = product(found.matrix, state.ctm)
        if found.outline and state.clip:
            state.clip = overlap(state.clip, mapped(found.outline, state.ctm))
        self._compose(state.clip, state, found.grouped)
        if found.grouped:
            self._group(found.group, state)
        self._run(found.instructions, found.shelf or shelf, state, (*trail, key))

    def _group(self, space: Space | None, state: State) -> None:
        """A group is transparent as a whole; within it all begins anew (ISO 32000-1, §11.6.6)."""
        if space and space not in self._sheet.groups:
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
        self._known.met.add(drawn.objgen[0])


def _cells(pattern: object, seen: Box | None) -> float:
    """What it takes to draw a pattern's cell again and again, in pixels; of a shading none."""
    if inner(pattern, "PatternType") != 1:
        return 0.0
    a, b, c, d, _, _ = matrix(pattern)
    cell = number(inner(pattern, "XStep")) * number(inner(pattern, "YStep")) * (a * d - b * c)
    return _CELL * area(seen) / abs(cell) if cell else inf


def _piece(piece: Any) -> bytes | float:  # noqa: ANN401  # an operand
    return float(piece) if isinstance(piece, int | float | Decimal) else bytes(piece)


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
