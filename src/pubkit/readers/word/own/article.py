"""Article: what stands in one of pubkit's own files, as the article it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pubkit import wording
from pubkit.credits import author_line
from pubkit.model import (
    Article,
    List,
    Numbering,
    Quote,
    Section,
)
from pubkit.readers.galley.assembly import UNTITLED
from pubkit.readers.word.document import Document
from pubkit.readers.word.flow import Node
from pubkit.readers.word.journal import Journal
from pubkit.readers.word.normal import CHANNEL, keywords
from pubkit.readers.word.own.body import Body
from pubkit.readers.word.own.figures import Figures
from pubkit.readers.word.own.names import Names
from pubkit.readers.word.own.parts import Entry, Part, filled
from pubkit.readers.word.pictures import Pictures
from pubkit.walk import blocks as all_blocks
from pubkit.walk import numeral, plain

__all__ = ["Own", "is_own"]

_OWN_STYLES = frozenset({"kicker", "page credit", "sign-off", "section label", "photo to come"})
"""Names that no other program gives its styles."""
_NUMBERINGS: tuple[Numbering, ...] = ("upper-alpha", "cjk", "decimal")


def is_own(document: Document) -> bool:
    """Whether the file is one of pubkit's, whatever has happened to it since."""
    if any(name.startswith("pubkit.") for name in document.properties("custom")):
        return True
    return document.styles.names >= _OWN_STYLES


class Own:
    """One such file."""

    def __init__(self, document: Document, pictures: Pictures, journal: Journal) -> None:
        self._document = document
        self._journal = journal
        self._said = document.properties("custom")
        self._core = document.properties("core")
        lang = self._said.get("pubkit.lang", "")
        if "pubkit.base" not in self._said and not lang:
            lang = self._core.get("language", "zh-CN")
        self._lang = lang
        self._words = wording.of(Article("-", lang=lang))
        self._names = Names(self._said)
        figures = Figures(pictures, self._names, self._said, self._words.after_number)
        self._body = Body(document, journal, self._names, figures)

    def article(self, nodes: Sequence[Node]) -> Article:
        """The article in `nodes`, not yet admitted."""
        self._body.take(nodes)
        parts = filled(self._body.parts)
        article = Article(
            title=" ".join(self._body.front["title"])
            or self._core.get("title", "")
            or UNTITLED[True],
            kicker=" ".join(self._body.front["kicker"]),
            deck=" ".join(self._body.front["deck"]),
            credits=self._body.sign.credits(self._said.get("pubkit.credits", "")),
            photo_credit=" ".join(self._body.page_credit),
            lead=parts[0].blocks,
            sections=tuple(Section(part.heading, part.blocks, part.name) for part in parts[1:]),
            numbering=self._numbering(parts),
            source=self._body.sign.source,
            published=_moment(self._said.get("pubkit.published", "")),
            updated=_moment(self._said.get("pubkit.updated", "")),
            id=self._said.get("pubkit.id", "") or self._core.get("identifier", ""),
            url=self._said.get("pubkit.url", ""),
            lang=self._lang,
            keywords=keywords(self._core.get("keywords", "")),
            digest=self._core.get("description", ""),
            cover=self._said.get("pubkit.cover", ""),
        )
        self._place(article, parts)
        self._report(article)
        return self._names.identified(article)

    def _numbering(self, parts: Sequence[Part]) -> Numbering:
        """What the properties say, unless somebody has taken the letter off every heading.

        Where the properties are lost, the letters tell.
        """
        headed = [(number, part) for number, part in enumerate(parts) if part.number]
        said = self._said.get("pubkit.numbering", "")
        if "pubkit.base" not in self._said and not said:
            return next((_shown(part.letter, n) for n, part in headed if part.letter), "none")
        numbering: Numbering = next((n for n in _NUMBERINGS if n == said), "none")
        kept = any(part.letter or _has_letter(part, numbering, n) for n, part in headed)
        return numbering if kept or not headed else "none"

    def _place(self, article: Article, parts: Sequence[Part]) -> None:
        """Tell the journal where in the article each paragraph stands."""
        leaves = [
            path for path, block in all_blocks(article) if not isinstance(block, Quote | List)
        ]
        numbers = [n for p in parts for e in p.entries if isinstance(e, Entry) for n in e.numbers]
        if len(leaves) == len(numbers):
            for path, number in zip(leaves, numbers, strict=True):
                self._journal.place(number, path)
        for index, part in enumerate(parts[1:]):
            self._journal.place(part.number, f"sections[{index}]")

    def _report(self, article: Article) -> None:
        remarks = self._document.remarks
        for style, count in self._body.unknown.items():
            much = "A paragraph" if count == 1 else f"{count} paragraphs"
            text = f"{much} in the style {style or 'without a name'!r} was read as running text."
            hint = "Give it a style of the document if it is something else."
            remarks.enter("style-unknown", "info", text, hint)
        if not self._body.front["title"]:
            remarks.enter("title-missing", "error", "The document has no headline.",
                        "Write one in the head.")  # fmt: skip
        line = self._words.space.join(self._body.byline)
        expected = [name for credit in article.credits for name in credit.names]
        missing = [n for n in author_line(article, CHANNEL, "\0").split("\0") if n not in line]
        if line and expected and missing:
            text = f"The byline is “{line}”, and the sign-off names {', '.join(missing)} too."
            remarks.enter("byline-differs", "warning", text, "Put right whichever is wrong.")


def _shown(letter: str, number: int) -> Numbering:
    """The numbering whose `number`-th letter it is."""
    return next((one for one in _NUMBERINGS if numeral(one, number) == letter), "none")


def _has_letter(part: Part, numbering: Numbering, number: int) -> bool:
    """Whether a heading begins with its letter, though not in the letter's style."""
    words = plain(part.heading)
    return any(words.startswith(numeral(one, number)) for one in (numbering, "cjk"))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
