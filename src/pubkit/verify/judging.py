"""Judging: an article against what was read back from one artifact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate

from pubkit import walk
from pubkit.extract import Extract
from pubkit.fingerprint import SAME, distance, fingerprint, part_distance
from pubkit.model import Article
from pubkit.proof import ChannelProof, Count, Finding, Kind, State
from pubkit.verify.additions import Addition, additions
from pubkit.verify.address import resolved
from pubkit.verify.edits import edits
from pubkit.verify.match import Key, Match
from pubkit.verify.matching import in_order, matched
from pubkit.verify.owed import PARTS, Owed, beside, links, owed, pictures
from pubkit.verify.stream import Stream
from pubkit.verify.tokens import Tally

__all__ = ["Judge", "Judged", "judged"]

_TWICE = 8
"""Characters from which a part that stands once more is said to be doubled: a name or a figure may
stand in a running head or a caption's mark by itself."""
_PLACED = 4
"""Characters from which a part has a place: shorter ones stand in many, and any may be theirs."""
_ASIDE: frozenset[Kind] = frozenset({"title", "kicker", "deck", "byline", "source"})
"""Parts that a channel may hold in its metadata only."""


def judged(
    article: Article,
    extract: Extract,
    photos: Mapping[str, bytes],
    *,
    canonical: Callable[[str], str],
    joiner: str,
    omits: Iterable[str] = (),
    unlinked: Iterable[str] = (),
    parted: bool = True,
) -> ChannelProof:
    """What of `article` stands in `extract`.

    `photos` are the fingerprints of its pictures by key. `canonical` is applied to both sides, and
    the lines are put together with `joiner`. `unlinked` are the nodes whose links the channel says
    that it shows as text. Where lines are not `parted` by white space, what is joined to a part
    says nothing. Whose artifact it is, the caller adds.
    """
    judge = Judge(article, photos, canonical, joiner, omits, unlinked, parted=parted)
    return judge.judged(extract).proof


@dataclass(frozen=True)
class Judge:
    """An article, and how its artifacts of one kind are compared with it."""

    article: Article
    """What is owed."""
    photos: Mapping[str, bytes]
    """The fingerprints of its pictures by key."""
    canonical: Callable[[str], str]
    """What is applied to both sides."""
    joiner: str
    """What the lines are put together with."""
    omits: Iterable[str] = ()
    """What the channel leaves out by design."""
    unlinked: Iterable[str] = ()
    """The nodes whose links it says that it shows as text."""
    adds: Iterable[str] = ()
    """What it adds by design."""
    parted: bool = True
    """Whether white space parts what is not of one piece, where lines are the reader's."""

    def judged(
        self, extract: Extract, *, whole: Set[Key] = frozenset(), moved: Set[Key] | None = None
    ) -> Judged:
        """What of the article stands in `extract`.

        `whole` are parts that the artifact is known to hold, `moved` those of the running text that
        are known to stand out of order in it, if that is known, whatever this extract shows.
        """
        omits, unlinked = frozenset(self.omits), tuple(self.unlinked)
        how = self.photos, self.canonical, self.joiner, omits, unlinked, frozenset(self.adds)
        return _Hearing(self.article, extract, *how, self.parted, whole, moved).judged()


@dataclass(frozen=True)
class Judged:
    """A proof and what it rests on."""

    proof: ChannelProof
    """What was found."""
    matches: Sequence[Match]
    """Where each part of the article stands."""
    text: str
    """The text that they stand in."""
    free: str
    """What of it belongs to none."""


@dataclass
class _Hearing:
    article: Article
    extract: Extract
    photos: Mapping[str, bytes]
    canonical: Callable[[str], str]
    joiner: str
    omits: frozenset[str]
    unlinked: tuple[str, ...]
    adds: frozenset[str]
    parted: bool
    whole: Set[Key]
    moved: Set[Key] | None
    findings: list[Finding] = field(default_factory=list)
    counts: dict[Kind, Counter[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def judged(self) -> Judged:
        stream, offsets = self._stream()
        matches = matched(self._due(), stream, self.canonical)
        self._order([match for match in matches if match.owed.ordered])
        added = additions(matches, stream)
        for number, match in enumerate(matches):
            self._judge(match, stream, added.get(number, ()))
        self._doubled(matches, stream)
        self._pictures(matches, offsets)
        self._links()
        proof = ChannelProof(
            renderer="",
            file="",
            counts={kind: Count(**count) for kind, count in self.counts.items()},
            findings=tuple(self.findings),
            tokens=self.tally.tokens(),
            extra=tuple(self._extra(stream)),
        )
        free = "".join(stream.text[start:end] for start, end in stream.free())
        return Judged(proof, matches, stream.text, free)

    def _stream(self) -> tuple[Stream, list[int]]:
        """The lines in one piece, and where each begins."""
        lines = [self.canonical(line) for line in self.extract.lines]
        gaps = (len(line) + len(self.joiner) if line else 0 for line in lines)
        starts = list(accumulate(gaps, initial=0))
        return Stream(lines, self.joiner, self._spaces(lines, starts)), starts

    def _spaces(self, lines: Iterable[str], starts: Iterable[int]) -> Iterator[int]:
        """Where canonical lines that have no white space had some."""
        if self.joiner:
            return
        for raw, line, start in zip(self.extract.lines, lines, starts, strict=False):
            words = [len(self.canonical(word)) for word in raw.split()]
            if self.parted and sum(words) == len(line):
                yield from accumulate(words, initial=start)
            else:  # a mark that joined a letter over a space: then nothing is known
                yield from range(start, start + len(line) + 1)

    def _due(self) -> Iterator[Owed]:
        for part in owed(self.article):
            if PARTS[part.kind] in self.omits:
                self._count(part.kind, "owed", "declared")
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
                self._count(part.kind, "owed", "present")
            self._letter(match, stream)
        elif match.found:
            self._altered(match, stream.text[match.start : match.end])
            self._letter(match, stream)
        else:
            self._tally(match, "")
            self._count(part.kind, "owed", "missing")
            self._find(part, "missing")
            if part.label:
                self._count("label", "owed", "missing")

    def _altered(self, match: Match, found: str) -> None:
        self._tally(match, found)
        self._count(match.owed.kind, "owed", "altered")
        self._find(match.owed, "altered", found=found, changes=(match.text, found))

    def _tally(self, match: Match, found: str) -> None:
        self.tally.add(match.text, found)
        if match.owed.where.endswith(".names"):
            self.tally.add(match.text, found, name=True)

    def _stands_aside(self, match: Match) -> bool:
        """Whether the part stands in the artifact's metadata."""
        if match.owed.kind not in _ASIDE or not self.extract.fields:
            return False
        lines = (self.canonical(line) for said in self.extract.fields.values()
                 for line in said.splitlines())  # fmt: skip
        return any(_stands_apart(match.text, line) for line in lines)

    def _letter(self, match: Match, stream: Stream) -> None:
        label = match.owed.label
        if not label:
            return
        if PARTS["label"] in self.omits:
            self._count("label", "owed", "declared")
        elif match.letter_span is not None or ("label", match.owed.where) in self.whole:
            self._count("label", "owed", "present")
        else:
            self._count("label", "owed", "missing")
            before = stream.text[max(0, match.start - 6) : match.start]
            part = Owed("label", match.owed.where, label)
            self._find(part, "missing", found=before)

    def _order(self, running: Sequence[Match]) -> None:
        if self.moved is None:
            placed = [match for match in running if match.exact and len(match.text) >= _PLACED]
            kept = in_order([match.start for match in placed])
            self.moved = {match.key for at, match in enumerate(placed) if at not in kept}
        for match in running:
            if match.key in self.moved and (match.exact or match.key in self.whole):
                self._count(match.owed.kind, "owed", "disordered")
                self._find(match.owed, "out of order")

    def _doubled(self, matches: Sequence[Match], stream: Stream) -> None:
        """Parts that stand once more in what belongs to nothing, and are not shown beside it."""
        rest = "\0".join(stream.text[a:b] for a, b in stream.free())
        seen: set[str] = set()
        for match in matches:
            if len(match.text) < _TWICE or match.text in seen or not match.exact:
                continue
            if match.key in self.whole:
                continue
            if match.owed.kind == "title" and "running-head" in self.adds:
                continue
            if match.owed.kind == "byline":  # above the text and in the sign-off, as papers do
                continue
            seen.add(match.text)
            if match.text in rest and rest.count(match.text) > self._beside(match.text):
                self._count(match.owed.kind, "duplicated")
                self._find(match.owed, "duplicated", found=match.text)

    def _beside(self, words: str) -> int:
        """How often `words` may stand beside the text: in a link's target or a picture's words.

        Or in what the channel says that it leaves out, and sets all the same.
        """
        texts = (*beside(self.article), *self.left_out)
        return sum(self.canonical(text).count(words) for text in texts)

    def _extra(self, stream: Stream) -> Iterator[str]:
        for start, end in stream.free():
            words = stream.text[start:end].strip()
            if words and words != self.joiner:
                yield words

    # ── pictures and links ──────────────────────────────────────────────────────────────────

    def _pictures(self, matches: Sequence[Match], offsets: Sequence[int]) -> None:
        due = [
            (n, where, key)
            for n, (where, key) in enumerate(pictures(self.article))
            if key in self.photos
        ]
        if PARTS["picture"] in self.omits and not self.extract.pictures:
            for _ in due:
                self._count("picture", "owed", "declared")
            self._caption_order(matches)
            return
        shown = [(p.name, fingerprint(p.data) if p.data else b"") for p in self.extract.pictures]
        free = set(range(len(shown)))
        whole = self._uncropped()
        places: dict[int, int] = {}
        for number, where, key in due:
            crop = where not in whole
            behind = max(places.values(), default=-1)
            # Those behind the last one first: in a whole artifact the nearest is the one.
            nearest = sorted(free, key=lambda i: (i <= behind, i))
            wanted = self.photos[key]
            at = next((i for i in nearest if _is_same(key, wanted, *shown[i], crop=crop)), None)
            if at is None and ("picture", where) in self.whole:
                self._count("picture", "owed", "present")
                continue
            if at is None:
                self._count("picture", "owed", "missing")
                self._find(Owed("picture", where, key), "missing")
                continue
            free.discard(at)
            places[number] = at
        self._figure_order(due, places, matches, offsets)

    def _uncropped(self) -> frozenset[str]:
        """The figures whose photos the channel has to show to their edges."""
        croppable = "photo-edges" in self.omits
        figures = walk.figures(self.article)
        return frozenset(path for path, f in figures if not croppable or f.crop == "never")

    def _caption_order(self, matches: Sequence[Match]) -> None:
        """Where nothing shows which picture a caption belongs to, their own order has to tell."""
        captions = [m for m in matches if m.owed.kind == "caption" and m.exact]
        kept = in_order([match.start for match in captions])
        for i, match in enumerate(captions):
            if i not in kept and ("caption", match.owed.where) not in self.whole:
                self._count("caption", "disordered")
                self._find(match.owed, "out of order")

    def _figure_order(
        self,
        due: Sequence[tuple[int, str, str]],
        places: Mapping[int, int],
        matches: Sequence[Match],
        offsets: Sequence[int],
    ) -> None:
        """Whether each picture stands at its own caption: a page moves photos, never apart."""
        captions = {m.owed.figure: m.start for m in matches if m.owed.kind == "caption" and m.exact}
        starts = sorted(captions.values())
        for number, where, key in due:
            if number not in places:
                continue
            line = self.extract.pictures[places[number]].line
            below = offsets[min(line, len(offsets) - 1)]
            nearest = next((s for s in starts if s >= below), None)
            aside = nearest is None or ("picture", where) in self.whole
            if number in captions and not aside and captions[number] != nearest:
                self._count("picture", "owed", "disordered")
                self._find(Owed("picture", where, key), "out of order")
            else:
                self._count("picture", "owed", "present")

    def _links(self) -> None:
        base = self.article.url
        free = Counter(resolved(target, base) for target in self.extract.links)
        inner = sum(target.startswith("#") for target in self.extract.links)
        text = self.joiner.join(self.canonical(line) for line in self.extract.lines)
        for where, target in links(self.article):
            address = resolved(target, base)
            if free[address] > 0:
                free[address] -= 1
                inner -= target.startswith("#")
                self._count("link", "owed", "present")
            elif target.startswith("#") and inner > 0:  # a channel gives anchors its own names
                inner -= 1
                self._count("link", "owed", "present")
            elif self.canonical(target) in text:
                self._count("link", "owed", "present")
            elif self._is_dropped(where, target):
                self._count("link", "owed", "declared")
            else:
                self._count("link", "owed", "missing")
                self._find(Owed("link", where, target), "missing")

    def _is_dropped(self, where: str, target: str) -> bool:
        """Whether the channel says that it shows only the words of the link."""
        if PARTS["link"] in self.omits:
            return True
        if target.startswith("#") and ("anchors" in self.omits or not self.joiner):
            return True  # nor does the reader of PDF tell which of its places a link leads to
        return any(place.startswith(where) for place in self.unlinked)

    # ── the books ───────────────────────────────────────────────────────────────────────────

    def _count(self, kind: Kind, *columns: str) -> None:
        self.counts.setdefault(kind, Counter()).update(columns)

    def _find(
        self, part: Owed, state: State, *, found: str = "", changes: tuple[str, str] | None = None
    ) -> None:
        self.findings.append(
            Finding(
                kind=part.kind,
                where=part.where,
                state=state,
                owed=changes[0] if changes else part.text,
                found=found,
                edits=edits(*changes) if changes else (),
            )
        )


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


def _is_same(key: str, wanted: bytes, name: str, shown: bytes, *, crop: bool) -> bool:
    """Whether a picture shows what the article's does; by its name where there is only that."""
    if not shown:
        return bool(name) and name == key
    return distance(wanted, shown) <= SAME or (crop and part_distance(wanted, shown) <= SAME)
