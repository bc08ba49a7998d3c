"""A stranger's manuscript: style first, then place, then look, then the galley's rules."""

import io
from pathlib import Path

from PIL import Image
from wordfiles import document, package

import pubkit
from pubkit import walk
from pubkit.model import Article, Box, Credit, Figure, Footnote, List, Paragraph, Subheading, Text
from pubkit.readers.word import WordReader
from pubkit.reading import Manuscript
from pubkit.testing import picture

LONG = "放映队每个月进山一次，银幕挂在晒谷场的两棵老樟树中间，孩子们天没黑就来占位子。"
BOLD, BIG, SMALL = "<w:b/>", '<w:b/><w:sz w:val="40"/>', '<w:sz w:val="18"/>'
CENTRED = '<w:jc w:val="center"/>'
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("T", "新闻标题", ""),
        ("K", "引题", ""),
        ("C", "题注", ""),
    )
)
CHINESE = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NOTE = '<w:footnote w:id="1"><w:p><w:r><w:t>放映队成立于1978年。</w:t></w:r></w:p></w:footnote>'
CALL = '<w:r><w:footnoteReference w:id="1"/></w:r>'


def line(text: str, look: str = "", place: str = "", style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{named}{place}</w:pPr>{run}{more}</w:p>"


def shown(number: int = 1) -> str:
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="p{number}"/></pic:blipFill></pic:pic>'
    words = f'<wp:docPr id="{number}" name="图片 {number}"/>'
    return f"<w:r><w:drawing><wp:inline>{words}{blip}</wp:inline></w:drawing></w:r>"


def read(*lines: str, **parts: str) -> Manuscript:
    """The manuscript of these paragraphs, in which two pictures may stand."""
    media = {f"media/{n}.png": picture(40 + n).data for n in (1, 2)}
    links = {f"p{n}": ("image", f"media/{n}.png") for n in (1, 2)}
    files = document("".join(lines), links=links, media=media, styles=HEADINGS, **parts)
    return WordReader().read(package(files), "x.docx")


def headings(article: Article) -> list[str]:
    return [walk.plain(section.heading) for section in article.sections]


def pictures(article: Article) -> list[tuple[str | None, str, str]]:
    return [(f.photo, walk.plain(f.caption), f.credit) for _, f in walk.figures(article)]


def test_styles_and_the_outline_come_first() -> None:
    found = read(
        line("山村纪事", style="K"),
        line("晒谷场上的电影", style="T"),
        line(LONG),
        line("占位子", style="1"),
        line(LONG),
        line("谁先到", style="2"),
        line(LONG),
    ).article
    assert (found.kicker, found.title) == ("山村纪事", "晒谷场上的电影")
    assert headings(found) == ["占位子"]
    assert found.sections[0].blocks[1] == Subheading((Text("谁先到"),))


def test_the_only_heading_of_the_highest_level_is_the_headline() -> None:
    found = read(line("晒谷场上的电影", style="1"), line("占位子", style="2"), line(LONG)).article
    assert found.title == "晒谷场上的电影"
    assert headings(found) == ["占位子"]


def test_without_styles_the_largest_line_is_the_headline_and_bold_lines_are_headings() -> None:
    found = read(
        line("晒谷场上的电影", BIG, CENTRED),
        line("本报记者 林晓", "", CENTRED),
        line(LONG),
        line("孩子们占位子", BOLD),
        line(LONG),
        line("老人带板凳", BOLD),
        line(LONG),
    ).article
    assert found.title == "晒谷场上的电影"
    assert found.credits == (Credit("本报记者", ("林晓",)),)
    assert headings(found) == ["孩子们占位子", "老人带板凳"]


def test_a_bold_paragraph_stays_a_paragraph() -> None:
    found = read(line("晒谷场上的电影", BIG), line(LONG), line(LONG, BOLD), line(LONG)).article
    assert found.sections == ()
    assert len(found.lead) == 3


def test_headings_that_word_counts_letter_the_sections() -> None:
    found = read(
        line("晒谷场上的电影", style="T"),
        line(LONG),
        line("占位子", BOLD, NUMBERED),
        line(LONG),
        line("散场后", BOLD, NUMBERED),
        line(LONG),
        numbering=CHINESE,
    ).article
    assert headings(found) == ["占位子", "散场后"]
    assert found.numbering == "cjk"


def test_entries_that_word_counts_in_words_keep_them() -> None:
    lines = [line(f"{name}负责挂银幕、接电线，散场后最后走。", "", NUMBERED) for name in "甲乙"]
    found = read(line("晒谷场上的电影", style="T"), line(LONG), *lines, numbering=CHINESE)
    assert [walk.plain(b.content)[:3] for b in found.article.lead[1:]] == ["一、甲", "二、乙"]
    assert {mark.text for mark in found.record.added} == {"一、", "二、"}


def test_a_caption_below_its_picture_gives_up_its_number_and_its_credit() -> None:
    found = read(
        line("晒谷场上的电影", style="T"),
        line(LONG),
        line("", more=shown()),
        line("图1 孩子们围着放映机。林晓 摄", SMALL, CENTRED),
        line(LONG),
    )
    assert pictures(found.article) == [("photos/1.png", "孩子们围着放映机。", "林晓 摄")]
    assert found.assets["photos/1.png"].data == picture(41).data
    assert "图1" in {mark.text for mark in found.record.removed}


def test_captions_above_their_pictures_are_known_by_all_being_so() -> None:
    found = read(
        line("晒谷场上的电影", style="T"),
        line(LONG),
        line("放映机。", style="C"),
        line("", more=shown(1)),
        line("晒谷场。", style="C"),
        line("", more=shown(2)),
        line(LONG),
    ).article
    assert [words for _, words, _ in pictures(found)] == ["放映机。", "晒谷场。"]


def test_a_table_that_puts_pictures_side_by_side_is_undone() -> None:
    row = "".join(f"<w:tc>{line('', more=shown(n))}</w:tc>" for n in (1, 2))
    words = "".join(f"<w:tc>{line(text)}</w:tc>" for text in ("放映机。", "晒谷场。"))
    table = f"<w:tbl><w:tr>{row}</w:tr><w:tr>{words}</w:tr></w:tbl>"
    found = read(line("晒谷场上的电影", style="T"), line(LONG), table, line(LONG)).article
    assert [words for _, words, _ in pictures(found)] == ["放映机。", "晒谷场。"]


def test_a_picture_that_stands_twice_is_kept_once() -> None:
    found = read(line("电影", style="T"), line(LONG), *[line("", more=shown())] * 2, line(LONG))
    assert list(found.assets) == ["photos/1.png"]


def test_one_cell_is_a_box() -> None:
    table = f"<w:tbl><w:tr><w:tc>{line(LONG)}</w:tc></w:tr></w:tbl>"
    found = read(line("晒谷场上的电影", style="T"), line(LONG), table).article
    assert found.lead[1] == Box((), (Paragraph((Text(LONG),)),))


def test_a_footnote_stands_where_it_is_called() -> None:
    text = line(LONG, more=CALL)
    found = read(line("晒谷场上的电影", style="T"), text, footnotes=NOTE).article
    note = Footnote((Text("放映队成立于1978年。"),))
    assert found.lead == (Paragraph((Text(LONG), note)),)


def test_bullets_are_a_list() -> None:
    bullet = CHINESE.replace("chineseCountingThousand", "bullet").replace("%1、", "•")
    lines = [line(text, "", NUMBERED) for text in ("银幕", "发电机")]
    found = read(line("电影", style="T"), line(LONG), *lines, line(LONG), numbering=bullet).article
    assert isinstance(found.lead[1], List)
    assert len(found.lead[1].items) == 2


def test_every_paragraph_has_its_decision() -> None:
    found = read(line("晒谷场上的电影", style="T"), line(LONG), line("", more=shown()), line(LONG))
    assert [(d.kind, d.lines) for d in found.record.decisions] == [
        ("title", (1,)),
        ("paragraph", (2,)),
        ("caption", (3,)),
        ("paragraph", (4,)),
    ]
    assert isinstance(found.article.lead[1], Figure)
    assert found.lines["lead[2]"] == 4


def test_a_picture_is_shown_without_its_private_data(tmp_path: Path) -> None:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of Lin Xiao"
    Image.new("RGB", (40, 30)).save(stream, "JPEG", exif=exif)
    body = line("电影", style="T") + line(LONG) + line("", more=shown())
    links = {"p1": ("image", "media/1.jpeg")}
    files = document(body, links=links, media={"media/1.jpeg": stream.getvalue()}, styles=HEADINGS)
    (tmp_path / "a.docx").write_bytes(package(files))
    reading = pubkit.read(tmp_path / "a.docx")
    assert b"Camera of Lin Xiao" not in reading.assets["photos/1.jpg"].data
