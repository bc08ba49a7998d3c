"""Fonts: what of them a press asks about, and how far a text runs (ISO 32000-1, §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pubkit.preflight.objects import entries, floats, inner, kids, name, number

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["Face", "face_of"]

_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")
_GUESS = 0.5
"""em: the width of a character that the font says nothing of."""
_WIDTHS = 2 * 0x10000
"""Widths that are read of a font: twice as many as it can have."""


@dataclass(frozen=True)
class Face:
    """A font of the file."""

    name: str
    """Its PostScript name with the mark of its subset."""
    kind: str
    """`Type0`, `Type1`, `TrueType`, `Type3`, …."""
    embedded: bool
    """Whether its outlines are in the file."""
    unicode: bool
    """Whether it says which characters its glyphs are."""
    wide: bool = False
    """Whether a character takes two bytes."""
    widths: Mapping[int, float] = field(default_factory=dict, compare=False, repr=False)
    """Character code, or CID → width in em."""
    usual: float = _GUESS
    """The width of every other one, in em."""
    number: int = 0
    """The object that holds it."""
    font: Object | None = field(default=None, compare=False, repr=False)
    """Its dictionary."""
    shown: set[int] = field(default_factory=set, compare=False, repr=False)
    """The codes that texts were met in; grows while pages are read."""

    def run(self, text: bytes) -> tuple[float, int]:
        """How far the text runs in em, and its number of characters."""
        step = 2 if self.wide else 1
        codes = [int.from_bytes(text[at : at + step], "big") for at in range(0, len(text), step)]
        self.shown.update(codes)
        return sum(self.widths.get(code, self.usual) for code in codes), len(codes)


def face_of(font: Object) -> Face:
    """What a font dictionary says."""
    kind = name(inner(font, "Subtype")) or "unknown"
    descendant = next(kids(inner(font, "DescendantFonts")), font)
    descriptor = entries(inner(descendant, "FontDescriptor"))
    wide = kind == "Type0"
    return Face(
        name=name(inner(font, "BaseFont")) or name(inner(font, "Name")) or "without a name",
        kind=kind,
        embedded=kind == "Type3" or any(program in descriptor for program in _PROGRAMS),
        unicode="ToUnicode" in entries(font),
        wide=wide,
        widths=_composite(inner(descendant, "W")) if wide else _simple(font),
        usual=number(inner(descendant, "DW"), 1000.0) / 1000 if wide else _GUESS,
        number=font.objgen[0],
        font=font,
    )


def _simple(font: Object) -> dict[int, float]:
    first = int(number(inner(font, "FirstChar")))
    scale = 1000.0
    if inner(font, "FontMatrix") is not None:  # of a Type 3 font
        scale = 1 / (abs(number(next(kids(inner(font, "FontMatrix")), 0))) or 0.001)
    widths = kids(inner(font, "Widths"))
    return {first + at: number(width) / scale for at, width in enumerate(widths)}


def _composite(runs: object) -> dict[int, float]:
    """The widths of CIDs: `first [w …]` or `first last w` (ISO 32000-1, §9.7.4.3)."""
    found: dict[int, float] = {}
    pending: list[int] = []
    written = 0
    for item in kids(runs):
        if written > _WIDTHS:
            break
        if next(kids(item), None) is not None:
            widths = floats(item)
            if pending:
                found.update({pending[0] + at: w / 1000 for at, w in enumerate(widths)})
                written += len(widths)
            pending = []
        elif len(pending) == 2:
            first, last = pending[0], min(pending[1], 0xFFFF)
            found.update(dict.fromkeys(range(first, last + 1), number(item) / 1000))
            written += last + 1 - first
            pending = []
        else:
            pending.append(int(number(item)))
    return found
