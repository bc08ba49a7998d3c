"""A table's tokens become a Table."""

from __future__ import annotations

from typing import cast

from pubkit.model import Align, Table
from pubkit.readers.markdown.inline import InlineReader
from pubkit.readers.markdown.margin import Margin
from pubkit.readers.markdown.tree import Branch

__all__ = ["table"]


def table(branch: Branch, inline: InlineReader, margin: Margin) -> Table:
    """The table; cells for which it has no column are marked."""
    rows = [row for part in branch.branches for row in part.branches]
    for row in rows:
        _mark_lost_cells(row, margin)
    header, *body = (
        tuple(inline.content(cell.text, cell.line) for cell in row.branches) for row in rows
    )
    return Table(header, tuple(body), tuple(_align(cell) for cell in rows[0].branches))


def _mark_lost_cells(row: Branch, margin: Margin) -> None:
    lost = row.token.meta["lost"]
    if lost:
        margin.error(
            "table-cells",
            row.line,
            f"A row has more cells than the table has columns; left out: {' | '.join(lost)}",
            "Add a column head, or write \\| for a bar that belongs to the text.",
        )


def _align(cell: Branch) -> Align:
    style = str(cell.token.attrs.get("style", ""))
    return cast(Align, style.removeprefix("text-align:"))
