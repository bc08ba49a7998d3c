"""Inlines: leaves of one look each as the model's nested nodes, in one canonical nesting.

A run of Word has a set of looks, not a nesting: bold within italic and italic within bold are the
same. A link stands outermost, then strong, emphasis, superscript, subscript.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from pubkit.model import (
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Link,
    Strong,
    Sub,
    Sup,
    Text,
)
from pubkit.readers.word.flow import Leaf, Mark, Picture, Target

__all__ = ["Aim", "leaves", "nested"]

_NESTING: tuple[tuple[Mark, type[Strong | Emph | Sup | Sub]], ...] = (
    ("strong", Strong), ("emph", Emph), ("sup", Sup), ("sub", Sub),
)  # fmt: skip
"""Outermost first."""
_MARK: dict[type[Inline], Mark] = {kind: mark for mark, kind in _NESTING}
_HEIGHTS: frozenset[Mark] = frozenset({"sup", "sub"})

Aim = Callable[[str], str]
"""Where a link leads in Word, by its target as written; empty where Word has no such link."""


def leaves(content: Iterable[Inline], aim: Aim) -> list[Leaf]:
    """The content as Word has it, a leaf a look."""
    return list(_Flat(aim).walk(content, frozenset(), None))


class _Flat:
    def __init__(self, aim: Aim) -> None:
        self._aim = aim
        self._links = 0

    def walk(
        self, content: Iterable[Inline], marks: frozenset[Mark], link: Target | None
    ) -> Iterator[Leaf]:
        for node in content:
            match node:
                case Text() | Code() | Break():
                    yield Leaf(node, marks, link)
                case Footnote():
                    note = Footnote(nested(leaves(node.content, self._aim)))
                    yield Leaf(note, frozenset(), link)
                case Link():
                    self._links += 1
                    href = self._aim(node.href)
                    inner = Target(href, node.title, self._links) if href else link
                    yield from self.walk(node.content, marks, inner)
                case Strong() | Emph() | Sup() | Sub():
                    own = _MARK[type(node)]
                    outer = marks - _HEIGHTS if own in _HEIGHTS else marks
                    yield from self.walk(node.content, outer | {own}, link)
                case _:
                    assert_never(node)


def nested(found: Sequence[Leaf]) -> tuple[Inline, ...]:
    """The leaves as nodes; pictures and what is hidden are left out."""
    words = (_said(leaf) for leaf in _spaced(found) if not isinstance(leaf.node, Picture))
    shown = _with_breaks(list(words))
    content: list[Inline] = []
    for link, group in groupby(shown, key=lambda leaf: leaf.link):
        inner = _marked(list(group), _NESTING)
        content += (Link(link.href, tuple(inner), link.title),) if link else inner
    return tuple(content)


def _said(leaf: Leaf) -> Leaf:
    """The leaf; of code that is emphasised the emphasis alone, since a run has one named style."""
    if isinstance(leaf.node, Code) and "emph" in leaf.marks:
        return replace(leaf, node=Text(leaf.node.text))
    return leaf


def _spaced(found: Sequence[Leaf]) -> Iterator[Leaf]:
    """Without what is hidden, but for white space before a break, which that break stands for."""
    at = 0
    while at < len(found):
        leaf = found[at]
        at += 1
        if not leaf.hidden:
            yield leaf
        elif at < len(found) and isinstance(found[at].node, Break) and _is_blank(leaf):
            yield replace(leaf, hidden=False)
            at += 1


def _is_blank(leaf: Leaf) -> bool:
    return isinstance(leaf.node, Text) and bool(leaf.node.text) and not leaf.node.text.strip()


def _with_breaks(found: Sequence[Leaf]) -> list[Leaf]:
    """The leaves, each break in the look that both its neighbours share."""
    done = list(found)
    after: frozenset[Mark] = frozenset()
    behind: list[frozenset[Mark]] = []
    for leaf in reversed(done):
        behind.append(after)
        after = after if isinstance(leaf.node, Break) else leaf.marks
    before: frozenset[Mark] = frozenset()
    for at, leaf in enumerate(done):
        if isinstance(leaf.node, Break):
            done[at] = replace(leaf, marks=before & behind[-1 - at])
        else:
            before = leaf.marks
    return done


def _marked(
    found: Sequence[Leaf], nesting: Sequence[tuple[Mark, type[Strong | Emph | Sup | Sub]]]
) -> list[Inline]:
    if not nesting:
        return _joined(found)
    (mark, kind), rest = nesting[0], nesting[1:]
    content: list[Inline] = []
    for inside, group in groupby(found, key=lambda leaf: mark in leaf.marks):
        inner = _marked(list(group), rest)
        content += (kind(tuple(inner)),) if inside else inner
    return content


def _joined(found: Sequence[Leaf]) -> list[Inline]:
    """Nodes of one look, neighbouring characters in one."""
    content: list[Inline] = []
    for kind, group in groupby(found, key=lambda leaf: type(leaf.node)):
        nodes = [leaf.node for leaf in group]
        if kind is Text or kind is Code:
            text = "".join(node.text for node in nodes if isinstance(node, Text | Code))
            content += [Text(text) if kind is Text else Code(text)] if text else []
        else:
            content += [node for node in nodes if not isinstance(node, Picture)]
    return content
