"""What stands in the head, and in pubkit.toml."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

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


def unsigned(*paragraphs: str) -> list[tuple[str, str]]:
    lead = tuple(Paragraph((Text(text),)) for text in paragraphs)
    notices = pubkit.check(
        pubkit.Reading(msgspec.structs.replace(SOUND, credits=(), lead=lead)), []
    )
    return [(n.code, n.hint) for n in notices if n.where != "id"]


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        (
            "本报讯（记者 林晓 通讯员 何苗）书屋开放了。",
            "{role: 记者, names: [林晓]}, {role: 通讯员, names: [何苗]}",
        ),
        ("临江社某地3月4日电（记者林晓、何苗）书屋开放了。", "{role: 记者, names: [林晓, 何苗]}"),
        ("（记者 林晓 摄影报道）书屋开放了。", "{role: 记者, names: [林晓]}"),
        ("书屋开放了。（本报驻临江记者 林 晓）", "{role: 本报驻临江记者, names: [林晓]}"),
        ("〔記者林曉／臨江報導〕書屋開放了。", "{role: 記者, names: [林曉]}"),
        ("某某网临江3月4日电（林晓）书屋开放了。", "{role: 作者, names: [林晓]}"),
        (
            "本报临江3月4日讯 记者林晓、通讯员何苗报道：书屋开放了。",
            "{role: 记者, names: [林晓]}, {role: 通讯员, names: [何苗]}",
        ),
        ("本报讯 见习记者林晓 昨日，书屋开放了。", "{role: 见习记者, names: [林晓]}"),
        (
            "It opened. (Reporting by Lin Xiao in New York; editing by He Miao)",
            "{role: Reporting by, names: [Lin Xiao]}",
        ),
    ],
)
def test_a_byline_in_the_text_is_proposed_for_the_head(text: str, credits: str) -> None:
    assert unsigned("书屋在城东。", text) == [
        ("byline-in-text", f"Write credits: [{credits}] in the head.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "记者从县图书馆获悉，书屋开放了。",
        "书屋开放了。（记者 林晓 摄）",
        "书屋开放了。（作者系县图书馆馆员）",
        "书屋开放了（记者注：原为粮站）。",
        "综合本报驻外地记者报道：书屋开放了。",
        "临江讯 记者 近日 走访了书屋。",
    ],
)
def test_what_is_no_byline_leaves_the_authors_missing(text: str) -> None:
    assert [code for code, _ in unsigned(text)] == ["authors-missing"]


def test_names_that_run_together_are_to_be_parted() -> None:
    ((_, hint),) = unsigned("本报讯（记者林晓何苗）书屋开放了。")
    assert hint.endswith("in the head, with the names parted.")


def test_only_the_first_paragraphs_open_an_article() -> None:
    assert unsigned(*["书屋开放了。"] * 4, "本报讯（记者 林晓）书屋开放了。")[0][0] == (
        "authors-missing"
    )
