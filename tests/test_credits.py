"""Who is an author, and who signs off when."""

import pytest

from pubkit.credits import author_line, authors, is_author, photo_credit, sign_off
from pubkit.model import Article, Credit, Figure, Override


@pytest.mark.parametrize(
    "role",
    [
        "撰文",
        "文",
        "记者",
        "通讯员",
        "作者",
        "words",
        "By",
        "本报记者",
        "本版策划/撰文",
        "采写",
        "本报特约记者",
        "澜州日报见习记者",
        "驻京记者",
        "本报通讯员",
        "采写/澜州日报记者",
        "图文",
        "記者",
        "本報記者",
        "通訊員",
        "撰稿",
        "採訪",
        "圖/文",
        "攝影報導",
        "Written by",
        "Text and photographs by",
        "Staff writer",
        "Additional reporting by",
    ],
)
def test_writers(role: str) -> None:
    assert is_author(role)


@pytest.mark.parametrize(
    "role",
    [
        "摄影",
        "供图",
        "策划",
        "编辑",
        "责编",
        "美编",
        "校对",
        "审核",
        "签发",
        "文字编辑",
        "摄影记者",
        "本报摄影记者",
        "视觉记者",
        "摄影通讯员",
        "记者证",
        "攝影記者",
        "責任編輯",
        "Photographs by",
        "Photos by",
        "Pictures by",
        "Photography by",
        "Illustrations by",
        "Edited by",
        "Designed by",
        "Story editor",
    ],
)
def test_others(role: str) -> None:
    assert not is_author(role)


def test_a_role_of_nothing_but_joints_is_nobodys() -> None:
    assert not is_author(" / \t/ ")


def test_authors_are_named_once_in_the_authors_order() -> None:
    article = Article(
        "题",
        credits=(Credit("撰文", ("乙", "甲")), Credit("编辑", ("丙",)), Credit("记者", ("甲",))),
    )
    assert authors(article) == ("乙", "甲")
    assert author_line(article) == "乙 甲"


def test_a_channel_may_name_its_own_author() -> None:
    article = Article(
        "题",
        credits=(Credit("撰文", ("甲",)),),
        channels=(Override("wechat", author="科普周刊"),),
    )
    assert author_line(article, "wechat") == "科普周刊"
    assert author_line(article, "rss") == "甲"


def test_the_sign_off_has_the_papers_order() -> None:
    order = ["签发", "审核", "责编", "校对", "美编", "编辑", "策划", "摄影", "特别鸣谢", "撰文"]
    article = Article("题", source="晚报", credits=tuple(Credit(r, ("甲",)) for r in order))
    assert [credit.role for credit in sign_off(article)] == [
        "来源", "撰文", "摄影", "策划", "编辑", "美编", "校对", "责编", "审核", "签发", "特别鸣谢",
    ]  # fmt: skip


def test_within_a_role_the_authors_order_stays() -> None:
    credits = (Credit("通讯员", ("乙",)), Credit("记者", ("甲",)))
    assert sign_off(Article("题", credits=credits)) == credits


def test_a_photo_without_credit_has_the_pages() -> None:
    article = Article("题", photo_credit="市科协供图")
    assert photo_credit(article, Figure("a.jpg")) == "市科协供图"
    assert photo_credit(article, Figure("a.jpg", credit="甲摄")) == "甲摄"
