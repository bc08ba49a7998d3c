"""Whether the findings say what a sub-editor would, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.galley.gold import Anomaly, Gold, Quoted, squeezed
from bench.galley.pages import Import
from bench.galley.structure import astray
from bench.galley.tally import Tally
from pubkit import Notice

__all__ = ["Match", "findings", "matches"]

_OF_EVERY_PAGE = re.compile(
    "date-missing|authors-missing|photo-awaited|credit-missing|id-|unreviewed|wechat-|feed-"
)
"""What holds of nearly every page as it comes in, and is no alarm at all."""
_MARKS = r"quot|mark|bracket|unbalanced|unpaired|punctuation|consisten|term|half"
_WORDS = (
    r"misread|doubled|repeat|look-?alike|character|word|scrambled|ocr|name|frame|missing|spell|typo"
)
_KINDS = (
    (r"truncated", r"truncat|cut|incomplete|beginning|start|open"),
    (r"out_of_order|letters", r"order|letter|label"),
    (r"glued", r"glued|split|merged|run-?in|together|open"),
    (r"number|percent|count|figure|sum", r"percent|share|arithmetic|figure|count|number|sum"),
    (r"quot|bracket|halfwidth|punctuation|mixed", _MARKS),
    (r"consisten|variant|name", r"variant|name|spell|" + _MARKS),
    (r"repe|duplicate", r"repeat|doubled|duplicate|twice"),
    (r"suspicious|missing|ocr|scrambled|misspell|lost|doubled", _WORDS + "|" + _MARKS),
    (r"cms|noise|tag", r"noise|system"),
    (r"title", r"title"),
    (r"caption|credit|byline", r"caption|credit|byline|photo"),
    (r"heading|label", r"heading|label"),
)
"""The kind of an anomaly, and the codes that may report it; the first that fits holds."""
_TRUNCATED = re.compile("truncat|section-cut")
_UNBALANCED = re.compile(_MARKS)
_COUNTS = re.compile("count|figure|enumerat|list|number|sum|arithmetic|percent|share")
_QUOTED = 4
"""Characters of an anomaly's words that a finding must hold to mean them."""


def findings(gold: Gold, made: Import) -> Mapping[str, Tally]:
    """Measure → its count, for whatever the gold says something about."""
    counted = {
        "truncations": _truncations(gold, made),
        "dropped quotes": _dropped(gold, made),
        "must report": _must(gold, made),
        "checked_ok": _innocent(gold, made),
    }
    return {name: tally for name, tally in counted.items() if tally}


@dataclass(frozen=True)
class Match:
    """An anomaly and what reported it, or one of them alone."""

    anomaly: Anomaly | None
    """None for a false alarm."""
    notice: Notice | None
    """None where no finding reports it."""
    entry: str = ""
    """What stands in the record instead, which an editor also reads: a split, a removed mark."""

    @property
    def told(self) -> str:
        """By what it was reported; empty if by nothing."""
        return self.notice.code if self.notice else self.entry


def matches(gold: Gold, made: Import) -> Iterator[Match]:
    """Each anomaly with the finding that reports it; then every finding that fits none."""
    told: set[int] = set()
    for anomaly in gold.anomalies:
        hits = [i for i, n in enumerate(made.findings) if _reports(n, anomaly, made)]
        told.update(hits)
        notice = made.findings[hits[0]] if hits else None
        yield Match(anomaly, notice, "" if notice else _entry(anomaly, made))
    for index, notice in enumerate(made.findings):
        if index not in told and not _true(notice, gold, made):
            yield Match(None, notice)


def _entry(anomaly: Anomaly, made: Import) -> str:
    """The entry of the record that says the same."""
    quotes = ["".join(quote.split()) for quote in anomaly.quotes]
    if "glued" in anomaly.kind:
        parts = ((split.text, "split proposed") for split in made.record.splits)
    else:
        parts = ((removed.text, "removed") for removed in made.record.removed)
    for text, entry in parts:
        words = "".join(text.split())
        if len(words) > 2 and any(q in words or words in q for q in quotes):
            return entry
    return "heal" if anomaly.kind == "hard_wrap" and made.record.heals else ""


def _true(notice: Notice, gold: Gold, made: Import) -> bool:
    """Whether the finding is right for another reason than an anomaly of the gold's list."""
    if _OF_EVERY_PAGE.match(notice.code) or notice.severity == "info":
        return True
    if "order" in notice.code:
        return gold.shuffled
    if notice.code.startswith("join"):
        return any(squeezed(heal.left) in squeezed(notice.text) for heal in astray(gold, made))
    # A quotation that was cut off with its section's end is open, and rightly said to be.
    either = re.compile(f"{_TRUNCATED.pattern}|{_UNBALANCED.pattern}")
    return any(_tells(notice, end, made, either) for end in gold.truncated) or any(
        _tells(notice, lost, made, _UNBALANCED) for lost in gold.dropped
    )


def _reports(notice: Notice, anomaly: Anomaly, made: Import) -> bool:
    if _OF_EVERY_PAGE.match(notice.code) or not _fitting(anomaly.kind, notice.code):
        return False
    if _quotes(notice, anomaly):
        return True
    if notice.quote:
        return False
    wide = anomaly.kind.startswith(("truncated", "sections", "letters", "missing_title"))
    place = made.place(notice)
    return wide and (not place or not anomaly.lines or not set(place).isdisjoint(anomaly.lines))


def _fitting(kind: str, code: str) -> bool:
    for kinds, codes in _KINDS:
        if re.search(kinds, kind):
            return bool(re.search(codes, code))
    return False


def _quotes(notice: Notice, anomaly: Anomaly) -> bool:
    """Whether the finding holds a stretch of the anomaly's words, or the reverse."""
    said = [squeezed(words) for words in (notice.quote, notice.text) if words]
    return any(_overlap(squeezed(quote), words) for quote in anomaly.quotes for words in said)


def _overlap(quote: str, said: str) -> bool:
    size = min(_QUOTED, len(quote), len(said))
    return any(quote[i : i + size] in said for i in range(len(quote) - size + 1))


# ── what must, and what must not, be said ───────────────────────────────────────────────────


def _must(gold: Gold, made: Import) -> Tally:
    total = Tally()
    for match in matches(gold, made):
        if match.anomaly and match.anomaly.id and match.anomaly.id in gold.must:
            total += Tally.single(
                match.notice is not None, f"{match.anomaly.id} {match.anomaly.kind}"
            )
    return total


def _innocent(gold: Gold, made: Import) -> Tally:
    """What is right as it stands: one right answer for each that is left in peace."""
    total = Tally()
    for claim in gold.innocent:
        flagged = [n for n in made.findings if _COUNTS.search(n.code) and _means(n, claim)]
        total += Tally.single(not flagged, f"{claim}: {flagged[0] if flagged else ''}")
    for match in matches(gold, made):
        if match.anomaly and match.anomaly.trap:
            quiet = match.notice is None
            total += Tally.single(quiet, f"{match.anomaly.quotes}: {match.notice}")
    return total


def _means(notice: Notice, claim: str) -> bool:
    """Whether a finding is about `3种 = 稻、麦、豆 (3 listed)` or `12个村 / 40户 agree with …`."""
    phrases = re.split(r"=| / | agree ", claim.partition("(")[0])
    return any(len(p) > 1 and p in notice.text for p in map(squeezed, phrases))


def _truncations(gold: Gold, made: Import) -> Tally:
    """Sections that lost their end; one reported that did not is false."""
    told = [n for n in made.findings if _TRUNCATED.search(n.code)]
    total = Tally()
    for end in gold.truncated:
        right = any(_tells(n, end, made, _TRUNCATED) for n in told)
        total += Tally.single(right, f"section {end.section}: …{end.text}")
    ends = gold.truncated
    false = [n for n in told if not any(_tells(n, end, made, _TRUNCATED) for end in ends)]
    starts = [a for a in gold.anomalies if "truncat" in a.kind]
    false = [n for n in false if not any(_reports(n, a, made) for a in starts)]
    return total + Tally(false=tuple(map(str, false)))


def _dropped(gold: Gold, made: Import) -> Tally:
    total = Tally()
    for lost in gold.dropped:
        right = any(_tells(n, lost, made, _UNBALANCED) for n in made.findings)
        total += Tally.single(right, f"section {lost.section}: {lost.text}")
    return total


def _tells(notice: Notice, meant: Quoted, made: Import, codes: re.Pattern[str]) -> bool:
    """Whether the finding stands at these words: in their paragraph, or quoting them."""
    if not codes.search(notice.code):
        return False
    words = squeezed(meant.text.replace("▲", ""))
    if words in squeezed(notice.text) or (notice.where and notice.where in _places(words, made)):
        return True
    whole_section = f"sections[{meant.section}]"
    return codes is _TRUNCATED and notice.where == whole_section


def _places(words: str, made: Import) -> set[str]:
    """The paths of the paragraphs that hold the words."""
    return {path for path, text in made.paragraphs if words in squeezed(text)}
