"""Pictures: how they are placed, where they lie, and what the files are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from pubkit.checks.lengths import Limits
from pubkit.fault import Fault
from pubkit.wechatlint.sheet import Piece, Sheet

__all__ = ["pictured"]

_HOSTS = ("mmbiz.qpic.cn", "mmbiz.qlogo.cn", "mmecoa.qpic.cn", "wx.qlogo.cn")
"""Where the platform keeps pictures: those that its editor leaves in place."""
_KINDS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
"""What `media/uploadimg` takes, by the first bytes (JPEG: T.81 B.1.1.3; PNG 3, §5.2)."""
_STRETCH = 0.02
"""How much two proportions may differ: what rounding gives stays below."""
_NUMBER = re.compile(r"\d+(\.\d+)?")


def pictured(sheet: Sheet, files: Mapping[str, bytes | None], limits: Limits) -> Iterator[Fault]:
    """The faults of the pictures; `files` has those that lie beside the page, None if missing."""
    for piece in sheet.pieces:
        if piece.tag != "img":
            continue
        address = piece.element.get("src") or piece.element.get("data-src") or ""
        yield from _placed(piece)
        if address in files:
            yield from _stored(piece, address, files[address], limits)
        else:
            yield from _addressed(piece, address)


def _placed(piece: Piece) -> Iterator[Fault]:
    width = piece.style.get("width")
    if width != "100%" and not _is_ornament(piece, width):
        yield Fault(
            "wechat-picture-width",
            "warning",
            piece.place,
            "A picture without width:100% is as wide as its pixels or its frame lets it",
            "Give it width:100%.",
        )
    missing = [
        name
        for name in ("data-w", "data-ratio")
        if not _NUMBER.fullmatch(piece.element.get(name, ""))
    ]
    if missing:
        yield Fault(
            "wechat-picture-size",
            "warning",
            piece.place,
            f"A picture without {' and '.join(missing)} makes the text jump while it loads",
            "Give its width in pixels, and height by width.",
        )


def _is_ornament(piece: Piece, width: str) -> bool:
    length = piece.length(width)
    return length is not None and length <= 48


def _addressed(piece: Piece, address: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("about:invalid")
    if parts.scheme in ("http", "https", "") and (parts.hostname or "") in _HOSTS:
        return
    if not parts.scheme and not parts.netloc and address:
        return  # beside the page, and nobody has given the file
    what = f"{parts.scheme}: address" if parts.scheme not in ("http", "https") else parts.netloc
    yield Fault(
        "wechat-picture-address",
        "error",
        piece.place,
        f"The picture's {what or 'address'} is none that the platform keeps",
        "Upload the picture and take the address that the platform gives.",
    )


def _stored(piece: Piece, address: str, data: bytes | None, limits: Limits) -> Iterator[Fault]:
    if data is None:
        yield Fault(
            "wechat-picture-missing",
            "error",
            piece.place,
            f"The picture {address[-60:]!r} is not there",
            "Put it beside the page.",
        )
        return
    kind = next((name for magic, name in _KINDS.items() if data.startswith(magic)), "")
    if not kind:
        yield Fault(
            "wechat-picture-kind",
            "error",
            piece.place,
            f"{address[-60:]!r} is no JPEG or PNG, whatever its name says",
            "Save it as one.",
        )
        return
    if len(data) >= limits.picture_bytes:
        yield Fault(
            "wechat-picture-heavy",
            "error",
            piece.place,
            f"{address[-60:]!r} has {len(data):,} bytes; fewer than "
            f"{limits.picture_bytes:,} are taken",
            "Make it smaller.",
        )
    yield from _proportioned(piece, address, data)


def _proportioned(piece: Piece, address: str, data: bytes) -> Iterator[Fault]:
    """The size that the page says is the picture's own."""
    from PIL import Image

    said = piece.element.get("data-ratio", "")
    if not _NUMBER.fullmatch(said) or float(said) == 0:
        return
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            own = picture.height / picture.width
    except (OSError, ValueError, Image.DecompressionBombError):
        yield Fault(
            "wechat-picture-kind",
            "error",
            piece.place,
            f"{address[-60:]!r} cannot be opened",
            "Save it anew.",
        )
        return
    if abs(float(said) / own - 1) > _STRETCH:
        yield Fault(
            "wechat-picture-ratio",
            "error",
            piece.place,
            f"data-ratio {said} is not the picture's, {own:.3f}",
            "Write height by width.",
        )
