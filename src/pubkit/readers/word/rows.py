"""Rows: an article's blocks as Word has them, one below the other, and back into a tree.

Word knows no quotation that holds a list and no list that holds a box: it knows paragraphs, each
so far from the edge, some of them counted. A row is such a paragraph (or table, or figure) with
how many lists and quotations it stands in. `rows` lays a tree out, `built` raises one again; what
differs between a tree and the tree built of its rows is what Word cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from pubkit.model import (
    Block,
    Box,
    Figure,
    Item,
    List,
    Paragraph,
    Quote,
    Subheading,
    Table,
)

__all__ = ["Row", "Start", "built", "rows"]


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a list's entry."""

    list: str
    """Which list it belongs to; empty where its number is typed and says it."""
    ordered: bool
    """Whether it is counted."""
    value: int = 1
    """Its number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the document."""

    block: Block | None
    """What stands there; None for an entry that begins with nothing, or a list, figure or table."""
    lists: int = 0
    """How many lists it stands in, its own not counted if it begins an entry."""
    quotes: int = 0
    """How many quotations it stands in."""
    start: Start | None = None
    """The entry that begins here."""


def rows(blocks: Iterable[Block], lists: int = 0, quotes: int = 0) -> Iterator[Row]:
    """The blocks, laid out."""
    for block in blocks:
        match block:
            case Paragraph() | Subheading() | Figure() | Table():
                yield Row(block, lists, quotes)
            case Quote():
                yield from rows(block.blocks, lists, quotes + 1)
            case List():
                yield from _entries(block, lists, quotes)
            case Box():
                yield Row(Box(block.title, built(rows(block.blocks))), lists, quotes)
            case _:
                assert_never(block)


def _entries(block: List, lists: int, quotes: int) -> Iterator[Row]:
    for value, item in enumerate(block.items, block.start):
        first = item.blocks[0] if item.blocks else None
        start = Start(f"list {id(block)}", block.ordered, value)
        words = first if isinstance(first, Paragraph) else None
        yield Row(words, lists, quotes, start)
        yield from rows(item.blocks[1:] if words else item.blocks, lists + 1, quotes)


@dataclass(slots=True)
class _Open:
    """A container that is still being filled."""

    kind: Literal["root", "quote", "list"]
    blocks: list[Block | _Open] = field(default_factory=list)
    """Of a list, the entry that is being filled."""
    items: list[list[Block | _Open]] = field(default_factory=list)
    start: Start | None = None


def built(found: Iterable[Row]) -> tuple[Block, ...]:
    """The rows as a tree: each in the innermost open container that it is deep enough for."""
    root = _Open("root")
    stack = [root]
    for row in found:
        del stack[_depth(stack, row) :]
        missing = row.quotes - sum(one.kind == "quote" for one in stack)
        for _ in range(missing):
            stack.append(_opened(stack[-1], _Open("quote")))
        if row.start is not None:
            _begin(stack, row.start)
        if row.block is not None:
            stack[-1].blocks.append(row.block)
    return _closed(root.blocks)


def _depth(stack: Sequence[_Open], row: Row) -> int:
    """How much of the stack the row stands in; of an entry, its own list included."""
    lists = quotes = 0
    for at, one in enumerate(stack):
        if one.kind == "quote":
            quotes += 1
        elif one.kind == "list":
            if lists == row.lists and quotes == row.quotes and _goes_on(one, row.start):
                return at + 1
            lists += 1
        if lists > row.lists or quotes > row.quotes:
            return at
    return len(stack)


def _goes_on(one: _Open, start: Start | None) -> bool:
    """Whether the entry belongs to the list."""
    if start is None or one.start is None or start.ordered != one.start.ordered:
        return False
    if start.list or one.start.list:
        return start.list == one.start.list
    return start.value == one.start.value + len(one.items)


def _begin(stack: list[_Open], start: Start) -> None:
    last = stack[-1]
    if not (last.kind == "list" and _is_own(last, start)):
        last = _opened(last, _Open("list", start=start))
        stack.append(last)
    last.blocks = []
    last.items.append(last.blocks)


def _is_own(last: _Open, start: Start) -> bool:
    """Whether the list that is open is the entry's own, and not one that it stands in."""
    return _goes_on(last, start)


def _opened(outer: _Open, inner: _Open) -> _Open:
    outer.blocks.append(inner)
    return inner


def _closed(found: Sequence[Block | _Open]) -> tuple[Block, ...]:
    return tuple(_close(one) if isinstance(one, _Open) else one for one in found)


def _close(one: _Open) -> Block:
    if one.kind == "quote":
        return Quote(_closed(one.blocks))
    assert one.start is not None
    items = tuple(Item(_closed(blocks)) for blocks in one.items)
    ordered = one.start.ordered
    return List(items, ordered=ordered, start=one.start.value if ordered else 1)
