"""Rules on dates and times that cannot be, and on percentages over a hundred."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from pubkit.checks.numerals import narrow, whole
from pubkit.checks.text.passages import Passage, passages, pointed
from pubkit.notice import Notice
from pubkit.patterns import pattern
from pubkit.reading import Reading

__all__ = ["DATES"]

_Texts: TypeAlias = Sequence[tuple[Passage, str]]
"""Passages that hold a digit or a month, each with its text in plain digits."""

_LEAP_YEAR = 2000
"""A date without its year may be one of a leap year."""
_DAYS = "一二三四五六日天"
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_DATE = pattern(
    r"(?<![\d.])(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?=[份底初末上中下]))"
)
_CHINESE_DATE = pattern(
    r"(?<![一二三四五六七八九十农阴腊历年])(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_CLOCK = pattern(
    r"(?P<part>上午|下午|凌晨|早上|晚上|中午|傍晚|夜里|[日晚早])\s?(?P<hour>\d{1,2})(?:[时点](?:(?P<minute>\d{1,2})分)?"
    r"|[:：](?P<minutes>\d{2}))(?![\d:：])"
)
_WEEKDAY = pattern(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s?[（(，,]?\s?"
    rf"(?:星期|礼拜|(?:周(?=[{_DAYS}](?:[）)，。,\s]|上午|下午|晚|早|凌晨|中午|$))))(?P<weekday>[{_DAYS}])"
)
_ENGLISH_WEEKDAY = pattern(
    rf"\b(?P<weekday>{'|'.join(_ENGLISH_DAYS)}),? (?P<month>{'|'.join(_ENGLISH_MONTHS)})"
    r" (?P<day>\d{1,2}),? (?P<year>\d{4})\b",
    re.IGNORECASE,
)
_YEARS = pattern(
    r"(?<![前\d])(?P<first>1[0-9]\d\d|20\d\d)年?\s?(?:—{1,2}|[-–~～－至到])\s?(?P<last>1[0-9]\d\d|20\d\d)年"
)

_MONTH = r"(?:1[0-9]|20)\d\d年\d{1,2}月(?:\d{1,2}[日号])?"
_DATES = pattern(
    rf"(?<!\d)(?P<first>{_MONTH})(?:[份初中底末]|上旬|中旬|下旬)?\s?(?:—{{1,2}}|[-–~～－]"
    r"|(?:正式)?(?:开始|起|开工|动工|启动|开幕|开展|实施|施工|举行)?[，,]?\s?(?:一直|持续)?[至到])\s?"
    rf"(?P<last>{_MONTH})"
)
"""A date may also be moved back, 提前 or 追溯 to an earlier one: such words are not among these."""


def _impossible_dates(found: _Texts) -> Iterator[Notice]:
    for passage, text in found:
        for match in _DATE.finditer(text):
            year, month = int(match["year"] or _LEAP_YEAR), int(match["month"])
            if not _exists(year, month, int(match["day"] or 1)):
                yield _no_date(passage, match)
        for match in _CHINESE_DATE.finditer(text):
            named = whole(match["month"]), whole(match["day"])
            if named[0] and named[1] and not _exists(_LEAP_YEAR, named[0], named[1]):
                yield _no_date(passage, match)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(max(year, 1), month)[1]


def _no_date(passage: Passage, match: re.Match[str]) -> Notice:
    return pointed(
        passage,
        match.span(),
        code="date-impossible",
        severity="error",
        text=f"No calendar has {match[0]!r}: 「{{}}」.",
        hint="Ask the author for the date.",
    )


def _impossible_times(found: _Texts) -> Iterator[Notice]:
    for passage, text in found:
        for match in _CLOCK.finditer(text):
            minute = int(match["minute"] or match["minutes"] or 0)
            if int(match["hour"]) > 24 or minute > 59:
                clock = match[0].removeprefix(match["part"]).strip()
                yield pointed(
                    passage,
                    match.span("hour")[:1] + match.span()[1:],
                    code="time-impossible",
                    severity="error",
                    text=f"No clock shows {clock!r}: 「{{}}」.",
                    hint="Ask the author for the time.",
                )


def _wrong_weekdays(found: _Texts) -> Iterator[Notice]:
    for passage, text in found:
        for match in _WEEKDAY.finditer(text):
            told = min(_DAYS.index(match["weekday"]), 6)
            yield from _weekday(passage, match, int(match["month"]), told)
        for match in _ENGLISH_WEEKDAY.finditer(text):
            told = _ENGLISH_DAYS.index(match["weekday"].lower())
            yield from _weekday(
                passage, match, 1 + _ENGLISH_MONTHS.index(match["month"].lower()), told
            )


def _weekday(passage: Passage, match: re.Match[str], month: int, told: int) -> Iterator[Notice]:
    year, day = int(match["year"]), int(match["day"])
    if not (year >= 1900 and _exists(year, month, day)):
        return
    real = date(year, month, day).weekday()
    if real != told:
        yield pointed(
            passage,
            match.span(),
            code="weekday-wrong",
            severity="warning",
            text=f"{year}-{month:02}-{day:02} is a {_ENGLISH_DAYS[real].capitalize()} "
            f"(星期{_DAYS[real]}): 「{{}}」.",
            hint="Ask the author which of the two is wrong.",
        )


def _reversed_spans(found: _Texts) -> Iterator[Notice]:
    for passage, text in found:
        for match in _YEARS.finditer(text):
            if int(match["first"]) > int(match["last"]):
                yield _backwards(passage, match, "years")
        for match in _DATES.finditer(text):
            first, last = _day(match, "first"), _day(match, "last")
            alike = len(first) == len(last) or first[:2] != last[:2]
            if alike and first > last:
                yield _backwards(passage, match, "dates")


def _day(match: re.Match[str], end: str) -> tuple[int, ...]:
    """Year and month of one end of a span, and the day if it is told."""
    return tuple(int(number) for number in re.findall(r"\d+", match[end]))


def _backwards(passage: Passage, match: re.Match[str], what: str) -> Notice:
    return pointed(
        passage,
        match.span(),
        code="years-reversed",
        severity="warning",
        text=f"The span of {what} runs backwards: 「{{}}」.",
        hint=f"Exchange the two {what} or mend them.",
    )


# ── percentages ─────────────────────────────────────────────────────────────────────────────

_OVER_ALL = pattern(
    r"(?:占(?:比|总数|总量|总人数|全部|全[国省市县区校村球]|其中)[^，。；：\d%]{0,12}"
    r"|(?:合格|及格|达标|覆盖|满意|出勤|就业|支持|得票|投票|占有|普及|成活|命中|治愈|存活|入户|知晓)[率度](?:均?为|达到?|是|约|高达)?)"
    r"\s?(?P<share>\d{3,}(?:\.\d+)?)%"
)
_MAY_EXCEED = pattern(r"计划|目标|去年|同期|上年|预算|任务|生产总值|收入|GDP|资产|毛入")


def _over_all(found: _Texts) -> Iterator[Notice]:
    for passage, text in found:
        for match in _OVER_ALL.finditer(text):
            before = text[max(match.start() - 2, 0) : match.end()]
            if float(match["share"]) > 100 and not _MAY_EXCEED.search(before):
                yield pointed(
                    passage,
                    match.span(),
                    code="percent-over",
                    severity="warning",
                    text=f"A part cannot be {match['share']} % of its whole: 「{{}}」.",
                    hint="Ask the author for the number.",
                )


_NUMBERED = pattern(r"\d|[一二三四五六七八九十]月")

_RULES = (_impossible_dates, _impossible_times, _wrong_weekdays, _reversed_spans, _over_all)


def _dates(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    texts = ((passage, narrow(passage.text)) for passage in passages(reading.article))
    found = [(passage, text) for passage, text in texts if _NUMBERED.search(text)]
    for rule in _RULES:
        yield from rule(found)


DATES = (_dates,)
