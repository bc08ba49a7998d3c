"""Syllables: how characters sound, without tones."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data

__all__ = ["syllable"]


@cache
def _syllables() -> dict[str, str]:
    """Character → syllable. Each line of the file is a syllable and its characters."""
    found: dict[str, str] = {}
    data = get_data(__package__, "syllables.txt") or b""
    for line in data.decode("utf-8").splitlines():
        sound, _, characters = line.partition(" ")
        found.update(dict.fromkeys(characters, sound))
    return found


def syllable(char: str) -> str:
    """The character's most usual reading in pinyin without its tone; empty if it is unknown.

    `ü` is written as such: 女 is `nü`.
    """
    return _syllables().get(char, "")
