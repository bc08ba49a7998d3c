"""What a PDF program reads beside the text: fonts, dates, bookmarks, links, pictures."""

import ctypes
import dataclasses
import io
import itertools
import os
import re
import subprocess
import sys

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

import pubkit
from pubkit.admit import admit
from pubkit.errors import ConfigError, RenderError
from pubkit.model import (
    Article,
    Code,
    Credit,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sup,
    Table,
    Text,
)
from pubkit.registry import configured
from pubkit.renderers.pdf import Pdf
from pubkit.renderers.pdf.sheet import sheet
from pubkit.testing import picture, sample, sample_assets
from pubkit.units import Length

DAILY = pubkit.load_style("daily")


@pytest.fixture(scope="module")
def sample_output():
    return Pdf(site=pubkit.Site(name="海岛日报")).render(sample(), sample_assets(), DAILY)


@pytest.fixture(scope="module")
def sample_pdf(sample_output):
    return pypdfium2.PdfDocument(sample_output.main.data)


def one(text, **options):
    article = admit(Article(title="题", lead=(Paragraph((Text(text),)),)))
    return Pdf(**options).render(article, {}, DAILY)


ONE = (Paragraph((Text("甲乙"),)),)


def set_in(blocks, assets=None):
    return Pdf().render(admit(Article(title="题", lead=blocks)), assets or {}, DAILY)


def words_on(page):
    """The page's text; PDFium takes the white between Chinese and Latin characters for spaces."""
    text = page.get_textpage().get_text_range()
    return re.sub("(?<=[^\0-\x7f]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[^\0-\x7f])", "", text)


def text_of(document):
    return "\n".join(map(words_on, document))


def pictures(document):
    return [o for page in document for o in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])]


def test_the_same_article_gives_the_same_bytes(article, assets, style, output):
    assert Pdf().render(article, assets, style) == output


def test_only_our_faces_are_embedded_and_every_one_is(output, tmp_path, witness):
    path = tmp_path / "a.pdf"
    path.write_bytes(output.main.data)
    _, _, *rows = subprocess.check_output([witness("pdffonts"), path], text=True).splitlines()
    assert rows
    for row in rows:
        assert "+Pubkit-" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


def test_no_font_of_the_machine_steps_in_for_markers_digits_and_signs(sample_pdf):
    fonts = {
        o.get_font().get_base_name()
        for page in sample_pdf
        for o in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    assert all("+Pubkit-" in name for name in fonts)


def test_qpdf_finds_nothing_wrong(output, tmp_path, witness):
    path = tmp_path / "a.pdf"
    path.write_bytes(output.main.data)
    subprocess.run([witness("qpdf"), "--check", path], check=True, capture_output=True)


def test_metadata_is_the_article_s_own(sample_pdf):
    found = sample_pdf.get_metadata_dict()
    assert found["Title"] == sample().title
    assert found["Author"] == "林晓, 周一帆"
    assert found["Keywords"] == "阅读, 海岛"
    assert found["CreationDate"] == "D:20261120080000+08'00"
    assert found["ModDate"] == "D:20261121080000+08'00"


def test_the_pdf_is_tagged(sample_pdf):
    assert sample_pdf.is_tagged()


def test_an_article_without_dates_gets_none():
    found = pypdfium2.PdfDocument(one("文").main.data).get_metadata_dict()
    assert not found["CreationDate"]
    assert not found["ModDate"]


def test_each_section_has_its_bookmark(sample_pdf):
    titles = [mark.get_title() for mark in sample_pdf.get_toc()]
    assert titles == [sample().title, "A 书从哪里来", "借书的规矩", "B 孩子读什么"]


def test_every_page_is_numbered(sample_pdf):
    for number, page in enumerate(sample_pdf, 1):
        assert f"{number} / {len(sample_pdf)}" in page.get_textpage().get_text_range()


def targets(document):
    for page in document:
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, position, link):
            action = raw.FPDFLink_GetAction(link)
            buffer = ctypes.create_string_buffer(
                raw.FPDFAction_GetURIPath(document, action, None, 0)
            )
            raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
            yield buffer.value.decode()


def test_links_lead_where_the_article_says(sample_pdf):
    assert set(targets(sample_pdf)) == {"https://example.org/list"}


def test_an_unsafe_link_becomes_text():
    link = Link("javascript:alert(1)", (Text("点此"),))
    article = admit(Article(title="题", lead=(Paragraph((link,)),)))
    output = Pdf().render(article, {}, DAILY)
    assert [(n.code, n.where) for n in output.notices] == [("link-scheme", "lead[0].content[0]")]
    assert b"/URI" not in output.main.data
    assert "点此" in text_of(pypdfium2.PdfDocument(output.main.data))


def test_every_photo_is_on_the_page_and_the_page_credit_once(sample_pdf):
    assert len(pictures(sample_pdf)) == 2
    assert text_of(sample_pdf).count(sample().photo_credit) == 1


def test_a_missing_photo_leaves_a_grey_place_with_its_words():
    output = Pdf().render(sample(), {}, DAILY)
    found = text_of(pypdfium2.PdfDocument(output.main.data))
    assert found.count("照片待补") == 3
    assert "灯塔下的阅览室。" in found
    assert output.notices == ()


def test_a_photo_that_is_far_too_large_is_made_smaller():
    figure = Figure("a.png", (Text("说明。"),))
    article = admit(Article(title="题", lead=(figure,)))
    output = Pdf().render(article, {"a.png": picture(3000, 30)}, DAILY)
    (found,) = pictures(pypdfium2.PdfDocument(output.main.data))
    assert found.get_px_size()[0] < 1000


def test_a_lead_photo_spans_the_measure(sample_pdf):
    left, _, right, _ = pictures(sample_pdf)[0].get_bounds()
    assert right - left == pytest.approx(462, abs=1)


def test_a_character_that_no_face_has_stops_the_channel_by_name():
    with pytest.raises(RenderError, match=r"😀 \(U\+1F600 in lead\[0\]\.content\[0\]\.text\)"):
        one("好😀")


def test_characters_that_show_nothing_are_not_missed():
    output = one("甲\u200d乙\ufe0f丙\u2003丁\u00ad戊\ufeff")
    assert "甲" in text_of(pypdfium2.PdfDocument(output.main.data))


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/a.png"])
def test_a_stylesheet_reaches_neither_disk_nor_network(address):
    style = dataclasses.replace(DAILY, sheets={"print.css": f"p {{ background: url({address}) }}"})
    article = admit(Article(title="题", lead=(Paragraph((Text("文"),)),)))
    with pytest.raises(RenderError, match=address):
        Pdf().render(article, {}, style)


def test_a3_takes_more_columns_of_the_same_measure(article, assets):
    output = Pdf(paper="A3").render(article, assets, DAILY)
    page = pypdfium2.PdfDocument(output.main.data)[0]
    assert page.get_size() == pytest.approx((841.9, 1190.6), abs=0.1)
    own, large = sheet(DAILY, "", 0), sheet(DAILY, "A3", 0)
    assert (own.columns, large.columns) == (2, 3)
    assert large.column == pytest.approx(own.column, rel=0.1)


@pytest.mark.parametrize("columns", [-1, 7])
def test_a_number_of_columns_that_no_page_has_is_refused_in_a_sentence(columns):
    with pytest.raises(ConfigError, match=r"option 'columns' of renderer 'pdf': Expected `int`"):
        configured("pdf", pubkit.Config(), {"columns": columns})


def test_a_headline_breaks_at_its_own_space():
    article = admit(
        Article(title="把星空搬到家门口 让科学走进寻常巷陌", lead=(Paragraph((Text("文"),)),))
    )
    page = pypdfium2.PdfDocument(Pdf().render(article, {}, DAILY).main.data)[0]
    assert "把星空搬到家门口\r\n让科学走进寻常巷陌" in page.get_textpage().get_text_range()


def lines_of(article):
    (page,) = pypdfium2.PdfDocument(Pdf().render(admit(article), {}, DAILY).main.data)
    return page.get_textpage().get_text_range().split("\r\n")


def test_a_heading_breaks_between_words_into_lines_of_like_length():
    heading = (Text("科普周里渔村的孩子们学会"), Strong((Text("观测星空"),)))
    lines = lines_of(Article(title="题", sections=(Section(heading, ONE),)))
    first, second = lines[1:3]
    assert first + second == "科普周里渔村的孩子们学会观测星空"
    assert min(len(first), len(second)) >= 6
    assert "孩子们" in first or "孩子们" in second


def test_a_deck_longer_than_a_line_does_not_break_in_a_name():
    deck = "——从村口的小码头到县城的图书馆一路走来看“海风杯”少年读书比赛如何改变一座小岛的夜晚"
    lines = lines_of(Article(title="题", deck=deck, lead=ONE))
    assert "".join(lines).count(deck) == 1
    assert any("“海风杯”" in line for line in lines)


def test_a_long_paragraph_comes_out_whole():
    found = text_of(pypdfium2.PdfDocument(one("海风吹过灯塔，" * 2000).main.data))
    assert found.count("灯") == 2000


def test_a_note_stands_at_the_foot_of_its_page(sample_pdf):
    page = sample_pdf[0]
    text = page.get_textpage()
    index = text.search("名录由村委会保存。").get_next()[0]
    assert text.get_charbox(index)[1] < 120


def test_notes_of_all_columns_of_a_page_stand_under_each_other_at_its_foot():
    note = Footnote((Text("注文。" * 30),))
    paragraphs = (Paragraph((Text("海风吹过灯塔。" * 40), note)),) * 6
    page = pypdfium2.PdfDocument(set_in(paragraphs).main.data)[0]
    lines = page.get_textpage().get_text_range().split("\r\n")
    first = next(n for n, line in enumerate(lines) if "注文" in line)
    assert not any("灯塔" in line for line in lines[first:])
    assert "".join(lines[first:]).count("注文。") in (60, 90, 120)


def test_a_table_longer_than_a_page_comes_out_whole():
    rows = tuple(((Text(f"第{n}行"),), (Text("灯"),)) for n in range(90))
    table = Table(header=((Text("行"),), (Text("灯"),)), rows=rows)
    found = text_of(pypdfium2.PdfDocument(set_in((table,)).main.data))
    assert all(f"第{n}行" in found for n in range(90))


def test_a_title_block_of_more_than_a_page_is_followed_by_the_text():
    lead = tuple(Figure(f"{n}.png", (Text(f"图{n}。"),), place="lead") for n in range(3))
    assets = {f"{n}.png": picture() for n in range(3)}
    document = pypdfium2.PdfDocument(set_in((*lead, *ONE), assets).main.data)
    assert [text_of(document).count(f"图{n}") for n in range(3)] == [1, 1, 1]
    assert "甲乙" in text_of(document)


def led(asset, more=(), **named):
    """An article whose title block and lead photo leave four lines for its first section's head."""
    article = Article(
        title="灯塔下的图书馆 一座海岛怎样把书送到每一条船上",
        deck="——记海岛图书馆的三十年与它的义工和他们在每一条船上的读者们",
        credits=(Credit("撰文", ("林海生",)),),
        lead=(Figure("0.png", (Text("书架。"),), place="lead", **named),),
        sections=(Section((Text("第一节 码头边的书架 一本一本来"),), (*ONE * 40, *more)),),
        numbering="upper-alpha",
    )
    assets = {"0.png": asset} if asset else {}
    return Pdf().render(admit(article), assets, pubkit.load_style("quiet"))


@pytest.mark.parametrize(
    ("asset", "named", "begins", "codes"),
    [
        (picture(), {}, True, ["photo-cropped"]),
        (picture(), {"crop": "never"}, False, []),
        (None, {}, True, []),
    ],
    ids=["cropped", "whole", "awaited"],
)
def test_text_begins_under_a_lead_photo_that_may_be_lower(asset, named, begins, codes):
    output = led(asset, **named)
    first = pypdfium2.PdfDocument(output.main.data)[0]
    assert ("甲乙" in words_on(first)) == begins
    assert [notice.code for notice in output.notices] == codes
    assert ("photo-edges" in output.omits) == bool(codes)


def test_a_lead_photo_that_stands_twice_is_not_cropped():
    again = Figure("0.png", (Text("书架。"),), crop="never")
    assert led(picture(), more=(again,)).notices == ()


@pytest.mark.parametrize(("focus", "row"), [((0.5, 0.0), 0), ((0.5, 1.0), -1)])
def test_a_lead_photo_is_cropped_round_its_focus(focus, row):
    document = pypdfium2.PdfDocument(led(picture(), focus=focus).main.data)
    (shown,) = (photo.get_bitmap().to_pil().convert("RGB") for photo in pictures(document))
    whole = Image.open(io.BytesIO(picture().data)).convert("RGB")
    assert 0.75 <= shown.height / shown.width * whole.width / whole.height < 1
    edge = shown.getpixel((shown.width // 2, row % shown.height))
    wanted = whole.getpixel((whole.width // 2, row % whole.height))
    assert all(abs(a - b) < 4 for a, b in zip(edge, wanted, strict=True))


def test_credits_have_white_between_chinese_and_latin():
    figure = Figure("0.png", (Text("书架。"),), credit="Lukas摄于NASA")
    page = pypdfium2.PdfDocument(set_in((figure, *ONE), {"0.png": picture()}).main.data)[0]
    text = page.get_textpage()
    start = text.get_text_range().replace(" ", "").index("Lukas摄")
    shown = [at for at in range(text.count_chars()) if text.get_text_range(at, 1) != " "]
    boxes = [text.get_charbox(at, loose=True) for at in shown[start : start + 11]]
    gaps = [after[0] - before[2] for before, after in itertools.pairwise(boxes)]
    quarter = 0.25 * Length.parse(DAILY.size.caption).pt
    wanted = [quarter if at in (4, 6) else 0.0 for at in range(len(gaps))]
    assert gaps == pytest.approx(wanted, abs=0.1)


def test_with_another_weasyprint_columns_are_its_own_and_it_says_so(monkeypatch):
    monkeypatch.delattr("weasyprint.Document.copy")
    output = set_in(ONE)
    assert [(n.code, n.severity) for n in output.notices] == [("figures", "info")]
    assert "甲乙" in text_of(pypdfium2.PdfDocument(output.main.data))


def feet(document):
    """The last line of text on each page; the article's title is `题`."""
    for page in document:
        lines = words_on(page).split("\r\n")
        body = [line for line in lines if " / " not in line and line.strip() not in ("", "题", "■")]
        yield body[-1]


def test_sections_keep_their_headings_with_the_text():
    sections = tuple(
        Section((Text(f"头{n}"),), (Paragraph((Text("海风吹过灯塔。" * (9 + n)),)),))
        for n in range(24)
    )
    article = admit(Article(title="题", sections=sections))
    found = feet(pypdfium2.PdfDocument(Pdf().render(article, {}, DAILY).main.data))
    assert not any(foot.startswith("头") for foot in found)


def test_what_announces_a_quote_does_not_end_a_page():
    groups = (
        (
            Paragraph((Text("海风吹过灯塔。" * (7 + n)),)),
            Paragraph((Text("她写道："),)),
            Quote((Paragraph((Text("灯亮着。" * 19),)),)),
        )
        for n in range(60)
    )
    article = admit(Article(title="题", lead=tuple(b for group in groups for b in group)))
    output = Pdf(columns=1).render(article, {}, DAILY)
    found = list(feet(pypdfium2.PdfDocument(output.main.data)))
    assert len(found) > 5
    assert not any(foot.endswith("：") for foot in found)


def test_a_short_list_stays_whole_and_a_long_one_keeps_two_items_at_each_end():
    def items(name, count):
        return List(tuple(Item((Paragraph((Text(f"{name}{n}条"),)),)) for n in range(count)))

    blocks = tuple(
        block
        for n in range(40)
        for block in (Paragraph((Text("海风吹过。" * (9 + n)),)), items("短", 4), items("长", 7))
    )
    article = admit(Article(title="题", lead=blocks))
    output = Pdf(columns=1).render(article, {}, DAILY)
    found = [foot for foot in feet(pypdfium2.PdfDocument(output.main.data)) if "条" in foot]
    assert {"".join(foot.split()[-1:])[-3:] for foot in found} <= {"短3条"} | {
        f"长{n}条" for n in (1, 2, 3, 4, 6)
    }
    assert found


@pytest.mark.parametrize("name", ["daily", "quiet"])
def test_words_in_other_faces_keep_their_lines_on_the_grid(name):
    style = pubkit.load_style(name)
    words = (Text("甲"), Code("LH-07"), Strong((Text("乙"),)), Sup((Text("2"),)), Text("丙" * 9))
    article = admit(Article(title="题", lead=(Paragraph(words * 12),)))
    (page,) = pypdfium2.PdfDocument(Pdf(columns=1).render(article, {}, style).main.data)
    text = page.get_textpage()
    found = [
        text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1) == "丙"
    ]
    lines = sorted({round(bottom, 1) for _, bottom, _, _ in found}, reverse=True)
    leading = Length.parse(style.size.leading).pt
    assert len(lines) > 3
    assert lines[0] - lines[-1] == pytest.approx((len(lines) - 1) * leading, abs=0.11)


def test_a_role_of_more_names_than_a_line_holds_is_on_the_page_whole():
    names = tuple(f"欧阳甲{n}" for n in range(30))
    article = admit(Article(title="题", lead=ONE, credits=(Credit("摄影", names),)))
    (page,) = pypdfium2.PdfDocument(Pdf().render(article, {}, DAILY).main.data)
    text = page.get_textpage()
    edges = [text.get_charbox(n)[2] for n in range(text.count_chars())]
    assert max(edges) < page.get_width() - 20


@pytest.mark.parametrize("length", [4, 9, 14, 19, 24, 33, 42, 61])
def test_under_every_caption_there_is_about_a_line(length):
    figure = Figure("a.png", (Text("灯" * length + "。"),))
    article = admit(Article(title="题", lead=(*ONE, figure, Paragraph((Text("丙丁"),)))))
    output = Pdf(columns=1).render(article, {"a.png": picture()}, DAILY)
    text = pypdfium2.PdfDocument(output.main.data)[0].get_textpage()
    shown = text.get_text_range()
    caption = text.get_charbox(shown.rindex("灯"), loose=True)[1]
    below = text.get_charbox(shown.index("丙"), loose=True)[3]
    assert 6 < caption - below < 24


def test_a_heading_at_a_column_s_head_is_level_with_the_text_beside_it():
    section = Section((Text("头"),), (Paragraph((Text("海风吹过灯塔。" * 60),)),))
    article = admit(Article(title="题", sections=(section,)))
    text = pypdfium2.PdfDocument(Pdf().render(article, {}, DAILY).main.data)[0].get_textpage()
    boxes = [text.get_charbox(n, loose=True) for n in range(text.count_chars())]
    heading = boxes[text.get_text_range().index("头")]
    beside = max(top for left, _, _, top in boxes if left > 350 and top < heading[3] + 25)
    assert abs(heading[3] - beside) < 12


def test_the_rule_over_the_first_heading_is_level_with_the_text_beside_it():
    section = Section((Text("头"),), (Paragraph((Text("海风吹过灯塔。" * 60),)),))
    article = admit(Article(title="题", sections=(section,)))
    data = Pdf().render(article, {}, pubkit.load_style("quiet")).main.data
    page = pypdfium2.PdfDocument(data)[0]
    text, middle = page.get_textpage(), page.get_width() / 2
    boxes = [text.get_charbox(n, loose=True) for n in range(text.count_chars())]
    heading = boxes[text.get_text_range().index("头")]
    rules = [item.get_bounds() for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    rule = min(top for _, _, right, top in rules if right < middle and top > heading[3])
    beside = max(top for left, _, _, top in boxes if left > middle and top < heading[3] + 25)
    assert abs(rule - beside) < 6


def test_marks_in_a_headline_and_a_head_take_half_their_width():
    section = Section((Text("到“海边”去"),), ONE)
    article = admit(Article(title="在“灯塔”下", sections=(section,)))
    text = pypdfium2.PdfDocument(Pdf().render(article, {}, DAILY).main.data)[0].get_textpage()
    whole = text.get_text_range()
    for words in ("在“灯塔”下", "到“海边”去"):
        start = whole.index(words)
        lefts = [text.get_charbox(start + at, loose=True)[0] for at in (0, 2, 5)]
        size = text.get_charbox(start + 2, loose=True)[2] - lefts[1]
        assert (lefts[1] - lefts[0]) / size == pytest.approx(1.5, abs=0.15)  # some are kerned
        assert (lefts[2] - lefts[1]) / size == pytest.approx(2.5, abs=0.15)


def test_without_pango_the_message_says_what_to_install(tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    code = (
        "import pubkit, pubkit.testing as t\n"
        "from pubkit.renderers.pdf import Pdf\n"
        "try: Pdf().render(t.sample(), {}, pubkit.load_style('daily'))\n"
        "except pubkit.MissingDependency as error: print(error)"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    said = subprocess.check_output(
        [sys.executable, "-c", code], text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in said
