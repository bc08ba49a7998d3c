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
