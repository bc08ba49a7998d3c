"""Pictures: the document's own, each under one key, with the bytes that it was given."""

from __future__ import annotations

import io
import posixpath
import re

from pubkit.assets import SUFFIXES, Asset, ImageType
from pubkit.readers.word.flow import Picture
from pubkit.readers.word.remarks import Remarks

__all__ = ["Pictures"]

_TYPES: dict[str, ImageType] = {
    "JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "GIF": "image/gif",
    "WEBP": "image/webp", "TIFF": "image/tiff",
}  # fmt: skip
_OTHER = {"BMP": "PNG", "DIB": "PNG"}
"""Formats without loss that no channel takes, and what they are saved as."""
_KINDS = {b"\x01\x00\x00\x00": "EMF", b"\xd7\xcd\xc6\x9a": "WMF", b"\x01\x00\x09\x00": "WMF",
          b"<svg": "SVG", b"<?xm": "SVG"}  # fmt: skip
"""How drawings begin that are no pixels."""
_PLAIN = re.compile(r"[^\0\\]+")


class Pictures:
    """The pictures of one document, as they are met."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.assets: dict[str, Asset] = {}
        self._keys: dict[bytes, str] = {}

    def key(self, picture: Picture, line: int, wanted: str = "") -> str | None:
        """The picture's key, which `wanted` says if it can; None for one that cannot be had.

        One that is read twice has one key.
        """
        if picture.data is None:
            return wanted or None
        if wanted and wanted in self.assets:
            return wanted
        if not wanted and picture.data in self._keys:
            return self._keys[picture.data]
        asset = self._asset(picture, line)
        if asset is None:
            return wanted or None
        key = wanted or self._fresh(asset)
        if not wanted or _may_lie_beside(wanted):
            self.assets[key] = asset
        self._keys.setdefault(picture.data, key)
        return key

    def _fresh(self, asset: Asset) -> str:
        number = len(self.assets) + 1
        while (key := f"photos/{number}{asset.suffix}") in self.assets:
            number += 1
        return key

    def _asset(self, picture: Picture, line: int) -> Asset | None:
        """The picture with its measures; None, and a remark, if it is none that can be used."""
        from PIL import Image

        data = picture.data or b""
        try:
            with Image.open(io.BytesIO(data)) as opened:
                name, size, mode = opened.format or "", opened.size, opened.mode
                if name in _OTHER:
                    data = _saved(opened, _OTHER[name])
                    name = _OTHER[name]
                else:
                    opened.verify()
        except Exception:  # damaged pictures raise almost anything
            name = ""
        if name in _TYPES:
            return Asset(data, _TYPES[name], *size, mode)
        kind = next((k for start, k in _KINDS.items() if data.startswith(start)), name)
        what = f"is a drawing ({kind})" if kind else "cannot be read as a picture"
        self.remarks.enter(
            "picture-unusable",
            "warning",
            f"{posixpath.basename(picture.part) or 'A picture'} {what}, and is left out.",
            "Save it as a PNG or JPEG and put its name in.",
            line=line,
        )
        return None


def _saved(picture: object, kind: str) -> bytes:
    from PIL.Image import Image

    assert isinstance(picture, Image)
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


def _may_lie_beside(key: str) -> bool:
    """Whether a key names a file in the article's own folder that such a picture can be."""
    if "://" in key or key.startswith(("/", "..")) or not _PLAIN.fullmatch(key):
        return False
    return posixpath.splitext(key)[1].lower() in {*SUFFIXES.values(), ".jpeg", ".tiff"}
