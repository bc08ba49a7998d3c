"""Marks and where on a line they may not stand.

Sources: GB/T 15834-2011 (标点符号用法), §5.1: marks of pause and the second half of a pair do not
begin a line, the first half of a pair does not end one (5.1.1 to 5.1.3, 5.1.6 to 5.1.9), dashes and
dots are not parted (5.1.4, 5.1.5), a mark at a line's end may take half its width (5.1.10).
W3C, Requirements for Chinese Text Layout (clreq), §3.1.3: the same for brackets of every shape.
"""

from __future__ import annotations

from unicodedata import east_asian_width

__all__ = ["CLOSING", "NEVER_FIRST", "NEVER_LAST", "OPENING", "PAIRED", "is_han", "is_wide"]

OPENING = frozenset("“‘（《〈【「『〔〖［｛([{")
"""First halves of pairs."""
CLOSING = frozenset("，。、；：？！．”’）》〉】」』〕〗］｝,.;:?!)]}%‰％℃·・／")
"""Marks that close up to what stands before them."""
PAIRED = frozenset("—…")
"""Marks that are one in twos."""
NEVER_FIRST = CLOSING | frozenset("～–")
"""What does not begin a line."""
NEVER_LAST = OPENING | frozenset("／")
"""What does not end one."""

_CHINESE_QUOTES = "“”‘’—…·"
"""As wide as a Chinese character in a Chinese face, though Unicode calls their width ambiguous."""


def is_han(character: str) -> bool:
    """Whether it is a Chinese character, not a mark."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def is_wide(character: str) -> bool:
    """Whether it may take a whole em."""
    return east_asian_width(character) in "WF" or character in _CHINESE_QUOTES
