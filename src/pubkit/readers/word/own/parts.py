"""Parts: lead and sections while they are filled, figures put back where they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pubkit.model import Block, Figure, Inline
from pubkit.readers.word.rows import Row, built

__all__ = ["Entry", "Hole", "Part", "filled"]


@dataclass(frozen=True, slots=True)
class Hole:
    """A figure's place in the text, while it is set elsewhere."""

    name: str
    """Its bookmark's name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with what is known of its source."""

    row: Row
    """The row."""
    numbers: tuple[int, ...] = ()
    """The paragraphs that its block and those in it come from, one a block."""


@dataclass(slots=True)
class Part:
    """The lead, or a section, as it is filled."""

    name: str = ""
    """Its bookmark's name."""
    heading: tuple[Inline, ...] = ()
    """Its heading."""
    number: int = 0
    """The heading's paragraph; 0 if it has none."""
    letter: str = ""
    """What stands before the heading in the style of its letter: `A`, `一`."""
    entries: list[Entry | Hole] = field(default_factory=list)
    """What stands in it."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands in it, as a tree."""
        return built(entry.row for entry in self.entries if isinstance(entry, Entry))


def filled(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, figures that were set elsewhere back where they were written."""
    holes = {e.name for p in parts for e in p.entries if isinstance(e, Hole)}
    moved: dict[str, Entry] = {}
    for part in parts:
        for entry in part.entries:
            if isinstance(entry, Entry) and _figure_name(entry) in holes:
                moved[_figure_name(entry)] = entry
    gone = frozenset(moved)
    for part in parts:
        kept = [e for e in part.entries if _figure_name(e) not in gone]
        part.entries = [
            moved.pop(e.name) if isinstance(e, Hole) and e.name in moved else e for e in kept
        ]
    return parts


def _figure_name(entry: Entry | Hole) -> str:
    """The bookmark of a figure that is a row."""
    block = entry.row.block if isinstance(entry, Entry) else None
    return block.id if isinstance(block, Figure) else ""
