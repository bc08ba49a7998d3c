"""Story: a walk over one text of the document, the body or a note, into a flow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pubkit.model import Text
from pubkit.ooxml import attribute, child
from pubkit.ooxml.names import named
from pubkit.readers.word.comments import Comments
from pubkit.readers.word.document import Document
from pubkit.readers.word.drawings import first_choice
from pubkit.readers.word.flow import Anchor, Cell, Grid, Line, Node
from pubkit.readers.word.passage import TRACKED, TRANSPARENT, Noted, Passage
from pubkit.readers.word.scribe import Scribe
from pubkit.readers.word.styles import outline, twips, value

__all__ = ["Story"]


class Story:
    """A walk over one part of the package."""

    def __init__(
        self, document: Document, part: str, comments: Comments | None, noted: Noted | None
    ) -> None:
        """A walk over `part`; `noted` gives the notes that may stand in it."""
        self._document = document
        self._scribe = Scribe(document, comments)
        relations = document.relations(part)
        self._passage = Passage(document, relations, self._scribe, noted, self._blocks)
        self._pending: Line | None = None

    def read(self, root: etree._Element) -> list[Node]:
        """The paragraphs and tables in `root`."""
        self._passage.begin(root)
        return self._blocks(root)

    # ── paragraphs and tables ───────────────────────────────────────────────────────────────

    def _blocks(self, root: etree._Element) -> list[Node]:
        outer, self._pending = self._pending, None
        found: list[Node] = []
        for node in self._each(root):
            self._settle(found, node)
        if self._pending is not None:
            found.append(self._pending)
        self._pending = outer
        return found

    def _settle(self, found: list[Node], node: Node) -> None:
        """Add a node; a paragraph whose end is gone waits for the next one."""
        if self._pending is not None and isinstance(node, Line):
            node = _merged(self._pending, node)
            self._pending = None
        elif self._pending is not None and isinstance(node, Grid):
            found.append(self._pending)
            self._pending = None
        if isinstance(node, Line) and node.number < 0:
            self._pending = replace(node, number=-node.number)
        else:
            found.append(node)

    def _each(self, root: etree._Element) -> Iterator[Node]:
        for element in root:
            name = named(str(element.tag))
            match name:
                case "w:p":
                    yield self._paragraph(element)
                case "w:tbl":
                    yield self._table(element)
                case "w:sdt":
                    if not self._is_contents(element):
                        yield from self._each(element)
                case _ if name in TRACKED:
                    if self._document.changes.keeps(name, element):
                        yield from self._each(element)
                case "mc:AlternateContent":
                    chosen = first_choice(element)
                    if chosen is not None:
                        yield from self._each(chosen)
                case "w:bookmarkStart":
                    yield Anchor(attribute(element, "w:name"))
                case "w:altChunk":
                    self._scribe.remark(
                        "document-embedded",
                        "warning",
                        "A whole other document is embedded here and left out.",
                        "Open it in Word, and save it again.",
                    )
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self._scribe.comment(name, element)
                case "m:oMathPara" | "m:oMath":
                    yield self._loose(element)
                case _ if name in TRANSPARENT:
                    yield from self._each(element)

    def _is_contents(self, element: etree._Element) -> bool:
        """Whether a content control holds the table of contents, which Word makes itself."""
        gallery = child(child(child(element, "w:sdtPr"), "w:docPartObj"), "w:docPartGallery")
        if value(gallery) != "Table of Contents":
            return False
        self._contents()
        return True

    def _contents(self) -> None:
        text = "The table of contents is left out: it follows from the headings."
        self._scribe.remark("contents-left", "info", text)

    def _loose(self, element: etree._Element) -> Line:
        """A formula that stands between paragraphs."""
        self._document.paragraphs += 1
        outer = self._scribe.line
        line = self._scribe.line = Line(self._document.paragraphs)
        self._scribe.formula(element)
        self._scribe.line = outer
        return line

    def _paragraph(self, element: etree._Element) -> Line:
        document, scribe = self._document, self._scribe
        document.paragraphs += 1
        outer = (scribe.line, scribe.style, scribe.link)
        properties = self._properties(child(element, "w:pPr"))
        scribe.style = value(child(properties, "w:pStyle")) or document.styles.default
        line = scribe.line = self._begun(properties, scribe.style)
        scribe.link = None
        self._passage.walk(element)
        if not line.leaves:
            line.names, line.after = line.names + line.after, []
        _judge(line, document.styles.plain(scribe.style).bold)
        line.initial = _is_initial(properties)
        if line.initial or document.changes.joins(child(element, "w:pPr")):
            line.number = -line.number
        scribe.line, scribe.style, scribe.link = outer
        return line

    def _properties(self, properties: etree._Element | None) -> etree._Element | None:
        """The paragraph's properties, as they were where changes are taken back."""
        if not self._document.changes.earlier:
            return properties
        before = child(child(properties, "w:pPrChange"), "w:pPr")
        return properties if before is None else before

    def _begun(self, properties: etree._Element | None, style: str) -> Line:
        document = self._document
        line = Line(document.paragraphs, document.styles.name(style))
        level = child(properties, "w:outlineLvl")
        own = document.styles.level(style)
        line.level = own if level is None else outline(value(level))
        numbered = child(properties, "w:numPr")
        if numbered is None:
            numbered = document.styles.paragraph(style, "w:numPr")
        left = self._count(line, numbered) if numbered is not None else None
        direct = twips(child(properties, "w:ind"), "left", "start")
        inherited = document.styles.indent(style) if left is None else left
        line.left = inherited if direct is None else direct
        align = child(properties, "w:jc")
        if align is None:
            align = document.styles.paragraph(style, "w:jc")
        line.align = {"start": "left", "end": "right"}.get(value(align), value(align))
        return line

    def _count(self, line: Line, numbered: etree._Element) -> int | None:
        """Give the line its number; its list's indent."""
        number, level = value(child(numbered, "w:numId")), value(child(numbered, "w:ilvl"))
        depth = int(level) if level.isdigit() else 0
        line.marker = self._document.numbering.count(number, depth)
        return self._document.numbering.indent(number, depth) if line.marker else None

    def _table(self, element: etree._Element) -> Grid:
        properties = child(element, "w:tblPr")
        grid = Grid(self._document.paragraphs + 1, [])
        grid.style = self._document.styles.name(value(child(properties, "w:tblStyle")))
        grid.left = twips(child(properties, "w:tblInd"), "w") or 0
        self._leave_title(properties, grid.number)
        for row in self._rows(element):
            if cells := list(self._cells(row)):
                grid.rows.append(cells)
        return grid

    def _leave_title(self, properties: etree._Element | None, number: int) -> None:
        """Say what a table's alternative text is, which nobody sees (§17.4.40, §17.4.46)."""
        said = (value(child(properties, name)) for name in ("w:tblCaption", "w:tblDescription"))
        if words := " ".join(filter(None, said)).strip():
            text = f"A table's alternative text is left out: “{words[:80]}”."
            hint = "Write it above the table if readers should see it."
            self._document.remarks.enter("table-title-left", "info", text, hint, line=number)

    def _rows(self, element: etree._Element) -> Iterator[etree._Element]:
        for one in element:
            name = named(str(one.tag))
            if name == "w:tr":
                properties = child(one, "w:trPr")
                kept = True
                for tracked in ("w:ins", "w:del"):
                    change = child(properties, tracked)
                    if change is not None:
                        kept &= self._document.changes.keeps(tracked, change)
                if kept:
                    yield one
            elif name in TRANSPARENT or name == "w:sdt":
                yield from self._rows(one)

    def _cells(self, row: etree._Element) -> Iterator[Cell]:
        for one in row:
            name = named(str(one.tag))
            if name == "w:tc":
                properties = child(one, "w:tcPr")
                span = value(child(properties, "w:gridSpan"))
                merge = child(properties, "w:vMerge")
                continued = merge is not None and value(merge) != "restart"
                count = min(int(span), 64) if span.isdigit() and int(span) else 1
                yield Cell(self._blocks(one), count, continued)
            elif name in TRANSPARENT or name == "w:sdt":
                yield from self._cells(one)


def _is_initial(properties: etree._Element | None) -> bool:
    """Whether a paragraph is the large initial of the next one (§17.3.1.11)."""
    frame = child(properties, "w:framePr")
    return frame is not None and attribute(frame, "w:dropCap") in ("drop", "margin")


def _merged(first: Line, second: Line) -> Line:
    """Two paragraphs between which the end of the first is gone."""
    kept = first if first.text.strip() and not first.initial else second
    line = replace(kept, number=first.number, leaves=[*first.leaves, *second.leaves])
    line.names = [*first.names, *first.after, *second.names]
    line.after = second.after
    line.boxes = [*first.boxes, *second.boxes]
    if second.number < 0:
        line.number = -first.number
    return line


def _judge(line: Line, bold: bool) -> None:
    """Measure the line's type: whether all of it is bold."""
    found = [one for one in line.leaves if isinstance(one.node, Text) and one.node.text.strip()]
    line.bold = bool(found) and all(bold or "strong" in leaf.marks for leaf in found)
