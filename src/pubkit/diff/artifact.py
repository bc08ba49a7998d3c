"""An article against a file that was made of it and changed since: a Word file come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pubkit import walk, wording
from pubkit.diff.correction import corrected
from pubkit.diff.record import Change, Happening, Spot
from pubkit.equivalence import equal
from pubkit.extract import Extract
from pubkit.model import Article
from pubkit.proof import Finding, State
from pubkit.redline import Stroke
from pubkit.verify.judging import judged
from pubkit.whereabouts import Whereabouts

__all__ = ["artifact_changes"]

_STATES: dict[State, Happening] = {
    "missing": "deleted",
    "altered": "altered",
    "out of order": "moved",
    "duplicated": "inserted",
}
_COUNTED = re.compile(r"(?:图|圖|Figure|表|Table)?\s*\d*")
"""What channels set before captions, notes and items."""
_BETWEEN = re.compile(r"[\W_]+")


def artifact_changes(
    article: Article, extract: Extract, *, spaces: bool, omits: Iterable[str] = ()
) -> tuple[Change, ...]:
    """What of `article` stands otherwise in `extract`, then what stands there beside it.

    Pictures are left to the proof. `spaces` and `omits` are the extractor's and the renderer's.
    """
    canonical: Callable[[str], str] = _spaced if spaces else equal
    joiner = " " if spaces else ""
    proof = judged(article, extract, {}, canonical=canonical, joiner=joiner, omits=omits)
    whereabouts = Whereabouts(article)
    found = [_change(finding, whereabouts) for finding in proof.findings]
    lines = [canonical(line) for line in extract.lines]
    return (*found, *_added(_strange(proof.extra, article), lines))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _change(finding: Finding, whereabouts: Whereabouts) -> Change:
    spot = Spot(where=finding.where, place=whereabouts.of(finding.where))
    strokes: tuple[Stroke, ...] = (Stroke("same", finding.owed),)
    if finding.state == "altered":
        strokes = corrected(finding.owed, finding.found)
    elif finding.state in ("missing", "duplicated"):
        strokes = (Stroke("gone" if finding.state == "missing" else "new", finding.owed),)
    return Change(
        kind="letter" if finding.kind == "label" else finding.kind,
        state=_STATES[finding.state],
        old=spot,
        strokes=strokes,
        note="it stands twice" if finding.state == "duplicated" else "",
    )


def _strange(extra: Iterable[str], article: Article) -> Iterator[str]:
    """Words that no channel adds by itself: not letters, numbers, marks and dates."""
    words = wording.of(article)
    known = {*walk.labels(article), words.awaited, words.unreviewed, words.figure.strip()}
    if article.published:
        known.add(wording.date(article.published, article))
    known = {_BETWEEN.sub("", word) for word in known}
    for text in extra:
        bare = _BETWEEN.sub("", text)
        if bare not in known and not _COUNTED.fullmatch(bare):
            yield text


def _added(extra: Iterable[str], lines: Sequence[str]) -> Iterator[Change]:
    """Each addition in the line in which it stands; both are in the order of the file."""
    at = 0
    for text in extra:
        holder = next((i for i in range(at, len(lines)) if text in lines[i]), -1)
        strokes: tuple[Stroke, ...] = (Stroke("new", text),)
        if holder >= 0:
            at = holder
            before, _, behind = lines[holder].partition(text)
            strokes = (Stroke("same", before), *strokes, Stroke("same", behind))
        yield Change(
            kind="line",
            state="inserted",
            new=Spot(where=f"lines[{max(holder, at)}]", place=""),
            strokes=tuple(stroke for stroke in strokes if stroke.text),
        )
