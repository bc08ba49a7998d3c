"""Shares and multiples: a part against its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubkit.checks.numerals import Quantity, Range
from pubkit.checks.sentences import Sentence, near, whole_times
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["multiple", "share"]

_WHOLE_AND_PERCENT = pattern(r"[^，。：、\d]{0,14}的\s?(?:比例|比重)?[为达]?\s?")
_SHARE_OF = pattern(r"占[^，。：；、%％]{0,22}$")
_SHARE = pattern(
    r"[^，。：；\d]{0,14}[，,（(]?\s?(?:约|共|总)?占(?:比|总数的?|总人数的?|总量的?|全部的?|其中的?|比例|比重)?"
    r"(?:的比[例重])?(?:为|达到?|到|了)?\s?"
)
_SHARE_NAMED = pattern(r"[^，。；：\d]{0,20}[，、,（(]\s?约?占(?P<name>[^，。；、\d]{2,10})的\s?")
_IN_ALL = pattern(r"总|共")
_OUT_OF = pattern(r"[^，。\d]{0,12}[中里](?:[，,]|[仅只共约就]?有|[^，。\d]{0,8}的有)|.{0,24}其中")
_RATE = (
    r"(?P<beside>[^，。\d]{0,8})[，,（(]\s?[^，。\d]{0,6}?"
    r"(?P<what>[㐀-鿿]{2})率(?:为|达到?|是|约)?\s?"
)
"""A string, which `re` compiles with the first rate of an article."""
_OF = pattern(r"\s*of\s+(?:the\s+|its\s+|all\s+)?")
_OR = pattern(r"[^.;\d]{0,40}(?:,\s+or\s+|\(|\()")


def share(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`N…，占M…的P%`; `M…中，有N…，占P%`; `M…，合格N…，合格率P%`; `N of M (P%)`."""
    percent = sentence.numbers[index]
    pairs = list(_pairs(sentence, index))
    if not pairs or any(_is_share(part, whole, percent) for part, whole in _readings(pairs)):
        return
    part, whole = pairs[0]
    share = 100 * part.value / whole.value
    yield sentence.fault(
        part,
        percent,
        code="share-wrong",
        text=f"{part.text} / {whole.text} is {near(share, percent)} %, not {percent.text} %",
    )


def _is_share(part: Range, whole: Quantity, percent: Quantity) -> bool:
    return part.over(whole.range).times(100).meets(percent.range)


def _readings(pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[tuple[Range, Quantity]]:
    """Each part alone, then the nearest ones together: exports and imports are one share."""
    yield from ((part.range, whole) for part, whole in pairs)
    low, high = 0.0, 0.0
    for part, whole in pairs:
        low, high = low + part.range.low, high + part.range.high
        yield Range(low, high), whole


def _pairs(sentence: Sentence, index: int) -> Iterator[tuple[Quantity, Quantity]]:
    """Parts and wholes that the percentage may be about, the likeliest first."""
    percent, before = sentence.numbers[index], sentence.before(index)
    if not before:
        return
    last = before[0]
    gap = sentence.between(last, percent)
    share_of = _SHARE_OF.search(sentence.text, max(last.start - 24, 0), last.start)
    if share_of and _WHOLE_AND_PERCENT.fullmatch(gap):
        parts = [n for n in before[1:] if n.end <= share_of.start() and _may_be(n, last)]
        yield from ((part, last) for part in parts)
    elif _SHARE.fullmatch(gap):
        yield from _taken_out(sentence, before)
    elif named := _SHARE_NAMED.fullmatch(gap):
        yield from _taken_of(sentence, before, named["name"].removeprefix("全部"))
    elif "率" in gap and (rate := re.fullmatch(_RATE, gap)):
        beside = sentence.text[max(last.start - 4, 0) : last.end] + rate["beside"]
        if re.search(f"(?<![不未没]){rate['what']}", beside):
            yield from ((last, n) for n in before[1:] if _may_be(last, n))
    elif (
        len(before) > 1 and _OR.fullmatch(gap) and _OF.fullmatch(sentence.between(before[1], last))
    ):
        yield before[1], last


def _taken_out(
    sentence: Sentence, before: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Parts that stand behind their whole and `中` or `其中`."""
    for whole in before[1:]:
        if _OUT_OF.match(sentence.text[whole.end : whole.end + 30]):
            parts = (n for n in before if n.start > whole.start and _may_be(n, whole))
            yield from ((part, whole) for part in parts)


def _taken_of(
    sentence: Sentence, before: Sequence[Quantity], name: str
) -> Iterator[tuple[Quantity, Quantity]]:
    """Parts that stand behind the whole of this name: 竣工面积220万平方米, …, 占竣工面积的P%."""
    for whole in before[1:]:
        lead = sentence.text[max(whole.start - 12, 0) : whole.start]
        if name in lead or (name.startswith("总") and _IN_ALL.search(lead)):
            parts = (n for n in before if n.start > whole.start and _may_be(n, whole))
            yield from ((part, whole) for part in parts)


def _may_be(part: Quantity, whole: Quantity) -> bool:
    """Whether one may be a part of the other."""
    alike = part.unit == whole.unit or not whole.unit
    return alike and part.unit != "%" and whole.range.low > 0 and part.value <= whole.value


# ── multiples ───────────────────────────────────────────────────────────────────────────────

_TIMES_OF = pattern(r"[^，。；：\d]{0,10}的\s?")
_IS = pattern(r"[^。；]{0,30}(?:是|为|相当于|等于)[^。；]{0,20}")


def multiple(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`A是B的N倍`."""
    times, before = sentence.numbers[index], sentence.before(index)
    if not before or not _TIMES_OF.fullmatch(sentence.between(before[0], times)):
        return
    base = before[0]
    tops = [
        n
        for n in before[1:]
        if n.counts_like(base) and base.unit and _IS.fullmatch(sentence.between(n, base))
    ]
    if not tops or base.range.low <= 0:
        return
    if any(top.range.over(base.range).meets(whole_times(times)) for top in tops):
        return
    ratio = tops[0].value / base.value
    yield sentence.fault(
        tops[0],
        times,
        code="multiple-wrong",
        text=f"{tops[0].text} / {base.text} is {near(ratio, times)}, not {times.text}",
    )
