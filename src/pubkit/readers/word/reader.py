"""The reader of Word documents: pubkit's own, and anyone's manuscript."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from pubkit.admit import admit
from pubkit.errors import ModelError, ReadError
from pubkit.model import Article
from pubkit.notice import Findings
from pubkit.readers.galley.assembly import UNTITLED
from pubkit.readers.word.changes import Policy
from pubkit.readers.word.comments import Comments
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Node
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.manuscript import Stranger
from pubkit.readers.word.notes import Notes
from pubkit.readers.word.own import Own, is_own
from pubkit.readers.word.pictures import Pictures
from pubkit.readers.word.story import Story
from pubkit.reading import Manuscript

__all__ = ["WordReader"]


@dataclass(frozen=True)
class WordReader:
    """Understands Word documents: by the names of styles, then by place, then by pattern."""

    name: ClassVar[str] = "word"
    suffixes: ClassVar[tuple[str, ...]] = (".docx",)

    tracked: Policy = "accept"
    """What is done with tracked changes."""

    def read(self, data: bytes, file: str) -> Manuscript:
        """The article in `data`, with the record of every decision; `file` is its name.

        Raises: ReadError for what is no Word document or holds no text, and for tracked changes
        where they are to be an error.
        """
        try:
            return self._read(data, file)
        except ReadError as error:
            raise ReadError(f"{file}: {error}") from error
        except ModelError as error:
            raise ReadError(f"{file}: it cannot be an article ({error})") from error

    def _read(self, data: bytes, file: str) -> Manuscript:
        document = Document(data, self.tracked)
        nodes = self._flow(document)
        journal, pictures = Journal(), Pictures(document.remarks)
        reading = Own if is_own(document) else Stranger
        article = _admitted(reading(document, pictures, journal).article(nodes))
        record = journal.record(file, document.paragraphs)
        return Manuscript(
            article=article,
            notices=Findings(document.remarks.notices(journal.places)),
            lines={path: number for number, path in reversed(journal.places.items())},
            assets=MappingProxyType(pictures.assets),
            record=record,
        )

    def _flow(self, document: Document) -> list[Node]:
        """The document's body; what is tracked and commented in it is put on record."""
        comments, notes = Comments(document), Notes(document)
        nodes = Story(document, document.main, comments, notes.take).read(document.body)
        changes = document.changes
        if changes.counts and self.tracked == "error":
            raise ReadError(
                f"it has tracked changes by {changes}; accept or reject them in Word, "
                "or say --tracked accept or reject"
            )
        if changes.counts:
            text = f"Tracked changes were {self.tracked}ed: {changes}."
            document.remarks.enter("changes-tracked", "warning", text,
                                 "Look whether each of them is meant.")  # fmt: skip
        notes.report()
        comments.report()
        return nodes


def _admitted(article: Article) -> Article:
    if not article.lead and not article.sections and article.title in UNTITLED.values():
        raise ReadError("the document holds no text")
    return admit(article)
