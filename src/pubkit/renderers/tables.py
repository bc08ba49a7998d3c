"""Tables on paper: which of them have more columns than a column of the page holds."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import walk
from pubkit.model import Article, Table
from pubkit.notice import Notice

__all__ = ["wide_tables"]


def wide_tables(article: Article, room: float, cell: float) -> Iterator[Notice]:
    """A warning for each table whose cells are narrower than a character.

    `room` is what a column of the page holds, `cell` what a character in a cell takes with the
    white beside it, both in characters of the text.
    """
    most = int(room / cell)
    for path, block in walk.blocks(article):
        if isinstance(block, Table) and (columns := len(block.header)) > most:
            yield Notice(
                code="table-wide",
                severity="warning",
                where=path,
                text=f"The table has {columns} columns; the page holds {most} side by side.",
                hint="Make two tables of it, or turn it, its columns as rows.",
            )
