"""Package: python-docx holds parts and relationships; the zip is ours, for the same bytes."""

from __future__ import annotations

import io
import zipfile

import docx.opc.part
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI

# Private, so python-docx is bounded below 1.3. In its public way, `Package.save`, the list of
# content types comes only with a zip that bears today's date and deflates every photo.
from docx.opc.pkgwriter import _ContentTypesItem
from docx.package import Package

__all__ = ["Part", "pack"]

_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip entry can bear; the article's own dates are in its properties."""


class Part(docx.opc.part.Part):
    """A part of ours: what it points to is asked for while its content is made."""

    def __init__(self, name: str, content_type: str, content: bytes = b"") -> None:
        """The part called `name` (`word/document.xml`)."""
        super().__init__(PackURI(f"/{name}"), content_type)
        self.content = content
        self._links: dict[str, str] = {}

    @property
    def blob(self) -> bytes:
        """What is written; python-docx asks for it under this name."""
        return self.content

    def link(self, uri: str) -> str:
        """Id of the relationship to a web address, one for each.

        `relate_to` does the same, but looks through all there are: 4,000 links take it 4 s.
        """
        if uri not in self._links:
            self._links[uri] = f"rId{len(self.rels) + 1}"
            self.load_rel(RELATIONSHIP_TYPE.HYPERLINK, uri, self._links[uri], is_external=True)
        return self._links[uri]


def pack(package: Package) -> bytes:
    """The zip file of all that the package leads to.

    Entries are sorted behind `[Content_Types].xml`, which programs that stream want first. Photos
    are stored as they are: deflating JPEGs costs more than all the rest and gains nothing.
    """
    parts = package.parts
    files: dict[PackURI, str | bytes] = {part.partname: part.blob for part in parts}
    files |= {part.partname.rels_uri: part.rels.xml for part in parts if part.rels}
    files[PACKAGE_URI.rels_uri] = package.rels.xml
    types = _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]  # not typed
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        _write(archive, CONTENT_TYPES_URI, types)
        for name in sorted(files):
            _write(archive, name, files[name])
    return stream.getvalue()


def _write(archive: zipfile.ZipFile, name: PackURI, data: str | bytes) -> None:
    entry = zipfile.ZipInfo(name.membername, _DATE)
    entry.compress_type = (
        zipfile.ZIP_STORED if name.startswith("/word/media/") else zipfile.ZIP_DEFLATED
    )
    entry.create_system = 0  # else the system that packs shows in the bytes
    archive.writestr(entry, data)
