"""An article's structure as a tree, for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from pubkit import walk, wording
from pubkit.cli.excerpt import cut
from pubkit.cli.screen import visible, width
from pubkit.credits import sign_off
from pubkit.model import Article, Block, Box, Figure, List, Paragraph, Quote, Subheading, Table

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["counted", "outline"]

_GUIDE, _GAP = 2, 2
"""Columns before a heading, and between it and what its section holds."""


class _Branch(Struct, frozen=True):
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
    words = wording.of(article)
    branches += [
        _Branch(f"{credit.role}{words.colon}{words.comma.join(credit.names)}")
        for credit in sign_off(article)
    ]
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
    numbers = Counter(filter(None, map(_name, blocks)))
    return ", ".join(counted(number, name) for name, number in numbers.items())


def _name(block: Block) -> str:
    """What the block is counted as; empty for what has a line of its own."""
    match block:
        case Paragraph():
            return "paragraph"
        case Figure():
            return "photo" if block.photo else "caption"
        case Quote():
            return "quotation"
        case List() | Table():
            return type(block).__name__.lower()
        case Subheading() | Box():
            return ""
        case _:
            assert_never(block)


def _drawn(branches: Sequence[_Branch]) -> Iterator[Text]:
    """Each branch behind its guide, what it holds in a column of its own."""
    from rich.cells import cell_len
    from rich.text import Text

    held = [branch for branch in branches if branch.holds]
    widest = max((cell_len(b.text) + 2 * b.depth for b in held), default=0)
    room = width() - _GUIDE - max((len(b.holds) + _GAP for b in held), default=0)
    last = max((i for i, branch in enumerate(branches) if not branch.depth), default=0)
    for index, branch in enumerate(branches):
        guide = "│ " + "  " * branch.depth if branch.depth else "└ " if index == last else "├ "
        holds = " " * _GAP + branch.holds if branch.holds else ""
        text = cut(visible(branch.text), width() - len(guide) - len(holds))
        space = min(widest, room) - 2 * branch.depth - cell_len(text) if holds else 0
        line = Text(no_wrap=True).append(guide, "dim").append(text)
        yield line.append(" " * space + holds, "dim")
