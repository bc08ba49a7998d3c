"""Match: a part of the article, and where in the artifact it was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from pubkit.proof import Kind
from pubkit.verify.owed import Owed
from pubkit.verify.stream import PARTING, Span, Stream

__all__ = ["AFLOAT", "Key", "Match", "sought"]

Key: TypeAlias = tuple[Kind, str]
"""A part, by its kind and its node path."""

AFLOAT: frozenset[Kind] = frozenset({"byline", "photo credit", "source"})
"""Parts that a channel words as it likes (`By Lin Xiao, 20 November`) and sets above the text,
below it, or both."""
_MARK = 16
"""Characters of brackets, numbers and spaces that a channel sets round a note or a target."""
_LONGEST = 64
"""Characters of a channel's own words and marks, without what it sets aside."""
_RAISED = 6
"""Characters round raised type in plain text, with the space before it: ` )_(`."""


@dataclass(slots=True)
class Match:
    """A part and where it was found."""

    owed: Owed
    """The part."""
    text: str
    """Its words in the artifact's canonical form."""
    stretches: tuple[str, ...]
    """Its words between the places where a channel may set something of its own."""
    gaps: tuple[int, ...] = ()
    """How many characters may stand behind each stretch but the last."""
    lead: int = 0
    """How many may stand before the first, behind a heading's letter."""
    asides: tuple[tuple[str, ...] | None, ...] = (None, None)
    """What a channel may set, but for marks: before the first stretch, behind each, the last
    one's included; None where it may set nothing."""
    place: int = -1
    """Which part of the running text it is, counted from 0; -1 if it is none."""
    spans: tuple[Span, ...] = ()
    """Where the stretches stand."""
    start: int = -1
    """Where it begins in the stream; -1 if it was not found."""
    end: int = -1
    """Where it ends."""
    exact: bool = False
    """Whether it stands there character by character."""
    letter_span: Span | None = None
    """Where its letter stands, or another's in its place; None if neither does, or it has none."""
    letter_found: str = ""
    """The letter that stands there."""

    @property
    def key(self) -> Key:
        """Which part it is; the names of one role share it."""
        return self.owed.kind, self.owed.where

    @property
    def room(self) -> int:
        """Characters that a channel sets at most before the part or behind it."""
        return _LONGEST + sum(len(text) for texts in self.asides for text in texts or ())

    @property
    def found(self) -> bool:
        """Whether anything stands for it."""
        return self.start >= 0

    def letter(self, at: int, stream: Stream) -> int:
        """Where the letter of a heading that stands at `at` is; -1 if it is not, or has none."""
        return stream.letter(at, self.owed.label, self.lead) if self.owed.label else -1

    def settle(self, spans: tuple[Span, ...], stream: Stream, *, exact: bool = True) -> None:
        """Let the part stand at `spans`; without any it stays unfound."""
        if not spans:
            return
        self.spans = spans
        self.start, self.end, self.exact = spans[0][0], spans[-1][1], exact
        for start, end in spans:
            stream.take(start, end)
        if self.owed.label:
            self.take_letter(self.owed.label, stream)

    def leave(self, stream: Stream) -> tuple[Span, ...]:
        """Let the part be unfound again; gives where it stood."""
        spans = self.spans
        for start, end in (*spans, *((self.letter_span,) if self.letter_span else ())):
            stream.release(start, end)
        self.spans, self.letter_span, self.letter_found = (), None, ""
        self.start, self.end, self.exact = -1, -1, False
        return spans

    def take_letter(self, letter: str, stream: Stream) -> bool:
        """Let `letter`, if it stands right before the heading, belong to it and to nothing else."""
        start = stream.letter(self.start, letter, self.lead)
        if start < 0:
            return False
        behind = stream.text[start + len(letter) : self.start]
        self.letter_span = (start, self.start - len(behind.lstrip(PARTING)))
        self.letter_found = letter
        stream.take(*self.letter_span)
        return True


def sought(part: Owed, canonical: Callable[[str], str]) -> Match:
    """What has to be found of `part`."""
    bounds = [0, *(cut.at for cut in part.cuts), len(part.text)]
    kept: list[str] = []
    rooms = [0]
    asides: list[tuple[str, ...] | None] = [None]
    for (start, end), cut in zip(pairwise(bounds), (*part.cuts, None), strict=True):
        if stretch := canonical(part.text[start:end]):
            kept.append(stretch)
            rooms.append(0)
            asides.append(None)
        if cut is not None:
            rooms[-1] += _RAISED if cut.aside is None else len(cut.aside) + _MARK
            asides[-1] = (*(asides[-1] or ()), canonical(cut.aside or ""))
    gaps, lead = tuple(rooms[1:-1]), rooms[0]
    return Match(part, canonical(part.text), tuple(kept), gaps, lead, tuple(asides))
