"""Looks as properties: what word.toml says, in the order that the schema wants."""

from __future__ import annotations

from collections.abc import Iterable

from pubkit.markup import Element
from pubkit.renderers.word.sheet import CharacterStyle, Letters, ParagraphStyle, Rule
from pubkit.renderers.word.wordml import w
from pubkit.units import TWIPS_PER_PT, Length

__all__ = [
    "bare",
    "border",
    "borders",
    "fonts",
    "indents",
    "of_letters",
    "of_paragraph",
    "shading",
    "twips",
]

_LINE = 240
"""What a line of the type is counted as (§17.3.1.33)."""
_JC = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def twips(size: str | None) -> int | None:
    """A size of word.toml in twentieths of a point."""
    return None if size is None else Length.parse(size).twips


def bare(color: str) -> str:
    """`B4282D` for `#B4282D`."""
    return color.removeprefix("#").upper()


def border(side: str, rule: Rule | None) -> Element | None:
    """One side of a border; thickness in eighths of a point (§17.18.2), gap in points."""
    if rule is None:
        return None
    return w(
        side,
        val="single",
        sz=max(2, round(Length.parse(rule.width).pt * 8)),
        space=min(31, round(Length.parse(rule.gap).pt)),
        color=bare(rule.color),
    )


def borders(tag: str, sides: Iterable[Element | None]) -> Element | None:
    """The sides that there are, under their common element."""
    drawn = [side for side in sides if side is not None]
    return w(tag, *drawn) if drawn else None


def shading(fill: str | None) -> Element | None:
    """A plain background."""
    return None if fill is None else w("shd", val="clear", color="auto", fill=bare(fill))


def _switch(tag: str, on: bool | None) -> Element | None:
    return None if on is None else w(tag, val=None if on else 0)


def of_letters(look: Letters) -> list[Element]:
    """Children of `w:rPr` (§17.3.2.28)."""
    own = look if isinstance(look, CharacterStyle) else CharacterStyle()
    half_points = None if look.size is None else Length.parse(look.size).half_points
    tracking = None if look.tracking_pt is None else round(look.tracking_pt * TWIPS_PER_PT)
    found = [
        fonts(look.font, look.latin),
        _switch("b", look.bold),
        _switch("bCs", look.bold),
        w("color", val=bare(look.color)) if look.color else None,
        None if tracking is None else w("spacing", val=tracking),
        None if half_points is None else w("sz", val=half_points),
        None if half_points is None else w("szCs", val=half_points),
        None if own.underline is None else w("u", val="single" if own.underline else "none"),
        shading(own.fill),
        w("vertAlign", val=own.position) if own.position else None,
    ]
    return [element for element in found if element is not None]


def fonts(chinese: str, latin: str) -> Element | None:
    """`w:rFonts` naming a face for each script that has one."""
    if not chinese and not latin:
        return None
    latin_face = latin or None
    return w("rFonts", ascii=latin_face, hAnsi=latin_face, eastAsia=chinese or None, cs=latin_face)


def of_paragraph(look: ParagraphStyle, size: Length) -> list[Element]:
    """Children of `w:pPr` from `w:pBdr` on (§17.3.1.26); `size` is the style's type size."""
    found = [
        borders(
            "pBdr",
            (
                border("top", look.rule_above),
                border("left", look.rule_left),
                border("bottom", look.rule_below),
                border("right", look.rule_right),
            ),
        ),
        shading(look.fill),
        _spacing(look),
        indents(twips(look.left), twips(look.right), look.indent, size),
        w("contextualSpacing") if look.together else None,
        w("jc", val=_JC[look.align]) if look.align else None,
    ]
    return [element for element in found if element is not None]


def _spacing(look: ParagraphStyle) -> Element | None:
    line, rule = twips(look.leading), "exact" if look.leading else None
    if look.lines:
        line, rule = round(look.lines * _LINE), "auto"
    if look.before is None and look.after is None and line is None:
        return None
    return w(
        "spacing", before=twips(look.before), after=twips(look.after), line=line, lineRule=rule
    )


def indents(
    left: int | None, right: int | None, characters: float | None, size: Length
) -> Element | None:
    """`w:ind`; a first-line indent in characters, and in twips for programs that know no others.

    Word follows the characters when the type size is changed; LibreOffice drops them.
    """
    if left is None and right is None and characters is None:
        return None
    first = None if characters is None else round(characters * 100)
    twips = None if characters is None else round(characters * size.twips)
    return w("ind", left=left, right=right, firstLineChars=first, firstLine=twips)
