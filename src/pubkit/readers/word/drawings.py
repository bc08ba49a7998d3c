"""Drawings: pictures, text boxes and whatever else a document draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pubkit.errors import ReadError
from pubkit.ooxml import Relation, attribute, children
from pubkit.ooxml.names import named
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Picture
from pubkit.readers.word.words import line

__all__ = ["Drawing", "Drawings", "first_choice"]

_OBJECTS = {
    "c:chart": "A chart",
    "dgm:relIds": "A diagram",
    "o:OLEObject": "An embedded object",
}
"""What no picture shows, and what it is called."""
_LONGEST = 200
"""Characters of a diagram's words that a notice quotes."""


@dataclass(slots=True)
class Drawing:
    """What stands in one drawing."""

    pictures: list[Picture] = field(default_factory=list)
    """Its pictures, in order."""
    boxes: list[etree._Element] = field(default_factory=list)
    """The contents of its text boxes."""


class Drawings:
    """The drawings of one part of the package."""

    def __init__(
        self, document: Document, relations: Mapping[str, Relation], number: Callable[[], int]
    ) -> None:
        """`number` gives the number of the paragraph that is being read."""
        self._document = document
        self._relations = relations
        self._line = number

    def read(self, element: etree._Element) -> Drawing:
        """What a `w:drawing`, `w:pict` or `w:object` holds."""
        found = Drawing()
        self._read(element, found, {})
        return found

    def _read(self, element: etree._Element, found: Drawing, words: dict[str, str]) -> None:
        for one in element:
            name = named(str(one.tag))
            if name == "w:txbxContent":
                found.boxes.append(one)
            elif name == "mc:AlternateContent":
                chosen = first_choice(one)
                if chosen is not None:
                    self._read(chosen, found, words)
            elif name in _OBJECTS:
                self._leave(name, one)
            elif name in ("wp:docPr", "pic:cNvPr"):
                if name == "wp:docPr" or not words.get("label"):
                    words |= _words(one)
            elif name in ("a:blip", "v:imagedata"):
                self._picture(one, found, words)
            else:
                alt = one.get("alt") if name == "v:shape" else None
                self._read(one, found, {**words, "alt": line(alt)} if alt else words)

    def _picture(self, blip: etree._Element, found: Drawing, words: dict[str, str]) -> None:
        number = attribute(blip, "r:embed") or attribute(blip, "r:id")
        relation = self._relations.get(number) or self._relations.get(attribute(blip, "r:link"))
        said = {"alt": "", "label": "", "title": ""} | words
        if relation is None:
            if number or attribute(blip, "r:link"):
                self._lose("it is not in the file")
                found.pictures.append(Picture(None, "", **said))
            return
        data = None
        if relation.external:
            self._document.remarks.enter(
                "picture-linked",
                "warning",
                f"A picture is only linked, from {relation.target[:200]!r}; it was not fetched.",
                "Save it beside the article and put its name in.",
                line=self._line(),
            )
        else:
            data = self._data(relation.target)
        found.pictures.append(Picture(data, relation.target, **said))

    def _data(self, part: str) -> bytes | None:
        try:
            data = self._document.package.part(part)
        except ReadError as error:
            self._lose(str(error))
            return None
        if not data:
            self._lose("it is not in the file")
        return data or None

    def _lose(self, why: str) -> None:
        self._document.remarks.enter(
            "picture-missing",
            "warning",
            f"A picture cannot be had: {why}.",
            "Ask for it, and put its name in.",
            line=self._line(),
        )

    def _leave(self, name: str, element: etree._Element) -> None:
        what = _OBJECTS[name]
        words = self._diagram(element) if name == "dgm:relIds" else ""
        kind = element.get("ProgID", "")
        text = f"{what}{f' ({kind})' if kind else ''} is left out{f': “{words}”' if words else ''}."
        hint = "Save it as a picture, or write what it says."
        self._document.remarks.enter("object-left", "warning", text, hint, line=self._line())

    def _diagram(self, element: etree._Element) -> str:
        """The words of a SmartArt diagram, whose data are a part of their own."""
        relation = self._relations.get(attribute(element, "r:dm"))
        if relation is None or relation.external:
            return ""
        try:
            root = self._document.package.xml(relation.target)
        except ReadError:
            return ""
        texts = () if root is None else root.iter("{*}t")
        words = " ".join(one.text for one in texts if one.text and named(str(one.tag)) == "a:t")
        return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def first_choice(alternatives: etree._Element) -> etree._Element | None:
    """The form of one content that is read (ISO 29500-3, §9.3): the first, as in Word."""
    return next(_either(alternatives), None)


def _either(alternatives: etree._Element) -> Iterator[etree._Element]:
    yield from children(alternatives, "mc:Choice")
    yield from children(alternatives, "mc:Fallback")


def _words(element: etree._Element) -> dict[str, str]:
    return {
        "alt": line(element.get("descr", "")),
        "label": line(element.get("name", "")),
        "title": line(element.get("title", "")),
    }
