"""Piece: a stretch of the page that is one thing, and what it has been taken for so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from pubkit.model import Credit
from pubkit.record import Added, Kind, Removed

__all__ = ["BODY", "Label", "Piece", "judged"]

BODY: frozenset[Kind] = frozenset({"paragraph", "list item", "standfirst", "table row"})
"""Kinds that are running text."""


@dataclass(frozen=True, slots=True)
class Label:
    """The letter or number before a heading."""

    text: str
    """As printed, with its punctuation: `A`, `一、`, `（二）`."""
    scheme: str
    """The way of counting: `alpha`, `cjk`, `decimal`; `ornament` and `clock` count nothing."""
    number: int = 0
    """Its place in that count, from 1; 0 where it has none."""
    alone: bool = False
    """Whether it has a line of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more source lines that are one thing."""

    lines: tuple[int, ...]
    """Their numbers, in reading order."""
    text: str
    """Their words, as they will stand in the article."""
    gap: int = 0
    """Blank lines before it."""
    starts: tuple[int, ...] = (0,)
    """Where in its words, as read, each of its lines begins."""
    kind: Kind = "paragraph"
    """What it is taken for."""
    confidence: float = 0.5
    """How sure that is, from 0 to 1."""
    why: str = ""
    """The evidence."""
    label: Label | None = None
    """Its letter or number, which `text` no longer holds."""
    credits: tuple[Credit, ...] = ()
    """Who is named in it."""
    credit: str = ""
    """A caption's own credit, which `text` no longer holds."""
    removed: tuple[Removed, ...] = ()
    """What of its lines is not in the article."""
    added: tuple[Added, ...] = ()
    """What of the article is not in its lines."""
    number: int = 0
    """What tells it from every other piece of the page; that of its first part when joined."""
    fixed: bool = False
    """Whether its own form says what it is, so that its neighbours need not be asked."""


Pieces: TypeAlias = list[Piece]
"""The page, in the order of the source."""


def judged(
    piece: Piece,
    kind: Kind,
    confidence: float,
    why: str,
    *,
    fixed: bool = True,
    removed: Iterable[Removed] = (),
) -> Piece:
    """`piece`, taken for `kind`."""
    return replace(
        piece,
        kind=kind,
        confidence=confidence,
        why=why,
        fixed=fixed,
        removed=(*piece.removed, *removed),
    )
