"""House templates: whose styles, page, heads and feet a document takes."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

import pubkit
from pubkit.renderers.word import Docx
from pubkit.testing import picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def template() -> bytes:
    """A paper's own: a wide margin, a head with its emblem, a list, a heading of 21 points."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(40)
    head = section.header.paragraphs[0]
    head.text = "海岛日报稿纸"
    head.add_run().add_picture(io.BytesIO(picture(30, 20).data), width=Mm(8))
    made.styles["Heading 1"].font.size = Pt(21)
    own = made.styles.add_style("署名", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(13)
    made.add_paragraph("样张", style="List Number")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def made(article, assets, style, template) -> pubkit.Output:
    return Docx(reference=template).render(article, assets, style)


@pytest.fixture(scope="module")
def found(made):
    return docx.Document(io.BytesIO(made.main.data))


def test_styles_are_found_by_name_in_whatever_language(found) -> None:
    (byline,) = [p for p in found.paragraphs if p.text.startswith("林晓")]
    assert byline.style.name == "署名"
    heads = [p for p in found.paragraphs if p.style.name == "Heading 1"]
    assert len(heads) == 3
    assert heads[0].style.font.size.pt == 21


def test_what_the_template_lacks_is_named_and_looks_as_in_the_style(made, found, style) -> None:
    (notice,) = made.notices
    assert (notice.code, notice.severity) == ("style-missing", "warning")
    assert "'Kicker'" in notice.text
    assert "'Byline'" not in notice.text
    (kicker,) = [p for p in found.paragraphs if p.text == "海岛札记"]
    assert kicker.style.name == "Kicker"
    assert kicker.style.base_style.name == "Normal"
    assert kicker.style.font.color.rgb == docx.shared.RGBColor.from_string(style.color.accent[1:])


def test_nothing_is_silently_normal(found) -> None:
    named = {style.style_id for style in found.styles}
    for paragraph in found.element.body.iter(f"{W}p"):
        (style,) = paragraph.findall(f"{W}pPr/{W}pStyle")
        assert style.get(f"{W}val") in named - {"Normal"}


def test_page_and_running_head_are_the_templates(found) -> None:
    assert {round(section.left_margin.mm) for section in found.sections} == {40}
    (head, *_) = found.sections[0].header.paragraphs
    assert head.text == "海岛日报稿纸"
    assert len(found.sections[0].header.part.related_parts) == 1


def test_lists_of_both_have_numbers_of_their_own(found) -> None:
    root = found.part.numbering_part.element
    numbers = [node.get(f"{W}numId") for node in root.iter(f"{W}num")]
    assert len(numbers) == len(set(numbers))
    used = {
        node.get(f"{W}val")
        for paragraph in found.element.body.iter(f"{W}p")
        for node in paragraph.iter(f"{W}numId")
    }
    assert used <= set(numbers)
    assert len(used) == 5


def test_a_template_may_call_its_styles_anything(article, assets, style, template) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                data = data.replace(b'w:val="heading 1"', 'w:val="标题 1"'.encode())
                data = data.replace(b'w:val="caption"', 'w:val="题注"'.encode())
                data = data.replace(b'w:styleId="Quote"', b'w:styleId="a7"')
                data = data.replace(b'w:styleId="BodyText2"', b'w:styleId="Kicker"')
            new.writestr(name, data)
    output = Docx(reference=stream.getvalue()).render(article, assets, style)
    root = docx.Document(io.BytesIO(output.main.data))
    styles = {p.text[:3]: (p.style.name, p.style.style_id) for p in root.paragraphs}
    assert styles["图1\u3000"] == ("题注", "Caption")
    assert styles["“灯亮"] == ("Quote", "a7")
    assert styles["海岛札"] == ("Kicker", "PubkitKicker")


@pytest.mark.parametrize("data", [b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_template_is_told_in_one_sentence(article, style, data) -> None:
    with pytest.raises(pubkit.RenderError, match="the reference document"):
        Docx(reference=data).render(article, {}, style)


def test_the_open_xml_validator_finds_nothing_in_either_layout(
    article, assets, style, template, validated
) -> None:
    for layout in ("news", "manuscript", "gongwen"):
        output = Docx(layout=layout, reference=template).render(article, assets, style)
        assert validated(output.main.data) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'w:left="\d+"', b'w:left="99999999999"'),
        (rb'w:left="\d+"', b'w:left="inf"'),
        (rb'w:top="\d+"', b'w:top="-1440"'),
        (rb"<w:cols [^>]*>", b'<w:cols w:num="999" w:space="x"/>'),
        (rb"<w:pgSz [^>]*>", b""),
        (rb"<w:sectPr.*</w:sectPr>", b""),
        (rb'r:id="[^"]*"', b'r:id="gone"'),
    ],
)
def test_a_template_with_odd_pages_still_serves(article, assets, template, old, new) -> None:
    data = changed(template, "word/document.xml", old, new)
    output = Docx(reference=data).render(article, assets, pubkit.load_style("daily"))
    assert docx.Document(io.BytesIO(output.main.data)).paragraphs


def changed(package: bytes, part: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as was, zipfile.ZipFile(stream, "w") as made:
        for name in was.namelist():
            data = was.read(name)
            made.writestr(name, re.sub(old, new, data, flags=re.S) if name == part else data)
    return stream.getvalue()
