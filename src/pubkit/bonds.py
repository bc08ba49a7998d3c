"""Bonds: places inside of a paragraph at which no line ends, though its characters would let it."""

from __future__ import annotations

import re
from functools import lru_cache

from pubkit.characters import is_wide

__all__ = ["bonds", "ending"]

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNITS = (
    "公里|千米|厘米|毫米|微米|纳米|海里|公顷|公斤|千克|毫克|微克|毫升|千瓦|兆瓦|赫兹|摄氏|小时|分钟|毫秒|"
    "星期|个月|年代|世纪|光年|人次|万元|亿元|万人|万吨|万亩|美元|欧元|港元|英镑|日元|星等|角秒"
)
"""Measures of two characters."""
_MEASURED = re.compile(f"[0-9０-９](?:{_UNITS}|[{_HAN}]|[ \u00a0][A-Za-zµμΩ°])")
"""A figure's last digit and what it counts; before a Latin measure stands a space."""
_COUNTED = re.compile("第[0-9０-９]")
"""An ordinal and its figure."""
_HYPHENED = re.compile(
    f"(?<=[{_HAN}])[A-Za-z0-9]{{1,8}}-[A-Za-z0-9]{{1,8}}(?![A-Za-z0-9/\\-])"
    f"|(?<![A-Za-z0-9/.\\-])[A-Za-z0-9]{{1,8}}-[A-Za-z0-9]{{1,8}}(?=[{_HAN}])"
)
"""A short word with a hyphen among Chinese characters, no part of an address."""


@lru_cache(maxsize=512)  # a page sets its text in several sizes
def bonds(text: str, *, ends: bool = True) -> frozenset[int]:
    """The characters of a paragraph that no line begins with: each stays with the one before it.

    A figure keeps its measure (`12公里`, `2026年`, `600 m`) and its ordinal (`第3`), a short word
    its hyphen (`Wi-Fi`), the paragraph's end its last two characters, if the text `ends` one.
    """
    found = {ending(text)} - {0} if ends else set()
    for pattern in (_MEASURED, _COUNTED):
        for match in pattern.finditer(text):
            found.update(range(match.start() + 1, match.end()))
    found.update(match.group().index("-") + match.start() + 1 for match in _HYPHENED.finditer(text))
    return frozenset(found)


def ending(text: str) -> int:
    """Where a paragraph's last Chinese character begins that must not end it in a line of its own.

    A line of one character and a full stop looks like a slip (单字不成行): it has two at least. 0
    where the text does not end in two such characters, marks behind them left aside.
    """
    at = len(text) - 1
    while at > 0 and not text[at].isalnum():
        at -= 1
    both = at > 0 and all(c.isalnum() and is_wide(c) for c in text[at - 1 : at + 1])
    return at if both else 0
