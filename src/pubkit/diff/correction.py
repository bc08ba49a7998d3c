"""Correction: what turns one text into another, in marks as few and whole as a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pubkit.diff.alignment import aligned
from pubkit.redline import Stroke

__all__ = ["corrected"]

_CORE = 600
"""Characters between common ends up to which differences are looked for one by one; difflib takes
the square of it."""
_ISLAND = 4
"""Characters: what stands unchanged between two marks and is longer is left standing."""
_CLUSTER = re.compile(
    r"[0-9０-９]+(?:[.,．，:][0-9０-９]+)*[%％‰]?"
    r"|.(?:[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]"
    r"|\u200d.)*",
    re.S,
)
"""What is never marked in part: a number, a letter with its accents, a joined emoji."""
_CLAUSE = re.compile(r"[^，。！？；：、,.!?;:\s]*[，。！？；：、,.!?;:\s]?", re.S)
_LETTERS_BEFORE = re.compile(r"[A-Za-zÀ-ɏ]*\Z")
_LETTERS_AFTER = re.compile(r"[A-Za-zÀ-ɏ]*")

_Edit = tuple[str, str, str]
"""What stands before, what is gone, what is new."""


def corrected(old: str, new: str) -> tuple[Stroke, ...]:
    """`new` with what was changed since `old`, marked by character.

    Marks with next to nothing between them are one mark; a word that is mostly changed is marked
    whole, and so is a number.
    """
    marked = []
    edits, rest = _worded(*_joined(_edits(old, new)))
    for before, gone, put in edits:
        marked += [Stroke("same", before), Stroke("gone", gone), Stroke("new", put)]
    return tuple(stroke for stroke in (*marked, Stroke("same", rest)) if stroke.text)


def _edits(old: str, new: str) -> Iterator[_Edit]:
    """The differences, clause by clause and then character by character; the rest comes last."""
    one, other = _CLAUSE.findall(old), _CLAUSE.findall(new)
    i = j = 0
    before = ""
    for a, b in (*aligned(one, other), (len(one), len(other))):
        gap = list(_inside("".join(one[i:a]), "".join(other[j:b])))
        for same, gone, put in gap[:-1]:
            yield before + same, gone, put
            before = ""
        before += gap[-1][0] + "".join(one[a : a + 1])
        i, j = a + 1, b + 1
    yield before, "", ""


def _inside(old: str, new: str) -> Iterator[_Edit]:
    """The differences in a gap between equal clauses; what stands behind the last comes last."""
    one, other = _CLUSTER.findall(old), _CLUSTER.findall(new)
    same = ""
    for equal, a, b, c, d in _codes(one, other):
        if equal:
            same += "".join(one[a:b])
        else:
            yield same, "".join(one[a:b]), "".join(other[c:d])
            same = ""
    yield same, "", ""


def _codes(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    yield True, 0, start, 0, start
    if max(len(left), len(right)) > _CORE:
        yield False, start, len(one) - end, start, len(other) - end
    elif left or right:
        for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            yield tag == "equal", a + start, b + start, c + start, d + start
    yield True, len(one) - end, len(one), len(other) - end, len(other)


def _joined(edits: Iterator[_Edit]) -> tuple[list[_Edit], str]:
    """Marks made one where next to nothing stands between them; and the text behind."""
    kept: list[_Edit] = []
    rest, size = "", 0
    for same, gone, put in edits:
        before, rest = rest + same, ""
        if not gone and not put:
            rest = before
            continue
        own = max(len(gone), len(put))
        if kept and len(before) <= _island(size, own) and "\n" not in before:
            first, more_gone, more_put = kept[-1]
            kept[-1] = (first, more_gone + before + gone, more_put + before + put)
        else:
            kept.append((before, gone, put))
        size = own
    return kept, rest


def _island(one: int, other: int) -> int:
    """Characters between marks of these lengths that are too few to be left standing."""
    return min(max(1, min(one, other) - 1), _ISLAND)


def _worded(edits: Sequence[_Edit], rest: str) -> tuple[list[_Edit], str]:
    """Marks drawn out to the ends of a Latin word of which at least half is marked."""
    kept: list[_Edit] = []
    texts = [edit[0] for edit in edits] + [rest]
    for i, (_, gone, put) in enumerate(edits):
        head, tail = _LETTERS_BEFORE.search(texts[i]), _LETTERS_AFTER.match(texts[i + 1])
        left, right = head[0] if head else "", tail[0] if tail else ""
        left = left if _lettered(gone[:1] or put[:1]) else ""
        right = right if _lettered(gone[-1:] or put[-1:]) else ""
        if not 0 < len(left + right) <= max(len(gone), len(put)):
            left = right = ""
        kept.append(
            (texts[i][: len(texts[i]) - len(left)], left + gone + right, left + put + right)
        )
        texts[i + 1] = texts[i + 1][len(right) :]
    return kept, texts[-1]


def _lettered(character: str) -> bool:
    return bool(character) and bool(_LETTERS_AFTER.fullmatch(character))
