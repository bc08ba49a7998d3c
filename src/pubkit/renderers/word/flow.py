"""Flow: the body's parts in one column or several, and the breaks between them."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from pubkit.markup import Element, Node
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.lines import ems
from pubkit.renderers.word.names import HEADINGS, Paragraph
from pubkit.renderers.word.sheet import Furniture
from pubkit.renderers.word.wordml import closed, kept, p, style_of, text_of, w, with_property

__all__ = ["Flow", "spaced"]

_GAP = Paragraph.TABLE_GAP.id
_COMPANY = 2
"""Lines of text that go with what closes an article: more would leave a hole where they stood."""
_FLAT = w("spacing", line=1, lineRule="exact")
"""One twip: what ends columns finds room under full ones, where more takes a page; one point did so
in LibreOffice in one of 120 articles tried."""


class Flow:
    """What follows what, down the columns or across the measure."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._parts: list[tuple[int, list[Node]]] = []

    def add(self, nodes: Iterable[Node]) -> None:
        """Set the nodes in columns."""
        self._part(self._columns).extend(nodes)

    def span(self, nodes: Iterable[Node]) -> None:
        """Set the nodes across the measure; a heading just above them goes along.

        Else it would stand alone in its column, cut off from what it heads.
        """
        headings = self._trailing_headings() if self._columns > 1 else []
        self._part(1).extend((*headings, *nodes))

    def mark(self, marks: tuple[Node, ...]) -> None:
        """Put marks behind the text that was set last."""
        nodes = self._parts[-1][1]
        nodes[-1] = closed(nodes[-1], marks)

    def close(self, nodes: Iterable[Node], line_ems: float) -> None:
        """Set the last nodes where the text ends, on one page with the text's last lines.

        A line holds `line_ems` characters. A page that had a sign-off and little else would look
        like a mistake.
        """
        before, company, lines = self._parts[-1][1], list(nodes), 0
        while before and lines < _COMPANY:
            last = before.pop()
            gap = [p(_GAP, (), w("keepNext"))] if _is_table(last) else []
            company = [kept(last), *gap, *company]
            lines += _COMPANY if gap else ceil(ems(text_of(last)) / line_ems)
        before += company

    def _part(self, columns: int) -> list[Node]:
        if not self._parts or self._parts[-1][0] != columns:
            self._parts.append((columns, []))
        return self._parts[-1][1]

    def _trailing_headings(self) -> list[Node]:
        columns, nodes = self._parts[-1] if self._parts else (1, [])
        if columns == 1:
            return []
        start = len(nodes)
        while start and style_of(nodes[start - 1]) in HEADINGS:
            start -= 1
        headings, nodes[start:] = nodes[start:], []
        if not nodes:
            self._parts.pop()
        return headings

    def body(
        self, geometry: Geometry, furniture: Furniture, references: tuple[Element, ...]
    ) -> Element:
        """`w:body`: each part ends in its section's properties, the last ones stand alone.

        Columns end level only where a continuous section follows them, so the last part is always
        one column.
        """
        if self._parts and self._parts[-1][0] > 1:
            self._part(1).append(p(_GAP, (), _FLAT))
        nodes: list[Node] = []
        last = len(self._parts) - 1
        for index, (columns, part) in enumerate(self._parts):
            heads = references if index == 0 else ()
            section = geometry.section(columns, furniture, heads, continues=index > 0)
            whole = spaced(part)
            nodes += (*whole, section) if index == last else _ended(columns, whole, section)
        return w("body", *nodes)


def _ended(columns: int, nodes: list[Node], section: Element) -> list[Node]:
    """The nodes with the section's properties in their last paragraph; of columns, in a flat one.

    Where columns end in words, LibreOffice now and then loses the caption of a photo that stands
    across the measure behind them (10 of 84 articles tried).
    """
    last = nodes[-1]
    if columns == 1 and style_of(last):
        assert isinstance(last, Element)
        return [*nodes[:-1], with_property(last, section)]
    return [*nodes, with_property(p(_GAP, (), _FLAT), section)]


def _is_table(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "w:tbl"


def spaced(nodes: Iterable[Node]) -> list[Node]:
    """The nodes with a small empty paragraph round each table, where a paragraph could not do.

    Word joins two tables that touch and wants a paragraph behind the last one; and a table has no
    space of its own above and below.
    """
    found: list[Node] = []
    for node in nodes:
        is_table = _is_table(node)
        if found and style_of(node) == style_of(found[-1]) == _GAP:
            found.pop()
        if is_table and found and style_of(found[-1]) != _GAP:
            found.append(p(_GAP, (), w("keepNext")))
        found.append(node)
        if is_table:
            found.append(p(_GAP))
    return found
