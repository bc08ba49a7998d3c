"""WebP: RIFF chunks (RFC 9649), of which those that draw stay."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.metadata import exif

__all__ = ["SIGNATURE", "stripped"]

SIGNATURE = b"RIFF"
_FORM = b"WEBP"
_HEAD = 12
"""Bytes before the first chunk (§2.4)."""
_PIXELS = frozenset([b"VP8 ", b"VP8L", b"ALPH"])
_DRAWING = _PIXELS | {b"VP8X", b"ANIM", b"ICCP"}
_FRAME = 16
"""Bytes that a frame says of itself before its own chunks (§2.7.1.1)."""
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
"""Flags of VP8X (§2.7)."""


def stripped(data: bytes) -> bytes:
    """The file without foreign chunks, and without what was added behind it."""
    if data[8:_HEAD] != _FORM:
        return data
    size = int.from_bytes(data[4:8], "little")
    chunks = list(_kept(data[_HEAD : size + 8]))
    has_exif = any(kind == b"EXIF" for kind, _ in chunks)
    body = b"".join(_chunk(kind, _flagged(kind, body, has_exif)) for kind, body in chunks)
    return SIGNATURE + (len(body) + 4).to_bytes(4, "little") + _FORM + body


def _kept(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for kind, body in _chunks(data):
        if kind == b"ANMF":
            inner = [chunk for chunk in _chunks(body[_FRAME:]) if chunk[0] in _PIXELS]
            yield kind, body[:_FRAME] + b"".join(_chunk(*chunk) for chunk in inner)
        elif kind in _DRAWING:
            yield kind, body
        elif kind == b"EXIF" and (block := exif.kept(body)):
            yield kind, block


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(data):
        end = place + 8 + int.from_bytes(data[place + 4 : place + 8], "little")
        yield data[place : place + 4], data[place + 8 : end]
        place = end + (end - place) % 2


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)


def _flagged(kind: bytes, body: bytes, has_exif: bool) -> bytes:
    """VP8X with flags that tell of what is still there."""
    if kind != b"VP8X" or not body:
        return body
    flags = body[0] & ~(_HAS_XMP | (0 if has_exif else _HAS_EXIF))
    return bytes([flags]) + body[1:]
