"""The lines of a paragraph chosen together, as a compositor does, before WeasyPrint sets them.

WeasyPrint puts into each line what goes in; a line that cannot take the next word then stands wide
among tight ones. Here all the lines of a paragraph are chosen so that they come out even: a mark
may give up its blank half, a figure keeps its measure where that costs no ugly line, and opening
and closing marks at a line's ends are reckoned with half their width. The choice is written into
the text as line feeds, which `white-space: pre` obeys; `justification` spreads the lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf
from typing import TypeAlias
from unicodedata import category

from msgspec.structs import replace

from pubkit.bonds import bonds, ending
from pubkit.characters import CLOSING, OPENING, is_wide
from pubkit.markup import Element, Node
from pubkit.renderers.pdf.spacing import HALF, INDENT, SLIP, gap, parts

__all__ = ["COMPOSED", "NEVER_FIRST", "NEVER_LAST", "RULE", "Advances", "composed"]

COMPOSED = "composed"
"""The class of paragraphs whose lines were chosen."""
RULE = f".{COMPOSED} {{ white-space: pre }}"
"""What the stylesheet has to say of them."""

Advances: TypeAlias = Callable[[str], Sequence[float]]
"""The advance of each character of a text that is set in one line, in em."""

_SMALL: Mapping[str, float] = {"sup": 0.66, "sub": 0.66, "code": 0.92}
"""Type of such elements by the text's, in the stylesheets that we ship."""
_CALL = "\u00b9"
"""What a note's call is reckoned as."""
_WIDEST = 0.3
"""Most that may be put between two characters, in em; a paragraph that wants more is left alone."""
_WIDE = 0.15
"""The same at first: hardly a paragraph wants more, and fewer ways have to be tried."""
_EASY = 0.05
"""What nobody notices between two characters, in em: it costs a point, the double of it four."""
_TIGHT = 2.0
"""The root of the points against a line whose marks give all they have."""
_PARTED = 8.0
"""Points against a figure parted from its measure: a line by 0.14 em too wide is as bad."""
_ALONE = 30.0
"""Points against a last line of one character."""
NEVER_FIRST = frozenset("—…～·%‰％℃,.;:?!)]}") | CLOSING
"""What begins no line (clreq, §3.1.3)."""
NEVER_LAST = frozenset("([{") | OPENING
"""What ends none."""
_QUOTES = frozenset("”’")
"""Closing marks that are also the apostrophes of Latin words."""


def composed(tree: Element, room: float, advances: Advances) -> Element:
    """The tree, the lines of each paragraph in `main` chosen; `room` is what a column holds, in em.

    A paragraph that holds lines of its author's, or a word that no line holds, is left as it is.
    """
    if tree.tag != "main":
        children = (
            composed(node, room, advances) if isinstance(node, Element) else node
            for node in tree.children
        )  # fmt: skip
        return replace(tree, children=tuple(children))
    children = (
        _paragraph(node, room, advances) if isinstance(node, Element) and node.tag == "p" else node
        for node in tree.children
    )
    return replace(tree, children=tuple(children))


def _paragraph(paragraph: Element, room: float, advances: Advances) -> Element:
    pieces = [*_pieces(paragraph.children, 1.0)]
    text = [piece for piece in pieces if piece]
    if "class" in paragraph.attributes or len(text) < len(pieces) or not _is_chinese(text):
        return paragraph
    line = _Text.of(text, advances)
    ends = _ends(line, room, _WIDE)
    if ends is None:
        ends = _ends(line, room, _WIDEST)
    if ends is None:
        return paragraph
    children, _ = _parted(paragraph.children, ends, 0)
    attributes = {**paragraph.attributes, "class": COMPOSED}
    return replace(paragraph, attributes=attributes, children=tuple(children))


def _pieces(nodes: Iterable[Node], scale: float) -> Iterator[tuple[str, float] | None]:
    """Texts with their size by the paragraph's; None for what is neither text nor round text."""
    for node in nodes:
        if isinstance(node, str):
            yield node, scale
        elif not isinstance(node, Element) or node.tag == "br":
            yield None
        elif node.attributes.get("class") == "footnote":
            yield _CALL, scale * _SMALL["sup"]
        else:
            yield from _pieces(node.children, scale * _SMALL.get(node.tag, 1.0))


def _is_chinese(pieces: Iterable[tuple[str, float]]) -> bool:
    """Whether more than a third of the characters are: lines of words are WeasyPrint's."""
    characters = [character for text, _ in pieces for character in text]
    return sum(map(is_wide, characters)) * 3 > len(characters)


def _parted(nodes: Iterable[Node], ends: Sequence[int], at: int) -> tuple[list[Node], int]:
    """The nodes with lines ending there in their text, which begins `at`; and where that ends."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            cuts = [end - at for end in ends if at < end <= at + len(node)]
            lines = [node[a:b] for a, b in pairwise((0, *cuts, len(node)))]
            found.append("\n".join((*(line.rstrip(" ") for line in lines[:-1]), lines[-1])))
            at += len(node)
        elif isinstance(node, Element) and node.attributes.get("class") == "footnote":
            at += 1
            found += (node, "\n") if at in ends else (node,)
        else:
            assert isinstance(node, Element)
            children, at = _parted(node.children, ends, at)
            found.append(replace(node, children=tuple(children)))
    return found, at


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph, in sums over its characters from the first on, in em."""

    text: str
    """Its characters."""
    width: list[float]
    """How wide they are with the white between Chinese and Latin ones."""
    give: list[float]
    """How much narrower marks and that white can be made."""
    slots: list[int]
    """Between how many of them space may stand."""

    @classmethod
    def of(cls, pieces: Sequence[tuple[str, float]], advances: Advances) -> _Text:
        text = "".join(piece for piece, _ in pieces)
        scales = [scale for piece, scale in pieces for _ in piece]
        own = [a * s for a, s in zip(advances(text), scales, strict=True)]
        between = [gap(a, b) for a, b in pairwise(text)]
        white = [0.0, *(natural for natural, _ in between)]
        gives = [0.0, 0.0, *(give for _, give in between)]
        slots = [0, 0, *(parts(a, b) for a, b in pairwise(text))]
        width = [0.0, *accumulate(a + b for a, b in zip(own, white, strict=True))]
        return cls(text, width, list(accumulate(gives)), list(accumulate(slots)))

    def line(self, start: int, end: int) -> tuple[float, float, int]:
        """Width of a line of these characters, what it can give, and its slots."""
        text = self.text
        last = end - 1 if text[end - 1] == " " else end
        width = self.width[last] - self.width[start]
        if start:
            width -= gap(text[start - 1], text[start])[0]
        if text[start] in OPENING:
            width -= HALF
        if text[last - 1] in CLOSING and text[last : last + 1] not in OPENING:
            width -= HALF  # before an opening mark the face has taken it already
        return (
            width,
            self.give[last] - self.give[start + 1],
            self.slots[last] - self.slots[start + 1],
        )


def _ends(text: _Text, room: float, widest: float) -> list[int] | None:
    """Where the lines of a paragraph end, but for the last one's; None if some line cannot be.

    Between two characters no more than `widest` may be put, in em. Ways to each place are extended
    by each line that may follow; the cheapest stays.
    """
    whole = len(text.text)
    bound = bonds(text.text, ends=False)
    alone = ending(text.text)
    places = [*_places(text.text), whole]
    costs: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for start in (0, *places[:-1]):
        if start not in costs:
            continue
        have = room - (0.0 if start else INDENT)
        # The first line that may be full: its slots are not known yet, but hardly more than `have`.
        near = bisect_left(text.width, text.width[start] + have * (1 - widest))
        for end in places[min(bisect_left(places, near), len(places) - 1) :]:
            width, give, slots = text.line(start, end)
            if width - give > have + 1:
                break
            cost = costs[start][0] + _cost(have - width, give, slots, widest, last=end == whole)
            cost += (_PARTED if end in bound else 0) + _ALONE * (end == alone > 0)
            if cost < costs.get(end, (inf, 0))[0]:
                costs[end] = cost, start
    if whole not in costs:
        return None
    ends = []
    at = costs[whole][1]
    while at:
        ends.append(at)
        at = costs[at][1]
    return ends[::-1]


def _cost(lack: float, give: float, slots: int, widest: float, *, last: bool) -> float:
    """Points against a line that lacks so much to the measure, or has too much."""
    if lack < -SLIP:
        return (-lack / give * _TIGHT) ** 2 if -lack <= give else inf
    if last:
        return 0.0
    each = max(0.0, lack) / slots if slots else inf
    return (each / _EASY) ** 2 if each <= widest else inf


def _places(text: str) -> list[int]:
    """Where a line may end, in order."""
    return [at for at in range(1, len(text)) if _may_end(text, at)]


def _may_end(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == " ":
        return True
    if not (is_wide(before) or is_wide(after)) or category(after) in ("Mn", "Me", "Cf"):
        return False
    if before == after and before in "—…":
        return False
    latin = before in _QUOTES and not is_wide(after) and after.isalnum()
    return not latin and after != _CALL
