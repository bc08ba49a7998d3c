"""Which characters text may hold, and which are wide.

Everything is kept as the author typed it, but for characters that some channel can never carry:
what XML 1.0 forbids (§2.2), the C1 controls that it discourages, Unicode's noncharacters, and the
line and paragraph separators, which are structure and not text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["CLOSING", "LINE_BREAKS", "OPENING", "is_wide", "names", "strip_illegal"]

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
LINE_BREAKS = re.compile("[\r\n]")
"""Legal in a file, but never inside one Text: a line break there is a Break node."""

OPENING = frozenset("“‘（《〈「『【〔〖［｛")
"""Chinese marks whose left half is blank; no line ends with one."""
CLOSING = frozenset("，。、；：？！．”’）》〉」』】〕〗］｝")
"""Chinese marks whose right half is blank; no line begins with one."""


def strip_illegal(text: str) -> tuple[str, str]:
    """`text` without its illegal characters, and the characters removed, in order."""
    removed = "".join(_ILLEGAL.findall(text))
    return (_ILLEGAL.sub("", text), removed) if removed else (text, "")


def names(characters: str) -> str:
    """`U+000B, U+FFFE`: each different character once, in order of appearance."""
    return ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(characters))


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a Chinese typesetter gives the character a full em square.

    East Asian Width W or F (UAX #11), and the quotation marks, dashes and dots that UAX #11 calls
    ambiguous and Chinese type sets wide.
    """
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…·"
