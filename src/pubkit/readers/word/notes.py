"""Notes: footnotes and endnotes, each read where its mark stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from pubkit.model import Break, Footnote
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Grid, Leaf, Line, Node, lines_of
from pubkit.readers.word.inlines import nested
from pubkit.readers.word.story import Story

__all__ = ["Notes"]


class Notes:
    """The notes of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._kinds = {kind: document.notes(kind) for kind in ("footnote", "endnote")}
        self._read: set[tuple[str, str]] = set()

    def take(self, kind: str, number: str, line: int) -> Footnote | None:
        """The note that the paragraph `line` calls; None if there is none.

        A note that is called again stands again, and a remark says so.
        """
        element = self._kinds[kind].get(number)
        if element is None:
            text = f"A mark calls {kind} {number}, which is not in the file."
            self._document.remarks.enter("note-missing", "warning", text, line=line)
            return None
        if (kind, number) in self._read:
            text = "A footnote is called more than once."
            self._document.remarks.enter("footnote-repeated", "warning", text, line=line)
        self._read.add((kind, number))
        note = Footnote(nested(list(self._content(kind, element, line))))
        return note if note.content else None

    def _content(self, kind: str, element: etree._Element, line: int) -> Iterator[Leaf]:
        paragraphs = self._document.paragraphs
        nodes = self._story(kind).read(element)
        self._document.paragraphs = paragraphs
        self._reject_tables(nodes, line)
        lines = [one for one in lines_of(nodes) if one.leaves]
        for index, one in enumerate(lines):
            if index:
                yield Leaf(Break())
            yield from one.leaves

    def _reject_tables(self, nodes: Sequence[Node], line: int) -> None:
        flat = any(
            isinstance(n, Grid) or (isinstance(n, Line) and (n.boxes or n.pictures)) for n in nodes
        )
        if flat:
            text = "A footnote holds more than text, of which only the words are kept."
            self._document.remarks.enter("footnote-flattened", "warning", text, line=line)

    @cache  # noqa: B019 - as long-lived as the document that is read
    def _story(self, kind: str) -> Story:
        return Story(self._document, self._document.part_name(f"{kind}s"), None, None)

    def report(self) -> None:
        """Say which notes no mark calls."""
        for kind, notes in self._kinds.items():
            for number in notes:
                if (kind, number) not in self._read:
                    words = "".join(map(str, notes[number].itertext())).strip()
                    if words:
                        text = f"No mark calls the {kind} “{words[:60]}”, which is left out."
                        self._document.remarks.enter("footnote-unused", "error", text)
