"""Owed: every part of an article that an artifact has to hold, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import assert_never

from pubkit import walk
from pubkit.fonts import shows_nothing
from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.proof import Kind

__all__ = ["PARTS", "Cut", "Owed", "beside", "links", "owed", "pictures"]

PARTS: Mapping[Kind, str] = MappingProxyType(
    {
        "kicker": "kicker", "title": "title", "deck": "deck", "heading": "headings",
        "label": "letters", "paragraph": "paragraphs", "list item": "paragraphs",
        "table cell": "tables", "caption": "captions", "credit": "credits", "byline": "authors",
        "photo credit": "photo-credit", "source": "source", "footnote": "footnotes",
        "link": "links", "picture": "photos",
    }
)  # fmt: skip
"""Kind → the name under which a renderer declares that it leaves such parts out."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a channel may set something of its own.

    The end of a link, or a note's mark: a number, the target, the note. A line break: the inset
    of a quotation. A soft hyphen: a hyphen.
    """

    at: int
    """Where in the part's words."""
    aside: str | None
    """What may be set there with marks of its own: the target, the note's text; None for raised
    or lowered type, which plain text can only put into brackets."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One stretch of text that has to be found."""

    kind: Kind
    """What it is."""
    where: str
    """Its node path."""
    text: str
    """Its words, without its notes'."""
    ordered: bool = False
    """Whether it belongs to the running text, whose order no channel changes."""
    label: str = ""
    """A heading's letter, which stands before it."""
    figure: int = -1
    """A caption's or credit's figure, counted from 0; -1 for everything else."""
    cuts: tuple[Cut, ...] = ()
    """Where inside it a channel may set something of its own."""


def owed(article: Article) -> Iterator[Owed]:
    """Every part with words, in reading order; a note's behind the part that carries its mark."""
    yield from _front(article)
    yield from _Body(article).parts()
    for i, credit in enumerate(article.credits):
        yield Owed("byline", f"credits[{i}].role", credit.role)
        yield from (Owed("byline", f"credits[{i}].names", name) for name in credit.names)
    yield from _words("photo credit", "photo_credit", article.photo_credit)
    yield from _words("source", "source", article.source)


def _front(article: Article) -> Iterator[Owed]:
    yield from _words("kicker", "kicker", article.kicker)
    yield from _words("title", "title", article.title)
    yield from _words("deck", "deck", article.deck)


def _is_seen(text: str) -> bool:
    """Whether anything of it would be seen on paper."""
    return not all(map(shows_nothing, text))


def _words(kind: Kind, where: str, text: str) -> Iterator[Owed]:
    if _is_seen(text):
        yield Owed(kind, where, text)


class _Body:
    """Lead and sections in reading order."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._figures = 0

    def parts(self) -> Iterator[Owed]:
        labels = walk.labels(self._article)
        yield from self._blocks("lead", self._article.lead)
        for i, (section, label) in enumerate(zip(self._article.sections, labels, strict=True)):
            path = f"sections[{i}]"
            for part in _content("heading", f"{path}.heading", section.heading):
                yield replace(part, label=label) if part.kind == "heading" else part
            yield from self._blocks(f"{path}.blocks", section.blocks)

    def _blocks(
        self, path: str, blocks: Iterable[Block], kind: Kind = "paragraph"
    ) -> Iterator[Owed]:
        for i, block in enumerate(blocks):
            yield from self._block(f"{path}[{i}]", block, kind)

    def _block(self, path: str, block: Block, kind: Kind) -> Iterator[Owed]:
        match block:
            case Paragraph():
                yield from _content(kind, path, block.content)
            case Subheading():
                yield from _content("heading", path, block.content)
            case Figure():
                yield from self._figure(path, block)
            case Quote():
                yield from self._blocks(f"{path}.blocks", block.blocks, kind)
            case List():
                for n, item in enumerate(block.items):
                    yield from self._blocks(f"{path}.items[{n}].blocks", item.blocks, "list item")
            case Table():
                for n, row in enumerate((block.header, *block.rows)):
                    yield from _row(f"{path}[{n}]", row)
            case Box():
                yield from _content("heading", f"{path}.title", block.title)
                yield from self._blocks(f"{path}.blocks", block.blocks, kind)
            case _:
                assert_never(block)

    def _figure(self, path: str, figure: Figure) -> Iterator[Owed]:
        number = self._figures
        self._figures += 1
        caption = _content("caption", f"{path}.caption", figure.caption)
        credit = _words("credit", f"{path}.credit", figure.credit)
        # Marks and targets behind a caption's last word stand before the credit.
        words, cuts, _ = _line(figure.caption)
        behind = tuple(Cut(0, cut.aside) for cut in cuts if not _is_seen(words[cut.at :]))
        credit = (replace(part, cuts=behind) for part in credit)
        for part in (*caption, *credit):
            yield replace(part, figure=number) if part.kind != "footnote" else part


def _row(path: str, row: Iterable[tuple[Inline, ...]]) -> Iterator[Owed]:
    """The cells of a row; marks of one without words stand right before the next."""
    marks: tuple[Cut, ...] = ()
    for number, cell in enumerate(row):
        for part in _content("table cell", f"{path}[{number}]", cell):
            yield replace(part, cuts=(*marks, *part.cuts)) if part.kind == "table cell" else part
        words, cuts, _ = _line(cell)
        marks = () if _is_seen(words) else (*marks, *(Cut(0, cut.aside) for cut in cuts))


_LOOSE: frozenset[Kind] = frozenset({"caption", "footnote"})
"""Parts that a page moves."""


def _content(kind: Kind, where: str, content: Iterable[Inline]) -> Iterator[Owed]:
    """The words of a line, then each of its notes'."""
    text, cuts, notes = _line(content)
    if _is_seen(text):
        yield Owed(kind, where, text, ordered=kind not in _LOOSE, cuts=cuts)
    for note in notes:
        yield from _content("footnote", where, note.content)


def _line(content: Iterable[Inline]) -> tuple[str, tuple[Cut, ...], list[Footnote]]:
    """The words of a line, where it is cut, and its notes."""
    text = ""
    cuts: list[Cut] = []
    notes: list[Footnote] = []
    aside: str | None
    for piece in _pieces(content):
        if isinstance(piece, str):
            cuts += (Cut(len(text) + at, "-") for at in _soft_hyphens(piece))
            text += piece
            continue
        match piece:
            case Footnote():
                aside = walk.plain(piece.content)
                notes.append(piece)
            case Link():
                aside = piece.href
            case Sup() | Sub():
                aside = None
            case Break():
                text += "\n"
                aside = ""
        cuts.append(Cut(len(text), aside))
    return text, tuple(cuts), notes


def _soft_hyphens(text: str) -> Iterator[int]:
    """Where a hyphen is shown if a line ends there."""
    return (at for at, character in enumerate(text) if character == "\u00ad")


def _pieces(content: Iterable[Inline]) -> Iterator[str | Footnote | Link | Sup | Sub | Break]:
    """The words of a line, with its notes, breaks, ends of links, and where type is raised."""
    for inline in content:
        match inline:
            case Text() | Code():
                yield inline.text
            case Strong() | Emph():
                yield from _pieces(inline.content)
            case Sup() | Sub():
                yield inline
                yield from _pieces(inline.content)
                yield inline
            case Link():
                yield from _pieces(inline.content)
                yield inline
            case Break() | Footnote():
                yield inline
            case _:
                assert_never(inline)


def links(article: Article) -> Iterator[tuple[str, str]]:
    """Every link's node path and target, in reading order."""
    for path, content in _inlines(article):
        yield from ((path, link.href) for link in _links(content))


def beside(article: Article) -> Iterator[str]:
    """What a channel may set once more or instead: links at the end, the words of pictures."""
    for _, content in _inlines(article):
        for link in _links(content):
            yield from (link.href, walk.plain(link.content))
    for _, figure in walk.figures(article):
        yield figure.alt


def _inlines(article: Article) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    for i, section in enumerate(article.sections):
        yield f"sections[{i}].heading", section.heading
    for path, block in walk.blocks(article):
        match block:
            case Paragraph() | Subheading():
                yield path, block.content
            case Figure():
                yield f"{path}.caption", block.caption
            case Table():
                yield from ((path, cell) for row in (block.header, *block.rows) for cell in row)
            case Box():
                yield f"{path}.title", block.title
            case Quote() | List():
                pass
            case _:
                assert_never(block)


def _links(content: Iterable[Inline]) -> Iterator[Link]:
    for inline in content:
        if isinstance(inline, Link):
            yield inline
        if not isinstance(inline, Text | Code | Break):
            yield from _links(inline.content)


def pictures(article: Article) -> Iterator[tuple[str, str]]:
    """Every figure's node path and photo key, in reading order; no key where it is awaited."""
    for path, figure in walk.figures(article):
        yield path, figure.photo or ""
