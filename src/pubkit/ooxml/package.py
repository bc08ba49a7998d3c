"""Package: the parts of a Word file and what they point to (ISO 29500-2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from pubkit.decoding import xml_tree
from pubkit.errors import ReadError

__all__ = ["Package", "Relation"]

_MAX_PART = 256 * 1024 * 1024
"""Bytes of the largest part that is unpacked."""
_MAX_WHOLE = 4 * _MAX_PART
"""Bytes of all parts together."""
_FREE = 32 * 1024 * 1024
"""Bytes that a part may always have: text that repeats itself packs without end."""
_MAX_RATIO = 200
"""How many times its packed size a larger part may have; prose packs to a fifth."""
_MOST_MARKS = 1_000_000
"""Tags of the largest part: a book of 870 pages has 150,000, and a million take 16 s to read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB], §2.2): Word 97 to 2003, and whatever is encrypted."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an encrypted package ([MS-OFFCRYPTO], §2.1.4)."""
_FOREIGN = {b"{\\rtf": "an RTF text", b"%pdf-": "a PDF", b"<html": "a web page",
            b"<!doctype html": "a web page", b"mime-version:": "a web archive",
            b"<?xml": "bare XML"}  # fmt: skip
"""Beginnings of what is often called .docx."""
_HEAD = 256
"""Bytes in which such a beginning stands, white space before it included."""


class Relation(Struct, frozen=True):
    """Where a part points to."""

    kind: str
    """The last word of its type: `image`, `hyperlink`, `footnotes`."""
    target: str
    """The name of a part, or an address."""
    external: bool
    """Whether it is an address."""


class Package:
    """A Word file, unpacked as far as it is asked for."""

    def __init__(self, data: bytes) -> None:
        """The package in `data`.

        Raises: ReadError if it is no zip file, is encrypted or of another format, or two of its
        parts have one name.
        """
        self._unpacked: dict[str, bytes] = {}
        self._whole = 0
        _reject_foreign(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # zipfile lets through whatever broken bytes make it raise
            raise ReadError(f"the Word file is no zip file ({error})") from error
        self._infos = {_key(info.filename): info for info in self._archive.infolist()}
        if len(self._infos) < len(self._archive.infolist()):
            raise ReadError("two parts of the Word file have one name; programs differ in which")

    def part(self, name: str) -> bytes | None:
        """The part called `name`; None if there is none.

        Raises: ReadError if it is damaged, encrypted or a decompression bomb.
        """
        key = _key(name)
        if key not in self._infos:
            return None
        if key not in self._unpacked:
            self._unpacked[key] = self._unpack(self._infos[key])
        return self._unpacked[key]

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        limit = min(_MAX_PART, max(_FREE, info.compress_size * _MAX_RATIO))
        limit = min(limit, _MAX_WHOLE - self._whole)
        try:
            with self._archive.open(info) as member:
                data = member.read(limit + 1)
        except Exception as error:  # as above; encryption and unknown methods too
            raise ReadError(f"{info.filename!r} of the Word file cannot be unpacked") from error
        if len(data) > limit:
            raise ReadError(f"{info.filename!r} of the Word file unpacks to more than any text has")
        self._whole += len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of the XML part called `name`; None if there is none.

        Raises: what `part` raises; ReadError if it is not well formed, or has too many elements.
        """
        data = self.part(name)
        if data is None:
            return None
        # Counted before it is parsed: a tree takes thirty times as much memory as such text.
        if data.count(b"<") > _MOST_MARKS:
            raise ReadError(f"{name!r} of the Word file has more elements than any text; split it")
        return xml_tree(data, f"{name!r} of the Word file")

    def relations(self, name: str = "") -> Mapping[str, Relation]:
        """Where the part points to, by id; without a name, where the package does."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {} if root is None else dict(_relations(root, folder))

    def related(self, relations: Mapping[str, Relation], kind: str) -> str:
        """The name of the first part of a kind; empty if there is none."""
        return next((r.target for r in relations.values() if r.kind == kind and not r.external), "")


def _key(name: str) -> str:
    """What a part's name is compared by (ISO 29500-2, §6.2.2.3): some write backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _reject_foreign(data: bytes) -> None:
    """Raises ReadError for what is known to be something else, saying what."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError("the Word file is protected by a password; save it without one")
        raise ReadError("it is an old Word file (.doc); save it as .docx")
    for start, what in _FOREIGN.items():
        if data[:_HEAD].lstrip().lower().startswith(start):
            raise ReadError(f"it is {what} and no Word file; save it as .docx")
    if not data:
        raise ReadError("the Word file is empty")


def _relations(root: etree._Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for one in root:
        target, external = one.get("Target", ""), one.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield one.get("Id", ""), Relation(one.get("Type", "").rpartition("/")[2], target, external)
