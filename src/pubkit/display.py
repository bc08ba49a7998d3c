"""Display: how long a line of type is, where a headline breaks, what a table's columns get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import ceil
from typing import TypeAlias

from pubkit.characters import is_wide
from pubkit.fonts import advances
from pubkit.lexicon import segment
from pubkit.style import Face

__all__ = ["LATIN", "Measure", "broken", "ems", "measure", "reckoned", "shares"]

Measure: TypeAlias = Callable[[str], float]
"""How long a text runs in one line, in its size."""

LATIN = 0.58
"""Mean width of Latin letters and figures in our faces, in em."""
_SPACE = 0.25
"""White that Typst sets between a Chinese and a Latin character (clreq, §3.2.2)."""
_HAN = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0x20000, 0x3FFFF))
_HALF = 0.5
"""What a mark gives up at a line's end, or to another mark beside it, in em."""
_CLOSED = re.compile(
    "[，。、；：？！）》〉」』】〕］｝”’](?=$|[，。、；：？！）》〉」』】〕］｝”’（《〈「『【〔［｛“‘])"
)
"""Where it does."""
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕］｝”’…—·～%‰℃,.;:?!)]}")
"""What may not begin a line (clreq, §3.1.3.1)."""
_NOT_LAST = frozenset("（《〈「『【〔［｛“‘([{")
"""What may not end one."""
_NAMED = re.compile("“[^”]{1,8}”|《[^》]{1,8}》|「[^」]{1,8}」")
"""A short name in quotation marks or a title."""
_WORD = re.compile(r"[A-Za-z0-9.,:/%+\-]")
"""Characters that belong to one Latin word or number with such a neighbour."""
_INSIDE = 3.0
"""How much worse a break inside a phrase is than one at the author's own space: a judgement, in
the square of what a line is longer or shorter than its share."""
_SPLIT = 3.0
"""How much worse it is still when the line has such a space that it does not use."""
_TORN = 6.5
"""How much worse it is still inside of a word: worse than one more line, however short."""
_LINE = 1.5
"""How much worse one more line is than the fewest."""
_LATE = 1e-6
"""How much worse a break is for each character before it: of two that are alike, the earlier."""
_SPACES = frozenset(" \u3000")
"""What an author parts the phrases of a headline by."""
_LONG = 300
"""Beyond so many characters no headline is evened out."""


def measure(face: Face) -> Measure:
    """The advances of a face's characters in display type, and the white between its scripts.

    A character that the face lacks counts as an em.
    """
    known: dict[str, float] = {}

    @cache  # breaking a headline asks for the same pieces again and again
    def length(text: str) -> float:
        if missing := set(text) - known.keys():
            known.update(advances(face, missing))
        return sum(map(known.__getitem__, text)) + _SPACE * _meetings(text)

    return length


def _meetings(text: str) -> int:
    """How often a Chinese and a Latin character stand beside each other."""
    return sum(
        before != after and "" not in (before, after)
        for before, after in pairwise(map(_script, text))
    )


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """`Han`, kana included; `Latin`, a letter or figure of any other script; else nothing."""
    point = ord(character)
    if any(first <= point <= last for first, last in _HAN):
        return "Han"
    return "Latin" if character.isalnum() and not 0x3040 <= point <= 0x3FFFF else ""


def ems(text: str) -> float:
    """Roughly how long the text runs, in em, where no face has to be asked."""
    return sum(1.0 if is_wide(character) else LATIN for character in text)


def reckoned(text: str) -> float:
    """Roughly how long a line of running text is, in em, its marks closed up as Typst does it."""
    closed = len(_CLOSED.findall(text)) * _HALF
    return ems(text) + _SPACE * _meetings(text) - closed


def shares(wants: Sequence[float], room: float) -> list[float]:
    """Widths of a table's columns that together are `room`, by what each of them wants.

    What is left over is shared out alike. Where there is too little, no column is narrowed that
    wants no more than its share: the wide ones have what the others leave.
    """
    spare = room - sum(wants)
    if spare >= 0:
        return [want + spare / len(wants) for want in wants]
    widths = list(wants)
    left = room
    for turn, at in enumerate(sorted(range(len(wants)), key=wants.__getitem__)):
        widths[at] = min(wants[at], left / (len(wants) - turn))
        left -= widths[at]
    return widths


def broken(text: str, room: float, length: Measure) -> list[int]:
    """Where the text breaks into few lines of at most `room`: the ends of its lines.

    Breaks stand at the text's own spaces where they can, else where the lines come out even; no
    line of one character, none that begins or ends with what must not.
    """
    if length(text) <= room:
        return [len(text)]
    places = [at for at in range(1, len(text)) if _may_break(text, at)]
    least = ceil(length(text) / room)
    if len(text) > _LONG:
        return _filled(text, room, length, places)
    tries = (_even(text, room, length, places, lines) for lines in range(least, least + 3))
    ways = [(cost + more * _LINE, ends) for more, (cost, ends) in enumerate(tries) if ends]
    return min(ways)[1] if ways else _filled(text, room, length, places)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _SPACES:
        return False
    if before in _SPACES:
        return True
    if _WORD.match(before) and _WORD.match(after):
        return False
    return not (after in _NOT_FIRST or before in _NOT_LAST or before == after == "—")


def _even(
    text: str, room: float, length: Measure, places: Iterable[int], lines: int
) -> tuple[float, list[int]]:
    """What so many lines cost that are as even as can be, and their ends; no ends if none do."""
    share = length(text) / lines
    # Cheapest way to each place by so many lines: its cost, and its breaks.
    ways: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    ends = [*places, len(text)]
    torn = _torn(text)
    for _ in range(lines):
        further: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, before) in ways.items():
            for end in ends:
                if end <= start:
                    continue
                piece = text[start:end].strip()
                long = length(piece)
                if long > room:
                    break
                if len(piece) < 2:
                    continue
                total = cost + ((long - share) / share) ** 2 * lines + _harm(text, start, end)
                total += _LATE * end + (_TORN if end in torn else 0.0)
                if end not in further or total < further[end][0]:
                    further[end] = total, [*before, end]
        ways = further
    return ways.get(len(text), (0.0, []))


@lru_cache(maxsize=64)
def _torn(text: str) -> frozenset[int]:
    """The places inside of a word, or of a name in quotation marks."""
    named = {at for match in _NAMED.finditer(text) for at in range(match.start() + 1, match.end())}
    spaces = {at for at in range(1, len(text)) if text[at - 1] in _SPACES}
    whole = {0, *accumulate(map(len, segment(text))), *spaces}
    return frozenset(range(len(text))) - whole | named


def _harm(text: str, start: int, end: int) -> float:
    """What it costs that a line ends here, inside of a phrase."""
    own = end == len(text) or text[end - 1] in _SPACES
    begun = start == 0 or text[start - 1] in _SPACES
    unused = not _SPACES.isdisjoint(text[start:end].strip())
    return (0.0 if own else _INSIDE) + (_SPLIT if unused and not (own and begun) else 0.0)


def _filled(text: str, room: float, length: Measure, places: Iterable[int]) -> list[int]:
    """The ends of lines that take as much as they hold."""
    ends, start, last = [], 0, 0
    for place in (*places, len(text)):
        if last > start and length(text[start:place].strip()) > room:
            ends.append(last)
            start = last
        last = place
    return [*ends, len(text)]
