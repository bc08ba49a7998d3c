"""The lines that are chosen for a paragraph of `pdf`, and how they are spread."""

import dataclasses
import re
from itertools import pairwise
from statistics import median

import pytest

import pubkit
from bench.type.lines import lines
from bench.type.makeup import made_up
from bench.type.measure import measured
from bench.type.page import heights
from bench.type.page import pages as read
from bench.type.score import score
from pubkit.admit import admit
from pubkit.extractors.pdf import PdfExtractor
from pubkit.markup import el
from pubkit.model import Article, Emph, Footnote, Item, Link, List, Paragraph, Strong, Sub, Text
from pubkit.renderers.pdf import Pdf
from pubkit.renderers.pdf import renderer as made
from pubkit.renderers.pdf.composing import composed
from pubkit.verify import verify

CLAUSES = "记：当天上传，不许改数；写错了就划掉重写，让别人看得见"
FIGURES = "全年开课1203场，31.6万人次来过，走了12公里路，在2026年冬天，第3批36个村子。"

SHORES = "船工清早去看水位把数字写在墙上过路的人停下来问今天宜不宜过河"


def squares(text: str) -> list[float]:
    """Every character an em wide."""
    return [1.0] * len(text)


def paragraph(text: str, room: float) -> list[str]:
    """The lines of a paragraph in a column of so many characters."""
    (main,) = composed(
        el("body", None, el("main", None, el("p", None, text))), room, squares
    ).children
    (found,) = main.children
    return "".join(found.children).split("\n")


def test_a_text_without_marks_fills_its_lines() -> None:
    assert paragraph("海" * 46, 20) == ["海" * 18, "海" * 20, "海" * 8]


def test_marks_give_way_rather_than_leave_a_hole() -> None:
    full = "海海海海，海海海海、海海海海；海海海，"
    assert paragraph(full + "海" * 30, 20)[0] == full, "18.5 characters in 18"


def test_the_blank_halves_at_the_ends_of_a_line_are_outside_of_it() -> None:
    full = "“海岛”" + "海" * 16 + "，"
    assert paragraph("海" * 18 + full + "海" * 9, 20)[1] == full, "21 characters in 20"


@pytest.mark.parametrize(
    "unfit", ["https://example.org/" + "a" * 40, "a rope and a bell hung over the quay for years"]
)
def test_what_is_no_chinese_or_too_long_is_left_to_weasyprint(unfit: str) -> None:
    assert paragraph(unfit, 20) == [unfit]


def test_lines_of_the_authors_own_are_left_as_they_are() -> None:
    given = el("main", None, el("p", None, "海" * 30, el("br"), "海" * 30))
    assert composed(given, 20, squares) == given


RICH = (
    Text("“先问，再讲。”"),
    Strong((Text("这四个字"), Sub((Text("甲"),)))),
    Emph((Text("写进了"),)),
    Link("https://example.org", (Text("工作手册"),)),
    Footnote((Text("见手册。"),)),
    Text(FIGURES * 4),
)
"""Everything that may stand in a paragraph."""


@pytest.fixture(scope="module", params=["daily", "quiet"])
def run(request: pytest.FixtureRequest) -> pubkit.Run:
    texts = (SHORES[at:] + FIGURES + SHORES + "“" + CLAUSES + "。”" + FIGURES for at in range(24))
    plain = (Paragraph((Text(text),)) for text in texts)
    article = admit(Article("一夜", lead=(Paragraph(RICH), *plain)))
    return pubkit.render(pubkit.Reading(article), to=["pdf"], style=request.param)


def test_what_was_composed_reads_as_it_was_written(run: pubkit.Run) -> None:
    assert [*verify(run).findings] == []


def test_full_lines_come_out_even_and_clean(run: pubkit.Run) -> None:
    found = list(read(run["pdf"].output.main.data))
    own = lines(list(made_up(found, measured(found))))
    full = [line for line in own if line.runs_on]
    assert len(full) > 60
    assert max(median(line.gaps) for line in full) < 0.15
    assert min(median(line.gaps) for line in full) > -0.01
    parted = [
        (one.row.text, other.row.text)
        for one, other in pairwise(own)
        if one.runs_on and re.search(r"\d$|第$", one.row.text) and other.row.text[0] in "场公年批个"
    ]
    assert len(parted) < len(full) / 40, "only where it would cost an ugly line"


def test_marks_are_trimmed_where_paragraphs_and_lines_begin(run: pubkit.Run) -> None:
    data = run["pdf"].output.main.data
    codes = {fault.code for fault in score(data, "made").faults}
    assert not codes & {"ragged", "untrimmed", "indent", "overprint", "line-start", "line-end"}


def test_lines_chosen_for_another_measure_are_chosen_anew(monkeypatch) -> None:
    article = admit(Article("一夜", lead=(Paragraph((Text(FIGURES * 5),)),)))
    style = pubkit.load_style("daily")
    monkeypatch.setattr(made, "composed", lambda tree, room, advances: composed(tree, 40, advances))
    found = score(Pdf().render(article, {}, style).main.data, "made")
    assert [fault for fault in found.faults if fault.code != "uneven"] == []


def test_figures_in_lists_and_captions_stay_with_what_they_count() -> None:
    texts = [SHORES[at:] + FIGURES for at in range(30)]
    items = List(tuple(Item((Paragraph((Text(text),)),)) for text in texts))
    article = admit(Article("一夜", lead=(items, Paragraph((Text(SHORES),)))))
    output = Pdf().render(article, {}, pubkit.load_style("daily"))
    found = PdfExtractor().extract(output.main.data, {}).lines
    assert len(found) > 60
    parted = [
        (one, other)
        for one, other in pairwise(found)
        if re.search(r"\d$|第$", one) and other[0] in "场公年批个"
    ]
    assert parted == []


def test_a_stylesheet_with_another_indent_has_its_lines_filled() -> None:
    daily = pubkit.load_style("daily")
    css = daily.sheets["print.css"].replace("text-indent: 2em", "text-indent: 0")
    style = dataclasses.replace(daily, sheets={**daily.sheets, "print.css": css})
    article = admit(Article("一夜", lead=(Paragraph((Text(SHORES * 5),)),)))
    (page, *_) = read(Pdf().render(article, {}, style).main.data)
    sizes = [glyph.size for glyph in page.glyphs]
    rows = heights([g for g in page.glyphs if g.size == max(set(sizes), key=sizes.count)])
    assert "".join(g.text for g in next(rows)).startswith((SHORES * 5)[:21])
