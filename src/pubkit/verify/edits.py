"""Edits: where two nearly equal texts differ, to the character, in time that stays linear."""

from __future__ import annotations

from difflib import SequenceMatcher

from pubkit.proof import Edit

__all__ = ["edits", "likeness", "place"]

_CORE = 1500
"""Characters between common ends up to which differences are looked for one by one."""
_PROBE = 6
"""Characters by which a place is known again; of a short text a third of its own."""
_PROBES = 24
"""Places that are tried, spread over the text."""
_MARGIN = 12
"""Characters round a place where its ends may be."""


def edits(owed: str, found: str) -> tuple[Edit, ...]:
    """What turns `owed` into `found`, in order."""
    start = _common(owed, found)
    end = _common(owed[start:][::-1], found[start:][::-1])
    one, other = owed[start : len(owed) - end], found[start : len(found) - end]
    if not one and not other:
        return ()
    if max(len(one), len(other)) > _CORE:
        return (Edit(at=start, owed=one, found=other),)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return tuple(
        Edit(at=start + i, owed=one[i:j], found=other[k:m])
        for tag, i, j, k, m in codes
        if tag != "equal"
    )


def _common(one: str, other: str) -> int:
    """How many first characters are the same; doubling steps, since Python compares slices fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def likeness(owed: str, found: str) -> float:
    """The share of `owed` that stands unchanged in `found`; at most 1."""
    changed = sum(max(len(edit.owed), len(edit.found)) for edit in edits(owed, found))
    return 1 - changed / max(len(owed), len(found), 1)


def place(owed: str, text: str) -> tuple[int, int] | None:
    """Where in `text` something most like `owed` stands; None if nothing does."""
    starts = sorted(_starts(owed, text))
    if not starts:
        return None
    start = starts[len(starts) // 2]
    low, high = max(0, start - _MARGIN), min(len(text), start + len(owed) + _MARGIN)
    return _tight(owed, text, low, high)


def _starts(owed: str, text: str) -> list[int]:
    """Where `owed` would begin, by each of its probes that stands in `text`."""
    size = min(_PROBE, max(2, len(owed) // 3))
    last = len(owed) - size
    if last < 0:
        return [at for at in (text.find(owed[:2]), text.find(owed[-2:])) if at >= 0]
    step = max(1, last // _PROBES)
    found = ((at, text.find(owed[at : at + size])) for at in range(0, last + 1, step))
    return [where - at for at, where in found if where >= 0]


def _tight(owed: str, text: str, low: int, high: int) -> tuple[int, int]:
    """The stretch between `low` and `high` without what stands before and behind the likeness."""
    head = SequenceMatcher(None, owed[: 4 * _MARGIN], text[low : low + 4 * _MARGIN], autojunk=False)
    tail = SequenceMatcher(
        None, owed[-4 * _MARGIN :], text[max(low, high - 4 * _MARGIN) : high], autojunk=False
    )
    first = next((b for b in head.get_matching_blocks() if b.size), None)
    last = next((b for b in reversed(tail.get_matching_blocks()) if b.size), None)
    if first is None or last is None:
        return low, high
    start = max(low, low + first.b - first.a)
    behind = min(len(owed), 4 * _MARGIN) - last.a - last.size
    end = min(high, max(low, high - 4 * _MARGIN) + last.b + last.size + behind)
    return (start, end) if start < end else (low, high)
