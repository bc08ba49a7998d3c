"""Characters that are none, that their neighbours give away, and ends that are printed twice."""

import pytest

from pubkit.checks.text import TEXT
from pubkit.model import Article, Paragraph, Text
from pubkit.reading import Reading


def found(text: str) -> list[tuple[str, str]]:
    reading = Reading(Article("题", lead=(Paragraph((Text(text),)),)))
    return [(n.code, n.quote) for rule in TEXT for n in rule(reading, frozenset())]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全市有12万入，其中一半是学生。", "入"),
        ("馆里来了300多入。", "入"),
        ("书屋己建成三年。", "己"),
        ("他己连续值守三十天。", "己"),
        ("书屋己成为地标。", "己"),
        ("完善公共服务体糸建设。", "糸"),
        ("打造读书品脾活动。", "脾"),
        ("书存在囯家图书馆里。", "囯"),
        ("孩⼦们在看书。", "⼦"),
        ("书屋在氵城东。", "氵"),
    ],
)
def test_a_character_that_cannot_be_meant_is_quoted(text: str, quote: str) -> None:
    assert found(text) == [("character-misread", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "净流入1.2万，流出3万，四舍五入，正好。",
        "他严于律己，成人之美，据为己有的事不做。",
        "“江”字是氵旁，写作“氵”和“工”。",
        "医生说脾胃要养，糸井先生点头。",
        "他自己建了书屋，利己达人。",
    ],
)
def test_rare_characters_in_their_place_pass(text: str) -> None:
    assert found(text) == []


def test_disused_characters_are_said_once_a_paragraph() -> None:
    assert found("⼈们来了，⽣活好了，⼩河清了。") == [("character-misread", "⼈")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("亩产650公斤斤，比去年多。", "公斤斤"),
        ("投入20万元元建书屋。", "元元"),
        ("来了1200名1200名读者。", "1200名1200名"),
        ("来了1200多名多名读者。", "多名多名"),
        ("满意率在九成九成以上。", "九成九成"),
        ("占了35%35%左右。", "35%35%"),
        ("村里守住住耕地的红线。", "守住住"),
    ],
)
def test_an_end_that_is_printed_twice_is_quoted(text: str, quote: str) -> None:
    assert found(text) == [("character-doubled", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "5名名师到场，1200人人均两本，3天天气晴好。",
        "守住住房的底线，记住住址，留住住户。",
        "九成九成功率很高，一步一步走，三个三个数。",
        "十多年多年生草本长成了林。",
        "种了20株株距一米的树，100米米线卖完了。",
    ],
)
def test_the_next_word_may_begin_so(text: str) -> None:
    assert found(text) == []
