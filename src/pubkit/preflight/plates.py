"""Plates: pages rewritten so that an RGB renderer draws what each ink prints.

One page becomes two: in the first red, green and blue are the paper that cyan, magenta and yellow
leave; in the second grey is the paper that black leaves. Whatever overprints is left out where it
leaves a plate as it is. Blending works on each colour by itself, so that it comes out right too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pubkit.preflight.colours import Paint, Space, space_of
from pubkit.preflight.faces import Face
from pubkit.preflight.geometry import Box
from pubkit.preflight.objects import entries, faulty, flag, inner, name
from pubkit.preflight.pen import Pen
from pubkit.preflight.pixels import inked, masks
from pubkit.preflight.state import Shelf, State
from pubkit.preflight.streams import parsed

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

__all__ = ["Plates"]

Plate: TypeAlias = Literal["tints", "black"]
_Step: TypeAlias = tuple[str, Any]
"""An operator's name and the instruction, which pikepdf has no one name for."""
_Left: TypeAlias = Literal["none", "some", "all"]
"""Of the plates of a page, what an object leaves as it was."""

_FILLS = {"f": "n", "F": "n", "f*": "n", "B": "S", "B*": "S", "b": "s", "b*": "s"}
"""Operators that fill, and what is left of them without the filling."""
_STROKES = {"S": "n", "s": "n", "B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_COLOURS = frozenset(("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"))
_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_FOLLOWED = frozenset(("q", "Q", "gs", "Tr"))
"""Operators beside those of colours that decide what a plate shows: where it stands does not."""
_DROPPED = frozenset(("BMC", "BDC", "EMC", "MP", "DP", "ri", "i", "BX", "EX"))
_DEEPEST = 28
_DARKER = "PreflightDarker"
_FORMULAS = {
    # c m y k, the black uppermost → the paper that is left
    (4, "tints"): "{pop 1 exch sub 3 1 roll 1 exch sub 3 1 roll 1 exch sub 3 1 roll}",
    (4, "black"): "{4 1 roll pop pop pop 1 exch sub}",
    (1, "tints"): "{pop 1 1 1}",
    (1, "black"): "{}",
}


@dataclass
class _Stock:
    """The resources of a rewritten stream."""

    shelf: Shelf
    added: dict[str, dict[str, Object]] = field(default_factory=dict)

    def add(self, kind: str, wanted: str, item: Object) -> Object:
        """Puts `item` in under a name like `wanted`; gives the name."""
        from pikepdf import Name

        shelf = self.added.setdefault(kind, {})
        key = wanted if kind == "ExtGState" else f"{wanted}.{len(shelf)}"
        shelf[f"/{key}"] = item
        return Name(f"/{key}")

    def dictionary(self) -> Object:
        """All of them."""
        from pikepdf import Dictionary

        kept = {kind: dict(self.shelf.of(kind)) for kind in ("ExtGState", "Font")}
        found = {kind: {f"/{k}": v for k, v in own.items()} for kind, own in kept.items()}
        for kind, own in self.added.items():
            found[kind] = {**found.get(kind, {}), **own}
        return Dictionary({f"/{kind}": Dictionary(own) for kind, own in found.items() if own})


class Plates:
    """Rewrites pages of one file, which is spoilt by it."""

    def __init__(self, pdf: Pdf, reduced: Mapping[int, float]) -> None:
        """`reduced`: image object → how many times finer than the raster it is placed."""
        self._pdf = pdf
        self._reduced = reduced
        self._faces: dict[int, Face] = {}
        self._images: dict[tuple[int, Plate], Object | None] = {}
        self._forms: dict[object, Object] = {}
        self.uncounted: set[str] = set()
        """Kinds of objects that no plate shows."""

    def written(self, pages: Mapping[int, Box]) -> bytes:
        """A file with two pages for each of `pages`: page number → what of it is drawn."""
        from pikepdf import Dictionary, Name, Page, Pdf

        own = self._pdf
        count = len(own.pages)
        for number, area in pages.items():
            source = own.pages[number - 1].obj
            shelf = Shelf(entries(inner(source, "Resources")), self._faces)
            instructions = _readable(source)
            for plate in ("tints", "black"):
                content, resources = self._content(instructions, plate, shelf, State(clip=area), ())
                page = Dictionary(
                    Type=Name.Page,
                    MediaBox=list(area),
                    Contents=own.make_stream(content),
                    Resources=resources,
                )
                own.pages.append(Page(own.make_indirect(page)))
        out = Pdf.new()
        out.pages.extend(list(own.pages)[count:])
        held = BytesIO()
        out.save(held, compress_streams=False)
        return held.getvalue()

    # ── one stream ──────────────────────────────────────────────────────────────────────────

    def _content(
        self,
        instructions: Sequence[_Step],
        plate: Plate,
        shelf: Shelf,
        state: State,
        trail: tuple[int, ...],
    ) -> tuple[bytes, Object]:
        from pikepdf import unparse_content_stream

        stock = _Stock(shelf)
        scribe = _Scribe(self, plate, Pen(shelf, state), stock, trail)
        scribe.colours()
        for operator, instruction in instructions:
            try:
                scribe.copy(operator, instruction)
            except faulty():
                continue  # a renderer passes over it too, and the scanner has told of it
        return unparse_content_stream(scribe.out), stock.dictionary()

    def form(
        self, form: Object, plate: Plate, state: State, shelf: Shelf, trail: tuple[int, ...]
    ) -> Object | None:
        """A form as the plate has it when it is drawn in this state."""
        number = form.objgen[0]
        if number in trail or len(trail) >= _DEEPEST:
            return None
        key = (
            number,
            plate,
            state.fill,
            state.stroke,
            state.over_fill,
            state.over_stroke,
            state.over_mode,
        )
        if key not in self._forms:
            own = entries(inner(form, "Resources"))
            within = Shelf(own, self._faces) if own else shelf
            content, resources = self._content(
                _readable(form), plate, within, copy(state), (*trail, number)
            )
            kept = {f"/{k}": v for k, v in entries(form).items() if k in _KEPT}
            made = self._pdf.make_stream(content, kept)
            made["/Resources"] = resources
            if inner(form, "PaintType") is not None:
                made.PaintType = 1  # it has the colour of its caller by now
            if inner(form, "Group") is not None:
                group = {f"/{k}": v for k, v in entries(inner(form, "Group")).items() if k != "CS"}
                made["/Group"] = self._dictionary(group)
            self._forms[key] = made
        return self._forms[key]

    def _dictionary(self, items: dict[str, Any]) -> Object:
        from pikepdf import Dictionary

        return Dictionary(items)

    # ── images and shadings ─────────────────────────────────────────────────────────────────

    def image(self, image: Object, space: Space, plate: Plate) -> Object | None:
        """An image as the plate has it; None if that cannot be said."""
        key = (image.objgen[0], plate)
        if not key[0] or key not in self._images:
            made = self._separate(image, space)
            if not key[0]:
                return made[plate]
            for one, picture in made.items():
                self._images[key[0], one] = picture
        return self._images[key]

    def _separate(self, image: Object, space: Space) -> dict[Plate, Object | None]:
        from pikepdf import Name
        from PIL import Image, ImageChops

        factor = self._reduced.get(image.objgen[0], 1.0)
        found = inked(image, space, max(factor, 1.0))
        if found is None:
            self.leave_out("images", space)
            return {"tints": None, "black": None}
        c, m, y, k = map(ImageChops.invert, found.split())
        made: dict[Plate, Object | None] = {}
        for plate, picture in (("tints", Image.merge("RGB", (c, m, y))), ("black", k)):
            stream = self._pdf.make_stream(picture.tobytes(), masks(image))
            stream.Type, stream.Subtype = Name.XObject, Name.Image
            stream.Width, stream.Height = picture.size
            stream.BitsPerComponent = 8
            stream.ColorSpace = Name.DeviceRGB if plate == "tints" else Name.DeviceGray
            made[plate] = stream  # type: ignore[index]  # mypy widens the literals
        return made

    def leave_out(self, kind: str, space: Space) -> None:
        """Remembers what no plate shows; RGB and Lab have no ink to be shown, and are refused."""
        if space.process not in ("RGB", "Lab"):
            self.uncounted.add(f"{kind} in {space}")

    def shading(self, shading: Object, shelf: Shelf, plate: Plate) -> Object | None:
        """A shading whose colour space turns inks into the plate's paper."""
        from pikepdf import Array, Name, Stream

        space = space_of(inner(shading, "ColorSpace"), shelf.of("ColorSpace"))
        ways = {"CMYK": 4, "Gray": 1}.get(space.process)
        if ways is None or space.family == "Indexed":
            self.leave_out("shadings", space)
            return None
        paper = 3 if plate == "tints" else 1
        turning = self._pdf.make_stream(_FORMULAS[ways, plate].encode())
        turning.FunctionType = 4
        turning.Domain, turning.Range = [0, 1] * ways, [0, 1] * paper
        inks = Array([Name(f"/Ink{number}") for number in range(ways)])
        device = Name.DeviceRGB if paper == 3 else Name.DeviceGray
        kept = {
            f"/{k}": v for k, v in entries(shading).items() if k not in ("ColorSpace", "Length")
        }
        kept["/ColorSpace"] = Array([Name.DeviceN, inks, device, turning])
        kept.pop("/Background", None)
        if isinstance(shading, Stream):
            return self._pdf.make_stream(
                shading.read_bytes(),
                {k: v for k, v in kept.items() if k not in ("/Filter", "/DecodeParms")},
            )
        return self._dictionary(kept)

    def pattern(
        self, paint: Paint, plate: Plate, shelf: Shelf, trail: tuple[int, ...]
    ) -> Object | None:
        """A pattern as the plate has it."""
        pattern = paint.pattern
        if pattern is None:
            return None
        if inner(pattern, "PatternType") == 2:
            shading = self.shading(inner(pattern, "Shading"), shelf, plate)
            kept = {f"/{k}": v for k, v in entries(pattern).items() if k != "Shading"}
            return None if shading is None else self._dictionary({**kept, "/Shading": shading})
        state = State()
        if inner(pattern, "PaintType") == 2 and paint.space.base:
            state.fill = state.stroke = Paint(paint.space.base, paint.values)
        return self.form(pattern, plate, state, shelf, trail)


_KEPT = frozenset(
    (
        "Type",
        "Subtype",
        "BBox",
        "Matrix",
        "PatternType",
        "PaintType",
        "TilingType",
        "XStep",
        "YStep",
    )
)
"""What a rewritten form or pattern keeps of its dictionary."""


def _readable(content: Any) -> Sequence[_Step]:  # noqa: ANN401  # a page or a stream
    try:
        return [(str(instruction.operator), instruction) for instruction in parsed(content)]
    except faulty():
        return ()


class _Scribe:
    """Copies one stream for one plate."""

    def __init__(
        self, plates: Plates, plate: Plate, pen: Pen, stock: _Stock, trail: tuple[int, ...]
    ) -> None:
        from pikepdf import ContentStreamInstruction, Operator

        self.out: list[Any] = []
        self._plates = plates
        self._plate = plate
        self._pen = pen
        self._stock = stock
        self._trail = trail
        self._instruction, self._operator = ContentStreamInstruction, Operator

    def copy(self, operator: str, instruction: Any) -> None:  # noqa: ANN401  # one of pikepdf's
        """Writes what becomes of one instruction."""
        if operator in _COLOURS:
            self._pen.follow(operator, instruction.operands)
            self._colour(fills=operator.islower())
        elif operator in _FILLS or operator in _STROKES:
            self._path(operator, instruction)
        elif operator in _TEXT:
            self._text(instruction)
        elif operator == "Do":
            self._object(name(instruction.operands[0]) or "", instruction)
        elif operator == "sh":
            self._shade(name(instruction.operands[0]) or "")
        elif operator == "INLINE IMAGE":
            self._inline(instruction)
        elif operator not in _DROPPED:
            if operator in _FOLLOWED:
                self._pen.follow(operator, instruction.operands)
            self.out.append(instruction)

    def colours(self) -> None:
        """Sets the colours of fills and strokes to what they are on this plate."""
        self._colour(fills=True)
        self._colour(fills=False)

    def _colour(self, *, fills: bool) -> None:
        paint = self._pen.state.fill if fills else self._pen.state.stroke
        if paint.space.family == "Pattern":
            self._pattern(paint, fills)
        else:
            self._emit(_paper(paint, self._plate), "rg" if fills else "RG")

    def _pattern(self, paint: Paint, fills: bool) -> None:
        from pikepdf import Name

        made = self._plates.pattern(paint, self._plate, self._pen.shelf, self._trail)
        if made is not None:
            self._emit([Name.Pattern], "cs" if fills else "CS")
            self._emit([self._stock.add("Pattern", "P", made)], "scn" if fills else "SCN")

    def _emit(self, operands: Sequence[Any], operator: str) -> None:
        self.out.append(self._instruction(operands, self._operator(operator)))

    # ── painting ────────────────────────────────────────────────────────────────────────────

    def _path(self, operator: str, instruction: Any) -> None:  # noqa: ANN401
        state, written = self._pen.state, operator
        fills, strokes = operator in _FILLS, operator in _STROKES
        left: set[_Left] = set()
        if fills:
            kept = _left(state.fill, state.over_fill, state.over_mode, self._plate)
            written = _FILLS[written] if kept == "all" else written
            left.add(kept)
        if strokes:
            kept = _left(state.stroke, state.over_stroke, state.over_mode, self._plate)
            written = _STROKES.get(written, written) if kept == "all" else written
            left.add(kept)
        if written == operator:
            self._put(instruction, "some" in left)
        else:
            self._emit([], written)

    def _put(self, instruction: Any, darker: bool) -> None:  # noqa: ANN401
        """Writes it; where it leaves some of the plates, so that none gets lighter."""
        if not darker or self._pen.state.blend != "Normal":
            self.out.append(instruction)
            return
        from pikepdf import Dictionary, Name

        for blend in ("Darken", "Normal"):
            setting = Dictionary(BM=Name(f"/{blend}"))
            self._emit([self._stock.add("ExtGState", f"{_DARKER}{blend}", setting)], "gs")
            if blend == "Darken":
                self.out.append(instruction)

    def _text(self, instruction: Any) -> None:  # noqa: ANN401
        state = self._pen.state
        fills = _left(state.fill, state.over_fill, state.over_mode, self._plate)
        strokes = _left(state.stroke, state.over_stroke, state.over_mode, self._plate)
        fills = fills if state.mode % 4 in (0, 2) else "all"
        strokes = strokes if state.mode % 4 in (1, 2) else "all"
        if "none" in (fills, strokes) or "some" in (fills, strokes):
            self._put(instruction, "some" in (fills, strokes))
            return
        self._emit([7 if state.mode > 3 else 3], "Tr")
        self.out.append(instruction)
        self._emit([state.mode], "Tr")

    def _object(self, key: str, instruction: Any) -> None:  # noqa: ANN401
        drawn = self._pen.shelf.of("XObject")[key]
        state = self._pen.state
        made: Object | None = None
        if name(inner(drawn, "Subtype")) == "Form":
            made = self._plates.form(drawn, self._plate, state, self._pen.shelf, self._trail)
        elif flag(inner(drawn, "ImageMask")):
            if _left(state.fill, state.over_fill, state.over_mode, self._plate) != "all":
                made = drawn
        elif name(inner(drawn, "Subtype")) == "Image":
            space = space_of(inner(drawn, "ColorSpace"), self._pen.shelf.of("ColorSpace"))
            made = self._plates.image(drawn, space, self._plate)
        if made is not None:
            self._emit([self._stock.add("XObject", key, made)], "Do")

    def _inline(self, instruction: Any) -> None:  # noqa: ANN401
        """A stencil stays as it is; of another image a raster has to be told more than it says."""
        image = instruction.operands[0].obj
        if flag(inner(image, "ImageMask") or inner(image, "IM")):
            self.out.append(instruction)
        else:
            written = inner(image, "ColorSpace") or inner(image, "CS")
            space = space_of(written, self._pen.shelf.of("ColorSpace"))
            self._plates.leave_out("inline images", space)

    def _shade(self, key: str) -> None:
        shading = self._pen.shelf.of("Shading")[key]
        made = self._plates.shading(shading, self._pen.shelf, self._plate)
        if made is not None:
            self._emit([self._stock.add("Shading", key, made)], "sh")


def _paper(paint: Paint, plate: Plate) -> list[float]:
    """The paper that a colour leaves, in RGB; all of it where nobody can say."""
    c, m, y, k = paint.inks or (0.0, 0.0, 0.0, 0.0)
    return [1 - k] * 3 if plate == "black" else [1 - c, 1 - m, 1 - y]


_COLOURANTS: Mapping[Plate, tuple[str, ...]] = {
    "tints": ("Cyan", "Magenta", "Yellow"),
    "black": ("Black",),
}


def _left(paint: Paint, overprints: bool, mode: int, plate: Plate) -> _Left:
    """What of the plate's inks a colour leaves as it was (ISO 32000-1, §8.6.7)."""
    space, inks = paint.space, paint.inks
    if not overprints or inks is None:
        return "none"
    if space.family in ("Separation", "DeviceN") and space.colourants != ("All",):
        printed = [colourant in space.colourants for colourant in _COLOURANTS[plate]]
    elif space.family == "DeviceCMYK" and mode == 1:
        printed = [ink > 0 for ink in (inks[:3] if plate == "tints" else inks[3:])]
    else:
        return "none"
    return "none" if all(printed) else "some" if any(printed) else "all"
