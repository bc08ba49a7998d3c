"""What a page is, in one form, whichever of the three its file is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

__all__ = [
    "Anomaly",
    "Byline",
    "Caption",
    "Form",
    "Gold",
    "Heading",
    "Join",
    "Passage",
    "Quoted",
    "squeezed",
]

Form: TypeAlias = Literal["whole", "light", "damaged"]
"""The whole structure, a light one, or known damage."""
_Json: TypeAlias = Mapping[str, Any]

_UNSEEN = re.compile(r"\s+|／|#p#.*?#e#")
"""White space, the sign for a printed line's end, and a content system's page break."""


def squeezed(text: str) -> str:
    """The text as it is compared: without white space, `／` and production marks."""
    return _UNSEEN.sub("", text)


@dataclass(frozen=True)
class Heading:
    """A heading with its letter."""

    text: str
    """Its words."""
    label: str = ""
    """The letter or number printed before it."""


@dataclass(frozen=True)
class Passage:
    """A paragraph: whole, or how it begins and ends."""

    start: str
    """Its first characters, squeezed."""
    ends: tuple[str, ...]
    """Its last characters, squeezed, in each admitted form: with and without what is glued on."""
    lines: tuple[int, ...] = ()
    """Its source lines, where known."""
    text: str = ""
    """All of it, where known."""


@dataclass(frozen=True)
class Byline:
    """Who wrote, photographed or edited."""

    raw: str
    """As printed."""
    line: int
    """Where."""
    role: str = ""
    """In what role, where known."""
    names: tuple[str, ...] = ()
    """Who, where known."""


@dataclass(frozen=True)
class Caption:
    """Words under a photo."""

    text: str
    """They."""
    credit: str = ""
    """Whose photo it is."""
    line: int = 0
    """Where."""


@dataclass(frozen=True)
class Join:
    """Where two pieces of a paragraph belong together."""

    left: str
    """The last six characters of the first."""
    right: str
    """The first six of the second."""
    plain: bool = True
    """Whether anything betrays it: a break at a full stop does not."""


@dataclass(frozen=True)
class Anomaly:
    """Something a sub-editor would mention."""

    kind: str
    """Its kind: `unbalanced_quotes`."""
    quotes: tuple[str, ...]
    """The words in question."""
    id: str = ""
    """Its number, where it has one."""
    lines: tuple[int, ...] = ()
    """Where, if known."""
    severity: str = "warning"
    """How much it weighs; `info` is a remark on the page, not a fault."""
    detail: str = ""
    """What is the matter."""

    @property
    def trap(self) -> bool:
        """Whether it is right as it stands, though it may not look so."""
        return bool(re.search(r"NOT an error|TRAP|false-positive", self.detail))


@dataclass(frozen=True)
class Quoted:
    """Words of one section."""

    section: int
    """Its number in reading order, from 0."""
    text: str
    """They."""


@dataclass(frozen=True)
class Gold:
    """What one page is."""

    whole: bool = False
    """Whether it is compared to the letter."""
    titles: tuple[str, ...] = ()
    """Each admitted form of the title; none where the page has none."""
    kicker: str = ""
    """The line above."""
    deck: str = ""
    """The line below."""
    headings: tuple[Heading, ...] = ()
    """In reading order."""
    passages: tuple[Passage, ...] = ()
    """The paragraphs, in reading order."""
    sections: tuple[tuple[str, ...], ...] = ()
    """The whole paragraphs of each section, where known."""
    asides: frozenset[int] = frozenset()
    """Lines that may be a paragraph or not: standfirst, labels, pull quotes."""
    signs: frozenset[str] = frozenset()
    """Words over a box, squeezed: they may be a heading or not."""
    bylines: tuple[Byline, ...] = ()
    """Those of the article; not of a photo or of the page."""
    captions: tuple[Caption, ...] | None = None
    """None where the gold does not say."""
    page_credit: str | None = None
    """The credit of all photos; None where the gold does not say."""
    joins: tuple[Join, ...] | None = None
    """Every heal that should be made; None where the gold does not say."""
    shuffled: bool = False
    """Whether the sections are out of order in the source."""
    truncated: tuple[Quoted, ...] = ()
    """The last words of the sections that lost their end."""
    dropped: tuple[Quoted, ...] = ()
    """Words before which an opening quotation mark was lost."""
    anomalies: tuple[Anomaly, ...] = ()
    """What a sub-editor would mention."""
    must: frozenset[str] = frozenset()
    """The ids of those that every checker must find."""
    innocent: tuple[str, ...] = field(default=())
    """What must not be reported, each with its count: `3种 = 稻、麦、豆 (3 listed)`."""

    @property
    def form(self) -> Form:
        """In which of the three forms it is written."""
        if self.whole:
            return "whole"
        return "damaged" if self.sections else "light"

    @classmethod
    def of(cls, data: _Json, source: Sequence[str], base: Gold | None = None) -> Gold:
        """From a gold file; `base` is that of the page from which a damaged one was made."""
        if data.get("synthetic_damage"):
            return _damaged(data, base or cls())
        return _whole(data) if data["schema"] == "pubkit-gold/1" else _light(data, source)


# ── the whole structure ─────────────────────────────────────────────────────────────────────


def _whole(data: _Json) -> Gold:
    sections = {s["letter"]: s for s in data["sections"]}
    ordered = [sections[letter] for letter in data["section_reading_order"]]
    return Gold(
        whole=True,
        titles=(data["title"],),
        kicker=data["kicker"] or "",
        deck=data["deck"] or "",
        headings=tuple(Heading(s["heading"], s["letter"]) for s in ordered),
        passages=tuple(
            _passage(text, tuple(lines))
            for s in ordered
            for text, lines in zip(s["paragraphs"], s["paragraph_source_lines"], strict=True)
        ),
        sections=tuple(tuple(s["paragraphs"]) for s in ordered),
        bylines=tuple(
            Byline(c["raw"], c["line"], c["role"], tuple(c["names"]))
            for c in data["credits"]
            if not c.get("scope")
        ),
        captions=tuple(Caption(c["text"], c["credit"] or "", c["line"]) for c in data["captions"]),
        page_credit=data["page_credit"] or "",
        joins=tuple(Join(h["left6"], h["right6"]) for h in data["heals"]),
        shuffled=data["section_order_in_source"] != data["section_reading_order"],
        truncated=tuple(
            Quoted(i, s["paragraphs"][-1][-6:]) for i, s in enumerate(ordered) if s["truncated"]
        ),
        anomalies=tuple(_anomaly(a) for a in data["anomalies"]),
        must=frozenset(data["must_report"]),
        innocent=tuple(data["checked_ok"]),
    )


def _passage(text: str, lines: tuple[int, ...] = ()) -> Passage:
    seen = squeezed(text)
    return Passage(seen[:8], (seen[-8:],), lines, text)


def _anomaly(data: _Json) -> Anomaly:
    quote = data.get("quote") or ()
    return Anomaly(
        kind=data["kind"],
        quotes=(quote,) if isinstance(quote, str) else tuple(quote),
        id=data.get("id", ""),
        lines=tuple(data.get("lines") or ()),
        severity=data.get("severity", "warning"),
        detail=data.get("detail", ""),
    )


# ── the light one ───────────────────────────────────────────────────────────────────────────


def _light(data: _Json, source: Sequence[str]) -> Gold:
    sections, shuffled = _in_order(data["sections"])
    paras = [*data["lead"], *(p for s in sections for p in s["paras"])]
    titles = [data.get("title"), data.get("title_raw"), *data.get("title_alternatives", ())]
    return Gold(
        titles=tuple(dict.fromkeys(t for t in titles if t)),
        kicker="".join(_words(k) for k in data["kicker"]),
        deck=data["deck"] or "",
        headings=tuple(Heading(s["heading"], s["label"] or "") for s in sections),
        passages=tuple(_glimpse(p, source) for p in paras),
        asides=frozenset(
            line
            for name in ("standfirst", "labels", "pull_quotes")
            for entry in data[name]
            for line in entry.get("lines") or [entry["line"]]
        ),
        signs=frozenset(squeezed(entry["raw"]) for entry in data["labels"]),
        bylines=tuple(_byline(c) for c in data["credits"] if not c.get("scope")),
        captions=tuple(
            Caption(c["raw"], c.get("credit") or "", c["line"]) for c in data["captions"]
        ),
        page_credit=data.get("page_credit"),
        shuffled=shuffled,
        joins=tuple(Join(h["left6"], h["right6"]) for h in data["heals"]),
        truncated=tuple(
            Quoted(i, s["paras"][-1]["end"])
            for i, s in enumerate(sections)
            if s["truncated"] and s["paras"]
        ),
        anomalies=tuple(_anomaly(a) for a in data["anomalies"]),
        must=frozenset(data.get("must_report", ())),
        innocent=tuple(data.get("checked_ok", ())),
    )


def _in_order(sections: Sequence[_Json]) -> tuple[Sequence[_Json], bool]:
    """The sections as they are read, and whether that is another order than the source's."""
    letters = [str(s["label"]) for s in sections]
    if sorted(letters) != [chr(ord("A") + i) for i in range(len(letters))]:
        return sections, False
    return sorted(sections, key=lambda s: str(s["label"])), letters != sorted(letters)


def _words(entry: str | _Json) -> str:
    return entry if isinstance(entry, str) else str(entry.get("text") or entry.get("raw") or "")


def _byline(data: _Json) -> Byline:
    names = tuple(data.get("names", ()))
    return Byline(data["raw"], data["line"], data.get("role") or "", names)


def _glimpse(data: _Json, source: Sequence[str]) -> Passage:
    """A paragraph's ends; what is glued on behind it may have been taken off, or not."""
    glued = [text for key, text in data.items() if key == "noise" or key.startswith("glued")]
    whole = squeezed("".join(source[line - 1] for line in data["lines"]))
    ends = [squeezed(data["end"]), whole[-8:]]
    ends += [whole.removesuffix(squeezed(text))[-8:] for text in glued if squeezed(text)]
    return Passage(squeezed(data["start"]), tuple(ends), tuple(data["lines"]))


# ── known damage ────────────────────────────────────────────────────────────────────────────


def _damaged(data: _Json, base: Gold) -> Gold:
    sections = sorted(data["sections"], key=lambda s: str(s["letter"]))
    number = {s["letter"]: i for i, s in enumerate(sections)}
    operations = data["operations"]
    unseen = [_join(o) for o in operations if o.get("undetectable")]
    return Gold(
        titles=(data["title"],),
        deck=base.deck,
        headings=tuple(Heading(s["heading"], s["letter"]) for s in sections),
        passages=tuple(
            _passage(part) for s in sections for p in s["paragraphs"] for part in _parts(p, unseen)
        ),
        sections=tuple(tuple(s["paragraphs"]) for s in sections),
        joins=tuple(_join(o) for o in operations if "break" in o["op"]),
        shuffled=data["section_order_in_source"] != sorted(number),
        truncated=tuple(
            Quoted(number[o["section"]], o["last6"]) for o in operations if o["op"] == "truncate"
        ),
        dropped=tuple(
            Quoted(number[o["section"]], o["around"])
            for o in operations
            if o["op"] == "drop_open_quote"
        ),
        anomalies=base.anomalies,
    )


def _join(operation: _Json) -> Join:
    return Join(operation["left6"], operation["right6"], not operation.get("undetectable"))


def _parts(paragraph: str, unseen: Sequence[Join]) -> Iterator[str]:
    """The paragraph, cut where a break stands that nothing betrays."""
    for join in unseen:
        before, both, after = paragraph.partition(join.left + join.right)
        if both:
            yield before + join.left
            paragraph = join.right + after
    yield paragraph
