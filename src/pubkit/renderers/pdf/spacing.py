"""What stands between two characters of a line, and how much of it can be taken away."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from pubkit.characters import CLOSING, OPENING, is_wide

__all__ = ["HALF", "INDENT", "SLIP", "gap", "parts"]

HALF = 0.5
"""The blank half of a mark, in em."""
INDENT = 2.0
"""What a paragraph's first line is set in by, in em (clreq, §6.1.1)."""
SLIP = 0.01
"""What reckoning and setting may differ by, in em."""
_MIXED = 0.25
"""White between a Chinese character and a Latin letter or figure, in em (clreq, §3.2.2)."""
_KEPT_WHOLE = "—…"
"""Dashes and dots that two by two are one mark (GB/T 15834-2011, §4.10 and §4.11)."""


@lru_cache(maxsize=4096)
def gap(character: str, following: str) -> tuple[float, float]:
    """White that is set between two characters, and by how much they can be moved together, in em.

    A mark can give up its blank half, unless the face has closed it up to the next one already.
    """
    if character in OPENING:
        return 0.0, 0.0
    if character in CLOSING:
        return 0.0, 0.0 if following in CLOSING else HALF / 2 if following in OPENING else HALF
    if following in OPENING:
        return 0.0, HALF
    mixed = _is_han(character) and _is_latin(following)
    mixed = mixed or (_is_latin(character) and _is_han(following))
    return (_MIXED, _MIXED / 2) if mixed else (0.0, 0.0)


@lru_cache(maxsize=4096)
def parts(character: str, following: str) -> bool:
    """Whether more space may stand between two characters."""
    if following == " " or category(following) in ("Mn", "Me", "Cf"):
        return False
    if character == following and character in _KEPT_WHOLE:
        return False
    return character in " \u00a0" or is_wide(character) or is_wide(following)


def _is_han(character: str) -> bool:
    return is_wide(character) and category(character) == "Lo"


def _is_latin(character: str) -> bool:
    return category(character) in ("Ll", "Lu", "Nd") and not is_wide(character)
