"""The proof of a run as a sheet: verdict, table, findings, declarations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pubkit.markup import Element, Node, el
from pubkit.model import Article
from pubkit.proof import ChannelProof, Count, Finding, Kind, Proof, Tokens
from pubkit.proofsheet.marks import marked
from pubkit.proofsheet.page import page
from pubkit.proofsheet.words import (
    KINDS,
    TOKENS,
    cell,
    happened,
    lost,
    named,
    plural,
    redline,
    verdict,
)
from pubkit.whereabouts import Whereabouts

__all__ = ["proof_sheet"]

_MOST = 300
"""Findings of one channel that are shown; more say that something else is the matter."""
_EXTRAS = 24
_LONGEST = 60
"""Stretches, and characters of each, that are shown of what stands beside the article."""


def proof_sheet(proof: Proof, article: Article | None = None) -> str:
    """The sheet as HTML; `article` lets it name places by their headings."""
    whereabouts = Whereabouts(article)
    return page(
        "Proof",
        proof.title,
        _verdict(proof),
        _table(proof.channels),
        _legend(),
        *(_findings(channel, whereabouts) for channel in proof.channels),
        _changed(proof),
        _declared(proof.channels),
        _extras(proof.channels),
    )


def _verdict(proof: Proof) -> Element:
    sign, kind = ("✓", "good") if proof.ok else ("✗", "bad")
    return el(
        "p",
        {"class": f"verdict {kind}"},
        el("b", {"aria-hidden": "true"}, sign),
        " ",
        verdict(proof),
    )


# ── the table ───────────────────────────────────────────────────────────────────────────────


def _table(channels: Sequence[ChannelProof]) -> Element:
    kinds = [kind for kind in KINDS if any(kind in channel.counts for channel in channels)]
    tokens = [t for t in TOKENS if any(t == own.kind for c in channels for own in c.tokens)]
    head = el("tr", None, el("td"), *(_channel(channel) for channel in channels))
    parts = [el("tr", None, _name(KINDS[k]), *(_cell(c, k) for c in channels)) for k in kinds]
    counted = [
        el("tr", None, _name(TOKENS[t]), *(_counted(c.tokens, t) for c in channels)) for t in tokens
    ]
    bodies = [el("tbody", None, *parts), el("tbody", {"class": "tokens"}, *counted)]
    width = {"style": f"--columns: {len(channels)}"}
    table = el("table", width, el("thead", None, head), *bodies)
    return el("div", {"class": "table", "tabindex": "0", "role": "group", "aria-label": "Counts"},
              table)  # fmt: skip


def _channel(channel: ChannelProof) -> Element:
    """A column's head; it leads to the channel's findings if there are any."""
    name: Node = channel.renderer
    if not channel.ok:
        name = el("a", {"href": f"#{channel.renderer}"}, channel.renderer)
    state = "unread" if channel.error else "not read" if channel.skipped else ""
    note = el("small", None, state) if state else None
    return el("th", {"scope": "col", "class": None if channel.ok else "bad"}, name, note)


def _name(text: str) -> Element:
    return el("th", {"scope": "row"}, text)


def _cell(channel: ChannelProof, kind: Kind) -> Element:
    count = channel.counts.get(kind)
    if count is None:
        return el("td", {"class": "quiet"}, "–")
    return _filled(cell(count), _class(count))


def _class(count: Count) -> str | None:
    if lost(count):
        return "bad"
    return "quiet" if count.declared and count.declared >= count.owed else None


def _filled(words: Sequence[str], kind: str | None) -> Element:
    """A cell: the figure, and under it what is amiss, a line each."""
    return el("td", {"class": kind}, words[0], *(el("small", None, word) for word in words[1:]))


def _counted(tokens: Iterable[Tokens], kind: str) -> Element:
    for own in tokens:
        if own.kind == kind:
            words = (f"{own.found}/{own.owed}",)
            missing = (f"{own.owed - own.found} missing",) if own.missing else ()
            return _filled((*words, *missing), "bad" if own.missing else None)
    return el("td", {"class": "quiet"}, "–")


def _legend() -> Element:
    return el(
        "p",
        {"class": "legend"},
        "Found as they should be / owed. “declared” is left out by design. Marks: ",
        el("del", None, "gone"),
        " ",
        el("ins", None, "put in"),
        ".",
    )


# ── findings ────────────────────────────────────────────────────────────────────────────────


def _findings(channel: ChannelProof, whereabouts: Whereabouts) -> Element | None:
    if channel.ok:
        return None
    found = [_finding(finding, whereabouts) for finding in channel.findings[:_MOST]]
    more = len(channel.findings) - _MOST
    return el(
        "section",
        {"id": channel.renderer},
        el("h2", None, channel.renderer, el("small", None, channel.file)),
        _sentence(f"It could not be read: {channel.error}" if channel.error else ""),
        _sentence(
            f"Changed since it was written: {', '.join(channel.changed)}" if channel.changed else ""
        ),
        *found,
        _sentence(f"… and {more} more; --format json lists all." if more > 0 else ""),
        *(_missing(tokens) for tokens in channel.tokens if tokens.missing),
    )


def _finding(finding: Finding, whereabouts: Whereabouts) -> Element:
    place = whereabouts.of(finding.where)
    head = el(
        "h3",
        None,
        el("b", None, named(finding)),
        el("span", {"lang": "zh", "dir": "auto"}, place) if place else None,
        el("code", None, finding.where),
    )
    return el("article", None, head, marked(redline(finding)), _sentence(happened(finding), "note"))


def _missing(tokens: Tokens) -> Element:
    counts = Counter(tokens.missing)
    words = (f"{token} ×{n}" if n > 1 else token for token, n in counts.items())
    return el(
        "p",
        {"class": "tally"},
        el("b", None, f"{TOKENS[tokens.kind]} missing"),
        *(el("span", {"lang": "zh", "dir": "auto"}, word) for word in words),
    )


def _sentence(text: str, kind: str | None = None) -> Element | None:
    return el("p", {"class": kind}, text) if text else None


# ── what is by design ───────────────────────────────────────────────────────────────────────


def _changed(proof: Proof) -> Element | None:
    if not proof.changed:
        return None
    files = [el("li", None, el("code", None, file)) for file in proof.changed]
    return el("section", None, el("h2", None, "Changed since they were written"),
              el("ul", None, *files))  # fmt: skip


def _declared(channels: Sequence[ChannelProof]) -> Element | None:
    rows = list(_declarations(channels))
    if not rows:
        return None
    return el("section", {"class": "design"}, el("h2", None, "By design"), el("dl", None, *rows))


def _declarations(channels: Iterable[ChannelProof]) -> Iterator[Element]:
    for channel in channels:
        said = [
            f"{verb} {', '.join(names)}"
            for verb, names in (("leaves out", channel.omits), ("adds", channel.adds))
            if names
        ]
        if channel.skipped:
            said.append(f"is not read: {channel.skipped}")
        if said:
            yield el("dt", None, channel.renderer)
            yield el("dd", None, "; ".join(said))


def _extras(channels: Sequence[ChannelProof]) -> Element | None:
    rows: list[Node] = []
    for channel in channels:
        counts = Counter(" ".join(text.split()) for text in channel.extra)
        if counts:
            rows.append(el("dt", None, channel.renderer))
            rows.append(el("dd", {"class": "extra"}, *_shown(counts)))
    if not rows:
        return None
    meaning = (
        "What the files hold that the article does not: labels, marks, running heads. "
        "Of a file with findings also what belongs to no part."
    )
    head = el("h2", None, "Beside the article")
    return el("section", {"class": "design"}, head, el("p", None, meaning), el("dl", None, *rows))


def _shown(counts: Counter[str]) -> Iterator[Node]:
    for text, number in list(counts.items())[:_EXTRAS]:
        short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        times = f" ×{number}" if number > 1 else ""
        yield el("span", {"lang": "zh", "dir": "auto"}, short + times)
    if len(counts) > _EXTRAS:
        yield f"and {plural(len(counts) - _EXTRAS, 'more', 'more')}"
