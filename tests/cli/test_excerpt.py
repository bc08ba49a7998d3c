"""The excerpt of a source line: as wide as the terminal, with its mark in the right place."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pubkit.cli.excerpt import excerpt
from pubkit.places import Place

ANYTHING = st.text(st.sampled_from("中文，。“”AB 12\t\x1b\u0301👩"), max_size=120)


def shown(before: str, marked: str, after: str, width: int) -> list[str]:
    place = Place(1, before + marked + after, len(before), len(before) + len(marked))
    return excerpt(place, width, "red", carets=True).plain.split("\n")


def test_carets_count_two_columns_for_a_chinese_character() -> None:
    assert shown("全市37个", "单位", "办公", 40) == ["全市37个单位办公", "        ^^^^"]


def test_a_long_line_is_cut_on_both_sides_round_its_mark() -> None:
    line, carets = shown("前" * 50, "单位", "后" * 50, 20)
    assert line == "…前前前单位后后后后…"
    assert carets == "       ^^^^"


def test_a_line_without_a_mark_shows_its_beginning() -> None:
    assert shown("", "", "后" * 50, 20) == ["后" * 9 + "…"]


def test_what_a_terminal_would_obey_is_shown_as_a_picture() -> None:
    assert shown("红\x1b[31m", "字", "", 40)[0] == "红␛[31m字"


@given(ANYTHING, ANYTHING, ANYTHING, st.integers(12, 90))
def test_no_excerpt_is_wider_than_it_may_be(before: str, marked: str, after: str, width) -> None:
    assert all(cell_len(line) <= width for line in shown(before, marked, after, width))
