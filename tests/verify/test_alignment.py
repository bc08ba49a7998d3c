"""Alignment: short parts that are pieces of others."""

import time

import pytest

from pubkit.proof import Kind
from pubkit.verify.alignment import align
from pubkit.verify.match import Match, sought
from pubkit.verify.owed import Cut, Owed
from pubkit.verify.stream import Stream


def parts(*texts: str, kind: Kind = "paragraph") -> list[Match]:
    return [sought(Owed(kind, str(i), text, ordered=True), str) for i, text in enumerate(texts)]


def places(matches: list[Match], *lines: str) -> list[int]:
    align([matches], Stream(lines, " "))
    return [match.start for match in matches]


def test_a_part_that_is_the_beginning_of_the_next_leaves_it_whole() -> None:
    assert places(parts("灯", "灯塔", kind="list item"), "• 灯", "• 灯塔") == [2, 6]


def test_equal_parts_stand_in_their_order() -> None:
    assert places(parts("春", "秋", "春"), "春 [1]", "秋", "春") == [0, 6, 8]


def test_a_whole_line_is_better_than_a_marker() -> None:
    assert places(parts("1"), "1. 2", "1") == [5]


def test_a_part_that_is_gone_takes_no_other_along() -> None:
    assert places(parts("甲", "乙", "丙"), "甲", "丙", "丁") == [0, -1, 2]


def test_what_moved_to_the_end_does_not_draw_the_rest_behind_it() -> None:
    assert places(parts("甲一", "乙二", "丙三"), "乙二", "丙三", "甲一") == [-1, 0, 3]


def test_a_short_part_is_no_piece_of_a_date() -> None:
    assert places(parts("2", "灯塔"), "2026年11月20日", "2", "灯塔") == [12, 14]
    # Behind the date stand a photo's words, which the channel has moved there: more parts in order.
    assert places(parts("灯塔", "2", "甲", "乙"), "2026", "甲", "乙", "灯塔", "2") == [-1, -1, 5, 7]


def test_a_note_of_a_pdf_is_rather_what_stands_behind_a_number_than_a_piece_of_a_name() -> None:
    (note,) = parts("塔一", kind="footnote")
    align([[note]], Stream(["摄\\影：灯塔一", "1 塔一"], ""))
    assert note.start == 9


def test_a_note_of_a_pdf_is_rather_whole_behind_its_number_than_scattered() -> None:
    (note,) = [sought(Owed("footnote", "", "?-1", cuts=(Cut(1, None),)), str)]
    align([[note]], Stream(["?!", "1 ?-1"], ""))
    assert note.spans == ((4, 7),)


def test_stretches_may_stand_as_far_apart_as_the_note_between() -> None:
    part = sought(Owed("paragraph", "", "灯塔", cuts=(Cut(1, "甲塔"),)), str)
    stream = Stream(["灯（甲塔）塔", "塔"], " ")
    align([[part]], stream)
    assert (part.start, part.end) == (0, 6)
    assert [stream.text[a:b] for a, b in stream.free()] == ["（甲塔）", " 塔"]


def test_the_order_in_which_more_stands_is_the_artifacts() -> None:
    first, second = parts("甲", "乙")
    (note,) = parts("甲乙", kind="footnote")
    stream = Stream(["甲", "乙", "[1] 甲乙"], " ")
    align([[first, note, second], [first, second, note]], stream)
    assert [match.start for match in (first, note, second)] == [0, 8, 2]


@pytest.mark.parametrize("text", ["1", "灯塔在岛上，岛在海里，已有一百年了。"])
def test_ten_thousand_equal_parts_take_seconds(text: str) -> None:
    start = time.perf_counter()
    found = places(parts(*[text] * 10_000), *[text] * 10_000)
    assert found == sorted(found) and found[0] == 0
    assert time.perf_counter() - start < 10
