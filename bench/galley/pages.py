"""Pages on the disk, and what the reader and the checks make of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.galley.gold import Gold
from bench.layout import ROOT
from pubkit import Article, Findings, Notice, Reading, check, plain, walk
from pubkit.model import Block, Box, Figure, Paragraph, Subheading
from pubkit.readers.galley import GalleyReader
from pubkit.record import ImportRecord

__all__ = ["CORPUS", "LINE_END", "Import", "Page", "imported", "pages"]

CORPUS = ROOT.parent / "shared" / "corpus"
"""Other people's texts; not in the project."""
LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""How a page's lines end; a terminal's separators (FS to US) end none."""
_SECTION = re.compile(r"sections\[(\d+)\]")
_LINE = re.compile(r":(\d+)$")
_LAST_STEP = re.compile(r"(\.[a-z]+|\[\d+\]|^[a-z_]+)$")


@dataclass(frozen=True)
class Page:
    """A page and what it is."""

    folder: str
    """The name of its folder: `dev`."""
    name: str
    """Its own, without the ending."""
    data: bytes
    """Its text."""
    gold: Gold
    """What it is."""

    @property
    def file(self) -> str:
        """What its file is called."""
        return f"{self.name}.txt"


def pages(folder: Path) -> Iterator[Page]:
    """Every page of `folder` that has a gold file, by name."""
    golds = folder / "gold" if (folder / "gold").is_dir() else folder.parent / "gold"
    for path in sorted(folder.glob("*.txt")):
        gold = golds / f"{path.stem}.json"
        if gold.is_file():
            yield Page(folder.name, path.stem, path.read_bytes(), _gold(gold, path))


def _gold(path: Path, page: Path) -> Gold:
    data = json.loads(path.read_bytes())
    source = LINE_END.split(page.read_text("utf-8-sig"))
    return Gold.of(data, source, _base(data, page))


def _base(data: dict[str, object], page: Path) -> Gold | None:
    """The gold of the page from which this one was made, where it stands in a folder beside."""
    origin = f"{data.get('derived_from')}.json"
    found = next(iter(sorted(page.parent.parent.glob(f"*/gold/{origin}"))), None)
    if found is None:
        return None
    return _gold(found, found.parent.parent / f"{found.stem}.txt")


@dataclass(frozen=True)
class Import:
    """What became of a page."""

    article: Article
    """The article."""
    findings: Findings
    """What reader and checks say."""
    record: ImportRecord
    """What was decided."""
    source: Sequence[str]
    """The page's lines."""

    @cached_property
    def lines(self) -> dict[str, tuple[int, ...]]:
        """Node path → the source lines that it was made of."""
        found: dict[str, tuple[int, ...]] = {}
        for decision in self.record.decisions:
            if decision.where:
                found[decision.where] = found.get(decision.where, ()) + decision.lines
        return found

    @cached_property
    def blocks(self) -> tuple[tuple[str, Block], ...]:
        """Every block with its path."""
        return tuple(walk.blocks(self.article))

    @cached_property
    def paragraphs(self) -> tuple[tuple[str, str], ...]:
        """Path and text of every paragraph."""
        return tuple((p, plain(b.content)) for p, b in self.blocks if isinstance(b, Paragraph))

    @cached_property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Letter and text of every heading, those inside sections too, in reading order."""
        return (*self._headings("lead"), *self._sections())

    def _sections(self) -> Iterator[tuple[str, str]]:
        labels = walk.labels(self.article)
        for index, section in enumerate(self.article.sections):
            yield labels[index], plain(section.heading)
            yield from self._headings(f"sections[{index}].")

    def _headings(self, below: str) -> Iterator[tuple[str, str]]:
        for path, block in self.blocks:
            if path.startswith(below):
                match block:
                    case Subheading():
                        yield "", plain(block.content)
                    case Box(title=title) if title:
                        yield "", plain(title)
                    case _:
                        pass

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in reading order."""
        return tuple(figure for _, figure in walk.figures(self.article))

    def place(self, notice: Notice) -> tuple[int, ...]:
        """The source lines that a finding means; none if it means the whole page."""
        numbered = _LINE.search(notice.where)
        if numbered:
            return (int(numbered[1]),)
        path = notice.where
        while path and path not in self.lines:
            path = _LAST_STEP.sub("", path)
        return self.lines.get(path, ())

    def section(self, notice: Notice) -> int | None:
        """The number of the section that a finding means, from 0."""
        match = _SECTION.match(notice.where)
        return int(match[1]) if match else None


def imported(data: bytes, file: str) -> Import:
    """The page read and checked, as `pubkit check` would."""
    made = GalleyReader().read(data, file)
    assert made.record is not None, "a galley reader keeps a record"
    reading = Reading(
        article=made.article, notices=made.notices, lines=made.lines, record=made.record
    )
    text = data.decode(made.record.encoding).removeprefix("\ufeff")
    return Import(made.article, check(reading), made.record, LINE_END.split(text))
