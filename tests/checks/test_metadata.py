"""What stands in the head, and in pubkit.toml."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pubkit
from pubkit.config import Checks
from pubkit.model import Article, Credit, Paragraph, Text

SOUND = Article(
    "题",
    lead=(Paragraph((Text("正文如此。"),)),),
    credits=(Credit("本报见习记者", ("林晓",)),),
    published=datetime(2026, 11, 20, tzinfo=UTC),
)


def found(article: Article, *channels: str, ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    config = pubkit.Config(checks=Checks(ignore=ignore))
    reading = replace(pubkit.Reading(article), config=config)
    return [(n.severity, n.code) for n in pubkit.check(reading, channels)]


def test_an_article_made_in_python_wants_an_id_and_a_feed_insists() -> None:
    assert found(SOUND, "docx") == [("warning", "id-missing")]
    assert ("error", "id-missing") in found(SOUND, "rss")


def test_an_article_whose_id_is_derived_hears_of_it_once(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text("---\ntitle: 题\n---\n\n正文如此。\n", encoding="utf-8")
    codes = [n.code for n in pubkit.check(pubkit.read(tmp_path), ["docx"])]
    assert [code for code in codes if code.startswith("id-")] == ["id-derived"]


def test_only_a_feed_shows_keywords() -> None:
    assert ("info", "keywords-missing") in found(SOUND, "rss")
    assert ("info", "keywords-missing") not in found(SOUND, "wechat")


def test_an_unknown_code_that_is_ignored_is_said() -> None:
    ignore = ("id-missing", "caption-stops", "weibo-too-long")
    assert found(SOUND, "docx", ignore=ignore) == [
        ("warning", "check-unknown"),
        ("info", "check-unknown"),
    ]
    assert found(SOUND, "docx", ignore=("id-missing", "weibo-x", "check-unknown")) == []
