"""Rules on measure words, numbers and verbs whose end is printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.lexicon import HAN, frequency, is_han
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["STUTTERS"]

_DIGIT = "0-9０-９"
_UNIT = (
    "公斤|公里|公顷|公分|千克|千米|千瓦|毫米|厘米|平方米|立方米|平方公里|[万亿]?[元吨亩斤克米名株]"
)
_UNIT_TWICE = pattern(
    f"(?<=[{_DIGIT}百千万亿余多])(?:公|千|毫|厘|平方|立方|平方公)?([元吨斤克米里顷瓦])\\1"
)
"""`650公斤斤`; 人, 家, 户, 年 and 天 may begin the next word: 5人人均, 3天天气."""
_NUMBER_TWICE = pattern(
    f"(?<![{_DIGIT}.．])((?:[{_DIGIT}]{{2,}}|[{_DIGIT}]+[.．][{_DIGIT}]+)[百千万亿]*"
    f"[余多]?(?:{_UNIT}|[%％]|[人个家户所件次年岁]))\\1"
    f"|(?<=[{_DIGIT}十百千万亿])([余多](?!年)[{HAN}])\\2"
    "|([二三四五六七八九]成)\\3"
)
"""`1200名1200名`, `1200多名多名`, `九成九成`; 一步一步 and 三个三个 are said on purpose."""
_VERB_TWICE = pattern("[守记留抓稳兜保挡站拦握扣盯锁控把]住住")
"""`守住住耕地`: what completes a verb has its place once; its object follows."""
_SLIPS = (_UNIT_TWICE, _NUMBER_TWICE, _VERB_TWICE)
_AHEAD = 4
"""Characters of the longest word that the second of two may begin."""


def _stutters(found: Sequence[Passage]) -> Iterator[Notice]:
    for passage in chinese(found):
        matches = (match for slip in _SLIPS for match in slip.finditer(passage.text))
        for match in matches:
            after = passage.text[match.end() : match.end() + 1]
            if match.re is _VERB_TWICE and not is_han(after):
                continue
            if not _goes_on(passage.text, match.end()):
                yield _notice(passage, match)


def _goes_on(text: str, end: int) -> bool:
    """Whether the last of the doubled characters begins a word of its own: 5名名师, 守住住房."""
    last = end - 1
    return text[end : end + 1] == "均" or any(
        frequency(text[last:later]) for later in range(end + 1, min(len(text), last + _AHEAD) + 1)
    )


def _notice(passage: Passage, match: re.Match[str]) -> Notice:
    return pointed(
        passage,
        match.span(),
        code="character-doubled",
        severity="error" if passage.prominent else "warning",
        text=f"{match[0]} seems to be printed twice at its end: 「{{}}」.",
        hint="Compare with the manuscript.",
    )


STUTTERS = (_stutters,)
