"""The Markdown below the head becomes lead and sections."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pubkit.model import Block, Numbering, Section
from pubkit.readers.markdown import letters
from pubkit.readers.markdown.blocks import BlockReader
from pubkit.readers.markdown.footnotes import Footnotes
from pubkit.readers.markdown.inline import InlineReader
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.syntax import Env, parse_blocks
from pubkit.readers.markdown.tree import Branch, grow

__all__ = ["Body", "read_body"]


class Body(Struct, frozen=True):
    """What stands below the head."""

    lead: tuple[Block, ...]
    """The blocks before the first section."""
    sections: tuple[Section, ...]
    """The sections, headings without letters."""
    numbering: Numbering
    """How they are lettered."""
    lines: dict[str, int]
    """Node path → line of the file."""


def read_body(text: str, first_line: int, numbering: Numbering | None, margin: Margin) -> Body:
    """The body in `text`, which begins on `first_line` of the file.

    `numbering` is what the head says, None if nothing.
    Raises: ReadError if nesting is too deep, or a footnote holds another.
    """
    env = Env()
    branches, definitions = grow(parse_blocks(text, env), first_line)
    notes = Footnotes(definitions, margin)
    reader = BlockReader(InlineReader(env, notes, margin), margin)
    body = _Sections(reader, margin).body(branches, numbering)
    notes.mark_doubtful()
    for line, label in env.unused_references:
        margin.error(
            "reference-unused",
            line + first_line,
            f"This line defines a link [{label.lower()}] that is used nowhere, so it is not shown.",
            "If it is text, write \\[ for its first bracket.",
        )
    return body


class _Sections:
    """Cuts a body into lead and sections."""

    def __init__(self, reader: BlockReader, margin: Margin) -> None:
        self._reader = reader
        self._margin = margin

    def body(self, branches: Sequence[Branch], numbering: Numbering | None) -> Body:
        starts = [i for i, branch in enumerate(branches) if _opens_section(branch)]
        ends = [*starts, len(branches)][1:]
        lead = self._reader.blocks("lead", branches[: starts[0] if starts else len(branches)], 1)
        headings = [self._reader.cut_id(branches[start]) for start in starts]
        lettering = letters.settle([source for source, _ in headings], numbering)
        for index, notice in lettering.notices:
            self._margin.note(branches[starts[index]].line, notice)
        sections = tuple(
            self._section(i, branches[start], source, id_, branches[start + 1 : end])
            for i, (start, end, source, (_, id_)) in enumerate(
                zip(starts, ends, lettering.headings, headings, strict=True)
            )
        )
        return Body(lead, sections, lettering.numbering, self._reader.lines)

    def _section(
        self, index: int, heading: Branch, source: str, id_: str, below: Sequence[Branch]
    ) -> Section:
        path = f"sections[{index}]"
        self._reader.lines[path] = heading.line
        if heading.token.tag == "h1":
            self._margin.warning(
                "heading-level", heading.line, "# is read as ##: the title stands in the head."
            )
        content = self._reader.inline.content(source, heading.line)
        pictures = self._reader.pictures()
        blocks = self._reader.blocks(f"{path}.blocks", below, 1, pictures)
        return Section(content, blocks, id_)


def _opens_section(branch: Branch) -> bool:
    return branch.kind == "heading" and branch.token.tag in ("h1", "h2")
