"""Story: a walk over one text of the document, the body or a note, into a flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from pubkit.characters import strip_illegal
from pubkit.model import Break, Code, Footnote, Text
from pubkit.ooxml import attribute, child, children
from pubkit.ooxml.names import named
from pubkit.readers.word.comments import Comments
from pubkit.readers.word.document import Document
from pubkit.readers.word.drawings import Drawings, first_choice
from pubkit.readers.word.fields import Fields, hyperlink, shown, unbalanced
from pubkit.readers.word.flow import Anchor, Cell, Grid, Leaf, Line, Mark, Node, Target
from pubkit.readers.word.formulas import linear
from pubkit.readers.word.styles import RunLook, is_monospaced, on, outline, twips, value
from pubkit.readers.word.symbols import symbol
from pubkit.readers.word.words import line as one_line

__all__ = ["Story"]

_TRACKED = frozenset({"w:ins", "w:del", "w:moveTo", "w:moveFrom"})
_TRANSPARENT = frozenset(
    {"w:smartTag", "w:customXml", "w:bdo", "w:dir", "w:sdtContent", "w:subDoc", "mc:Choice"}
)
"""What only wraps its content."""
_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
"""Elements of a run that stand for a character (ISO 29500-1, §17.3.3)."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACE = " \t\r\n"
_SYMBOL_FONTS = frozenset({"symbol", "wingdings"})

Noted = Callable[[str, str, int], Footnote | None]
"""The note of a kind and id, for the paragraph that calls it."""


class Story:
    """A walk over one part of the package."""

    def __init__(
        self, document: Document, part: str, comments: Comments | None, noted: Noted | None
    ) -> None:
        """A walk over `part`; `noted` gives the notes that may stand in it."""
        self._document = document
        self._relations = document.relations(part)
        self._comments = comments
        self._noted = noted
        self._drawings = Drawings(document, self._relations, lambda: self._document.paragraphs)
        self._fields = Fields()
        self._endless: frozenset[etree._Element] = frozenset()
        self._links = 0
        self._code_face = document.styles.face("code")
        self._pending: Line | None = None
        self._line = Line(0)
        self._style = ""
        self._link: Target | None = None
        self._names: list[str] = []
        self._after_mark = False

    def read(self, root: etree._Element) -> list[Node]:
        """The paragraphs and tables in `root`."""
        self._fields, self._endless = Fields(), unbalanced(root)
        self._after_mark = False
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
                case "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom":
                    if self._document.changes.keeps(name, element):
                        yield from self._each(element)
                case "mc:AlternateContent":
                    chosen = first_choice(element)
                    if chosen is not None:
                        yield from self._each(chosen)
                case "w:bookmarkStart":
                    yield Anchor(attribute(element, "w:name"))
                case "w:altChunk":
                    self._say(
                        "document-embedded",
                        "warning",
                        "A whole other document is embedded here and left out.",
                        "Open it in Word, and save it again.",
                    )
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self._comment(name, element)
                case "m:oMathPara" | "m:oMath":
                    yield self._loose(element)
                case _ if name in _TRANSPARENT:
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
        self._say("contents-left", "info", text)

    def _loose(self, element: etree._Element) -> Line:
        """A formula that stands between paragraphs."""
        self._document.paragraphs += 1
        outer = self._line
        line = self._line = Line(self._document.paragraphs)
        self._formula(element)
        self._line = outer
        return line

    def _paragraph(self, element: etree._Element) -> Line:
        document = self._document
        document.paragraphs += 1
        outer = (self._line, self._style, self._link)
        properties = self._properties(child(element, "w:pPr"))
        self._style = value(child(properties, "w:pStyle")) or document.styles.default
        line = self._line = self._begun(properties)
        self._link = None
        self._walk(element)
        if not line.leaves:
            line.names, line.after = line.names + line.after, []
        _judge(line, document.styles.plain(self._style).bold)
        if document.changes.joins(child(element, "w:pPr")):
            line.number = -line.number
        self._line, self._style, self._link = outer
        return line

    def _properties(self, properties: etree._Element | None) -> etree._Element | None:
        """The paragraph's properties, as they were where changes are taken back."""
        if not self._document.changes.earlier:
            return properties
        before = child(child(properties, "w:pPrChange"), "w:pPr")
        return properties if before is None else before

    def _begun(self, properties: etree._Element | None) -> Line:
        document, style = self._document, self._style
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
        for row in self._rows(element):
            if cells := list(self._cells(row)):
                grid.rows.append(cells)
        return grid

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
            elif name in _TRANSPARENT or name == "w:sdt":
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
            elif name in _TRANSPARENT or name == "w:sdt":
                yield from self._cells(one)

    # ── within a paragraph ──────────────────────────────────────────────────────────────────

    def _walk(self, root: etree._Element) -> None:
        for element in root:
            name = named(str(element.tag))
            match name:
                case "w:r":
                    self._run(element)
                case "w:hyperlink":
                    self._linked(self._target(element), element)
                case "w:fldSimple":
                    instruction = attribute(element, "w:instr")
                    self._linked(hyperlink(instruction, self._next_link()), element)
                    if not len(element):
                        self._without_result(instruction)
                case "mc:AlternateContent":
                    chosen = first_choice(element)
                    if chosen is not None:
                        self._walk(chosen)
                case "w:bookmarkStart":
                    self._line.after.append(attribute(element, "w:name"))
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self._comment(name, element)
                case "m:oMath" | "m:oMathPara":
                    self._formula(element)
                case _ if name in _TRACKED:
                    if self._document.changes.keeps(name, element):
                        self._walk(element)
                case _ if name in _TRANSPARENT or name == "w:sdt":
                    self._walk(element)

    def _next_link(self) -> int:
        self._links += 1
        return self._links

    def _linked(self, target: Target | None, element: etree._Element) -> None:
        outer = self._link
        self._link = target or outer
        self._walk(element)
        self._link = outer

    def _target(self, element: etree._Element) -> Target | None:
        relation = self._relations.get(attribute(element, "r:id"))
        anchor = attribute(element, "w:anchor")
        address = relation.target if relation else ""
        if relation is not None and not relation.external:
            address = ""
        target = address + (f"#{anchor}" if anchor else "")
        tip = attribute(element, "w:tooltip")
        return Target(one_line(target), one_line(tip), self._next_link()) if target else None

    def _run(self, element: etree._Element) -> None:
        properties = child(element, "w:rPr")
        look = self._document.styles.run(properties, self._style)
        marks = self._marks(look, properties)
        for one in element:
            self._piece(named(str(one.tag)), one, look, marks)

    def _piece(self, name: str, one: etree._Element, look: RunLook, marks: frozenset[Mark]) -> None:
        match name:
            case "w:fldChar":
                self._field(one)
                return
            case "w:instrText" | "w:delInstrText":
                self._fields.instruct(one.text or "")
                return
        if not self._fields.seen:
            return
        match name:
            case "w:t":
                self._text(_characters(one), look, marks)
            case "w:delText" if self._document.changes.earlier:
                self._text(_characters(one), look, marks)
            case "w:br" | "w:cr":
                if attribute(one, "w:type") not in ("page", "column"):
                    self._add(Leaf(Break(), marks, self._goal(), look.style, look.hidden))
            case "w:sym":
                self._symbol(attribute(one, "w:char"), attribute(one, "w:font"), look, marks)
            case "w:footnoteReference" | "w:endnoteReference":
                self._note(name.removeprefix("w:").removesuffix("Reference"), one)
            case "w:footnoteRef" | "w:endnoteRef":
                self._after_mark = True
            case "w:commentReference" if self._comments:
                self._comments.mark(attribute(one, "w:id"), self._line.number)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(one, look)
            case "mc:AlternateContent":
                chosen = first_choice(one)
                for inner in () if chosen is None else chosen:
                    self._piece(named(str(inner.tag)), inner, look, marks)
            case "w:ruby":
                self._ruby(one)
            case _ if name in _CHARACTERS:
                self._text(_CHARACTERS[name], look, marks)

    def _goal(self) -> Target | None:
        return self._link or self._fields.link

    def _marks(self, look: RunLook, properties: etree._Element | None) -> frozenset[Mark]:
        """The run's emphasis, beside what its paragraph's style does to all of it."""
        plain = self._document.styles.plain(self._style)
        found: set[Mark] = set()
        direct = child(properties, "w:b")
        if (
            look.style == "strong"
            or (direct is not None and on(direct))
            or (look.bold and not plain.bold and not _is_reference(look.style))
        ):
            found.add("strong")
        if look.style == "emphasis" or (look.italic and not plain.italic):
            found.add("emph")
        if look.raised == "superscript" and not _is_reference(look.style):
            found.add("sup")
        if look.raised == "subscript":
            found.add("sub")
        return frozenset(found)

    # ── characters ──────────────────────────────────────────────────────────────────────────

    def _text(self, text: str, look: RunLook, marks: frozenset[Mark]) -> None:
        legal, removed = strip_illegal(text.replace("\r", " ").replace("\n", " "))
        if removed:
            self._say(
                "characters-removed",
                "warning",
                "Characters that no channel can carry were taken out.",
                "Look whether something else should stand there.",
            )
        if self._after_mark and legal:
            self._after_mark = False
            legal = legal[1:] if legal[0] in " \t" else legal
        if look.font.casefold() in _SYMBOL_FONTS and any("\uf000" <= c <= "\uf0ff" for c in legal):
            legal = "".join(symbol(ord(c), look.font) or c for c in legal)
        if not legal:
            return
        self._line.size = max(self._line.size, look.size)
        if look.hidden:
            self._hide(legal)
        elif look.struck:
            self._say(
                "text-struck",
                "warning",
                f"“{legal[:40]}” is struck out, and stays in.",
                "Take it out if it should go.",
                quote=legal,
            )
        is_code = self._is_code(look)
        node = Code(legal) if is_code else Text(legal)
        self._add(Leaf(node, marks, self._goal(), look.style, look.hidden))
        if self._comments:
            self._comments.hear(legal)

    def _is_code(self, look: RunLook) -> bool:
        """Whether a run is set as code is: by its style, or in the face that the style has."""
        if look.style == "code" or (look.style.endswith("code") and is_monospaced(look.font)):
            return True
        plain = self._document.styles.plain(self._style)
        return look.font == self._code_face != "" and plain.font != look.font

    def _hide(self, text: str) -> None:
        if text.strip():
            self._say(
                "text-hidden",
                "warning",
                f"Hidden text is left out: “{text[:60]}”.",
                "Show it in Word if it should be printed.",
            )

    def _symbol(self, written: str, font: str, look: RunLook, marks: frozenset[Mark]) -> None:
        try:
            number = int(written, 16)
        except ValueError:
            return
        text = symbol(number, font)
        if not text:
            text = "\ufffd"
            self._say(
                "symbol-unknown",
                "warning",
                f"A symbol of the font {font!r} ({written}) is not known; � stands for it.",
                "Write the character that is meant.",
                quote=text,
            )
        self._text(text, look, marks)

    def _ruby(self, element: etree._Element) -> None:
        for base in children(element, "w:rubyBase"):
            self._walk(base)
        gloss = child(element, "w:rt")
        text = (
            ""
            if gloss is None
            else "".join(_characters(t) for t in gloss.iter() if named(str(t.tag)) == "w:t")
        )
        self._gloss(text)

    def _gloss(self, text: str) -> None:
        if text:
            self._say(
                "gloss-left",
                "info",
                f"A gloss over the text is left out: “{text[:60]}”.",
                "Write it in brackets if readers need it.",
            )

    def _formula(self, element: etree._Element) -> None:
        parts = (
            list(children(element, "m:oMath"))
            if named(str(element.tag)) == "m:oMathPara"
            else [element]
        )
        text = strip_illegal("; ".join(linear(part) for part in parts).replace("\n", " "))[0]
        if text:
            self._add(Leaf(Text(text), frozenset(), self._goal()))
            self._say(
                "formula-flattened",
                "warning",
                f"A formula is written in one line: “{text[:60]}”.",
                "Look whether it can be read so, or set it as a picture.",
                quote=text,
            )

    # ── fields, notes, drawings ─────────────────────────────────────────────────────────────

    def _field(self, element: etree._Element) -> None:
        match attribute(element, "w:fldCharType"):
            case "begin" if element not in self._endless:
                self._fields.begin()
            case "separate":
                self._fields.separate(self._next_link())
            case "end":
                if instruction := self._fields.end():
                    self._without_result(instruction)

    def _without_result(self, instruction: str) -> None:
        """What a field shows that has no result in the file."""
        if not self._fields.seen:
            return
        text, left = shown(instruction)
        if text:
            self._add(Leaf(Text(strip_illegal(text)[0]), frozenset(), self._goal()))
        if left and text:
            self._gloss(left)
        elif left:
            self._say(
                "formula-flattened",
                "warning",
                f"A formula is left out: {left[:80]}.",
                "Write it out, or set it as a picture.",
            )

    def _note(self, kind: str, element: etree._Element) -> None:
        if self._noted is None:
            return
        note = self._noted(kind, attribute(element, "w:id"), self._line.number)
        if note is not None:
            self._add(Leaf(note, frozenset(), self._goal()))

    def _drawing(self, element: etree._Element, look: RunLook) -> None:
        found = self._drawings.read(element)
        for picture in found.pictures:
            self._add(Leaf(picture, frozenset(), self._goal()))
        for box in found.boxes:
            fields, self._fields = self._fields, Fields()
            nodes = self._blocks(box)
            self._fields = fields
            if nodes:
                self._line.boxes.append(nodes)

    def _comment(self, name: str, element: etree._Element) -> None:
        if self._comments is None:
            return
        if name == "w:commentRangeStart":
            self._comments.begin(attribute(element, "w:id"), self._document.paragraphs or 1)
        else:
            self._comments.end(attribute(element, "w:id"))

    # ── what is gathered ────────────────────────────────────────────────────────────────────

    def _add(self, leaf: Leaf) -> None:
        line = self._line
        line.leaves.append(leaf)
        if line.after:
            line.names += line.after
            line.after.clear()

    def _say(self, code: str, severity: str, text: str, hint: str = "", quote: str = "") -> None:
        assert severity in ("error", "warning", "info")
        self._document.remarks.enter(
            code,
            severity,  # type: ignore[arg-type]  # asserted
            text,
            hint,
            line=self._line.number or self._document.paragraphs,
            quote=quote,
        )


def _is_reference(style: str) -> bool:
    return style in ("footnote reference", "endnote reference")


def _characters(element: etree._Element) -> str:
    """The characters of a `w:t`; Word drops white space at its edges unless it is told not to."""
    text = "".join(str(piece) for piece in element.itertext())
    return text if element.get(_XML_SPACE) == "preserve" else text.strip(_SPACE)


def _merged(first: Line, second: Line) -> Line:
    """Two paragraphs between which the end of the first is gone."""
    kept = first if first.text.strip() else second
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
