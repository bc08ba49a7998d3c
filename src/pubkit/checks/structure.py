"""Rules on how the article is built: its sections and their headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pubkit import walk
from pubkit.model import Article, Block, Box, Subheading
from pubkit.notice import Notice
from pubkit.patterns import pattern
from pubkit.reading import Reading

__all__ = ["STRUCTURE"]

_HEADING_END = pattern(r"[。，、；,;]$|(?<=[a-z]{2})\.$")
"""What no heading ends in: a stop or a pause. An abbreviation's point is neither."""
_LETTERED = pattern(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
"""A Chinese number as only headings carry it; `A ` and `3 ` may be words."""


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


def _repeated_headings(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    seen: set[str] = set()
    for index, section in enumerate(reading.article.sections):
        heading = "".join(walk.plain(section.heading).split())
        if heading and heading in seen:
            yield Notice(
                code="heading-repeated",
                severity="warning",
                where=f"sections[{index}]",
                text=f"Another section has the same heading: {walk.plain(section.heading)!r}.",
                hint="Give this one its own, or look whether the section stands here twice.",
            )
        seen.add(heading)


def _jumping_levels(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """A heading of level 4 where no heading of level 3 is open."""
    for _, part in groupby(walk.blocks(reading.article), key=_section_of):
        deep = False
        for where, block in part:
            if not isinstance(block, Subheading):
                continue
            if block.level == 4 and not deep:
                yield Notice(
                    code="heading-jump",
                    severity="warning",
                    where=where,
                    text=f"The heading {walk.plain(block.content)!r} skips a level: none of level "
                    "3 stands before it.",
                    hint="Write ### for it.",
                )
            deep = True


def _section_of(place: tuple[str, Block]) -> str:
    """`sections[2]`, or `lead`."""
    where = place[0]
    return "lead" if where.startswith("lead") else where.partition(".")[0]


def _stopped_headings(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for where, heading in _headings(reading.article):
        if _HEADING_END.search(heading.rstrip()):
            yield Notice(
                code="heading-stop",
                severity="warning",
                where=where,
                text=f"The heading {heading!r} ends in {heading.rstrip()[-1]!r}.",
                hint="Take the mark off, or look whether this is the start of a paragraph.",
            )


def _headings(article: Article) -> Iterator[tuple[str, str]]:
    """Node path and text of everything that is set as a heading."""
    for name in ("kicker", "title", "deck"):
        yield name, getattr(article, name)
    for index, section in enumerate(article.sections):
        yield f"sections[{index}]", walk.plain(section.heading)
    for where, block in walk.blocks(article):
        match block:
            case Subheading():
                yield where, walk.plain(block.content)
            case Box():
                yield where, walk.plain(block.title)
            case _:
                pass


def _lone_letters(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """One section that is lettered alone: there is no second, or the others carry none."""
    article = reading.article
    headings = [walk.plain(section.heading) for section in article.sections]
    if article.numbering != "none":
        lone = [0] if len(headings) == 1 else []
    else:
        lone = [i for i, heading in enumerate(headings) if _LETTERED.match(heading)]
    if len(lone) == 1:
        yield Notice(
            code="letter-alone",
            severity="warning",
            where=f"sections[{lone[0]}]",
            text=f"Only the section {headings[lone[0]]!r} is numbered.",
            hint="Number the others too, or none; or look for a section that is lost.",
        )


STRUCTURE = (
    _empty_sections,
    _headless_sections,
    _repeated_headings,
    _jumping_levels,
    _stopped_headings,
    _lone_letters,
)
