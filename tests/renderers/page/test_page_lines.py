"""Lines of the page: each has its height, whatever stands in it, and none lies over another."""

from itertools import combinations

import pytest
from pypdfium2.raw import FPDFText_GetUnicode
from renderers.page.made import codes, document

import pubkit
from pubkit.admit import admit
from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Code,
    Figure,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Sub,
    Sup,
    Table,
    Text,
)
from pubkit.verify import verify


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


LOWERED = (Text("潮位"), Sub((Text("上游"), Break(), Text("下游"))))
"""Its second line holds nothing but lowered type."""
GAPPED = (Text("甲"), Break(), Break(), Text("乙"), Text("潮水退去后的滩涂"))
"""It has a line in which nothing stands."""
SET_DOWN = (Break(), Text("丙"), Text("潮水退去后的滩涂"))
"""Its first line is such a one."""
SHAPES: dict[str, tuple[Block, ...]] = {
    "lowered type in a box's title": (Box(LOWERED, (Paragraph(words("正文")),)),),
    "raised type in a paragraph": (Paragraph((Sup((Text("甲"), Break(), Text("乙"))),)),),
    "an empty line in a paragraph": (Paragraph(GAPPED), Paragraph(words("丙丁戊己"))),
    "an empty line at its head": (Paragraph(SET_DOWN), Paragraph(words("丁戊己庚"))),
    "an empty line at its foot": (
        Paragraph((*SET_DOWN, Break(), Break(), Break())),
        Paragraph(words("丁戊己庚")),
    ),
    "an empty line in the only cell": (
        Table(((Sup((Sub((Break(), Text("①"), Text("潮位"))),)),),), ((words("己庚辛"),),)),
    ),
    "empty lines in cells": (
        Table((SET_DOWN, (Sup((Break(), Sub(words("戊")))),)), ((GAPPED, words("己")),)),
        Paragraph(words("庚辛")),
    ),
    "an empty line in a caption": (Figure("", GAPPED, "摄影 壬"), Paragraph(words("癸"))),
    "a box as an entry of a list": (
        List((Item((Box(words("潮汐表"), (Paragraph(words("每日两次")),)),)),), ordered=True),
    ),
    "code alone in a line": (Paragraph((Code("x"), Break(), Sub((Code("y"),)))),),
}


@pytest.mark.parametrize("style", ["daily", "quiet"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_character_is_printed_over_another(shape: str, style: str, render) -> None:
    heading = Section(words("一节"), SHAPES[shape])
    article = admit(Article(title="灯塔", lead=SHAPES[shape], sections=(heading,)))
    for page in document(render(article, style=pubkit.load_style(style))):
        text = page.get_textpage()
        boxes = [
            text.get_charbox(at)
            for at in range(text.count_chars())
            if text.get_text_range(at, 1).strip()
        ]
        for one, other in combinations(boxes, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across < 0.5 or down < 0.5
    run = pubkit.render(pubkit.Reading(article), to=["page"], style=style)
    assert [*verify(run).findings] == []


def test_a_few_lines_are_set_though_they_cannot_end_level(build, render) -> None:
    article = build.article(sections=1, paragraphs=1, photos=0)
    output = render(article, paper="broadsheet")
    assert output.main.name == ".page.pdf"
    assert codes(output) == ["page-underfull"]


def test_a_headline_that_shows_nothing_breaks_no_page(build, render) -> None:
    output = render(build.article(title="\u200b", sections=1, photos=0))
    assert output.main.name == ".page.pdf"


@pytest.mark.parametrize("style", ["daily", "quiet"])
@pytest.mark.parametrize("photos", [2, 3, 4, 5])
def test_the_places_of_awaited_photos_leave_the_text_whole(photos: int, style: str, build) -> None:
    article = build.article(sections=7, paragraphs=5, photos=photos)
    run = pubkit.render(pubkit.Reading(article), to=["page"], style=style)
    assert [*verify(run).findings] == []


@pytest.mark.parametrize("latin", ["f", "fj", "mooring"])
def test_a_tab_at_the_end_of_a_line_is_white(latin: str, render) -> None:
    texts = [f"{'灯' * number}{latin}\t" * 8 for number in range(1, 10)]
    quote = Quote(tuple(Paragraph(words(text)) for text in texts))
    for page in document(render(admit(Article(title="灯塔", lead=(quote,))))):
        points = [FPDFText_GetUnicode(text.raw, at) for text in (page.get_textpage(),)
                  for at in range(text.count_chars())]  # fmt: skip
        assert 0 not in points and ord(latin[0]) in points


@pytest.mark.parametrize("idle", ["\u200b", "\u200d", "\u2060", "\ufe0f"])
def test_what_shows_nothing_and_stands_alone_in_its_type_is_no_box(idle: str, render) -> None:
    paragraph = Paragraph((Text("潮水退了。" * 3), Sup((Text("1"),)), Text(idle)))
    for page in document(render(admit(Article(title="灯塔", lead=(paragraph,))))):
        text = page.get_textpage()
        assert 0 not in {FPDFText_GetUnicode(text.raw, at) for at in range(text.count_chars())}
