"""GIF: a row of blocks (GIF89a), of which those that draw stay."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["SIGNATURE", "stripped"]

SIGNATURE = b"GIF8"
_HEAD = 13
"""Bytes of header and screen descriptor (§17, §18)."""
_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF
_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Programs whose blocks draw: how often it runs, twice, and the colour profile."""


def stripped(data: bytes) -> bytes:
    """The file's blocks up to its end mark; comments and foreign programs' blocks go."""
    head = _HEAD + _colours(data, _HEAD - 3)
    return data[:head] + b"".join(_blocks(data, head))


def _colours(data: bytes, flags: int) -> int:
    """Bytes of the colour table that the flags at a place announce (§18, §20)."""
    packed = data[flags] if flags < len(data) else 0
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _blocks(data: bytes, place: int) -> Iterator[bytes]:
    while place < len(data):
        mark, label = data[place], data[place + 1 : place + 2]
        if mark == _IMAGE:
            start = place + 10 + _colours(data, place + 9) + 1  # behind the code size
        elif mark == _EXTENSION:
            start = place + 2
        elif mark == _TRAILER:
            yield data[place : place + 1]
            return
        else:  # a byte too many, which programs skip
            place += 1
            continue
        end = _end(data, start)
        if mark == _IMAGE or _draws(label, data[start + 1 : start + 12]):
            yield data[place:end]
        place = end


def _end(data: bytes, place: int) -> int:
    """Where a row of sub-blocks ends (§15)."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1


def _draws(label: bytes, program: bytes) -> bool:
    if label == bytes([_APPLICATION]):
        return program in _APPLICATIONS
    return label != bytes([_COMMENT])
