"""Bonds: what a line's end does not part."""

import pytest

from pubkit.bonds import bonds, ending


def bound(text: str) -> str:
    """The text, `·` where no line may end that could."""
    found = bonds(text, ends=False)
    return "".join("·" * (at in found) + character for at, character in enumerate(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("走12公里路", "走12·公·里路"),
        ("到2026年底", "到2026·年底"),
        ("共1203场", "共1203·场"),
        ("减了22.6%，", "减了22.6%，"),
        ("改成12600 m", "改成12600· ·m"),
        ("第3名", "第·3·名"),
        ("用Wi-Fi连", "用Wi-·Fi连"),
        ("见example.org/a-b-c页", "见example.org/a-b-c页"),
        ("one-third of them", "one-third of them"),
        ("他有一张床", "他有一张床"),
        ("", ""),
    ],
)
def test_a_figure_keeps_what_it_counts(text: str, parts: str) -> None:
    assert bound(text) == parts


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("走的。", 1),
        ("是“走”。”", 0),
        ("A 走。", 0),
        ("走", 0),
        ("", 0),
        ("河边走的。”", 3),
        ("共26吨。", 0),
    ],
)
def test_the_last_two_characters_are_tied_if_both_are_chinese(text: str, tied: int) -> None:
    assert ending(text) == tied
