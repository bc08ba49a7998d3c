"""Numbering: the numbers and bullets that Word puts before paragraphs (ISO 29500-1, §17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from pubkit.ooxml import attribute, child, children
from pubkit.readers.word.flow import Marker
from pubkit.readers.word.styles import twips, value
from pubkit.walk import numeral

__all__ = ["Numbering", "counted"]

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_MOST = 32_767
"""The highest number that Word counts to."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    left: int | None = None
    restart: int | None = None


class Numbering:
    """The lists of one document, counted as its paragraphs are read."""

    def __init__(self, root: etree._Element | None, *, scattered: bool = False) -> None:
        """By `w:numbering`; None if the document has none.

        `scattered` are lists whose entries have ids of their own, as LibreOffice writes them: only
        a start of its own begins another list there.
        """
        self._scattered = scattered
        self._lists_begun: dict[int, int] = {}
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for one in children(root, "w:abstractNum"):
            number = attribute(one, "w:abstractNumId")
            abstract[number] = {}
            for level in children(one, "w:lvl"):
                abstract[number][_depth(level)] = _level(level)
            if link := value(child(one, "w:styleLink")):
                linked[link] = number
        for one in children(root, "w:abstractNum"):
            link = value(child(one, "w:numStyleLink"))
            if link in linked:
                abstract[attribute(one, "w:abstractNumId")] = abstract[linked[link]]
        for one in children(root, "w:num"):
            self._take(one, abstract)

    def _take(self, one: etree._Element, abstract: dict[str, dict[int, _Level]]) -> None:
        number, definition = attribute(one, "w:numId"), value(child(one, "w:abstractNumId"))
        levels = dict(abstract.get(definition, {}))
        for own in children(one, "w:lvlOverride"):
            depth, level = _depth(own), child(own, "w:lvl")
            if level is not None:
                levels[depth] = _level(level)
            start = value(child(own, "w:startOverride"))
            if start.isdigit():
                self._starts[number, depth] = int(start)
        self._lists[number] = (definition, levels)

    def indent(self, number: str, level: int) -> int | None:
        """The left indent of a list's level, in twips."""
        found = self._lists.get(number)
        return found[1][level].left if found and level in found[1] else None

    def count(self, number: str, level: int) -> Marker | None:
        """The next number of a list on `level`; None if it is no list."""
        if number not in self._lists or not 0 <= level < _LEVELS:
            return None
        definition, levels = self._lists[number]
        own = levels.get(level, _Level(pattern=f"%{level + 1}."))
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        if (number, level) in self._starts and (number, level) not in self._begun:
            counts[level] = self._starts[number, level] - 1
            self._lists_begun[level] = self._lists_begun.get(level, 0) + 1
        self._begun.add((number, level))
        before = counts[level]
        counts[level] = own.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                counts[deeper] = None
        for higher in range(level):
            if counts[higher] is None:
                counts[higher] = levels[higher].start if higher in levels else 1
        label = own.pattern
        if own.format != "bullet":
            label = _PLACE.sub(lambda place: _shown(counts, levels, int(place[1])), own.pattern)
        label = "" if own.format == "none" and not own.pattern else label
        name = number
        if self._scattered:
            name = f"{own.format} {self._lists_begun.get(level, 0)}"
        return Marker(name, level, label, counts[level] or 0, own.format, own.pattern)


def _shown(counts: list[int | None], levels: dict[int, _Level], place: int) -> str:
    """A number of the pattern: that of the level `place`, counted from 1."""
    level = levels.get(place - 1, _Level())
    return counted(counts[place - 1] or 0, level.format)


def _depth(element: etree._Element) -> int:
    depth = attribute(element, "w:ilvl")
    return int(depth) if depth.isdigit() else 0


def _level(element: etree._Element) -> _Level:
    start, restart = value(child(element, "w:start")), value(child(element, "w:lvlRestart"))
    return _Level(
        start=int(start) if start.isdigit() else 1,
        format=value(child(element, "w:numFmt")) or "decimal",
        pattern=value(child(element, "w:lvlText")),
        left=twips(child(child(element, "w:pPr"), "w:ind"), "left", "start"),
        restart=int(restart) if restart.isdigit() else None,
    )


def _roman(number: int) -> str:
    found = ""
    for worth, letters in _ROMAN:
        found += letters * (number // worth)
        number %= worth
    return found


def _letters(number: int) -> str:
    """A … Z, AA, BB, …: Word doubles where spreadsheets carry."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _circled(number: int) -> str:
    for first, last, character in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(character + number - first)
    return str(number)


def _formal(number: int) -> str:
    return numeral("cjk", number).translate(
        str.maketrans("零一二三四五六七八九十百千", _FORMAL + "拾佰仟")
    )


_FORMATS: dict[str, Callable[[int], str]] = {
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "chineseCounting": lambda n: numeral("cjk", n),
    "chineseCountingThousand": lambda n: numeral("cjk", n),
    "japaneseCounting": lambda n: numeral("cjk", n),
    "taiwaneseCountingThousand": lambda n: numeral("cjk", n),
    "taiwaneseCounting": lambda n: numeral("cjk", n),
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "decimalZero": lambda n: f"{n:02}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalFullWidth": lambda n: str(n).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda n: "",
}
"""How a number is written, by the name of its format (§17.18.59); in figures where not here."""


def counted(number: int, how: str) -> str:
    """A number as the format writes it."""
    if not 0 <= number <= _MOST:
        return str(number)
    return (
        _FORMATS.get(how, str)(number) if number or how in ("none", "decimalZero") else str(number)
    )
