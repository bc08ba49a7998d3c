"""Rule on glyphs: whether a font has what its texts ask for (ISO 32000-1, §9.7.4).

A text of two bytes a character names glyphs by number (CID). What a number means stands in the
font: in a list of its own (charset) if it is made for such numbers, else it is the glyph's place.
Some viewers take every number for a place, so that a file can look right and print boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from pubkit import fontfile
from pubkit.notice import Notice
from pubkit.preflight.faces import Face
from pubkit.preflight.objects import inner, is_stream, kids, name, reason
from pubkit.preflight.programs import compact

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
    except Exception as fault:  # a broken font raises what it likes
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
        return fontfile.numbers(compact(file))
    file, places = inner(descriptor, "FontFile2"), inner(descendant, "CIDToGIDMap")
    if not is_stream(file):
        return None
    count = _count(file.read_bytes())
    if not is_stream(places):
        return set(range(count))
    table = places.read_bytes()
    pairs = range(0, len(table) - 1, 2)
    return {at // 2 for at in pairs if int.from_bytes(table[at : at + 2], "big") < count}


def _count(font: bytes) -> int:
    """How many glyphs a TrueType font has (OpenType 1.9.1, `maxp`)."""
    found = fontfile.table(font, b"maxp")
    if found is None:
        raise ValueError("it does not say how many glyphs it has")
    (count,) = unpack_from(">H", font, found[1] + 4)
    return int(count)
