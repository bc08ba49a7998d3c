"""Rule on glyphs: whether a font has what its texts ask for (ISO 32000-1, §9.7.4).

A text of two bytes a character names glyphs by number (CID). What a number means stands in the
font: in a list of its own (charset) if it is made for such numbers, else it is the glyph's place.
Some viewers take every number for a place, so that a file can look right and print boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from pubkit.notice import Notice
from pubkit.preflight.faces import Face
from pubkit.preflight.objects import inner, is_stream, kids, name, reason
from pubkit.preflight.programs import compact

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["lacking"]

_NAMED = 5
"""Numbers that a notice names."""


def lacking(face: Face) -> Iterator[Notice]:
    """What texts ask for and the font does not have."""
    if (
        face.font is None
        or not face.wide
        or name(inner(face.font, "Encoding"))
        not in (
            "Identity-H",
            "Identity-V",
        )
    ):
        return
    descendant = next(kids(inner(face.font, "DescendantFonts")), None)
    try:
        there = _numbers(descendant)
    except Exception as fault:  # fontTools raises what it likes at a broken font
        yield _notice(face, f"cannot be read ({reason(fault)})")
        return
    lost = sorted(face.shown - there) if there is not None else []
    if lost:
        more = " …" if len(lost) > _NAMED else ""
        numbers = f"{', '.join(map(str, lost[:_NAMED]))}{more}"
        yield _notice(face, f"lacks {len(lost)} of its {len(face.shown)} glyphs ({numbers})")


def _notice(face: Face, wrong: str) -> Notice:
    return Notice(
        code="press-font-glyphs",
        severity="error",
        text=f"The font {face.name} {wrong}.",
        hint="Embed it anew, with its glyphs under the numbers that the text uses.",
    )


def _numbers(descendant: object) -> set[int] | None:
    """The numbers under which the font has glyphs; None if it is none of those looked into."""
    descriptor = inner(descendant, "FontDescriptor")
    file = inner(descriptor, "FontFile3")
    if is_stream(file):
        return _compact(file)
    file, places = inner(descriptor, "FontFile2"), inner(descendant, "CIDToGIDMap")
    if not is_stream(file):
        return None
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types

    count = TTFont(BytesIO(file.read_bytes()), lazy=True)["maxp"].numGlyphs
    if not is_stream(places):
        return set(range(count))
    table = places.read_bytes()
    pairs = range(0, len(table) - 1, 2)
    return {at // 2 for at in pairs if int.from_bytes(table[at : at + 2], "big") < count}


def _compact(file: Object) -> set[int]:
    """The numbers of a CFF font."""
    from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]  # it has no types

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(compact(file)), None)
    top = fonts.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return set(range(len(top.charset)))
    return {int(glyph[3:]) if glyph.startswith("cid") else 0 for glyph in top.charset}
