"""Normal: the article that a Word file of it holds.

What Word cannot tell apart is told here in one way, so that an article that nobody edited comes
back as it went out:

- the channel's own title, digest and cover stand for the article's; `channels` and `accept` are
  not in the file;
- emphasis has no order: a link stands outermost, then strong, emphasis, superscript, subscript; of
  a superscript in a subscript the inner one counts; a footnote's mark has no emphasis;
- neighbouring stretches of code in one look are one; code that is emphasised is emphasised text;
- a link that Word cannot have is its text, one that it can is a URI; one within the article leads
  to the anchor that its section or figure has in the end;
- quotations that touch are one; a list or quotation with nothing in it but another is that other
  where indents say no more;
- keywords with a comma and a space in them are two;
- an address or cover of more than 255 characters is not in the file, nor is an id in its
  properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

import msgspec

from pubkit.admit import admit
from pubkit.model import (
    Article,
    Block,
    Box,
    Figure,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Table,
)
from pubkit.readers.word.inlines import Aim, leaves, nested
from pubkit.readers.word.rows import built, rows
from pubkit.renderers.word.links import address
from pubkit.walk import adapted, anchors

__all__ = ["CHANNEL", "keywords", "named", "normalised", "relinked"]

CHANNEL = "docx"
"""Whose title, digest and cover a Word file has."""
_LONGEST = 255
"""Characters of a custom property."""
_MAX_TOOLTIP = 260
"""The longest screen tip that Word takes."""
_HERE = "#\0"
"""What a link within the article begins with until its target's anchor is known."""


def normalised(article: Article) -> Article:
    """The article as it comes back from a Word file that nobody edited; once more changes nothing.

    A photo that is not in the assets stays awaited under its key.
    """
    article = adapted(admit(article), CHANNEL)
    names = {anchor: f"{_HERE}{path}" for path, anchor in anchors(article).items()}
    done = _Normal(names, article.url).article(article)
    order = list(anchors(article))
    targets = dict(zip(order, anchors(done).values(), strict=True))
    return admit(relinked(done, {f"{_HERE}{path}": name for path, name in targets.items()}))


def keywords(line: str) -> tuple[str, ...]:
    """The subject words in a core property."""
    return tuple(word for word in line.split(", ") if word)


def relinked(article: Article, targets: Mapping[str, str]) -> Article:
    """The article with each of `targets` among its links' targets led to an anchor."""
    return _Relinked(targets).article(article)


def named(article: Article, ids: Mapping[str, str]) -> Article:
    """The article with the id of each section and figure replaced by what it stands for."""
    return _Named(ids).article(article)


class _Blocks:
    """A walk that changes every piece of inline content."""

    def content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        raise NotImplementedError

    def article(self, article: Article) -> Article:
        return msgspec.structs.replace(
            article,
            lead=self.blocks(article.lead),
            sections=tuple(
                Section(self.content(s.heading), self.blocks(s.blocks), s.id)
                for s in article.sections
            ),
        )

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return Paragraph(self.content(block.content))
            case Subheading():
                return Subheading(self.content(block.content), block.level)
            case Figure():
                return msgspec.structs.replace(block, caption=self.content(block.caption))
            case Quote():
                return Quote(self.blocks(block.blocks))
            case List():
                items = tuple(Item(self.blocks(item.blocks)) for item in block.items)
                return msgspec.structs.replace(block, items=items)
            case Table():
                header = tuple(map(self.content, block.header))
                body = tuple(tuple(map(self.content, row)) for row in block.rows)
                return Table(header, body, block.align)
            case Box():
                return Box(self.content(block.title), self.blocks(block.blocks))
            case _:
                assert_never(block)


class _Normal(_Blocks):
    def __init__(self, names: Mapping[str, str], url: str) -> None:
        self._aim: Aim = lambda href: (
            names.get(href[1:], "") if href.startswith("#") else address(href, url) or ""
        )

    def content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return nested(leaves(content, self._aim))

    def article(self, article: Article) -> Article:
        done = super().article(article)
        return admit(
            msgspec.structs.replace(
                done,
                lead=built(rows(done.lead)),
                sections=tuple(
                    Section(s.heading, built(rows(s.blocks)), s.id) for s in done.sections
                ),
                keywords=keywords(", ".join(article.keywords)),
                url=_short(article.url),
                cover=_short(article.cover),
                channels=(),
                accept=(),
            )
        )


class _Named(_Blocks):
    def __init__(self, ids: Mapping[str, str]) -> None:
        self._ids = ids

    def content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return content

    def article(self, article: Article) -> Article:
        done = super().article(article)
        sections = tuple(
            msgspec.structs.replace(s, id=self._ids.get(s.id, "")) for s in done.sections
        )
        return msgspec.structs.replace(done, sections=sections)

    def block(self, block: Block) -> Block:
        if isinstance(block, Figure):
            return msgspec.structs.replace(block, id=self._ids.get(block.id, ""))
        return super().block(block)


class _Relinked(_Blocks):
    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = targets

    def content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(self.inline, content))

    def inline(self, node: Inline) -> Inline:
        inner = getattr(node, "content", None)
        if inner is None:
            return node
        content = self.content(inner)
        if isinstance(node, Link) and node.href in self._targets:
            href = f"#{self._targets[node.href]}"
            return msgspec.structs.replace(node, href=href, content=content)
        return msgspec.structs.replace(node, content=content)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else ""
