"""Directory: what a TIFF file, or the Exif block of another, says in tags (TIFF 6.0, section 2)."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

__all__ = ["ARTIST", "COPYRIGHT", "ORIENTATION", "Directory", "Entry", "read"]

ORIENTATION, ARTIST, COPYRIGHT = 274, 315, 33432
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
          16: 8, 17: 8, 18: 8}  # fmt: skip
"""Bytes of a value of each type; 16 to 18 are BigTIFF's."""
_HEAD = 8
"""Bytes before which no directory can stand."""
_WHOLE = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
"""Types of whole numbers, as `struct` calls them."""


class Entry(Struct, frozen=True):
    """A tag with its value."""

    tag: int
    """What the value says."""
    kind: int
    """The type of each of its parts."""
    place: int
    """Where the value stands."""
    size: int
    """Its bytes."""
    record: bytes
    """The entry itself, which holds a short value or points to a long one."""
    short: bool
    """Whether it holds it."""


class Directory(Struct, frozen=True):
    """The first directory of a file, as far as it lies within the file."""

    data: bytes
    """The file."""
    order: Literal["little", "big"]
    """The order of bytes in a number."""
    big: bool
    """Whether it is BigTIFF, with addresses of eight bytes."""
    place: int
    """Where the directory stands."""
    entries: tuple[Entry, ...]
    """Its entries, in the file's order."""

    def value(self, entry: Entry) -> bytes:
        """The bytes of an entry's value."""
        return self.data[entry.place : entry.place + entry.size]

    def numbers(self, tag: int) -> tuple[int, ...]:
        """The whole numbers that a tag lists; none where it is not there, or lists others."""
        for entry in self.entries:
            if entry.tag == tag and entry.kind in _WHOLE:
                sign, code = "<" if self.order == "little" else ">", _WHOLE[entry.kind]
                return struct.unpack(
                    f"{sign}{entry.size // _SIZES[entry.kind]}{code}", self.value(entry)
                )
        return ()

    def dump(self, entries: Iterable[Entry]) -> bytes:
        """A directory of these entries alone, the last of its file."""
        records = [entry.record for entry in entries]
        count, address = (8, 8) if self.big else (2, 4)
        return len(records).to_bytes(count, self.order) + b"".join(records) + bytes(address)


def read(data: bytes) -> Directory | None:
    """The first directory of `data`, which begins with a TIFF header; None if there is none."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"

    def number(place: int, size: int) -> int:
        return int.from_bytes(data[place : place + size], order)

    version = number(2, 2)
    if data[:2] not in (b"II", b"MM") or version not in (42, 43):
        return None
    big = version == 43
    address, counter, record = (8, 8, 20) if big else (4, 2, 12)
    place = number(8 if big else 4, address)
    first = place + counter
    if place < _HEAD or first > len(data):
        return None
    room = (len(data) - first) // record
    entries: list[Entry] = []
    for start in range(first, first + min(number(place, counter), room) * record, record):
        tag, kind, count = number(start, 2), number(start + 2, 2), number(start + 4, address)
        size = count * _SIZES.get(kind, 0)
        inner = start + 4 + address
        at = inner if size <= address else number(inner, address)
        if size and at + size <= len(data):
            whole = data[start : start + record]
            entries.append(Entry(tag, kind, at, size, whole, short=size <= address))
    return Directory(data, order, big, place, tuple(entries))
