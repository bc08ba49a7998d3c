"""Plain text and article.json."""

import json

import pytest

from pubkit import registry
from pubkit.errors import ReadError, UnknownName
from pubkit.extract import Extractor
from pubkit.extractors.json import JsonExtractor
from pubkit.extractors.text import TextExtractor


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_lines_of_a_text_stand_as_typed(encoding: str) -> None:
    data = "标题\r\n\r\n　　春  雨\n \n尾".encode(encoding)
    assert TextExtractor().extract(data, {}).lines == ("标题", "　　春  雨", "尾")


def test_the_cells_of_a_row_are_lines_of_their_own() -> None:
    assert TextExtractor().extract("甲\t\t乙 丙\n丁".encode(), {}).lines == ("甲", "乙 丙", "丁")


@pytest.mark.parametrize("data", [b"\xd6\xd0", b"charset=hex \xff", b"charset=none \xff"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="UTF-8"):
        TextExtractor().extract(data, {})


def test_a_text_may_say_its_encoding() -> None:
    data = "charset=gb18030\n春".encode("gb18030")
    assert TextExtractor().extract(data, {}).lines[1] == "春"


def text(words: str) -> list[object]:
    return [{"type": "text", "text": words}]


def test_an_article_is_walked_in_reading_order() -> None:
    note = {"type": "footnote", "content": text("注")}
    link = {"type": "link", "href": "https://a.b", "content": text("链")}
    cells = {"type": "table", "header": [text("甲"), text("乙")], "rows": [[text("丙"), []]]}
    photo = {
        "type": "figure",
        "photo": "a.png",
        "caption": text("图说"),
        "credit": "供图",
        "alt": "x",
    }
    items = [{"blocks": [{"type": "paragraph", "content": text("条")}]}]
    line = [*text("春"), note, {"type": "break"}, link]
    article = {
        "title": "题", "kicker": "眉", "deck": "副", "photo_credit": "全",
        "credits": [{"role": "文", "names": ["林晓"]}],
        "lead": [photo, {"type": "paragraph", "content": line}],
        "sections": [{"heading": text("节"), "blocks": [
            cells,
            {"type": "quote", "blocks": [{"type": "list", "items": items}]},
            {"type": "box", "title": text("窗"), "blocks": []},
        ]}],
    }  # fmt: skip
    found = JsonExtractor().extract(json.dumps(article).encode(), {"a.png": b"a"})
    assert found.lines == (
        "眉", "题", "副", "文", "林晓", "图说", "供图", "春\n链", "注", "节", *"甲乙丙条窗全",
    )  # fmt: skip
    assert [(x.data, x.name, x.line, x.alt) for x in found.pictures] == [(b"a", "a.png", 5, "x")]
    assert found.links == ("https://a.b",)


@pytest.mark.parametrize(
    "data",
    ["", "{", "[]", '{"title": 1}', '{"lead": [{"type": "poem"}]}', '{"lead": {"type": "list"}}',
     '{"lead": [{"type": "paragraph", "content": [7]}]}', "[" * 100_000, "9" * 10_000],
)  # fmt: skip
def test_what_is_no_article_is_refused(data: str) -> None:
    with pytest.raises(ReadError, match=r"article\.json"):
        JsonExtractor().extract(data.encode(), {})


def test_an_extractor_is_found_by_its_media_type() -> None:
    found = registry.extractor_for("Text/HTML; charset=utf-8")
    assert isinstance(found, Extractor)
    assert found.name == "html"
    with pytest.raises(UnknownName, match="text/css"):
        registry.extractor_for("text/css")
