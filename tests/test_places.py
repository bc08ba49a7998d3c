"""Where a notice points: the line of the source, and the characters there."""

import pytest

from pubkit.model import Article, Figure, Paragraph, Section, Text
from pubkit.notice import Notice
from pubkit.places import Place, Places
from pubkit.reading import Reading
from pubkit.record import Decision, ImportRecord
from pubkit.remarks import remark

SOURCE = ("题目", "", "　　全市三十七个单位办公", "图片说明。", "区设了书角。", "", "又一段。")
ARTICLE = Article(
    title="题目",
    lead=(Paragraph((Text("全市三十七个单位办公区设了书角。"),)), Paragraph((Text("又一段。"),))),
    sections=(Section((Text("借书"),), (Figure(caption=(Text("图片说明。"),)),)),),
)


def decided(where: str, *lines: int) -> Decision:
    return Decision(kind="paragraph", lines=lines, text="", where=where, confidence=1, why="")


RAW = Reading(
    ARTICLE,
    lines={"lead[0]": 3, "lead[1]": 7},
    record=ImportRecord(
        file="p.txt",
        encoding="utf-8",
        characters=40,
        lines=7,
        decisions=(decided("lead[0]", 3, 5), decided("lead[1]", 7)),
    ),
)
WRITTEN = Reading(ARTICLE, lines={"title": 1, "lead[0]": 3, "lead[1]": 7})


def place(reading: Reading, where: str, quote: str, source: tuple[str, ...] = SOURCE) -> Place:
    notice = Notice(code="x", severity="info", where=where, text="", quote=quote)
    return Places(reading, source).of(notice)


@pytest.mark.parametrize(
    ("where", "quote", "line", "marked"),
    [
        ("lead[0]", "单位", 3, "单位"),
        ("lead[0]", "书角", 5, "书角"),
        ("lead[0]", "办公区", 3, "办公"),  # cut by the column break
        ("lead[0].content[0]", "单位", 3, "单位"),
        ("lead[1]", "", 7, ""),
        ("lead[1]", "没有的话", 7, ""),
        ("page.txt:4", "说明", 4, "说明"),
    ],
)
def test_a_quotation_is_found_on_the_line_where_it_stands(where, quote, line, marked) -> None:
    found = place(RAW, where, quote)
    assert (found.line, found.text) == (line, SOURCE[line - 1])
    assert found.text[found.start : found.end] == marked
    assert found.end <= len(found.text)


def test_a_node_of_article_md_reaches_to_where_the_next_begins() -> None:
    found = place(WRITTEN, "lead[0]", "书角")
    assert (found.line, found.text[found.start : found.end]) == (5, "书角")


def test_without_a_source_the_text_of_the_node_stands_for_it() -> None:
    found = place(Reading(ARTICLE), "sections[0].blocks[0].caption", "说明", ())
    assert (found.line, found.text) == (None, "▲ 图片说明。")
    assert found.text[found.start : found.end] == "说明"


def test_what_holds_for_the_whole_article_has_no_place() -> None:
    assert place(RAW, "", "题") == place(RAW, "published", "") == Place()


def test_programs_are_given_the_neighbourhood_of_a_long_line() -> None:
    line = "前" * 500 + "此处" + "后" * 500
    notice = Notice(code="x", severity="info", text="", quote="此处")
    made = remark(notice, Place(1, line, 500, 502), "p.txt")
    assert len(made.context) == 200
    assert "前此处后" in made.context
