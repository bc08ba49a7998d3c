"""Units: a stranger's document as the things that stand one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pubkit.model import Block, Box, Break, Code, Footnote, Paragraph, Text
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Grid, Leaf, Line, Node, Picture, lines_of
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.rows import Row, Start, built
from pubkit.readers.word.tables import table

__all__ = ["Unit", "raised", "units"]

_CONTENTS = re.compile(r"(toc|目录)\s*\d*|toc heading|contents heading|table of figures")
"""Styles of what Word gathers itself."""
_PLAIN_NUMBER = re.compile(r"[（(]?%[1-9][.、)）．]?\s*")
"""A number that a list of the model's can have without losing a word."""
_SPACE = " \t\u3000\u00a0\n"
_CAPTION_ROOM = 110
"""Characters that stand in a layout table's cell below a picture."""


@dataclass(slots=True)
class Unit:
    """A paragraph, or what stands in one's place: pictures, a list, a table, a box."""

    lines: list[Line] = field(default_factory=list)
    """Its paragraphs."""
    gap: int = 0
    """Empty paragraphs before it."""
    pictures: list[tuple[Line, Picture]] = field(default_factory=list)
    """Pictures, if it is such."""
    block: Block | None = None
    """A list, table or box."""
    number: int = 0
    """Its first paragraph."""
    label: str = ""
    """What Word counts it with."""
    leaves: list[Leaf] = field(default_factory=list)
    """Its words; of a paragraph alone."""
    arranged: bool = False
    """Whether a table sets it beside a picture."""

    @property
    def text(self) -> str:
        """Its words in one line, without the white space round them."""
        found = "".join(_words(leaf) for leaf in self.leaves if not leaf.hidden)
        return f"{self.label}{found.strip(_SPACE)}"

    @property
    def is_words(self) -> bool:
        """Whether it is a paragraph of words."""
        return not self.pictures and self.block is None

    @property
    def line(self) -> Line:
        """Its first paragraph."""
        return self.lines[0]


def _words(leaf: Leaf) -> str:
    if isinstance(leaf.node, Break):
        return " "
    return leaf.node.text if isinstance(leaf.node, Text | Code) else ""


def units(nodes: Sequence[Node], document: Document) -> list[Unit]:
    """The document's units in order."""
    return list(_Units(document).of(nodes))


class _Units:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._gap = 0

    def of(self, nodes: Sequence[Node]) -> Iterator[Unit]:
        at = 0
        while at < len(nodes):
            node = nodes[at]
            at += 1
            if isinstance(node, Grid):
                yield from self._counted(self._grid(node))
            elif isinstance(node, Line):
                run = _run(nodes, at - 1)
                if len(run) > 1 or (run and _is_plain(run[0])):
                    yield from self._counted([_list(run)])
                    at += len(run) - 1
                    for line in run:
                        yield from self._counted(self._beside(line))
                else:
                    yield from self._counted(self._line(node))

    def _counted(self, found: Iterable[Unit]) -> Iterator[Unit]:
        """The units, each with the empty paragraphs before it."""
        for unit in found:
            yield replace(unit, gap=self._gap)
            self._gap = 0

    def _line(self, line: Line) -> Iterator[Unit]:
        if _CONTENTS.fullmatch(line.style):
            if line.text.strip():
                text = "The table of contents is left out: it follows from the headings."
                self._document.remarks.enter("contents-left", "info", text)
            return
        words = [leaf for leaf in line.leaves if not isinstance(leaf.node, Picture)]
        label = _label(line) if words else ""
        found = [unit for part in _parted(words) for unit in _of_words(line, part)]
        if found and label and found[0].is_words:
            found[0].label = label
        if not found and not line.pictures and not line.boxes:
            self._gap += 1
        if line.pictures and line.leaves and isinstance(line.leaves[0].node, Picture):
            yield from self._beside(line)
            yield from found
        else:
            yield from found
            yield from self._beside(line)

    def _beside(self, line: Line) -> Iterator[Unit]:
        """Pictures and text boxes that stand in a paragraph."""
        if line.pictures:
            yield Unit([line], pictures=[(line, p) for p in line.pictures], number=line.number)
        for nodes in line.boxes:
            yield from self._box(line, nodes)

    def _box(self, line: Line, nodes: Sequence[Node]) -> Iterator[Unit]:
        """A text box; one that holds pictures, or a short line beside one, is no box."""
        inner = list(_Units(self._document).of(nodes))
        if not inner:
            return
        near_picture = bool(line.pictures) and len(inner) == 1
        if near_picture or any(unit.pictures for unit in inner):
            yield from inner
            return
        blocks = raised(inner)
        yield Unit([one for u in inner for one in u.lines], block=Box((), blocks),
                   number=inner[0].number)  # fmt: skip

    # ── tables ──────────────────────────────────────────────────────────────────────────────

    def _grid(self, grid: Grid) -> Iterator[Unit]:
        cells = [[list(_Units(self._document).of(c.nodes)) for c in row] for row in grid.rows]
        flat = [unit for row in cells for cell in row for unit in cell]
        lines = list(lines_of([grid]))
        if len(cells) == 1 and len(cells[0]) == 1:
            if any(unit.pictures for unit in flat):
                yield from flat
            elif flat:
                box = Box((), raised(flat))
                yield Unit(lines, block=box, number=grid.number)
        elif _is_layout(flat):
            yield from (replace(unit, arranged=True) for unit in _arranged(cells))
        elif flat and (block := table(grid, self._document.remarks)) is not None:
            yield Unit(lines, block=block, number=grid.number)
            yield from (unit for unit in flat if unit.pictures)


def _is_layout(flat: Sequence[Unit]) -> bool:
    """Whether a table only puts pictures side by side, with short lines below or beside them."""
    pictures = sum(len(unit.pictures) for unit in flat)
    words = [unit for unit in flat if not unit.pictures]
    short = all(unit.is_words and len(unit.text) <= _CAPTION_ROOM for unit in words)
    return bool(pictures) and short and len(words) <= 2 * pictures


def _arranged(rows: Sequence[Sequence[Sequence[Unit]]]) -> Iterator[Unit]:
    """The pictures of a layout table, each with the words of its cell or of the one below it."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if (at, column) in taken:
                continue
            yield from cell
            alone = cell and all(unit.pictures for unit in cell)
            below = rows[at + 1] if at + 1 < len(rows) else []
            if alone and column < len(below) and not any(u.pictures for u in below[column]):
                taken.add((at + 1, column))
                yield from below[column]


# ── paragraphs ──────────────────────────────────────────────────────────────────────────────


def _parted(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """A paragraph's leaves, parted where two breaks or a typed indent begin a new one."""
    parts: list[list[Leaf]] = [[]]
    for at, leaf in enumerate(leaves):
        before = leaves[at - 1] if at else None
        if before is not None and isinstance(before.node, Break) and parts[-1]:
            begins = isinstance(leaf.node, Text) and leaf.node.text.startswith("\u3000\u3000")
            if begins or isinstance(leaf.node, Break):
                parts.append([])
        parts[-1].append(leaf)
    return parts


def _of_words(line: Line, leaves: list[Leaf]) -> Iterator[Unit]:
    """A paragraph's part as a unit; notes that stand alone are text that no rule looks at."""
    unit = Unit([line], number=line.number, leaves=leaves)
    if unit.text:
        yield unit
    elif any(isinstance(leaf.node, Footnote) for leaf in leaves):
        yield Unit([line], number=line.number, block=Paragraph(nested(leaves)))


def _label(line: Line) -> str:
    """The number that Word shows before a paragraph which is no entry of a list."""
    marker = line.marker
    if marker is None or marker.format == "bullet" or not marker.label.strip():
        return ""
    label = marker.label.strip()
    return label if label[-1] in "、.．)）:：" and not label.isascii() else f"{label} "


# ── lists ───────────────────────────────────────────────────────────────────────────────────


def _is_entry(node: Node) -> bool:
    """Whether a paragraph is an entry of a list: counted, no heading, and only as a list counts."""
    if not isinstance(node, Line) or node.marker is None or node.level is not None:
        return False
    marker = node.marker
    if marker.format == "none" or not node.text.strip():
        return False
    return marker.format == "bullet" or _PLAIN_NUMBER.fullmatch(marker.pattern) is not None


def _run(nodes: Sequence[Node], at: int) -> list[Line]:
    """The entries from `at` on that are a list; empty if there is none.

    What Chinese papers count with 一、 and the like keeps its words, so it is no list here.
    """
    run: list[Line] = []
    while at < len(nodes):
        node = nodes[at]
        if not isinstance(node, Line) or not _is_entry(node):
            break
        marker = node.marker
        assert marker is not None
        if marker.level == 0 and marker.format not in ("bullet", "decimal", "decimalZero"):
            break
        run.append(node)
        at += 1
    return run


def _is_plain(line: Line) -> bool:
    """Whether one entry alone is a list: a bullet is; a number alone rather heads something."""
    return line.marker is not None and line.marker.format == "bullet" and not line.bold


def _list(run: Sequence[Line]) -> Unit:
    return Unit(list(run), block=_raised_list(run), number=run[0].number)


def _raised_list(run: Sequence[Line]) -> Block:
    base = min(line.marker.level for line in run if line.marker)
    found: list[Row] = []
    level = 0
    for line in run:
        marker = line.marker
        assert marker is not None
        level = min(marker.level - base, level + 1 if found else 0)
        ordered = marker.format != "bullet"
        start = Start(f"{marker.list} {level}", ordered, marker.value)
        words = [leaf for leaf in line.leaves if not isinstance(leaf.node, Picture)]
        found.append(Row(Paragraph(nested(words)), level, 0, start))
    blocks = built(found)
    return blocks[0] if len(blocks) == 1 else Box((), blocks)


def raised(found: Iterable[Unit]) -> tuple[Block, ...]:
    """Units as blocks, where nothing is asked but what they are."""
    blocks: list[Block] = []
    for unit in found:
        if unit.block is not None:
            blocks.append(unit.block)
        elif not unit.pictures:
            label = [Leaf(Text(unit.label))] if unit.label else []
            blocks.append(Paragraph(nested([*label, *unit.leaves])))
    return tuple(blocks)
