"""Parts: an article as a proofreader goes through it, one stretch of text after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from pubkit import walk, wording
from pubkit.assets import NO_ASSETS, Assets
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

__all__ = ["Form", "Part", "article_parts", "linked"]

Form: TypeAlias = tuple[tuple[str, object], ...]
"""What a part is beside its text: name and value of each trait."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text with its place."""

    kind: str
    """What it is: a kind of the proof, or a field of the head."""
    where: str
    """Its node path."""
    text: str
    """Its words; of a picture its key, of a link its target."""
    form: Form = ()
    """What the words do not show."""


_TRAITS = "emphasis or links"
_FRONT = ("kicker", "title", "deck")
_HEAD = ("photo_credit", "source", "digest", "url", "lang", "cover", "numbering")


def article_parts(article: Article, assets: Assets = NO_ASSETS) -> tuple[Part, ...]:
    """Everything that can be read in `article` or its head, in reading order.

    Its id is left out: of two copies of one article, one may have none.
    """
    return tuple(part for part in _parts(article, assets) if part.text)


def linked(article: Article) -> Iterator[str]:
    """The words of every link, which a channel may repeat beside the link's target."""
    for part in article_parts(article):
        for name, traits in part.form:
            if name == _TRAITS and isinstance(traits, tuple):
                yield from (text for kind, text in traits if kind == "Link")


def _parts(article: Article, assets: Assets) -> Iterator[Part]:
    for name in _FRONT:
        yield Part(name, name, getattr(article, name))
    body = _Body(assets)
    yield from body.blocks("lead", article.lead)
    for i, section in enumerate(article.sections):
        yield from body.section(f"sections[{i}]", section)
    words = wording.of(article)
    for i, credit in enumerate(article.credits):
        line = f"{credit.role}{words.colon}{words.comma.join(credit.names)}"
        yield Part("byline", f"credits[{i}]", line)
    for name in _HEAD:
        yield Part(name.replace("_", " "), name, getattr(article, name))
    for name in ("published", "updated"):
        moment = getattr(article, name)
        yield Part(name, name, moment.isoformat() if moment else "")
    yield Part("keywords", "keywords", words.comma.join(article.keywords))
    for i, own in enumerate(article.channels):
        for name in ("title", "author", "digest", "cover"):
            yield Part(f"{own.channel} {name}", f"channels[{i}].{name}", getattr(own, name) or "")


class _Body:
    """Lead and sections in reading order."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    def section(self, path: str, section: Section) -> Iterator[Part]:
        anchor = (("anchor", section.id),)
        yield from _line("heading", f"{path}.heading", section.heading, anchor)
        yield from self.blocks(f"{path}.blocks", section.blocks)

    def blocks(
        self, path: str, blocks: Iterable[Block], kind: str = "paragraph", setting: str = ""
    ) -> Iterator[Part]:
        for i, block in enumerate(blocks):
            yield from self._block(f"{path}[{i}]", block, kind, setting)

    def _block(self, path: str, block: Block, kind: str, setting: str) -> Iterator[Part]:
        form: Form = (("setting", setting),)
        match block:
            case Paragraph():
                yield from _line(kind, path, block.content, form)
            case Subheading():
                yield from _line("heading", path, block.content, (("level", block.level), *form))
            case Figure():
                yield from self._figure(path, block)
            case Quote():
                yield from self.blocks(f"{path}.blocks", block.blocks, kind, f"{setting}quote ")
            case List():
                inner = f"{setting}{'numbered' if block.ordered else 'list'} "
                for n, item in enumerate(block.items):
                    place = f"{path}.items[{n}].blocks"
                    yield from self.blocks(place, item.blocks, "list item", inner)
            case Table():
                for n, row in enumerate((block.header, *block.rows)):
                    for m, cell in enumerate(row):
                        yield from _line("table cell", f"{path}[{n}][{m}]", cell)
            case Box():
                yield from _line("heading", f"{path}.title", block.title)
                yield from self.blocks(f"{path}.blocks", block.blocks, kind, f"{setting}box ")
            case _:
                assert_never(block)

    def _figure(self, path: str, figure: Figure) -> Iterator[Part]:
        asset = self._assets.get(figure.photo or "")
        form = (
            ("content", asset.sha256 if asset else ""),
            ("place", figure.place),
            ("focus", figure.focus),
            ("cropping", figure.crop),
            ("anchor", figure.id),
        )
        yield Part("picture", path, figure.photo or "", form)
        yield from _line("caption", f"{path}.caption", figure.caption)
        yield Part("credit", f"{path}.credit", figure.credit)
        yield Part("alt", f"{path}.alt", figure.alt)


def _line(kind: str, where: str, content: Iterable[Inline], form: Form = ()) -> Iterator[Part]:
    """The line, then its notes and the targets of its links."""
    content = tuple(content)
    nodes = tuple(_nodes(content))
    traits = tuple(
        (type(n).__name__, walk.plain(n))
        for n in nodes
        if not isinstance(n, Text | Break | Footnote)
    )
    yield Part(kind, where, walk.plain(content), ((_TRAITS, traits), *form))
    for node in nodes:
        if isinstance(node, Footnote):
            yield Part("footnote", where, walk.plain(node.content))
        elif isinstance(node, Link) and walk.plain(node) != node.href:
            yield Part("link", where, node.href)


def _nodes(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every node of the line, outer before inner."""
    for inline in content:
        yield inline
        match inline:
            case Strong() | Emph() | Sup() | Sub() | Link() | Footnote():
                yield from _nodes(inline.content)
            case Text() | Code() | Break():
                pass
            case _:
                assert_never(inline)
