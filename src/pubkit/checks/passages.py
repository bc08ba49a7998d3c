"""The article's text, piece by piece, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import walk
from pubkit.model import Article, Box, Figure, Paragraph, Subheading, Table

__all__ = ["passages"]


def passages(article: Article) -> Iterator[tuple[str, str]]:
    """Node path and plain text of everything that a reader reads: headings first, then blocks.

    Blocks of blocks are given by what they hold; a table cell by cell, under the table's path.
    """
    for name in ("kicker", "title", "deck"):
        yield name, getattr(article, name)
    for index, section in enumerate(article.sections):
        yield f"sections[{index}]", walk.plain(section.heading)
    for where, block in walk.blocks(article):
        match block:
            case Paragraph() | Subheading():
                yield where, walk.plain(block.content)
            case Figure():
                yield where, walk.plain(block.caption)
            case Box():
                yield where, walk.plain(block.title)
            case Table():
                for cell in (*block.header, *(cell for row in block.rows for cell in row)):
                    yield where, walk.plain(cell)
            case _:
                pass
