"""Flow: a Word document as it is seen, before anything is said of what its parts are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pubkit.model import Break, Code, Footnote, Text

__all__ = ["Anchor", "Cell", "Grid", "Leaf", "Line", "Mark", "Marker", "Node", "Picture", "Target",
           "lines_of"]  # fmt: skip

Mark: TypeAlias = Literal["strong", "emph", "sup", "sub"]
"""What a run's look says of its words."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a hyperlink leads."""

    href: str
    """An address; `#` and a bookmark's name within the document."""
    title: str = ""
    """Its screen tip."""
    number: int = 0
    """What tells two links apart that stand side by side."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where it stands in the text."""

    data: bytes | None
    """Its bytes; None if they are not in the file."""
    part: str = ""
    """Where it lies in the package, or the address it is linked from."""
    alt: str = ""
    """What a reader who cannot see it should know."""
    label: str = ""
    """The name that the document gives it."""
    title: str = ""
    """The title that the document gives it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of one look, a break, a note or a picture."""

    node: Text | Code | Break | Footnote | Picture
    """What stands there."""
    marks: frozenset[Mark] = frozenset()
    """Its emphasis."""
    link: Target | None = None
    """Where it leads."""
    style: str = ""
    """Its character style's name, in small letters."""
    hidden: bool = False
    """Whether nobody sees it: only white space before a break is kept so."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What Word counts or adorns a paragraph with."""

    list: str
    """Which list it counts in."""
    level: int
    """How deep, from 0."""
    label: str
    """The number or bullet as it is seen."""
    value: int
    """The number."""
    format: str
    """How it counts: `decimal`, `bullet`, `chineseCountingThousand` (ISO 29500-1, §17.18.59)."""
    pattern: str = ""
    """The number's surroundings: `%1.`, `第%1条`."""


@dataclass(slots=True)
class Line:
    """A paragraph."""

    number: int
    """Counted from 1, in the order of the document."""
    style: str = ""
    """Its style's name, in small letters."""
    leaves: list[Leaf] = field(default_factory=list)
    """Its content."""
    level: int | None = None
    """Its level in the outline, from 0; None for running text."""
    marker: Marker | None = None
    """Its number or bullet."""
    left: int = 0
    """Its indent, in twips."""
    align: str = ""
    """`left`, `center`, `right`, `both`, or nothing."""
    size: int = 0
    """The largest type in it, in half-points; 0 where nothing is said."""
    bold: bool = False
    """Whether all of it is bold."""
    names: list[str] = field(default_factory=list)
    """The bookmarks that begin in it, but for those behind its last word."""
    after: list[str] = field(default_factory=list)
    """The bookmarks behind its last word."""
    boxes: list[list[Node]] = field(default_factory=list)
    """Text boxes that hang on it."""
    initial: bool = False
    """Whether it is the large first letter of the next one."""

    @property
    def text(self) -> str:
        """Its characters; breaks are line feeds."""
        pieces = (leaf.node for leaf in self.leaves if not leaf.hidden)
        return "".join(
            n.text if isinstance(n, Text | Code) else "\n" if isinstance(n, Break) else ""
            for n in pieces
        )

    @property
    def pictures(self) -> list[Picture]:
        """The pictures in it."""
        return [leaf.node for leaf in self.leaves if isinstance(leaf.node, Picture)]


@dataclass(slots=True)
class Cell:
    """A cell of a table."""

    nodes: list[Node]
    """What stands in it."""
    span: int = 1
    """Columns that it takes."""
    continued: bool = False
    """Whether it is the rest of the cell above."""


@dataclass(slots=True)
class Grid:
    """A table."""

    number: int
    """Number of the paragraph before it, plus one."""
    rows: list[list[Cell]]
    """Its cells."""
    style: str = ""
    """Its style's name, in small letters."""
    left: int = 0
    """Its indent, in twips."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A bookmark that begins between two paragraphs."""

    name: str
    """What it is called."""


Node: TypeAlias = Line | Grid | Anchor


def lines_of(nodes: Sequence[Node]) -> Iterator[Line]:
    """Every paragraph, those of tables and text boxes included, in order."""
    for node in nodes:
        match node:
            case Line():
                yield node
                for box in node.boxes:
                    yield from lines_of(box)
            case Grid():
                for row in node.rows:
                    for cell in row:
                        yield from lines_of(cell.nodes)
            case Anchor():
                pass
