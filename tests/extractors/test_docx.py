"""Word files made by hand: what of them is text, picture, link."""

import io
import zipfile

import pytest

from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.word import DocxExtractor

OFFICE = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{OFFICE}/drawingml/2006/main" '
    f'xmlns:pic="{OFFICE}/drawingml/2006/picture" '
    f'xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATION = f"{OFFICE}/officeDocument/2006/relationships"


def rels(*relations: str) -> str:
    inside = "".join(relations)
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'


def rel(number: str, kind: str, target: str, mode: str = "") -> str:
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{number}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'


def package(body: str, *relations: str, **parts: str | bytes) -> bytes:
    """A Word file; the other parts are named without folder and suffix."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", rels(rel("r0", "officeDocument", "word/document.xml")))
        archive.writestr("word/_rels/document.xml.rels", rels(*relations))
        root = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", root)
        for name, content in parts.items():
            part = content
            if isinstance(content, str):
                part = f"<w:{name} {SPACES}>{content}</w:{name}>"
            archive.writestr(f"word/{name}.xml", part)
    return stream.getvalue()


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def r(text: str, look: str = "") -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(instruction: str, result: str) -> str:
    return char("begin") + code(instruction) + char("separate") + r(result) + char("end")


def drawing(relation: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(inside: str) -> str:
    return f"<w:txbxContent>{inside}</w:txbxContent>"


def read(*given: str, **parts: str | bytes) -> Extract:
    return DocxExtractor().extract(package(*given, **parts), {})


def lines(*given: str, **parts: str | bytes) -> tuple[str, ...]:
    return read(*given, **parts).lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("春") + r(" 雨")) + p("") + p(r("谷")), ("春 雨", "谷")),
        (p(r("春") + "<w:r><w:br/></w:r>" + r("雨")), ("春\n雨",)),
        (p("<w:r><w:t>A</w:t><w:tab/><w:noBreakHyphen/></w:r>"), ("A\t\u2011",)),
        (p("<w:r><w:t> 春 雨 </w:t></w:r>"), ("春 雨",)),
        (p(r("图") + field("SEQ 图", "1") + r("　春雨")), ("图1　春雨",)),
        (p(r("春<!-- 夏 -->雨")), ("春雨",)),
    ],
    ids=["blocks", "break", "marks", "space-not-kept", "field", "comment"],
)
def test_a_paragraph_is_a_line(body: str, expected: tuple[str, ...]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:del><w:r><w:delText>夏</w:delText></w:r></w:del>",
        f"<w:del>{r('夏')}</w:del>",
        f"<w:moveFrom>{r('夏')}</w:moveFrom>",
        r("夏", "<w:vanish/>"),
        r("夏", '<w:rStyle w:val="ghost"/>'),
        r("夏", '<w:rStyle w:val="child"/>') * 2,
        field("XE 夏", ""),
        f"{char('begin')}{r('夏')}{char('separate')}{char('end')}",
    ],
)
def test_what_nobody_sees_is_no_line(hidden: str) -> None:
    styles = (
        '<w:style w:styleId="ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="child"><w:basedOn w:val="ghost"/></w:style>'
    )
    body = p(r("春") + hidden + r("秋"))
    assert lines(body, rel("s", "styles", "styles.xml"), styles=styles) == ("春秋",)


def test_what_was_inserted_or_switched_on_again_is_seen() -> None:
    seen = f"<w:ins>{r('春')}</w:ins>" + r("秋", '<w:vanish w:val="0"/>')
    assert lines(p(seen)) == ("春秋",)


def test_headers_and_comments_are_no_lines() -> None:
    body = p(r("春") + '<w:r><w:commentReference w:id="1"/></w:r>')
    related = (rel("h", "header", "hdr.xml"), rel("c", "comments", "comments.xml"))
    assert lines(body, *related, hdr=p(r("眉")), comments=p(r("批"))) == ("春",)


def test_a_note_stands_behind_the_line_that_calls_it_and_once() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = "<w:r><w:footnoteRef/></w:r>" + r(" ") + r("注一")
    notes = f'<w:footnote w:id="2">{p(own)}{p(r("又一段"))}</w:footnote>'
    notes += f'<w:footnote w:id="3">{p(r("没有人问"))}</w:footnote>'
    body = p(r("春") + mark + r("雨")) + p(r("夏") + mark)
    related = rel("f", "footnotes", "footnotes.xml")
    assert lines(body, related, footnotes=notes) == ("春雨", "注一", "又一段", "夏")


def test_cells_follow_each_other_row_by_row() -> None:
    cells = [[f"<w:tc>{p(r(text))}</w:tc>" for text in row] for row in ("甲乙", "丙丁")]
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    assert lines(f"<w:tbl>{rows}</w:tbl>" + p(r("后"))) == (*"甲乙丙丁", "后")


def test_a_text_box_stands_once_where_it_is_anchored() -> None:
    forms = (
        f"<mc:AlternateContent><mc:Choice>{text_box(p(r('框')))}</mc:Choice>"
        f"<mc:Fallback>{text_box(p(r('框')))}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(p(r("前") + f"<w:r>{forms}</w:r>" + r("后")) + p(r("末"))) == ("前后", "框", "末")


def test_pictures_come_in_order_with_bytes_words_and_place() -> None:
    body = p(r("春")) + p(drawing("i2", "二")) + p(r("图说")) + p(drawing("i1") + r("夏"))
    found = read(
        body,
        rel("i1", "image", "a.xml"),
        rel("i2", "image", "/word/b.xml"),
        a=b"first",
        b=b"second",
    )
    assert [(x.data, x.alt, x.line) for x in found.pictures] == [
        (b"second", "二", 1),
        (b"first", "", 2),
    ]
    assert found.lines == ("春", "图说", "夏")


def test_a_picture_that_is_only_linked_has_a_name() -> None:
    blip = '<w:r><w:drawing><a:blip r:link="i"/></w:drawing></w:r>'
    (picture,) = read(p(blip), rel("i", "image", "https://a.b/c.png", "External")).pictures
    assert (picture.data, picture.name) == (None, "https://a.b/c.png")


def test_links_are_hyperlinks_and_fields() -> None:
    body = p(
        f'<w:hyperlink r:id="h" w:anchor="top">{r("一")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="sec">{r("二")}</w:hyperlink>'
        + field('HYPERLINK "https://a.b/三" \\l "x"', "三")
        + field('HYPERLINK \\l "y"', "四")
        + f'<w:fldSimple w:instr="HYPERLINK https://a.b/5">{r("五")}</w:fldSimple>'
    )
    found = read(body, rel("h", "hyperlink", "https://a.b/1", "External"))
    assert found.links == (
        "https://a.b/1#top", "#sec", "https://a.b/三#x", "#y", "https://a.b/5",
    )  # fmt: skip
    assert found.lines == ("一二三四五",)


# ── built to harm ───────────────────────────────────────────────────────────────────────────

BOMB = "<!DOCTYPE w [" + '<!ENTITY a "aaaaaaaaaa">' + "]>"


@pytest.mark.parametrize(
    "data",
    [
        package("", rel("f", "footnotes", "footnotes.xml"), footnotes=f"{BOMB}<w/>".encode()),
        package("", rel("f", "footnotes", "footnotes.xml"), footnotes=b"<w"),
        package("")[:-40],
        package("").replace(b"word/document.xml", b"word/dokument.xml"),
        b"PK\x03\x04",
    ],
    ids=["entities", "broken-part", "cut", "renamed", "no-zip"],
)
def test_a_harmful_or_broken_package_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        DocxExtractor().extract(data, {})


def test_a_bomb_is_not_unpacked() -> None:
    related = rel("f", "footnotes", "footnotes.xml")
    with pytest.raises(ReadError, match="unpacks to more"):
        read("", related, footnotes=b" " * 40_000_000)


def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(package(p(r("春"))))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<other/>")
    with pytest.raises(ReadError, match="one name"):
        DocxExtractor().extract(stream.getvalue(), {})
