"""Package: the parts of a Word file, what they point to, and the zip that holds them.

Source: ISO 29500-2, Open Packaging Conventions (OPC).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

__all__ = ["XML", "Part", "pack", "word_type"]

XML = "application/xml"
"""The content type of a part of which no more is known."""
_FORMATS = "http://schemas.openxmlformats.org"
_OFFICE = f"{_FORMATS}/officeDocument/2006/relationships"
_PACKAGE = f"{_FORMATS}/package/2006"
_RELATIONSHIPS = f"{_PACKAGE}/relationships"
_KINDS = {"core-properties": f"{_RELATIONSHIPS}/metadata/core-properties"}
"""Kinds of relationships that belong to packages of every sort."""
_DEFAULTS = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
    "xml": XML,
}
"""Ending of a name → content type that it stands for; any other type is said of the part itself."""
_TYPES = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip entry can bear; the article's own dates are in its properties."""


def word_type(kind: str) -> str:
    """The content type of a part of WordprocessingML: `styles`, `document.main`."""
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


class Part:
    """A part and what it points to; one without a name stands for the package itself."""

    def __init__(self, name: str = "", content_type: str = "", content: bytes = b"") -> None:
        """The part called `name` (`word/document.xml`)."""
        self.name = name
        self.content_type = content_type
        self.content = content
        self._links: dict[str, tuple[str, Part | str]] = {}
        self._known: dict[tuple[str, Part | str], str] = {}

    @property
    def parts(self) -> Iterator[Part]:
        """The parts that it points to."""
        return (target for _, target in self._links.values() if isinstance(target, Part))

    @property
    def links_name(self) -> str:
        """The name of the part that says what it points to."""
        folder, file = posixpath.split(self.name)
        return posixpath.join(folder, "_rels", f"{file}.rels")

    def relate_to(self, target: Part, kind: str) -> str:
        """Id of the relationship of a kind (`styles`) to another part, one for each."""
        return self._related(target, kind)

    def link(self, uri: str) -> str:
        """Id of the relationship to a web address, one for each."""
        return self._related(uri, "hyperlink")

    def _related(self, target: Part | str, kind: str) -> str:
        key = (_KINDS.get(kind, f"{_OFFICE}/{kind}"), target)
        if key not in self._known:
            self._known[key] = f"rId{len(self._links) + 1}"
            self._links[self._known[key]] = key
        return self._known[key]

    def keep(self, number: str, kind: str, target: Part | str) -> None:
        """Take over a relationship under the id and the full type that it has in another package.

        A part has either such relationships or those of `relate_to` and `link`.
        """
        self._links[number] = (kind, target)

    def links(self) -> bytes:
        """What the part points to, as XML; empty if that is nothing."""
        if not self._links:
            return b""
        folder = posixpath.dirname(self.name)
        return _listed(
            "Relationships",
            _RELATIONSHIPS,
            (
                ("Relationship", {"Id": number, "Type": kind} | _target(target, folder))
                for number, (kind, target) in self._links.items()
            ),
        )


def _target(target: Part | str, folder: str) -> dict[str, str]:
    if isinstance(target, str):
        return {"Target": target, "TargetMode": "External"}
    return {"Target": posixpath.relpath(target.name, folder or ".")}


def _listed(root: str, namespace: str, entries: Iterable[tuple[str, Mapping[str, str]]]) -> bytes:
    """A list as XML: empty elements with attributes, below a root, all in one namespace."""
    tree = etree.fromstring(f'<{root} xmlns="{namespace}"/>')
    for tag, attributes in entries:
        etree.SubElement(tree, f"{{{namespace}}}{tag}", dict(attributes))
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True))


def pack(package: Part) -> bytes:
    """The zip file of all that the package leads to.

    Entries are sorted behind `[Content_Types].xml`, which programs that stream want first. Photos
    are stored as they are: deflating JPEGs costs more than all the rest and gains nothing.
    """
    parts = _reached(package)
    files = {part.name: part.content for part in parts}
    files |= {part.links_name: links for part in (package, *parts) if (links := part.links())}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        _write(archive, _TYPES, _types(parts))
        for name in sorted(files):
            _write(archive, name, files[name])
    return stream.getvalue()


def _reached(package: Part) -> list[Part]:
    """Every part that the package leads to."""
    found: dict[Part, None] = {}
    waiting = [*package.parts]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found[part] = None
            waiting += part.parts
    return list(found)


def _types(parts: Iterable[Part]) -> bytes:
    """The content type of every part: by the ending of its name, or its own."""
    endings = {"rels", "xml"}
    own: dict[str, str] = {}
    for part in parts:
        ending = posixpath.splitext(part.name)[1].removeprefix(".").lower()
        if _DEFAULTS.get(ending) == part.content_type:
            endings.add(ending)
        else:
            own[f"/{part.name}"] = part.content_type
    defaults = [
        ("Default", {"Extension": ending, "ContentType": _DEFAULTS[ending]})
        for ending in sorted(endings)
    ]
    overrides = [("Override", {"PartName": name, "ContentType": own[name]}) for name in sorted(own)]
    return _listed("Types", f"{_PACKAGE}/content-types", (*defaults, *overrides))


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = (
        zipfile.ZIP_STORED if name.startswith("word/media/") else zipfile.ZIP_DEFLATED
    )
    entry.create_system = 0  # else the system that packs shows in the bytes
    archive.writestr(entry, data)
