"""IPTC: of what a picture desk notes, whose the picture is.

It stands in a JPEG among Photoshop's image resources (Adobe Photoshop File Formats, 2019), as
datasets (IPTC Information Interchange Model 4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["kept"]

_PREFIX = b"Photoshop 3.0\0"
_SIGNATURE = b"8BIM"
_IPTC = b"\x04\x04"
"""The resource that holds the datasets."""
_MARK = 0x1C
"""What begins a dataset (§1.5)."""
_RIGHTS = frozenset([(2, 80), (2, 110), (2, 115), (2, 116)])
"""By-line, credit, source, copyright notice."""
_FRAME = frozenset([(1, 90), (2, 0)])
"""How they are encoded: character set and version."""


def kept(segment: bytes) -> bytes:
    """An APP13 with the datasets on rights alone; empty if it has none."""
    rights = b"".join(_rights(segment))
    if not rights:
        return b""
    size = len(rights).to_bytes(4, "big")
    return _PREFIX + _SIGNATURE + _IPTC + b"\0\0" + size + rights + bytes(len(rights) % 2)


def _rights(segment: bytes) -> Iterator[bytes]:
    for kind, body in _resources(segment):
        if kind == _IPTC:
            found = list(_datasets(body))
            if any(name in _RIGHTS for name, _ in found):
                yield from (whole for name, whole in found if name in _RIGHTS | _FRAME)
            return


def _resources(segment: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The resources by number: signature, number, padded name, size, padded body."""
    place = len(_PREFIX) if segment.startswith(_PREFIX) else len(segment)
    while segment[place : place + 4] == _SIGNATURE and place + 7 <= len(segment):
        start = place + 6 + (segment[place + 6] + 2) // 2 * 2 + 4
        size = int.from_bytes(segment[start - 4 : start], "big")
        yield segment[place + 4 : place + 6], segment[start : start + size]
        place = start + size + size % 2


def _datasets(body: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """The datasets by record and number; an extended one, of over 32 kB, ends the row."""
    place = 0
    while place + 5 <= len(body) and body[place] == _MARK:
        size = int.from_bytes(body[place + 3 : place + 5], "big")
        end = place + 5 + size
        if size > 0x7FFF or end > len(body):
            return
        yield (body[place + 1], body[place + 2]), body[place:end]
        place = end
