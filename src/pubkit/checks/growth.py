"""Growth: from what, to what, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.checks.numerals import Quantity, Range
from pubkit.checks.sentences import NEAR, TIMES, Sentence, near, scaled, whole_times
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["fold", "gain", "growth", "points", "rise"]

_YEAR = r"(?:\d{4}年[^，。；\d]{0,6})?"
_GREW = "增长|增加|增幅|上升|提高|提升|涨幅|上涨|升幅|下降|减少|降低|降幅|下跌|跌幅"
_FROM = pattern(rf"[从由自][^，。；\d]{{0,8}}{_YEAR}[^，。；\d]{{0,8}}$")
_TO = pattern(
    r"[^，。；\d]{0,10}(?:增|升|涨|提高|扩大|降|减|跌|缩|回落|下滑)[^，。；\d]{0,4}[到至为成]"
    rf"[^，。；\d]{{0,6}}{_YEAR}"
)
_BY = pattern(
    r"[^，。；\d]{0,4}[，,（(]\s?"
    r"(?:同比|环比|[比较]|上年|去年|同期|上月|累计|年均|平均|每年|净|总|共|约|实际|大幅)*"
    rf"(?:{_GREW})[率了达到为约近超过\s]{{0,3}}"
)
_BY_FIRST = pattern(rf"(?:{_GREW})[率了达到为约近超过\s]{{0,3}}$")
_THEN_FROM = pattern(rf"[，,（(]\s?[即已]?[从由]{_YEAR}[^，。；\d]{{0,8}}")
_OTHER_BASE = pattern(r"年均|平均|每年|年增|逐年|复合|月均|季")
"""Growth of another kind than from the first number to the second."""
_LAST_YEAR = pattern(r"同比|环比|上年|去年|同期|上月")


def growth(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`从A增长到B，增长P%`; `增长P%，从A增至B`."""
    percent = sentence.numbers[index]
    pair = _rise(sentence, index)
    if pair is None or "%" in (pair[0].unit, pair[1].unit):
        return
    first, second = pair
    if not any(_is_growth(change, percent) for change in _changes(first, second)):
        yield _wrong(sentence, first, second, percent)


def _is_growth(change: Range, percent: Quantity) -> bool:
    """Whether becoming so many times as much is growing, or falling, by so many per cent."""
    grown = Range(100 * (change.low - 1), 100 * (change.high - 1))
    return grown.meets(percent.range) or Range(-grown.high, -grown.low).meets(percent.range)


def _wrong(sentence: Sentence, first: Quantity, second: Quantity, percent: Quantity) -> Notice:
    change = 100 * (second.value / first.value - 1)
    return sentence.fault(
        first,
        percent,
        code="growth-wrong",
        text=f"From {first.text} to {second.text} is {near(change, percent)} %, "
        f"not {percent.text} %",
    )


def points(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`从A%提高到B%，提高N个百分点`."""
    points = sentence.numbers[index]
    pair = _rise(sentence, index)
    if pair is None or pair[0].unit != "%" or pair[1].unit != "%":
        return
    first, second = pair
    distance = abs(second.value - first.value)
    slack = sum(n.range.high - n.value for n in (first, second, points))
    if abs(distance - points.value) > slack:
        yield sentence.fault(
            first,
            points,
            code="growth-wrong",
            text=f"From {first.text} % to {second.text} % is {near(distance, points)} points, "
            f"not {points.text}",
        )


def fold(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`从A增长到B，增长N倍`: B may be N times A, or N times more, as papers use both."""
    times = sentence.numbers[index]
    pair = _rise(sentence, index)
    if pair is None or "%" in (pair[0].unit, pair[1].unit):
        return
    first, second = pair
    wanted = whole_times(times)
    for change in _changes(first, second):
        if wanted.meets(change) or wanted.meets(Range(change.low - 1, change.high - 1)):
            return
    yield sentence.fault(
        first,
        times,
        code="growth-wrong",
        text=f"{second.text} is {near(second.value / first.value, times)} times {first.text}, "
        f"not {times.text}",
    )


def _rise(sentence: Sentence, index: int) -> tuple[Quantity, Quantity] | None:
    """What grew by the number at `index`: from what, to what."""
    result, before = sentence.numbers[index], sentence.before(index)
    if len(before) > 1 and _BY.fullmatch(by := sentence.between(before[0], result)):
        first, second = before[1], before[0]
    else:
        behind = sentence.numbers[index + 1 : index + NEAR]
        after = [n for n in behind if n.unit not in TIMES]
        by = sentence.text[max(result.start - 12, 0) : result.start]
        if len(after) < 2 or not _BY_FIRST.search(by):
            return None
        first, second = after[0], after[1]
        if not _THEN_FROM.fullmatch(sentence.between(result, first)):
            return None
    lead = sentence.text[max(first.start - 30, 0) : first.start]
    if not _FROM.search(lead) or not _TO.fullmatch(sentence.between(first, second)):
        return None
    dated = re.search(r"\d{4}年", sentence.text[max(first.start - 30, 0) : second.start])
    if _OTHER_BASE.search(by) or (dated and _LAST_YEAR.search(by)) or first.range.low <= 0:
        return None
    return (first, second) if first.unit in ("", second.unit) else None


def _changes(first: Quantity, second: Quantity) -> Iterator[Range]:
    """How many times the first the second may be; `从3增加到5万` leaves its 万 to the second."""
    yield second.range.over(first.range)
    if not first.unit and second.text[-1:] in "百千万亿":
        for factor in (10**4, 10**8):
            yield second.range.over(first.range.times(factor))


# ── what was added ──────────────────────────────────────────────────────────────────────────

_ADDED = pattern(
    r"[^，。；\d]{0,6}[，,（(]\s?(?:同比|环比|[比较](?:\d{4}年|[^，。；\d]){1,10}?)"
    r"净?(?P<way>增加|增长|多|上升|减少|下降|少)了?\s?"
)
_FEWER = pattern("减|下|少")


def gain(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`A，比去年增加D，增长P%`: the growth is on what there was before, A - D."""
    percent, before = sentence.numbers[index], sentence.before(index)
    if len(before) < 2 or percent.unit != "%":
        return
    change, result = before[0], before[1]
    added = _ADDED.fullmatch(sentence.between(result, change))
    by = sentence.between(change, percent)
    if not added or not _BY.fullmatch(by) or _OTHER_BASE.search(by) or not result.unit:
        return
    if "%" in result.unit or not change.counts_like(result) or _two_bases(added[0], by):
        return
    sign = -1 if _FEWER.search(added["way"]) else 1
    low = result.range.low - sign * (change.range.high if sign > 0 else change.range.low)
    high = result.range.high - sign * (change.range.low if sign > 0 else change.range.high)
    if low <= 0 or change.range.over(Range(low, high)).times(100).meets(percent.range):
        return
    earlier = result.value - sign * change.value
    yield sentence.fault(
        result,
        percent,
        code="growth-wrong",
        text=f"{change.text} on the {scaled(earlier, result)} there were before is "
        f"{near(100 * change.value / earlier, percent)} %, not {percent.text} %",
    )


_YEARLY = pattern(r"年|同比|同期")
_MONTHLY = pattern(r"环比|上月|上季|上周")


def _two_bases(one: str, other: str) -> bool:
    """Whether one growth is on the year before and the other on the month before."""
    return bool(
        (_YEARLY.search(one) and _MONTHLY.search(other))
        or (_MONTHLY.search(one) and _YEARLY.search(other))
    )


# ── English ─────────────────────────────────────────────────────────────────────────────────

_UP_OR_DOWN = "increase|rise|growth|jump|gain|decline|decrease|drop|fall|reduction"
_FROM_TO = pattern(
    rf"\s(?:{_UP_OR_DOWN})\b[^.;\d]{{0,40}}\bfrom (?:a (?:high|peak|record|total) of )?[$€£]?",
    re.IGNORECASE,
)
_TO_NEXT = pattern(r"\s?(?:[a-z]+ )?to [$€£]?")
_NO_NUMBER = pattern(
    r"\s?(?:[ap]\.?m\b|(?:hundred|thousand|[mbtr]+illion|bn?|m|k)\b|[-–]|percent|%)"
)
_YEARS = range(1900, 2100)


def rise(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`a P percent decline from A to B`."""
    percent, after = sentence.numbers[index], sentence.numbers[index + 1 : index + 3]
    if len(after) < 2 or not _FROM_TO.fullmatch(sentence.between(percent, after[0])):
        return
    first, second = after
    plain = not any(_NO_NUMBER.match(sentence.text, number.end) for number in after)
    if not plain or not _TO_NEXT.fullmatch(sentence.between(first, second)):
        return
    if all(number.value in _YEARS for number in after) or first.range.low <= 0:
        return
    if not _is_growth(second.range.over(first.range), percent):
        yield _wrong(sentence, first, second, percent)
