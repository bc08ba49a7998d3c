"""Rules on characters and words that stand twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.lexicon import HAN, frequency, is_han, likeliest, partner
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["DOUBLED"]

_PAIR = pattern(r"(.)\1+")
_NO_PHRASE = (
    "我们|你们|他们|她们|它们|自己|因为|所以|但是|而且|如果|由于|对于|关于|通过|根据|以及|已经"
    "|可以|能够|应该|必须|为了|除了|进行|成为|作为|其中|没有"
)
"""Words that nobody doubles on purpose, as 研究研究 is doubled."""
_WORD_TWICE = pattern(f"([{HAN}]{{3,8}})\\1|({_NO_PHRASE})\\2")
_ONE_CHARACTER = pattern(r"(.)\1*|(.{1,2})\2+")
_NUMERALS = frozenset("零〇○一二三四五六七八九十百千万亿两")
_NEVER_TWICE = frozenset("的了在是和与及被把将向由从为以但或而也就已还又之其于着吗呢吧让使给跟")
"""Function words, which no reduplication, name or sound doubles."""
_RARE = 30
"""Occurrences below which a word of the lexicon may be a slip that happens to be a word."""
_LIKELIER = 350
"""How many times as frequent the word must be that was probably meant: `_slipped`.

Measured on 2.4 million characters of published news: two places that are sound (当班班组, 黄南
南部) are reported; at 100 a dozen would be.
"""
_OFTEN_TWICE = frozenset("年月日天岁代人家")
"""Characters that are doubled freely: 年年."""
_SPAN = 6
"""Characters within which one character three times is a slip, if two of the three are neighbours
and make no word."""


def _doubled(found: Sequence[Passage]) -> Iterator[Notice]:
    texts = list(chinese(found))
    for passage in texts:
        for match in _PAIR.finditer(passage.text):
            at = match.start()
            if not is_han(match[1]) or match[1] in _NUMERALS or _in_word(passage.text, at):
                continue
            if len(match[0]) > 2 and match[1] not in _NEVER_TWICE:
                continue
            if _is_slip(passage.text, at) or _slipped(passage.text, at, texts):
                yield pointed(
                    passage,
                    match.span(),
                    code="character-doubled",
                    severity="error" if passage.prominent else "warning",
                    text=f"{match[0]} seems to hold a character too many or a wrong one: 「{{}}」.",
                    hint="Compare with the manuscript.",
                )


def _in_word(text: str, at: int) -> bool:
    """Whether both characters belong to one word of the lexicon: 谢谢, 绿油油."""
    return any(
        frequency(text[start:end])
        for start in range(max(0, at - 4), at + 1)
        for end in range(at + 2, min(len(text), start + 6) + 1)
    )


def _is_slip(text: str, at: int) -> bool:
    """Whether two equal neighbours have no right to be: neither is part of the word beside it."""
    if any(frequency(text[start : at + 1]) for start in range(max(0, at - 3), at)):
        return False
    if any(frequency(text[at + 1 : end]) for end in range(at + 3, min(len(text), at + 5) + 1)):
        return False
    return text[at] in _NEVER_TWICE or (text[at] not in _OFTEN_TWICE and _thrice(text, at))


def _thrice(text: str, at: int) -> bool:
    """Whether the doubled character stands near a third time, not beside: 作社社建 after 供销社."""
    left, right = _run_before(text[max(0, at - _SPAN + 2) : at]), _run(text[at + 2 : at + _SPAN])
    character = text[at]
    return character in left[:-1] + right[1:] and character not in left[-1:] + right[:1]


def _slipped(text: str, at: int, texts: Sequence[Passage]) -> bool:
    """Whether the first of two equal characters probably replaced another: 妇儿儿童 for 妇女儿童.

    It ends a rare word which stands nowhere else, and another character in its place would make a
    far more frequent one.
    """
    left, right = _run_before(text[max(0, at - 8) : at]), _run(text[at : at + 10])
    end, words = 0, likeliest(left + right)[1]
    for word, following in pairwise(words):
        end += len(word)
        if end == len(left) + 1:
            count = frequency(word)
            return (
                len(word) == 2
                and len(following) > 1
                and count < _RARE
                and frequency(partner(word[0])) > _LIKELIER * count
                and sum(passage.text.count(word) for passage in texts) == 1
            )
    return False


def _run(text: str) -> str:
    """The Chinese characters that begin the text."""
    return "".join(takewhile(is_han, text))


def _run_before(text: str) -> str:
    """The Chinese characters that end the text, or its last line."""
    return _run(text.removesuffix("\n")[::-1])[::-1]


def _words(found: Sequence[Passage]) -> Iterator[Notice]:
    for passage in chinese(found):
        for match in _WORD_TWICE.finditer(passage.text):
            word = match[1] or match[2]
            if not (_ONE_CHARACTER.fullmatch(word) or _NUMERALS & set(word) or _longer(match)):
                yield pointed(
                    passage,
                    match.span(),
                    code="word-doubled",
                    severity="error" if passage.prominent else "warning",
                    text=f"{word} stands twice in a row: 「{{}}」.",
                    hint="Take one out.",
                )


def _longer(match: re.Match[str]) -> bool:
    """Whether the second word goes on: 根据|根据地."""
    text, word, end = match.string, match[1] or match[2], match.end()
    return any(frequency(word + text[end:later]) for later in range(end + 1, end + 3))


DOUBLED = (_doubled, _words)
