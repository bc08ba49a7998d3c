"""Text that stops in mid-sentence, or begins there."""

import pytest

import pubkit
from pubkit.model import (
    Article,
    Block,
    Break,
    Figure,
    Item,
    List,
    Paragraph,
    Section,
    Subheading,
    Sup,
    Text,
)

WHOLE = "去年，全市新建了三座天文馆，孩子们周末有了去处。"
CUT = "去年，全市新建了三座天文馆。孩子们周末有了去处，参观人数"


def p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def found(*sections: tuple[Block, ...], lead: tuple[Block, ...] = ()) -> list[tuple[str, str, str]]:
    made = tuple(Section((Text(f"题{i}"),), blocks) for i, blocks in enumerate(sections))
    notices = pubkit.check(pubkit.Reading(Article("题", lead=lead, sections=made)), [])
    codes = {"section-truncated", "paragraph-open", "section-start-doubtful"}
    return [(n.severity, n.code, n.where) for n in notices if n.code in codes]


def test_the_last_paragraph_of_each_part_needs_its_end() -> None:
    error = ("error", "section-truncated")
    assert found((p(WHOLE), p(CUT)), (p(WHOLE),)) == [(*error, "sections[0].blocks[1]")]
    assert found((p(WHOLE),), lead=(p(CUT),)) == [(*error, "lead[0]")]
    assert found((p(CUT), Subheading((Text("小题"),)), p(WHOLE))) == [
        (*error, "sections[0].blocks[0]")
    ]


@pytest.mark.parametrize(
    "tail", ["记者近日走访了三家天文馆", "据统计，参观人数", "孩子们在图书馆里，参观人数"]
)
def test_what_only_resembles_a_signature_is_cut(tail: str) -> None:
    assert found((p(WHOLE + tail),))[0][1] == "section-truncated"


def test_photos_behind_the_last_paragraph_change_nothing() -> None:
    assert found((p(CUT), Figure("a.jpg")))[0][1:] == (
        "section-truncated",
        "sections[0].blocks[0]",
    )


def test_the_notice_shows_where_the_text_stops() -> None:
    reading = pubkit.Reading(Article("题", sections=(Section((Text("星空"),), (p(CUT),)),)))
    (notice,) = (n for n in pubkit.check(reading, []) if n.code == "section-truncated")
    assert notice.text.startswith("The section 「星空」 stops in mid-sentence: 「…")
    assert notice.text.endswith("参观人数」.")
    assert CUT.endswith(notice.quote)


@pytest.mark.parametrize(
    "end",
    ["。", "！", "？", "…", "……", "。”", "》", "）", "：", "——", "...", ".", "。■", "。[3]", "。①"],
)
def test_a_final_mark_ends_a_section(end: str) -> None:
    assert found((p(CUT + end),)) == []


@pytest.mark.parametrize(
    "text",
    [
        "林晓 周一帆",
        "2026年11月20日",
        "本报记者 林晓 通讯员 周一帆",
        "孩子们周末有了去处。本报记者 林晓 文/图",
        "孩子们周末有了去处。林晓摄",
        "孩子们周末有了去处。本报记者林晓通讯员周一帆",
        "孩子们周末有了去处。采写：林晓 周一帆",
        "孩子们周末有了去处。转载请注明出处",
        "咨询电话：0000-1234567，报名截止到月底",
        "更多内容请看，https://example.org/stars",
        "晴，二级，首要污染物：臭氧",
        "晚场得分，甲队，10 12 31 30 31",
        "——林晓《星河在上，照见人间》后记",
        "2. 每周六上午开放，须提前预约",
        "A starry night in Lanzhou",
    ],
)
def test_labels_signatures_and_data_need_no_stop(text: str) -> None:
    assert found((p(WHOLE), p(text))) == []


def test_a_few_characters_behind_the_last_stop_may_be_something_else() -> None:
    assert found((p(WHOLE + "星空播报"),)) == [
        ("warning", "paragraph-open", "sections[0].blocks[0]")
    ]


def test_a_deck_taken_for_text_is_not_doubtful() -> None:
    deck = "访澜州天文馆馆长、市科普协会常务理事、第七届全国青少年观星竞赛总教练林晓和他的同事"
    assert found(lead=(p(deck), p(WHOLE))) == []


def test_a_note_mark_behind_the_stop_changes_nothing() -> None:
    assert found((Paragraph((Text(WHOLE), Sup((Text("2"),)))),)) == []


def test_verse_needs_no_stops() -> None:
    lines = ("夜深人静，谁在仰望", "星河在上，照见人间", "一盏灯火，一扇窗")
    assert found(tuple(map(p, lines))) == []
    assert found((Paragraph((Text(lines[0]), Break(), Text(lines[1]))),)) == []


def test_a_life_in_dates_needs_no_stops() -> None:
    life = (
        "1990年9月考入澜州大学物理系天文专业，攻读天体物理学，兼任学生会主席",
        "1994年7月进入澜州天文馆科普部工作，历任讲解员、副主任、主任、副馆长",
    )
    assert found(tuple(map(p, life))) == []


def test_a_paragraph_inside_a_section_that_stops_in_mid_sentence_is_doubtful() -> None:
    place = ("warning", "paragraph-open", "sections[0].blocks[0]")
    assert found((p(CUT), p(WHOLE))) == [place]
    assert found((p("去年，全市新建了三座天文馆，"), p(WHOLE))) == [place]


def test_what_leads_into_a_list_or_looks_like_a_heading_is_not_doubtful() -> None:
    entries = List((Item((p("甲馆"),)), Item((p("乙馆"),))))
    assert found((p(CUT), entries)) == []
    assert found((p("把星空搬到家门口，让科学走进寻常巷陌"), p(WHOLE))) == []
    assert found((p("开展讲座三场，参观两次；"), p(WHOLE))) == []


def test_an_author_who_writes_without_stops_is_left_alone() -> None:
    assert found((p(CUT), p(CUT), p(CUT), p(CUT), p(WHOLE))) == []


def test_english_is_judged_by_its_own_marks() -> None:
    cut = "The museum opened last year. Visitors came from all over the country, and the number of"
    assert found((p(cut),))[0][1] == "section-truncated"
    assert found((p(cut + " guests rose."),)) == []


@pytest.mark.parametrize("start", ["新媒体宣传方面，", "此外，", "其中，", "Moreover, "])
def test_a_section_that_begins_as_if_something_stood_before_is_on_record(start: str) -> None:
    assert found((p(start + WHOLE),)) == [
        ("info", "section-start-doubtful", "sections[0].blocks[0]")
    ]
    assert found((p(WHOLE), p(start + WHOLE))) == []


def test_aspects_taken_in_turn_are_no_doubtful_start() -> None:
    assert found((p("教育方面，" + WHOLE), p("交通方面，" + WHOLE))) == []
    assert found((p("教育方面，" + WHOLE),), (p("交通方面，" + WHOLE),)) == []
