"""Document: the parts of one Word file that hold text, and what they say of each other."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pubkit.errors import ReadError
from pubkit.ooxml import Package, Relation, attribute, children
from pubkit.ooxml.names import child, named
from pubkit.readers.word.changes import Changes, Policy
from pubkit.readers.word.numbering import Numbering
from pubkit.readers.word.remarks import Remarks
from pubkit.readers.word.styles import Styles
from pubkit.readers.word.words import line

__all__ = ["Document"]

_MAIN = "word/document.xml"
"""Where every program keeps the text, whatever the relationships say."""
_DEEPEST = 160
"""Elements within each other; a text box in a table in a text box has fifty."""
_PROPERTIES = {
    "core": "core-properties",
    "custom": "custom-properties",
    "extended": "extended-properties",
}
_STATIC = frozenset({"HYPERLINK", "TOC", "EQ", "SYMBOL", "ADVANCE", "ADDIN", "MACROBUTTON",
                     "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"})  # fmt: skip
"""Fields that show what was written, or what is left out (ISO 29500-1, §17.16.5)."""
_SCATTERING = ("LibreOffice", "OpenOffice", "NeoOffice")
"""Programs that give the entries of one list numbers of their own."""


class Document:
    """An opened Word file."""

    def __init__(self, data: bytes, policy: Policy) -> None:
        """The file in `data`.

        Raises: ReadError if it is no Word file, or is damaged where its text stands.
        """
        self.package = Package(data)
        self.remarks = Remarks()
        self.changes = Changes(policy)
        self._root = self.relations("")
        self.main = self._main()
        self.parts = self.relations(self.main)
        self.body = self._body()
        self.styles = Styles(self.related("styles"))
        program = self.properties("extended").get("Application", "")
        self.numbering = Numbering(
            self.related("numbering"), scattered=program.startswith(_SCATTERING)
        )
        self.paragraphs = 0
        """How many have been read so far."""
        self.computed: dict[str, None] = {}
        """Kinds of fields whose results have been read: `DATE`, `SEQ`."""
        if any(r.kind == "vbaProject" for r in self.parts.values()):
            text = "The document holds macros, which are left out."
            self.remarks.enter("macros-left", "info", text)

    def _main(self) -> str:
        name = self.package.related(self._root, "officeDocument")
        if self.package.part(name) is not None:
            return name
        if self.package.part(_MAIN) is None:
            raise ReadError("the file holds no Word document; open it in Word and save it again")
        self._lost("where its text stands")
        return _MAIN

    def _body(self) -> etree._Element:
        root = self.package.xml(self.main)
        body = child(root, "w:body")
        if root is None or body is None:
            what = named(str(root.tag)) if root is not None else ""
            why = "a workbook or a presentation" if not what.startswith("w:") else "no text"
            raise ReadError(f"the file holds {why} and no Word document")
        _reject_depth(root)
        return body

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Where a part points to; nothing, and a remark, if that cannot be read."""
        try:
            return self.package.relations(part)
        except ReadError as error:
            self._lost(f"what belongs to {part or 'the package'} ({error})")
            return {}

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part of a kind; None, and a remark, where it should be and is not."""
        name = self.package.related(self.parts, kind)
        try:
            root = self.package.xml(name) if name else None
            if root is not None:
                _reject_depth(root)
        except ReadError as error:
            self._lost(f"its {kind} ({error})")
            return None
        if name and root is None:
            self._lost(f"its {kind}")
        return root

    def part_name(self, kind: str) -> str:
        """The name of the part of a kind; empty if there is none."""
        return self.package.related(self.parts, kind)

    def properties(self, kind: str) -> dict[str, str]:
        """Core, custom or extended properties by name; empty values left out."""
        name = self.package.related(self._root, _PROPERTIES[kind])
        try:
            root = self.package.xml(name)
        except ReadError:
            return {}
        found: dict[str, str] = {}
        for one in () if root is None else root:
            key = one.get("name") if kind == "custom" else str(one.tag).rpartition("}")[2]
            text = line("".join(map(str, one.itertext())))
            if key and text:
                found[key] = text
        return found

    def computes(self, instruction: str) -> None:
        """A field is read that shows what Word computes."""
        kind = next(iter(instruction.split()), "").upper()
        if kind and kind not in _STATIC:
            self.computed[kind] = None

    def notes(self, kind: str) -> dict[str, etree._Element]:
        """The notes of a kind (`footnote`, `endnote`, `comment`) by id, separators left out."""
        root = self.related(f"{kind}s")
        return {
            attribute(note, "w:id"): note
            for note in (() if root is None else children(root, f"w:{kind}"))
            if attribute(note, "w:type") in ("", "normal")
        }

    def _lost(self, what: str) -> None:
        text = f"The file does not say {what}." if what.startswith("where") else (
            f"The file is damaged: {what} cannot be read."
        )  # fmt: skip
        hint = "Look whether all of the text is there; saving it again in Word may mend it."
        self.remarks.enter("document-damaged", "warning", text, hint)


def _reject_depth(root: etree._Element) -> None:
    """Raises ReadError for a tree deeper than any document needs."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise ReadError("the Word file nests too deeply to be read")
