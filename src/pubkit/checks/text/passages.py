"""Passages: each piece of an article's text that is read as one, and notices that point there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from pubkit import walk
from pubkit.lexicon import HAN, likeliest
from pubkit.model import Article, Block, Box, Figure, List, Paragraph, Quote, Subheading, Table
from pubkit.notice import Notice, Severity
from pubkit.patterns import pattern

__all__ = ["Family", "Passage", "Run", "chinese", "passages", "pointed"]

Role: TypeAlias = Literal["headline", "heading", "caption", "body", "set apart"]
"""What a passage is; `set apart` are quotes, lists, tables and boxes."""

_REACH = 100_000
"""Characters before a place that are searched for its twin, as whoever marks it does."""
_MOST = 12
"""Characters that a pointer grows by at most."""
_SHOWN = 60
"""Characters of an excerpt at most."""
_AROUND = 8
"""Characters on each side of a place that its excerpt shows."""
_LETTERS = pattern(r"[^\W\d_]+")
_RUN = pattern(f"[{HAN}]+")
_SAMPLE = 1000
"""Characters by which a passage's language is told."""


class Run(NamedTuple):
    """Chinese characters with nothing between them."""

    start: int
    """Where in the passage they begin."""
    text: str
    """Themselves."""

    @property
    def words(self) -> Sequence[str]:
        """The most probable words, looked for anew each time: a rule asks where it needs them."""
        return likeliest(self.text)[1]


@dataclass(frozen=True)
class Passage:
    """A title, a heading, a paragraph, a cell: one string."""

    where: str
    """Node path."""
    text: str
    """Its plain text."""
    role: Role
    """What it is."""

    @property
    def prominent(self) -> bool:
        """Whether a fault here is one that every reader sees: the head of the page, a heading."""
        return self.role in ("headline", "heading")

    @cached_property
    def is_chinese(self) -> bool:
        """Whether half its letters at least are Chinese characters."""
        start = self.text[:_SAMPLE]
        return 2 * _extent(_RUN, start) >= max(_extent(_LETTERS, start), 1)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of Chinese characters."""
        return tuple(Run(found.start(), found[0]) for found in _RUN.finditer(self.text))


def _extent(pattern: re.Pattern[str], text: str) -> int:
    """How many characters belong to a match."""
    return sum(map(len, pattern.findall(text)))


Family: TypeAlias = tuple[Callable[[Sequence[Passage]], Iterator[Notice]], ...]
"""Rules on all of an article's passages, in reading order."""


def passages(article: Article) -> Iterator[Passage]:
    """All of an article's text in reading order; no empty passage."""
    for name in ("kicker", "title", "deck"):
        if text := getattr(article, name):
            yield Passage(name, text, "headline")
    yield from _flow("lead", article.lead)
    for index, section in enumerate(article.sections):
        if text := walk.plain(section.heading):
            yield Passage(f"sections[{index}]", text, "heading")
        yield from _flow(f"sections[{index}].blocks", section.blocks)


def _flow(path: str, blocks: tuple[Block, ...], role: Role = "body") -> Iterator[Passage]:
    for index, block in enumerate(blocks):
        yield from _block(f"{path}[{index}]", block, role)


def _block(where: str, block: Block, role: Role) -> Iterator[Passage]:
    match block:
        case Paragraph():
            found = [Passage(where, walk.plain(block.content), role)]
        case Subheading():
            found = [Passage(where, walk.plain(block.content), "heading")]
        case Figure():
            found = [Passage(where, walk.plain(block.caption), "caption")]
        case Table():
            cells = (cell for row in (block.header, *block.rows) for cell in row)
            found = [Passage(where, walk.plain(cell), "set apart") for cell in cells]
        case Quote() | Box():
            title = walk.plain(block.title) if isinstance(block, Box) else ""
            inner = _flow(f"{where}.blocks", block.blocks, "set apart")
            found = [Passage(where, title, "heading"), *inner]
        case List():
            found = [
                passage
                for number, item in enumerate(block.items)
                for passage in _flow(f"{where}.items[{number}].blocks", item.blocks, "set apart")
            ]
    yield from (passage for passage in found if passage.text)


def chinese(found: Iterable[Passage]) -> Iterator[Passage]:
    """The passages that are written in Chinese."""
    return (passage for passage in found if passage.is_chinese)


def pointed(
    passage: Passage, span: tuple[int, int], *, code: str, severity: Severity, text: str, hint: str
) -> Notice:
    """A notice on the characters of `span`; The last `{}` of `text` stands for them in context."""
    return Notice(
        code=code,
        severity=severity,
        where=passage.where,
        text=_excerpt(passage.text, *span).join(text.rsplit("{}", 1)),
        hint=hint,
        quote=_pointer(passage.text, *span),
    )


def _excerpt(text: str, start: int, end: int) -> str:
    """`…前文之处后文…`."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    cut = text[first:last]
    if last - first > _SHOWN:
        cut = f"{cut[: _SHOWN // 2]}……{cut[-_SHOWN // 2 :]}"
    cut = cut.replace("\n", " ")
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"


def _pointer(text: str, start: int, end: int) -> str:
    """The characters in question, with as many round them as make theirs the first such place."""
    for grown in range(_MOST):
        first, last = max(0, start - (grown + 1) // 2), min(len(text), end + grown // 2)
        if text.find(text[first:last], 0, min(last, _REACH)) in (first, -1):
            return text[first:last]
    return text[start:end]
