"""The pen: the graphics state that a content stream's operators change (ISO 32000-1, §8.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, TypeAlias

from pubkit.preflight.colours import CMYK, GREY, Paint, Space
from pubkit.preflight.geometry import IDENTITY, Box, Matrix, around, mapped, overlap, product
from pubkit.preflight.objects import flag, kids, name, number
from pubkit.preflight.state import Shelf, State

__all__ = ["Pen"]

Operands: TypeAlias = Sequence[Any]
"""Operands are whatever the file holds; one that does not fit raises, and the operator is passed
over."""

_DEEPEST = 10_000
"""States that are kept; files nest a few dozen (ISO 32000-1, annex C: 28)."""
_RGB = Space("DeviceRGB", 3)


class Pen:
    """Follows the operators that paint nothing."""

    def __init__(self, shelf: Shelf, state: State) -> None:
        """Begins with `state` and the names of `shelf`."""
        self.shelf = shelf
        self.state = state
        self.path: Box | None = None
        """The box of the page that the path has so far, before clipping."""
        self._clips = False
        self._kept: list[State] = []
        self._lost = 0

    def follow(self, operator: str, operands: Operands) -> None:
        """Does what one operator does to the state.

        Raises: whatever operands that do not fit raise.
        """
        step = _STEPS.get(operator)
        if step is not None:
            step(self, operands)

    # ── state ───────────────────────────────────────────────────────────────────────────────

    def _keep(self, _: Operands) -> None:
        if len(self._kept) < _DEEPEST:
            self._kept.append(copy(self.state))
        else:
            self._lost += 1

    def _restore(self, _: Operands) -> None:
        if self._lost:
            self._lost -= 1
        elif self._kept:
            self.state = self._kept.pop()

    def _concat(self, operands: Operands) -> None:
        self.state.ctm = product(_matrix(operands), self.state.ctm)

    def _width(self, operands: Operands) -> None:
        self.state.width = float(operands[0])

    def _settings(self, operands: Operands) -> None:
        """`gs`: a bundle of settings (ISO 32000-1, table 58)."""
        bundle = self.shelf.settings(name(operands[0]) or "")
        state = self.state
        if "OP" in bundle:
            state.over_stroke = flag(bundle["OP"])
            state.over_fill = flag(bundle.get("op", bundle["OP"]))
        elif "op" in bundle:
            state.over_fill = flag(bundle["op"])
        state.over_mode = int(number(bundle.get("OPM"), state.over_mode))
        state.alpha_fill = number(bundle.get("ca"), state.alpha_fill)
        state.alpha_stroke = number(bundle.get("CA"), state.alpha_stroke)
        state.width = number(bundle.get("LW"), state.width)
        if "SMask" in bundle:
            state.masked = name(bundle["SMask"]) != "None"
        if "BM" in bundle:
            first = next(kids(bundle["BM"]), bundle["BM"])
            state.blend = name(first) or "Normal"
        if "Font" in bundle:
            font, size = bundle["Font"]
            state.face, state.size = self.shelf.face(font), float(size)

    # ── paths ───────────────────────────────────────────────────────────────────────────────

    def _corner(self, operands: Operands) -> None:
        """A point of the path, and the control points of curves, between which they lie."""
        for x, y in zip(operands[::2], operands[1::2], strict=True):
            spot = (float(x), float(y), float(x), float(y))
            self.path = around(self.path, mapped(spot, self.state.ctm))

    def _rectangle(self, operands: Operands) -> None:
        x, y, width, height = map(float, operands)
        self.path = around(self.path, mapped((x, y, x + width, y + height), self.state.ctm))

    def _clip(self, _: Operands) -> None:
        self._clips = True

    def end_path(self) -> None:
        """What follows the painting of a path: it clips if it was to, and is forgotten."""
        if self._clips and self.path and self.state.clip:
            self.state.clip = overlap(self.state.clip, self.path)
        self.path, self._clips = None, False

    # ── colour ──────────────────────────────────────────────────────────────────────────────

    def _fill(self, paint: Paint) -> None:
        self.state.fill = paint

    def _stroke(self, paint: Paint) -> None:
        self.state.stroke = paint

    def _space(self, put: Callable[[Paint], None], operands: Operands) -> None:
        space = self.shelf.space(name(operands[0]) or "")
        first = 1.0 if space.family in ("Separation", "DeviceN") else 0.0
        values = [first] * space.components
        if space.process == "CMYK" and space.family != "Indexed":
            values[-1] = 1.0
        put(Paint(space, tuple(values)))

    def _colour(self, put: Callable[[Paint], None], old: Paint, operands: Operands) -> None:
        values = list(operands)
        key = name(values[-1]) if values else None
        if key is None:
            put(Paint(old.space, tuple(map(float, values))))
        else:
            pattern = self.shelf.of("Pattern").get(key)
            put(Paint(old.space, tuple(map(float, values[:-1])), pattern))

    # ── text ────────────────────────────────────────────────────────────────────────────────

    def _begin_text(self, _: Operands) -> None:
        self.state.line = self.state.at = IDENTITY

    def _font(self, operands: Operands) -> None:
        font = self.shelf.of("Font").get(name(operands[0]) or "")
        self.state.face = None if font is None else self.shelf.face(font)
        self.state.size = float(operands[1])

    def _place(self, operands: Operands) -> None:
        self.state.line = self.state.at = _matrix(operands)

    def _move(self, operands: Operands) -> None:
        x, y = float(operands[0]), float(operands[1])
        self.state.line = self.state.at = product((1, 0, 0, 1, x, y), self.state.line)

    def _move_leading(self, operands: Operands) -> None:
        self.state.leading = -float(operands[1])
        self._move(operands)

    def next_line(self) -> None:
        """`T*`: to the beginning of the next line."""
        self._move((0, -self.state.leading))

    def shown(self, pieces: Sequence[bytes | float]) -> Box:
        """Moves on behind a text; gives the box that it takes on the page.

        A number among the pieces moves back by that many thousandths of an em.
        """
        state = self.state
        ems = gaps = 0.0
        for piece in pieces:
            if isinstance(piece, bytes):
                run, count = state.face.run(piece) if state.face else (len(piece) / 2, len(piece))
                ems += run
                gaps += count * state.gap
            else:
                ems -= piece / 1000
        far = (ems * state.size + gaps) * state.stretch
        low, high = state.rise - 0.2 * state.size, state.rise + 0.85 * state.size
        placed = product(state.at, state.ctm)
        state.at = product((1, 0, 0, 1, far, 0), state.at)
        return mapped((0.0, low, far, high), placed)


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


_Step: TypeAlias = Callable[[Pen, Operands], None]


def _sets(field_: str, factor: float = 1.0) -> _Step:
    """The step that stores its operand."""

    def step(pen: Pen, operands: Operands) -> None:
        setattr(pen.state, field_, float(operands[0]) * factor)

    return step


def _mode(pen: Pen, operands: Operands) -> None:
    pen.state.mode = int(operands[0])


def _device(space: Space, fills: bool) -> _Step:
    """The step that chooses a device's colour space and a colour at once."""

    def step(pen: Pen, operands: Operands) -> None:
        paint = Paint(space, tuple(map(float, operands)))
        if len(paint.values) != space.components:
            raise ValueError(f"{space} takes {space.components} numbers")
        (pen._fill if fills else pen._stroke)(paint)

    return step


def _colour(fills: bool) -> _Step:
    def step(pen: Pen, operands: Operands) -> None:
        if fills:
            pen._colour(pen._fill, pen.state.fill, operands)
        else:
            pen._colour(pen._stroke, pen.state.stroke, operands)

    return step


def _space(fills: bool) -> _Step:
    return lambda pen, operands: pen._space(pen._fill if fills else pen._stroke, operands)


_STEPS: Mapping[str, _Step] = {
    "q": Pen._keep,
    "Q": Pen._restore,
    "cm": Pen._concat,
    "w": Pen._width,
    "gs": Pen._settings,
    "m": Pen._corner,
    "l": Pen._corner,
    "c": Pen._corner,
    "v": Pen._corner,
    "y": Pen._corner,
    "re": Pen._rectangle,
    "W": Pen._clip,
    "W*": Pen._clip,
    "g": _device(GREY, True),
    "G": _device(GREY, False),
    "rg": _device(_RGB, True),
    "RG": _device(_RGB, False),
    "k": _device(CMYK, True),
    "K": _device(CMYK, False),
    "cs": _space(True),
    "CS": _space(False),
    "sc": _colour(True),
    "scn": _colour(True),
    "SC": _colour(False),
    "SCN": _colour(False),
    "BT": Pen._begin_text,
    "Tf": Pen._font,
    "Tm": Pen._place,
    "Td": Pen._move,
    "TD": Pen._move_leading,
    "T*": lambda pen, _: pen.next_line(),
    "Tc": _sets("gap"),
    "Tz": _sets("stretch", 0.01),
    "TL": _sets("leading"),
    "Ts": _sets("rise"),
    "Tr": _mode,
}
"""Operators that paint nothing. Word spacing (`Tw`) is left out: it moves no more than a place."""
