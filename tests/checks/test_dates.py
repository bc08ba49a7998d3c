"""Dates and times that cannot be, and shares over a hundred."""

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Text

CODES = {"date-impossible", "time-impossible", "weekday-wrong", "years-reversed", "percent-over"}


def found(text: str) -> list[tuple[str, str]]:
    article = Article("题", lead=(Paragraph((Text(text),)),))
    notices = pubkit.check(pubkit.Reading(article), [])
    return [(n.code, n.quote) for n in notices if n.code in CODES]


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("展览2月30日开幕。", "date-impossible", "2月30日"),
        ("展览2025年2月29日开幕。", "date-impossible", "2025年2月29日"),
        ("展览13月5日开幕。", "date-impossible", "13月5日"),
        ("截至2026年13月底，", "date-impossible", "2026年13月"),
        ("展览六月三十一日开幕。", "date-impossible", "六月三十一日"),
        ("展览１１月３１日开幕。", "date-impossible", "１１月３１日"),
        ("20日25时开演。", "time-impossible", "25时"),
        ("下午3点75分开演。", "time-impossible", "3点75分"),
        ("晚上8:75开演。", "time-impossible", "8:75"),
        ("2026年11月20日（星期四）开幕。", "weekday-wrong", "2026年11月20日（星期四"),
        ("2026年11月20日，周一上午开幕。", "weekday-wrong", "2026年11月20日，周一"),
        ("It opened on Monday, November 20, 2026.", "weekday-wrong", "Monday, November 20, 2026"),
        ("2025—2020年，", "years-reversed", "2025—2020年"),
        ("从2026年3月开始，至2025年12月结束。", "years-reversed", "2026年3月开始，至2025年12月"),
        ("2026年5月8日—2026年5月6日，", "years-reversed", "2026年5月8日—2026年5月6日"),
        ("女生占全校学生的120%。", "percent-over", "占全校学生的120%"),
        ("抽检合格率达101.5%。", "percent-over", "合格率达101.5%"),
    ],
)
def test_what_cannot_be_is_named(text: str, code: str, quote: str) -> None:
    assert found(text) == [(code, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "展览2月29日开幕，12月31日闭幕。",
        "展览2024年2月29日开幕。",
        "农历二月三十日守岁。",
        "适合13月龄的婴儿，历时30时。",
        "20日24时截止，比分25:23，比例3:75。",
        "2026年11月20日（星期五）开幕。",
        "2026年11月20日周一帆到场。",
        "Friday, November 20, 2026.",
        "工期由2026年3月提前到2025年12月，从2026年3月至2026年3月6日。",
        "2020—2025年，公元前221—206年。",
        "完成全年计划的120%，债务占生产总值的120%，占全市去年同期的110%。",
    ],
)
def test_what_can_be_is_left_alone(text: str) -> None:
    assert found(text) == []
