"""TIFF: tags that point to places in the file; what no kept tag points to is blanked.

Every kept byte stays at its place, so that no address changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from pubkit.metadata import directory
from pubkit.metadata.directory import ARTIST, COPYRIGHT, ORIENTATION, Directory

__all__ = ["SIGNATURES", "stripped"]

SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_DRAWING = frozenset(
    [254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 282,
     283, 284, 290, 291, 292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332,
     334, 336, 338, 339, 340, 341, 342, 347, 512, 513, 514, 529, 530, 531, 532, 34675]
)  # fmt: skip
"""Size, pixels, colours, resolution (TIFF 6.0, appendix A), and the colour profile (ICC.1, annex
B.2)."""
_KEPT = _DRAWING | {ORIENTATION, ARTIST, COPYRIGHT}
_PIXELS = ((273, 279), (324, 325), (513, 514))
"""Tags that say where pixels stand, each with the one that says how many bytes: strips, tiles,
an old JPEG."""


_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES = 256, 257, 258, 259, 277


def stripped(data: bytes) -> bytes:
    """The file's first picture; further ones, mostly thumbnails, go."""
    found = directory.read(data)
    if found is None:
        return data
    kept = [entry for entry in found.entries if entry.tag in _KEPT]
    written = found.dump(kept)
    values = ((entry.place, entry.place + entry.size) for entry in kept if not entry.short)
    places = _merged([(0, 16 if found.big else 8), *values, *_pixels(found)], len(data))
    made = bytearray(max(places[-1][1], found.place + len(written)))
    for start, end in places:
        made[start:end] = data[start:end]
    made[found.place : found.place + len(written)] = written
    return bytes(made)


def _pixels(found: Directory) -> Iterator[tuple[int, int]]:
    """Where pixels stand; all to the file's end, where the file does not say how many bytes.

    Old programs left the sizes out or got them wrong, and libraries read such files all the same.
    """
    for starts, sizes in _PIXELS:
        places, lengths = found.numbers(starts), found.numbers(sizes)
        if len(lengths) < len(places) or sum(lengths) < _expected(found) > 0:
            yield from ((place, len(found.data)) for place in places)
        else:
            yield from ((place, place + size) for place, size in zip(places, lengths, strict=False))


def _expected(found: Directory) -> int:
    """Bytes of the pixels where they are not compressed; 0 where that cannot be told."""
    if found.numbers(_COMPRESSION) not in ((), (1,)):
        return 0
    bits = found.numbers(_BITS) or (1,)
    samples = max(found.numbers(_SAMPLES) or (1,))
    sides = (max(found.numbers(tag) or (0,)) for tag in (_WIDTH, _HEIGHT))
    return math.prod(sides) * max(sum(bits), bits[0] * samples) // 8


def _merged(places: Iterable[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The places in order, within the file, none of them twice: each could name all of it."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted((first, min(last, end)) for first, last in places):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        elif first < last:
            merged.append((first, last))
    return merged
