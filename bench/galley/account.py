"""The account: every character of a page, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bench.galley.pages import LINE_END
from pubkit import Article, plain, walk
from pubkit.model import Block, Box, Figure, Paragraph, Subheading, Table
from pubkit.record import ImportRecord

__all__ = ["balance", "said", "unclaimed"]


def balance(source: str, article: Article, record: ImportRecord) -> tuple[str, str]:
    """The characters that were lost, and those that came from nowhere; both empty, or else.

    White space is not counted, nor a byte order mark.
    """
    owed = _counted(source.removeprefix("\ufeff"))
    kept = _counted("".join((*said(article), *(r.text for r in record.removed))))
    return _listed(owed - kept), _listed(kept - owed)


def _counted(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace())


def _listed(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))


def said(article: Article) -> Iterator[str]:
    """Every string of the article that is printed."""
    yield from (article.title, article.kicker, article.deck, article.photo_credit, article.source)
    for credit in article.credits:
        yield from (credit.role, *credit.names)
    yield from (plain(section.heading) for section in article.sections)
    for _, block in walk.blocks(article):
        yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    """The block's own words, without those of blocks inside it."""
    match block:
        case Paragraph() | Subheading():
            yield plain(block.content)
        case Figure():
            yield from (plain(block.caption), block.credit)
        case Box():
            yield plain(block.title)
        case Table():
            yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
        case _:
            pass


def unclaimed(source: str, record: ImportRecord) -> Sequence[int]:
    """The lines with words of which the record says nothing."""
    claimed = {line for decision in record.decisions for line in decision.lines}
    claimed |= {line for heal in record.heals for line in heal.lines}
    claimed |= {removed.line for removed in record.removed}
    lines = enumerate(LINE_END.split(source.removeprefix("\ufeff")), 1)
    return [number for number, text in lines if text.strip() and number not in claimed]
