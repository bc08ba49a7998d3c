"""markdown-it's flat tokens as a tree, with the footnotes taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Branch", "grow"]


class Branch(Struct, frozen=True):
    """A block token and what stands in it."""

    token: Token
    """The opening token, or one that opens nothing."""
    line: int
    """Its line in the file, counted from 1."""
    branches: list[Branch] = field(default_factory=list)
    """What stands in it."""

    @property
    def kind(self) -> str:
        """`paragraph`, `bullet_list`, `inline`, …: the token's type without `_open`."""
        return self.token.type.removesuffix("_open")

    @property
    def text(self) -> str:
        """The source of a paragraph's, heading's or cell's inline content."""
        return self.branches[0].token.content if self.branches else ""

    def all(self) -> Iterator[Branch]:
        """The branch and every one below it, in order."""
        yield self
        for branch in self.branches:
            yield from branch.all()


def grow(tokens: Iterable[Token], first_line: int) -> tuple[list[Branch], list[Branch]]:
    """The blocks, and the footnotes' definitions from wherever they stand.

    `first_line` is the file's line of the parsed text's first line.
    """
    notes: list[Branch] = []
    path: list[list[Branch]] = [[]]
    line = first_line
    for token in tokens:
        if token.nesting < 0:
            path.pop()
            continue
        line = token.map[0] + first_line if token.map else line
        branch = Branch(token, line)
        (notes if branch.kind == "footnote_reference" else path[-1]).append(branch)
        if token.nesting > 0:
            path.append(branch.branches)
    return path[0], notes
