"""Matter: what a page is made of, in reading order, before anything is set."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pubkit.model import Align, Figure

__all__ = [
    "BREAK",
    "RAGGED",
    "Art",
    "Head",
    "Mark",
    "Matter",
    "Prose",
    "Run",
    "Runs",
    "Tabular",
    "text_of",
]

Mark: TypeAlias = Literal["strong", "emph", "code", "sup", "sub", "mark", "whole", "head"]
"""How a run differs from the text round it.

`mark` is a footnote's number; `whole` is broken by no line, and nor is what stands with it spread;
`head` are opening marks that begin a paragraph.
"""
Voice: TypeAlias = Literal[
    "body", "subheading", "minor", "quote", "list", "box", "box-title", "note", "sign-off"
]
"""What a text is: the style's template gives each its own type."""

RAGGED: frozenset[Voice] = frozenset({"box", "note", "sign-off"})
"""Voices whose lines are not filled: too short for it, they would be letterspaced."""
BREAK = "\n"
"""A run's text where the author wants a new line."""


class Run(Struct, frozen=True):
    """Characters set alike."""

    text: str
    """The characters, or `BREAK`."""
    marks: tuple[Mark, ...] = ()
    """How they are set, the outermost first."""


Runs: TypeAlias = tuple[Run, ...]


def text_of(runs: Runs) -> str:
    """The characters of some runs."""
    return "".join(run.text for run in runs)


class Prose(Struct, frozen=True):
    """Running text: a paragraph, a subheading, an entry of a list, a note."""

    path: str
    """Its node path."""
    voice: Voice
    """What it is."""
    runs: Runs
    """Its text."""
    first: float = 0.0
    """Indent of the first line, in characters."""
    left: float = 0.0
    """Indent of every line, in characters; a marker hangs in it."""
    marker: str = ""
    """What stands before the first line: a bullet, a number."""
    hang: float = 0.0
    """How far the marker stands before the lines, in characters."""
    panel: int = 0
    """Which box it stands in, counted from 1; 0 for none."""
    under: int = 0
    """How many pieces before it the table stands that it is a note to; 0 for none."""
    leads: bool = False
    """Whether it leads to what follows, as a subheading does."""


class Head(Struct, frozen=True):
    """A section's head."""

    path: str
    """The section's node path."""
    letter: str
    """Its letter; may be empty."""
    stop: str
    """What stands between letter and words where they are read: `、`, a space."""
    runs: Runs
    """Its words."""


class Tabular(Struct, frozen=True):
    """A table."""

    path: str
    """Its node path."""
    header: tuple[Runs, ...]
    """Column heads."""
    rows: tuple[tuple[Runs, ...], ...]
    """The body."""
    align: tuple[Align, ...]
    """One alignment a column."""
    panel: int = 0
    """Which box it stands in."""


class Art(Struct, frozen=True):
    """A photo with its words."""

    path: str
    """Its node path."""
    figure: Figure
    """The figure itself."""
    caption: Runs
    """What stands under it."""
    credit: str
    """Who made it."""
    panel: int = 0
    """Which box it stands in."""


Matter: TypeAlias = Prose | Head | Tabular | Art
