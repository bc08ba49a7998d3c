"""What the lines of a page keep whole, and how they begin."""

import dataclasses
import re
from itertools import pairwise

import pytest
from renderers.page.made import document

import pubkit
from bench.type.score import score
from pubkit.admit import admit
from pubkit.extractors.pdf import PdfExtractor
from pubkit.model import Article, Emph, Item, List, Paragraph, Section, Strong, Text

CLAUSES = "记：当天上传，不许改数；写错了就划掉重写，让别人看得见"
"""So many marks that a line of it can be squeezed by two characters."""
FIGURES = "全年开课1203场，31.6万人次来过，走了12公里路，在2026年冬天，第3批36个村子。"


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_a_last_line_that_was_squeezed_stays_one_line(style: str, render) -> None:
    texts = (CLAUSES[-length:] for length in range(14, 29))
    items = tuple(Item((Paragraph((Text(text),)),)) for text in texts)
    filler = (Paragraph((Text(CLAUSES * 3),)),) * 20
    article = admit(Article("一夜", lead=(List(items), *filler)))
    for paper in ("A4", "tabloid", "broadsheet"):
        output = render(article, style=pubkit.load_style(style), paper=paper)
        found = score(output.main.data, paper)
        assert [fault for fault in found.faults if fault.code == "overprint"] == []


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_a_paragraphs_opening_mark_is_trimmed(style: str, render) -> None:
    starts = (
        (Text("“先问，再讲。”"),),
        (Strong((Text("“《先问》"),)),),
        (Emph((Text("（一）"),)),),
    )
    paragraphs = (Paragraph((*start, Text(CLAUSES * 4 + "。"))) for start in starts * 12)
    article = admit(Article("一夜", lead=tuple(paragraphs)))
    output = render(article, style=pubkit.load_style(style))
    found = score(output.main.data, style)
    assert [f for f in found.faults if f.code in ("indent", "untrimmed")] == []


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_a_figure_stays_with_what_it_counts(style: str, render) -> None:
    texts = (CLAUSES[:length] + FIGURES * 2 for length in range(24))
    article = admit(Article("一夜", lead=tuple(Paragraph((Text(text),)) for text in texts)))
    output = render(article, style=pubkit.load_style(style), paper="tabloid")
    assert document(output)
    lines = PdfExtractor().extract(output.main.data, {}).lines
    assert len(lines) > 60
    parted = [
        (line, following)
        for line, following in pairwise(lines)
        if re.search(r"\d$|第$", line) and re.match(r"[场公年批个\d]", following)
    ]
    assert parted == []


@pytest.mark.parametrize(("least", "lines"), [("", 3), ('least = "12.5pt"', 2)])
def test_section_heads_are_smaller_where_that_saves_them_a_third_line(
    least: str, lines: int, daily, build, render
) -> None:
    toml = daily.sheets["page.toml"].replace('least = "12.5pt"', least)
    style = dataclasses.replace(daily, sheets={**daily.sheets, "page.toml": toml})
    heads = ("沿溪而上 孩子给河流做体检", "田埂上开讲 教授和农户为师", "短的一个")
    sections = tuple(Section((Text(head),), (build.paragraph(400),)) for head in heads)
    article = admit(Article("一夜", sections=sections, numbering="upper-alpha"))
    (page,) = document(render(article, style=style, paper="tabloid"))
    text = page.get_textpage()
    heights = set()
    for piece in heads[0].split():
        for character in piece:
            at = text.search(character).get_next()
            assert at is not None
            heights.add(round(text.get_charbox(at[0], loose=True)[1]))
    assert len(heights) == lines
