"""Rules on what stands in the head, and in pubkit.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pubkit.checks.codes import CODES
from pubkit.checks.text.passages import pointed
from pubkit.credits import authors
from pubkit.errors import did_you_mean
from pubkit.notice import Notice
from pubkit.reading import Reading

if TYPE_CHECKING:
    from pubkit.checks.bylines import Byline

__all__ = ["METADATA"]

_DATED = frozenset({"rss"})
"""Channels that refuse an article without a date."""
_IDENTIFIED = _DATED
"""Channels that refuse an article without an id."""
_KEYWORDED = frozenset({"rss"})
"""Channels that show keywords."""


def _date(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    if reading.article.published is None:
        hint = "Write published: 2026-11-20T08:00:00+08:00 in the head."
        yield _missing("date-missing", "published", channels & _DATED, hint)


def _id(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """An article that has none, not even one derived from its folder: it was made in Python."""
    if not reading.article.id:
        hint = "Write id: tag:example.org,2026:science-year in the head, once and for all."
        yield _missing("id-missing", "id", channels & _IDENTIFIED, hint)


def _missing(code: str, where: str, refused: frozenset[str], hint: str) -> Notice:
    """What some channels cannot be without is an error for them, and doubtful for all others."""
    without = f", and {', '.join(sorted(refused))} cannot be without." if refused else "."
    return Notice(
        code=code,
        severity="error" if refused else "warning",
        where=where,
        text=f"The article has no {code.removesuffix('-missing')}{without}",
        hint=hint,
    )


def _dates_in_order(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    article = reading.article
    if article.published and article.updated and article.updated < article.published:
        yield Notice(
            code="dates-reversed",
            severity="warning",
            where="updated",
            text="The article was updated before it was published.",
            hint="Exchange the two dates or mend them.",
        )


def _authors(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    if authors(reading.article):
        return
    # Its patterns take 20 ms to compile, and most articles name their authors.
    from pubkit.checks.bylines import byline

    if found := byline(reading.article):
        yield _in_text(found)
        return
    yield Notice(
        code="authors-missing",
        severity="warning",
        where="credits",
        text="No author is named.",
        hint="Write credits: [{role: 撰文, names: [林晓]}] in the head.",
    )


def _in_text(found: Byline) -> Notice:
    credits = ", ".join(
        f"{{role: {credit.role}, names: [{', '.join(credit.names)}]}}" for credit in found.credits
    )
    parting = ", with the names parted" if found.runs_together else ""
    return pointed(
        found.passage,
        found.span,
        code="byline-in-text",
        severity="info",
        text="Only the text itself names the authors: 「{}」.",
        hint=f"Write credits: [{credits}] in the head{parting}.",
    )


def _keywords(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    if not reading.article.keywords and channels & _KEYWORDED:
        yield Notice(
            code="keywords-missing",
            severity="info",
            where="keywords",
            text="The article has no keywords, so the feed's item has no categories.",
            hint="Write keywords: [科普, 综述] in the head.",
        )


def _silenced(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """Codes in `[checks] ignore` that nothing here has; those of other people's channels may be."""
    for code in reading.config.checks.ignore:
        if code in CODES:
            continue
        hint = did_you_mean(code, CODES)
        yield Notice(
            code="check-unknown",
            severity="warning" if hint else "info",
            where="checks.ignore",
            text=f"pubkit.toml ignores {code!r}, which is no code of pubkit's own{hint}.",
            hint="Correct it; docs/checks.md lists them all.",
        )


METADATA = (_date, _dates_in_order, _authors, _id, _keywords, _silenced)
