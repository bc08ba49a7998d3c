"""Where figures go, on sheets small enough to be counted: two columns of ten lines."""

from pubkit.renderers.pdf.flow import Block, Columns, order

SHEET = Columns(number=2, first=10, later=10, line=1)


def blocks(*plan):
    return [Block(index, kind, height) for index, (kind, height) in enumerate(plan)]


def test_a_figure_that_fits_stays_where_it_is():
    plan = blocks(("text", 3), ("figure", 5), ("text", 40))
    assert order(plan, SHEET) == [0, 1, 2]


def test_a_figure_that_does_not_fit_waits_for_the_next_column():
    plan = blocks(("text", 7), ("figure", 5), ("text", 2), ("text", 4), ("text", 40))
    assert order(plan, SHEET) == [0, 2, 3, 1, 4]


def test_a_figure_never_parts_a_heading_from_its_text():
    plan = blocks(("text", 2), ("heading", 1), ("figure", 3), ("text", 4), ("text", 40))
    assert order(plan, SHEET) == [0, 1, 3, 2, 4]


def test_a_wide_figure_waits_for_a_page_that_has_room_for_it():
    plan = blocks(("text", 16), ("wide", 5), ("text", 3), ("text", 4), ("text", 40))
    assert order(plan, SHEET) == [0, 2, 3, 1, 4]


def test_every_figure_comes_before_the_sign_off():
    plan = blocks(("text", 9), ("figure", 5), ("figure", 5), ("figure", 5), ("end", 1))
    assert order(plan, SHEET)[-1] == 4


def test_text_keeps_its_order_and_nothing_is_lost():
    kinds = ("text", "figure", "heading", "text", "wide", "whole", "text", "figure") * 5
    plan = blocks(*((kind, 1 + number % 7) for number, kind in enumerate(kinds)))
    found = order(plan, SHEET)
    assert sorted(found) == list(range(len(plan)))
    text = [i for i in found if plan[i].kind not in ("figure", "wide")]
    assert text == sorted(text)


def test_a_figure_taller_than_any_column_is_set_all_the_same():
    plan = blocks(("text", 5), ("figure", 30), ("text", 5), ("end", 1))
    assert sorted(order(plan, SHEET)) == [0, 1, 2, 3]
