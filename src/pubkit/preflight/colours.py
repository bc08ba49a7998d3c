"""Colour spaces, and the inks that a colour in them prints (ISO 32000-1, §8.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from pubkit.preflight.objects import faulty, floats, is_stream, name, names

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["BLACK", "CMYK", "GREY", "PATTERN", "Inks", "Paint", "Space", "space_of"]

Inks: TypeAlias = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black: 0 to 1."""

_NONE: Inks = (0.0, 0.0, 0.0, 0.0)
_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_COMPONENTS = {
    "DeviceGray": 1,
    "CalGray": 1,
    "DeviceRGB": 3,
    "CalRGB": 3,
    "Lab": 3,
    "DeviceCMYK": 4,
}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""What inline images may write (ISO 32000-1, table 94)."""
_DEEPEST = 8
"""Spaces in one another; two are usual."""
_LONGEST_TABLE = 256 * 32
"""Bytes of an Indexed space: 256 colours of 32 components."""


class Space(Struct, frozen=True):
    """A colour space."""

    family: str
    """`DeviceCMYK`, `ICCBased`, `Separation`, …; `Unknown` for what is none."""
    components: int = 1
    """How many numbers a colour has."""
    colourants: tuple[str, ...] = ()
    """Of Separation and DeviceN: their plates."""
    base: Space | None = None
    """Of Indexed its base, of Separation and DeviceN the alternate, of Pattern what it is filled
    with."""
    says: str = ""
    """Of ICCBased the colour space that its profile is for (`RGB`, `CMYK`, `GRAY`), else empty."""
    table: bytes = b""
    """Of Indexed: its colours."""
    tints: tuple[tuple[float, ...], tuple[float, ...], float] | None = None
    """Of Separation with an exponential function: its ends and its exponent."""
    number: int = 0
    """The object that holds it, 0 if none does."""

    @property
    def chain(self) -> Iterator[Space]:
        """The space, its base, and so on."""
        space: Space | None = self
        while space is not None:
            yield space
            space = space.base

    @property
    def process(self) -> str:
        """What its numbers are in the end: `Gray`, `RGB`, `CMYK`, `Lab`, or empty."""
        if self.family == "ICCBased":
            return {1: "Gray", 3: "RGB", 4: "CMYK"}.get(self.components, "")
        if self.family == "Indexed" and self.base:
            return self.base.process
        return {
            "DeviceGray": "Gray",
            "CalGray": "Gray",
            "DeviceRGB": "RGB",
            "CalRGB": "RGB",
            "Lab": "Lab",
            "DeviceCMYK": "CMYK",
        }.get(self.family, "")

    def __str__(self) -> str:
        """As a sentence names it."""
        if self.family == "ICCBased":
            return f"ICC-based {self.says or self.process}"
        if self.family in ("Separation", "DeviceN"):
            return f"{self.family} {', '.join(self.colourants)}"
        return self.family


GREY = Space("DeviceGray")
CMYK = Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)
_DEVICE = {
    "DeviceGray": GREY,
    "DeviceRGB": Space("DeviceRGB", 3),
    "DeviceCMYK": CMYK,
    "Pattern": PATTERN,
}


@dataclass(frozen=True)
class Paint:
    """A colour, or a pattern."""

    space: Space = GREY
    """Its colour space."""
    values: tuple[float, ...] = (0.0,)
    """Its numbers."""
    pattern: Object | None = field(default=None, compare=False)
    """The pattern, if the space is Pattern."""

    @cached_property
    def inks(self) -> Inks | None:
        """What it prints on each plate; None where only a profile or a press could say."""
        return _inks(self.space, self.values)


BLACK = Paint()
"""What every page begins with."""


def _inks(space: Space, values: Sequence[float]) -> Inks | None:
    process = space.process
    if space.family == "Indexed" and space.base:
        return _looked_up(space, space.base, values)
    if process == "Gray" and values:
        return (0.0, 0.0, 0.0, 1 - _part(values[0]))
    if process == "CMYK" and len(values) >= 4:
        c, m, y, k = map(_part, values[:4])
        return (c, m, y, k)
    if space.family in ("Separation", "DeviceN"):
        return _plated(space, values)
    return None


def _looked_up(space: Space, base: Space, values: Sequence[float]) -> Inks | None:
    at = int(values[0]) * base.components if values else 0
    entry = space.table[at : at + base.components]
    return _inks(base, [byte / 255 for byte in entry]) if len(entry) == base.components else None


def _plated(space: Space, values: Sequence[float]) -> Inks | None:
    """Process inks by their names; another ink by what replaces it, if that is simple."""
    if space.colourants == ("All",) and values:
        tint = _part(values[0])
        return (tint, tint, tint, tint)
    if all(colourant in (*_PROCESS, "None") for colourant in space.colourants):
        found = list(_NONE)
        for colourant, value in zip(space.colourants, values, strict=False):
            if colourant in _PROCESS:
                found[_PROCESS[colourant]] = _part(value)
        return (found[0], found[1], found[2], found[3])
    if space.tints and space.base and values:
        zero, one, exponent = space.tints
        tint = _part(values[0]) ** exponent
        ends = zip(zero, one, strict=False)
        return _inks(space.base, [low + tint * (high - low) for low, high in ends])
    return None


def _part(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def space_of(value: Object | None, known: Mapping[str, Object], depth: int = 0) -> Space:
    """The colour space that a name or array stands for; `known` are the resources' own."""
    unknown = Space("Unknown")
    plain = name(value)
    if plain is not None:
        if plain not in _DEVICE and plain in known and depth < _DEEPEST:
            return space_of(known[plain], {}, depth + 1)
        return _DEVICE.get(_SHORT.get(plain, plain), unknown)
    if value is None or depth >= _DEEPEST:
        return unknown
    try:
        family = name(value[0]) or ""
        return _array(_SHORT.get(family, family), value, known, depth)
    except faulty():
        return unknown


def _array(family: str, value: Object, known: Mapping[str, Object], depth: int) -> Space:
    number = value.objgen[0]
    if family in _DEVICE and family != "Pattern":
        return _DEVICE[family]
    if family in _COMPONENTS:
        return Space(family, _COMPONENTS[family], number=number)
    if family == "ICCBased":
        profile = value[1]
        says = bytes(profile.read_bytes()[16:20]).decode("latin-1").strip()
        return Space(family, int(profile.get("/N", 0)), says=says, number=profile.objgen[0])
    if family == "Pattern":
        under = space_of(value[1], known, depth + 1) if len(value) > 1 else None
        return Space(family, under.components if under else 0, base=under)
    base = space_of(value[1] if family == "Indexed" else value[2], known, depth + 1)
    if family == "Indexed":
        return Space(family, 1, base=base, table=_table(value[3]), number=number)
    if family == "Separation":
        colourants = (name(value[1]) or "",)
        return Space(family, 1, colourants, base, tints=_tints(value[3]), number=number)
    if family == "DeviceN":
        plates = names(value[1])
        return Space(family, len(plates), plates, base, number=number)
    return Space("Unknown")


def _table(value: Object) -> bytes:
    data = value.read_bytes() if is_stream(value) else bytes(value)
    return bytes(data[:_LONGEST_TABLE])


def _tints(function: Object) -> tuple[tuple[float, ...], tuple[float, ...], float] | None:
    """An exponential function's ends and exponent (ISO 32000-1, §7.10.3)."""
    if function.get("/FunctionType") != 2:
        return None
    ends = floats(function.get("/C0", (0.0,))), floats(function.get("/C1", (1.0,)))
    return (*ends, float(function.get("/N", 1)))
