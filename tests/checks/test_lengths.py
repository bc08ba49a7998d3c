"""Titles, author lines and digests against what WeChat takes."""

from dataclasses import replace

import pytest

import pubkit
from pubkit.model import Article, Credit, Override, Paragraph, Text

TEXT = (Paragraph((Text("正文如此。"),)),)


def found(article: Article, limits: dict[str, int] | None = None) -> dict[str, str]:
    options = {"wechat": {"limits": limits}} if limits else {}
    reading = replace(pubkit.Reading(article), config=pubkit.Config(renderers=options))
    notices = pubkit.check(reading, ["wechat"])
    return {n.code: n.severity for n in notices if n.code.startswith("wechat")}


@pytest.mark.parametrize(
    ("fields", "code", "severity"),
    [
        ({"title": "长" * 33}, "wechat-title-long", "info"),
        ({"title": "长" * 65}, "wechat-title-long", "warning"),
        ({"credits": (Credit("撰文", ("长" * 17,)),)}, "wechat-author-long", "warning"),
        ({"digest": "长" * 121}, "wechat-digest-long", "info"),
        ({"digest": "长" * 129}, "wechat-digest-long", "warning"),
        ({"digest": ""}, "wechat-digest-missing", "info"),
    ],
)
def test_what_is_too_long_for_the_platform_is_said_before_rendering(
    fields: dict[str, object], code: str, severity: str
) -> None:
    base: dict[str, object] = {"title": "题", "lead": TEXT, "digest": "摘"}
    assert found(Article(**(base | fields))) == {code: severity}  # type: ignore[arg-type]


def test_the_limits_are_those_of_pubkit_toml() -> None:
    article = Article("长" * 20, lead=TEXT, digest="摘")
    assert found(article) == {}
    assert found(article, {"title": 19}) == {"wechat-title-long": "warning"}
    with pytest.raises(pubkit.ConfigError, match="titel"):
        found(article, {"titel": 19})


def test_the_channels_own_title_counts() -> None:
    short = (Override("wechat", title="短"),)
    assert found(Article("长" * 70, lead=TEXT, digest="摘", channels=short)) == {}


def test_other_channels_have_no_limits() -> None:
    notices = pubkit.check(pubkit.Reading(Article("长" * 70, lead=TEXT)), ["docx"])
    assert not [n for n in notices if n.renderer]


def test_rendering_says_it_once() -> None:
    run = pubkit.render(pubkit.Reading(Article("长" * 70, lead=TEXT)), to=["wechat"])
    assert [n.code for n in run.notices].count("wechat-title-long") == 1
