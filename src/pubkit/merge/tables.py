"""Tables: row by row, cell by cell; columns are added or taken out by one person only."""

from __future__ import annotations

from collections.abc import Sequence

from pubkit import walk
from pubkit.diff.alignment import aligned
from pubkit.merge.matching import Entry, matched
from pubkit.merge.texts import merged_content
from pubkit.merge.values import Side, merged_row, merged_value
from pubkit.model import Align, Inline, Table

__all__ = ["merged_table"]

_Cells = tuple[tuple[Inline, ...], ...]


def merged_table(
    base: Table, ours: Table, theirs: Table, *, prefer: Side
) -> tuple[Table, list[str]]:
    """The table, and what clashed in it."""
    whole, clash = merged_value(base, ours, theirs, prefer=prefer)
    if not clash:
        return whole, []
    if not len(base.header) == len(ours.header) == len(theirs.header):
        return whole, ["text"]
    merging = _Tables(prefer)
    return merging.table(base, ours, theirs), list(merging.clashes)


class _Tables:
    def __init__(self, prefer: Side) -> None:
        self._prefer = prefer
        self.clashes: dict[str, None] = {}

    def table(self, base: Table, ours: Table, theirs: Table) -> Table:
        header = self._cells(base.header, ours.header, theirs.header)
        old = dict(enumerate(base.rows))
        left = self._named(base.rows, ours.rows, len(old))
        right = self._named(base.rows, theirs.rows, len(old) + len(left))
        rows = merged_row(
            old, left, _agreed(left, right, len(old)), merge=self._row, prefer=self._prefer
        )
        if rows.torn or rows.added or rows.moved:
            self.clashes["text"] = None
        width = len(base.header)
        aligns = (table.align or ("",) * width for table in (base, ours, theirs))
        align: tuple[Align, ...] = tuple(
            merged_value(*sides, prefer=self._prefer)[0] for sides in zip(*aligns, strict=True)
        )
        return Table(header, tuple(rows.values.values()), align if any(align) else ())

    def _named(
        self, base: Sequence[_Cells], rows: Sequence[_Cells], first: int
    ) -> dict[int, _Cells]:
        """The rows under the number of the row of the base that they were."""
        names = {p.new[0]: p.old[0] for p in matched(_entries(base), _entries(rows))}
        return {names.get(j, first + j): row for j, row in enumerate(rows)}

    def _row(self, base: _Cells | None, ours: _Cells | None, theirs: _Cells | None) -> _Cells:
        if base is None or ours is None or theirs is None:
            row = ours if ours is not None else theirs
            assert row is not None  # every row is in one of them
            return row
        return self._cells(base, ours, theirs)

    def _cells(self, base: _Cells, ours: _Cells, theirs: _Cells) -> _Cells:
        cells = []
        for sides in zip(base, ours, theirs, strict=True):
            cell, clashes = merged_content(*sides, prefer=self._prefer)
            self.clashes.update(dict.fromkeys(clash.about for clash in clashes))
            cells.append(cell)
        return tuple(cells)


def _agreed(ours: dict[int, _Cells], theirs: dict[int, _Cells], first: int) -> dict[int, _Cells]:
    """`theirs` with our names for the rows that both put in."""
    left, right = ([n for n in side if n >= first] for side in (ours, theirs))
    pairs = aligned([ours[n] for n in left], [theirs[n] for n in right])
    names = {right[j]: left[i] for i, j in pairs}
    return {names.get(name, name): row for name, row in theirs.items()}


def _entries(rows: Sequence[_Cells]) -> list[Entry]:
    return [Entry("row", "row", row, "\t".join(map(walk.plain, row))) for row in rows]
