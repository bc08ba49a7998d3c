"""Terms: an article, and how artifacts of one kind are compared with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from pubkit.model import Article

__all__ = ["Terms"]

_COLON = re.compile("[:：]")


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
    """What it adds by design, with its own words behind a colon."""
    strict: bool = False
    """Whether `adds` is all that it adds, so that other words were let in."""
    unlinked: Sequence[str] = ()
    """The nodes whose links it says that it shows as text."""
    parted: bool = True
    """Whether white space parts what is not of one piece, where lines are the reader's; else what
    is joined to a part says nothing."""

    def declares(self, name: str) -> bool:
        """Whether the channel says that it adds this, with words of its own or without."""
        return any(_COLON.split(entry, maxsplit=1)[0].strip() == name for entry in self.adds)

    def own(self) -> Iterator[str]:
        """What the channel says of itself: each saying, and each word of it that is no letter."""
        for entry in self.adds:
            for saying in _COLON.split(entry, maxsplit=1)[1:]:
                yield saying.strip()
                yield from (word for word in saying.split() if len(word) > 1)
