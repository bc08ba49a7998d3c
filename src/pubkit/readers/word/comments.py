"""Comments: what was said of which words, and by whom."""

from __future__ import annotations

from lxml import etree

from pubkit.ooxml import attribute
from pubkit.ooxml.names import named
from pubkit.readers.word.document import Document

__all__ = ["Comments"]

_LONGEST = 120
"""Characters of the words that a comment stands at."""


class Comments:
    """The comments of one document, as its text is read."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = document.notes("comment")
        self._heard: list[str] = []
        self._open: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._anchors: dict[str, str] = {}

    def begin(self, number: str, line: int) -> None:
        """A comment's words begin in the paragraph `line`."""
        self._open[number] = len(self._heard)
        self._lines[number] = line

    def hear(self, text: str) -> None:
        """Words that are read while comments are open."""
        if self._open:
            self._heard.append(text)

    def end(self, number: str) -> None:
        """A comment's words end."""
        if number in self._open:
            self._anchors[number] = self._since(self._open.pop(number))

    def _since(self, start: int) -> str:
        """The words heard since a point, as many as are quoted."""
        found, at = "", start
        while at < len(self._heard) and len(found) < _LONGEST:
            found += self._heard[at]
            at += 1
        return found[:_LONGEST]

    def mark(self, number: str, line: int) -> None:
        """Where the comment's mark stands."""
        self._lines.setdefault(number, line)

    def report(self) -> None:
        """Put every comment on record, in the order of the comments' part."""
        for number, note in self._notes.items():
            author = attribute(note, "w:author") or "someone"
            words = "\n".join(filter(None, map(_text, note)))
            anchor = self._anchors.get(number, "")
            at = f" on “{anchor}”" if anchor else ""
            self._document.remarks.enter(
                "comment",
                "info",
                f"Comment of {author}{at}: {words or '(empty)'}",
                line=self._lines.get(number, 0),
                quote=anchor,
            )


def _text(paragraph: etree._Element) -> str:
    return "".join(
        "".join(map(str, one.itertext()))
        for one in paragraph.iter()
        if named(str(one.tag)) == "w:t"
    )
