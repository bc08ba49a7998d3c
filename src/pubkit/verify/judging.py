"""Judging: an article against what was read back from one artifact."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate

from pubkit import walk
from pubkit.extract import Extract
from pubkit.proof import ChannelProof, Kind
from pubkit.verify.additions import Addition, additions
from pubkit.verify.books import Books
from pubkit.verify.gallery import Gallery
from pubkit.verify.linking import judge_links
from pubkit.verify.match import AFLOAT, Key, Match
from pubkit.verify.matching import in_order, matched
from pubkit.verify.owed import PARTS, Owed, beside, owed
from pubkit.verify.strangers import Explained
from pubkit.verify.stream import Stream
from pubkit.verify.terms import Terms
from pubkit.verify.tokens import Tally

__all__ = ["Judged", "judged"]

_TWICE = 8
"""Characters from which a part that stands once more is said to be doubled: a name or a figure may
stand in a running head or a caption's mark by itself."""
_PLACED = 4
"""Characters from which a part has a place: shorter ones stand in many, and any may be theirs."""
_ASIDE: frozenset[Kind] = frozenset({"title", "kicker", "deck", "byline", "source"})
"""Parts that a channel may hold in its metadata only."""


@dataclass(frozen=True)
class Judged:
    """A proof and what it rests on."""

    proof: ChannelProof
    """What was found; whose artifact it is, the caller adds."""
    matches: Sequence[Match]
    """Where each part of the article stands."""
    text: str
    """The text that they stand in."""
    free: str
    """What of it belongs to none."""
    sound: bool
    """Whether all of the article is there as it was, whatever was put to it."""


def judged(
    terms: Terms,
    extract: Extract,
    *,
    whole: Set[Key] = frozenset(),
    moved: Set[Key] | None = None,
) -> Judged:
    """What of an article stands in `extract`.

    `whole` are parts that the artifact is known to hold, `moved` those of the running text that are
    known to stand out of order in it, if that is known, whatever this extract shows.
    """
    return _Hearing(terms, extract, whole, moved).judged()


@dataclass
class _Hearing:
    terms: Terms
    extract: Extract
    whole: Set[Key]
    moved: Set[Key] | None
    books: Books = field(default_factory=Books)
    left_out: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def judged(self) -> Judged:
        stream, offsets = self._stream()
        matches = matched(self._due(), stream, self.terms.canonical)
        self._order([match for match in matches if match.owed.ordered])
        added = additions(matches, stream)
        for number, match in enumerate(matches):
            self._judge(match, stream, added.get(number, ()))
        self._doubled(matches, stream)
        Gallery(self.terms, self.extract, offsets, matches, self.whole).judge(self.books)
        judge_links(self.terms, self.extract, self.books)
        sound = not self.books.findings
        if sound and self.terms.strict:  # else what is left over is left of what was lost
            self._strange(matches, stream)
        proof = ChannelProof(
            renderer="",
            file="",
            counts=self.books.counts(),
            findings=tuple(self.books.findings),
            tokens=self.tally.tokens(),
            extra=tuple(self._extra(stream)),
        )
        free = "".join(stream.text[start:end] for start, end in stream.free())
        return Judged(proof, matches, stream.text, free, sound)

    def _stream(self) -> tuple[Stream, list[int]]:
        """The lines in one piece, and where each begins."""
        lines = [self.terms.canonical(line) for line in self.extract.lines]
        gaps = (len(line) + len(self.terms.joiner) if line else 0 for line in lines)
        starts = list(accumulate(gaps, initial=0))
        return Stream(lines, self.terms.joiner, self._spaces(lines, starts)), starts

    def _spaces(self, lines: Iterable[str], starts: Iterable[int]) -> Iterator[int]:
        """Where canonical lines that have no white space had some."""
        if self.terms.joiner:
            return
        for raw, line, start in zip(self.extract.lines, lines, starts, strict=False):
            words = [len(self.terms.canonical(word)) for word in raw.split()]
            if self.terms.parted and sum(words) == len(line):
                yield from accumulate(words, initial=start)
            else:  # a mark that joined a letter over a space: then nothing is known
                yield from range(start, start + len(line) + 1)

    def _due(self) -> Iterator[Owed]:
        for part in owed(self.terms.article):
            if PARTS[part.kind] in self.terms.omits:
                self.books.count(part.kind, "owed", "declared")
                self.left_out.append(part.text)
            else:
                yield part

    # ── text ────────────────────────────────────────────────────────────────────────────────

    def _judge(self, match: Match, stream: Stream, added: Sequence[Addition]) -> None:
        part = match.owed
        if added and match.key not in self.whole and not self._stands_aside(match):
            for addition in added:
                stream.take(*addition.span)
            self._altered(match, _with(match.text, added))
            self._letter(match, stream)
        elif match.exact or match.key in self.whole or self._stands_aside(match):
            self._tally(match, match.text)
            if match.key not in (self.moved or ()):
                self.books.count(part.kind, "owed", "present")
            self._letter(match, stream)
        elif match.found:
            self._altered(match, stream.text[match.start : match.end])
            self._letter(match, stream)
        else:
            self._tally(match, "")
            self.books.count(part.kind, "owed", "missing")
            self.books.find(part, "missing")
            if part.label:
                self.books.count("label", "owed", "missing")

    def _altered(self, match: Match, found: str) -> None:
        self._tally(match, found)
        self.books.count(match.owed.kind, "owed", "altered")
        self.books.find(match.owed, "altered", found=found, changes=(match.text, found))

    def _tally(self, match: Match, found: str) -> None:
        self.tally.add(match.text, found)
        if match.owed.where.endswith(".names"):
            self.tally.add(match.text, found, name=True)

    def _stands_aside(self, match: Match) -> bool:
        """Whether the part stands in the artifact's metadata."""
        if match.owed.kind not in _ASIDE or not self.extract.fields:
            return False
        lines = (self.terms.canonical(line) for said in self.extract.fields.values()
                 for line in said.splitlines())  # fmt: skip
        return any(_stands_apart(match.text, line) for line in lines)

    def _letter(self, match: Match, stream: Stream) -> None:
        label = match.owed.label
        if not label:
            return
        if PARTS["label"] in self.terms.omits:
            self.books.count("label", "owed", "declared")
        elif match.letter_found == label or ("label", match.owed.where) in self.whole:
            self.books.count("label", "owed", "present")
        elif match.letter_found:
            self.books.count("label", "owed", "altered")
            part, changes = Owed("label", match.owed.where, label), (label, match.letter_found)
            self.books.find(part, "altered", found=match.letter_found, changes=changes)
        else:
            self.books.count("label", "owed", "missing")
            before = stream.text[max(0, match.start - 6) : match.start]
            self.books.find(Owed("label", match.owed.where, label), "missing", found=before)

    def _order(self, running: Sequence[Match]) -> None:
        if self.moved is None:
            placed = [match for match in running if match.exact and len(match.text) >= _PLACED]
            kept = in_order([match.start for match in placed])
            self.moved = {match.key for at, match in enumerate(placed) if at not in kept}
        for match in running:
            if match.key in self.moved and (match.exact or match.key in self.whole):
                self.books.count(match.owed.kind, "owed", "disordered")
                self.books.find(match.owed, "out of order")

    def _doubled(self, matches: Sequence[Match], stream: Stream) -> None:
        """Parts that stand once more in what belongs to nothing, and are not shown beside it."""
        rest = "\0".join(stream.text[a:b] for a, b in stream.free())
        seen: set[str] = set()
        for match in matches:
            if len(match.text) < _TWICE or match.text in seen or not match.exact:
                continue
            if match.key in self.whole:
                continue
            if match.owed.kind == "title" and self.terms.declares("running-head"):
                continue
            if match.owed.kind == "byline":  # above the text and in the sign-off, as papers do
                continue
            seen.add(match.text)
            if match.text in rest and rest.count(match.text) > self._beside(match.text):
                self.books.count(match.owed.kind, "duplicated")
                self.books.find(match.owed, "duplicated", found=match.text)

    def _strange(self, matches: Sequence[Match], stream: Stream) -> None:
        """Words that nothing explains are additions to the part before them, else behind them."""
        placed = sorted((match for match in matches if match.found), key=lambda match: match.start)
        starts = [match.start for match in placed]
        afloat = [match for match in placed if match.owed.kind in AFLOAT]
        begins = min((m.start for m in placed if m.owed.kind not in AFLOAT), default=0)
        free = stream.free(begins if "running-head" in self.terms.adds else 0)
        # Letters of parts that are whole in another reading stand here and there in this one.
        strewn = Counter("".join(m.text for m in matches if m.key in self.whole and not m.exact))
        told: set[Key] = set()
        for start, end in self._explained(matches).strange(stream.text, free) if placed else ():
            words = stream.text[start:end]
            if (letters := Counter(filter(str.isalpha, words))) <= strewn:
                strewn -= letters
                continue
            at = bisect(starts, start) - 1
            named = (m for m in afloat if stream.text.endswith(m.text, 0, start))
            match = next(named, placed[max(at, 0)])  # a name may be said once more before them
            behind = at >= 0 or match.owed.kind in AFLOAT
            found = self.terms.joiner.join((match.text, words) if behind else (words, match.text))
            if match.key not in told:
                self.books.recount(match.owed.kind, "present", "altered")
                told.add(match.key)
            self.books.find(match.owed, "altered", found=found, changes=(match.text, found))

    def _explained(self, matches: Sequence[Match]) -> Explained:
        """Names and roles once more, what stands beside the text, letters without a heading."""
        words = [match.text for match in matches if match.owed.kind in AFLOAT]
        words += {*walk.labels(self.terms.article)} - {match.owed.label for match in matches}
        words += (*self.left_out, *beside(self.terms.article), *self.terms.own())
        return Explained(map(self.terms.canonical, words))

    def _beside(self, words: str) -> int:
        """How often `words` may stand beside the text: in a link's target or a picture's words.

        Or in what the channel says that it leaves out, and sets all the same.
        """
        texts = (*beside(self.terms.article), *self.left_out)
        return sum(self.terms.canonical(text).count(words) for text in texts)

    def _extra(self, stream: Stream) -> Iterator[str]:
        for start, end in stream.free():
            words = stream.text[start:end].strip()
            if words and words != self.terms.joiner:
                yield words


def _with(text: str, added: Iterable[Addition]) -> str:
    """`text` with what was added."""
    pieces, last = [], 0
    for addition in added:
        pieces += [text[last : addition.at], addition.words]
        last = addition.at
    return "".join((*pieces, text[last:])).strip()


def _stands_apart(words: str, line: str) -> bool:
    """Whether `words` stand in `line`, and are not a piece of a longer word or name there."""
    at = line.find(words)
    while at >= 0:
        end = at + len(words)
        if not (line[at - 1 : at].isalnum() or line[end : end + 1].isalnum()):
            return True
        at = line.find(words, at + 1)
    return False
