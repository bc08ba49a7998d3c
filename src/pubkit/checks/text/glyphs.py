"""Rules on characters that no modern text uses, and on slips that their neighbours give away."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["GLYPHS"]

_DISUSED = dict(zip("囯囻氺亊凢歺亖扵叧冄", "国国水事凡餐四于另冉", strict=True))
"""Forms of which dictionaries know and newspapers nothing → what was probably meant."""
_PARTS = "氵扌忄犭礻衤讠钅饣纟阝冫刂亻灬疒辶罒宀"
"""Parts of characters: a scanner leaves one of them over."""
_FOREIGN = pattern(
    f"[⺀-⻳⼀-⿕豈-﫿{''.join(_DISUSED)}]|(?<![“‘「（《、])[{_PARTS}](?![”’」）》、旁部字头底偏])"
)
"""Radicals and compatibility forms come from PDF files whose fonts misname their glyphs."""

_COUNTED = pattern(
    r"(?:(?<=[0-9０-９])|(?<=[百千万亿])|(?<=[0-9０-９百千万亿][余多]))入(?=[，。、；：）]|$)"
)
"""`12万入，`: nothing but people is counted so."""
_ONESELF = frozenset("自知利克律异舍体梯推损为彼私屈修责反肥诸贵任专")
"""What stands before 己 by right: 自己, 利己, 占为己有."""
_ALREADY = pattern(
    "[经成建达有被于由从将开近逾]|成为|建成|完成|连续|开始|超过|达到|累计|全部|基本|全面|正式|先后"
    "|陆续|启动|开通|开放|投入|实现|形成|初步|纳入|发展|进入|取得"
)
"""Words that follow 已, and 己 never."""
_MAY_BE_ALREADY = pattern(f"(?<![{''.join(sorted(_ONESELF))}])己(?:{_ALREADY.pattern})")


def _foreign(found: Sequence[Passage]) -> Iterator[Notice]:
    """Characters that only look like one: said once a passage."""
    for passage in chinese(found):
        marks = list(_FOREIGN.finditer(passage.text))
        marks = [m for m in marks if _meant(m[0]) != m[0]]
        if marks:
            character, meant = marks[0][0], _meant(marks[0][0])
            more = f" ({len(marks)} such characters in this paragraph)" if len(marks) > 1 else ""
            what = f"is probably {meant}" if meant else "is no whole character"
            yield _misread(
                passage,
                marks[0].span(),
                f"{character} (U+{ord(character):04X}) {what}",
                more,
            )


def _meant(character: str) -> str:
    """The character of modern text that this one looks like; empty for a mere part of one."""
    if character in _PARTS:
        return ""
    return _DISUSED.get(character) or unicodedata.normalize("NFKC", character)


def _beside(found: Sequence[Passage]) -> Iterator[Notice]:
    """入 for 人 behind a number, 己 for 已 before what has come to pass."""
    for passage in chinese(found):
        for match in _COUNTED.finditer(passage.text):
            yield _misread(passage, match.span(), "入 is probably 人 misread")
        for at in _misread_already(passage):
            yield _misread(passage, (at, at + 1), "己 is probably 已 misread")


def _misread_already(passage: Passage) -> Iterator[int]:
    """Places where 己 stands as a word, and a word follows that 已 has behind it."""
    for run in passage.runs if _MAY_BE_ALREADY.search(passage.text) else ():
        words = run.words if _MAY_BE_ALREADY.search(run.text) else ()
        at = 0
        for word, following in pairwise(words):
            before = run.text[at - 1 : at]
            if word == "己" and _ALREADY.fullmatch(following) and before not in _ONESELF:
                yield run.start + at
            at += len(word)


def _misread(passage: Passage, span: tuple[int, int], what: str, more: str = "") -> Notice:
    return pointed(
        passage,
        span,
        code="character-misread",
        severity="error" if passage.prominent else "warning",
        text=f"{what}: 「{{}}」{more}.",
        hint="Compare with the manuscript or the printed page.",
    )


GLYPHS = (_foreign, _beside)
