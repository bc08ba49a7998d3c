"""Words and dates that channels add, in the article's language."""

from datetime import datetime, timedelta, timezone

import pytest

from pubkit import wording
from pubkit.model import Article

EARLY = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("zh-CN", "2026年11月20日"),
        ("zh-Hant-HK", "2026年11月20日"),
        ("en", "20 November 2026"),
        ("", "20 November 2026"),
    ],
)
def test_a_date_is_the_day_where_it_was_written_in_the_articles_language(lang, shown) -> None:
    assert wording.date(EARLY, Article(title="题", lang=lang)) == shown


@pytest.mark.parametrize(
    ("lang", "shown"), [("zh-CN", "照片待补"), ("zh-TW", "照片待補"), ("fr", "Photo to come")]
)
def test_an_awaited_photo_is_told_in_the_articles_script(lang, shown) -> None:
    assert wording.of(Article(title="题", lang=lang)).awaited == shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("zh", ("zh", "", "")),
        ("ZH-cn", ("zh", "", "CN")),
        ("zh-Hans-CN", ("zh", "Hans", "CN")),
        ("zh-cmn-Hant-TW", ("zh", "Hant", "TW")),
        ("es-419", ("es", "", "419")),
        ("en-GB-oxendict", ("en", "", "GB")),
    ],
)
def test_a_language_tag_says_language_script_and_region(text, parts) -> None:
    assert wording.tag(text) == parts


@pytest.mark.parametrize("text", ["", "z", "中文", "zh_CN", "chinese", "zh-", "zh-C", "x-none"])
def test_what_is_no_language_tag_is_none(text) -> None:
    assert wording.tag(text) is None
