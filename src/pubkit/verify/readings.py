"""Readings: an artifact that was read in several ways, judged by what all of them agree on.

Where the places of its words leave their order open, a PDF is read more than once. Each reading
holds all of the artifact: what is lost is lost in every one, and what stands in a wrong place does
so wherever it is read. What one of them has whole and in its place, another only misread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from pubkit.extract import Extract
from pubkit.proof import ChannelProof, Finding
from pubkit.verify.judging import Judged, judged
from pubkit.verify.match import Key
from pubkit.verify.terms import Terms

__all__ = ["best_reading"]

_PAIRS = 4_000_000
"""Pairs of parts whose order is compared; an artifact with more to compare is out of order."""


def best_reading(terms: Terms, extract: Extract) -> tuple[ChannelProof, Extract]:
    """The first reading that is found whole; else that with fewest findings.

    Of these is left out what another reading contradicts: a part that it has character by
    character, two parts that it has in order.
    """
    readings = list(_chain(extract))
    heard: list[Judged] = []
    for reading in readings:
        heard.append(judged(terms, reading))
        if heard[-1].proof.ok:
            return heard[-1].proof, reading
    best = min(
        range(len(heard)), key=lambda at: (not heard[at].sound, len(heard[at].proof.findings))
    )
    if len(heard) == 1 or heard[best].sound:
        return heard[best].proof, readings[best]
    moved = _exchanged(heard)
    whole = set(_contradicted(heard[best], [*heard[:best], *heard[best + 1 :]]))
    if not _has_room(heard[best], whole):
        whole = set()
    return judged(terms, readings[best], whole=whole, moved=moved).proof, readings[best]


def _chain(extract: Extract) -> Iterator[Extract]:
    reading: Extract | None = extract
    while reading is not None:
        yield reading
        reading = reading.otherwise


# ── characters ──────────────────────────────────────────────────────────────────────────────


def _contradicted(own: Judged, others: Sequence[Judged]) -> Iterator[Key]:
    """The parts that one reading does not have whole, and another has."""
    running = {match.key for match in own.matches if match.owed.ordered}
    held = [{_key(f) for f in other.proof.findings if not _is_of_order(f, running)}
            for other in others]  # fmt: skip
    for finding in own.proof.findings:
        if not _is_of_order(finding, running) and any(_key(finding) not in keys for keys in held):
            yield _key(finding)


def _is_of_order(finding: Finding, running: Set[Key]) -> bool:
    """Whether a finding says no more than that running text stands elsewhere."""
    return finding.state == "out of order" and _key(finding) in running


def _has_room(own: Judged, whole: Set[Key]) -> bool:
    """Whether a reading holds the characters of these parts besides those of all others.

    Else one character would stand for two parts, for each in another reading.
    """
    parts = [match for match in own.matches if match.key in whole]
    wanted = Counter("".join(match.text for match in parts))
    held = Counter(own.free)
    for match in parts:
        held.update("".join(own.text[start:end] for start, end in match.spans))
    return not wanted - held


# ── order ───────────────────────────────────────────────────────────────────────────────────


def _exchanged(heard: Sequence[Judged]) -> Set[Key]:
    """The parts of the running text that stand on the wrong side of another in all readings."""
    running = [[match for match in one.matches if match.owed.ordered] for one in heard]
    keys = [match.key for match in running[0]]
    starts = [[m.start if m.exact else -1 for m in matches] for matches in running]
    doubts = {_key(f) for one in heard for f in one.proof.findings
              if f.state == "out of order"}  # fmt: skip
    doubtful = [at for at, key in enumerate(keys) if key in doubts]
    if len(doubtful) * len(keys) > _PAIRS:
        return doubts
    return {
        keys[at]
        for at in doubtful
        if any(_is_exchanged(starts, *sorted((at, other))) for other in range(len(keys)))
    }


def _is_exchanged(starts: Sequence[Sequence[int]], first: int, second: int) -> bool:
    """Whether a part stands behind a later one in every reading that holds both whole."""
    both = [places for places in starts if min(places[first], places[second]) >= 0]
    return bool(both) and all(places[first] > places[second] for places in both)


def _key(finding: Finding) -> Key:
    return finding.kind, finding.where
