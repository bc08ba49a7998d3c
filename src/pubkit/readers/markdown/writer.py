"""The writer of article.md: what it writes, the reader reads back as the same article.

The form is canonical: one article has one spelling, with light marks and as few backslashes as
Markdown permits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never
from urllib.parse import quote

from pubkit.model import (
    Article,
    Block,
    Box,
    Figure,
    Footnote,
    Inline,
    Item,
    List,
    Numbering,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Table,
)
from pubkit.patterns import pattern
from pubkit.readers.markdown import letters
from pubkit.readers.markdown.attributes import braces
from pubkit.readers.markdown.escapes import target
from pubkit.readers.markdown.head import write_head
from pubkit.readers.markdown.marks import is_url
from pubkit.readers.markdown.spelling import BREAK_LINE, spell

__all__ = ["write"]


def write(article: Article) -> str:
    """The article as article.md; `article` is admitted.

    Read back it is the same article, and written again the same text.
    """
    writer = _Writer()
    lead = writer.siblings(article.lead)
    headings = [writer.line(section.heading) for section in article.sections]
    sections = [
        writer.section(number, section, heading, article.numbering)
        for number, (section, heading) in enumerate(zip(article.sections, headings, strict=True), 1)
    ]
    head = write_head(article, _said(article.numbering, headings))
    parts = [head, lead, *sections, "\n".join(writer.notes)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _said(numbering: Numbering, headings: Sequence[str]) -> Numbering | None:
    """What the head has to say of the numbering: nothing where the headings say it."""
    written = [letters.lettered(numbering, n, text) for n, text in enumerate(headings, 1)]
    inferred = letters.settle(written, None)
    if inferred.numbering == numbering and not inferred.notices:
        return None
    return numbering


class _Writer:
    """Writes blocks, and gathers the footnotes on the way."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def section(self, number: int, section: Section, heading: str, numbering: Numbering) -> str:
        words = ["##", letters.lettered(numbering, number, heading)]
        words += [f"{{#{section.id}}}"] if section.id else []
        title = " ".join(word for word in words if word)
        return "\n\n".join(filter(None, [title, self.siblings(section.blocks)]))

    def siblings(self, blocks: Iterable[Block]) -> str:
        """Blocks with a blank line between them."""
        return "\n\n".join(self._blocks(blocks))

    def line(self, content: Sequence[Inline]) -> str:
        """The content of a heading, which has to end as it is meant."""
        source = self._inline(content)
        # A heading may end in marks of its own, and in its id.
        return re.sub(r"(?:(?<=[ \t])|^)#+$|\{(?=#[^\s{}]*\}$)", r"\\\g<0>", source)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        before: Block | None = None
        other = False
        for block in blocks:
            # Two lists of one kind in a row are told apart by their marks.
            twin = isinstance(block, List) and isinstance(before, List)
            other = twin and block.ordered == before.ordered and not other  # type: ignore[union-attr]  # `twin` says so
            yield self._list(block, other) if isinstance(block, List) else self._block(block)
            before = block

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block.content)
            case Subheading():
                return f"{'#' * block.level} {self.line(block.content)}"
            case Figure():
                return self._figure(block)
            case Quote():
                return self._quote(block)
            case List():
                return self._list(block, other=False)
            case Table():
                return self._table(block)
            case Box():
                return self._box(block)
            case _:
                assert_never(block)

    def _paragraph(self, content: Sequence[Inline]) -> str:
        source = spell(content, self._note, line_break=BREAK_LINE)
        return "\n".join(map(_unstructured, source.split("\n")))

    def _figure(self, figure: Figure) -> str:
        caption = spell(figure.caption, self._note, labelled=True)
        said: list[tuple[str, str]] = []
        if figure.credit:
            said.append(("credit", figure.credit))
        if figure.alt:
            said.append(("alt", figure.alt))
        if figure.place != "column":
            said.append(("place", figure.place))
        if figure.focus:
            said.append(("focus", " ".join(map(_number, figure.focus))))
        if figure.crop != "auto":
            said.append(("crop", figure.crop))
        if figure.id:
            said.append(("id", figure.id))
        return f"![{caption}]({target(_key(figure.photo or ''))}){braces(said)}"

    def _quote(self, quote: Quote) -> str:
        lines = self.siblings(quote.blocks).split("\n")
        return "\n".join(f"> {line}" if line else ">" for line in lines)

    def _list(self, block: List, other: bool) -> str:
        items = [
            self._item(item, _mark(block, index, other)) for index, item in enumerate(block.items)
        ]
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def _item(self, item: Item, mark: str) -> str:
        if not item.blocks:
            return mark
        sources = list(self._blocks(item.blocks))
        inner = sources[0]
        for before, block, source in zip(item.blocks, item.blocks[1:], sources[1:], strict=False):
            inner += ("\n" if _follows_closely(before, block) else "\n\n") + source
        indented = _indented(inner, " " * (len(mark) + 1))
        # Marks in a row could be a rule (- - -): a list in a list begins on its own line.
        start = "\n" if isinstance(item.blocks[0], List) else " "
        return mark + start + (indented if start == "\n" else indented.lstrip(" "))

    def _table(self, table: Table) -> str:
        align = table.align or [""] * len(table.header)
        rules = "".join(f" {_RULES[one]} |" for one in align)
        return "\n".join([self._row(table.header), f"|{rules}", *map(self._row, table.rows)])

    def _row(self, cells: Iterable[Sequence[Inline]]) -> str:
        # A row is cut at its bars before anything else is read: every bar inside is escaped.
        sources = (self._inline(cell).replace("|", "\\|") for cell in cells)
        return "|" + "".join(f" {source} |" for source in sources)

    def _box(self, box: Box) -> str:
        fence = ":" * (2 + _boxes_deep(box.blocks))
        title = self._inline(box.title)
        opening = f"{fence} box {title}" if title else f"{fence} box"
        inner = self.siblings(box.blocks)
        return "\n".join(filter(None, [opening, inner, fence]))

    def _inline(self, content: Sequence[Inline]) -> str:
        return spell(content, self._note)

    def _note(self, note: Footnote) -> str:
        """The mark of a footnote that is gathered for the end."""
        number = len(self.notes) + 1
        self.notes.append("")
        self.notes[number - 1] = f"[^{number}]: {_unstructured(self._inline(note.content))}"
        return f"[^{number}]"


# ── lines ───────────────────────────────────────────────────────────────────────────────────

_STRUCTURE = pattern(
    r"""(?:\#{1,6}|[-+])(?=[ \t]|$)     # a heading, an item
      | \#{2,4}(?!\#)                   # what an editor may have meant as a heading
      | >                               # a quotation
      | (?:-[ \t]*){3,}$ | =+[ \t]*$    # a rule, a heading's underline
      | [-:|][-:| \t]*$                 # the rule of a table
      | :{3,} | ~{3,}                   # a box, code
      | (?P<before>\d{1,9})[.)](?=[ \t]|$)   # a counted item
      | (?P<note>\[\^\d+\]):            # the definition of a footnote
    """,
    re.VERBOSE,
)
"""How a line of text begins that Markdown would take for structure."""
_RULES: Mapping[str, str] = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def _unstructured(line: str) -> str:
    """A line of a paragraph that begins no other block."""
    match = _STRUCTURE.match(line)
    if match is None:
        return line
    kept = len(match["before"] or match["note"] or "")
    return f"{line[:kept]}\\{line[kept:]}"


def _indented(text: str, space: str) -> str:
    return "\n".join(f"{space}{line}" if line else "" for line in text.split("\n"))


def _mark(block: List, index: int, other: bool) -> str:
    if not block.ordered:
        return "*" if other else "-"
    # Only the first number counts, and nine digits are the most (CommonMark 0.31.2, §5.2).
    number = min(block.start + index, 999_999_999)
    return f"{number}{')' if other else '.'}"


def _follows_closely(before: Block, block: Block) -> bool:
    """Whether a list needs no blank line after its paragraph: where it can interrupt one."""
    match before, block:
        case Paragraph(), List(items=(Item(blocks=(Paragraph(), *_)), *_)):
            return not block.ordered or block.start == 1
    return False


def _boxes_deep(blocks: Iterable[Block]) -> int:
    """1, and 1 more for each box inside boxes."""
    depth = 1
    for block in blocks:
        match block:
            case Box():
                depth = max(depth, 1 + _boxes_deep(block.blocks))
            case Quote():
                depth = max(depth, _boxes_deep(block.blocks))
            case List():
                depth = max([depth, *(_boxes_deep(item.blocks) for item in block.items)])
    return depth


def _key(photo: str) -> str:
    """A photo's key as a target: the percent signs of a file's name are its own."""
    return photo if is_url(photo) else re.sub("%(?=[0-9A-Fa-f]{2})", quote("%"), photo)


def _number(value: float) -> str:
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)
