"""Lines: text as characters with what holds for each of them, so that it can be merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, assert_never

from pubkit.model import (
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Link,
    Strong,
    Sub,
    Sup,
    Text,
)

__all__ = ["NOTE", "START", "Line", "Mark", "Noted", "Wrap", "content_of", "line_of"]

START = "\u2029"
"""Stands before the text of each paragraph; no article may hold the character itself."""
NOTE = "\u2028"
"""Stands where a footnote's mark stands; no article may hold it either."""
_BREAK = "\n"


class Wrap(NamedTuple):
    """What is round a character: emphasis, a link, code."""

    kind: type[Strong | Emph | Link | Code | Sup | Sub]
    """Which node."""
    href: str = ""
    """A link's target."""
    title: str = ""
    """A link's advisory title."""
    twin: bool = False
    """Whether it is parted from its like, which touches it: admitting joins neither links nor
    code."""


class Noted(NamedTuple):
    """What holds for a footnote's mark."""

    wraps: tuple[Wrap, ...]
    """What is round the mark, outer before inner."""
    content: tuple[Inline, ...]
    """The note's text."""


Mark: TypeAlias = Any
"""What holds for a character: the Wraps round it, outer before inner; of a NOTE a Noted; of a
START whatever the line's maker says of the paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """Text and its marks, one a character."""

    text: str
    """The characters; a Break is a line feed."""
    marks: Sequence[Mark]
    """What holds for each."""

    def __add__(self, other: Line) -> Line:
        return Line(self.text + other.text, (*self.marks, *other.marks))


def line_of(content: Iterable[Inline], start: Mark = None) -> Line:
    """The content of one block behind a START that is marked `start`."""
    pieces: list[str] = [START]
    marks: list[Mark] = [start]
    _unravel(content, (), pieces, marks)
    return Line("".join(pieces), marks)


def _unravel(
    content: Iterable[Inline], wraps: tuple[Wrap, ...], pieces: list[str], marks: list[Mark]
) -> None:
    last: Wrap | None = None
    for node in content:
        own = _wrap(node, last)
        last = own
        match node:
            case Text():
                pieces.append(node.text)
                marks.extend([wraps] * len(node.text))
            case Code():
                pieces.append(node.text)
                marks.extend([(*wraps, own)] * len(node.text))
            case Break():
                pieces.append(_BREAK)
                marks.append(wraps)
            case Footnote():
                pieces.append(NOTE)
                marks.append(Noted(wraps, node.content))
            case Strong() | Emph() | Link() | Sup() | Sub():
                assert own is not None
                _unravel(node.content, (*wraps, own), pieces, marks)
            case _:
                assert_never(node)


def _wrap(node: Inline, last: Wrap | None) -> Wrap | None:
    """What the node puts round its characters; a link or code tells itself from its neighbour."""
    match node:
        case Link():
            own = Wrap(Link, node.href, node.title)
        case Strong() | Emph() | Code() | Sup() | Sub():
            own = Wrap(type(node))
        case _:
            return None
    return own._replace(twin=True) if own == last and own.kind in (Link, Code) else own


def content_of(line: Line, start: int = 0, end: int | None = None) -> tuple[Inline, ...]:
    """The nodes that the characters from `start` to `end` stand for; none of them is a START."""
    end = len(line.text) if end is None else end
    return tuple(_ravelled(line, start, end, 0))


def _ravelled(line: Line, start: int, end: int, depth: int) -> Iterable[Inline]:
    while start < end:
        wraps = _wraps(line.marks[start])
        wrap = wraps[depth] if depth < len(wraps) else None
        stop = start + 1
        if wrap is not None or line.text[start] not in (NOTE, _BREAK):
            stop = _stretch(line, start, end, depth, wrap)
        yield _node(line, start, stop, depth, wrap)
        start = stop


def _stretch(line: Line, start: int, end: int, depth: int, wrap: Wrap | None) -> int:
    """Where what begins at `start` ends: the same wrap goes on, or the plain text does."""
    text, marks = line.text, line.marks
    first = marks[start]
    stop = start + 1
    while stop < end:
        mark = marks[stop]
        if wrap is None and text[stop] in (NOTE, _BREAK):
            break
        if mark is not first:
            wraps = _wraps(mark)
            if (wraps[depth] if depth < len(wraps) else None) != wrap:
                break
        stop += 1
    return stop


def _node(line: Line, start: int, stop: int, depth: int, wrap: Wrap | None) -> Inline:
    if wrap is None:
        mark, text = line.marks[start], line.text[start:stop]
        if isinstance(mark, Noted):
            return Footnote(mark.content)
        return Break() if text == _BREAK else Text(text)
    kind = wrap.kind
    if kind is Code:
        return Code(line.text[start:stop])
    content = tuple(_ravelled(line, start, stop, depth + 1))
    if kind is Link:
        return Link(wrap.href, content, wrap.title)
    assert issubclass(kind, Strong | Emph | Sup | Sub)
    return kind(content)


def _wraps(mark: Mark) -> tuple[Wrap, ...]:
    wraps: tuple[Wrap, ...] = mark.wraps if isinstance(mark, Noted) else mark
    return wraps
