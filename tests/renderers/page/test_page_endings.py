"""Small things of a page: last lines, the white round subheads and quotations."""

import re
from itertools import pairwise

import pytest
from renderers.page.made import document

import pubkit
from pubkit.admit import admit
from pubkit.extractors.pdf import PdfExtractor
from pubkit.model import Article, Box, Paragraph, Quote, Subheading, Text
from pubkit.renderers.page import Page
from pubkit.renderers.pdf import Pdf

WORDS = "船工清早去看水位把数字写在墙上过路的人停下来问今天宜不宜过河"


@pytest.mark.parametrize(
    "renderer", [Page(paper="broadsheet", press=False), Pdf()], ids=["page", "pdf"]
)
@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_no_paragraph_ends_in_a_line_of_one_character(renderer, style: str) -> None:
    texts = (f"{(WORDS * 3)[:length]}。" for length in range(30, 90))
    article = admit(Article("一夜", lead=tuple(Paragraph((Text(text),)) for text in texts)))
    output = renderer.render(article, {}, pubkit.load_style(style))
    lines = PdfExtractor().extract(output.main.data, {}).lines
    assert len(lines) > 120
    assert [line for line in lines if re.fullmatch("[\u4e00-\u9fff]。", line)] == []


def foot_of(page, words: str) -> float:
    """The height of the baseline of some words."""
    text = page.get_textpage()
    found = text.search(words).get_next()
    assert found is not None
    return text.get_charbox(found[0])[1]


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_subheads_and_quotations_have_their_white(style: str, render) -> None:
    blocks = (
        Paragraph((Text("甲" * 4),)),
        Subheading((Text("乙" * 4),)),
        Paragraph((Text("丙" * 4),)),
        Quote((Paragraph((Text("丁" * 4),)), Paragraph((Text("戊" * 4),)))),
        Paragraph((Text("己" * 4),)),
        Paragraph((Text("庚" * 4),)),
    )
    article = admit(Article("一夜", lead=(*blocks, *(Paragraph((Text(WORDS),)),) * 40)))
    (page,) = document(render(article, style=pubkit.load_style(style)))
    feet = [foot_of(page, c * 4) for c in "甲乙丙丁戊己庚"]
    steps = [one - other for one, other in pairwise(feet)]
    line = steps[-1]
    assert steps[0] + steps[1] == pytest.approx(3 * line, abs=2), "a line round a subhead"
    assert steps[0] > steps[1], "most of it over the subhead"
    assert [round(step / line) for step in steps[2:5]] == [2, 1, 2], "a line on each side"


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_no_line_of_a_box_is_letterspaced(style: str, render) -> None:
    words = "收到居民需求1540份办结率78.1%"
    box = Box((), tuple(Paragraph((Text(words * n),)) for n in range(1, 6)))
    filler = (Paragraph((Text(WORDS),)),) * 40
    article = admit(Article("一夜", lead=(box, *filler)))
    (page,) = document(render(article, style=pubkit.load_style(style), paper="tabloid"))
    text = page.get_textpage()
    steps = set()
    search = text.search("收到居民需求")
    while found := search.get_next():
        lefts = [text.get_charbox(found[0] + at, loose=True)[0] for at in range(found[1])]
        steps |= {round(other - one, 1) for one, other in pairwise(lefts) if other > one}
    assert len(steps) == 1
