"""Ways through an article: its nodes with their places, plain text, letters, anchors."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, assert_never

import msgspec

from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Link,
    List,
    Numbering,
    Override,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)

__all__ = [
    "adapted",
    "anchors",
    "blocks",
    "bracketed",
    "figures",
    "heading",
    "label",
    "labels",
    "lines",
    "numeral",
    "override",
    "plain",
]


def blocks(article: Article) -> Iterator[tuple[str, Block]]:
    """Every block with its node path, outer before inner, in reading order."""
    yield from _below("lead", article.lead)
    for index, section in enumerate(article.sections):
        yield from _below(f"sections[{index}].blocks", section.blocks)


def _below(path: str, siblings: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    for index, block in enumerate(siblings):
        place = f"{path}[{index}]"
        yield place, block
        match block:
            case Quote() | Box():
                yield from _below(f"{place}.blocks", block.blocks)
            case List():
                for number, item in enumerate(block.items):
                    yield from _below(f"{place}.items[{number}].blocks", item.blocks)
            case Paragraph() | Subheading() | Figure() | Table():
                pass
            case _:
                assert_never(block)


def figures(article: Article) -> Iterator[tuple[str, Figure]]:
    """Every figure with its node path, in reading order."""
    for path, block in blocks(article):
        if isinstance(block, Figure):
            yield path, block


Aside: TypeAlias = Callable[[str], str]
"""How plain text writes what stands beside it: a footnote, a link's target, a credit."""


def plain(content: Inline | Iterable[Inline], aside: Aside | None = None) -> str:
    """The text alone, of one node or of many: a Break is a line feed.

    Footnotes and the targets of links are left out, or stand where they belong as `aside` writes
    them.
    """
    if isinstance(content, Inline):
        return _plain(content, aside)
    return "".join(_plain(inline, aside) for inline in content)


def _plain(inline: Inline, aside: Aside | None) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Strong() | Emph() | Sup() | Sub():
            return plain(inline.content, aside)
        case Link():
            text = plain(inline.content, aside)
            return text if aside is None or text == inline.href else text + aside(inline.href)
        case Break():
            return "\n"
        case Footnote():
            return "" if aside is None else aside(plain(inline.content, aside))
        case _:
            assert_never(inline)


def bracketed(text: str) -> str:
    """`（…）`: the aside of Chinese text."""
    return f"（{text}）"


def lines(blocks: Iterable[Block], aside: Aside = bracketed) -> Iterator[str]:
    """The blocks in plain text, with all their words, for a channel that has no markup.

    `▲ ` stands before a caption, `1. ` or `· ` before a list's entry, a tab between two cells;
    credits, footnotes and the targets of links stand as `aside` writes them.
    """
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield plain(block.content, aside)
            case Figure():
                credit = aside(block.credit) if block.credit else ""
                yield f"▲ {plain(block.caption, aside)}{credit}"
            case Quote():
                yield from lines(block.blocks, aside)
            case List():
                yield "\n".join(_entries(block, aside))
            case Table():
                rows = (block.header, *block.rows)
                yield "\n".join("\t".join(plain(cell, aside) for cell in row) for row in rows)
            case Box():
                yield plain(block.title, aside)
                yield from lines(block.blocks, aside)
            case _:
                assert_never(block)


def _entries(block: List, aside: Aside) -> Iterator[str]:
    """An entry behind its mark; what it holds beside its first line is set in."""
    for number, item in enumerate(block.items, block.start):
        text = "\n".join(lines(item.blocks, aside)).replace("\n", "\n\u3000")
        yield f"{number}. {text}" if block.ordered else f"· {text}"


# ── letters ─────────────────────────────────────────────────────────────────────────────────

_DIGITS = "零一二三四五六七八九"


def _cjk(number: int) -> str:
    """一 … 九十九, 一百, … 九千九百九十九; beyond that digits.

    10 to 19 are 十, 十一, …, as headings are counted.
    """
    if number > 9999:
        return str(number)
    parts, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            parts += ("零" if gap and parts else "") + _DIGITS[digit] + name
        gap = not digit
    return parts[1:] if parts.startswith("一十") else parts


def _alpha(number: int) -> str:
    """A … Z, AA, AB, … as spreadsheets count columns."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_NUMERALS: dict[Numbering, Callable[[int], str]] = {
    "none": lambda number: "",
    "upper-alpha": _alpha,
    "cjk": _cjk,
    "decimal": str,
}


def numeral(numbering: Numbering, number: int) -> str:
    """The `number`-th label, counted from 1, without punctuation: `A`, `一`, `1`."""
    return _NUMERALS[numbering](number)


def labels(article: Article) -> tuple[str, ...]:
    """One label a section, in order; empty strings where sections are not lettered."""
    return tuple(numeral(article.numbering, n) for n in range(1, len(article.sections) + 1))


def label(article: Article, section: Section) -> str:
    """The section's letter, derived from its place: `A`, `一`, `1` or nothing.

    Raises: ValueError if `section` is not one of the article's own sections.
    """
    for number, candidate in enumerate(article.sections, 1):
        if candidate is section:
            return numeral(article.numbering, number)
    raise ValueError("the section does not belong to this article")


def heading(numbering: Numbering, label: str, text: str) -> str:
    """Label and heading text in one line of plain text: `A 围绕需求`, `一、围绕需求`."""
    if not label:
        return text
    return f"{label}、{text}" if numbering == "cjk" else f"{label} {text}".rstrip()


# ── anchors ─────────────────────────────────────────────────────────────────────────────────


def anchors(article: Article) -> dict[str, str]:
    """Node path of each section and figure → its anchor, unique in the article.

    An authored id stands. A derived one comes from the heading or the photo, not from the place,
    so that links outlive a reordering; twins are counted.
    """
    wanted = [
        (f"sections[{i}]", s.id, "s", plain(s.heading)) for i, s in enumerate(article.sections)
    ]
    wanted += [(path, f.id, "f", f.photo or plain(f.caption)) for path, f in figures(article)]
    taken = {given for _, given, _, _ in wanted if given}
    found: dict[str, str] = {}
    for path, given, prefix, words in wanted:
        found[path] = given or _fresh(prefix, words, taken)
    return found


def _fresh(prefix: str, words: str, taken: set[str]) -> str:
    base = f"{prefix}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    name, twin = base, 2
    while name in taken:
        name, twin = f"{base}-{twin}", twin + 1
    taken.add(name)
    return name


ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
"""The form of an authored anchor."""

# ── channels ────────────────────────────────────────────────────────────────────────────────


def override(article: Article, channel: str) -> Override:
    """What `channel` says differently; an empty Override if nothing."""
    for candidate in article.channels:
        if candidate.channel == channel:
            return candidate
    return Override(channel=channel)


def adapted(article: Article, channel: str) -> Article:
    """The article as `channel` publishes it: its own title, digest and cover in place.

    The author line is metadata and is left to `credits.author_line`.
    """
    own = override(article, channel)
    changes = {
        name: value
        for name in ("title", "digest", "cover")
        if (value := getattr(own, name)) is not None
    }
    return msgspec.structs.replace(article, **changes) if changes else article
