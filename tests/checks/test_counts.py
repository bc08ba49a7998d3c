"""Lists that say how many they are."""

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Text


def found(text: str) -> list[str]:
    article = Article("题", lead=(Paragraph((Text(text),)),))
    notices = pubkit.check(pubkit.Reading(article), [])
    return [n.text.partition(":")[0] for n in notices if n.code == "count-wrong"]


@pytest.mark.parametrize(
    ("text", "listed", "said"),
    [
        ("活动设讲座、观星、实验、展览等三类。", 4, 3),
        ("活动设讲座、观星、实验、展览等3项内容。", 4, 3),
        ("表彰市图书馆、市天文馆、市科协（机关、工会）等两个单位。", 3, 2),
        ("展出《星河》《潮汐》《山火》等2部影片。", 3, 2),
        ("林晓、周一帆、何苗等2人获奖。", 3, 2),
    ],
)
def test_more_entries_than_the_number_says_are_too_many(text: str, listed: int, said: int) -> None:
    assert found(text) == [f"The list has at least {listed} entries, but is said to have {said}"]


@pytest.mark.parametrize(
    ("text", "listed", "said"),
    [
        ("活动设讲座、观星、实验两大类，", "3", 2),
        ("活动设讲座、观星、展览和实验两类。", "3 to 4", 2),
        ("活动设讲座、观星和实验五个方面。", "2 to 3", 5),
    ],
)
def test_a_whole_list_has_the_number_it_says(text: str, listed: str, said: int) -> None:
    assert found(text) == [f"The list has {listed} entries, but is said to have {said}"]


@pytest.mark.parametrize(
    "text",
    [
        "活动设讲座、观星、实验等五类。",
        "活动设讲座、观星、实验、展览等四类20个项目。",
        "省图书馆、省天文馆、省科协等20个单位获奖。",
        "“讲座、观星”、实验等两类活动。",
        "组织党员、群众参加植树、清扫等2项活动。",
        "一、二、三等3名。",
        "集训、比赛、展演等两个月。",
        "甲国、乙国、丙市等2个国家、1个城市。",
        "区委书记、区长林晓、秘书长何苗等2人。",
        "把星空、潮汐、山火搬上银幕，等三天再看。",
        "食用苹果、香蕉、梨等一类水果。",
        "讲座、观星和实验三类活动。",
        "教育、科技和文化、卫生三类。",
        "第一、第二类。",
        "张三、李四、王五三个人。",
    ],
)
def test_a_list_that_may_be_right_is_left_alone(text: str) -> None:
    assert found(text) == []
