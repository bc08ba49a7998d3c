"""What was put to a part, and what a channel may set round it."""

import pytest

from pubkit.extract import Extract
from pubkit.model import Article, Break, Credit, Figure, Footnote, Item, Link, List, Paragraph, Text
from pubkit.verify.canonical import spaced
from pubkit.verify.judging import judged
from pubkit.verify.terms import Terms

LINK = "https://a.example/"
BODY = (
    Paragraph((Text("灯塔在岛上"), Footnote((Text("建于百年前"),)), Text("，岛在海里。"))),
    Paragraph((Link(LINK, (Text("船票"),)), Break(), Text("一日两班。"))),
    List((Item((Paragraph((Text("带伞"),)),)),)),
    Figure(None, (Text("灯塔近景"),), "江川"),
)
ARTICLE = Article("灯塔", credits=(Credit("撰文", ("林晓",)),), lead=BODY)
TERMS = Terms(ARTICLE, {}, spaced, joiner=" ")
PLAIN = {
    "title": "灯塔", "noted": "灯塔在岛上[1]，岛在海里。", "linked": f"船票（{LINK}） > 一日两班。",
    "item": "• 带伞", "caption": "图1　灯塔近景（江川）", "byline": "撰文：林晓",
    "note": "[1] 建于百年前",
}  # fmt: skip


def altered(**lines: str) -> list[tuple[str, str]]:
    extract = Extract(tuple({**PLAIN, **lines}.values()), (), (LINK,))
    proof = judged(TERMS, extract).proof
    assert {finding.state for finding in proof.findings} <= {"altered"}
    return [(finding.kind, finding.found) for finding in proof.findings]


def test_marks_are_no_additions() -> None:
    assert altered() == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("noted", "灯塔在岛上①，岛在海里。"),
        ("noted", "灯塔在岛上［注1］，岛在海里。"),
        ("linked", "船票[2] 一日两班。"),
        ("item", "1. 带伞"),
        ("item", "（一）带伞"),
        ("caption", "【图1】灯塔近景 / 江川"),
        ("caption", "Photo: 灯塔近景 (江川)"),
        ("byline", "撰文/林晓，2026年11月20日"),
        ("byline", "撰文 本报记者 林晓"),
        ("note", "1 建于百年前 ↩"),
    ],
)
def test_every_channel_has_marks_of_its_own(name: str, line: str) -> None:
    assert altered(**{name: line}) == []


@pytest.mark.parametrize(
    ("name", "line", "kind"),
    [
        ("title", "新灯塔", "title"),
        ("title", "灯塔！", "title"),
        ("noted", "据悉，灯塔在岛上[1]，岛在海里。", "paragraph"),
        ("noted", "不灯塔在岛上[1]，岛在海里。", "paragraph"),
        ("noted", "灯塔在岛上[1]不，岛在海里。", "paragraph"),
        ("noted", "灯塔在岛上[1]，岛在海里。完", "paragraph"),
        ("linked", f"船票（{LINK}）涨价 > 一日两班。", "paragraph"),
        ("item", "• 不带伞", "list item"),
        ("caption", "图1　夜里灯塔近景（江川）", "caption"),
        ("caption", "图1　灯塔近景 夜里（江川）", "caption"),
        ("caption", "图1　灯塔近景（江川岸）", "credit"),
        ("byline", "撰文：林晓明", "byline"),
        ("note", "[1] 建于百年前后", "footnote"),
    ],
)
def test_words_put_to_a_part_alter_it(name: str, line: str, kind: str) -> None:
    assert [found for found, _ in altered(**{name: line})] == [kind]


def test_a_line_by_itself_is_told_as_extra() -> None:
    extract = Extract((*PLAIN.values(), "据悉如此。"), (), (LINK,))
    proof = judged(TERMS, extract).proof
    assert proof.ok and proof.extra[-1] == "据悉如此。"
