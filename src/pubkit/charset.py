"""The charset of a CFF font whose glyphs have numbers for names (CIDs).

A PDF names such a font's glyphs by CID (ISO 32000-1, §9.7.4.2), and page engines write the glyph's
index there. The two are the same only where the charset says so; a font that was cut says what the
glyphs were called before. Some programs pass over the charset; those that print go by it.
"""

from __future__ import annotations

from struct import pack_into, unpack_from

from pubkit.fontfile import CHARSET, CHARSTRINGS, LAST_PREDEFINED, ROS, operators, table

__all__ = ["renumbered"]


def renumbered(font: bytes) -> bytes:
    """The OpenType font with every glyph's CID equal to its index.

    A font without CIDs comes back as it is. The glyphs stay in their order.
    """
    found = table(font, b"CFF ") if font[:4] == b"OTTO" else None
    if found is None:
        return font
    record, start, length = found
    cff = bytearray(font[start : start + length])
    top = operators(bytes(cff))
    place = top.get(CHARSET, 0)
    if ROS not in top or place <= LAST_PREDEFINED:
        return font
    (glyphs,) = unpack_from(">H", cff, top[CHARSTRINGS])
    _count_up(cff, place, glyphs)
    whole = bytearray(font)
    whole[start : start + length] = cff
    # Of half a million bytes a few have changed, and nothing behind the charset's first six.
    first = place // 4 * 4
    words = slice(start + first, start + min(first + 12, length))
    (sum_,) = unpack_from(">I", font, record + 4)
    sum_ += _checksum(bytes(whole[words])) - _checksum(font[words])
    pack_into(">I", whole, record + 4, sum_ & 0xFFFFFFFF)
    return bytes(whole)


def _count_up(cff: bytearray, place: int, glyphs: int) -> None:
    """Writes the charset 1, 2, 3 …: one range, which no charset is too short for."""
    others = glyphs - 1  # the first glyph is .notdef, which no charset lists
    if others < 1:
        return
    if others <= 0x100 and cff[place] == 1:
        pack_into(">BHB", cff, place, 1, 1, others - 1)
    elif others == 1:
        pack_into(">H", cff, place + 1, 1)
    else:
        pack_into(">BHH", cff, place, 2, 1, others - 1)


def _checksum(table: bytes) -> int:
    """The sum of its words of four bytes (OpenType, "Calculating checksums")."""
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = unpack_from(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
