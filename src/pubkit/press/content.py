"""Content streams made ready for plates: greys on the black one, black that overprints.

Black type on a tint or a photo leaves a white rim where the plates do not meet exactly, unless the
colour below is printed too. So what is painted in black ink alone overprints; everything else
knocks out, or a tint of black would mix with what is below. Fill and stroke each have a switch
(ISO 32000-1, 8.6.7), which is set at every change of colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pubkit.press.spaces import Kind, kind

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["STATES", "Foreign", "overprinting"]

Instruction: TypeAlias = Any
"""An operator with its operands, or an inline picture: pikepdf has no name for both."""

STATES: Mapping[tuple[bool, bool], str] = {
    (False, False): "/PubkitKnockout",
    (True, False): "/PubkitOverprintFill",
    (False, True): "/PubkitOverprintStroke",
    (True, True): "/PubkitOverprint",
}
"""Whether fill and stroke overprint → the graphics state that says so."""
_DEVICES: Mapping[str, Kind] = {"g": "grey", "k": "cmyk", "rg": "foreign"}
"""Operators that choose a space with the colour; capitals for strokes."""
_BLACK = (0.0, 0.0, 0.0, 1.0)


class Foreign(Exception):  # noqa: N818  # a state of the file; who catches it makes an error of it
    """Something is painted in colours that no press has."""


class _State(Struct, frozen=True):
    """The part of the graphics state that colours have."""

    fill: bool = False
    """Whether fills overprint."""
    stroke: bool = False
    """Whether strokes do."""
    set: bool = False
    """Whether that is known: a drawing inside another begins with what the other left."""
    fill_kind: Kind = "cmyk"
    """The space of the fill's colour."""
    stroke_kind: Kind = "cmyk"
    """The space of the stroke's."""


def overprinting(
    instructions: Iterable[Instruction], resources: Object, *, page: bool
) -> list[Instruction]:
    """The instructions of a page, or of a drawing in it, with overprint where black ink is alone.

    Greys become tints of black ink. Raises: Foreign naming the operator.
    """
    plates = _Plates(resources, page)
    for instruction in instructions:
        plates.take(instruction)
    return plates.out


class _Plates:
    """One way through one stream."""

    def __init__(self, resources: Object, page: bool) -> None:
        self._spaces: Any = resources.get("/ColorSpace", {})
        self._objects: Any = resources.get("/XObject", {})
        self._state = _State()
        self._kept: list[_State] = []
        self.out: list[Instruction] = []
        """What was taken, made ready."""
        if page:  # which begins with black that is nowhere said
            self._paint(_BLACK, stroke=False)
            self._paint(_BLACK, stroke=True)

    def take(self, instruction: Instruction) -> None:
        """The next instruction."""
        operator = str(instruction.operator)
        match operator:
            case "q":
                self._kept.append(self._state)
            case "Q" if self._kept:
                self._state = self._kept.pop()
            case "g" | "k" | "rg" | "G" | "K" | "RG":
                self._device(operator, instruction)
                return
            case "cs" | "CS":
                self._space(operator, instruction)
                return
            case "sc" | "scn" | "SC" | "SCN":
                self._special(operator, instruction)
                return
            case "Do" | "sh" | "INLINE IMAGE":
                self._painted(operator, instruction)
                return
        self.out.append(instruction)

    # ── colours ─────────────────────────────────────────────────────────────────────────────

    def _device(self, operator: str, instruction: Instruction) -> None:
        stroke = operator.isupper()
        found = _DEVICES[operator.lower()]
        self._enter(found, stroke)
        self._colour(found, stroke, instruction)

    def _space(self, operator: str, instruction: Instruction) -> None:
        name = instruction.operands[0]
        stroke = operator == "CS"
        found = kind(self._spaces.get(str(name), name))
        self._enter(found, stroke)
        if found in ("grey", "calibrated grey", "cmyk"):
            self._paint(_BLACK, stroke)
        elif found == "foreign":
            raise Foreign(f"{name} {operator}")
        else:
            self._switch(False, stroke)
            self.out.append(instruction)

    def _special(self, operator: str, instruction: Instruction) -> None:
        stroke = operator.isupper()
        found = self._state.stroke_kind if stroke else self._state.fill_kind
        self._colour(found, stroke, instruction)

    def _colour(self, found: Kind, stroke: bool, instruction: Instruction) -> None:
        values = tuple(_number(operand) for operand in instruction.operands)
        match found, values:
            case (("grey" | "calibrated grey"), (grey,)):
                self._paint((0.0, 0.0, 0.0, 1.0 - grey), stroke)
            case "cmyk", (_, _, _, _):
                self._paint(values, stroke)
            case (("ink" | "calibrated cmyk"), _):
                self.out.append(instruction)
            case _:
                shown = " ".join(map(str, instruction.operands))
                raise Foreign(f"{shown} {instruction.operator}")

    def _enter(self, found: Kind, stroke: bool) -> None:
        if stroke:
            self._state = replace(self._state, stroke_kind=found)
        else:
            self._state = replace(self._state, fill_kind=found)

    def _paint(self, inks: Iterable[float], stroke: bool) -> None:
        inks = tuple(round(ink, 4) + 0.0 for ink in inks)  # which makes 0 of -0
        self._switch(inks == _BLACK, stroke)
        self.out.append(_made(inks, "K" if stroke else "k"))

    # ── overprint ───────────────────────────────────────────────────────────────────────────

    def _switch(self, on: bool, stroke: bool) -> None:
        """The switches as they should be, where they are not known to be so."""
        state = self._state
        wanted = (
            replace(state, stroke=on, set=True) if stroke else replace(state, fill=on, set=True)
        )
        if wanted != state:
            self._state = wanted
            self.out.append(_state(wanted.fill, wanted.stroke))

    def _painted(self, operator: str, instruction: Instruction) -> None:
        """A picture or shading between switches: its colours are not those of fill and stroke."""
        if operator == "Do" and not self._is_photo(str(instruction.operands[0])):
            self.out.append(instruction)
            return
        if operator == "INLINE IMAGE":
            _check(instruction)
        self.out.append(_made((), "q"))
        self.out.append(_state(False, False))
        self.out.append(instruction)
        self.out.append(_made((), "Q"))

    def _is_photo(self, name: str) -> bool:
        found = self._objects.get(name)
        if found is None or found.get("/Subtype") != "/Image":
            return False
        return not bool(found.get("/ImageMask", False))


def _check(instruction: Instruction) -> None:
    """Raises: Foreign for an inline picture in colours that no press has."""
    picture = instruction.iimage
    if not picture.image_mask and kind(str(picture.colorspace)) == "foreign":
        raise Foreign(f"an inline picture in {picture.colorspace}")


def _number(operand: object) -> float:
    """An operand's value; below all values for a pattern's name."""
    return float(operand) if isinstance(operand, int | float | Decimal) else -1.0


@cache
def _state(fill: bool, stroke: bool) -> Instruction:
    from pikepdf import ContentStreamInstruction, Name, Operator

    return ContentStreamInstruction([Name(STATES[fill, stroke])], Operator("gs"))


@lru_cache(maxsize=256)  # a page has few colours, and names them thousands of times
def _made(operands: tuple[float, ...], operator: str) -> Instruction:
    from pikepdf import ContentStreamInstruction, Operator

    return ContentStreamInstruction(
        [Decimal(f"{value:g}") for value in operands], Operator(operator)
    )
