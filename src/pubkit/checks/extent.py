"""How long a text is to a reader, whatever its script."""

from __future__ import annotations

from pubkit.patterns import pattern

__all__ = ["extent", "is_short"]

_WORD = pattern(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]")
_LONGEST_WORD = 12
"""Characters: texts of longer words than these on the average are no texts."""


def extent(text: str) -> int:
    """Chinese characters and punctuation marks; a Latin word or number counts as two."""
    words: list[str] = _WORD.findall(text)
    return sum(1 + word.isascii() * word.isalnum() for word in words)


def is_short(text: str, most: int) -> bool:
    """Whether the text extends to at most so many characters."""
    return len(text) <= _LONGEST_WORD * most and extent(text) <= most
