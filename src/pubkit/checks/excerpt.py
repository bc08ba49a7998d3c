"""Quoting a place of the text so that an editor finds it."""

from __future__ import annotations

__all__ = ["around", "head", "tail"]

_REACH = 12
"""Characters of context: enough to know a place of Chinese text by."""


def around(text: str, start: int, end: int) -> str:
    """`「…前文这里后文…」`: the characters from `start` to `end` with their neighbours."""
    left, right = max(start - _REACH, 0), min(end + _REACH, len(text))
    dots = "…" if left else "", "…" if right < len(text) else ""
    return f"「{dots[0]}{text[left:right].strip()}{dots[1]}」"


def head(text: str) -> str:
    """The first characters, quoted."""
    return around(text, 0, _REACH)


def tail(text: str) -> str:
    """The last characters, quoted."""
    return around(text, max(len(text) - _REACH, 0), len(text))
