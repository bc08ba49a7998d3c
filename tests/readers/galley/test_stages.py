"""The stages one by one: lines, wraps, classes, joins, order. Texts are written for the tests."""

from collections.abc import Sequence

import pytest

from pubkit.readers.galley import GalleyReader
from pubkit.readers.galley.classification import classified
from pubkit.readers.galley.healing import healed
from pubkit.readers.galley.lines import columns, split
from pubkit.readers.galley.outline import outlined
from pubkit.readers.galley.pieces import Piece
from pubkit.readers.galley.wrapping import pieces, wrap
from pubkit.record import ImportRecord

LONG = "湖区的孩子每天清早坐船去上学，船上的灯要亮到太阳出来为止，老师们轮流在码头上等。"


def page(*blocks: str, gap: str = "\n\n") -> ImportRecord:
    """What is decided about a page of `blocks`."""
    record = GalleyReader().read(gap.join(blocks).encode(), "page.txt").record
    assert record is not None
    return record


def kinds(record: ImportRecord) -> dict[str, str]:
    """Text → kind."""
    return {decision.text: decision.kind for decision in record.decisions}


def joined(*blocks: str) -> list[str]:
    """What healing makes of running text."""
    judged = [Piece((n,), text, kind="paragraph") for n, text in enumerate(blocks, 1)]
    return [piece.text for piece in healed(judged).pieces]


# ── lines and wraps ─────────────────────────────────────────────────────────────────────────


def test_lines_keep_their_numbers_across_blank_ones() -> None:
    lines, _ = split("\r\n题\r\n\r\n\r\n\u3000\u3000文\r")
    assert [(line.number, line.text, line.gap, line.indent) for line in lines] == [
        (2, "题", 1, 0),
        (5, "文", 2, 4),
    ]


def test_characters_that_nothing_can_carry_are_on_record() -> None:
    lines, removed = split("灯\x01塔")
    assert lines[0].text == "灯塔"
    assert [(r.line, r.text) for r in removed] == [(1, "\x01")]


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("灯a“") == 5
    assert columns("e\u0301") == 1


def wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


@pytest.mark.parametrize("width", [18, 36])
def test_a_hard_wrapped_paragraph_is_one_again(width: int) -> None:
    text = (
        "\n".join(wrapped(LONG * 4, width))
        + "\n\n"
        + "\n".join(wrapped("守灯人说，" + LONG * 3, width))
    )
    lines, _ = split(text)
    found, heals = pieces(lines)
    assert [piece.text for piece in found] == [LONG * 4, "守灯人说，" + LONG * 3]
    assert len(heals) == len(lines) - 2


def test_a_heading_below_a_full_line_of_a_wrapped_page_stays_apart() -> None:
    first = "\u3000\u3000" + LONG + LONG[:32] + "。"
    rows = ["\u3000\u3000" + first[2:20], *wrapped(first[20:], 20)]
    text = "\n".join([*rows, "守灯的人", *rows, *rows])
    found, _ = pieces(split(text)[0])
    assert [piece.text for piece in found if piece.text == "守灯的人"]


def test_a_page_of_one_line_a_paragraph_is_not_wrapped() -> None:
    lines, _ = split("\n".join([LONG, LONG * 2, LONG * 3, LONG[:20] + "。", LONG * 2]))
    assert wrap(lines).width == 0


def test_short_paragraphs_of_one_length_are_not_wrapped_lines() -> None:
    quotes = [
        f"“灯亮着，船就回得来，这是{who}说的话。”" for who in ("我爹", "我娘", "老师", "船长")
    ]
    assert len(pieces(split("\n".join(quotes))[0])[0]) == 4


def test_a_poem_in_a_page_of_paragraphs_is_not_wrapped() -> None:
    poem = "湖水照着旧灯塔\n灯塔照着归来船\n归来的船不说话\n说话的是岸上人"
    lines, _ = split(f"{LONG}\n\n{LONG}\n\n{poem}\n\n{LONG}\n\n{LONG}")
    assert len(pieces(lines)[0]) == len(lines)


# ── front ───────────────────────────────────────────────────────────────────────────────────


def test_headline_kicker_and_deck_are_told_apart() -> None:
    record = page("湖区走基层", "一盏灯亮了四十年", "——守灯人何老倌和他的码头", LONG, LONG)
    assert list(kinds(record).values())[:3] == ["kicker", "title", "deck"]


def test_a_headline_of_two_lines_is_one() -> None:
    record = page("一盏灯亮了四十年\n守灯人何老倌", LONG, LONG, LONG)
    assert record.decisions[0].text == "一盏灯亮了四十年 守灯人何老倌"


def test_a_page_that_begins_with_another_articles_end_finds_its_headline() -> None:
    record = page("（上接第1版）", LONG, "一盏灯亮了四十年", "本报记者 林晓", LONG, LONG)
    assert kinds(record)["一盏灯亮了四十年"] == "title"


def test_a_poem_below_the_headline_is_no_deck() -> None:
    verses = [
        "灯塔把夜打开",
        "船从夜里回来",
        "老人坐在石阶上",
        "数他自己的年",
        "一年是一盏灯",
        "一盏灯是一条船",
    ]
    record = page("守灯人的诗", "\n".join(verses), "\n".join(verses))
    assert [d.kind for d in record.decisions].count("title") == 1
    assert "deck" not in kinds(record).values()


def test_the_dates_of_a_diary_stay() -> None:
    record = page("守岛日记", "2026年3月5日", LONG, "2026年3月6日", LONG, "2026年3月9日", LONG)
    assert list(kinds(record).values()).count("date") == 1
    assert kinds(record)["2026年3月6日"] == kinds(record)["2026年3月9日"] == "heading"


def test_several_reports_on_one_page_are_said_to_be_such() -> None:
    report = "本报讯（记者 林晓）" + LONG
    found = GalleyReader().read(f"短讯\n\n{report}\n\n{LONG}\n\n{report}".encode(), "page.txt")
    assert "articles-several" in [notice.code for notice in found.notices]


# ── headings ────────────────────────────────────────────────────────────────────────────────


def test_headings_are_known_without_any_mark() -> None:
    record = page("一盏灯亮了四十年", LONG, "四十年，只歇过三天", LONG, "谁来接灯？", LONG)
    assert [d.text for d in record.decisions if d.kind == "heading"] == [
        "四十年，只歇过三天",
        "谁来接灯？",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "他没有回来。",
        "“灯不能灭。”",
        "（文中人物为化名）",
        "那么，谁来接这盏灯呢？",
        "问：谁来接灯？",
    ],
)
def test_short_paragraphs_are_no_headings(line: str) -> None:
    assert kinds(page("一盏灯亮了四十年", LONG, line, LONG, LONG))[line] == "paragraph"


def test_a_label_alone_takes_the_next_line_as_its_heading() -> None:
    record = page("题目在这里", "A", "围绕码头", LONG, "B", "围绕学校", LONG)
    headings = [d for d in record.decisions if d.kind == "heading"]
    assert [(d.label, d.text, d.lines) for d in headings] == [
        ("A", "围绕码头", (3, 5)),
        ("B", "围绕学校", (9, 11)),
    ]


def test_counted_sentences_are_a_list_and_no_headings() -> None:
    record = page("题目在这里", LONG, "1.先点灯，再开船。", "2.先靠岸，再熄灯。", LONG)
    assert kinds(record)["1.先点灯，再开船。"] == "list item"


def test_a_nested_count_stays_below() -> None:
    first = ["一、做法", "（一）点灯", LONG, "（二）开船", LONG]
    record = page("题目在这里", *first, "二、打算", "（一）修灯", LONG)
    assert [(d.kind, d.text) for d in record.decisions if "heading" in d.kind] == [
        ("heading", "做法"),
        ("subheading", "（一）点灯"),
        ("subheading", "（二）开船"),
        ("heading", "打算"),
        ("subheading", "（一）修灯"),
    ]


# ── captions and marks ──────────────────────────────────────────────────────────────────────


def test_captions_are_known_by_word_place_and_credit() -> None:
    record = page(
        "一盏灯亮了四十年", LONG,
        "图为守灯人在擦灯罩。", LONG,
        "孩子们坐船上学。本报记者 江川 摄", LONG,
        "码头旧照。", LONG,
        "（撰文/林晓）",
        "\n\n码头的清晨。", "本版图片均由湖区档案馆提供", "\n\n灯塔今昔。",
    )  # fmt: skip
    assert [d.text for d in record.decisions if d.kind == "caption"] == [
        "图为守灯人在擦灯罩。",
        "孩子们坐船上学。",
        "码头旧照。",
        "码头的清晨。",
        "灯塔今昔。",
    ]
    assert kinds(record)["本版图片均由湖区档案馆提供"] == "page credit"


def test_a_credit_on_the_next_line_belongs_to_its_caption() -> None:
    manuscript = GalleyReader().read(
        f"题目在这里\n\n{LONG}\n\n灯塔亮了。\n江川 摄\n\n{LONG}".encode(), "p"
    )
    figure = manuscript.article.lead[1]
    assert figure.credit == "江川 摄"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "mark", ["③7", "（下转第3版）", "#p#分页标题#e#", "首页 > 湖区 > 正文", "————"]
)
def test_production_marks_are_removed_and_on_record(mark: str) -> None:
    record = page("一盏灯亮了四十年", LONG, mark, LONG)
    assert (5, mark) in [(r.line, r.text) for r in record.removed]


@pytest.mark.parametrize(
    "line",
    [
        "C919 商业首航",
        "G60 科创走廊",
        "扫一扫，看病不用排队",
        "安全 > 速度 > 成本",
        "编号：湖区017",
        "…………",
    ],
)
def test_what_only_resembles_a_mark_stays(line: str) -> None:
    assert (3, line) not in [(r.line, r.text) for r in page("题目在这里", line, LONG).removed]


def test_a_word_with_page_and_break_in_it_is_not_cut() -> None:
    line = "If the homepage breaks, readers go; a bad page break is worse."
    assert kinds(page("How a Page Is Made", line, line + " Yes."))[line] == "paragraph"


# ── healing ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("守灯人说，他在这里住了四十年，船来船往都看在眼", "里。"),
        ("全县参加比赛的共", "95个单位，比去年多出一成。"),
        ("大家都说这叫“灯", "塔+”办法，别处也学得来。"),
        ("这份《湖区灯", "塔志》写了三年。"),
        ("他把灯点亮，", "又把船解开。"),
        ("全年完成投资1", "2.6亿元。"),
        ("全年完成投资增长1.", "2倍，是近年最快的。"),
        ("湖区今年接待游客1,", "286万人次。"),
        ("The lamp has been", "burning for forty years."),
        ("老人没有说话。他", "把灯罩擦了又擦。"),
    ],
)
def test_a_cut_paragraph_is_joined(left: str, right: str) -> None:
    gap = " " if left.isascii() else ""
    assert joined(left, right) == [left + gap + right]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("他把灯点亮了。", "船就来了。"),
        ("有四句话要说——", "第一句是谢谢。"),
        ("他只说了一句话：", "灯不能灭。"),
        ("后来的事……", "谁也说不清。"),
        ("灯灭了。建议居民夜间出行结伴而行", "湖区海事处值班员何苗提醒，夜里风大，不要单独开船。"),
        ("——守灯人何老倌", "他今年六十四岁。"),
    ],
)
def test_what_is_finished_or_something_else_is_not_joined(left: str, right: str) -> None:
    assert joined(left, right) == [left, right]


def test_a_paragraph_is_joined_across_a_caption_and_never_into_a_heading() -> None:
    record = page(
        "题目在这里", LONG + "这盏灯是他父亲", "▲码头的灯。", "留下来的。", "谁来接灯", LONG
    )
    assert [heal.lines for heal in record.heals] == [(3, 7)]
    record = page("题目在这里", LONG + "这盏灯是他父亲", "谁来接灯", LONG, "夜里的船", LONG)
    assert record.heals == ()


def test_a_doubtful_join_says_so() -> None:
    found = GalleyReader().read(
        "题目\n\n灯亮了。湖边的老屋\n\n门口站着许多人，谁都不说话。".encode(), "p"
    )
    assert [n.code for n in found.notices] == ["join-doubtful"]


# ── order ───────────────────────────────────────────────────────────────────────────────────


def sections(labels: Sequence[str]) -> ImportRecord:
    return page("题目在这里", *(part for x in labels for part in (f"{x} 第{x}节的题目", LONG)))


def test_sections_are_put_in_order_if_their_labels_are_complete() -> None:
    record = sections("ADBC")
    assert record.order.source == tuple("ADBC")
    assert record.order.reading == tuple("ABCD")


@pytest.mark.parametrize("labels", ["ACBE", "ABBC"])
def test_sections_are_left_alone_if_a_label_is_missing_or_repeated(labels: str) -> None:
    record = sections(labels)
    assert record.order.reading == tuple(labels)
    headings = [d.text for d in record.decisions if d.kind == "heading"]
    assert headings[0] == "A 第A节的题目"


def test_every_stage_takes_what_the_one_before_gives() -> None:
    lines, _ = split(f"题目在这里\n\nA 点灯\n\n{LONG}\n\nB 开船\n\n{LONG}")
    judged = classified(pieces(lines)[0])
    outline = outlined(healed(judged).pieces)
    assert [part.heading.text for part in outline.sections] == ["点灯", "开船"]
    assert outline.numbering == "upper-alpha"
