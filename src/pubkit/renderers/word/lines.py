"""Lines: how wide a heading is, and where its author's own space may break it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubkit.characters import is_wide
from pubkit.model import Break, Inline, Text
from pubkit.walk import plain

__all__ = ["broken", "ems", "packed"]

_LATIN_EM = 0.55
"""Mean width of a Latin letter or figure, in ems: between Times and Arial, judged on prose."""
_OWN_SPACE = re.compile("[ \u3000]+")


def ems(text: str) -> float:
    """About how wide the text is, in ems."""
    return sum(1.0 if is_wide(character) else _LATIN_EM for character in text)


def broken(content: tuple[Inline, ...], room: float) -> tuple[Inline, ...]:
    """The heading with a Break for one of its own spaces, if it does not fit into `room` ems.

    Chinese headings have a space where the reader breathes; without a Break there a word is torn.
    The space that leaves the longer line shortest is taken. Spaces beside Latin are only gaps.
    """
    text = plain(content)
    if ems(text) <= room or any(isinstance(node, Break) for node in content):
        return content
    places = [
        (max(ems(plain((*before, Text(head)))), ems(tail + plain(after))), index, head, tail)
        for index, node in enumerate(content)
        if isinstance(node, Text)
        for before, after in ((content[:index], content[index + 1 :]),)
        for head, tail in _halves(node.text)
    ]
    if not places:
        return content
    _, index, head, tail = min(places)
    return (*content[:index], Text(head), Break(), Text(tail), *content[index + 1 :])


def packed(pieces: Iterable[str], joint: str, room: float) -> list[str]:
    """The pieces in as few lines of `room` ems as hold them whole."""
    lines: list[str] = []
    for piece in pieces:
        if lines and ems(lines[-1] + joint + piece) <= room:
            lines[-1] += joint + piece
        else:
            lines.append(piece)
    return lines


def _halves(text: str) -> Iterable[tuple[str, str]]:
    """The text before and behind each space that stands between wide characters."""
    for space in _OWN_SPACE.finditer(text):
        head, tail = text[: space.start()], text[space.end() :]
        if head and tail and is_wide(head[-1]) and is_wide(tail[0]):
            yield head, tail
