"""Files that are no page, or hardly one: an article or one sentence, never anything else."""

import codecs
import io
import re
import zipfile

import pytest

from bench.galley.account import said
from pubkit.errors import ReadError
from pubkit.model import Article
from pubkit.readers.galley import GalleyReader
from pubkit.reading import Manuscript
from pubkit.testing import picture

PAGE = (
    "渡口的四季\n\n——河湾村纪事\n\n"
    "清晨六点，渡口的雾还没有散，老船工已经把缆绳解开。“今年的水比往年涨得早。”他说。\n\n"
    "对岸的学校还在放假，几个孩子坐在石阶上，等第一班船把邮包送来。\n"
)
NO_PAGES = {
    "empty": b"",
    "white space": "  \n\u3000\u3000\r\n\t\n".encode(),
    "only a byte order mark": codecs.BOM_UTF8,
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "bytes at random": bytes((7 * n * n + 3 * n) % 256 for n in range(4096)),
    "UTF-8 with bytes that are none": PAGE.encode().replace(b"\n\n", b"\n\xff\xfe\xff\n"),
}


def read(data: bytes) -> Manuscript:
    return GalleyReader().read(data, "page.txt")


def everything(article: Article) -> str:
    """All its words, in one string."""
    return "".join(said(article))


@pytest.mark.parametrize("kind", NO_PAGES)
def test_what_is_no_page_is_refused_in_one_sentence(kind: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(NO_PAGES[kind])
    sentence = str(refused.value)
    assert sentence.startswith("page.txt")
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_a_zip_file_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("page.txt", PAGE)
    with pytest.raises(ReadError, match="no text"):
        read(stream.getvalue())


def test_a_photo_is_refused() -> None:
    with pytest.raises(ReadError, match="no text"):
        read(picture().data)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + PAGE.encode(),
        codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
    ],
    ids=["UTF-8 marked", "UTF-16 LE marked", "UTF-16 BE marked", "UTF-16 LE", "UTF-16 BE"],
)
def test_unicode_is_read_in_every_form(data: bytes) -> None:
    assert read(data).article == read(PAGE.encode()).article


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", PAGE),
        ("gb18030", PAGE + "𠮷与€\n"),
        ("big5", "渡口的四季\n\n清晨六點，渡口的霧還沒有散，老船工已經把纜繩解開了。\n\n" * 2),
    ],
)
def test_an_older_encoding_is_read_and_named(encoding: str, text: str) -> None:
    made = read(text.encode(encoding))
    assert made.article == read(text.encode()).article
    assert any(encoding in notice.text.lower().replace(" ", "") for notice in made.notices)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(end: str) -> None:
    assert read(PAGE.replace("\n", end).encode()).article == read(PAGE.encode()).article


# ── pages that hardly are any ───────────────────────────────────────────────────────────────


def test_one_line_of_five_megabytes_is_an_article() -> None:
    line = "清晨六点，渡口的雾还没有散，" * 120_000
    made = read(line.encode())
    assert line in everything(made.article)


@pytest.mark.parametrize("piece", ["字", "1", "a@", "2026年", "我们", "（", "“"])
def test_a_long_line_without_punctuation_is_read_at_once(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    assert line in everything(read(f"渡口的四季\n\n{line}".encode()).article)


def test_five_megabytes_of_paragraphs_are_an_article() -> None:
    paragraph = "老船工把缆绳解开，孩子们坐在石阶上，等第一班船把邮包送来。"
    made = read(("渡口的四季\n\n" + f"{paragraph}\n\n" * 55_000).encode())
    assert made.article.title == "渡口的四季"
    assert everything(made.article).count(paragraph) == 55_000


@pytest.mark.parametrize(
    "text",
    [
        "渡口",
        "渡口的四季\n\nA 春水\n\nB 夏夜\n\nC 秋收\n\nD 冬藏\n",
        "孩子们围着银幕坐了一圈。\n河湾镇文化站供图\n\n\n\n图为夜校的课堂。苏禾 摄\n",
        "清晨六点，渡口的雾还没有散，老船工已经把缆绳解开，等第一班船的人在石阶上坐着。\n\n" * 3,
        "Down by the River\n\nBy Ann Lee\n\nThe ferry left at six. Nobody was on board.\n\n"
        "Low Water\n\n“It was never so early,” the ferryman said, and cast off.\n",
        "\n" * 10_000 + "渡口的四季\n\n清晨六点，渡口的雾还没有散。\n" + "\n" * 10_000,
        "（撰文/苏禾 江一帆）\n",
        "来源：河湾日报\n日期：2026-05-06\n",
        "。\n",
        "A\n\nB\n\nC\n",
        "\u200b\n渡口\x01的四季\x07\n",
    ],
    ids=[
        "one word", "only headings", "only captions", "no title", "English", "10,000 blank lines",
        "only a byline", "only source and date", "one mark", "only letters", "controls",
    ],
)  # fmt: skip
def test_every_text_is_an_article_with_a_title(text: str) -> None:
    made = read(text.encode())
    words = re.findall(r"[\u3400-\u9fffA-Za-z]{2,}", text)
    kept = everything(made.article) + "".join(r.text for r in made.record.removed)
    assert made.article.title.strip()
    assert all(word in kept for word in words)


def test_a_page_without_a_title_says_so() -> None:
    text = "清晨六点，渡口的雾还没有散，老船工已经把缆绳解开，等船的人在石阶上坐着。\n\n" * 3
    assert any("title" in notice.code for notice in read(text.encode()).notices)
