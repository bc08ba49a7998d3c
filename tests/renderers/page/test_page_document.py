"""The page as a file: what it holds, how its columns stand, what is said where it does not fit."""

import re
from itertools import pairwise

import pytest
from msgspec.structs import replace
from renderers.page.made import ISSUE, codes, document, figure, words

import pubkit
from pubkit.admit import admit
from pubkit.config import Issue
from pubkit.display import measure
from pubkit.errors import RenderError
from pubkit.model import Box, Credit, Item, List, Paragraph, Text
from pubkit.renderers.page import Page
from pubkit.renderers.page import look as looks
from pubkit.renderers.page.galleys import Proof, add_head, row
from pubkit.renderers.page.matter import Head, Run, Tabular
from pubkit.testing import picture
from pubkit.verify import verify


def missing(article, output) -> list[str]:
    """Parts of paragraphs that are not in the file; captions may stand in their midst."""
    held = re.sub("书架前的孩子，之[0-9]+。", "", words(output))
    found = []
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                text = "".join(block.content[0].text.split())
                parts = (text[at : at + 10] for at in range(0, len(text) - 10, 10))
                found += [part for part in parts if part not in held]
    return found


def feet(page) -> list[float]:
    """How far down the lowest character of each column of A4 stands, in pt from the page's foot."""
    text = page.get_textpage()
    boxes = [
        text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()
    ]
    lows = []
    for column in range(3):
        left = page.get_width() * (0.07 + 0.3 * column)
        own = [box for box in boxes if left <= box[0] < left + page.get_width() * 0.28]
        lows.append(min(box[1] for box in own))
    return lows


def test_a_page_is_filled_to_its_foot(build, render) -> None:
    article = build.article(sections=3, paragraphs=5, photos=2)
    output = render(article)
    assert output.main.name == ".page.pdf"
    assert codes(output) == []
    (page,) = document(output)
    lows = feet(page)
    assert max(lows) - min(lows) <= 16.5
    assert missing(article, output) == []


def test_the_same_article_gives_the_same_bytes(build, render) -> None:
    article = build.article(photos=2)
    assert render(article).main.data == render(article).main.data
    assert render(article, press=True).main.data == render(article, press=True).main.data


def test_what_does_not_fit_becomes_a_proof_that_says_by_how_much(build, render) -> None:
    article = build.article(sections=16, photos=0)
    output = render(article, press=True)
    assert output.main.name == ".page-overset.pdf"
    (notice,) = output.notices
    assert (notice.code, notice.severity) == ("page-overset", "error")
    lines, characters = (int(part) for part in notice.text.split() if part.isdigit())
    assert lines * 10 < characters < lines * 20
    assert f"余{lines}行，{characters}字" in words(output)
    assert notice.hint.endswith("(pages = 2).")
    (page,) = document(output)
    width, height = page.get_size()
    assert (round(width), round(height)) == (595, 842), "a proof has neither bleed nor marks"


def test_such_a_proof_shows_its_photos(build, render) -> None:
    (page,) = document(render(build.article(sections=16, photos=1), press=True))
    (shown,) = (item for item in page.get_objects() if item.type == 3)
    assert shown.get_px_size()[0] > 300


def test_a_second_page_is_made_where_it_may_be(build) -> None:
    article = build.article(sections=8, photos=3)
    run = pubkit.render(pubkit.Reading(article), to=[Page(paper="A4", pages=2, issue=ISSUE)])
    output = run["page"].output
    assert output is not None
    assert output.main.name == ".page.pdf"
    first, second = (squeezed(page) for page in document(output))
    assert first.startswith("A8澜州日报")
    assert second.startswith("A9澜州日报")
    assert [*verify(run).findings] == []


def squeezed(page) -> str:
    """A page's characters without white space."""
    return "".join(page.get_textpage().get_text_range().split())


def test_a_page_says_where_its_text_goes_on_and_the_next_where_it_comes_from(build, render) -> None:
    article = build.article(sections=8, photos=3, title="灯塔下的图书馆 开到了码头边")
    first, second = document(render(article, pages=2))
    text = first.get_textpage()
    found = text.search("（下转A9版）").get_next()
    assert found is not None
    left, foot, *_ = text.get_charbox(found[0])
    assert left > 0.7 * first.get_width()
    assert foot < 0.15 * first.get_height()
    assert "（上接A8版）灯塔下的图书馆" in squeezed(second)
    assert "开到了码头边" not in squeezed(second)


def test_pages_without_a_number_are_counted_where_the_text_turns(build, render) -> None:
    article = build.article(sections=8, photos=3)
    output = Page(paper="A4", pages=2, press=False).render(article, {}, pubkit.load_style("quiet"))
    assert "（下转第2页）" in words(output)
    assert "（上接第1页）" in words(output)
    english = build.article(sections=8, photos=3, lang="en")
    assert "(Continued" not in words(render(english, pages=2))
    assert "ContinuedonA9" in words(render(english, pages=2))


def test_the_masthead_names_who_made_the_page(build, render, daily) -> None:
    article = build.article(sections=2, credits=(Credit("责编", ("周一帆",)),))
    issue = Issue(newspaper="澜州日报", page="A8", editors=("唐立",), proofreaders=("于静",))
    page = Page(paper="A4", press=False, issue=issue)
    found = words(page.render(article, {}, daily))
    assert "责编唐立" in found
    assert "校对于静" in found
    assert "责编：周一帆" in found


def test_a_page_that_stays_half_empty_says_so(build, render) -> None:
    output = render(build.article(sections=1, photos=0), paper="broadsheet")
    (notice,) = output.notices
    assert (notice.code, notice.severity) == ("page-underfull", "warning")


def test_a_half_empty_page_asks_for_the_original_of_a_small_photo(build, render) -> None:
    article = build.article(sections=1, photos=1)
    for asset, asked in ((picture(480, 320), True), (picture(3600, 2400), False)):
        output = render(article, assets={"0.png": asset}, paper="broadsheet")
        (notice,) = (notice for notice in output.notices if notice.code == "page-underfull")
        assert ("original of 0.png" in notice.hint) == asked


def test_a_page_without_a_number_says_so(build, daily, photos) -> None:
    from pubkit.renderers.page import Page

    output = Page(paper="A4", press=False).render(build.article(), photos, daily)
    assert "page-unnumbered" in codes(output)


def test_a_headline_of_eighty_characters_is_broken_and_stays_within_the_page(build, render) -> None:
    title = (build.text(79) + "！").replace("。", "，")
    output = render(build.article(title=title, photos=1), paper="tabloid")
    assert "".join(title.split()) in words(output)
    page = document(output)[0]
    text = page.get_textpage()
    rects = [text.get_rect(number) for number in range(text.count_rects())]
    assert all(left >= 0 and right <= page.get_width() for left, _, right, _ in rects)


def test_twenty_photos_find_their_places(build, render) -> None:
    article = build.article(sections=20, paragraphs=2, photos=20)
    output = render(article, paper="A3", pages=4)
    assert output.main.name == ".page.pdf"
    pages = document(output)
    shown = [item for page in pages for item in page.get_objects() if item.type == 3]
    assert len(shown) == 20
    assert all(f"之{number}。" in words(output) for number in range(20))


def test_a_paragraph_of_twenty_thousand_characters_is_set(build, render) -> None:
    article = build.article(sections=0, photos=0, lead=(build.paragraph(20_000),))
    output = render(article, paper="broadsheet", pages=4)
    text = article.lead[0].content[0].text
    assert output.main.name == ".page.pdf"
    assert all(text[at : at + 8] in words(output) for at in range(0, 19_000, 997))


def test_photos_that_belong_together_stand_beside_each_other(build, render) -> None:
    article = build.article(sections=3, photos=1)
    last = article.sections[-1]
    pair = (figure(5), figure(6), *last.blocks)
    article = admit(replace(article, sections=(*article.sections[:-1], replace(last, blocks=pair))))
    (page,) = document(render(article))
    boxes = sorted(item.get_bounds() for item in page.get_objects() if item.type == 3)
    heights = sorted((round(bottom, 1), round(top, 1)) for _, bottom, _, top in boxes)
    assert len(heights) == 3
    assert any(one == other for one, other in pairwise(heights))


def test_a_photo_crosses_two_columns(build, render) -> None:
    (page,) = document(render(build.article(photos=1, sections=3)))
    (box,) = (item.get_bounds() for item in page.get_objects() if item.type == 3)
    assert box[2] - box[0] > 300


def test_a_box_has_its_ground_and_all_its_words(build, render) -> None:
    items = tuple(Item((Paragraph((Text(f"第{n}条：{build.text(20)}"),)),)) for n in range(4))
    box = Box((Text("数据窗"),), (List(items),))
    article = build.article(sections=2, photos=1, lead=(build.paragraph(), box))
    output = render(article)
    assert "数据窗" in words(output)
    assert all(f"第{n}条：" in words(output) for n in range(4))
    (page,) = document(output)
    grounds = [
        item.get_bounds()
        for item in page.get_objects()
        if item.type == 2 and item.get_bounds()[3] - item.get_bounds()[1] > 60
    ]
    text = page.get_textpage()
    number = text.get_text_range().replace("\r\n", "  ").index("数据窗")
    left, bottom, _, top = text.get_charbox(number)
    assert any(g[0] < left and g[1] < bottom and top < g[3] for g in grounds)


def test_characters_that_no_face_has_are_named(build, render) -> None:
    article = build.article(sections=2, photos=0, deck="灯塔的क")
    with pytest.raises(RenderError, match="क"):
        render(article)


def test_an_article_of_one_word_makes_a_page(render, build) -> None:
    article = build.article(sections=0, photos=0, lead=(Paragraph((Text("完"),)),))
    assert "完" in words(render(article))


def test_a_caption_that_names_the_wrong_side_is_reported(build, render) -> None:
    wrong = replace(figure(0), caption=(Text("下图为灯塔。"),))
    article = build.article(sections=3, photos=0, lead=(wrong, build.paragraph()))
    assert "caption-direction" in codes(render(article))


def test_the_sign_off_breaks_between_its_entries_and_names(build, render) -> None:
    names = tuple(f"林{first}{last}" for first in "海潮汐" for last in "生平安")
    roles = ("策划", "编辑", "美编", "校对", "责编")
    credits = (*(Credit(role, names[:1]) for role in roles), Credit("采写", names))
    output = render(build.article(sections=2, photos=0, credits=credits))
    lines = "\n".join(page.get_textpage().get_text_range() for page in document(output))
    entries = [f"{credit.role}：{credit.names[0]}" for credit in credits]
    assert [text for text in (*entries, *names) if text not in lines] == []
    assert "\u2060" not in lines


@pytest.mark.parametrize("name", ["daily", "quiet"])
def test_marks_in_display_type_take_half_their_width(build, render, name) -> None:
    style = pubkit.load_style(name)
    given = {"title": "在“灯塔”下", "deck": "看“船”来"}
    (page,) = document(render(build.article(sections=1, photos=0, **given), style=style))
    text = page.get_textpage()
    for line, face in (
        (given["title"], style.face(style.font.title, looks.of(style).headline.weight)),
        (given["deck"], style.face(style.font.body, 400)),
    ):
        start = text.get_text_range().index(line)
        boxes = [text.get_charbox(start + at, loose=True) for at in (0, 2, len(line) - 1)]
        size = boxes[1][2] - boxes[1][0]
        assert (boxes[1][0] - boxes[0][0]) / size == pytest.approx(1.5, abs=0.15)  # some are kerned
        ran = (boxes[2][2] - boxes[0][0]) / size
        assert ran == pytest.approx(measure(face)(line), abs=0.3)


def test_an_entry_of_the_sign_off_keeps_to_a_line_that_holds_it(build, render) -> None:
    names = ("林海生", "林潮", "林汐平", "林安")
    credits = (Credit("策划", names), Credit("采写", names))
    output = render(build.article(sections=2, photos=0, source="海岛日报", credits=credits))
    (page,) = document(output)
    text = "".join(page.get_textpage().get_text_range().split("\x02"))
    rows = {"".join(row.split()) for row in text.splitlines()}
    assert {f"{credit.role}：{''.join(names)}" for credit in credits} <= rows


@pytest.mark.parametrize("length", range(14, 19))  # one of them ends near the measure
def test_the_lines_of_the_sign_off_are_not_letterspaced(build, render, length) -> None:
    credit = "图片均由海岛图书馆的全体义工先后提供"[-length:]
    output = render(build.article(sections=2, photos=0, photo_credit=credit))
    (page,) = document(output)
    text = page.get_textpage()
    start = text.get_text_range().index(credit)
    boxes = [text.get_charbox(start + at, loose=True) for at in range(length)]
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    assert max(gaps) < 0.05


@pytest.mark.parametrize(("style", "paper"), [("daily", "tabloid"), ("quiet", "A4")])
@pytest.mark.parametrize("numbering", ["upper-alpha", "cjk"])
def test_section_heads_keep_within_their_column(build, render, style, paper, numbering) -> None:
    article = build.article(sections=14, paragraphs=1, photos=0, numbering=numbering)
    sections = tuple(
        replace(section, heading=(Text("甲" * (6 + at)),))
        for at, section in enumerate(article.sections)
    )
    look = pubkit.load_style(style)
    output = render(replace(article, sections=sections), style=look, paper=paper)
    (page,) = document(output)
    text, middle = page.get_textpage(), page.get_width() / 2
    half = looks.pt(looks.of(look).columns.gap[0]) / 2
    boxes = [
        text.get_charbox(at)
        for at, character in enumerate(text.get_text_range())
        if character == "甲"
    ]
    assert len(boxes) > 90
    assert not [box for box in boxes if box[0] < middle + half and middle - half < box[2]]


def test_a_narrow_column_of_a_table_leaves_its_room_to_the_wide_one() -> None:
    cells = (("场所", "人次", "占比"), ("图书馆、灯塔与码头边的书屋", "321", "15%"))
    header, body = (tuple((Run(text),) for text in row) for row in cells)
    table = Tabular("", header, (body,), ("", "right", "right"))
    wide, *narrow = map(float, re.findall(r"([\d.]+)fr", row(table, 0, 14.0)))
    assert narrow == pytest.approx([2.34, 2.34])
    assert wide == pytest.approx(14 - sum(narrow))


@pytest.mark.parametrize(
    "words", ["码头边的书架", "码头边的书架今天又添了新书", "码头边的书架" * 4]
)
def test_no_section_head_goes_under_its_least_white(daily, words: str) -> None:
    look = looks.of(daily)
    for body, grid in look.grids("A4"):
        proof = Proof(body, grid)
        head = Head("", "A", "、", (Run(words),))
        add_head(proof, 0, head, look, measure(daily.faces[0]))
        (slug,) = proof.slugs
        type_ = max(2 * grid.leading, len(proof.broken[0]) * looks.pt(look.heading.leading))
        assert (slug.lines + slug.spare[0]) * grid.leading - type_ >= looks.pt(look.heading.white)
