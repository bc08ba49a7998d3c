"""Match: a part of the article, and where in the artifact it was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from pubkit.verify.owed import Owed
from pubkit.verify.stream import Span, Stream

__all__ = ["Match", "sought"]

_MARK = 16
"""Characters of brackets, numbers and spaces that a channel sets round a note or a target."""
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
    start: int = -1
    """Where it begins in the stream; -1 if it was not found."""
    end: int = -1
    """Where it ends."""
    exact: bool = False
    """Whether it stands there character by character."""
    lettered: bool = False
    """Whether its letter stands before it."""

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
        self.start, self.end, self.exact = spans[0][0], spans[-1][1], exact
        for start, end in spans:
            stream.take(start, end)
        self._take_letter(stream)

    def _take_letter(self, stream: Stream) -> None:
        """Let the letter right before a heading belong to it, before anything else takes it."""
        start = self.letter(self.start, stream)
        if start >= 0:
            stream.take(start, self.start)
            self.lettered = True


def sought(part: Owed, canonical: Callable[[str], str]) -> Match:
    """What has to be found of `part`."""
    bounds = [0, *(cut.at for cut in part.cuts), len(part.text)]
    stretches = [canonical(part.text[a:b]) for a, b in pairwise(bounds)]
    gaps = [_RAISED if cut.aside is None else len(cut.aside) + _MARK for cut in part.cuts]
    kept: list[str] = []
    between: list[int] = []
    lead = room = 0
    for stretch, gap in zip(stretches, [*gaps, 0], strict=True):
        if stretch:
            if kept:
                between.append(room)
            else:
                lead = room
            kept.append(stretch)
            room = 0
        room += gap
    return Match(part, canonical(part.text), tuple(kept), tuple(between), lead)
