"""Tables: a grid of Word's as the model's, every row as wide as the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubkit.model import Align, Break, Inline, Table, Text
from pubkit.readers.word.flow import Cell, Grid, Leaf, Line, Node, Picture, lines_of
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.remarks import Remarks

__all__ = ["pictures_in", "table"]

_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
_WIDEST = 256
"""Columns; Word has 63."""


def table(grid: Grid, remarks: Remarks) -> Table | None:
    """The table, merged cells spread, nested ones flattened; None if it has no cell.

    The first row is the head, since every table of the model has one.
    """
    rows = [list(_spread(row, remarks)) for row in grid.rows]
    width = min(max(map(len, rows), default=0), _WIDEST)
    if not width:
        return None
    _report(grid, rows, width, remarks)
    whole = [tuple((*row, *[()] * width)[:width]) for row in rows]
    return Table(whole[0], tuple(whole[1:]), _alignment(grid, width))


def pictures_in(grid: Grid) -> Iterator[tuple[Line, Picture]]:
    """The pictures in a table's cells, with their paragraphs."""
    for line in lines_of([grid]):
        for picture in line.pictures:
            yield line, picture


def _spread(row: Sequence[Cell], remarks: Remarks) -> Iterator[tuple[Inline, ...]]:
    for cell in row:
        yield () if cell.continued else nested(list(_leaves(cell.nodes, remarks)))
        for _ in range(cell.span - 1):
            yield ()


def _leaves(nodes: Sequence[Node], remarks: Remarks) -> Iterator[Leaf]:
    """A cell's paragraphs in one, a break between them."""
    begun = False
    for line in lines_of(nodes):
        content = [leaf for leaf in line.leaves if not isinstance(leaf.node, Picture)]
        if not content:
            continue
        if begun:
            yield Leaf(Break())
        begun = True
        if line.marker and line.marker.label and line.marker.format != "bullet":
            text = "Numbers that Word counts in a table's cells were written into them."
            remarks.enter("numbers-written", "info", text)
            yield Leaf(Text(f"{line.marker.label} "))
        yield from content


def _report(grid: Grid, rows: Sequence[Sequence[object]], width: int, remarks: Remarks) -> None:
    cells = [cell for row in grid.rows for cell in row]
    if any(cell.span > 1 or cell.continued for cell in cells):
        text = "A table has merged cells; their words stand in the first, the others are empty."
        hint = "Look whether it can be read so."
        remarks.enter("cells-merged", "warning", text, hint, line=grid.number)
    if any(isinstance(node, Grid) for cell in cells for node in cell.nodes):
        text = "A table stands in a table's cell; its words are kept one below the other."
        remarks.enter("table-nested", "warning", text, line=grid.number)
    if any(len(row) != width for row in rows):
        text = "A table's rows are not of one width; empty cells were put behind the shorter ones."
        remarks.enter("table-ragged", "info", text, line=grid.number)


def _alignment(grid: Grid, width: int) -> tuple[Align, ...]:
    """The columns' alignment, where the rows agree."""
    found: list[Align] = []
    for column in range(width):
        sides = {_side(row[column]) for row in grid.rows if column < len(row)}
        found.append(sides.pop() if len(sides) == 1 else "")
    return tuple(found) if any(found) else ()


def _side(cell: Cell) -> Align:
    line = next((n for n in cell.nodes if isinstance(n, Line)), None)
    return _ALIGN.get(line.align, "") if line else ""
