"""What a PDF cannot tell apart is equal, and nothing else is."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubkit.equivalence import ROWS, Row, equal

FONTS = Path(__file__).parent.parent / "styles" / "fonts"
DOC = Path(__file__).parent.parent / "docs" / "verify.md"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_rows_example_is_equal_by_that_row(row: Row) -> None:
    one, other = row.example
    assert one != other
    assert equal(one) == equal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ａ股", "A股"), ("１２", "12"), ("！", "!"), ("，", ","), ("（", "("), ("：", ":"),
        ("Ⅱ", "II"), ("²", "2"), ("₂", "2"), ("①", "1"), ("㎡", "m2"), ("％", "%"), ("﹣", "-"),
        ("－", "-"), ("−", "-"), ("–", "-"), ("—", "–"), ("—", "一"), ("〇", "○"), ("〇", "零"),
        ("○", "O"), ("'", "’"), ('"', "”"), ("‘", "“"), ("…", "..."), ("～", "~"), ("／", "/"),
        ("·", "●"), ("·", "."), ("・", "･"), ("。", "．"), ("、", "､"), ("ｶ", "カ"), ("ﾡ", "ㄱ"),
        ("µ", "μ"), ("ſ", "s"), ("é", "e"), ("户", "戶"), ("青", "靑"), ("黄", "黃"), ("己", "已"),
    ],
)  # fmt: skip
def test_what_looks_different_is_not_equal(one: str, other: str) -> None:
    assert equal(one) != equal(other)


@pytest.mark.parametrize("drawn", ["\u0600", "\u06dd", "\u070f", "\U00013430", "\ufff9", "\u1680"])
def test_a_format_character_that_is_drawn_counts(drawn: str) -> None:
    assert equal(f"甲{drawn}乙") != equal("甲乙")


@given(st.text())
def test_equal_text_stays_as_it_is(text: str) -> None:
    assert equal(equal(text)) == equal(text)


def test_the_table_is_narrower_than_nfkc() -> None:
    widened = [
        c
        for c in map(chr, range(0x20, 0x30000))
        if unicodedata.normalize("NFKC", c) != unicodedata.normalize("NFC", c)
        and equal(c) != equal(unicodedata.normalize("NFKC", c))
    ]
    assert len(widened) > 3_000


def test_the_shipped_faces_draw_no_other_characters_alike() -> None:
    import uharfbuzz

    for path in FONTS.glob("*.otf"):
        font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
        drawn: dict[int, set[str]] = {}
        for code in font.face.unicodes:
            drawn.setdefault(font.get_nominal_glyph(code), set()).add(equal(chr(code)) or "-")
        assert [alike for alike in drawn.values() if len(alike) > 1] == []


def test_each_row_makes_only_its_own_members_equal() -> None:
    for row in ROWS:
        for one, other in row.members.items():
            assert len(one) == 1
            assert equal(one) == equal(other)
            assert other not in row.members, f"{one} leads on to {other}"


def test_the_published_table_names_every_row_and_its_example() -> None:
    section = DOC.read_text("utf-8").partition("## What a format cannot carry")[2]
    published = re.findall(r"^\| \*\*(.+?)\*\* \|", section, re.MULTILINE)
    assert published == [row.name for row in ROWS]
    for row in ROWS:
        assert row.reason in section
