"""Units: an article as Word sees it, one paragraph, picture or table after the other.

What stands round a unit (a section, a list, a box) is said by the unit itself, so that a heading
typed between two paragraphs is one new unit and no upheaval of the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias, assert_never

from pubkit import walk
from pubkit.merge.lines import Line, line_of
from pubkit.model import (
    Article,
    Block,
    Box,
    Figure,
    Inline,
    List,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Table,
)

__all__ = ["Form", "Holder", "Kind", "Manuscript", "Unit", "manuscript"]

Kind: TypeAlias = Literal[
    "paragraph", "subheading 3", "subheading 4", "heading", "box title", "empty entry",
    "figure", "table",
]  # fmt: skip
"""What a unit is; an empty entry of a list is a unit too, since nothing else would tell of it."""


class Holder(NamedTuple):
    """What blocks stand in: a quotation, a box, a list, an entry of a list."""

    kind: type[Quote | Box | List] | Literal["entry"]
    """Which."""
    number: int
    """Tells it from its like, counted in reading order."""


class Form(NamedTuple):
    """What a unit is beside its words."""

    kind: Kind
    """What it is."""
    id: str = ""
    """A section's anchor; that of a figure is in the figure."""
    setting: tuple[Holder, ...] = ()
    """What it stands in, outer before inner."""


@dataclass(frozen=True)
class Unit:
    """A paragraph, heading, picture or table."""

    where: str
    """Its node path."""
    form: Form
    """What it is."""
    content: tuple[Inline, ...] = ()
    """Its words; of a figure the caption, of a table none."""
    node: Figure | Table | None = None
    """The figure or table itself."""

    @property
    def said(self) -> tuple[object, ...]:
        """All of it but where it stands and how it is called."""
        return (self.form.kind, self.node or self.content)

    @property
    def runs(self) -> bool:
        """Whether it is text that can be split and joined."""
        return self.node is None

    @cached_property
    def text(self) -> str:
        """What it is known by: its words, a picture's caption or key, a table's cells."""
        match self.node:
            case Figure():
                return walk.plain(self.content) or self.node.photo or ""
            case Table():
                return "\n".join(walk.lines([self.node]))
            case _:
                return walk.plain(self.content)

    @cached_property
    def line(self) -> Line:
        """Its words as a line; what it is marks the start."""
        return line_of(self.content, self.form)


@dataclass
class Manuscript:
    """The body of an article as units."""

    units: list[Unit] = field(default_factory=list)
    """In reading order."""
    lists: dict[Holder, tuple[bool, int]] = field(default_factory=dict)
    """Of each list whether it is ordered, and its first number."""


def manuscript(article: Article) -> Manuscript:
    """The lead and sections of `article`, laid out."""
    return _Layout().of(article)


class _Layout:
    def __init__(self) -> None:
        self._made = Manuscript()
        self._holders = 0

    def of(self, article: Article) -> Manuscript:
        self._made.units.extend(self._blocks("lead", article.lead, ()))
        for i, section in enumerate(article.sections):
            self._made.units.extend(self._section(f"sections[{i}]", section))
        return self._made

    def _section(self, path: str, section: Section) -> Iterator[Unit]:
        yield Unit(f"{path}.heading", Form("heading", section.id), section.heading)
        yield from self._blocks(f"{path}.blocks", section.blocks, ())

    def _blocks(
        self, path: str, blocks: Iterable[Block], setting: tuple[Holder, ...]
    ) -> Iterator[Unit]:
        for i, block in enumerate(blocks):
            yield from self._block(f"{path}[{i}]", block, setting)

    def _block(self, path: str, block: Block, setting: tuple[Holder, ...]) -> Iterator[Unit]:
        match block:
            case Paragraph():
                yield Unit(path, Form("paragraph", "", setting), block.content)
            case Subheading():
                kind: Kind = "subheading 3" if block.level == 3 else "subheading 4"
                yield Unit(path, Form(kind, "", setting), block.content)
            case Figure():
                yield Unit(path, Form("figure", "", setting), block.caption, block)
            case Table():
                yield Unit(path, Form("table", "", setting), (), block)
            case Quote():
                yield from self._blocks(f"{path}.blocks", block.blocks, self._in(setting, Quote))
            case Box():
                inner = self._in(setting, Box)
                if block.title or not block.blocks:
                    yield Unit(f"{path}.title", Form("box title", "", inner), block.title)
                yield from self._blocks(f"{path}.blocks", block.blocks, inner)
            case List():
                yield from self._list(path, block, setting)
            case _:
                assert_never(block)

    def _list(self, path: str, block: List, setting: tuple[Holder, ...]) -> Iterator[Unit]:
        inner = self._in(setting, List)
        self._made.lists[inner[-1]] = block.ordered, block.start
        for i, item in enumerate(block.items):
            place, entry = f"{path}.items[{i}]", self._in(inner, "entry")
            if not item.blocks:
                yield Unit(place, Form("empty entry", "", entry))
            yield from self._blocks(f"{place}.blocks", item.blocks, entry)

    def _in(
        self, setting: tuple[Holder, ...], kind: type[Quote | Box | List] | Literal["entry"]
    ) -> tuple[Holder, ...]:
        self._holders += 1
        return (*setting, Holder(kind, self._holders))
