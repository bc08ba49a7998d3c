"""Gallery: whether every picture of an article is shown, and stands at its own caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from pubkit import walk
from pubkit.extract import Extract
from pubkit.fingerprint import SAME, distance, fingerprint, part_distance
from pubkit.verify.books import Books
from pubkit.verify.match import Key, Match
from pubkit.verify.matching import in_order
from pubkit.verify.owed import PARTS, Owed, pictures
from pubkit.verify.terms import Terms

__all__ = ["Gallery"]

_Due: TypeAlias = tuple[int, str, str]
"""A picture's number among the article's figures, its node path, its key."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of one artifact."""

    terms: Terms
    """What they are compared with."""
    extract: Extract
    """Where they stand."""
    offsets: Sequence[int]
    """Where each line of it begins in the text of the matches."""
    matches: Sequence[Match]
    """The parts of the article, captions among them."""
    whole: Set[Key]
    """Parts, pictures among them, that the artifact is known to hold."""

    def judge(self, books: Books) -> None:
        """Enter each picture."""
        due = [
            (n, where, key)
            for n, (where, key) in enumerate(pictures(self.terms.article))
            if key in self.terms.photos
        ]
        if PARTS["picture"] in self.terms.omits and not self.extract.pictures:
            for _ in due:
                books.count("picture", "owed", "declared")
            self._caption_order(books)
            return
        places = self._places(due)
        captions = [match for match in self.matches if _is_caption(match)]
        own = {match.owed.figure: match.text for match in captions}
        captions.sort(key=_start)
        for number, where, key in due:
            part = Owed("picture", where, key)
            if ("picture", where) in self.whole:
                books.count("picture", "owed", "present")
            elif number not in places:
                books.count("picture", "owed", "missing")
                books.find(part, "missing")
            elif own.get(number) in (None, self._below(places[number], captions)):
                books.count("picture", "owed", "present")
            else:  # a page moves photos, never apart from their captions
                books.count("picture", "owed", "disordered")
                books.find(part, "out of order")

    def _places(self, due: Sequence[_Due]) -> Mapping[int, int]:
        """Which of the artifact's pictures is which of the article's, by their numbers."""
        shown = [(p.name, fingerprint(p.data) if p.data else b"") for p in self.extract.pictures]
        free = set(range(len(shown)))
        uncropped = self._uncropped()
        places: dict[int, int] = {}
        for number, where, key in due:
            crop = where not in uncropped
            behind = max(places.values(), default=-1)
            # Those behind the last one first: in a whole artifact the nearest is the one.
            nearest = sorted(free, key=lambda i: (i <= behind, i))
            wanted = self.terms.photos[key]
            at = next((i for i in nearest if _is_same(key, wanted, *shown[i], crop=crop)), None)
            if at is not None:
                free.discard(at)
                places[number] = at
        return places

    def _uncropped(self) -> frozenset[str]:
        """The figures whose photos the channel has to show to their edges."""
        croppable = "photo-edges" in self.terms.omits
        figures = walk.figures(self.terms.article)
        return frozenset(path for path, f in figures if not croppable or f.crop == "never")

    def _below(self, place: int, captions: Sequence[Match]) -> str | None:
        """The words of the caption that begins first below a picture; None if none does."""
        line = self.extract.pictures[place].line
        below = self.offsets[min(line, len(self.offsets) - 1)]
        return next((m.text for m in captions[bisect_left(captions, below, key=_start) :]), None)

    def _caption_order(self, books: Books) -> None:
        """Where nothing shows which picture a caption belongs to, their own order has to tell."""
        captions = [match for match in self.matches if _is_caption(match)]
        kept = in_order([match.start for match in captions])
        for i, match in enumerate(captions):
            if i not in kept and match.key not in self.whole:
                books.count("caption", "disordered")
                books.find(match.owed, "out of order")


def _start(match: Match) -> int:
    return match.start


def _is_caption(match: Match) -> bool:
    return match.owed.kind == "caption" and match.exact


def _is_same(key: str, wanted: bytes, name: str, shown: bytes, *, crop: bool) -> bool:
    """Whether a picture shows what the article's does; by its name where there is only that."""
    if not shown:
        return bool(name) and name == key
    return distance(wanted, shown) <= SAME or (crop and part_distance(wanted, shown) <= SAME)
