"""Rules on what stands in the head."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.credits import authors
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["METADATA"]

_DATED = frozenset({"rss"})
"""Channels that refuse an article without a date."""


def _date(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    if reading.article.published is None:
        refused = sorted(channels & _DATED)
        yield Notice(
            code="date-missing",
            severity="error" if refused else "warning",
            where="published",
            text="The article has no date"
            + (f", and {', '.join(refused)} cannot be without." if refused else "."),
            hint="Write published: 2026-11-20T08:00:00+08:00 in the head.",
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
    if not authors(reading.article):
        yield Notice(
            code="authors-missing",
            severity="warning",
            where="credits",
            text="No author is named.",
            hint="Write credits: [{role: 撰文, names: [林晓]}] in the head.",
        )


METADATA = (_date, _dates_in_order, _authors)
