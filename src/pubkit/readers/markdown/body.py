"""The Markdown below the head becomes lead and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never, cast

from pubkit.errors import did_you_mean
from pubkit.model import (
    MAX_DEPTH,
    Align,
    Block,
    Box,
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Item,
    Link,
    List,
    Numbering,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.readers.markdown import letters
from pubkit.readers.markdown.inline import InlineReader, code_lines
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.syntax import Env, Token, parse_blocks
from pubkit.readers.markdown.tree import Branch, grow
from pubkit.walk import ID

__all__ = ["Body", "read_body"]

_ID = re.compile(r"\s*(?<!\\)\{#([^\s{}]*)\}$")
_STRAY_FENCE = re.compile(r":{3,}\s*")


@dataclass(frozen=True)
class Body:
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
    branches, notes = grow(parse_blocks(text, env), first_line)
    reader = _BodyReader(InlineReader(env, notes, margin), margin)
    body = reader.body(branches, numbering)
    reader.inline.mark_unused_notes()
    for line, label in env.unused_references:
        margin.error(
            "reference-unused",
            line + first_line,
            f"This line defines a link [{label.lower()}] that is used nowhere, so it is not shown.",
            "If it is text, write \\[ for its first bracket.",
        )
    return body


class _BodyReader:
    """One walk over one body."""

    def __init__(self, inline: InlineReader, margin: Margin) -> None:
        self.inline = inline
        self._margin = margin
        self._lines: dict[str, int] = {}

    def body(self, branches: Sequence[Branch], numbering: Numbering | None) -> Body:
        starts = [i for i, branch in enumerate(branches) if _opens_section(branch)]
        ends = [*starts, len(branches)][1:]
        lead = self._blocks("lead", branches[: starts[0] if starts else len(branches)], 1)
        headings = [self._cut_id(branches[start]) for start in starts]
        lettering = letters.settle([source for source, _ in headings], numbering)
        for index, notice in lettering.notices:
            self._margin.note(branches[starts[index]].line, notice)
        sections = tuple(
            self._section(i, branches[start], source, id_, branches[start + 1 : end])
            for i, (start, end, source, (_, id_)) in enumerate(
                zip(starts, ends, lettering.headings, headings, strict=True)
            )
        )
        return Body(lead, sections, lettering.numbering, self._lines)

    def _section(
        self, index: int, heading: Branch, source: str, id_: str, below: Sequence[Branch]
    ) -> Section:
        path = f"sections[{index}]"
        self._lines[path] = heading.line
        if heading.token.tag == "h1":
            self._margin.warning(
                "heading-level", heading.line, "# is read as ##: the title stands in the head."
            )
        content = self.inline.content(source, heading.line)
        pictures = self._pictures()
        blocks = self._blocks(f"{path}.blocks", below, 1, pictures)
        return Section(content, blocks, id_)

    def _cut_id(self, heading: Branch) -> tuple[str, str]:
        """A heading's source without `{#id}`, and the id."""
        source = heading.text
        match = _ID.search(source)
        if match is None:
            return source, ""
        if not ID.fullmatch(match[1]):
            self._margin.error(
                "bad-value",
                heading.line,
                f"The id {match[1]!r} is not permitted: write an ASCII letter, then letters, "
                "digits, _ . or -.",
            )
            return source[: match.start()], ""
        return source[: match.start()], match[1]

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(
        self,
        path: str,
        branches: Iterable[Branch],
        depth: int,
        first: Sequence[tuple[int, Block]] = (),
    ) -> tuple[Block, ...]:
        """The blocks that the branches stand for, behind those that come `first`."""
        for index, (line, _) in enumerate(first):
            self._lines[f"{path}[{index}]"] = line
        rest = self._run(path, len(first), branches, depth)
        return (*(block for _, block in first), *(block for _, block in rest))

    def _run(
        self, path: str, index: int, branches: Iterable[Branch], depth: int
    ) -> Iterator[tuple[int, Block]]:
        """The blocks with their lines; the first one is the `index`-th of its siblings."""
        for branch in branches:
            if depth > MAX_DEPTH:
                self._margin.refuse(
                    branch.line, f"this nests deeper than {MAX_DEPTH} levels; flatten it"
                )
            for line, block in self._block(path, index, branch, depth):
                self._lines[f"{path}[{index}]"] = line
                index += 1
                yield line, block

    def _block(
        self, siblings: str, index: int, branch: Branch, depth: int
    ) -> Iterator[tuple[int, Block]]:
        """What a branch stands for, with lines; pictures from within its text come last."""
        path = f"{siblings}[{index}]"
        block: Block | None = None
        match branch.kind:
            case "paragraph":
                yield from self._paragraph(branch)
            case "heading":
                block = self._subheading(branch)
            case "bullet_list" | "ordered_list":
                block = self._list(path, branch, depth)
            case "blockquote":
                block = self._quote(path, branch, depth)
            case "table":
                block = self._table(branch)
            case "box" if branch.token.meta["name"] == "box":
                block = self._box(path, branch, depth)
            case "box":
                yield from self._container(siblings, index, branch, depth)
            case "fence" | "code_block":
                block = self._code(branch)
            case "hr":
                self._margin.info("rule-dropped", branch.line, "A rule between blocks is left out.")
            case kind:
                raise AssertionError(kind)  # the parser has no other rule
        if block is not None:
            yield branch.line, block
        yield from self._pictures()

    def _pictures(self) -> list[tuple[int, Block]]:
        return [(line, figure) for line, figure in self.inline.pictures()]

    def _paragraph(self, branch: Branch) -> Iterator[tuple[int, Block]]:
        if _STRAY_FENCE.fullmatch(branch.text):
            self._margin.warning(
                "box-unopened",
                branch.line,
                "This fence closes no box; it stays in the text.",
                "A box that holds boxes needs a longer fence.",
            )
        tokens = self.inline.tokens(branch.text, branch.line)
        if _only_images(tokens):
            yield from self._figures(tokens, branch.line)
            return
        self._mark_loose_braces(tokens, branch.line)
        content = self.inline.nodes(tokens, branch.line)
        if _says_something(content):
            yield branch.line, Paragraph(content)

    def _figures(self, tokens: Sequence[Token], line: int) -> Iterator[tuple[int, Figure]]:
        for token in tokens:
            if token.type == "image":
                yield line, self.inline.figure(token, line)
            elif token.type in ("softbreak", "hardbreak"):
                line += 1

    def _mark_loose_braces(self, tokens: Sequence[Token], line: int) -> None:
        for before, token in zip(tokens, tokens[1:], strict=False):
            if before.type == "image" and token.content.lstrip(" ").startswith("{"):
                self._margin.error(
                    "bad-attributes",
                    line,
                    f"The braces behind the photo cannot be read: {token.content.strip()}",
                    'Write {credit="…" place=wide}, without a space before it.',
                )

    def _subheading(self, branch: Branch) -> Subheading | None:
        level = int(branch.token.tag[1:])
        if level < 3 or level > 4:
            why = "a heading in here is ###" if level < 3 else "the lowest heading is ####"
            self._margin.warning(
                "heading-level", branch.line, f"{'#' * level} is read otherwise: {why}."
            )
        source, id_ = self._cut_id(branch)
        if id_:
            self._margin.warning(
                "id-dropped",
                branch.line,
                f"Only sections and photos carry an id; {id_!r} is left out.",
            )
        content = self.inline.content(source, branch.line)
        return Subheading(content, 3 if level < 4 else 4) if _says_something(content) else None

    def _list(self, path: str, branch: Branch, depth: int) -> List:
        items = tuple(
            Item(self._blocks(f"{path}.items[{i}].blocks", item.branches, depth + 1))
            for i, item in enumerate(branch.branches)
        )
        if branch.kind == "bullet_list":
            return List(items)
        return List(items, ordered=True, start=int(branch.token.attrs.get("start", 1)))

    def _table(self, branch: Branch) -> Table:
        rows = [row for part in branch.branches for row in part.branches]
        for row in rows:
            self._mark_lost_cells(row)
        align = tuple(_align(cell) for cell in rows[0].branches)
        header, *body = (
            tuple(self.inline.content(cell.text, cell.line) for cell in row.branches)
            for row in rows
        )
        return Table(header, tuple(body), align)

    def _mark_lost_cells(self, row: Branch) -> None:
        lost = row.token.meta["lost"]
        if lost:
            self._margin.error(
                "table-cells",
                row.line,
                f"A row has more cells than the table has columns; left out: {' | '.join(lost)}",
                "Add a column head, or write \\| for a bar that belongs to the text.",
            )

    def _quote(self, path: str, branch: Branch, depth: int) -> Quote | None:
        blocks = self._blocks(f"{path}.blocks", branch.branches, depth + 1)
        return Quote(blocks) if blocks else None

    def _box(self, path: str, branch: Branch, depth: int) -> Box:
        self._mark_unclosed(branch)
        title = self.inline.content(branch.token.meta["title"], branch.line)
        pictures = self._pictures()
        return Box(title, self._blocks(f"{path}.blocks", branch.branches, depth + 1, pictures))

    def _container(
        self, siblings: str, index: int, branch: Branch, depth: int
    ) -> Iterator[tuple[int, Block]]:
        """The content of a box of another name, among the blocks around it."""
        self._mark_unclosed(branch)
        name, title = branch.token.meta["name"], branch.token.meta["title"]
        hint = did_you_mean(name, ["box"])
        self._margin.warning(
            "unknown-container",
            branch.line,
            f"There is no container {name!r}{hint}; its content stands in the text.",
            "Write ::: box.",
        )
        if title:
            yield branch.line, Paragraph(self.inline.content(title, branch.line))
        yield from self._run(siblings, index + bool(title), branch.branches, depth)

    def _mark_unclosed(self, branch: Branch) -> None:
        if not branch.token.meta["closed"]:
            self._margin.error(
                "box-unclosed", branch.line, "The box is not closed.", "End it with a line :::."
            )

    def _code(self, branch: Branch) -> Paragraph | None:
        language = branch.token.info.strip()
        named = f" Its language, {language}, is left out." if language else ""
        self._margin.warning(
            "code-block",
            branch.line,
            f"A block of code is read as a paragraph with line breaks.{named}",
            "Text that begins with four spaces or a tab is code in Markdown.",
        )
        content = code_lines(branch.token.content)
        return Paragraph(content) if _says_something(content) else None


def _opens_section(branch: Branch) -> bool:
    return branch.kind == "heading" and branch.token.tag in ("h1", "h2")


def _only_images(tokens: Sequence[Token]) -> bool:
    """Whether a paragraph holds photos and nothing else but space between them."""
    return any(token.type == "image" for token in tokens) and all(
        token.type in ("image", "softbreak", "hardbreak")
        or (token.type == "text" and not token.content.strip())
        for token in tokens
    )


def _says_something(content: Iterable[Inline]) -> bool:
    """Whether anything is left of a block's content once it is admitted."""
    return any(_remains(node) for node in content if not isinstance(node, Break))


def _remains(node: Inline) -> bool:
    match node:
        case Text() | Code():
            return bool(node.text)
        case Break() | Link():
            return True
        case Strong() | Emph() | Sup() | Sub() | Footnote():
            return any(map(_remains, node.content))
        case _:
            assert_never(node)


def _align(cell: Branch) -> Align:
    style = str(cell.token.attrs.get("style", ""))
    return cast(Align, style.removeprefix("text-align:"))
