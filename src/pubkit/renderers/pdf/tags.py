"""Tags that tell the article as it was written, wherever its parts stand on the pages.

WeasyPrint tags what it draws page by page: a paragraph that goes on in the next column is two, and
a figure that waited for room cuts a sentence. Here the pages' boxes go back to the elements that
they were made of, each of which is told once and in the markup's order. Running heads and page
numbers are no part of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from pubkit.renderers.pdf.engine import WeasyBox
from pubkit.units import PT_PER_PX

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Mark", "Node", "Tags"]

Mark: TypeAlias = tuple[int, int]
"""Marked content: its page, from 0, and its number there."""
Element: TypeAlias = Any
"""An element of the markup as WeasyPrint holds it."""

_ROLES: Mapping[str, str] = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P", "blockquote": "BlockQuote", "aside": "Div", "code": "Code", "a": "Link",
    "figure": "Div", "img": "Figure", "figcaption": "Caption",
    "ul": "L", "ol": "L", "li": "LI",
    "span::footnote-call": "Reference", "span::footnote-marker": "Lbl",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
}  # fmt: skip
"""Element → structure type (ISO 32000-1, 14.8.4); what is not here is told with what holds it."""
_NAMED: Mapping[str, str] = {
    "footnote": "Note", "table-note": "Note", "note-mark": "Lbl", "note-call": "Reference",
}  # fmt: skip
"""The same by class."""
_KEPT_EMPTY = ("TH", "TD")
"""What is told even without content: a table's rows are equally long."""


@dataclass(eq=False)
class Node:
    """One part of what is told."""

    role: str
    """Its structure type."""
    element: Element = None
    """The element that it tells."""
    page: int = 0
    """The page on which it begins, from 0."""
    above: Node | None = None
    """What holds it."""
    kids: list[Node | Mark] = field(default_factory=list)
    """What it holds, in order."""
    links: list[tuple[int, Any]] = field(default_factory=list)
    """A link's active areas, each with its page."""
    area: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top of a picture on its page, in pt."""

    def prune(self) -> bool:
        """Takes out what holds nothing; gives whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        return bool(self.kids or self.links) or self.role in _KEPT_EMPTY


class Tags:
    """The tags of one document, gathered while it is drawn."""

    def __init__(self, document: Document, order: Mapping[Element, int]) -> None:
        """Watches the pages being drawn; `order` is each element's place in the markup."""
        self.root = Node("Document")
        self._pages = document.pages
        self._order = order
        self._made: dict[tuple[Element, str], Node] = {}
        self._streams: list[Any] = []
        self._tagged: list[dict[WeasyBox, Any]] = []
        self._marks: list[dict[WeasyBox, int]] = []
        for page in self._pages:
            page.paint = partial(self._paint, page.paint)

    def _paint(self, paint: Callable[..., None], stream: Any, scale: float) -> None:  # noqa: ANN401  # WeasyPrint's
        paint(stream, scale)
        self._streams.append(stream)
        self._tagged.append(dict(getattr(stream, "_tags", {})))

    def gather(self) -> None:
        """Reads the drawn pages; what stands in their margins is marked as told by nobody.

        Raises: AttributeError, KeyError where WeasyPrint's boxes have changed.
        """
        self._marks = [{box: tag["mcid"] for box, tag in page.items()} for page in self._tagged]
        margins = [set(self._read(number)) for number in range(len(self._pages))]
        self.root.prune()
        self.root.kids.sort(key=lambda node: self._order[node.element])  # type: ignore[union-attr]  # no mark
        for stream, numbers in zip(self._streams, margins, strict=True):
            _silence(stream, numbers)

    def _read(self, number: int) -> Iterator[int]:
        """Goes through one page; gives the marks that belong to nothing."""
        from weasyprint.formatting_structure.boxes import MarginBox

        for box in self._pages[number]._page_box.children:
            if isinstance(box, MarginBox):
                yield from self._within(box, number)
            else:
                yield from self._tell(box, self.root, number)

    def _within(self, box: WeasyBox, number: int) -> Iterator[int]:
        for inner in box.descendants():
            if inner in self._marks[number]:
                yield self._marks[number][inner]

    def _tell(self, box: WeasyBox, above: Node, number: int) -> Iterator[int]:
        box = getattr(box, "_box", box)  # one that is placed absolutely has a stand-in
        if box.element_tag == "thead" and self._is_repeated(box, number):
            yield from self._within(box, number)
            return
        node = self._node(box, above, number)
        if box.link_annotation:
            node.links.append((number, box.link_annotation))
        if box in self._marks[number]:
            held = self._paragraph(box, number) if node is self.root else node
            held.kids.append((number, self._marks[number][box]))
        if node.role == "Figure":
            node.area = self._area(box, number)
        for child in getattr(box, "children", ()):
            yield from self._tell(child, node, number)

    def _is_repeated(self, box: WeasyBox, number: int) -> bool:
        """Whether a table's head stands here again, on a later page."""
        made = self._made.get((box.element, "thead"))
        return made is not None and made.page < number

    # ── nodes ───────────────────────────────────────────────────────────────────────────────

    def _node(self, box: WeasyBox, above: Node, number: int) -> Node:
        """What tells the box: made for its element before, or now, or what holds it."""
        element, tag = box.element, box.element_tag
        if element is None or tag is None:
            return above
        if found := self._made.get((element, tag)):
            return found
        if tag == "li::marker":
            item = self._made[element, "li"].above or above
            return self._make(element, tag, "Lbl", item, number)
        if tag == "li":
            return self._make(element, tag, "LBody", self._item(element, above, number), number)
        role = _NAMED.get(element.get("class")) if "::" not in tag else None
        role = role or _ROLES.get(tag)
        return self._make(element, tag, role, above, number) if role else above

    def _item(self, element: Element, above: Node, number: int) -> Node:
        return self._make(element, "li, all of it", "LI", above, number)

    def _paragraph(self, box: WeasyBox, number: int) -> Node:
        """For words that stand in no block."""
        key = (box.element, "words")
        return self._made.get(key) or self._make(*key, "P", self.root, number)

    def _make(self, element: Element, tag: str, role: str, above: Node, number: int) -> Node:
        node = Node(role, element, number, above)
        self._made[element, tag] = node
        if role == "Lbl":
            above.kids.insert(0, node)
        else:
            above.kids.append(node)
        return node

    def _area(self, box: WeasyBox, number: int) -> tuple[float, float, float, float]:
        left, top = box.content_box_x(), box.content_box_y()
        foot = self._pages[number].height - top - box.height
        return (
            left * PT_PER_PX,
            foot * PT_PER_PX,
            (left + box.width) * PT_PER_PX,
            (foot + box.height) * PT_PER_PX,
        )


def _silence(stream: Any, numbers: set[int]) -> None:  # noqa: ANN401  # WeasyPrint's
    """Makes artifacts (ISO 32000-1, 14.8.2.2) of these marks of a page."""
    content = stream.stream
    for at, item in enumerate(content):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            # `/Span <</MCID 7>> BDC` are three pieces; so are these.
            content[at - 1 : at + 2] = ["/Artifact", b"BMC", b""]
