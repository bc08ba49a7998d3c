"""Styles: tokens, stylesheets, fonts."""

import dataclasses
from pathlib import Path

import pytest

import pubkit
from pubkit import style as styles
from pubkit.errors import StyleError, UnknownName
from pubkit.testing import sample, sample_assets
from pubkit.workspace.styles import _shipped

DAILY = _shipped() / "daily" / "style.toml"


def parsed(toml: str = "", sheet: str = "") -> pubkit.Style:
    return styles.parse(
        "mine", toml or DAILY.read_text("utf-8"), {"print.css": sheet}, lambda file: lambda: b""
    )


def test_two_styles_are_shipped() -> None:
    assert set(pubkit.styles()) >= {"daily", "quiet"}


def test_a_token_is_put_into_every_stylesheet() -> None:
    recoloured = DAILY.read_text("utf-8").replace("#B4282D", "#0A7B3C")
    look = parsed(recoloured, "h2 { color: var(--color-accent); margin: var( --page-gap ) }")
    assert look.sheet("print.css") == "h2 { color: #0A7B3C; margin: 21pt }"


def test_the_hash_follows_tokens_sheets_and_fonts_and_nothing_else() -> None:
    look = parsed(sheet="h2 {}")
    renamed = dataclasses.replace(look, name="yours", description="Another.", place="/elsewhere")
    assert renamed.sha256 == look.sha256
    face = dataclasses.replace(look.faces[0], load=lambda: b"drawn anew")
    others = (
        parsed(DAILY.read_text("utf-8").replace("#B4282D", "#0A7B3C"), "h2 {}"),
        parsed(sheet="h2 { }"),
        dataclasses.replace(look, faces=(face, *look.faces[1:])),
    )
    assert len({look.sha256, *(other.sha256 for other in others)}) == 4


def test_a_font_that_is_missing_stops_only_those_who_want_it() -> None:
    look = parsed()
    face = dataclasses.replace(look.faces[0], load=_missing)
    assert len(dataclasses.replace(look, faces=(face,)).sha256) == 64


def _missing() -> bytes:
    raise StyleError("the font is not there")


def test_no_stylesheet_writes_a_colour_of_its_own(style: pubkit.Style) -> None:
    folder = pubkit.styles()[style.name]
    tokens = (folder / "style.toml").read_text("utf-8")
    for path in folder.iterdir():
        if path.name != "style.toml":
            assert style.color.accent.lower() not in path.read_text("utf-8").lower(), path.name
    assert style.color.accent in tokens


@pytest.mark.parametrize(
    ("toml", "sheet", "message"),
    [
        (
            "",
            "a {\n color: var(--color-acent) }",
            "print.css:2: unknown token 'color-acent' (did you",
        ),
        ("accent =", "", "style.toml: Invalid value"),
    ],
)
def test_a_fault_is_named_with_its_place(toml: str, sheet: str, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        parsed(toml, sheet).sheet("print.css")
    assert message in str(caught.value)


def test_an_unknown_token_is_named_with_the_likely_one() -> None:
    toml = DAILY.read_text("utf-8").replace("accent =", "acent =", 1)
    with pytest.raises(
        StyleError, match=r"unknown token 'color.acent' \(did you mean 'accent'\?\)"
    ):
        parsed(toml)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"#B4282D"', '"red"', "style.toml: color.accent: Expected a colour such as #B4282D"),
        (
            '"28pt"',
            '"2em"',
            "style.toml: size.title: Expected a length such as 10.5pt, 28mm or 16px",
        ),
        ("columns = 2", "columns = 0", "style.toml: page.columns: Expected `int` >= 1"),
    ],
)
def test_a_token_of_the_wrong_form_is_said_in_a_designers_words(
    old: str, new: str, message: str
) -> None:
    with pytest.raises(StyleError) as caught:
        parsed(DAILY.read_text("utf-8").replace(old, new))
    assert str(caught.value).endswith(message)


def test_a_fault_in_one_stylesheet_stops_only_its_channel() -> None:
    sheets = {"print.css": "a { color: var(--color-acent) }"}
    broken = dataclasses.replace(pubkit.load_style("daily"), sheets=sheets)
    reading = pubkit.Reading(sample(), sample_assets())
    run = pubkit.render(reading, to=["text", "pdf"], style=broken)
    assert [result.ok for result in run] == [True, False]
    assert "unknown token 'color-acent'" in str(run["pdf"].error)


def test_an_unknown_style_lists_the_known() -> None:
    with pytest.raises(UnknownName, match=r"no style named 'dayly' \(did you mean 'daily'\?\)"):
        pubkit.load_style("dayly")


def test_a_style_may_be_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "style.toml").write_text(DAILY.read_text("utf-8"), "utf-8")
    look = pubkit.load_style(str(tmp_path))
    assert look.name == tmp_path.name
    assert look.faces[0].data.startswith(b"OTTO")


def test_every_face_that_a_style_names_is_there(style: pubkit.Style) -> None:
    for face in style.faces:
        assert face.data[:4] in (b"OTTO", b"\0\1\0\0"), face.family
