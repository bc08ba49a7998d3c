"""What is wrong with a head is said in one sentence, with its line."""

from datetime import datetime, timedelta, timezone

import pytest

from pubkit.errors import ReadError
from pubkit.model import Article, Credit, Override
from pubkit.readers.markdown import MarkdownReader
from pubkit.reading import Manuscript


def read(head: str) -> Manuscript:
    return MarkdownReader().read(f"---\n{head}\n---\n\n正文。\n".encode(), "article.md")


def article(head: str) -> Article:
    return read(f"title: 题\n{head}").article


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("kicker: 眉", "article.md:2: the head has no title; write title: …"),
        ("title:", "article.md:2: the head has no title; write title: …"),
        ("", "article.md:2: the head has no title; write title: …"),
        ("- 一", "article.md:2: the head is a list, not a mapping; write title: …"),
        ("title: [一, 二]", "article.md:2: title is a list, not a text; write it on one line"),
        (
            "title: 题\ntitle: 又",
            "article.md:3: title is written twice (first on line 2); keep one",
        ),
        (
            "title: &a 题\ndeck: *a",
            "article.md:2: the head uses an anchor (& or *); write the text out, or quote it",
        ),
        (
            "title: 题\npublished: 昨天",
            "article.md:3: published: '昨天' is no date; write it as 2026-11-20T08:00:00+08:00",
        ),
        (
            "title: 题\npublished: 2026-11-20",
            "article.md:3: published: '2026-11-20' lacks the time or its offset; "
            "write it as 2026-11-20T08:00:00+08:00",
        ),
        (
            "title: 题\nnumbering: upper_alpha",
            "article.md:3: there is no numbering 'upper_alpha' (did you mean 'upper-alpha'?); "
            "write none, upper-alpha, cjk or decimal",
        ),
        (
            "title: 题\ncredits: 林晓",
            "article.md:3: credits is a text, not a list; "
            "write credits: [{role: 撰文, names: [林晓]}]",
        ),
        (
            "title: 题\ncredits:\n  - {names: [林晓]}",
            "article.md:4: a credit has no role; write credits: [{role: 撰文, names: [林晓]}]",
        ),
        (
            "title: 题\ncredits:\n  - role: 撰文\n    names: {a: b}",
            "article.md:5: names is a mapping, not a list; write names: [一, 二]",
        ),
        (
            "title: 题\nkeywords: [一, [二]]",
            "article.md:3: an entry of keywords is a list, not a text; write it on one line",
        ),
        (
            "title: 题\nchannels: [wechat]",
            "article.md:3: channels is a list, not a mapping; write channels: {wechat: {title: …}}",
        ),
        (
            "title: 题\nlang: " + "[" * 50,
            "article.md:3: the head nests too deeply; no key needs that",
        ),
    ],
)
def test_a_bad_head_is_refused_in_one_sentence(head: str, sentence: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(head)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "只有正文",
            "article.md:1: the article has no head; begin with a line ---, then title: …, then ---",
        ),
        ("---\ntitle: 题\n", "article.md:1: the head is not closed; end it with a line ---"),
        (
            "---\ntitle: 题\n---\n",
            "article.md:3: there is only a head; write at least one paragraph below it",
        ),
        (
            "---\ntitle: 题\n---\n\n" + "> " * 30 + "深",
            "article.md:5: this nests deeper than 24 levels; flatten it",
        ),
        (
            "---\ntitle: 题\n---\n\n## 甲 {#x}\n\n## 乙 {#x}",
            "article.md:7: sections[1]: id 'x' belongs to sections[0] already",
        ),
        (
            "---\ntitle: 题\n---\n\n文[^a]\n\n[^a]: 见[^a]",
            "article.md:7: the footnote [^a] holds another, [^a]; write them as one",
        ),
    ],
)
def test_a_bad_article_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ReadError) as caught:
        MarkdownReader().read(text.encode(), "article.md")
    assert str(caught.value) == sentence


def test_yaml_errors_name_their_line_and_a_way_out() -> None:
    with pytest.raises(ReadError, match=r"^article\.md:3: the head is not YAML .*; put a text"):
        read("title: 题\ndeck: 甲: 乙")


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    data = "---\ntitle: 题\n---\n\n".encode() + "正文".encode("gbk")
    with pytest.raises(ReadError, match=r"^a\.md:5: the file is not UTF-8; save it as UTF-8$"):
        MarkdownReader().read(data, "a.md")


def test_every_key_is_read() -> None:
    head = """\
title: 题
kicker: 眉题
deck: ——副题
credits:
  - {role: 撰文, names: [林晓, 周一帆]}
  - {role: 编辑, names: 何苗}
photo_credit: 市科协供图
source: 科普周刊
published: 2026-11-20T08:00:00+08:00
updated: 2026-11-21 09:30:00 +08:00
id: tag:example.org,2026:a
url: https://example.org/a
lang: zh-Hans
keywords: 科普
digest: |
  一年里，
  科学课。
cover: photos/../photos/a.jpg
numbering: cjk
channels:
  wechat: {title: 短题, author: 周刊, digest: "", cover: b.jpg}
accept: [photo-missing@cover, all]"""
    east = timezone(timedelta(hours=8))
    found = read(head)
    assert found.article == Article(
        title="题",
        kicker="眉题",
        deck="——副题",
        credits=(Credit("撰文", ("林晓", "周一帆")), Credit("编辑", ("何苗",))),
        photo_credit="市科协供图",
        lead=found.article.lead,
        numbering="cjk",
        source="科普周刊",
        published=datetime(2026, 11, 20, 8, tzinfo=east),
        updated=datetime(2026, 11, 21, 9, 30, tzinfo=east),
        id="tag:example.org,2026:a",
        url="https://example.org/a",
        lang="zh-Hans",
        keywords=("科普",),
        digest="一年里，科学课。",
        cover="photos/a.jpg",
        channels=(Override("wechat", "短题", "周刊", "", "b.jpg"),),
        accept=("photo-missing@cover", "all"),
    )
    assert not found.notices
    assert (found.lines["title"], found.lines["credits[1]"], found.lines["channels[0]"]) == (
        2,
        7,
        22,
    )


@pytest.mark.parametrize("word", ["2026", "no", "1.0", "null", "12:30", "0x1F", "~", "2026-11-20"])
def test_a_scalar_is_taken_as_it_is_written(word: str) -> None:
    assert read(f"title: {word}").article.title == word


def test_double_quotes_take_escapes() -> None:
    assert article('deck: "甲\\t\\u4E59: \\"丙\\""').deck == '甲\t乙: "丙"'


def test_unknown_keys_are_errors_with_a_guess() -> None:
    notices = read(
        "title: 题\nkiker: 眉\ncredits:\n  - {role: 文, names: [林], nme: 周}\n"
        "channels:\n  wechat: {titel: 短}"
    ).notices
    assert [str(notice) for notice in notices] == [
        "error unknown-key at article.md:3: The head has no key 'kiker' (did you mean 'kicker'?).",
        "error unknown-key at article.md:5: The credit has no key 'nme' (did you mean 'names'?).",
        "error unknown-key at article.md:7: "
        "The channel wechat has no key 'titel' (did you mean 'title'?).",
    ]


@pytest.mark.parametrize(
    "accept",
    [
        "accept: [photo-missing@lead[0], 'a@b[1]', all, \"c@d[2]\"] # e@f[3]",
        "accept: [photo-missing@lead[0],\n  a@b[1], all,\n  c@d[2]]",
        "accept:\n  - photo-missing@lead[0]\n  - a@b[1]\n  - all\n  - c@d[2]",
    ],
)
def test_accepted_errors_name_their_node_without_quotes(accept: str) -> None:
    found = article(f"{accept}\nkicker: 眉")
    assert found.accept == ("photo-missing@lead[0]", "a@b[1]", "all", "c@d[2]")
    assert found.kicker == "眉"


def test_an_accepted_error_may_stand_deep_in_the_article() -> None:
    where = "sections[2].blocks[4].items[0].blocks[1]"
    assert article(f"accept: photo-missing@{where}").accept == (f"photo-missing@{where}",)
    assert article(f"accept: [photo-missing@{where}]").accept == (f"photo-missing@{where}",)


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        (
            "credits:\n  - {role: 文, names: 林晓、周一帆}",
            "warning name-joined at article.md:4: '林晓、周一帆' is read as one name. "
            "Write names: [林晓, 周一帆].",
        ),
        (
            "credits:\n  - role: 文\n    names:\n      - 何苗\n      - 林晓， 周一帆",
            "warning name-joined at article.md:7: '林晓， 周一帆' is read as one name. "
            "Write names: [林晓, 周一帆].",
        ),
        (
            "url: example.org/a",
            "error url-scheme at article.md:3: url: 'example.org/a' is no address on the web. "
            "Write https://… in full.",
        ),
    ],
)
def test_doubtful_values_are_marked_with_their_line(head: str, mark: str) -> None:
    found = read(f"title: 题\n{head}")
    assert [str(notice) for notice in found.notices] == [mark]


def test_a_channel_of_no_renderer_is_marked_with_a_guess() -> None:
    (notice,) = read("title: 题\nchannels:\n  rss: {title: 甲}\n  wechatt: {title: 乙}").notices
    assert (notice.severity, notice.code, notice.where) == (
        "warning",
        "channel-unknown",
        "article.md:5",
    )
    assert "'wechatt' (did you mean 'wechat'?)" in notice.text


def test_three_dots_close_the_head_too() -> None:
    found = MarkdownReader().read("\ufeff---\r\ntitle: 题\r\n...\r\n\r\n文\r\n".encode(), "a.md")
    assert found.article.title == "题"
    assert found.lines["lead[0]"] == 5


def test_illegal_characters_are_removed_and_marked() -> None:
    found = MarkdownReader().read("---\ntitle: 题\x0b\n---\n\n甲\x00乙\u2028\n".encode(), "a.md")
    assert found.article.title == "题"
    assert [str(notice) for notice in found.notices] == [
        "warning illegal-characters at a.md:2: U+000B cannot be published and was removed.",
        "warning illegal-characters at a.md:5: U+0000, U+2028 cannot be published and was removed.",
    ]
