"""The one door into the model: what passes it is valid, normalised and bounded."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import TypeAlias, assert_never

import msgspec

from pubkit.characters import LINE_BREAKS, names, strip_illegal
from pubkit.errors import ModelError, located
from pubkit.model import (
    MAX_DEPTH,
    Article,
    Block,
    Box,
    Break,
    Code,
    Emph,
    Figure,
    Footnote,
    Inline,
    Item,
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

__all__ = ["admit", "from_builtins"]

Wrapping: TypeAlias = Strong | Emph | Sup | Sub
"""What only changes how its content looks."""


def from_builtins(data: object) -> Article:
    """The article that plain dicts and lists (decoded JSON) describe, admitted.

    Raises: ModelError naming the node.
    """
    try:
        return admit(msgspec.convert(data, Article))
    except msgspec.ValidationError as error:
        raise ModelError(located(str(error), "article")) from error
    except RecursionError as error:
        raise ModelError(_TOO_DEEP.format(path="the article")) from error


def admit(article: Article) -> Article:
    """The article, checked and normalised; the same object's equal if it was so already.

    Checked: every type (a struct called directly checks nothing), characters, unique anchors,
    tables' shape, nesting (at most `MAX_DEPTH`), no link in a link, no footnote in a footnote.

    Normalised, since no channel can tell the difference: adjacent Texts are one; empty Texts and
    empty emphasis go; emphasis of one kind, nested or adjacent, is one; a Link without text shows
    its target; a Break at either end of its block goes; a Paragraph, Subheading or Quote without
    content goes; credits without names go; a photo's key is the shortest form of its path.

    Raises: ModelError naming the node.
    """
    try:
        typed = msgspec.convert(msgspec.to_builtins(article), Article)
    except msgspec.ValidationError as error:
        raise ModelError(located(str(error), "article")) from error
    except (TypeError, RecursionError) as error:
        raise ModelError(f"this is not an article: {error}") from error
    return _Door().article(typed)


_TOO_DEEP = "{path} nests deeper than " + f"{MAX_DEPTH} levels; flatten it"


class _Door:
    """One walk over one article."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def article(self, article: Article) -> Article:
        for name in ("title", "kicker", "deck", "photo_credit", "source", "id", "url", "lang",
                     "digest", "cover"):  # fmt: skip
            self._line(name, getattr(article, name))
        for name in ("keywords", "accept"):
            self._lines(name, getattr(article, name))
        if not article.title.strip():
            raise ModelError("title: an article needs one; write title in its head")
        self._overrides(article)
        for index, credit in enumerate(article.credits):
            self._lines(f"credits[{index}]", (credit.role, *credit.names))
        return msgspec.structs.replace(
            article,
            credits=tuple(credit for credit in article.credits if credit.names),
            cover=_key(article.cover),
            channels=tuple(
                msgspec.structs.replace(own, cover=own.cover and _key(own.cover))
                for own in article.channels
            ),
            lead=self._blocks("lead", article.lead, 1),
            sections=tuple(
                self._section(f"sections[{index}]", section)
                for index, section in enumerate(article.sections)
            ),
        )

    def _overrides(self, article: Article) -> None:
        seen: set[str] = set()
        for index, own in enumerate(article.channels):
            place = f"channels[{index}]"
            if own.channel in seen:
                raise ModelError(f"{place}: {own.channel!r} stands twice; keep one")
            if own.title is not None and not own.title.strip():
                raise ModelError(f"{place}.title: it is empty; leave it out to keep the article's")
            seen.add(own.channel)
            words = (own.channel, own.title, own.author, own.digest, own.cover)
            self._lines(place, [word for word in words if word is not None])

    def _section(self, path: str, section: Section) -> Section:
        self._claim(path, section.id)
        return msgspec.structs.replace(
            section,
            heading=self._content(f"{path}.heading", section.heading, 1),
            blocks=self._blocks(f"{path}.blocks", section.blocks, 1),
        )

    # ── blocks ──────────────────────────────────────────────────────────────────────────────

    def _blocks(self, path: str, siblings: Iterable[Block], depth: int) -> tuple[Block, ...]:
        if depth > MAX_DEPTH:
            raise ModelError(_TOO_DEEP.format(path=path))
        done = (self._block(f"{path}[{i}]", block, depth) for i, block in enumerate(siblings))
        return tuple(block for block in done if not _is_void(block))

    def _block(self, path: str, block: Block, depth: int) -> Block:
        match block:
            case Paragraph() | Subheading():
                content = self._content(f"{path}.content", block.content, depth)
                return msgspec.structs.replace(block, content=content)
            case Figure():
                return self._figure(path, block, depth)
            case Quote():
                inner = self._blocks(f"{path}.blocks", block.blocks, depth + 1)
                return Quote(inner)
            case List():
                return self._list(path, block, depth)
            case Table():
                return self._table(path, block, depth)
            case Box():
                return Box(
                    self._content(f"{path}.title", block.title, depth),
                    self._blocks(f"{path}.blocks", block.blocks, depth + 1),
                )
            case _:
                assert_never(block)

    def _figure(self, path: str, figure: Figure, depth: int) -> Figure:
        self._claim(path, figure.id)
        self._lines(path, (figure.credit, figure.alt, figure.photo or ""))
        caption = self._content(f"{path}.caption", figure.caption, depth)
        return msgspec.structs.replace(
            figure, caption=caption, photo=_key(figure.photo or "") or None
        )

    def _list(self, path: str, block: List, depth: int) -> List:
        if not block.items:
            raise ModelError(f"{path}: a list needs at least one item")
        items = tuple(
            Item(self._blocks(f"{path}.items[{i}].blocks", item.blocks, depth + 1))
            for i, item in enumerate(block.items)
        )
        return msgspec.structs.replace(
            block, items=items, start=block.start if block.ordered else 1
        )

    def _table(self, path: str, table: Table, depth: int) -> Table:
        width = len(table.header)
        if not width:
            raise ModelError(f"{path}: a table needs at least one column head")
        for i, row in enumerate(table.rows):
            if len(row) != width:
                raise ModelError(f"{path}.rows[{i}]: {len(row)} cells under {width} column heads")
        if table.align and len(table.align) != width:
            raise ModelError(f"{path}.align: {len(table.align)} for {width} columns")
        return Table(
            self._cells(f"{path}.header", table.header, depth),
            tuple(self._cells(f"{path}.rows[{i}]", row, depth) for i, row in enumerate(table.rows)),
            table.align if any(table.align) else (),
        )

    def _cells(
        self, path: str, row: Sequence[Sequence[Inline]], depth: int
    ) -> tuple[tuple[Inline, ...], ...]:
        return tuple(self._content(f"{path}[{i}]", cell, depth) for i, cell in enumerate(row))

    # ── inline ──────────────────────────────────────────────────────────────────────────────

    def _content(self, path: str, content: Iterable[Inline], depth: int) -> tuple[Inline, ...]:
        """The content of a block: like `_run`, without breaks at its ends."""
        run = self._run(path, content, depth, frozenset())
        start = next((i for i, n in enumerate(run) if not isinstance(n, Break)), len(run))
        end = next((i for i, n in enumerate(reversed(run)) if not isinstance(n, Break)), 0)
        return run[start : len(run) - end]

    def _run(
        self, path: str, content: Iterable[Inline], depth: int, inside: frozenset[type]
    ) -> tuple[Inline, ...]:
        if depth > MAX_DEPTH:
            raise ModelError(_TOO_DEEP.format(path=path))
        run: list[Inline] = []
        for index, inline in enumerate(content):
            for node in self._inline(f"{path}[{index}]", inline, depth, inside):
                _append(run, node)
        return tuple(run)

    def _inline(
        self, path: str, inline: Inline, depth: int, inside: frozenset[type]
    ) -> tuple[Inline, ...]:
        """What stands for the node: nothing, itself, or its content where it adds nothing."""
        match inline:
            case Text() | Code():
                self._line(f"{path}.text", inline.text)
                return (inline,) if inline.text else ()
            case Break():
                return (inline,)
            case Strong() | Emph() | Sup() | Sub():
                return self._wrapped(path, inline, depth, inside)
            case Link() | Footnote():
                return self._once(path, inline, depth, inside)
            case _:
                assert_never(inline)

    def _wrapped(
        self, path: str, node: Wrapping, depth: int, inside: frozenset[type]
    ) -> tuple[Inline, ...]:
        kind = type(node)
        content = self._run(f"{path}.content", node.content, depth + 1, inside | {kind})
        if kind in inside or not content:
            return content
        return (kind(content),)

    def _once(
        self, path: str, node: Link | Footnote, depth: int, inside: frozenset[type]
    ) -> tuple[Inline, ...]:
        kind = type(node)
        if kind in inside:
            raise ModelError(f"{path}: a {kind.__name__} cannot stand inside another")
        # A note is set elsewhere, in a voice of its own: the emphasis round its mark ends there.
        outer = inside & {Link} if isinstance(node, Footnote) else inside
        content = self._run(f"{path}.content", node.content, depth + 1, outer | {kind})
        if isinstance(node, Footnote):
            return (Footnote(content),) if content else ()
        self._lines(path, (node.href, node.title))
        return (Link(node.href, content or (Text(node.href),), node.title),)

    # ── text ────────────────────────────────────────────────────────────────────────────────

    def _claim(self, path: str, given: str) -> None:
        if not given:
            return
        self._line(f"{path}.id", given)  # whose pattern, as JSON Schema has it, ends before a \\n
        if given in self._ids:
            raise ModelError(f"{path}: id {given!r} belongs to {self._ids[given]} already")
        self._ids[given] = path

    def _lines(self, path: str, texts: Iterable[str]) -> None:
        for text in texts:
            self._line(path, text)

    def _line(self, path: str, text: str) -> None:
        removed = strip_illegal(text)[1]
        if removed:
            raise ModelError(f"{path}: {names(removed)} cannot be published; take it out")
        if LINE_BREAKS.search(text):
            raise ModelError(f"{path}: it holds a line break; use a Break or a new paragraph")


def _key(key: str) -> str:
    """A photo's key: a file's path without detours, a URL as it is."""
    return key if not key or "://" in key else posixpath.normpath(key)


def _append(run: list[Inline], node: Inline) -> None:
    """Add `node`, joined to the last one where both are the same thing."""
    last = run[-1] if run else None
    if isinstance(last, Text) and isinstance(node, Text):
        run[-1] = Text(last.text + node.text)
    elif isinstance(last, Wrapping) and isinstance(node, Wrapping) and type(node) is type(last):
        run[-1] = _joined(last, node)
    else:
        run.append(node)


def _joined(first: Wrapping, second: Wrapping) -> Wrapping:
    content = list(first.content)
    for node in second.content:
        _append(content, node)
    return type(first)(tuple(content))


def _is_void(block: Block) -> bool:
    match block:
        case Paragraph() | Subheading():
            return not block.content
        case Quote():
            return not block.blocks
        case Figure() | List() | Table() | Box():
            return False
        case _:
            assert_never(block)
