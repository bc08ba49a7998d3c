"""Redline: a text with its deletions and insertions, as a proofreader marks them (核红)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import msgspec

__all__ = ["CUT", "Mark", "Stroke", "excerpt", "in_words", "legible", "strokes"]

Mark: TypeAlias = Literal["same", "gone", "new"]
"""What happened to characters: they stand, they are struck, they are put in."""
CUT = "…"
"""Stands where an excerpt leaves characters out."""
_HEAD, _TAIL = 400, 100
"""Characters that an excerpt shows of a mark's beginning and end: all of most paragraphs."""


class Stroke(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Characters under one mark."""

    mark: Mark
    """What happened to them."""
    text: str
    """The characters."""


def strokes(text: str, edits: Iterable[tuple[int, str, str]]) -> tuple[Stroke, ...]:
    """`text` with its edits: where, what is gone there, what is new there; in order."""
    return tuple(_strokes(text, edits))


def _strokes(text: str, edits: Iterable[tuple[int, str, str]]) -> Iterator[Stroke]:
    at = 0
    for start, gone, new in edits:
        parts: tuple[Stroke, ...] = (
            Stroke("same", text[at:start]),
            Stroke("gone", gone),
            Stroke("new", new),
        )
        yield from (part for part in parts if part.text)
        at = start + len(gone)
    if at < len(text):
        yield Stroke("same", text[at:])


def excerpt(line: Iterable[Stroke], reach: int) -> tuple[Stroke, ...]:
    """The marks with at most `reach` characters of what stands before and behind each.

    A line without a mark shows its beginning; a mark of more than a paragraph, both its ends.
    """
    parts = tuple(line)
    last = len(parts) - 1
    return tuple(
        Stroke(part.mark, _near(part.text, reach, first=i == 0, last=i == last))
        if part.mark == "same"
        else Stroke(part.mark, _cut(part.text, _HEAD, _TAIL))
        for i, part in enumerate(parts)
    )


def _near(text: str, reach: int, *, first: bool, last: bool) -> str:
    """A stretch that stands: its near ends, or only the one that touches a mark."""
    return _cut(text, 0 if first and not last else reach, 0 if last else reach)


def _cut(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail + len(CUT):
        return text
    return text[:head] + CUT + (text[-tail:] if tail else "")


def legible(line: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """The marks with everything in them that the eye cannot see or tell apart said in words.

    `⟨U+200B⟩` for a zero-width space, `␣` for a space that is gone, `⼀⟨U+2F00⟩` for a character
    that only looks like the one in whose place it stands.
    """
    parts = tuple(line)
    return tuple(
        part if part.mark == "same" else Stroke(part.mark, _legible(parts, i))
        for i, part in enumerate(parts)
    )


def _legible(parts: tuple[Stroke, ...], index: int) -> str:
    text = parts[index].text
    others = [p.text for p in parts[max(index - 1, 0) : index + 2] if p.mark != "same"]
    alike = len(others) > 1 and len({_look(other) for other in others}) == 1
    return "".join(f"{c}{_name(c)}" if alike else _seen(c) for c in text)


def _look(text: str) -> str:
    """What the eye makes of `text`: NFKC without what shows nothing. Never used to compare."""
    shown = unicodedata.normalize("NFKC", text)
    return "".join(c for c in shown if unicodedata.category(c) not in ("Cf", "Zs"))


def _seen(character: str) -> str:
    if character == " ":
        return "␣"
    if character == "\n":
        return "↵"
    if unicodedata.category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp", "Co", "Cn", "Mn", "Me"):
        return _name(character)
    return character


def _name(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"


_SIGNS: dict[Mark, tuple[str, str]] = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
"""How wdiff marks words where there is neither colour nor line."""


def in_words(line: Iterable[Stroke]) -> str:
    """`把书[-架-]{+库+}搬进`: the line where there is no colour."""
    return "".join(part.text.join(_SIGNS[part.mark]) for part in line)
