"""Companions: the bytes of the pictures that an artifact only names."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, unquote_to_bytes, urlsplit

__all__ = ["Companions"]

_DATA = re.compile(r"data:([^,]*),", re.IGNORECASE)


class Companions:
    """The files that belong to an artifact, found by what its pictures say."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Files by the path that the artifact names them with."""
        self._files = files
        self._by_name: dict[str, list[str]] = {}
        for path in files:
            self._by_name.setdefault(posixpath.basename(path), []).append(path)

    def picture(self, address: str) -> tuple[bytes | None, str]:
        """A picture's bytes, None if they are not here, and its name, empty if it names none."""
        if inline := _DATA.match(address):
            return _inline(address[inline.end() :], inline[1]), ""
        return self._found(address), address

    def _found(self, address: str) -> bytes | None:
        if address in self._files:
            return self._files[address]
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        path = posixpath.normpath(unquote(parts.path))
        if parts.scheme or parts.netloc:
            return self._uploaded(path)
        return self._files.get(path)

    def _uploaded(self, path: str) -> bytes | None:
        """The one file whose last parts are most like those of an address on the web."""
        names = self._by_name.get(posixpath.basename(path), ())
        most = max((_shared(path, name) for name in names), default=0)
        likest = {self._files[name] for name in names if _shared(path, name) == most}
        return likest.pop() if len(likest) == 1 else None


def _inline(content: str, head: str) -> bytes | None:
    """The content of a `data:` address (RFC 2397)."""
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(content)
    try:
        return base64.b64decode(unquote(content), validate=False)
    except (binascii.Error, ValueError):
        return None


def _shared(one: str, other: str) -> int:
    """How many parts, from the last, two paths have in common."""
    return len(list(_common(one, other)))


def _common(one: str, other: str) -> Iterator[str]:
    for left, right in zip(reversed(one.split("/")), reversed(other.split("/")), strict=False):
        if left != right:
            return
        yield left
