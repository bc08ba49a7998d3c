"""Rules on text that stops in mid-sentence, or begins there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pubkit import walk
from pubkit.checks.excerpt import head, tail
from pubkit.checks.stops import body, has_tail, holds_sentence, is_open, runs_on
from pubkit.model import Article, Block, Figure, Paragraph, Section, Subheading
from pubkit.notice import Notice
from pubkit.patterns import pattern
from pubkit.reading import Reading

__all__ = ["ENDINGS"]

_CARELESS = 4
"""So many open ends are the author's way of writing, where they outnumber the closed."""


class _Part(Struct, frozen=True):
    """Blocks that are read on end: nothing but photos is left out between them."""

    name: str
    """What it is called in a sentence."""
    blocks: Sequence[tuple[str, Block]]
    """Node path and block."""


def _open_ends(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """Paragraphs that end without any final mark."""
    found: list[Notice] = []
    closed = 0
    for part in _parts(reading.article):
        texts = [body(block) for _, block in part.blocks]
        for index, (where, block) in enumerate(part.blocks):
            if not isinstance(block, Paragraph):
                continue
            if not is_open(texts, index):
                closed += 1
            elif index + 1 == len(texts):
                found.append(_truncated(part, where, texts[index]))
            elif texts[index + 1] and runs_on(texts[index]) and not _is_deck(where, texts[0]):
                found.append(_unfinished(where, texts[index]))
    if len(found) < _CARELESS or len(found) <= closed:
        yield from found


def _truncated(part: _Part, where: str, text: str) -> Notice:
    if text[-1] in "；;" or has_tail(text):
        return _unfinished(where, text)
    return Notice(
        code="section-truncated",
        severity="error",
        where=where,
        text=f"{part.name} stops in mid-sentence: {tail(text)}.",
        hint="Find out how it went on: the foot of its column is probably lost.",
        quote=text[-8:],
    )


def _unfinished(where: str, text: str) -> Notice:
    return Notice(
        code="paragraph-open",
        severity="warning",
        where=where,
        text=f"The paragraph ends without a stop: {tail(text)}.",
        hint="Join it to the next one, or end it.",
        quote=text[-8:],
    )


def _is_deck(where: str, text: str) -> bool:
    """Whether this is the article's first line and may be a deck that was taken for text."""
    return where == "lead[0]" and not holds_sentence(text)


def _parts(article: Article) -> Iterator[_Part]:
    lead = "The text before the first heading" if article.sections else "The text"
    yield from _split(lead, "lead", article.lead)
    for index, section in enumerate(article.sections):
        name = f"The section 「{walk.plain(section.heading)}」"
        yield from _split(name, f"sections[{index}].blocks", section.blocks)


def _split(name: str, path: str, siblings: Iterable[Block]) -> Iterator[_Part]:
    """The siblings without photos, parted at each subheading."""
    blocks: list[tuple[str, Block]] = []
    for index, block in enumerate(siblings):
        if isinstance(block, Subheading):
            yield _Part(name, tuple(blocks))
            blocks, name = [], f"The part 「{walk.plain(block.content)}」"
        elif not isinstance(block, Figure):
            blocks.append((f"{path}[{index}]", block))
    yield _Part(name, tuple(blocks))


# ── beginnings ──────────────────────────────────────────────────────────────────────────────

_ONWARDS = pattern(
    r"(?:同时|此外|另外|其中|对此|与此同时|除此之外)[，,]"
    r"|(?:Meanwhile|Moreover|In addition|Besides), "
)
_ASPECT = pattern(r"(?P<aspect>[^，。：；“”]{2,12})方面[，：]")


def _doubtful_starts(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """Sections whose first words lean on something that is not there."""
    sections = reading.article.sections
    openings = [_first(section) for section in sections]
    in_turn = sum(_ASPECT.match(text) is not None for text in openings) > 1
    for index, (section, opening) in enumerate(zip(sections, openings, strict=True)):
        if _ONWARDS.match(opening) or (not in_turn and _is_aspect(section, opening)):
            yield Notice(
                code="section-start-doubtful",
                severity="info",
                where=f"sections[{index}].blocks[0]",
                text=f"The section 「{walk.plain(section.heading)}」 begins as if something stood "
                f"before: {head(opening)}.",
                hint="Look whether its first lines are lost or stand elsewhere.",
                quote=opening[:8],
            )


def _first(section: Section) -> str:
    first = section.blocks[0] if section.blocks else None
    return walk.plain(first.content) if isinstance(first, Paragraph) else ""


def _is_aspect(section: Section, opening: str) -> bool:
    """`X方面，` where neither the heading names X nor a later paragraph goes on to the next one."""
    match = _ASPECT.match(opening)
    if match is None or match["aspect"].removeprefix("在") in walk.plain(section.heading):
        return False
    others = (b for b in section.blocks[1:] if isinstance(b, Paragraph))
    return not any(_ASPECT.match(walk.plain(other.content)) for other in others)


ENDINGS = (_open_ends, _doubtful_starts)
