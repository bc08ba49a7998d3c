"""What the lines of a page keep whole, and how they begin."""

import re
from itertools import pairwise

import pytest
from renderers.page.made import document

import pubkit
from bench.type.score import score
from pubkit.admit import admit
from pubkit.extractors.pdf import PdfExtractor
from pubkit.model import Article, Emph, Item, List, Paragraph, Strong, Text

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
