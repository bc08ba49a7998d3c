"""word.toml: a mistake in it is told with its place."""

from dataclasses import replace
from pathlib import Path

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Text
from pubkit.renderers.word import Docx

ARTICLE = pubkit.admit(Article(title="题", lead=(Paragraph((Text("一句。"),)),)))


def with_sheet(style: pubkit.Style, old: str, new: str) -> pubkit.Style:
    text = style.sheet("word.toml")
    assert old in text
    return replace(style, sheets={"word.toml": text.replace(old, new, 1)})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[paragraph.Title]", "[paragraph.Titel]", "'Titel' (did you mean 'Title'?)"),
        ("[character.Code]", "[character.Strong2]", "no style is called 'Strong2'"),
        ("[paragraph.Title]", "[paragraph.Title]\nsiz = '2pt'", "unknown field `siz`"),
        ("indent = 2", "indent = 'two'", "$.paragraph"),
        ("[furniture]", "[furniture", "word.toml: "),
    ],
)  # fmt: skip
def test_a_mistake_names_the_file_and_the_entry(style, old, new, message) -> None:
    with pytest.raises(pubkit.StyleError) as caught:
        Docx().render(ARTICLE, {}, with_sheet(style, old, new))
    assert message in str(caught.value)
    assert f"styles/{style.name}/word.toml" in str(caught.value)


def test_a_style_without_word_toml_says_so(style) -> None:
    with pytest.raises(pubkit.StyleError, match=r"has no word\.toml"):
        Docx().render(ARTICLE, {}, replace(style, sheets={}))


def test_rendering_needs_only_the_standard_library_and_msgspec() -> None:
    folder = Path(pubkit.__file__).parent / "renderers" / "word"
    heavy = ("import lxml", "from lxml", "import docx", "from docx", "import PIL", "from PIL")
    for path in folder.glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.strip().startswith(heavy)], path.name
