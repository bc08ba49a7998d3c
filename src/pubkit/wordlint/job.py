"""The job: a Word file that was opened, and what the rules ask of it.

Names of elements are those of ISO 29500-1 §17; the namespace is whichever of its two conformance
classes the file has.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pubkit.errors import ReadError
from pubkit.ooxml import Package, Relation, attribute, child, named

__all__ = ["TYPES", "Job", "Story", "excerpt", "opened", "value"]

TYPES = "[Content_Types].xml"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_QUOTED = 16
"""Characters of a paragraph by which it is found."""


@dataclass(frozen=True)
class Story:
    """A part with text: the document, a head, a foot, the notes."""

    name: str
    """Its name in the package."""
    root: etree._Element
    """Its tree, without what stands there only for old programs."""
    relations: Mapping[str, Relation]
    """What it points to, by id."""

    @cached_property
    def namespace(self) -> str:
        """WordprocessingML's, as the part writes it."""
        return str(etree.QName(self.root).namespace)

    def all(self, *tags: str) -> Iterator[etree._Element]:
        """Every element called one of `tags` (`p`), in order."""
        return self.root.iter(*(f"{{{self.namespace}}}{tag}" for tag in tags))

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {one: number for number, one in enumerate(self.all("p"), 1)}

    def place(self, element: etree._Element) -> str:
        """Where an element stands: `word/document.xml, paragraph 12 (天还没亮…)`."""
        one: etree._Element | None = element
        while one is not None and one not in self._numbers:
            one = one.getparent()
        if one is None:
            return self.name
        words = excerpt(one)
        return f"{self.name}, paragraph {self._numbers[one]}" + (f" ({words})" if words else "")


@dataclass(frozen=True)
class Job:
    """A Word file, opened."""

    package: Package
    """Its parts."""
    names: tuple[str, ...]
    """Their names."""
    document: Story
    """The body."""

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every part with text, the body first."""
        found = [self.document]
        for relation in self.document.relations.values():
            if relation.kind in _STORIES and not relation.external:
                story = _story(self.package, relation.target)
                if story is not None:
                    found.append(story)
        return tuple(found)

    def part(self, kind: str) -> etree._Element | None:
        """The part beside the document that is a `styles`, `settings`, …; None if there is none."""
        name = self.name_of(kind)
        return self.package.xml(name) if name else None

    def name_of(self, kind: str) -> str:
        """Its name; empty if there is none."""
        return self.package.related(self.document.relations, kind)


def opened(data: bytes) -> Job:
    """The file in `data`.

    Raises: ReadError in one sentence for what is no Word file or cannot be unpacked.
    """
    package = Package(data)
    name = package.related(package.relations(), "officeDocument")
    document = _story(package, name)
    if document is None or child(document.root, "w:body") is None:
        raise ReadError("the Word file holds no document")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = tuple(one for one in archive.namelist() if not one.endswith("/"))
    return Job(package, names, document)


def _story(package: Package, name: str) -> Story | None:
    root = package.xml(name)
    if root is None:
        return None
    for fallback in list(root.iter(_MC_FALLBACK)):
        parent = fallback.getparent()
        if parent is not None:
            parent.remove(fallback)
    return Story(name, root, package.relations(name))


def folder_of(name: str) -> str:
    """The folder of a part."""
    return posixpath.dirname(name)


def value(element: etree._Element | None, name: str = "w:val") -> str:
    """An attribute of an element that may not be there."""
    return "" if element is None else attribute(element, name)


def excerpt(element: etree._Element) -> str:
    """The first words in an element."""
    texts = (one.text or "" for one in element.iter() if named(str(one.tag)) == "w:t")
    words = ""
    for text in texts:
        words += text
        if len(words) > _QUOTED:
            return f"{words[:_QUOTED]}…"
    return words
