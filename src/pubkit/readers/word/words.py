"""Words: the part of a paragraph's leaves that a rule has kept as its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pubkit.characters import LINE_BREAKS, strip_illegal
from pubkit.model import Break, Code, Footnote, Inline, Text
from pubkit.readers.word.flow import Leaf, Picture
from pubkit.walk import plain

__all__ = ["bare", "joined", "line", "part"]


def line(text: str) -> str:
    """The text as one line that an article may hold."""
    return strip_illegal(LINE_BREAKS.sub(" ", text))[0]


def bare(content: Iterable[Inline]) -> str:
    """The words in one line."""
    return plain(content).replace("\n", " ")


def joined(found: Sequence[Sequence[Leaf]]) -> list[Leaf]:
    """The leaves of several paragraphs in one, a space between."""
    done: list[Leaf] = []
    for leaves in found:
        if done:
            done.append(Leaf(Text(" ")))
        done += leaves
    return [leaf for leaf in done if not isinstance(leaf.node, Picture) and not leaf.hidden]


def part(leaves: Sequence[Leaf], text: str, *, plain: bool) -> list[Leaf]:
    """The leaves of `text`, which stands among them; what a rule has reworded has no emphasis.

    `plain` takes off the emphasis that all of it has: a heading is bold by itself.
    """
    whole = "".join(map(_text, leaves))
    start = whole.find(text)
    if start < 0:
        notes = [leaf for leaf in leaves if isinstance(leaf.node, Footnote)]
        return [Leaf(Text(text)), *notes]
    found = list(_between(leaves, start, start + len(text)))
    words = [leaf for leaf in found if isinstance(leaf.node, Text) and leaf.node.text.strip()]
    if plain and words:
        shared = frozenset.intersection(*(leaf.marks for leaf in words))
        found = [replace(leaf, marks=leaf.marks - shared) for leaf in found]
    return found


def _between(leaves: Sequence[Leaf], start: int, end: int) -> Iterable[Leaf]:
    at = 0
    for leaf in leaves:
        text = _text(leaf)
        first, last = max(start - at, 0), min(end - at, len(text))
        if not text:
            if at >= start:
                yield leaf
        elif first < last and isinstance(leaf.node, Text | Code):
            yield replace(leaf, node=type(leaf.node)(text[first:last]))
        elif first < last:
            yield leaf
        at += len(text)


def _text(leaf: Leaf) -> str:
    match leaf.node:
        case Text() | Code():
            return leaf.node.text
        case Break():
            return " "
        case _:
            return ""
