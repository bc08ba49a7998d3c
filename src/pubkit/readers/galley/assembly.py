"""Assembly: the judged pieces as an Article, and the place of each in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pubkit.model import (
    Article,
    Block,
    Box,
    Credit,
    Figure,
    Inline,
    Paragraph,
    Place,
    Section,
    Subheading,
    Text,
)
from pubkit.readers.galley.furniture import date_of
from pubkit.readers.galley.outline import Outline
from pubkit.readers.galley.pieces import BODY, Piece, Pieces

__all__ = ["UNTITLED", "Assembled", "assembled", "is_chinese", "language"]

UNTITLED = {True: "（标题待补）", False: "(headline to come)"}
"""What stands where a page has no headline; Chinese or not."""
Places: TypeAlias = dict[int, str]
"""A piece's number → its node path."""
_KANA = re.compile("[\u3041-\u30ff]")
_MANY, _FEW = 0.1, 0.02
"""Shares of a text's characters that tell its language."""
_HAN = re.compile("[\u3400-\u9fff]")
_TRADITIONAL = re.compile(
    "[這個們對發後經過動現將與實學國為從東長門開關間時會來說點無個務產業體應區員進運還報導圖據總聯]"
)


@dataclass(slots=True)
class Assembled:
    """The article, and where each piece of the page stands in it."""

    article: Article
    """Not yet admitted."""
    places: Places = field(default_factory=dict)
    """What is not in the article is left out."""
    untitled: bool = False
    """Whether the headline is only a place kept for one."""


def is_chinese(text: str) -> bool:
    """Whether the page is Chinese: more than a few of its characters are."""
    return len(_HAN.findall(text)) > len(text) * _MANY


def assembled(pieces: Iterable[Piece], outline: Outline, *, chinese: bool) -> Assembled:
    """The article: the front from `pieces`, the text from `outline`."""
    front = _Front()
    for piece in pieces:
        front.take(piece)
    done = Assembled(Article(title="-"), front.places, not front.words["title"])
    lead = _blocks(outline.lead, "lead", done.places, lead=True)
    sections = tuple(
        _section(part.heading, part.pieces, f"sections[{i}]", done.places)
        for i, part in enumerate(outline.sections)
    )
    done.article = Article(
        title=front.words["title"] or UNTITLED[chinese],
        kicker=front.words["kicker"],
        deck=front.words["deck"],
        credits=tuple(front.credits),
        photo_credit=front.words["page credit"],
        lead=lead,
        sections=sections,
        numbering=outline.numbering,
        source=front.words["source"],
        published=date_of(front.words["date"]),
        lang=language(_texts(outline)) if chinese else "en",
    )
    return done


def _texts(outline: Outline) -> Iterator[str]:
    yield from (piece.text for piece in outline.lead)
    yield from (piece.text for part in outline.sections for piece in part.pieces)


def language(texts: Iterable[str]) -> str:
    """`zh-Hant` where traditional characters are many, `ja` where Japanese ones are."""
    text = "".join(texts)[:20_000]
    if len(_KANA.findall(text)) > _MANY * len(text):
        return "ja"
    return "zh-Hant" if len(_TRADITIONAL.findall(text)) > _FEW * len(text) else "zh-CN"


_FIELDS = {
    "title": "title", "kicker": "kicker", "deck": "deck", "source": "source",
    "date": "published", "page credit": "photo_credit",
}  # fmt: skip
"""Kind of a piece → the article's own field."""


class _Front:
    """What stands in the article's head, gathered from the whole page."""

    def __init__(self) -> None:
        self.words = dict.fromkeys(_FIELDS, "")
        self.credits: list[Credit] = []
        self.places: Places = {}

    def take(self, piece: Piece) -> None:
        if piece.kind in _FIELDS:
            self._word(piece)
        elif piece.kind == "credit" and not piece.credits:
            self._word(replace(piece, kind="page credit"))
        elif piece.kind in ("byline", "credit"):
            self.places[piece.number] = f"credits[{len(self.credits)}]"
            self.credits += piece.credits

    def _word(self, piece: Piece) -> None:
        """The first of its kind; what comes again is added behind it."""
        place = _FIELDS[piece.kind]
        before = self.words[piece.kind]
        if piece.kind == "date" and before:
            return
        self.words[piece.kind] = f"{before} {piece.text}" if before else piece.text
        self.places[piece.number] = place


def _section(heading: Piece, pieces: Pieces, path: str, places: Places) -> Section:
    places[heading.number] = path
    return Section(_text(heading.text), _blocks(pieces, f"{path}.blocks", places))


def _blocks(pieces: Pieces, path: str, places: Places, *, lead: bool = False) -> tuple[Block, ...]:
    blocks: list[Block] = []
    waiting: Piece | None = None
    for piece in pieces:
        place = f"{path}[{len(blocks)}]"
        if waiting is not None and piece.kind in BODY:
            places[piece.number] = f"{place}.blocks[0]"
            blocks.append(Box(_text(waiting.text), (Paragraph(_text(piece.text)),)))
            waiting = None
        elif piece.kind == "box label" and lead:
            places[piece.number] = place
            waiting = piece
        elif (block := _block(piece, lead=lead)) is not None:
            places[piece.number] = place
            blocks.append(block)
    if waiting is not None:
        blocks.append(Box(_text(waiting.text)))
    return tuple(blocks)


def _block(piece: Piece, *, lead: bool) -> Block | None:
    match piece.kind:
        case "caption":
            place: Place = "lead" if lead else "column"
            return Figure(caption=_text(piece.text), credit=piece.credit, place=place)
        case "subheading" | "box label":
            return Subheading(_text(piece.text))
        case "paragraph" | "list item" | "standfirst" | "table row":
            return Paragraph(_text(piece.text))
        case _:
            return None


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()
