"""Scribe: what is gathered into the paragraph that is being read, and what is said of it."""

from __future__ import annotations

from lxml import etree

from pubkit.characters import strip_illegal
from pubkit.model import Code, Text
from pubkit.notice import Severity
from pubkit.ooxml import attribute, child, children
from pubkit.ooxml.names import named
from pubkit.readers.word.comments import Comments
from pubkit.readers.word.document import Document
from pubkit.readers.word.fields import Fields, shown
from pubkit.readers.word.flow import Leaf, Line, Mark, Target
from pubkit.readers.word.formulas import linear
from pubkit.readers.word.styles import RunLook, is_monospaced, on
from pubkit.readers.word.symbols import is_symbolic, symbol

__all__ = ["Scribe", "characters"]

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACE = " \t\r\n"


class Scribe:
    """The paragraph that is being read, and what holds at this point of it."""

    def __init__(self, document: Document, comments: Comments | None) -> None:
        self.line = Line(0)
        """The paragraph."""
        self.style = ""
        """The id of its style."""
        self.link: Target | None = None
        """Where the hyperlink leads in which this point stands."""
        self.fields = Fields()
        """The fields in which it stands."""
        self.is_behind_mark = False
        """Whether a note's own mark stands before it."""
        self._document = document
        self._comments = comments
        self._links = 0
        self._code_face = document.styles.face("code")

    def next_link(self) -> int:
        """What tells a link from all others."""
        self._links += 1
        return self._links

    @property
    def goal(self) -> Target | None:
        """Where a click on this point leads."""
        return self.link or self.fields.link

    def marks(self, look: RunLook, properties: etree._Element | None) -> frozenset[Mark]:
        """The run's emphasis, beside what its paragraph's style does to all of it."""
        plain = self._document.styles.plain(self.style)
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

    def text(self, text: str, look: RunLook, marks: frozenset[Mark]) -> None:
        """Characters of one look."""
        legal, removed = strip_illegal(text.replace("\r", " ").replace("\n", " "))
        if removed:
            self.remark(
                "characters-removed",
                "warning",
                "Characters that no channel can carry were taken out.",
                "Look whether something else should stand there.",
            )
        if self.is_behind_mark and legal:
            self.is_behind_mark = False
            legal = legal[1:] if legal[0] in " \t" else legal
        self._put(self._symbols(legal, look.font) if is_symbolic(look.font) else legal, look, marks)

    def _put(self, text: str, look: RunLook, marks: frozenset[Mark]) -> None:
        if not text:
            return
        self.line.size = max(self.line.size, look.size)
        if look.hidden:
            self._hide(text)
        elif look.struck:
            self.remark(
                "text-struck",
                "warning",
                f"“{text[:40]}” is struck out, and stays in.",
                "Take it out if it should go.",
                quote=text,
            )
        is_code = self._is_code(look)
        node = Code(text) if is_code else Text(text)
        self.add(Leaf(node, marks, self.goal, look.style, look.hidden))
        if self._comments:
            self._comments.hear(text)

    def _is_code(self, look: RunLook) -> bool:
        """Whether a run is set as code is: by its style, or in the face that the style has."""
        if look.style == "code" or (look.style.endswith("code") and is_monospaced(look.font)):
            return True
        plain = self._document.styles.plain(self.style)
        return look.font == self._code_face != "" and plain.font != look.font

    def _hide(self, text: str) -> None:
        if text.strip():
            self.remark(
                "text-hidden",
                "warning",
                f"Hidden text is left out: “{text[:60]}”.",
                "Show it in Word if it should be printed.",
            )

    def symbol(self, written: str, font: str, look: RunLook, marks: frozenset[Mark]) -> None:
        """The symbol that `font` has at the code `written`, in hexadecimal."""
        try:
            number = int(written, 16)
        except ValueError:
            return
        legal = strip_illegal(symbol(number, font))[0]
        self._put(legal or self._unknown(written, font), look, marks)

    def _symbols(self, text: str, font: str) -> str:
        """What letters show that are typed in a font of symbols; others are in another face."""
        return "".join(
            symbol(ord(c), font) or self._unknown(f"{ord(c):X}", font)
            if " " < c <= "\xff" or "\uf020" <= c <= "\uf0ff"
            else c
            for c in text
        )

    def _unknown(self, code: str, font: str) -> str:
        self.remark(
            "symbol-unknown",
            "warning",
            f"A symbol of the font {font!r} ({code}) is not known; � stands for it.",
            "Write the character that is meant.",
            quote="\ufffd",
        )
        return "\ufffd"

    def gloss(self, text: str) -> None:
        """Words over the text, which are left out."""
        if text:
            self.remark(
                "gloss-left",
                "info",
                f"A gloss over the text is left out: “{text[:60]}”.",
                "Write it in brackets if readers need it.",
            )

    def formula(self, element: etree._Element) -> None:
        """A formula, in one line."""
        parts = (
            list(children(element, "m:oMath"))
            if named(str(element.tag)) == "m:oMathPara"
            else [element]
        )
        text = strip_illegal("; ".join(linear(part) for part in parts).replace("\n", " "))[0]
        if text:
            self.add(Leaf(Text(text), frozenset(), self.goal))
            self.remark(
                "formula-flattened",
                "warning",
                f"A formula is written in one line: “{text[:60]}”.",
                "Look whether it can be read so, or set it as a picture.",
                quote=text,
            )

    def without_result(self, instruction: str) -> None:
        """What a field shows that has no result in the file."""
        if not self.fields.seen:
            return
        text, left = shown(instruction)
        if text:
            self.add(Leaf(Text(strip_illegal(text)[0]), frozenset(), self.goal))
        if left and text:
            self.gloss(left)
        elif left:
            self.remark(
                "formula-flattened",
                "warning",
                f"A formula is left out: {left[:80]}.",
                "Write it out, or set it as a picture.",
            )

    def comment(self, name: str, element: etree._Element) -> None:
        """The words of a comment begin or end, or its mark stands here."""
        if self._comments is None:
            return
        number = attribute(element, "w:id")
        match name:
            case "w:commentRangeStart":
                self._comments.begin(number, self._document.paragraphs or 1)
            case "w:commentRangeEnd":
                self._comments.end(number)
            case _:
                self._comments.mark(number, self.line.number)

    # ── what is gathered ────────────────────────────────────────────────────────────────────

    def add(self, leaf: Leaf) -> None:
        """Put a leaf behind the others."""
        line = self.line
        line.leaves.append(leaf)
        if line.after:
            line.names += line.after
            line.after.clear()

    def remark(
        self, code: str, severity: Severity, text: str, hint: str = "", quote: str = ""
    ) -> None:
        """Put a remark on the paragraph on record."""
        line = self.line.number or self._document.paragraphs
        self._document.remarks.enter(code, severity, text, hint, line=line, quote=quote)


def _is_reference(style: str) -> bool:
    return style in ("footnote reference", "endnote reference")


def characters(element: etree._Element) -> str:
    """The characters of a `w:t`; Word drops white space at its edges unless it is told not to."""
    text = "".join(str(piece) for piece in element.itertext())
    return text if element.get(_XML_SPACE) == "preserve" else text.strip(_SPACE)
