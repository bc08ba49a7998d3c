"""Sections and their headings."""

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Section, Subheading, Text

TEXT = Paragraph((Text("正文如此。"),))


def section(heading: str, *subheadings: tuple[int, str]) -> Section:
    inner = (Subheading((Text(text),), level) for level, text in subheadings)  # type: ignore[arg-type]
    return Section((Text(heading),) if heading else (), (*inner, TEXT))


def found(*sections: Section, **fields: object) -> list[tuple[str, str]]:
    article = Article(**({"title": "题", "sections": sections} | fields))  # type: ignore[arg-type]
    codes = ("heading", "letter")
    notices = pubkit.check(pubkit.Reading(article), [])
    return [(n.code, n.where) for n in notices if n.code.startswith(codes)]


def test_one_heading_stands_once() -> None:
    twice = section("把星空 搬到家门口"), section("另题"), section("把星空搬到家门口")
    assert found(*twice) == [("heading-repeated", "sections[2]")]


def test_no_level_is_skipped() -> None:
    jump = ("heading-jump", "sections[1].blocks[0]")
    assert found(section("甲", (3, "一"), (4, "二")), section("乙", (4, "三"))) == [jump]


@pytest.mark.parametrize(
    ("heading", "doubtful"),
    [
        ("围绕需求。", True),
        ("围绕需求，", True),
        ("Open to all.", True),
        ("围绕需求！", False),
        ("谁来讲课？", False),
        ("Made in the U.S.", False),
        ("把科普送到身边……", False),
    ],
)
def test_no_heading_ends_in_a_stop_or_a_pause(heading: str, doubtful: bool) -> None:
    where = [("heading-stop", "sections[0]")] if doubtful else []
    assert found(section(heading)) == where
    title = [("heading-stop", "title")] if doubtful else []
    assert found(title=heading, lead=(TEXT,)) == title


def test_no_section_is_lettered_alone() -> None:
    assert found(section("一、甲"), section("乙")) == [("letter-alone", "sections[0]")]
    assert found(section("一、甲"), section("二、乙")) == []
    assert found(section("甲"), numbering="upper-alpha") == [("letter-alone", "sections[0]")]
    assert found(section("甲"), section("乙"), numbering="upper-alpha") == []
