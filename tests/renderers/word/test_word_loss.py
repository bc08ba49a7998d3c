"""What Word cannot show is a notice, and the words stay."""

import io

import docx
import pytest

import pubkit
from pubkit.model import (
    Article,
    Block,
    Figure,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Sub,
    Sup,
    Text,
)
from pubkit.renderers.word import Docx


def rendered(style: pubkit.Style, *blocks: Block, **fields: object) -> pubkit.Output:
    return Docx().render(pubkit.admit(Article(title="题", lead=blocks, **fields)), {}, style)


def shown(output: pubkit.Output) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(output.main.data)).paragraphs)


def codes(output: pubkit.Output) -> list[str]:
    return [f"{n.severity} {n.code} {n.where}" for n in output.notices]


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "file:///etc/passwd", "C:\\x", "http://[bad", "http://", "elsewhere"],
)
def test_an_unsafe_or_broken_link_is_text_with_a_notice(style, href) -> None:
    output = rendered(style, Paragraph((Link(href, (Text("此处"),)),)))
    assert codes(output) == ["warning link-scheme lead[0].content"]
    assert "此处" in shown(output)
    assert b"alert" not in output.main.data


def test_a_link_to_nothing_in_the_article_is_text_with_a_notice(style) -> None:
    output = rendered(style, Paragraph((Link("#nowhere", (Text("此处"),)),)))
    assert codes(output) == ["warning link-anchor lead[0].content"]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://例子.测试/路 径?q=100%", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%20%E5%BE%84?q=100%25"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../b", "https://example.org/b"),
        ("\u3000b", "https://example.org/a/%E3%80%80b"),
        ("\xa0b ", "https://example.org/a/%C2%A0b"),
        ("https://example.org/%E8%B7%AF", "https://example.org/%E8%B7%AF"),
    ],
)  # fmt: skip
def test_a_target_is_written_as_the_uri_that_word_insists_on(style, href, target) -> None:
    link = Paragraph((Link(href, (Text("此处"),)),))
    output = rendered(style, link, url="https://example.org/a/")
    found = docx.Document(io.BytesIO(output.main.data))
    (address,) = [h.address for p in found.paragraphs for h in p.hyperlinks]
    assert (address, output.notices) == (target, ())


def test_a_photo_that_is_awaited_or_missing_keeps_its_place_and_words(style) -> None:
    awaited = Figure(None, (Text("新馆。"),), "供图", "三层楼")
    missing = Figure("lost.jpg", (Text("旧馆。"),), "翻拍", "平房")
    output = rendered(style, awaited, missing)
    assert output.notices == ()
    assert "照片待补\n三层楼\n图1\u3000新馆。 供图\n照片待补\n平房\n图2\u3000旧馆。 翻拍" in shown(
        output
    )


def test_a_photo_that_cannot_be_converted_is_an_error_not_a_crash(style) -> None:
    broken = pubkit.Asset(b"RIFF....WEBPbroken", "image/webp", 10, 10)
    article = pubkit.admit(Article(title="题", lead=(Figure("a.webp", (Text("图。"),)),)))
    output = Docx().render(article, {"a.webp": broken}, style)
    assert codes(output) == ["error photo-unusable lead[0]"]
    assert "照片待补" in shown(output)


def test_numbers_beyond_words_own_are_typed(style) -> None:
    output = rendered(style, List((Item((Paragraph((Text("很晚。"),)),)),), True, 999_999_999))
    assert codes(output) == ["info list-number lead[0]"]
    assert "999999999.\t很晚。" in shown(output)


def test_a_subscript_in_a_superscript_is_reported(style) -> None:
    output = rendered(style, Paragraph((Sup((Text("a"), Sub((Text("b"),)))),)))
    assert codes(output) == ["warning script-nested lead[0].content"]


def test_a_photo_within_a_quotation_stays_there(style) -> None:
    output = rendered(style, Quote((Figure(None, (Text("图。"),), place="wide"),)))
    assert codes(output) == ["info photo-place lead[0].blocks[0]"]


def test_a_wrong_language_tag_is_reported_and_replaced(style) -> None:
    output = rendered(style, Paragraph((Text("一句。"),)), lang="not a tag")
    assert codes(output) == ["warning language-tag lang"]
    assert docx.Document(io.BytesIO(output.main.data)).core_properties.language == "zh-CN"


def test_an_english_article_gets_english_words_and_no_chinese_marks(style) -> None:
    figure = Figure(None, (Text("The “new” wing."),))
    output = rendered(style, figure, lang="en-GB", photo_credit="The Society")
    assert "Photo to come\nFigure 1  The “new” wing." in shown(output)
    found = docx.Document(io.BytesIO(output.main.data))
    assert "hint" not in found.element.xml
