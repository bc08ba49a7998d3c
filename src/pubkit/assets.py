"""Asset: one picture's bytes and what is known of them. Renderers see these, never the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

from pubkit.fingerprint import fingerprint

__all__ = ["NO_ASSETS", "Asset", "Assets", "ImageType"]

ImageType: TypeAlias = Literal["image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff"]
"""The media types that photos come in; sniffed from the bytes, never from the name."""

SUFFIXES: Mapping[ImageType, str] = MappingProxyType(
    {
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/gif": ".gif",
        "image/webp": ".webp",
        "image/tiff": ".tif",
    }
)


@dataclass(frozen=True)
class Asset:
    """A picture, upright: a camera's rotation mark is already applied."""

    data: bytes
    """The file's bytes."""
    media_type: ImageType
    """What the bytes are."""
    width_px: int
    """Width in pixels."""
    height_px: int
    """Height in pixels."""
    mode: str = "RGB"
    """Pillow's name of the pixel format: `RGB`, `L`, `CMYK`, `RGBA`, …."""

    @property
    def suffix(self) -> str:
        """`.jpg`, `.png`, …: the file name ending that fits the bytes."""
        return SUFFIXES[self.media_type]

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def fingerprint(self) -> bytes:
        """What it shows, whatever its size and compression (`fingerprint.py`)."""
        return fingerprint(self.data)


Assets: TypeAlias = Mapping[str, Asset]
"""Photo key → picture, read-only. A key without an entry is a photo that could not be had."""

NO_ASSETS: Assets = MappingProxyType({})
