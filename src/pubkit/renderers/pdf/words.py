"""Words that no line holds and that are set in more than one type.

`overflow-wrap: anywhere` parts a long word inside of one text alone. Where such a word begins in
plain type and goes on in a link or in bold, WeasyPrint 70 finds no end for the line and prints the
word out of its column, over what stands beside it. Zero-width spaces put into it let the line end
anywhere; `justification` takes them out before the page is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import accumulate, pairwise
from math import ceil
from unicodedata import category

from msgspec.structs import replace

from pubkit.characters import CLOSING, OPENING
from pubkit.display import LATIN
from pubkit.markup import Element, Node
from pubkit.renderers.pdf.composing import NEVER_FIRST, NEVER_LAST
from pubkit.renderers.pdf.quotes import INLINE, MARK

__all__ = ["partable"]

_LONG = 0.7
"""How much of its column a word takes to be a long one: lists are set in, and letters are wide."""
_WIDE = "\u2e80-\ufaff\uff00-\uff60\U0001f000-\U0003ffff"
"""Chinese, Japanese and Korean characters and pictures: lines end between them."""
_NO_TEXT = "\n"
"""Stands for an element's edge at which words end."""


def partable(tree: Element, room: float) -> Element:
    """The tree, its long words of several texts with a mark wherever a line may end in them.

    `room` is what a column holds, in em.
    """
    texts = [*_texts(tree)]
    starts = [*accumulate(map(len, texts), initial=0)]
    edges = {*starts}
    marks: set[int] = set()
    whole = "".join(texts)
    for word in _words(ceil(room * _LONG / LATIN)).finditer(whole):
        if edges.intersection(range(word.start() + 1, word.end())):
            places = pairwise(range(*word.span()))
            marks.update(at for before, at in places if _may_part(whole[before], whole[at]))
    marked = (_marked(whole, span, marks) for span in pairwise(starts))
    return _with_texts(tree, marked, room)


def _marked(text: str, span: tuple[int, int], marks: Set[int]) -> str:
    """What stands in the text there, with its marks."""
    if marks.isdisjoint(range(*span)):
        return text[slice(*span)]
    return "".join(MARK + text[at] if at in marks else text[at] for at in range(*span))


@cache
def _words(length: int) -> re.Pattern[str]:
    """Words of at least so many characters, up to where a line ends by itself (UAX #14)."""
    opening, closing = _listed(OPENING), _listed(CLOSING)
    latin = rf"[^\s{MARK}/?\-{_WIDE}{opening}{closing}]|[/?\-](?![A-Za-z])"
    before = f"(?:(?<![{opening}])[{opening}]+)?"  # not tried again from each of many marks
    return re.compile(f"{before}(?:{latin}){{{length},}}[{closing}]*")


def _listed(characters: frozenset[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


def _may_part(before: str, after: str) -> bool:
    if before in NEVER_LAST or after in NEVER_FIRST:
        return False
    return category(after)[0] != "M" and "Cf" not in (category(before), category(after))


def _texts(element: Element) -> Iterator[str]:
    """The texts below an element in order, with what parts words. Notes stand at the foot."""
    edge = () if element.tag in INLINE else (_NO_TEXT,)
    yield from edge
    for node in element.children:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Element) and not _is_note(node):
            yield from _texts(node)
    yield from edge


def _with_texts(element: Element, texts: Iterator[str], room: float) -> Element:
    """The element with these in place of what `_texts` gave, and its notes seen to."""
    edge = element.tag not in INLINE
    if edge:
        next(texts)
    children: list[Node] = []
    for node in element.children:
        if isinstance(node, str):
            children.append(next(texts))
        elif isinstance(node, Element):
            note = _is_note(node)
            children.append(partable(node, room) if note else _with_texts(node, texts, room))
        else:
            children.append(node)
    if edge:
        next(texts)
    return replace(element, children=tuple(children))


def _is_note(element: Element) -> bool:
    return element.attributes.get("class") == "footnote"
