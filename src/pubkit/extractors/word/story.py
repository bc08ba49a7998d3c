"""Story: one text of a Word document, the body or a note, as it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from pubkit.extractors.column import Column
from pubkit.extractors.word.fields import Fields, hyperlink
from pubkit.extractors.word.hidden import Hidden, style_of
from pubkit.ooxml.names import attribute, named
from pubkit.ooxml.package import Package, Relation

__all__ = ["Story"]

_ASIDE = frozenset(
    ["w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:rt", "w:sdtPr", "w:sectPr", "w:tblGrid",
     "w:tblPr", "w:tcPr", "w:trPr"]
)  # fmt: skip
"""What is no text: what was deleted or moved away, glosses, properties."""
_CHOICES = frozenset({"mc:Choice", "mc:Fallback"})
"""Forms of one content (ISO 29500-3, §9.3), of which the first is read."""
_MARKS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
"""Elements of a run that stand for a character (ISO 29500-1, §17.3.3)."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACE = " \t\r\n"


class Story:
    """A walk over one part of the package, into a column."""

    def __init__(
        self,
        package: Package,
        part: str,
        column: Column,
        hidden: Hidden,
        note: Callable[[str, str], None] | None = None,
    ) -> None:
        """A walk over `part`; `note` writes the note of a kind and id where its mark stands."""
        self._package = package
        self._relations: Mapping[str, Relation] = package.relations(part)
        self._column = column
        self._styles = hidden
        self._note = note
        self._fields = Fields()
        self._outer: list[tuple[str, bool, Fields]] = []
        self._style = ""
        self._hidden = False
        self._after_mark = False
        self._alt = ""

    def read(self, root: etree._Element) -> None:
        """Write what is seen of `root` into the column."""
        self._fields, self._after_mark = Fields(), False
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = named(element.tag)
            if event == "end":
                self._leave(name)
            elif name in _ASIDE or (name in _CHOICES and _is_chosen_before(element)):
                walker.skip_subtree()
            else:
                self._enter(name, element)

    def _leave(self, name: str) -> None:
        match name:
            case "w:p":
                self._column.end()
            case "w:r":
                self._hidden = False
            case "w:txbxContent" if self._outer:
                self._style, self._hidden, self._fields = self._outer.pop()

    def _enter(self, name: str, element: etree._Element) -> None:
        match name:
            case "w:p":
                self._style = style_of(element)
                self._column.begin()
            case "w:r":
                self._hidden = self._styles.run(element, self._style)
            case "w:txbxContent":
                self._outer.append((self._style, self._hidden, self._fields))
                self._hidden, self._fields = False, Fields()
            case "w:fldChar":
                self._field(attribute(element, "w:fldCharType"))
            case "w:instrText":
                self._fields.instruct(element.text or "")
            case _ if self._hidden or not self._fields.seen or not self._column.open:
                pass
            case _:
                self._show(name, element)

    def _show(self, name: str, element: etree._Element) -> None:
        """What a reader sees of an element."""
        match name:
            case "w:t" | "m:t":
                self._write(_text(element))
            case "w:br":
                self._write("\n" if attribute(element, "w:type") not in ("page", "column") else "")
            case "w:sym":
                self._write(_symbol(attribute(element, "w:char")))
            case "w:footnoteReference" | "w:endnoteReference" if self._note:
                self._note(name.removeprefix("w:")[: -len("Reference")], attribute(element, "w:id"))
            case "w:footnoteRef" | "w:endnoteRef":
                self._after_mark = True
            case "w:hyperlink":
                self._link(self._target(attribute(element, "r:id")), attribute(element, "w:anchor"))
            case "w:fldSimple":
                self._link(hyperlink(attribute(element, "w:instr")))
            case "wp:docPr" | "pic:cNvPr" | "v:shape":
                self._alt = element.get("descr") or element.get("alt") or self._described(name)
            case "a:hlinkClick" if _is_of_drawing(element):
                self._link(self._target(attribute(element, "r:id")))
            case "a:blip":
                self._picture(attribute(element, "r:embed") or attribute(element, "r:link"))
            case "v:imagedata":
                self._picture(attribute(element, "r:id"))
            case _ if name in _MARKS:
                self._write(_MARKS[name])

    # ── text ────────────────────────────────────────────────────────────────────────────────

    def _write(self, text: str) -> None:
        """Characters; behind a note's own number, the space that keeps it apart is left out."""
        if self._after_mark and text:
            self._after_mark = False
            text = text[1:] if text[0] in " \t" else text
        self._column.write(text)

    def _field(self, kind: str) -> None:
        match kind:
            case "begin":
                self._fields.begin()
            case "separate":
                self._link(hyperlink(self._fields.separate()))
            case "end":
                self._fields.end()

    # ── what is related ─────────────────────────────────────────────────────────────────────

    def _target(self, relation: str) -> str:
        return self._relations[relation].target if relation in self._relations else ""

    def _link(self, address: str, anchor: str = "") -> None:
        if target := address + (f"#{anchor}" if anchor else ""):
            self._column.link(target)

    def _described(self, name: str) -> str:
        """What is already said of a picture; a new drawing begins with nothing."""
        return self._alt if name == "pic:cNvPr" else ""

    def _picture(self, relation: str) -> None:
        found = self._relations.get(relation)
        data = self._package.part(found.target) if found and not found.external else None
        name = "" if data is not None else found.target if found else relation
        self._column.picture(data, name, self._alt)


def _is_chosen_before(choice: etree._Element) -> bool:
    """Whether a choice stands before this one, which is then not taken."""
    return any(named(one.tag) in _CHOICES for one in choice.itersiblings(preceding=True))


def _text(element: etree._Element) -> str:
    """The characters of a `w:t`; Word drops white space at its edges unless it is told not to."""
    text = "".join(str(piece) for piece in element.itertext())
    if element.get(_XML_SPACE) != "preserve":
        text = text.strip(_SPACE)
    return text.replace("\n", " ")


def _symbol(code: str) -> str:
    """The character of a `w:sym`, in the font that it names."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _is_of_drawing(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and named(parent.tag) == "wp:docPr"
