"""Lines: how wide a heading is, and where its author's own space may break it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pubkit.characters import is_wide
from pubkit.model import Break, Inline, Text
from pubkit.walk import plain

__all__ = ["Halves", "ems", "halves", "packed"]

_LATIN_EM = 0.55
"""Mean width of a Latin letter or figure, in ems: between Times and Arial, judged on prose."""
_OWN_SPACE = re.compile("[ \u3000]+")


def ems(text: str) -> float:
    """About how wide the text is, in ems."""
    return sum(1.0 if is_wide(character) else _LATIN_EM for character in text)


class Halves(NamedTuple):
    """A heading in two lines."""

    first: tuple[Inline, ...]
    """What stands on the first."""
    space: str
    """The heading's own space, which the break stands for."""
    second: tuple[Inline, ...]
    """What stands on the second."""


def halves(content: tuple[Inline, ...], room: float) -> Halves | None:
    """The heading in two lines, if it does not fit into `room` ems and has a space to break at.

    Chinese headings have a space where the reader breathes; elsewhere a word would be torn. The
    space that leaves the longer line shortest is taken. Spaces beside Latin are only gaps.
    """
    text = plain(content)
    if ems(text) <= room or any(isinstance(node, Break) for node in content):
        return None
    places = [
        (max(ems(plain((*before, Text(head)))), ems(tail + plain(after))), index, head, space, tail)
        for index, node in enumerate(content)
        if isinstance(node, Text)
        for before, after in ((content[:index], content[index + 1 :]),)
        for head, space, tail in _halves(node.text)
    ]
    if not places:
        return None
    _, index, head, space, tail = min(places)
    return Halves((*content[:index], Text(head)), space, (Text(tail), *content[index + 1 :]))


def packed(pieces: Sequence[str], joint: str, room: float) -> list[range]:
    """The pieces' indexes line by line, in as few lines of `room` ems as hold them whole."""
    found: list[range] = []
    taken = 0.0
    for index, piece in enumerate(pieces):
        wanted = taken + ems(joint + piece)
        if found and wanted <= room:
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
            wanted = ems(piece)
        taken = wanted
    return found


def _halves(text: str) -> Iterable[tuple[str, str, str]]:
    """The text before, in and behind each space that stands between wide characters."""
    for space in _OWN_SPACE.finditer(text):
        head, tail = text[: space.start()], text[space.end() :]
        if head and tail and is_wide(head[-1]) and is_wide(tail[0]):
            yield head, space[0], tail
