"""An article against a file that was made of it and changed since: a Word file come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pubkit import walk
from pubkit.credits import sign_off
from pubkit.diff.correction import corrected
from pubkit.diff.parts import article_parts, linked
from pubkit.diff.record import Change, Happening, Spot
from pubkit.extract import Extract, Extractor
from pubkit.model import Article
from pubkit.proof import Finding, State
from pubkit.redline import Stroke
from pubkit.verify.canonical import canonical
from pubkit.verify.readings import best_reading
from pubkit.verify.strangers import Explained
from pubkit.verify.terms import Terms
from pubkit.whereabouts import Whereabouts

__all__ = ["artifact_changes"]

_STATES: dict[State, Happening] = {
    "missing": "deleted",
    "altered": "altered",
    "out of order": "moved",
    "duplicated": "inserted",
}


def artifact_changes(
    article: Article,
    extract: Extract,
    extractor: Extractor,
    *,
    omits: Iterable[str] = (),
    untouched: bool = False,
) -> tuple[Change, ...]:
    """What of `article` stands otherwise in `extract`, then what stands there beside it.

    Pictures are left to the proof. `omits` is what the file's renderer leaves out. Where the file
    is `untouched`, what stands beside the article was put there by the renderer.
    """
    form, joiner = canonical(extractor)
    proof, reading = best_reading(Terms(article, {}, form, joiner, frozenset(omits)), extract)
    whereabouts = Whereabouts(article)
    found = [_change(finding, whereabouts) for finding in proof.findings]
    lines = [form(line) for line in reading.lines]
    explained = Explained(map(form, _known(article)))
    extra = () if untouched else _strange(proof.extra, explained)
    return (*found, *_added(extra, lines))


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


def _strange(extra: Iterable[str], explained: Explained) -> Iterator[str]:
    """What holds more than words that channels add by themselves."""
    for text in extra:
        for start, end in explained.strange(text, [(0, len(text))]):
            yield text[start:end]


def _known(article: Article) -> Iterator[str]:
    """Letters; names, links and titles, which may stand twice."""
    yield from filter(None, walk.labels(article))
    yield from filter(None, linked(article))
    for part in article_parts(article):
        if part.kind in ("link", "alt", "title", "url"):
            yield part.text
    for credit in sign_off(article):
        yield from (credit.role, *credit.names)


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
