"""ImportRecord: what a reader made of each piece of a raw text, and why.

A page of text says nothing of its structure, so its reader decides. Every decision stands here
with its source lines, so that an editor can follow it and nothing disappears unseen: each
character of the source is in the article, or in `removed`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

__all__ = [
    "DOUBTFUL",
    "Added",
    "Decision",
    "Heal",
    "ImportRecord",
    "Kind",
    "Order",
    "Removed",
    "Split",
]

Kind: TypeAlias = Literal[
    "title", "kicker", "deck", "standfirst", "heading", "subheading", "box label", "paragraph",
    "list item", "table row", "byline", "credit", "page credit", "caption", "source", "date",
    "mark",
]  # fmt: skip
"""What a piece is: a `byline` names who wrote, a `credit` who did anything else."""

Confidence: TypeAlias = float
"""From 0 to 1: how sure the reader is; below `DOUBTFUL` it asks to be looked at."""

DOUBTFUL = 0.7
"""What is less sure than this is listed for an editor."""


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the record."""


class Decision(_Entry, frozen=True, kw_only=True):
    """One piece of the source and what it was taken for."""

    kind: Kind
    """What it is."""
    lines: tuple[int, ...]
    """The source lines that it was made of, counted from 1, in reading order."""
    text: str
    """Its words as they stand in the article; of a mark, as they stood in the source."""
    where: str = ""
    """Node path in the article; empty for what is not in it."""
    label: str = ""
    """The letter or number before a heading, as printed: `A`, `（一）`."""
    confidence: Confidence
    """How sure."""
    why: str
    """The evidence, in one phrase."""


class Heal(_Entry, frozen=True, kw_only=True):
    """Two pieces of one paragraph, put together again."""

    lines: tuple[int, int]
    """Where the first ends and the second begins."""
    left: str
    """The first piece's last characters."""
    right: str
    """The second piece's first characters."""
    joiner: str = ""
    """What was put between them: nothing, or a space between Latin words."""
    kind: Literal["column break", "hard wrap"]
    """What had parted them."""
    confidence: Confidence
    """How sure."""
    why: str
    """The evidence, in one phrase."""


class Split(_Entry, frozen=True, kw_only=True):
    """A line that seems to hold two things; proposed, not made."""

    line: int
    """Where."""
    text: str
    """The part that seems to be something else."""
    kind: Kind
    """What that part seems to be."""
    why: str
    """The evidence, in one phrase."""


class Removed(_Entry, frozen=True, kw_only=True):
    """Characters of the source that are not in the article."""

    line: int
    """Where they stood."""
    text: str
    """They themselves."""
    why: str
    """Why they are not text: `label A, derived from the order`."""


class Added(_Entry, frozen=True, kw_only=True):
    """Characters of the article that the source does not hold."""

    line: int
    """Where the piece stands that they belong to."""
    text: str
    """They themselves."""
    why: str
    """Why they are there: `the role of a name without one`."""


class Order(_Entry, frozen=True, kw_only=True):
    """The sections' order before and after."""

    source: tuple[str, ...] = ()
    """Labels as they stood in the source."""
    reading: tuple[str, ...] = ()
    """Labels as they stand in the article."""

    @property
    def restored(self) -> bool:
        """Whether sections were moved."""
        return self.source != self.reading


class ImportRecord(_Entry, frozen=True, kw_only=True):
    """Everything that was decided about one source."""

    file: str
    """The source's name."""
    encoding: str
    """How its bytes were read: `utf-8`, `gb18030`."""
    characters: int
    """Its length, decoded."""
    lines: int
    """Its lines."""
    order: Order = Order()
    """The sections' order."""
    decisions: tuple[Decision, ...] = ()
    """Every piece, in the order of the source."""
    heals: tuple[Heal, ...] = ()
    """Every join."""
    splits: tuple[Split, ...] = ()
    """Proposals."""
    removed: tuple[Removed, ...] = ()
    """Every character that is not in the article, but for white space round lines."""
    added: tuple[Added, ...] = ()
    """Every character that is only in the article, but for white space where lines were joined."""

    def dump(self) -> bytes:
        """UTF-8 JSON, indented by two, ending in a line feed."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
