"""What `tags` gathered, written into a PDF as its structure tree (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from pydyf import Array, Dictionary, String  # type: ignore[import-untyped]  # it has none

from pubkit.renderers.pdf.tags import Mark, Node

__all__ = ["write"]

Pdf: TypeAlias = Any
"""pydyf's, which has no types."""
_NUMBERING = {"ol": "/Decimal", "ul": "/Disc"}
"""How a list's labels count (ISO 32000-1, table 347)."""


def write(root: Node, pdf: Pdf) -> None:
    """Puts the tree in the place of the one that WeasyPrint has made.

    Raises: AttributeError, KeyError, before anything is changed, where that has changed.
    """
    _Tree(pdf).write(root)


class _Tree:
    def __init__(self, pdf: Pdf) -> None:
        self._pages = pdf.page_references
        self._pdf = pdf
        self._root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
        self._parents = pdf.objects[int(self._root["ParentTree"].split()[0])]
        # What is not needed any more is written over: an object's number is its place in the list.
        self._spare = [item for item in pdf.objects if _is_element(item)]
        self._spare.reverse()
        self._held: dict[Mark, bytes] = {}
        self._active: list[bytes] = []
        self._notes: list[tuple[str, bytes]] = []

    def write(self, root: Node) -> None:
        made = self._element(root, self._root.reference)
        self._root["K"] = Array([made])
        self._parents["Nums"] = Array([*self._by_page(), *self._by_area()])
        self._root["ParentTreeNextKey"] = len(self._pages) + len(self._active)
        if self._notes:
            names = [part for name, note in self._notes for part in (String(name), note)]
            self._root["IDTree"] = Dictionary({"Names": Array(names)})
        for item in self._spare:  # the last one first
            if item is self._pdf.objects[-1]:
                self._pdf.objects.pop()
            else:
                item.clear()

    def _element(self, node: Node, above: bytes) -> bytes:
        """Writes a node with all that it holds; gives the reference to it."""
        made = self._dictionary()
        reference: bytes = made.reference
        first = next(_marks(node), (node.page, 0))[0]
        made.update(Type="/StructElem", S=f"/{node.role}", P=above, Pg=self._pages[first])
        made["K"] = Array([*self._kids(node, reference, first), *self._links(node, reference)])
        made.update(self._attributes(node))
        if node.role == "Note":
            made["ID"] = String(name := f"note-{len(self._notes) + 1:05}")
            self._notes.append((name, reference))
        return reference

    def _kids(self, node: Node, reference: bytes, page: int) -> Iterator[Any]:
        for kid in node.kids:
            if isinstance(kid, Node):
                yield self._element(kid, reference)
                continue
            self._held[kid] = reference
            on, number = kid
            place = {"Type": "/MCR", "Pg": self._pages[on], "MCID": number}
            yield number if on == page else Dictionary(place)

    def _links(self, node: Node, reference: bytes) -> Iterator[Any]:
        for page, area in node.links:
            area["StructParent"] = len(self._pages) + len(self._active)
            self._active.append(reference)
            place = {"Type": "/OBJR", "Pg": self._pages[page], "Obj": area.reference}
            yield Dictionary(place)

    def _attributes(self, node: Node) -> dict[str, Any]:
        match node.role:
            case "Figure" if node.area:
                box = {"O": "/Layout", "BBox": Array(node.area)}
                alt = String(node.element.get("alt", ""))
                return {"Alt": alt, "A": Dictionary(box)}
            case "TH":
                return {"A": Dictionary({"O": "/Table", "Scope": "/Column"})}
            case "L":
                counted = {"O": "/List", "ListNumbering": _NUMBERING[node.element.tag]}
                return {"A": Dictionary(counted)}
        return {}

    def _dictionary(self) -> Any:  # noqa: ANN401  # a Dictionary, which has no type
        if self._spare:
            made = self._spare.pop()
            made.clear()
        else:
            self._pdf.add_object(made := Dictionary())
        return made

    # ── which mark belongs to what ──────────────────────────────────────────────────────────

    def _by_page(self) -> Iterator[Any]:
        found: list[dict[int, bytes]] = [{} for _ in self._pages]
        for (page, number), reference in self._held.items():
            found[page][number] = reference
        for page, held in enumerate(found):
            numbers = range(max(held, default=-1) + 1)
            yield page
            yield Array([held.get(number, b"null") for number in numbers])

    def _by_area(self) -> Iterator[Any]:
        for number, reference in enumerate(self._active, len(self._pages)):
            yield number
            yield reference


def _is_element(item: object) -> bool:
    return isinstance(item, dict) and item.get("Type") in ("/StructElem", "/OBJR")


def _marks(node: Node) -> Iterator[Mark]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _marks(kid)
        else:
            yield kid
