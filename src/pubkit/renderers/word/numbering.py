"""numbering.xml: the numbers and markers of lists."""

from __future__ import annotations

from pubkit.markup import Element
from pubkit.model import List
from pubkit.renderers.word.formats import bare, fonts, twips
from pubkit.renderers.word.sheet import ListLook
from pubkit.renderers.word.wordml import part, w
from pubkit.units import Length

__all__ = ["MAX_LEVEL", "MAX_NUMBER", "Numbering"]

MAX_LEVEL = 8
"""Word's lists have nine levels (§17.9.6)."""
MAX_NUMBER = 32767
"""The highest number that Word counts to."""
_BULLETS, _NUMBERS = 0, 1
"""The two definitions that every list is an instance of."""


class Numbering:
    """The lists of one document; each counts for itself."""

    def __init__(self, look: ListLook, taken: tuple[int, int] = (-1, 0)) -> None:
        """Lists in the look given; `taken` are the highest ids of definitions and lists in use."""
        self._look = look
        self._definitions, self._before = taken[0] + 1, taken[1]
        self._lists: list[Element] = []

    def __len__(self) -> int:
        return len(self._lists)

    def instance(self, block: List, level: int) -> int:
        """Number of a new list that starts on `level`, counted from 0."""
        number = self._before + len(self._lists) + 1
        kind = _NUMBERS if block.ordered else _BULLETS
        definition = w("abstractNumId", val=self._definitions + kind)
        start = None
        if block.ordered:
            start = w("lvlOverride", w("startOverride", val=block.start), ilvl=level)
        self._lists.append(w("num", definition, start, numId=number))
        return number

    def part(self) -> bytes:
        """The part (§17.9)."""
        definitions = (self._definition(_BULLETS), self._definition(_NUMBERS))
        return part(w("numbering", *definitions, *self._lists))

    def _definition(self, kind: int) -> Element:
        levels = (self._level(kind, level) for level in range(MAX_LEVEL + 1))
        return w(
            "abstractNum",
            w("multiLevelType", val="hybridMultilevel"),
            *levels,
            abstractNumId=self._definitions + kind,
        )

    def _level(self, kind: int, level: int) -> Element:
        look = self._look
        indent = twips(look.indent) or 0
        bullet = look.bullets[level % len(look.bullets)]
        size = Length.parse(look.bullet_size) if look.bullet_size and kind == _BULLETS else None
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="bullet" if kind == _BULLETS else "decimal"),
            w("lvlText", val=bullet if kind == _BULLETS else f"%{level + 1}."),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=indent * (level + 1), hanging=indent)),
            w(
                "rPr",
                fonts(look.font, look.latin),
                w("color", val=bare(look.color)),
                w("sz", val=size.half_points) if size else None,
            ),
            ilvl=level,
        )
