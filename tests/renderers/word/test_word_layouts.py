"""The layouts: what an editor gets as a manuscript, and the numbers of an official paper."""

import io
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

import pubkit
from pubkit.extractors.word import DocxExtractor
from pubkit.model import Article, Figure, Paragraph, Section, Text
from pubkit.renderers.word import Docx, sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = Path(__file__).parents[3] / "content" / "dandelion"
LINES, CHARACTERS = 22, 28
"""A page of an official paper: GB/T 9704-2012, §5.2.3."""


@pytest.fixture(scope="module")
def manuscript(article, assets, style) -> pubkit.Output:
    return Docx(layout="manuscript").render(article, assets, style)


def paragraphs(output: pubkit.Output) -> list[tuple[str, str]]:
    """Style and text of each paragraph outside tables."""
    found = docx.Document(io.BytesIO(output.main.data)).paragraphs
    return [(p.style.name, p.text) for p in found]


def test_a_manuscript_says_where_each_figure_belongs(manuscript) -> None:
    found = paragraphs(manuscript)
    marks = [text for style, text in found if style == "Figure Mark"]
    assert marks == ["【图1】", "【图2】", "【图3】", "【图4】"]
    at = found.index(("Figure Mark", "【图3】"))
    assert found[at - 1] == ("Figure Mark", "【图2】")
    assert found[at - 2][0] == "Heading 1"


def test_a_mark_stays_with_what_follows(manuscript) -> None:
    style = docx.Document(io.BytesIO(manuscript.main.data)).styles["Figure Mark"]
    assert style.paragraph_format.keep_with_next


def test_its_figures_stand_behind_the_sign_off_with_their_captions(manuscript) -> None:
    found = paragraphs(manuscript)
    styles = [style for style, _ in found]
    assert styles.index("Figure List") > styles.index("Sign-off")
    behind = found[styles.index("Figure List") :]
    assert [text for style, text in behind if style == "Caption"] == [
        "图1\u3000清晨的渡口。 陈舟摄",
        "图2\u3000灯塔。 何苗摄",
        "图3\u3000码头。",
        "图4\u3000新灯塔效果图。 设计院供图",
    ]
    assert [style for style, _ in behind].count("Figure") == 3


def test_a_mark_is_a_cross_reference_to_the_caption(manuscript) -> None:
    body = docx.Document(io.BytesIO(manuscript.main.data)).element.body
    codes = [node.text.split() for node in body.iter(f"{W}instrText")]
    called = [code[1] for code in codes if code[0] == "REF"]
    names = {node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")}
    assert len(called) == 4
    assert set(called) <= names


def test_the_photos_of_a_manuscript_lie_beside_it_untouched(manuscript, assets) -> None:
    files = {file.name: file.data for file in manuscript.extras}
    assert files == {
        "图1.png": assets["wide.png"].data,
        "图2.png": assets["tall.png"].data,
        "图3.png": assets["wide.png"].data,
    }


def test_a_manuscript_has_one_column_and_lines_one_and_a_half_apart(manuscript) -> None:
    found = docx.Document(io.BytesIO(manuscript.main.data))
    columns = [cols.get(f"{W}num") for cols in found.element.body.iter(f"{W}cols")]
    assert columns == [None]
    assert found.styles["Body Text"].paragraph_format.line_spacing == 1.5


def test_an_english_manuscript_has_english_marks(style) -> None:
    figure = Figure(None, (Text("The pier."),))
    article = pubkit.admit(Article(title="Pier", lead=(figure,), lang="en"))
    texts = [text for _, text in paragraphs(Docx(layout="manuscript").render(article, {}, style))]
    assert "[Figure 1]" in texts
    assert "Figures" in texts


@pytest.mark.parametrize("layout", ["manuscript", "gongwen"])
def test_no_layout_loses_a_word(article, assets, style, output, layout) -> None:
    made = Docx(layout=layout).render(article, assets, style)
    assert shown(output) - shown(made) <= Counter("ABC")  # gongwen counts 一, 二, 三


def shown(output: pubkit.Output) -> Counter[str]:
    lines = DocxExtractor().extract(output.main.data, {}).lines
    return Counter(c for line in lines for c in line if not c.isspace())


def test_letters_of_an_official_paper_are_chinese_numerals(article, assets, style) -> None:
    output = Docx(layout="gongwen").render(article, assets, style)
    heads = [text for style, text in paragraphs(output) if style == "Heading 1"]
    assert heads == ["一、船从哪里来", "二、灯塔守到几时", "三、"]


def test_an_official_paper_has_its_numbers_outside(article, assets, style) -> None:
    output = Docx(layout="gongwen").render(article, assets, style)
    found = docx.Document(io.BytesIO(output.main.data))
    assert found.settings.odd_and_even_pages_header_footer
    (section, *_) = found.sections
    assert section.footer.paragraphs[0].text == "\t\t— 1 —\u3000"
    assert section.even_page_footer.paragraphs[0].text == "\u3000— 1 —"


def test_an_official_page_holds_28_characters_by_22_lines(style, office, tmp_path) -> None:
    body = tuple(Paragraph((Text("潮" * (CHARACTERS * 12 - 2)),)) for _ in range(8))
    section = Section((Text("一节"),), body)
    article = pubkit.admit(Article(title="渡口", sections=(section,), numbering="upper-alpha"))
    data = Docx(layout="gongwen").render(article, {}, style).main.data
    (tmp_path / "paper.docx").write_bytes(data)
    office(tmp_path)
    page = pypdfium2.PdfDocument(tmp_path / "paper.pdf")[1].get_textpage()
    lines = Counter(
        round(page.get_charbox(index)[1])
        for index in range(page.count_chars())
        if page.get_text_range(index, 1) == "潮"
    )
    assert len(lines) == LINES
    assert set(lines.values()) <= {CHARACTERS, CHARACTERS - 2}  # a paragraph's first is indented
    assert max(lines.values()) == CHARACTERS


def test_a_style_may_have_a_layout_of_its_own(article, assets) -> None:
    daily = pubkit.load_style("daily")
    _, text = sheet.source(daily, "manuscript")
    own = text.replace('left = "31.7mm"', 'left = "50mm"')
    style = replace(daily, sheets={**daily.sheets, "manuscript.toml": own})
    data = Docx(layout="manuscript").render(article, assets, style).main.data
    margin = docx.Document(io.BytesIO(data)).sections[0].left_margin.mm
    assert margin == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("layout", ["manuscript", "gongwen"])
def test_a_layout_is_written_and_proved(tmp_path, layout) -> None:
    shutil.copytree(SAMPLE, tmp_path / "dandelion")
    run = pubkit.render(
        pubkit.read(tmp_path / "dandelion"), ["docx"], options={"docx": {"layout": layout}}
    )
    run.write(tmp_path / "build")
    proof = pubkit.verify_folder(tmp_path / "build" / "dandelion")
    assert proof.ok, proof
    beside = tmp_path / "build" / "dandelion" / "dandelion.docx-files"
    photos = sorted(path.name for path in beside.glob("*"))
    assert photos == (["图1.jpg", "图2.jpg"] if layout == "manuscript" else [])
