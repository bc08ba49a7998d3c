"""Where text and figures go, on sheets small enough to be counted: two columns of ten lines."""

from itertools import accumulate, pairwise

import pytest

from pubkit.renderers.pdf.columns import Band, Block, Columns, Unfit
from pubkit.renderers.pdf.flow import poured

SHEET = Columns(number=2, first=10, later=10, line=1)


def blocks(*plan):
    """Blocks one below the other; a text may be parted but for two lines at its ends."""
    tops = accumulate((height for _, height in plan), initial=0)
    return [
        Block(kind, top, height, cuts=tuple(range(2, height - 1)) if kind == "text" else ())
        for top, (kind, height) in zip(tops, plan, strict=False)
    ]


def whole(kind, height, top=0, **more):
    return Block(kind, top, height, **more)


def columns(pages):
    """Each page's columns as the stretches of the galley in them; a wide figure stands alone."""
    return [
        [
            [(p.start, p.end) for p in column]
            for part in page
            for column in ([c.pieces for c in part.columns] if isinstance(part, Band) else [[part]])
        ]
        for page in pages
    ]


def set_in_order(pages):
    return [stretch for page in columns(pages) for column in page for stretch in column]


def test_text_runs_on_from_column_to_column():
    assert columns(poured(blocks(("text", 40)), SHEET)) == [
        [[(0, 10)], [(10, 20)]],
        [[(20, 30)], [(30, 40)]],
    ]


def test_two_lines_at_least_stay_together():
    pages = poured(blocks(("text", 9), ("text", 4), ("text", 30)), SHEET)
    assert columns(pages)[0][0] == [(0, 9)]


def test_a_figure_that_fits_stays_where_it_is():
    pages = poured(blocks(("text", 3), ("figure", 5), ("text", 40)), SHEET)
    assert columns(pages)[0][0] == [(0, 3), (3, 8), (8, 10)]


def test_a_figure_that_does_not_fit_waits_for_the_next_column():
    pages = poured(blocks(("text", 7), ("figure", 5), ("text", 3), ("text", 40)), SHEET)
    assert columns(pages)[0][:2] == [[(0, 7), (12, 15)], [(7, 12), (15, 20)]]


def test_a_figure_waits_for_the_end_of_the_text_that_is_being_set():
    pages = poured(blocks(("text", 7), ("figure", 5), ("text", 5), ("text", 40)), SHEET)
    assert columns(pages)[0][1] == [(15, 17), (7, 12), (17, 20)]


def test_a_figure_goes_up_in_its_section_rather_than_into_the_next():
    own = whole("text", 5, top=8, cuts=(3,))
    opening = whole("text", 10, top=19, cuts=(2, 3, 4, 5, 6, 7, 8), opens=True)
    plan = [*blocks(("text", 8)), own, whole("figure", 6, top=13), opening]
    page, *_ = columns(poured(plan, SHEET))
    assert page == [[(0, 8)], [(13, 19), (8, 11)]]


def test_a_figure_goes_down_in_its_section_where_what_follows_would_leave_a_hole():
    plan = [
        whole("figure", 5),
        whole("text", 6, top=5),
        *[whole("text", 1, 11 + n) for n in range(40)],
    ]
    page, *_ = columns(poured(plan, SHEET))
    assert page[0][:2] == [(5, 11), (11, 12)]


def test_above_a_wide_figure_columns_are_level():
    sheet = Columns(number=2, first=20, later=20, line=1)
    pages = poured(blocks(("text", 14), ("wide", 5), ("text", 30)), sheet)
    assert columns(pages)[0] == [[(0, 7)], [(7, 14)], [(14, 19)], [(19, 27)], [(27, 35)]]


def test_a_wide_figure_heads_the_page_rather_than_stand_under_a_strip():
    page, *_ = columns(poured(blocks(("text", 4), ("wide", 5), ("text", 30)), SHEET))
    assert page == [[(4, 9)], [(0, 4)], [(9, 14)]]


def test_a_wide_figure_waits_for_a_page_that_has_room_for_it():
    pages = poured(blocks(("text", 16), ("wide", 5), ("text", 4), ("text", 40)), SHEET)
    assert columns(pages)[1][0] == [(16, 21)]


def test_the_last_page_is_level():
    _, last = columns(poured(blocks(("text", 26)), SHEET))
    assert last == [[(20, 23)], [(23, 26)]]


def test_every_figure_comes_before_the_sign_off():
    plan = blocks(("text", 9), ("figure", 5), ("figure", 5), ("figure", 5), ("end", 1))
    assert set_in_order(poured(plan, SHEET))[-1] == (24, 25)


def test_the_sign_off_keeps_to_its_text_unless_figures_wait():
    text = whole("end", 5, top=8, last=4)
    assert (8, 13) in set_in_order(poured([text], SHEET))
    figure = whole("figure", 9)
    waited = poured([whole("text", 5, top=20), figure, text], SHEET)
    assert set_in_order(waited)[-2:] == [(0, 9), (12, 13)]


def test_notes_take_their_room_at_the_foot_of_the_page():
    text = whole("text", 40, cuts=tuple(range(2, 39)), notes=((12.5, 3),))
    first, *_ = columns(poured([text], Columns(2, 10, 10, 1, note_air=1)))
    assert first == [[(0, 6)], [(6, 12)]]


def test_blank_lines_are_left_out_at_a_column_s_head():
    heading = whole("text", 5, top=10, blank=2)
    below = whole("text", 9, top=15), whole("text", 9, top=24)
    page, *_ = columns(poured([*blocks(("text", 10)), heading, *below], SHEET))
    assert page[1] == [(12, 15)]


def tops(pages):
    """Where each piece of each column of the first page stands."""
    (band,) = pages[0]
    return [[piece.y for piece in column.pieces] for column in band.columns]


def test_air_round_a_box_brings_a_column_down_to_the_foot():
    plan = [whole("text", 3), whole("text", 4, top=3, gives=(2, 2)), whole("text", 12, top=7)]
    assert tops(poured(plan, Columns(2, 12, 12, 1)))[0] == [0, 5]


def test_air_comes_only_where_a_column_ends_a_little_short():
    plan = [whole("text", 3), whole("text", 1, top=3, gives=(2, 2)), whole("text", 12, top=4)]
    assert tops(poured(plan, Columns(2, 12, 12, 1)))[0] == [0, 3]


def test_a_figure_is_moved_rather_than_a_hole_filled_with_air():
    box = whole("text", 3, top=5, gives=(2, 2))
    figure = whole("figure", 4, top=8, gives=(1, 1))
    plan = [*blocks(("text", 5)), box, figure, whole("text", 2, top=12), whole("text", 2, top=14)]
    first, *_ = columns(poured([*plan, whole("text", 9, top=16)], SHEET))
    assert first[0] == [(0, 5), (8, 12)]


def test_a_last_page_of_a_few_lines_gets_some_of_the_pages_before():
    sheet = Columns(number=2, first=40, later=40, line=1)
    text = whole("text", 82, cuts=tuple(range(2, 81)))
    *_, last = columns(poured([text], sheet))
    assert last == [[(76, 79)], [(79, 82)]]


def test_a_page_gives_a_line_where_that_makes_the_last_one_level():
    above = [whole("text", 7), whole("text", 8, top=7, cuts=(5, 6), opens=True)]
    text, figure = whole("text", 7, top=15, cuts=(2, 3, 4, 5)), whole("figure", 12, top=22)
    below = [
        whole("text", 10, top=34, cuts=(5,), opens=True),
        whole("text", 4, top=44),
        whole("end", 5, top=48),
    ]
    first, last = columns(poured([*above, text, figure, *below], Columns(2, 15, 40, 1)))
    assert first == [[(0, 7), (7, 13)], [(13, 15), (22, 34)]]
    assert [sum(end - start for start, end in column) for column in last] == [12, 14]


def test_columns_above_the_foot_get_no_air_beyond_the_longest():
    box = whole("text", 4, top=8, gives=(2, 2))
    plan = [whole("text", 8), box, whole("text", 13.4, top=12)]
    assert tops(poured(plan, Columns(2, 40, 40, 1)))[0] == [0, 9]


def test_two_figures_move_up_together_where_that_makes_the_last_page_level():
    texts = [whole("text", 4), whole("text", 12, top=4, cuts=tuple(range(2, 11)))]
    figures = [whole("figure", 10, top=16 + 10 * n) for n in range(4)]
    plan = [*texts, *figures, whole("end", 2, top=56)]
    (page,) = columns(poured(plan, Columns(2, 40, 40, 1)))
    assert [sum(end - start for start, end in column) for column in page] == [29, 29]


def test_nothing_is_lost_and_text_keeps_its_order():
    kinds = ("text", "figure", "text", "wide", "text", "figure") * 9
    plan = blocks(*((kind, 1 + number % 7) for number, kind in enumerate(kinds)), ("end", 2))
    found = set_in_order(poured(plan, SHEET))
    covered = sorted(found)
    assert covered[0][0] == 0
    assert all(end == start for (_, end), (start, _) in pairwise(covered))
    assert covered[-1][1] == sum(block.height for block in plan)
    figures = {(b.top, b.top + b.height) for b in plan if b.kind in ("figure", "wide")}
    text = [stretch for stretch in found if stretch not in figures]
    assert text == sorted(text)


def test_what_no_column_holds_is_refused():
    with pytest.raises(Unfit):
        poured(blocks(("text", 5), ("figure", 30), ("text", 5)), SHEET)
