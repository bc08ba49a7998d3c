"""PNG: a row of chunks (PNG 3), of which those that draw stay."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from pubkit.metadata import exif

__all__ = ["SIGNATURE", "stripped"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWING = frozenset(
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
     b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"]
)  # fmt: skip
"""Pixels, colours, transparency, resolution, frames (§5.6)."""
_TEXTS = frozenset([b"tEXt", b"zTXt", b"iTXt"])
_RIGHTS = frozenset([b"Author", b"Copyright"])
"""Keywords of texts that say whose the picture is (§11.3.3.1)."""


def stripped(data: bytes) -> bytes:
    """The file's chunks up to its end mark; what was added behind that goes."""
    return SIGNATURE + b"".join(_chunks(data))


def _chunks(data: bytes) -> Iterator[bytes]:
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        if kind in _DRAWING or (kind in _TEXTS and _keyword(data, place) in _RIGHTS):
            yield data[place:end]
        elif kind == b"eXIf" and (block := exif.kept(data[place + 8 : end - 4])):
            yield _chunk(kind, block)
        if kind == b"IEND":
            return
        place = end


def _keyword(data: bytes, place: int) -> bytes:
    """The keyword of the text that begins at `place`, of at most 79 bytes."""
    return data[place + 8 : place + 88].partition(b"\0")[0]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
