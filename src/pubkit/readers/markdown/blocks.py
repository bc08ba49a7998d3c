"""Block tokens become the model's blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from pubkit.errors import did_you_mean
from pubkit.model import (
    MAX_DEPTH,
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
    Paragraph,
    Quote,
    Strong,
    Sub,
    Subheading,
    Sup,
    Text,
)
from pubkit.readers.markdown import doubts, tables
from pubkit.readers.markdown.inline import InlineReader, code_lines
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.tree import Branch
from pubkit.walk import ID

if TYPE_CHECKING:
    from pubkit.readers.markdown.syntax import Token

__all__ = ["BlockReader"]

_ID = re.compile(r"\s*(?<!\\)\{#([^\s{}]*)\}$")
_STRAY_FENCE = re.compile(r":{3,}\s*")


class BlockReader:
    """Reads blocks, and remembers on which line each of them stands."""

    def __init__(self, inline: InlineReader, margin: Margin) -> None:
        self.inline = inline
        self.lines: dict[str, int] = {}
        self._margin = margin

    def blocks(
        self,
        path: str,
        branches: Iterable[Branch],
        depth: int,
        first: Sequence[tuple[int, Block]] = (),
    ) -> tuple[Block, ...]:
        """The blocks that the branches stand for, behind those that come `first`."""
        for index, (line, _) in enumerate(first):
            self.lines[f"{path}[{index}]"] = line
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
                self.lines[f"{path}[{index}]"] = line
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
                block = tables.table(branch, self.inline, self._margin)
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
        yield from self.pictures()

    def pictures(self) -> list[tuple[int, Block]]:
        """Figures from within text that was just read, with their lines."""
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
        doubts.mark_headings(tokens, branch.line, self._margin)
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
        for before, token in pairwise(tokens):
            if before.type == "image" and token.content.lstrip(" ").startswith("{"):
                self._margin.error(
                    "bad-attributes",
                    line,
                    f"The braces behind the photo cannot be read: {token.content.strip()}",
                    'Write {credit="…" place=wide}: straight quotes, no space before the brace.',
                )

    def _subheading(self, branch: Branch) -> Subheading | None:
        level = int(branch.token.tag[1:])
        if level < 3 or level > 4:
            why = "a heading in here is ###" if level < 3 else "the lowest heading is ####"
            self._margin.warning(
                "heading-level", branch.line, f"{'#' * level} is read otherwise: {why}."
            )
        source, id_ = self.cut_id(branch)
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
            Item(self.blocks(f"{path}.items[{i}].blocks", item.branches, depth + 1))
            for i, item in enumerate(branch.branches)
        )
        if branch.kind == "bullet_list":
            return List(items)
        return List(items, ordered=True, start=int(branch.token.attrs.get("start", 1)))

    def _quote(self, path: str, branch: Branch, depth: int) -> Quote | None:
        blocks = self.blocks(f"{path}.blocks", branch.branches, depth + 1)
        return Quote(blocks) if blocks else None

    def _box(self, path: str, branch: Branch, depth: int) -> Box:
        self._mark_unclosed(branch)
        title = self.inline.content(branch.token.meta["title"], branch.line)
        pictures = self.pictures()
        return Box(title, self.blocks(f"{path}.blocks", branch.branches, depth + 1, pictures))

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

    def cut_id(self, heading: Branch) -> tuple[str, str]:
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
