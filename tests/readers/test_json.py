"""article.json: what is wrong is said with its place."""

import json

import pytest

from pubkit.errors import ModelError, ReadError
from pubkit.model import Article, Paragraph, Text
from pubkit.notation import load
from pubkit.readers.json import JsonReader


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        JsonReader().read(data, "a.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            '{"title": "题",\n "deck" "副"}',
            "a.json:2:9: the file is not JSON (Expecting ':' delimiter); correct it here",
        ),
        (
            '{"title": "一", "title": "二"}',
            "a.json: the key 'title' is written twice in one object; keep one",
        ),
        ('{"title": "一", "x": NaN}', "a.json: NaN is no JSON; write a number"),
        ("[]", "a.json: article: Expected `object`, got `array`"),
        ("{}", "a.json: article: Object missing required field `title`"),
        (
            '{"title": "题", "kiker": "眉"}',
            "a.json: article: Object contains unknown field `kiker` (did you mean 'kicker'?)",
        ),
        (
            '{"title": "题", "lead": [{"type": "paragraph", "contents": []}]}',
            "a.json: lead[0]: Object contains unknown field `contents` (did you mean 'content'?)",
        ),
        (
            '{"title": "题", "sections": [{"heading": [], "id": "9"}]}',
            "a.json: sections[0].id: Expected `str` matching regex '^([A-Za-z][A-Za-z0-9_.-]*)?$'",
        ),
        ("[" * 100_000, "a.json nests too deeply to be read; flatten it"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(data: str, sentence: str) -> None:
    assert refusal(data.encode()) == sentence


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    assert refusal(b"{\n" + "题".encode("gbk")) == (
        "a.json:2: the file is not UTF-8; save it as UTF-8"
    )


def test_illegal_characters_are_removed_and_marked_with_their_node() -> None:
    content = [{"type": "text", "text": "甲\x00\ud800乙"}]
    data = {"title": "题", "lead": [{"type": "paragraph", "content": content}]}
    found = JsonReader().read(json.dumps(data).encode(), "a.json")
    assert found.article == Article(title="题", lead=(Paragraph((Text("甲乙"),)),))
    assert [str(notice) for notice in found.notices] == [
        "warning illegal-characters at lead[0].content[0].text: "
        "U+0000, U+D800 cannot be published and was removed."
    ]


def test_loading_what_is_no_json_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="not JSON"):
        load(b"{")
