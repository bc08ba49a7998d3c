"""Rules on how the article is built."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import walk
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["STRUCTURE"]


def _empty_sections(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for index, section in enumerate(reading.article.sections):
        if not section.blocks:
            yield Notice(
                code="section-empty",
                severity="error",
                where=f"sections[{index}]",
                text=f"The section {walk.plain(section.heading)!r} has a heading and no text.",
                hint="Write its text or take the heading out.",
            )


def _headless_sections(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for index, section in enumerate(reading.article.sections):
        if not walk.plain(section.heading).strip():
            yield Notice(
                code="heading-empty",
                severity="warning",
                where=f"sections[{index}]",
                text="The section has no heading.",
                hint="Write one behind the ##.",
            )


STRUCTURE = (_empty_sections, _headless_sections)
