"""Body: one of pubkit's own files, paragraph by paragraph, as parts that fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pubkit.model import Block, Box, Inline, Paragraph, Subheading, Text
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Anchor, Grid, Leaf, Line, Node, Picture, lines_of
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.own.depths import Depths
from pubkit.readers.word.own.figures import Figures, text_of
from pubkit.readers.word.own.names import Names
from pubkit.readers.word.own.parts import Entry, Hole, Part
from pubkit.readers.word.own.signoff import SIGNED, SignOff
from pubkit.readers.word.rows import Row, Start, built
from pubkit.readers.word.tables import pictures_in, table
from pubkit.record import Kind
from pubkit.walk import plain

__all__ = ["Body"]

_FRONT: dict[str, Kind] = {"kicker": "kicker", "title": "title", "subtitle": "deck"}
_HEADINGS = {"heading 1": 0, "heading 2": 1, "heading 3": 2}
_LETTERS = frozenset({"section label", "section numeral"})
_ROUND_LETTERS = " \u00a0\u3000、."
"""What pads a letter, or stands behind it."""
_ENTRIES = frozenset({"list bullet", "list number", "box list"})
_TEXT = frozenset({"body text", "quote", "list continue", "box text", *_ENTRIES})
_FURNITURE = frozenset({"table gap", "figure list", "figure mark"})
"""What the layout adds; words in it are an editor's."""
_FIGURES = frozenset({"figure", "photo to come"})
_CELLS = frozenset({"table head", "table text"})
_TYPED = re.compile(r"(\d{1,10})\.\t")
_PLACED = re.compile(r"sec_|fig_|at_fig_")
_KNOWN = _TEXT | _FIGURES | _CELLS | {*_HEADINGS, *_FRONT}


class Body:
    """What is found in one document."""

    def __init__(
        self, document: Document, journal: Journal, names: Names, figures: Figures
    ) -> None:
        self.parts = [Part()]
        """The lead, then the sections."""
        self.front: dict[str, list[str]] = {"kicker": [], "title": [], "deck": []}
        """Lines of the head."""
        self.byline: list[str] = []
        """Lines that name the authors."""
        self.page_credit: list[str] = []
        """Lines that say whose the page's photos are."""
        self.sign = SignOff()
        """What stands at the end."""
        self.unknown: dict[str, int] = {}
        """A style that is not ours → how many paragraphs of text it has."""
        self._document = document
        self._journal = journal
        self._names = names
        self._drawn = figures
        self._depths = Depths(document)
        self._behind: list[str] = []

    def take(self, nodes: Sequence[Node]) -> None:
        """Take paragraphs, tables and bookmarks in their order."""
        waiting: list[str] = []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            at += 1
            if isinstance(node, Anchor):
                waiting.append(node.name)
                continue
            inside = node.names if isinstance(node, Line) else []
            empty = isinstance(node, Line) and not node.leaves
            behind = [name for name in inside if empty and name.startswith("at_")]
            names = [name for name in (*waiting, *inside) if _PLACED.match(name)]
            names = [name for name in names if name not in behind]
            waiting = []
            is_head = isinstance(node, Line) and node.leaves and self._heads(node) == 0
            own = next((n for n in reversed(names) if n.startswith("sec_")), "") if is_head else ""
            self._places(names, own)
            if isinstance(node, Grid):
                self._grid(node)
            else:
                following = nodes[at] if at < len(nodes) else None
                taken = self._line(node, names, following)
                waiting = behind + _behind([node, *nodes[at : at + taken]])
                at += taken
        self._places([n for n in waiting if _PLACED.match(n)], "")

    def _places(self, names: Sequence[str], own: str) -> None:
        """Keep the place of figures that are set elsewhere; begin sections without a heading.

        `own` is the bookmark of the heading that follows.
        """
        for name in names:
            if name.startswith("at_"):
                self.parts[-1].entries.append(Hole(name.removeprefix("at_")))
            elif name.startswith("sec_") and name != own:
                self.parts.append(Part(self._names.claimed(name)))

    def _heads(self, line: Line) -> int | None:
        """The depth of a heading, by its style or else by the outline; None for other lines."""
        if line.style in _HEADINGS:
            return _HEADINGS[line.style]
        if line.style in _TEXT or line.style in _FRONT or line.style in _FURNITURE:
            return None
        return line.level

    def _line(self, line: Line, names: Sequence[str], following: Node | None) -> int:
        """Take a paragraph; gives how many nodes behind it went along."""
        if line.style in _FIGURES or (line.pictures and not line.text.strip()):
            caption = _caption(following)
            self._figures(line, names, caption)
            return 1 if caption is not None else 0
        level = self._heads(line)
        if line.style in _FRONT:
            self._in_front(line)
        elif line.style == "byline":
            self.byline.append(line.text)
        elif line.style == "sign-off":
            self._signed(line)
        elif line.style == "page credit":
            self.page_credit.append(line.text.replace("\n", " "))
        elif line.style in _FURNITURE:
            if line.style == "table gap" and line.text.strip():
                self._row(line, Paragraph(nested(line.leaves)))
        elif level is not None and line.leaves:
            self._heading(line, level, names)
        elif line.leaves or line.style in _ENTRIES or line.marker:
            self._text(line)
        self._beside(line)
        return 0

    def _in_front(self, line: Line) -> None:
        if words := plain(nested(line.leaves)).replace("\n", " "):
            kind = _FRONT[line.style]
            self.front[kind].append(words)
            self._journal.decide(line, kind, "its style", kind)

    def _heading(self, line: Line, level: int, names: Sequence[str]) -> None:
        content = nested(list(self._unlabelled(line)))
        if level == 0:
            name = next((n for n in reversed(names) if n.startswith("sec_")), "")
            letter = "".join(text_of(leaf) for leaf in line.leaves if leaf.style in _LETTERS)
            letter = letter.strip(_ROUND_LETTERS)
            self.parts.append(Part(self._names.claimed(name), content, line.number, letter))
            self._journal.decide(line, "heading", "its style")
        else:
            self._row(line, Subheading(content, 3 if level == 1 else 4), "subheading")

    def _unlabelled(self, line: Line) -> Iterator[Leaf]:
        """The heading without its letter, and without the tab behind a label."""
        labelled = False
        for leaf in line.leaves:
            if leaf.style in _LETTERS:
                labelled = leaf.style == "section label"
            elif labelled and isinstance(leaf.node, Text) and leaf.node.text.startswith("\t"):
                labelled = False
                if rest := leaf.node.text[1:]:
                    yield Leaf(Text(rest), leaf.marks, leaf.link, leaf.style)
            else:
                labelled = False
                yield leaf

    # ── running text ────────────────────────────────────────────────────────────────────────

    def _text(self, line: Line) -> None:
        if line.style not in _TEXT and line.style not in _CELLS and line.leaves:
            self.unknown[line.style] = self.unknown.get(line.style, 0) + 1
        leaves = [leaf for leaf in line.leaves if not isinstance(leaf.node, Picture)]
        start = self._start(line, leaves)
        if start is not None and not start.list:
            leaves = _untyped(leaves)
        content = nested(leaves)
        if content or start is not None:
            self._row(line, Paragraph(content) if content else None, start=start)

    def _start(self, line: Line, leaves: Sequence[Leaf]) -> Start | None:
        marker = line.marker
        if marker is not None:
            return Start(marker.list, marker.format not in ("bullet", "none"), marker.value)
        if line.style in ("list number", "box list"):
            match = _TYPED.match(line.text)
            return Start("", True, int(match[1])) if match else None
        return None

    def _row(
        self,
        line: Line,
        block: Block | None,
        kind: Kind = "paragraph",
        *,
        start: Start | None = None,
    ) -> None:
        level = line.marker.level if line.marker else None
        lists, quotes = self._depths.of(line.left, line.style, start, level)
        numbers = () if block is None else (line.number,)
        self.parts[-1].entries.append(Entry(Row(block, lists, quotes, start), numbers))
        why = "its style" if line.style in _KNOWN else "its place"
        self._journal.decide(line, "list item" if start is not None else kind, why)

    # ── figures ─────────────────────────────────────────────────────────────────────────────

    def _figures(self, line: Line, names: Sequence[str], caption: Line | None) -> None:
        name = next((n for n in names if n.startswith("fig_")), "")
        drawn = line.pictures
        if drawn or line.style == "photo to come":
            first = self._drawn.figure(line, drawn[0] if drawn else None, name, caption)
            self._row(line, first, "caption")
            if caption is not None:
                self._journal.decide(caption, "caption", "its style")
        elif caption is not None:
            self._row(caption, Paragraph(nested(caption.leaves)))
        for picture in drawn[1:]:
            self._row(line, self._drawn.figure(line, picture, "", None), "caption")

    # ── tables and boxes ────────────────────────────────────────────────────────────────────

    def _grid(self, grid: Grid) -> None:
        lists, quotes = self._depths.of(grid.left, "", None, None)
        inside = [cell for row in grid.rows for cell in row]
        first = next((n for c in inside for n in c.nodes if isinstance(n, Line)), None)
        boxed = len(inside) == 1 and not (first is not None and first.style in _CELLS)
        if grid.style == "box" or boxed:
            box, numbers = self._box([node for cell in inside for node in cell.nodes])
            self.parts[-1].entries.append(Entry(Row(box, lists, quotes), (grid.number, *numbers)))
            if outermost := self._behind:
                self._behind = []
                self._places(outermost, "")
        elif (block := table(grid, self._document.remarks)) is not None:
            row = Entry(Row(block, lists, quotes), (grid.number,))
            self.parts[-1].entries.append(row)
            self._journal.grid(grid)
            cells = list(lines_of([grid]))
            empty = [name for line in cells if not line.leaves for name in line.names]
            self._places([n for n in (*empty, *_behind(cells)) if n.startswith("at_")], "")
            for line, picture in pictures_in(grid):
                self._row(line, self._drawn.figure(line, picture, "", None), "caption")

    def _box(self, nodes: Sequence[Node]) -> tuple[Box, list[int]]:
        """A box, and the paragraphs that its blocks come from."""
        at = 0
        title: list[Inline] = []
        while at < len(nodes) and _has_style(nodes[at], "box title"):
            line = nodes[at]
            assert isinstance(line, Line)
            title += nested(line.leaves)
            self._journal.decide(line, "box label", "its style")
            at += 1
        outer, self.parts = self.parts, [Part()]
        self.take(nodes[at:])
        inner, self.parts = self.parts, outer
        behind = [e.name for part in inner for e in part.entries if isinstance(e, Hole)]
        self._behind += [f"at_{name}" for name in behind] + _behind(nodes[:at])
        found = [e for part in inner for e in part.entries if isinstance(e, Entry)]
        numbers = [n for entry in found for n in entry.numbers]
        return Box(tuple(title), built(entry.row for entry in found)), numbers

    def _beside(self, line: Line) -> None:
        """Text boxes that an editor has hung on the line, and pictures put into it."""
        for picture in line.pictures:
            self._row(line, self._drawn.figure(line, picture, "", None), "caption")
        for nodes in line.boxes:
            box, numbers = self._box(nodes)
            self.parts[-1].entries.append(Entry(Row(box), (line.number, *numbers)))

    # ── the end ─────────────────────────────────────────────────────────────────────────────

    def _signed(self, line: Line) -> None:
        if not self.sign.take(line) and line.text.strip():
            self._text(line)
        elif any(leaf.style in SIGNED for leaf in line.leaves):
            self._journal.decide(line, "credit", "its style", self.sign.where)


def _behind(found: Iterable[Node]) -> list[str]:
    """The bookmarks behind the last words of the paragraphs."""
    return [name for node in found if isinstance(node, Line) for name in node.after]


def _caption(node: Node | None) -> Line | None:
    return node if isinstance(node, Line) and node.style == "caption" else None


def _has_style(node: Node, style: str) -> bool:
    return isinstance(node, Line) and node.style == style


def _untyped(found: Sequence[Leaf]) -> list[Leaf]:
    """An entry's leaves without its typed number."""
    left = len(_TYPED.match("".join(map(text_of, found)))[0])  # type: ignore[index]  # it matched
    done: list[Leaf] = []
    for leaf in found:
        text = text_of(leaf)
        cut, left = min(left, len(text)), max(0, left - len(text))
        done += [replace(leaf, node=Text(text[cut:])) if cut else leaf]
    return [leaf for leaf in done if leaf.node != Text("")]
