"""Where a photo's words are written among the texts of a page."""

from pubkit.renderers.page.sequence import Stand, position

# Two columns of three paragraphs; the third (piece 3) runs from one into the other.
TEXTS = [
    Stand(1, 0, 0, 20),
    Stand(2, 0, 20, 30),
    Stand(3, 0, 30, 60),
    Stand(3, 1, 20, 40),
    Stand(5, 1, 40, 60),
]


def at(words: Stand, *, runs_in: bool = False, runs_on: bool = False) -> int:
    return position(TEXTS, words, runs_in=runs_in, runs_on=runs_on)


def test_words_stand_where_the_article_has_them() -> None:
    assert at(Stand(0, 3, 70, 72)) == 0
    assert at(Stand(2, 3, 70, 72)) == 1
    assert at(Stand(6, 3, 70, 72)) == 5


def test_words_do_not_part_a_paragraph_that_runs_from_column_to_column() -> None:
    # Over the second column, under a photo: beside the first paragraph, before the fourth text.
    assert at(Stand(4, 1, 18, 20)) == 2


def test_what_stands_above_is_written_first() -> None:
    assert at(Stand(0, 0, 60, 62)) >= 3


def test_what_stands_below_is_written_later() -> None:
    assert at(Stand(9, 0, -3, 0)) == 0


def test_words_over_two_columns_follow_what_stands_above_in_both() -> None:
    assert at(Stand(0, 0, 60, 62, span=2)) == 5


def test_a_paragraph_that_runs_on_to_the_next_page_is_not_interrupted() -> None:
    assert at(Stand(9, 3, 70, 72), runs_on=True) == 4


def test_a_paragraph_that_comes_from_the_page_before_is_not_interrupted() -> None:
    assert at(Stand(0, 3, 70, 72), runs_in=True) == 1
