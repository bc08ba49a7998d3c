"""The charset of a CFF font whose glyphs have numbers for names (CIDs).

A PDF names such a font's glyphs by CID (ISO 32000-1, §9.7.4.2), and page engines write the glyph's
index there. The two are the same only where the charset says so; a font that was cut says what the
glyphs were called before. Some programs pass over the charset; those that print go by it.
Source: Adobe Technical Note 5176, "The Compact Font Format Specification".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from struct import pack_into, unpack_from

__all__ = ["renumbered"]

_CHARSTRINGS, _CHARSET, _ROS = 17, 15, 1230
"""Operators of the Top DICT; one of two bytes counts as 1200 and its second."""
_LAST_PREDEFINED = 2
"""Charsets up to this number are names of lists, and no places in the table."""


def renumbered(font: bytes) -> bytes:
    """The OpenType font with every glyph's CID equal to its index.

    A font without CIDs comes back as it is. The glyphs stay in their order.
    """
    table = next((found for tag, *found in _tables(font) if tag == b"CFF "), None)
    if table is None:
        return font
    record, start, length = table
    cff = bytearray(font[start : start + length])
    operators = dict(_operators(_top(bytes(cff))))
    place = operators.get(_CHARSET, 0)
    if _ROS not in operators or place <= _LAST_PREDEFINED:
        return font
    (glyphs,) = unpack_from(">H", cff, operators[_CHARSTRINGS])
    _count_up(cff, place, glyphs)
    whole = bytearray(font)
    whole[start : start + length] = cff
    pack_into(">I", whole, record + 4, _checksum(bytes(cff)))
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


def _tables(font: bytes) -> Iterator[tuple[bytes, int, int, int]]:
    """Each table's tag, the place of its record, where it begins and how long it is."""
    if font[:4] != b"OTTO":
        return
    (count,) = unpack_from(">H", font, 4)
    for record in range(12, 12 + 16 * count, 16):
        start, length = unpack_from(">II", font, record + 8)
        yield font[record : record + 4], record, start, length


def _checksum(table: bytes) -> int:
    """The sum of its words of four bytes (OpenType, "Calculating checksums")."""
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = unpack_from(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _top(cff: bytes) -> bytes:
    """The Top DICT: the first entry of the second index."""
    names_end = _index(cff, cff[2])[1]
    entries, _ = _index(cff, names_end)
    first, last = entries[0]
    return cff[first:last]


def _index(cff: bytes, place: int) -> tuple[list[tuple[int, int]], int]:
    """Where an index' entries begin and end, and where the index ends."""
    (count,) = unpack_from(">H", cff, place)
    if not count:
        return [], place + 2
    size = cff[place + 2]
    steps = range(place + 3, place + 3 + size * (count + 1), size)
    base = place + 2 + size * (count + 1)
    edges = [base + int.from_bytes(cff[step : step + size], "big") for step in steps]
    return list(pairwise(edges)), edges[-1]


def _operators(top: bytes) -> Iterator[tuple[int, int]]:
    """Each operator with its last operand; only whole numbers are told apart from others."""
    at, last = 0, 0
    while at < len(top):
        byte = top[at]
        if byte <= 21:
            two = byte == 12
            yield (1200 + top[at + 1] if two else byte), last
            at += 2 if two else 1
        elif byte == 30:  # a real number: half-bytes up to one that is 15
            at += 1
            while top[at] & 0x0F != 0x0F and top[at] >> 4 != 0x0F:
                at += 1
            at += 1
        elif byte in (28, 29):
            size = 2 if byte == 28 else 4
            last = int.from_bytes(top[at + 1 : at + 1 + size], "big", signed=True)
            at += 1 + size
        elif byte <= 246:
            last, at = byte - 139, at + 1
        else:
            sign = 1 if byte <= 250 else -1
            base = (byte - 247) if sign > 0 else (byte - 251)
            last, at = sign * (base * 256 + top[at + 1] + 108), at + 2
