"""The words in which a proof is told, on paper and on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pubkit.diff.correction import corrected
from pubkit.proof import Count, Finding, Kind, Proof, TokenKind
from pubkit.redline import Stroke

__all__ = ["KINDS", "TOKENS", "cell", "happened", "lost", "named", "plural", "redline", "verdict"]

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "kicker": "kicker", "title": "title", "deck": "deck", "heading": "headings",
        "label": "letters", "paragraph": "paragraphs", "list item": "list items",
        "table cell": "table cells", "footnote": "footnotes", "link": "links",
        "picture": "pictures", "caption": "captions", "credit": "credits", "byline": "bylines",
        "photo credit": "photo credit", "source": "source",
    }
)  # fmt: skip
"""What a table calls each kind, in the order in which an article has them."""
TOKENS: Mapping[TokenKind, str] = MappingProxyType(
    {"numbers": "numbers", "titles": "《titles》", "quotations": "“quotations”", "names": "names"}
)


def named(finding: Finding) -> str:
    """`paragraph altered`, `letter missing`."""
    return f"{'letter' if finding.kind == 'label' else finding.kind} {finding.state}"


def plural(number: int, one: str, more: str = "") -> str:
    """`1 loss`, `3 losses`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def verdict(proof: Proof) -> str:
    """The whole proof in one line."""
    read = [channel for channel in proof.channels if not channel.skipped]
    skipped = len(proof.channels) - len(read)
    unread = f" {plural(skipped, 'channel')} not read." if skipped else ""
    if proof.ok:
        what = plural(len(read), "channel")
        held = "holds" if len(read) == 1 else "hold"
        return f"Nothing is lost: {what} {held} the whole article.{unread}"
    broken = sum(bool(channel.findings) for channel in read)
    changed = sum(len(channel.changed) for channel in read) + len(proof.changed)
    parts = (
        (broken, f"{plural(len(list(proof.findings)), 'finding')} in {plural(broken, 'channel')}"),
        (n := sum(bool(channel.error) for channel in read), f"{plural(n, 'file')} unreadable"),
        (changed, f"{plural(changed, 'file')} changed since"),
    )
    told = ", ".join(words for number, words in parts if number)
    return f"{told or 'Figures, titles, quotations or names are missing'}.{unread}"


def lost(count: Count) -> bool:
    """Whether anything of this kind did not come through as it should."""
    return bool(count.missing or count.altered or count.disordered or count.duplicated)


def cell(count: Count) -> tuple[str, ...]:
    """`11/12` and what is amiss: `1 missing`; or `declared`."""
    due = count.owed - count.declared
    amiss = [
        f"{number} {word}"
        for number, word in (
            (count.missing, "missing"),
            (count.altered, "altered"),
            (count.disordered, "out of order"),
            (count.duplicated, "twice"),
        )
        if number
    ]
    if due <= 0 and count.declared:
        return ("declared", *amiss)
    declared = [f"{count.declared} declared"] if count.declared else []
    return (f"{count.present}/{due}", *amiss, *declared)


def redline(finding: Finding) -> tuple[Stroke, ...]:
    """What should stand, with what does stand marked in it."""
    if finding.edits:
        return corrected(finding.owed, finding.found)
    if finding.state == "missing":
        return (Stroke("gone", finding.owed),)
    if finding.state == "altered":
        parts = Stroke("gone", finding.owed), Stroke("new", finding.found)
        return tuple(part for part in parts if part.text)
    return (Stroke("same", finding.owed),)


def happened(finding: Finding) -> str:
    """What the marks do not say; empty where they say all."""
    if finding.state == "out of order":
        if finding.kind == "picture":
            return "It stands at another caption than its own."
        return "It stands whole, at another place than in the article."
    if finding.state == "duplicated":
        return "It stands once more than in the article."
    if finding.kind == "picture":
        return "No picture of the file shows this." if finding.state == "missing" else (
            "Another picture stands in its place."
        )  # fmt: skip
    if finding.state == "missing" and finding.found:
        return f"In its place stands: {finding.found}"
    return ""
