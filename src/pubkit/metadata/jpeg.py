"""JPEG: a row of segments (ITU-T T.81, annex B), of which those that draw stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.metadata import exif, iptc

__all__ = ["SIGNATURE", "stripped"]

SIGNATURE = b"\xff\xd8"
_MARKER = re.compile(rb"\xff([\xc0-\xcf\xd9-\xfe])")
"""Table B.1, but for what may stand within a scan: stuffed bytes, fill bytes, restarts."""
_SCAN, _END = 0xDA, 0xD9
_DRAWING = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xE0)))
"""Frames, scans, and their tables."""
_JFIF = b"JFIF\0"
_JFIF_SIZE = 14
"""Bytes of its APP0 (ITU-T T.871, §10.1), the last two of which size the thumbnail behind it."""
_ADOBE_SIZE = 12
"""Bytes of Adobe's APP14, which says what the channels mean (Adobe TN 5116, §18)."""


def stripped(data: bytes) -> bytes:
    """The file's first picture; what follows it, often a second one or a film, goes."""
    return SIGNATURE + b"".join(_pieces(data))


def _pieces(data: bytes) -> Iterator[bytes]:
    place = len(SIGNATURE)
    while found := _MARKER.search(data, place):
        marker, start = found[1][0], found.end()
        if marker == _END:
            yield found[0]
            return
        end = start + int.from_bytes(data[start : start + 2], "big")
        if not start + 2 <= end <= len(data):
            return
        body = _kept(marker, data[start + 2 : end])
        if body is not None:
            yield found[0] + (len(body) + 2).to_bytes(2, "big") + body
        place = end
        if marker == _SCAN:
            behind = _MARKER.search(data, end)
            place = behind.start() if behind else len(data)
            yield data[end:place]


def _kept(marker: int, body: bytes) -> bytes | None:
    """What stays of a segment; None if nothing does."""
    if marker in _DRAWING:
        return body
    if marker == 0xE0 and body.startswith(_JFIF):
        return body[: _JFIF_SIZE - 2] + b"\0\0" if len(body) >= _JFIF_SIZE else body
    if marker == 0xE1 and body.startswith(exif.PREFIX):
        block = exif.kept(body)
        return exif.PREFIX + block if block else None
    if marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        return body
    if marker == 0xED:
        return iptc.kept(body) or None
    if marker == 0xEE and body.startswith(b"Adobe"):
        return body[:_ADOBE_SIZE]
    return None
