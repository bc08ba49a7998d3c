"""Manuscript: a stranger's document as an article."""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.model import Article
from pubkit.readers.galley.assembly import UNTITLED
from pubkit.readers.galley.outline import Outline, outlined
from pubkit.readers.word.assembly import Assembly
from pubkit.readers.word.captioning import captioned
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Node
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.judgement import Judgement
from pubkit.readers.word.looks import body_size
from pubkit.readers.word.pictures import Pictures
from pubkit.readers.word.units import units

__all__ = ["Stranger"]

_SHOWN, _QUOTED = 5, 40
"""How many texts a notice shows, and how many characters of each."""


class Stranger:
    """One such document."""

    def __init__(self, document: Document, pictures: Pictures, journal: Journal) -> None:
        self._document = document
        self._pictures = pictures
        self._journal = journal

    def article(self, nodes: Sequence[Node]) -> Article:
        """The article in `nodes`, not yet admitted."""
        found = units(nodes, self._document)
        shown = captioned(found, body_size(found))
        judged = Judgement(shown)
        outline = outlined(judged.pieces)
        self._journal.order = outline.order
        remarks = self._document.remarks
        assembly = Assembly(shown, judged.levels, self._pictures, self._journal, remarks)
        article = assembly.article(judged.pieces, outline)
        self._report(article, outline)
        self._report_marks()
        return article

    def _report(self, article: Article, outline: Outline) -> None:
        enter = self._document.remarks.enter
        if article.title in UNTITLED.values():
            enter("title-missing", "error", "The document has no headline.",
                "Write one in the head.")  # fmt: skip
        if outline.order.restored:
            text = (
                f"The sections stood in the order {' '.join(outline.order.source)}; "
                f"they were put in the order {' '.join(outline.order.reading)}."
            )
            enter("sections-reordered", "warning", text,
                "Look whether each section begins and ends as it should.")  # fmt: skip

    def _report_marks(self) -> None:
        """Say which words are gone, new, or no longer computed; the record has the first two."""
        enter = self._document.remarks.enter
        if kinds := list(self._document.computed):
            text = f"Words that Word computes stay as it last showed them: {_listed(kinds)}."
            enter("field-result", "info", text, "Look whether they still hold: dates, numbers.")
        gone = [one.text for one in self._journal.removed if any(map(str.isalnum, one.text))]
        if gone:
            text = f"Taken off as marks and no words of the text: {_listed(gone)}."
            enter("marks-removed", "info", text, "The record of the import has all of them.")
        new = [one.text for one in self._journal.added if any(map(str.isalnum, one.text))]
        if new:
            text = f"Written into the text, which shows it and does not hold it: {_listed(new)}."
            enter("numbers-written", "info", text, "The record of the import has all of them.")


def _listed(found: Sequence[str]) -> str:
    """The first of several texts, and how many there are beside them."""
    shown = ", ".join(f"“{' '.join(text.split())[:_QUOTED]}”" for text in found[:_SHOWN])
    more = len(found) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
