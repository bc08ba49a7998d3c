"""Package: parts with their relationships, zipped so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from posixpath import basename, dirname

from pubkit.markup import Node, el, xml

__all__ = ["OFFICE", "WML", "Part", "Relations", "pack"]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Where the types of relationships live (ECMA-376 part 1, §15; transitional)."""
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""How content types of Word's own parts begin."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip entry can bear; the article's own dates are in its properties."""
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
}
"""Content types by file name ending."""


class Relations:
    """What one part points to: `rId1`, `rId2`, … in the order they were asked for."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def to(self, kind: str, target: str, *, outside: bool = False) -> str:
        """Id of the relationship of the type `kind` (a whole URI, or a name below `OFFICE`).

        The same target has one id however often it is asked for. `outside` is for web addresses;
        other targets are relative to the part.
        """
        key = (kind if ":" in kind else f"{OFFICE}/{kind}", target, outside)
        return self._ids.setdefault(key, f"rId{len(self._ids) + 1}")

    def __len__(self) -> int:
        return len(self._ids)

    def xml(self) -> bytes:
        """The `.rels` part."""
        entries = (
            el(
                "Relationship",
                {
                    "Id": relation,
                    "Type": kind,
                    "Target": target,
                    "TargetMode": "External" if outside else None,
                },
            )
            for (kind, target, outside), relation in self._ids.items()
        )
        return _xml("Relationships", f"{_PACKAGE}/relationships", entries)


@dataclass(frozen=True)
class Part:
    """A file of the package."""

    name: str
    """Its path: `word/document.xml`."""
    data: bytes
    """Its content."""
    content_type: str = ""
    """Its content type; empty where its ending says it all."""
    relations: Relations = field(default_factory=Relations)
    """What it points to."""


def pack(parts: Iterable[Part], roots: Relations) -> bytes:
    """The zip file; `roots` are the package's own relationships.

    Entries are sorted behind `[Content_Types].xml`, which programs that stream want first. Photos
    are stored as they are: deflating JPEGs costs more than all the rest and gains nothing.
    """
    parts = tuple(parts)
    files = {part.name: part.data for part in parts}
    files |= {_rels(part.name): part.relations.xml() for part in parts if len(part.relations)}
    files["_rels/.rels"] = roots.xml()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        _write(archive, "[Content_Types].xml", _content_types(parts))
        for name in sorted(files):
            _write(archive, name, files[name])
    return stream.getvalue()


def _rels(name: str) -> str:
    return f"{dirname(name)}/_rels/{basename(name)}.rels"


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = (
        zipfile.ZIP_STORED if name.startswith("word/media/") else zipfile.ZIP_DEFLATED
    )
    entry.create_system = 0  # else the system that packs shows in the bytes
    archive.writestr(entry, data)


def _content_types(parts: tuple[Part, ...]) -> bytes:
    defaults = (
        el("Default", {"Extension": ending, "ContentType": kind})
        for ending, kind in _DEFAULTS.items()
    )
    overrides = (
        el("Override", {"PartName": f"/{part.name}", "ContentType": part.content_type})
        for part in parts
        if part.content_type
    )
    return _xml("Types", f"{_PACKAGE}/content-types", (*defaults, *overrides))


def _xml(root: str, namespace: str, children: Iterable[Node]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + xml((el(root, {"xmlns": namespace}, *children),))).encode()
