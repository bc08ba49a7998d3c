"""Font files: an OpenType font's tables, and what a compact font (CFF) says of its glyphs.

Whatever is read may be broken: what does not hold together is a ValueError or a struct.error.
Sources: OpenType 1.9.1, "OpenType font file"; Adobe Technical Note 5176, "The Compact Font Format
Specification".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from struct import unpack_from

__all__ = ["CHARSET", "CHARSTRINGS", "LAST_PREDEFINED", "ROS", "numbers", "operators", "table"]

CHARSTRINGS, CHARSET, ROS = 17, 15, 1230
"""Operators of the Top DICT; one of two bytes counts as 1200 and its second."""
LAST_PREDEFINED = 2
"""Charsets up to this number are names of lists, and no places in the table."""


def table(font: bytes, tag: bytes) -> tuple[int, int, int] | None:
    """The place of a table's record, where the table begins, how long it is; None without one."""
    (count,) = unpack_from(">H", font, 4)
    for record in range(12, 12 + 16 * count, 16):
        if font[record : record + 4] == tag:
            start, length = unpack_from(">II", font, record + 8)
            if start + length > len(font):
                raise ValueError(f"its table {tag.decode('ascii')} is cut off")
            return record, start, length
    return None


def operators(cff: bytes) -> dict[int, int]:
    """Each operator of the first font's Top DICT with its last operand, if that is whole."""
    if cff[:1] != b"\1":
        raise ValueError("it is no compact font")
    _, names_end = _index(cff, cff[2])
    entries, _ = _index(cff, names_end)
    if not entries:
        raise ValueError("it holds no font")
    first, last = entries[0]
    return dict(_operators(cff[first:last]))


def numbers(cff: bytes) -> set[int]:
    """What the first font's glyphs are called by: their CIDs, else their places."""
    top = operators(cff)
    entries, _ = _index(cff, top[CHARSTRINGS])
    glyphs = len(entries)
    if ROS not in top:
        return set(range(glyphs))
    place = top.get(CHARSET, 0)
    if place <= LAST_PREDEFINED:
        raise ValueError("it does not list its glyphs")
    return {0, *_listed(cff, place, glyphs - 1)}


def _listed(cff: bytes, place: int, glyphs: int) -> Iterator[int]:
    """The charset's numbers; it leaves out the first glyph, .notdef."""
    kind, at = cff[place], place + 1
    if kind == 0:
        yield from unpack_from(f">{max(0, glyphs)}H", cff, at)
        return
    if kind > 2:
        raise ValueError(f"its list of glyphs is of an unknown kind, {kind}")
    form, size = (">HB", 3) if kind == 1 else (">HH", 4)
    while glyphs > 0:
        first, others = unpack_from(form, cff, at)
        yield from range(first, first + others + 1)
        glyphs -= others + 1
        at += size


def _index(cff: bytes, place: int) -> tuple[list[tuple[int, int]], int]:
    """Where an index' entries begin and end, and where the index ends."""
    (count,) = unpack_from(">H", cff, place)
    if not count:
        return [], place + 2
    size = cff[place + 2]
    steps = range(place + 3, place + 3 + size * (count + 1), size)
    base = place + 2 + size * (count + 1)
    edges = [base + int.from_bytes(cff[step : step + size], "big") for step in steps]
    entries = list(pairwise(edges))
    if edges[-1] > len(cff) or any(first > last for first, last in entries):
        raise ValueError("one of its lists is cut off")
    return entries, edges[-1]


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
