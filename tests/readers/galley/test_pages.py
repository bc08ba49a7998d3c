"""Pages that show every shape; `script/score-galley tests/pages` prints their figures."""

from functools import cache
from pathlib import Path

import pytest

from bench.galley.pages import Page, pages
from bench.galley.score import BOUNDS, Bound, Score, score, together

PAGES = tuple(pages(Path(__file__).parents[2] / "pages"))
PROMISES = [bound for bound in BOUNDS if "light" in bound.forms]


@cache
def scored(page: Page) -> Score:
    return score(page)


@pytest.mark.parametrize("bound", PROMISES, ids=lambda bound: f"{bound.measure} {bound.quantity}")
def test_a_promise_is_kept(bound: Bound) -> None:
    scores = [scored(page) for page in PAGES]
    total = together(bound.measure, scores)
    value = bound.value(scores)
    assert value is None or value >= bound.least, (total.missed, total.false)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_keeps_every_character(page: Page) -> None:
    made = scored(page)
    assert (made.lost, made.invented, made.unclaimed, made.contradictions) == ("", "", (), ())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_raises_no_false_alarm(page: Page) -> None:
    assert [str(match.notice) for match in scored(page).false_alarms] == []
