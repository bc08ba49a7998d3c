"""Exif: of what a camera notes (CIPA DC-008), how the picture is turned and whose it is."""

from __future__ import annotations

from pubkit.metadata import directory

__all__ = ["PREFIX", "kept"]

PREFIX = b"Exif\0\0"
"""What stands before the block in a JPEG, and in some WebP files."""
_SHORT, _ASCII = 3, 2
"""Types of value."""
_LARGEST = 30_000
"""Bytes of a value: a segment of a JPEG must hold both."""


def kept(block: bytes) -> bytes:
    """A new block with orientation, artist and copyright; empty if the old one has none of them."""
    found = directory.read(block.removeprefix(PREFIX))
    if found is None:
        return b""
    values: dict[int, tuple[int, int, bytes]] = {}
    turned = found.numbers(directory.ORIENTATION)[:1]
    if turned and 2 <= turned[0] <= 8:
        values[directory.ORIENTATION] = (_SHORT, 1, turned[0].to_bytes(2, "big"))
    for entry in found.entries:
        if entry.tag in (directory.ARTIST, directory.COPYRIGHT) and entry.kind == _ASCII:
            name = found.value(entry)[:_LARGEST].rstrip(b"\0 ")
            if name:
                values[entry.tag] = (_ASCII, len(name) + 1, name + b"\0")
    return _block(values) if values else b""


def _block(values: dict[int, tuple[int, int, bytes]]) -> bytes:
    """The values, by tag, behind a header and a directory (TIFF 6.0, section 2)."""
    records, behind = b"", b""
    place = 8 + 2 + 12 * len(values) + 4
    for tag, (kind, count, value) in sorted(values.items()):
        if len(value) > 4:
            inner = (place + len(behind)).to_bytes(4, "big")
            behind += value + bytes(len(value) % 2)  # values stand at even places
        else:
            inner = value.ljust(4, b"\0")
        records += tag.to_bytes(2, "big") + kind.to_bytes(2, "big") + count.to_bytes(4, "big")
        records += inner
    head = b"MM\0\x2a\0\0\0\x08" + len(values).to_bytes(2, "big")
    return head + records + bytes(4) + behind
