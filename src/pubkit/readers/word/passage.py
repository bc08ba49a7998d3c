"""Passage: a walk through what stands in one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from pubkit.model import Break, Footnote
from pubkit.ooxml import Relation, attribute, child, children
from pubkit.ooxml.names import named
from pubkit.readers.word.document import Document
from pubkit.readers.word.drawings import Drawings, first_choice
from pubkit.readers.word.fields import Fields, hyperlink, unbalanced
from pubkit.readers.word.flow import Leaf, Mark, Node, Target, lines_of
from pubkit.readers.word.scribe import Scribe, characters
from pubkit.readers.word.styles import RunLook
from pubkit.readers.word.words import line as one_line

__all__ = ["TRACKED", "TRANSPARENT", "Noted", "Passage"]

TRACKED = frozenset({"w:ins", "w:del", "w:moveTo", "w:moveFrom"})
"""What wraps a tracked change."""
TRANSPARENT = frozenset(
    {"w:smartTag", "w:customXml", "w:bdo", "w:dir", "w:sdtContent", "w:subDoc", "mc:Choice"}
)
"""What only wraps its content."""
_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
"""Elements of a run that stand for a character (ISO 29500-1, §17.3.3)."""
Noted = Callable[[str, str, int], Footnote | None]
"""The note of a kind and id, for the paragraph that calls it."""


class Passage:
    """A walk over the paragraphs of one part of the package."""

    def __init__(
        self,
        document: Document,
        relations: Mapping[str, Relation],
        scribe: Scribe,
        noted: Noted | None,
        boxed: Callable[[etree._Element], list[Node]],
    ) -> None:
        """`noted` gives the notes that may stand in it, `boxed` the nodes of a text box."""
        self._document = document
        self._relations = relations
        self._scribe = scribe
        self._noted = noted
        self._boxed = boxed
        self._drawings = Drawings(document, relations, lambda: document.paragraphs)
        self._endless: frozenset[etree._Element] = frozenset()

    def begin(self, root: etree._Element) -> None:
        """Another text begins."""
        self._scribe.fields, self._endless = Fields(), unbalanced(root)
        self._scribe.is_behind_mark = False

    def walk(self, root: etree._Element) -> None:
        """Give what stands in a paragraph, or in a part of one, to the scribe."""
        for element in root:
            name = named(str(element.tag))
            match name:
                case "w:r":
                    self._run(element)
                case "w:hyperlink":
                    self._linked(self._target(element), element)
                case "w:fldSimple":
                    instruction = attribute(element, "w:instr")
                    self._linked(hyperlink(instruction, self._scribe.next_link()), element)
                    if len(element):
                        self._document.computes(instruction)
                    else:
                        self._scribe.without_result(instruction)
                case "mc:AlternateContent":
                    chosen = first_choice(element)
                    if chosen is not None:
                        self.walk(chosen)
                case "w:bookmarkStart":
                    self._scribe.line.after.append(attribute(element, "w:name"))
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self._scribe.comment(name, element)
                case "m:oMath" | "m:oMathPara":
                    self._scribe.formula(element)
                case _ if name in TRACKED:
                    if self._document.changes.keeps(name, element):
                        self.walk(element)
                case _ if name in TRANSPARENT or name == "w:sdt":
                    self.walk(element)

    def _linked(self, target: Target | None, element: etree._Element) -> None:
        outer = self._scribe.link
        self._scribe.link = target or outer
        self.walk(element)
        self._scribe.link = outer

    def _target(self, element: etree._Element) -> Target | None:
        relation = self._relations.get(attribute(element, "r:id"))
        anchor = attribute(element, "w:anchor")
        address = relation.target if relation else ""
        if relation is not None and not relation.external:
            address = ""
        target = address + (f"#{anchor}" if anchor else "")
        tip = attribute(element, "w:tooltip")
        return Target(one_line(target), one_line(tip), self._scribe.next_link()) if target else None

    def _run(self, element: etree._Element) -> None:
        properties = child(element, "w:rPr")
        look = self._document.styles.run(properties, self._scribe.style)
        marks = self._scribe.marks(look, properties)
        for one in element:
            self._piece(named(str(one.tag)), one, look, marks)

    def _piece(self, name: str, one: etree._Element, look: RunLook, marks: frozenset[Mark]) -> None:
        match name:
            case "w:fldChar":
                self._field(one)
                return
            case "w:instrText" | "w:delInstrText":
                self._scribe.fields.instruct(one.text or "")
                return
        if not self._scribe.fields.seen:
            return
        goal = self._scribe.goal
        match name:
            case "w:t":
                self._scribe.text(characters(one), look, marks)
            case "w:delText" if self._document.changes.earlier:
                self._scribe.text(characters(one), look, marks)
            case "w:br" | "w:cr":
                if attribute(one, "w:type") not in ("page", "column"):
                    self._scribe.add(Leaf(Break(), marks, goal, look.style, look.hidden))
            case "w:sym":
                self._scribe.symbol(attribute(one, "w:char"), attribute(one, "w:font"), look, marks)
            case "w:footnoteReference" | "w:endnoteReference":
                self._note(name.removeprefix("w:").removesuffix("Reference"), one)
            case "w:footnoteRef" | "w:endnoteRef":
                self._scribe.is_behind_mark = True
            case "w:commentReference":
                self._scribe.comment(name, one)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(one, look)
            case "mc:AlternateContent":
                chosen = first_choice(one)
                for inner in () if chosen is None else chosen:
                    self._piece(named(str(inner.tag)), inner, look, marks)
            case "w:ruby":
                self._ruby(one)
            case _ if name in _CHARACTERS:
                self._scribe.text(_CHARACTERS[name], look, marks)

    def _ruby(self, element: etree._Element) -> None:
        for base in children(element, "w:rubyBase"):
            self.walk(base)
        gloss = child(element, "w:rt")
        text = (
            ""
            if gloss is None
            else "".join(characters(t) for t in gloss.iter() if named(str(t.tag)) == "w:t")
        )
        self._scribe.gloss(text)

    # ── fields, notes, drawings ─────────────────────────────────────────────────────────────

    def _field(self, element: etree._Element) -> None:
        match attribute(element, "w:fldCharType"):
            case "begin" if element not in self._endless:
                self._scribe.fields.begin()
            case "separate":
                instruction = self._scribe.fields.separate(self._scribe.next_link())
                self._document.computes(instruction)
            case "end":
                if instruction := self._scribe.fields.end():
                    self._scribe.without_result(instruction)

    def _note(self, kind: str, element: etree._Element) -> None:
        if self._noted is None:
            return
        note = self._noted(kind, attribute(element, "w:id"), self._scribe.line.number)
        if note is not None:
            self._scribe.add(Leaf(note, frozenset(), self._scribe.goal))

    def _drawing(self, element: etree._Element, look: RunLook) -> None:
        found = self._drawings.read(element)
        for picture in found.pictures:
            self._scribe.add(Leaf(picture, frozenset(), self._scribe.goal))
        for box in found.boxes:
            fields, self._scribe.fields = self._scribe.fields, Fields()
            nodes = self._boxed(box)
            self._scribe.fields = fields
            if nodes:
                self._scribe.line.boxes.append(nodes)
            words = " ".join(line.text for line in lines_of(nodes) if line.text.strip())
            if words:
                text = f"A text box is read behind its paragraph: “{words[:60]}”."
                self._scribe.remark("text-box", "info", text)
