"""Whereabouts: a node path as an editor would say it: `A 围绕需求, paragraph 3`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from pubkit import walk
from pubkit.model import (
    Article,
    Block,
    Box,
    Figure,
    List,
    Paragraph,
    Quote,
    Subheading,
    Table,
)

__all__ = ["Whereabouts"]

_LONGEST = 24
"""Characters of a heading that are enough to know it by."""
_SECTION = re.compile(r"sections\[(\d+)\]")
_CELL = re.compile(r"\[(\d+)\]\[(\d+)\]$")


class Whereabouts:
    """Says node paths of one article in words."""

    def __init__(self, article: Article | None = None) -> None:
        """Without the article, headings are known by their number only."""
        self._words = dict(_article(article)) if article else {}

    def of(self, where: str) -> str:
        """Section and place in it; empty for what stands outside both, such as the title."""
        path = where
        while path and path not in self._words:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        words = self._words.get(path, "") or _numbered(where)
        cell = _CELL.search(where)
        if cell is None or not words:
            return words
        row, column = int(cell[1]), int(cell[2]) + 1
        return f"{words}, {f'row {row}' if row else 'head'}, column {column}"


def _numbered(where: str) -> str:
    section = _SECTION.match(where)
    return f"section {int(section[1]) + 1}" if section else ""


def _article(article: Article) -> Iterator[tuple[str, str]]:
    """Every node path with its words."""
    yield from _below("lead", "lead", article.lead)
    for i, (section, label) in enumerate(zip(article.sections, walk.labels(article), strict=True)):
        text = _short(walk.plain(section.heading))
        name = walk.heading(article.numbering, label, text) or f"section {i + 1}"
        yield f"sections[{i}]", name
        yield from _below(f"sections[{i}].blocks", name, section.blocks)


def _below(path: str, words: str, siblings: Iterable[Block]) -> Iterator[tuple[str, str]]:
    numbers: Counter[str] = Counter()
    for i, block in enumerate(siblings):
        name = _name(block)
        numbers[name] += 1
        place, said = f"{path}[{i}]", f"{words}, {name} {numbers[name]}"
        yield place, said
        if isinstance(block, Quote | Box):
            yield from _below(f"{place}.blocks", said, block.blocks)
        elif isinstance(block, List):
            for n, item in enumerate(block.items):
                entry = f"{said}, entry {n + 1}"
                yield f"{place}.items[{n}]", entry
                # An entry of one paragraph is that paragraph.
                if len(item.blocks) > 1 or not all(isinstance(b, Paragraph) for b in item.blocks):
                    yield from _below(f"{place}.items[{n}].blocks", entry, item.blocks)


def _name(block: Block) -> str:
    match block:
        case Paragraph():
            return "paragraph"
        case Subheading():
            return "subheading"
        case Figure():
            return "figure"
        case Quote():
            return "quotation"
        case List():
            return "list"
        case Table():
            return "table"
        case Box():
            return "box"
        case _:
            assert_never(block)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
