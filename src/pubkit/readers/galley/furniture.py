"""Furniture: source, date and the other lines in which a page speaks of itself."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from itertools import pairwise

__all__ = ["CHINA", "date_of", "dated", "fields", "sourced"]

CHINA = timezone(timedelta(hours=8))
"""China standard time, which a Chinese page means where it names none."""

_SOURCE = re.compile(
    r"[（(【\[]?(?P<head>(?:文章|稿件|信息|新闻|消息|本文|資料)?来源|来自|稿源|转载自|转自|來源|Source)\s*[:：]\s*(?P<source>.+?)[）)】\]]?",
    re.IGNORECASE,
)
_DATE_HEAD = re.compile(
    r"[（(]?(?:发布|发表|刊发|见报|出版|更新|采写|写作)?(?:日期|时间|日)\s*[:：]\s*(?P<date>.+?)[）)]?"
)
_PAGE = re.compile(r"第?\s*[A-Z]?[一二三四五六七八九十\d]{1,3}\s*版")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:\s*(?:[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?))?"
    r"(?:[\sT]*(?P<hour>\d{1,2})[:：](?P<minute>\d\d)(?:[:：](?P<second>\d\d))?)?"
)


_HEADS = "来源|稿源|日期|时间|发布时间|发布日期|作者|记者|编辑|责任编辑|责编|校对|审核|摄影|通讯员"
_LONGEST = 160
"""Characters of a web page's line of source, date and names."""
_WIDE = re.compile(r"\s{2,}")
_FIELD = re.compile(rf"(?:{_HEADS})\s*[:：]")


def fields(text: str) -> list[str]:
    """The parts of a line that heads several (`来源：… 日期：…`); empty if it heads but one."""
    if len(text) > _LONGEST or not _FIELD.search(text):
        return []
    parts = [part for wide in _WIDE.split(text) for part in _headed(wide)]
    first_headed = _FIELD.match(parts[0]) is not None or bool(dated(parts[0]))
    return parts if len(parts) > 1 and first_headed else []


def _headed(text: str) -> list[str]:
    """`text` cut before each word that heads a field."""
    starts = [
        m.start() for m in _FIELD.finditer(text) if m.start() and text[m.start() - 1].isspace()
    ]
    return [text[a:b].strip() for a, b in pairwise([0, *starts, len(text)])]


def sourced(text: str) -> str:
    """What a line such as `来源：科普周刊` names; empty if it is none."""
    match = _SOURCE.fullmatch(text)
    return match["source"].strip() if match else ""


def dated(text: str) -> str:
    """The date of a line that is nothing else, as written; empty if it is none."""
    match = _DATE_HEAD.fullmatch(text)
    core = match["date"].strip() if match else text
    found = _DATE.search(core)
    rest = _PAGE.sub("", core.replace(found[0], "", 1)).strip(" \u3000|｜·") if found else core
    return core if found and (match or not rest) and len(rest) <= 12 else ""


def date_of(text: str) -> datetime | None:
    """The first date in `text`, at its time or at midnight, in China standard time."""
    match = _DATE.search(text)
    if match is None:
        return None
    parts = (match[name] for name in ("year", "month", "day", "hour", "minute", "second"))
    try:
        return datetime(*(int(part or 0) for part in parts), tzinfo=CHINA)  # type: ignore[misc,arg-type]  # six ints
    except ValueError:  # 2月30日
        return None
