"""Tables and glyphs of font files, beside what fontTools reads there."""

import io
from pathlib import Path
from struct import error, pack

import pytest
from fontTools.ttLib import TTFont

from pubkit import fontfile
from pubkit.fonts import cut
from pubkit.style import Face

FONTS = Path(__file__).parent.parent / "styles" / "fonts"
FILES = sorted(path.name for path in FONTS.glob("*.otf"))
BROKEN = (error, ValueError, LookupError)


def face(file: str) -> Face:
    return Face("Test", 400, fallback=False, load=(FONTS / file).read_bytes)


def compact(font: bytes) -> bytes:
    found = fontfile.table(font, b"CFF ")
    assert found is not None
    _, start, length = found
    return font[start : start + length]


def seen_by_fonttools(font: bytes) -> set[int]:
    charset = TTFont(io.BytesIO(font))["CFF "].cff.topDictIndex[0].charset
    return {int(glyph[3:]) if glyph.startswith("cid") else 0 for glyph in charset}


def indexed(*entries: bytes) -> bytes:
    """An index with places of one byte."""
    ends = [1 + sum(map(len, entries[:at])) for at in range(len(entries) + 1)]
    return pack(">HB", len(entries), 1) + bytes(ends) + b"".join(entries)


def made(charset: bytes, glyphs: int, *, cid: bool = True) -> bytes:
    """A compact font of empty glyphs with this charset behind them."""
    outlines = indexed(*[b"\x0e"] * glyphs)
    before = b"\1\0\4\1" + indexed(b"A")
    ros = b"\x8b\x8b\x8b\x0c\x1e" if cid else b""
    start = len(before) + len(indexed(ros + bytes(12)))
    places = (start, 17), (start + len(outlines), 15)
    top = ros + b"".join(b"\x1d" + pack(">iB", place, operator) for place, operator in places)
    return before + indexed(top) + outlines + charset


@pytest.mark.parametrize("text", ["星", "星空与大地press" * 3])
@pytest.mark.parametrize("file", FILES)
def test_a_face_of_ours_has_the_glyphs_that_fonttools_sees(file: str, text: str) -> None:
    for font in ((FONTS / file).read_bytes(), cut(face(file), text)):
        assert fontfile.numbers(compact(font)) == seen_by_fonttools(font)


@pytest.mark.parametrize(
    "charset",
    [pack(">BHHH", 0, 7, 9, 40), pack(">BHBHB", 1, 7, 1, 9, 0), pack(">BHHHH", 2, 7, 1, 9, 0)],
)
def test_every_kind_of_charset_is_read(charset: bytes) -> None:
    kind = charset[0]
    assert fontfile.numbers(made(charset, 4)) == ({0, 7, 9, 40} if kind == 0 else {0, 7, 8, 9})


def test_glyphs_without_cids_are_called_by_their_places() -> None:
    assert fontfile.numbers(made(b"", 3, cid=False)) == {0, 1, 2}


@pytest.mark.parametrize("charset", [b"", b"\0\0", b"\1\0\1", b"\3\0\1\0\2"])
def test_a_charset_that_is_cut_off_or_unknown_is_broken(charset: bytes) -> None:
    with pytest.raises(BROKEN):
        fontfile.numbers(made(charset, 4))


def test_a_font_cut_off_anywhere_before_its_outlines_end_is_broken() -> None:
    font = compact(cut(face(FILES[0]), "星空"))
    end = fontfile.operators(font)[fontfile.CHARSTRINGS]
    for length in (*range(0, 60), end, end + 3):
        with pytest.raises(BROKEN):
            fontfile.numbers(font[:length])


def test_a_table_that_is_cut_off_is_broken_and_one_that_is_not_there_is_none() -> None:
    font = cut(face(FILES[0]), "星空")
    assert fontfile.table(font, b"glyf") is None
    with pytest.raises(ValueError, match="CFF"):
        fontfile.table(font[:300], b"CFF ")
