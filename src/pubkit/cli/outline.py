"""An article's structure as a tree, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubkit import walk
from pubkit.cli.excerpt import cut
from pubkit.cli.screen import visible, width
from pubkit.credits import sign_off
from pubkit.model import Article, Block, Box, Figure, List, Quote, Subheading, Table

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["counted", "outline"]

_COUNTED = ((Figure, "photo"), (List, "list"), (Table, "table"), (Quote, "quotation"))
_ROOM = 30
"""Columns beside a heading for what its section holds."""


@dataclass(frozen=True)
class _Branch:
    """A line of the tree."""

    text: str
    holds: str = ""
    """What its section holds, in words."""
    depth: int = 0


def counted(number: int, thing: str) -> str:
    """`1 error`, `3 errors`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def outline(article: Article) -> Iterator[Text]:
    """Title and deck, then a line for each section, heading in it, and credit."""
    from rich.text import Text

    yield Text(visible(article.title), "bold")
    branches = [_Branch(line) for line in (article.kicker, article.deck) if line]
    if article.lead:
        branches += _part("lead", article.lead)
    for label, section in zip(walk.labels(article), article.sections, strict=True):
        heading = walk.heading(article.numbering, label, walk.plain(section.heading))
        branches += _part(heading, section.blocks)
    branches += [_Branch(f"{c.role}  {'  '.join(c.names)}") for c in sign_off(article)]
    if article.photo_credit:
        branches.append(_Branch(article.photo_credit))
    yield from _drawn(branches)


def _part(heading: str, blocks: Sequence[Block]) -> Iterator[_Branch]:
    yield _Branch(heading, _holds(blocks))
    for block in blocks:
        if isinstance(block, Subheading):
            yield _Branch(walk.plain(block.content), depth=block.level - 2)
        elif isinstance(block, Box):
            yield _Branch(walk.plain(block.title) or "box", _holds(block.blocks), depth=1)


def _holds(blocks: Sequence[Block]) -> str:
    """`5 paragraphs, 1 photo`."""
    named = [next((name for kind, name in _COUNTED if isinstance(b, kind)), "") for b in blocks]
    others = sum(isinstance(block, Subheading | Box) for block in blocks)
    parts = [counted(named.count("") - others, "paragraph")]
    parts += [counted(named.count(name), name) for _, name in _COUNTED if name in named]
    return ", ".join(parts)


def _drawn(branches: Sequence[_Branch]) -> Iterator[Text]:
    """Each branch behind its guide, what it holds in a column of its own."""
    from rich.cells import cell_len
    from rich.text import Text

    widest = max((cell_len(b.text) + 2 * b.depth for b in branches if b.holds), default=0)
    column = min(widest, width() - _ROOM)
    last = max((i for i, branch in enumerate(branches) if not branch.depth), default=0)
    for index, branch in enumerate(branches):
        guide = (
            ("└ " if index == last else "├ ") if not branch.depth else "│ " + "  " * branch.depth
        )
        line = Text(guide, "dim", no_wrap=True)
        limit = column - 2 * branch.depth if branch.holds else width() - 2 - 2 * branch.depth
        text = cut(visible(branch.text), limit)
        line.append(text, "not dim")
        if branch.holds:
            line.append(" " * (limit - cell_len(text)) + f"  {branch.holds}")
        yield line
