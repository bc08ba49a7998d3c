"""Cutting faces and finding what they lack; uharfbuzz and fontTools read them back."""

import io

import pytest
from fontTools.ttLib import TTFont

import pubkit
from pubkit.errors import StyleError
from pubkit.fonts import cut, lacking, shows_nothing
from pubkit.style import Face

SONG = pubkit.load_style("daily").faces[0]


def test_a_cut_face_has_the_wanted_characters_only():
    font = TTFont(io.BytesIO(cut(SONG, "海风，“”A1")))
    assert set(map(chr, font.getBestCmap())) == set("海风，“”A1")
    assert len(cut(SONG, "海风")) < len(SONG.data) / 50


def test_a_cut_face_has_a_letter_and_its_accent_as_one_glyph_too():
    assert "é" in map(chr, TTFont(io.BytesIO(cut(SONG, "cafe\u0301"))).getBestCmap())


def test_a_cut_face_still_closes_up_neighbouring_marks():
    font = TTFont(io.BytesIO(cut(SONG, "：“海")))
    features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert "chws" in features


def test_the_same_characters_give_the_same_bytes():
    assert cut(SONG, "海风") == cut(SONG, "风海海")


def test_what_no_face_has_is_named_once_in_order():
    assert lacking("好😀č好😀", [SONG]) == "😀č"


def test_a_second_face_fills_in():
    other = Face("Other", 400, True, lambda: cut(SONG, "风"))
    only = Face("Own", 400, False, lambda: cut(SONG, "海"))
    assert lacking("海风塔", [only, other]) == "塔"


def test_a_letter_and_its_accent_are_looked_for_as_one():
    assert lacking("e\u0301", [SONG]) == ""


@pytest.mark.parametrize("character", [" ", "\u3000", "\u200b", "\u200d", "\ufe0f", "\u00ad"])
def test_spaces_and_ignorable_characters_need_no_glyph(character):
    assert shows_nothing(character)


def test_a_file_that_is_no_font_is_a_fault_of_the_style():
    with pytest.raises(StyleError, match="'Own' 400 is no font"):
        lacking("海", [Face("Own", 400, False, lambda: b"no font")])
