"""Terms: an article, and how artifacts of one kind are compared with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from pubkit.model import Article

__all__ = ["Terms"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is owed, and what an artifact may do with it."""

    article: Article
    """What is owed."""
    photos: Mapping[str, bytes]
    """The fingerprints of its pictures by key; one without is not looked for."""
    canonical: Callable[[str], str]
    """What is applied to both sides."""
    joiner: str
    """What the artifact's lines are put together with."""
    omits: Set[str] = frozenset()
    """What the channel leaves out by design."""
    adds: Set[str] = frozenset()
    """What it adds by design."""
    own: Sequence[str] | None = None
    """Words that it says of itself; None if nobody knows, so that no words are strange to it."""
    unlinked: Sequence[str] = ()
    """The nodes whose links it says that it shows as text."""
    parted: bool = True
    """Whether white space parts what is not of one piece, where lines are the reader's; else what
    is joined to a part says nothing."""
