"""DocxExtractor: the body of a Word file, each note behind the paragraph that calls it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from lxml import etree

from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.column import Column
from pubkit.extractors.word.hidden import Hidden
from pubkit.extractors.word.story import Story
from pubkit.ooxml.names import attribute, child, children
from pubkit.ooxml.package import Package, Relation

__all__ = ["DocxExtractor"]

_FIELDS = {
    "title": "title",
    "creator": "authors",
    "description": "digest",
    "subject": "subject",
    "keywords": "keywords",
    "language": "language",
    "identifier": "id",
}
"""Core property (ISO 29500-2, §11) → field."""


class DocxExtractor:
    """Reads Word documents as they are printed, changes accepted, headers and footers left out."""

    name: ClassVar[str] = "docx"
    media_types: ClassVar[tuple[str, ...]] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    spaces: ClassVar[bool] = True

    def extract(self, main: bytes, files: Mapping[str, bytes]) -> Extract:
        """The document's paragraphs, cells and captions in order, its pictures and links.

        Raises: ReadError if it is damaged, or no Word document, or built to harm.
        """
        package = Package(main)
        relations = package.relations()
        name = package.related(relations, "officeDocument")
        body = child(package.xml(name), "w:body")
        if body is None:
            raise ReadError("the Word file holds no document")
        column = Column()
        _Document(package, name, column).read(body)
        return column.extract(_fields(package, relations))


class _Document:
    """The stories of one document."""

    def __init__(self, package: Package, name: str, column: Column) -> None:
        self._package = package
        self._name = name
        self._column = column
        self._parts = package.relations(name)
        self._hidden = Hidden(package.xml(package.related(self._parts, "styles")))
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}

    def read(self, body: etree._Element) -> None:
        Story(self._package, self._name, self._column, self._hidden, self._note).read(body)

    def _read_notes(self, kind: str) -> tuple[Story, dict[str, etree._Element]]:
        part = self._package.related(self._parts, f"{kind}s")
        root = self._package.xml(part)
        notes = () if root is None else children(root, f"w:{kind}")
        story = Story(self._package, part, self._column, self._hidden)
        return story, {attribute(note, "w:id"): note for note in notes}

    def _note(self, kind: str, number: str) -> None:
        """Write a note; it stands once, however often it is called."""
        story, notes = self._notes[kind]
        note = notes.pop(number, None)
        if note is not None:
            story.read(note)


def _fields(package: Package, relations: Mapping[str, Relation]) -> dict[str, str]:
    root = package.xml(package.related(relations, "core-properties"))
    found: dict[str, str] = {}
    for one in () if root is None else root:
        name = _FIELDS.get(etree.QName(one).localname)
        if name and one.text:
            found[name] = one.text
    return found
