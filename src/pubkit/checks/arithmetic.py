"""Rules on what a reader can work out: shares, growth, multiples and sums.

A notice is given only where no reading of the sentence agrees with what is printed: every number
may have been rounded, and all that might be meant are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pubkit.checks.numerals import NARROW, Quantity, Range, quantities
from pubkit.checks.text.passages import Passage, passages, pointed
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["ARITHMETIC"]

_SENTENCE = re.compile(r"[^。！？；\n]+")
_TELLING = re.compile(r"[%％倍]|percent|per cent|百分点|其中|包括")
"""Without one of these nothing in a passage can be worked out."""
_NEAR = 6
"""Numbers before a result that may be meant by it."""
_FAR = 90
"""Characters between them."""
_TIMES = frozenset("年月日时分秒岁周天点号期届旬级版")
"""Units of what is never a part or a whole."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence and the numbers in it."""

    passage: Passage
    """Where it stands."""
    start: int
    """Where in the passage it begins."""
    text: str
    """The sentence."""
    numbers: Sequence[Quantity]
    """Its numbers, in order."""

    def before(self, index: int) -> Sequence[Quantity]:
        """The numbers that the one at `index` may refer to, nearest first."""
        near = self.numbers[max(index - _NEAR, 0) : index]
        reach = self.numbers[index].start - _FAR
        return [n for n in reversed(near) if n.unit not in _TIMES and n.start >= reach]

    def between(self, first: Quantity, second: Quantity) -> str:
        """The words between two numbers; none where they are far apart."""
        return self.text[first.end : second.start] if second.start - first.end <= _FAR else "。"

    def fault(self, first: Quantity, last: Quantity, *, code: str, text: str) -> Notice:
        """A notice on the words from one number to another."""
        return pointed(
            self.passage,
            (self.start + min(first.start, last.start), self.start + max(first.end, last.end)),
            code=code,
            severity="warning",
            text=f"{text}: 「{{}}」.",
            hint="Ask the author which of the numbers is wrong.",
        )


_Rule: TypeAlias = Callable[[_Sentence, int], Iterator[Notice]]
"""A sentence and the place of one of its numbers → what is wrong with that number."""


def _arithmetic(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for passage in passages(reading.article):
        if not _TELLING.search(passage.text):
            continue
        for match in _SENTENCE.finditer(passage.text.translate(NARROW)):
            if not _TELLING.search(match[0]):
                continue
            sentence = _Sentence(passage, match.start(), match[0], tuple(quantities(match[0])))
            for index, number in enumerate(sentence.numbers):
                for rule in _RULES.get(number.unit, (_total,)):
                    yield from rule(sentence, index)


# ── shares ──────────────────────────────────────────────────────────────────────────────────

_WHOLE_AND_PERCENT = re.compile(r"[^，。：、\d]{0,14}的\s?(?:比例|比重)?[为达]?\s?")
_SHARE_OF = re.compile(r"占[^，。：；、%％]{0,22}$")
_SHARE = re.compile(
    r"[^，。：；\d]{0,14}[，,（(]?\s?(?:约|共|总)?占(?:比|总数的?|总人数的?|总量的?|全部的?|其中的?|比例|比重)?"
    r"(?:的比[例重])?(?:为|达到?|到|了)?\s?"
)
_OUT_OF = re.compile(
    r"[^，。\d]{0,12}[中里](?:[，,]|[仅只共约就]?有|[^，。\d]{0,8}的有)|.{0,24}其中"
)
_RATE = re.compile(
    r"[^，。\d]{0,8}[，,（(]\s?[^，。\d]{0,6}?(?P<what>[㐀-鿿]{2})率(?:为|达到?|是|约)?\s?"
)
_OF = re.compile(r"\s*of\s+(?:the\s+|its\s+|all\s+)?")
_OR = re.compile(r"[^.;\d]{0,40}(?:,\s+or\s+|\(|\()")


def _share(sentence: _Sentence, index: int) -> Iterator[Notice]:
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
        text=f"{part.text} / {whole.text} is {_near(share, percent)} %, not {percent.text} %",
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


def _pairs(sentence: _Sentence, index: int) -> Iterator[tuple[Quantity, Quantity]]:
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
    elif rate := _RATE.fullmatch(gap):
        around = sentence.text[max(last.start - 4, 0) : last.end + 4]
        if rate["what"] in around:
            yield from ((last, n) for n in before[1:] if _may_be(last, n))
    elif (
        len(before) > 1 and _OR.fullmatch(gap) and _OF.fullmatch(sentence.between(before[1], last))
    ):
        yield before[1], last


def _taken_out(
    sentence: _Sentence, before: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Parts that stand behind their whole and `中` or `其中`."""
    for whole in before[1:]:
        if _OUT_OF.match(sentence.text[whole.end : whole.end + 30]):
            parts = (n for n in before if n.start > whole.start and _may_be(n, whole))
            yield from ((part, whole) for part in parts)


def _may_be(part: Quantity, whole: Quantity) -> bool:
    """Whether one may be a part of the other."""
    alike = part.unit == whole.unit or not whole.unit
    return alike and part.unit != "%" and whole.range.low > 0 and part.value <= whole.value


# ── growth ──────────────────────────────────────────────────────────────────────────────────

_YEAR = r"(?:\d{4}年[^，。；\d]{0,6})?"
_GREW = "增长|增加|增幅|上升|提高|提升|涨幅|上涨|升幅|下降|减少|降低|降幅|下跌|跌幅"
_FROM = re.compile(rf"[从由自][^，。；\d]{{0,8}}{_YEAR}[^，。；\d]{{0,8}}$")
_TO = re.compile(
    r"[^，。；\d]{0,10}(?:增|升|涨|提高|扩大|降|减|跌|缩|回落|下滑)[^，。；\d]{0,4}[到至为成]"
    rf"[^，。；\d]{{0,6}}{_YEAR}"
)
_BY = re.compile(
    rf"[^，。；\d]{{0,4}}[，,（(]\s?[^，。；\d]{{0,8}}(?:{_GREW})[率了达到为约近超过\s]{{0,3}}"
)
_BY_FIRST = re.compile(rf"(?:{_GREW})[率了达到为约近超过\s]{{0,3}}$")
_THEN_FROM = re.compile(rf"[，,（(]\s?[^，。；\d]{{0,6}}[从由]{_YEAR}[^，。；\d]{{0,8}}")
_OTHER_BASE = re.compile(r"年均|平均|每年|年增|逐年|复合|月均|季")
"""Growth of another kind than from the first number to the second."""
_LAST_YEAR = re.compile(r"同比|环比|上年|去年|同期|上月")


def _growth(sentence: _Sentence, index: int) -> Iterator[Notice]:
    """`从A增长到B，增长P%`; `增长P%，从A增至B`."""
    percent = sentence.numbers[index]
    pair = _rise(sentence, index)
    if pair is None or "%" in (pair[0].unit, pair[1].unit):
        return
    first, second = pair
    for change in _changes(first, second):
        grown = Range(100 * (change.low - 1), 100 * (change.high - 1))
        if grown.meets(percent.range) or Range(-grown.high, -grown.low).meets(percent.range):
            return
    change_percent = 100 * (second.value / first.value - 1)
    yield sentence.fault(
        first,
        percent,
        code="growth-wrong",
        text=f"From {first.text} to {second.text} is {_near(change_percent, percent)} %, "
        f"not {percent.text} %",
    )


def _points(sentence: _Sentence, index: int) -> Iterator[Notice]:
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
            text=f"From {first.text} % to {second.text} % is {_near(distance, points)} points, "
            f"not {points.text}",
        )


def _fold(sentence: _Sentence, index: int) -> Iterator[Notice]:
    """`从A增长到B，增长N倍`: B may be N times A, or N times more, as papers use both."""
    times = sentence.numbers[index]
    pair = _rise(sentence, index)
    if pair is None or "%" in (pair[0].unit, pair[1].unit):
        return
    first, second = pair
    wanted = _whole_times(times)
    for change in _changes(first, second):
        if wanted.meets(change) or wanted.meets(Range(change.low - 1, change.high - 1)):
            return
    yield sentence.fault(
        first,
        times,
        code="growth-wrong",
        text=f"{second.text} is {_near(second.value / first.value, times)} times {first.text}, "
        f"not {times.text}",
    )


def _rise(sentence: _Sentence, index: int) -> tuple[Quantity, Quantity] | None:
    """What grew by the number at `index`: from what, to what."""
    result, before = sentence.numbers[index], sentence.before(index)
    if len(before) > 1 and _BY.fullmatch(by := sentence.between(before[0], result)):
        first, second = before[1], before[0]
    else:
        behind = sentence.numbers[index + 1 : index + _NEAR]
        after = [n for n in behind if n.unit not in _TIMES]
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


# ── multiples ───────────────────────────────────────────────────────────────────────────────

_TIMES_OF = re.compile(r"[^，。；：\d]{0,10}的\s?")
_IS = re.compile(r"[^。；]{0,30}(?:是|为|相当于|等于)[^。；]{0,20}")


def _multiple(sentence: _Sentence, index: int) -> Iterator[Notice]:
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
    if any(top.range.over(base.range).meets(_whole_times(times)) for top in tops):
        return
    ratio = tops[0].value / base.value
    yield sentence.fault(
        tops[0],
        times,
        code="multiple-wrong",
        text=f"{tops[0].text} / {base.text} is {_near(ratio, times)}, not {times.text}",
    )


def _whole_times(times: Quantity) -> Range:
    """What `N倍` may mean: a whole number of times may have been rounded."""
    slack = 0.5 if "." not in times.text else 0.0
    return Range(times.range.low - slack, times.range.high + slack)


# ── sums ────────────────────────────────────────────────────────────────────────────────────

_DIVIDED = re.compile(r"[^，。；\d]{0,12}[，,（(：:]\s?(?:其中|包括|分别[为是])[^，。；\d]{0,8}")
_NEXT = re.compile(r"[、，,和及与]\s?(?P<label>[㐀-鿿]{1,6})")


def _total(sentence: _Sentence, index: int) -> Iterator[Notice]:
    """`N…，其中甲等x…、乙等y…`: parts of one kind that are more than their whole."""
    parts = sentence.numbers[index + 1 : index + 1 + _NEAR * 2]
    whole = sentence.numbers[index]
    if not parts or not whole.unit or not _DIVIDED.fullmatch(sentence.between(whole, parts[0])):
        return
    labels = [re.sub(r".*(?:其中|包括|分别[为是])", "", sentence.between(whole, parts[0])).strip()]
    taken = [parts[0]]
    for part in parts[1:]:
        label = _NEXT.fullmatch(sentence.between(taken[-1], part))
        if label is None:
            break
        labels.append(label["label"])
        taken.append(part)
    if not _is_division(labels) or any(not part.counts_like(whole) for part in taken):
        return
    if sum(part.range.low for part in taken) > whole.range.high:
        added = " + ".join(part.text for part in taken)
        yield sentence.fault(
            whole,
            taken[-1],
            code="sum-wrong",
            text=f"{added} is {sum(part.value for part in taken):g}, more than {whole.text}",
        )


def _is_division(labels: Sequence[str]) -> bool:
    """Whether the parts exclude each other, as 一等奖 and 二等奖, 男生 and 女生 do.

    党员 and 女性 do not: one may be both. So the labels must be different, of one length and one
    last character.
    """
    return (
        len(labels) > 1
        and len(set(labels)) == len(labels)
        and (set(labels) == {"男", "女"} or len({(len(word), word[-1:]) for word in labels}) == 1)
        and all(labels)
    )


def _near(value: float, printed: Quantity) -> str:
    """`84.5`: the value with one decimal more than is printed."""
    return f"{value:.{len(printed.text.partition('.')[2]) + 1}f}"


_RULES: dict[str, Sequence[_Rule]] = {
    "%": (_share, _growth),
    "个百分点": (_points,),
    "倍": (_multiple, _fold),
}

ARITHMETIC = (_arithmetic,)
