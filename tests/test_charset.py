"""Glyphs are called by their index, as a PDF calls them."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import calcChecksum

from pubkit.charset import renumbered
from pubkit.fonts import cut
from pubkit.style import Face

FONTS = Path(__file__).parent.parent / "styles" / "fonts"


def face(file: str) -> Face:
    return Face("Test", 400, fallback=False, load=(FONTS / file).read_bytes)


def names(font: bytes) -> list[str]:
    return list(TTFont(io.BytesIO(font)).getGlyphOrder())


@pytest.mark.parametrize(
    "text", ["星", "星空", "星空与大地press" * 3, "".join(map(chr, range(0x4E00, 0x5200)))]
)
@pytest.mark.parametrize("file", ["PubkitHei-400.otf", "PubkitSong-900.otf"])
def test_the_glyphs_of_a_cut_face_are_called_by_their_index(file: str, text: str) -> None:
    found = names(cut(face(file), text))
    assert found[1:] == [f"cid{number:05d}" for number in range(1, len(found))]


def test_their_outlines_stay_where_they_were() -> None:
    font = TTFont(io.BytesIO(cut(face("PubkitHei-400.otf"), "星空")))
    whole = TTFont(FONTS / "PubkitHei-400.otf")
    for letter in "星空":
        one, other = (
            f["CFF "].cff.topDictIndex[0].CharStrings[f.getBestCmap()[ord(letter)]]
            for f in (font, whole)
        )
        assert one.calcBounds(None) == other.calcBounds(None)


def test_a_font_without_cids_stays_as_it_is() -> None:
    assert renumbered(b"\0\1\0\0 no CFF at all") == b"\0\1\0\0 no CFF at all"


def test_the_tables_sum_is_right() -> None:
    font = cut(face("PubkitHei-400.otf"), "星空与大地press")
    (entry,) = (
        entry for tag, entry in TTFont(io.BytesIO(font)).reader.tables.items() if tag == "CFF "
    )
    table = font[entry.offset : entry.offset + entry.length]
    assert entry.checkSum == calcChecksum(table)
