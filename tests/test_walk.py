"""Letters, anchors, plain text."""

import msgspec
import pytest

from pubkit import walk
from pubkit.model import (
    Article,
    Box,
    Break,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Override,
    Paragraph,
    Quote,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)


@pytest.mark.parametrize(
    ("numbering", "number", "expected"),
    [
        ("upper-alpha", 1, "A"),
        ("upper-alpha", 26, "Z"),
        ("upper-alpha", 27, "AA"),
        ("upper-alpha", 703, "AAA"),
        ("cjk", 1, "一"),
        ("cjk", 10, "十"),
        ("cjk", 19, "十九"),
        ("cjk", 20, "二十"),
        ("cjk", 101, "一百零一"),
        ("cjk", 110, "一百一十"),
        ("cjk", 1001, "一千零一"),
        ("decimal", 12, "12"),
        ("none", 3, ""),
    ],
)
def test_numerals(numbering: str, number: int, expected: str) -> None:
    assert walk.numeral(numbering, number) == expected  # type: ignore[arg-type]


def test_a_letter_follows_from_the_place_of_that_very_section() -> None:
    twins = tuple(Section((Text("同题"),)) for _ in range(2))
    article = Article("题", sections=twins, numbering="upper-alpha")
    assert [walk.label(article, section) for section in twins] == ["A", "B"]
    with pytest.raises(ValueError, match="does not belong"):
        walk.label(article, Section((Text("同题"),)))


def test_headings_in_one_line() -> None:
    assert walk.heading("upper-alpha", "A", "围绕需求") == "A 围绕需求"
    assert walk.heading("cjk", "一", "围绕需求") == "一、围绕需求"
    assert walk.heading("none", "", "围绕需求") == "围绕需求"


def test_plain_text_leaves_notes_out_and_keeps_breaks() -> None:
    nodes = (Text("上"), Footnote((Text("注"),)), Break(), Strong((Text("下"),)))
    assert walk.plain(nodes) == "上\n下"
    assert walk.plain(Strong((Text("下"),))) == "下"


def test_plain_text_writes_notes_and_targets_where_it_is_told_how() -> None:
    link = Link("https://example.org", (Text("名录"), Footnote((Text("注"),))))
    assert walk.plain(Strong((link,)), walk.bracketed) == "名录（注）（https://example.org）"
    assert walk.plain(Link("mailto:a", (Text("mailto:a"),)), walk.bracketed) == "mailto:a"


def test_lines_hold_every_word_of_every_block() -> None:
    words = [(Text(c),) for c in "甲乙丙丁戊己"]
    blocks = (
        Figure(None, words[0], "供图"),
        Quote((Paragraph(words[1]),)),
        List((Item((Paragraph(words[2]), List((Item((Paragraph(words[3]),)),)))),), True, 4),
        Table((words[4], ()), ((words[5], words[5]),)),
        Box(words[0], (Subheading(words[1]),)),
    )
    assert [*walk.lines(blocks)] == [
        "▲ 甲（供图）",
        "乙",
        "4. 丙\n\u3000· 丁",
        "戊\t\n己\t己",
        "甲",
        "乙",
    ]


def test_blocks_come_with_their_places() -> None:
    inner = Paragraph((Text("内"),))
    article = Article(
        "题",
        lead=(Quote((inner,)),),
        sections=(Section((), (Box((), (inner,)), List((Item((inner,)),)))),),
    )
    assert [path for path, _ in walk.blocks(article)] == [
        "lead[0]",
        "lead[0].blocks[0]",
        "sections[0].blocks[0]",
        "sections[0].blocks[0].blocks[0]",
        "sections[0].blocks[1]",
        "sections[0].blocks[1].items[0].blocks[0]",
    ]


def test_derived_anchors_outlive_a_reordering() -> None:
    sections = tuple(Section((Text(words),), (Figure(f"{words}.jpg"),)) for words in "甲乙丙")
    article = Article("题", sections=sections)
    turned = msgspec.structs.replace(article, sections=sections[::-1])
    before, after = walk.anchors(article), walk.anchors(turned)
    assert [before[f"sections[{i}]"] for i in (0, 1, 2)] == [
        after[f"sections[{i}]"] for i in (2, 1, 0)
    ]
    assert len(set(before.values())) == 6


def test_an_authored_anchor_stands_and_is_not_derived_twice() -> None:
    derived = walk.anchors(Article("题", sections=(Section((Text("甲"),)),)))["sections[0]"]
    article = Article("题", sections=(Section((Text("甲"),)), Section((), id=derived)))
    assert walk.anchors(article) == {"sections[0]": f"{derived}-2", "sections[1]": derived}


def test_a_channel_gets_its_own_title_and_keeps_the_rest() -> None:
    article = Article(
        "长题", digest="摘要", channels=(Override("wechat", title="短题", author="本报"),)
    )
    assert walk.adapted(article, "wechat").title == "短题"
    assert walk.adapted(article, "wechat").digest == "摘要"
    assert walk.adapted(article, "docx") == article
