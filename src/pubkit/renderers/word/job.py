"""Job: one article on its way to Word, and what its parts share while it is set."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from pubkit import wording
from pubkit.assets import Assets
from pubkit.markup import Node
from pubkit.model import Article
from pubkit.notice import Notice, Severity
from pubkit.renderers.word.adoption import taken
from pubkit.renderers.word.geometry import Geometry
from pubkit.renderers.word.house import House
from pubkit.renderers.word.marks import Mark, bookmarks
from pubkit.renderers.word.numbering import Numbering
from pubkit.renderers.word.package import Part
from pubkit.renderers.word.sheet import Layout, Sheet
from pubkit.renderers.word.wordml import w

__all__ = ["Job"]

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}


class Job:
    """What is known of the article, and what gathers while its body is made."""

    def __init__(
        self,
        article: Article,
        assets: Assets,
        layout: Layout,
        sheet: Sheet,
        geometry: Geometry,
        house: House | None = None,
    ) -> None:
        self.article = article
        self.assets = assets
        self.layout = layout
        self.sheet = sheet
        self.geometry = geometry
        self.words = wording.of(article)
        self.marks = bookmarks(article)
        self.document = Part("word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self.house = house
        self.numbering = Numbering(sheet.list, taken(house) if house else (-1, 0))
        self.notices: list[Notice] = []
        self.nodes: dict[str, str] = {}
        self._media: dict[bytes, Part] = {}
        self._bookmarks = 0
        self._pictures = 0

    def embed(self, data: bytes, media_type: str) -> str:
        """Relationship id of a picture, which the package holds once however often it is placed."""
        name = f"word/media/image{len(self._media) + 1}{_SUFFIXES[media_type]}"
        part = self._media.setdefault(data, Part(name, media_type, data))
        return self.document.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def next_picture(self) -> int:
        """A `docPr` id; a document's must differ (§20.4.2.5)."""
        self._pictures += 1
        return self._pictures

    def bookmarked(self, name: str, *nodes: Node) -> tuple[Node, ...]:
        """The nodes within a bookmark."""
        number = self._bookmarks
        self._bookmarks += 1
        start, end = w("bookmarkStart", id=number, name=name), w("bookmarkEnd", id=number)
        return (start, *nodes, end)

    def marked(self, mark: Mark, *nodes: Node) -> tuple[Node, ...]:
        """The nodes of a section within its bookmark; an id that it cannot bear is recorded."""
        if mark.id:
            self.nodes[mark.name] = f"id={mark.id}"
        return self.bookmarked(mark.name, *nodes)

    def report(self, code: str, severity: Severity, where: str, text: str, hint: str = "") -> None:
        """Put a notice on record."""
        found = Notice(code=code, severity=severity, where=where, text=text, hint=hint)
        self.notices.append(found)
