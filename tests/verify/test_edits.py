"""Differences to the character, and where something nearly equal stands."""

from hypothesis import given
from hypothesis import strategies as st

from pubkit.verify.edits import edits, likeness, place


def applied(owed: str, found: str) -> str:
    """`owed` with its edits made."""
    text, last = "", 0
    for edit in edits(owed, found):
        assert owed[edit.at : edit.at + len(edit.owed)] == edit.owed
        text += owed[last : edit.at] + edit.found
        last = edit.at + len(edit.owed)
    return text + owed[last:]


@given(st.text("灯塔船a1 ", max_size=40), st.text("灯塔船a1 ", max_size=40))
def test_edits_turn_one_text_into_the_other(owed: str, found: str) -> None:
    assert applied(owed, found) == found


def test_equal_texts_have_no_edits() -> None:
    assert edits("灯塔下的船", "灯塔下的船") == ()


def test_a_far_longer_difference_is_one_edit() -> None:
    (edit,) = edits("始" + "甲" * 5000 + "终", "始" + "乙" * 5000 + "终")
    assert (edit.at, len(edit.owed), len(edit.found)) == (1, 5000, 5000)


def test_a_text_of_a_hundred_thousand_characters_is_compared_at_once() -> None:
    text = "湖区的孩子每天清早坐船去上学，" * 7000
    (edit,) = edits(text, text[:50_000] + text[50_001:])
    assert edit.found == "" and len(edit.owed) == 1


def test_an_altered_part_is_found_among_other_text() -> None:
    text = "图1 江川摄。湖区的孩子每天清早坐舟去上学。来源：晚报"
    spot = place("湖区的孩子每天清早坐船去上学。", text)
    assert spot is not None
    assert text[slice(*spot)] == "湖区的孩子每天清早坐舟去上学。"
    assert likeness("湖区的孩子每天清早坐船去上学。", text[slice(*spot)]) > 0.9


def test_nothing_alike_is_found_nowhere() -> None:
    assert place("湖区的孩子每天清早坐船去上学。", "完全不同的一句话，写的是别的事情。") is None
