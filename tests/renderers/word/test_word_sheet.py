"""word.toml: a mistake in it is told with its place."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Text
from pubkit.renderers.word import Docx, sheet

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


def test_a_letter_does_not_switch_off_the_bold_of_its_heading(style) -> None:
    """What both a paragraph's and a character's style set bold, Word sets plain (§17.7.3)."""
    look = sheet.of(style)
    assert not (look.paragraph["Heading 1"].bold and look.character["Section Label"].bold)


def test_only_the_package_is_left_to_python_docx() -> None:
    """Its body building is an order slower, and its default template is not ours."""
    folder = Path(pubkit.__file__).parent / "renderers" / "word"
    allowed = re.compile(r"docx\.(opc(\..*)?|package|oxml\.coreprops)")
    template = {"house.py": {"lxml"}, "adoption.py": {"lxml"}}  # parts made by others
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        used |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        foreign = {name for name in used if name.split(".")[0] in ("docx", "lxml", "PIL")}
        foreign -= template.get(path.name, set())
        assert all(map(allowed.fullmatch, foreign)), path.name
