"""Which stretch is which part, where the words of one are a piece of another's."""

import pytest

from pubkit.extract import Extract
from pubkit.model import (
    Article,
    Break,
    Figure,
    Footnote,
    Inline,
    Link,
    Section,
    Subheading,
    Table,
    Text,
)
from pubkit.verify.canonical import spaced
from pubkit.verify.judging import judged
from pubkit.verify.terms import Terms


def found(article: Article, *lines: str, joiner: str = "") -> list[tuple[str, str]]:
    terms = Terms(article, {}, spaced if joiner else lambda text: "".join(text.split()), joiner)
    return [(f.state, f.owed) for f in judged(terms, Extract(lines)).proof.findings]


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def test_a_longer_part_has_its_place_back_from_one_that_stands_elsewhere_too() -> None:
    figure = Figure(None, words("塔下的人"), "摄影 林晓")
    numbered = Section(words("1.5"), (figure,)), Section((Text("1"), Footnote(words("潮水"))))
    article = Article("灯塔", sections=numbered)
    above = "灯塔", "塔下的人", "摄影 林晓", "1.5"  # where the page has moved the photo to
    assert found(article, *above, "1 1", "1", "潮水") == []
    assert found(article, *above, "潮水") != []


def test_parts_that_say_the_same_are_in_order_whichever_is_which() -> None:
    heading = Subheading(words("灯塔守望"))
    article = Article("灯塔守望", lead=(heading, Figure(None, (), "摄影 林晓"), heading))
    assert found(article, "灯塔守望", "摄影 林晓", "灯塔守望", "灯塔守望") == []
    assert found(article, "灯塔守望", "摄影 林晓", "灯塔守望") != []


def test_a_caption_that_says_what_a_heading_says_stands_behind_the_figures_mark() -> None:
    figure = Figure(None, words("灯塔在望"), place="end")
    article = Article("题", lead=(figure, Subheading(words("灯塔在望"))))
    assert found(article, "题", "灯塔在望", "图1 灯塔在望", joiner=" ") == []
    assert found(article, "题", "图1 灯塔在望", "图1 灯塔在望", joiner=" ") == [
        ("altered", "灯塔在望")
    ]


def test_a_link_that_shows_a_line_break_may_stand_between_a_letter_and_its_heading() -> None:
    heading = (Link(": ！)_", (Break(),)), Text("灯塔在望"))
    article = Article("题", sections=(Section(heading),), numbering="cjk")
    assert found(article, "题", "一、", "(: ！)_) 灯塔在望", joiner=" ") == []
    assert found(article, "题", "二、", "(: ！)_) 灯塔在望", joiner=" ") == [("missing", "一")]


@pytest.mark.parametrize("joiner", ["", " "])
def test_another_letter_before_a_heading_is_told_of_the_letter_alone(joiner: str) -> None:
    sections = Section(words("灯塔在望")), Section(words("渔港夜归"))
    article = Article("题", sections=sections, numbering="upper-alpha")
    assert found(article, "题", "A 灯塔在望", "B 渔港夜归", joiner=joiner) == []
    assert found(article, "题", "A 灯塔在望", "A 渔港夜归", joiner=joiner) == [("altered", "B")]
    assert found(article, "题", "A 灯塔在望", "渔港夜归", joiner=joiner) == [("missing", "B")]


def test_the_mark_of_a_cell_without_words_stands_before_the_next_ones() -> None:
    row = (
        (
            Footnote(
                words("潮水"),
            ),
        ),
        words("“渔港”灯塔"),
    )
    article = Article("题", lead=(Table(row),))
    assert found(article, "题", "1“渔港”灯塔", "1潮水") == []
    bare = Article("题", lead=(Table(((), row[1])),))
    assert found(bare, "题", "1“渔港”灯塔") == [("altered", "“渔港”灯塔")]
