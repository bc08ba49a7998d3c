"""What is promised of pages whose structure is known; script/score-galley prints the figures."""

from functools import cache

import pytest

from bench.galley.pages import CORPUS, pages
from bench.galley.score import BOUNDS, Bound, Score, score, together

pytestmark = pytest.mark.skipif(
    not (CORPUS / "seeds").is_dir(), reason="needs the texts in ../shared/corpus"
)


@cache
def scores() -> tuple[Score, ...]:
    folders = (CORPUS / name for name in ("seeds", "dev", "damaged"))
    return tuple(score(page) for folder in folders for page in pages(folder))


def test_the_corpus_is_all_there() -> None:
    assert {s.page.folder for s in scores()} == {"seeds", "dev", "damaged"}


def named(bound: Bound) -> str:
    return f"{bound.measure} ({bound.quantity}) of {' and '.join(sorted(bound.forms))}"


@pytest.mark.parametrize("bound", BOUNDS, ids=named)
def test_a_promise_is_kept(bound: Bound) -> None:
    concerned = [s for s in scores() if s.page.gold.form in bound.forms]
    total = together(bound.measure, concerned)
    value = bound.value(concerned)
    assert value is not None
    assert value >= bound.least, (total.missed, total.false)


def test_no_character_is_lost_or_invented() -> None:
    assert {s.page.name: (s.lost, s.invented) for s in scores() if s.lost or s.invented} == {}


def test_the_record_is_true_and_complete() -> None:
    assert [what for s in scores() for what in s.contradictions] == []
    assert [(s.page.name, s.unclaimed) for s in scores() if s.unclaimed] == []
