"""What holds of every merge, whatever the articles."""

from hypothesis import given
from strategies import articles

from pubkit.merge import merge
from pubkit.merge.assembly import Piece, body
from pubkit.merge.lines import content_of, line_of
from pubkit.merge.units import manuscript
from pubkit.model import Article


@given(articles())
def test_what_is_laid_out_is_put_together_again(one: Article) -> None:
    laid = manuscript(one)
    pieces = [Piece(u.form, content_of(line_of(u.content), 1), u.node) for u in laid.units]
    assert body(pieces, laid.lists) == (one.lead, one.sections)


@given(articles(), articles())
def test_where_we_changed_nothing_theirs_comes_out(base: Article, theirs: Article) -> None:
    merged = merge(base, base, theirs)
    assert (merged.article, merged.conflicts) == (theirs, ())


@given(articles(), articles())
def test_where_they_changed_nothing_ours_comes_out(base: Article, ours: Article) -> None:
    merged = merge(base, ours, base)
    assert (merged.article, merged.conflicts, merged.changes) == (ours, (), ())


@given(articles(), articles())
def test_what_both_changed_alike_is_no_conflict(base: Article, both: Article) -> None:
    merged = merge(base, both, both)
    assert (merged.article, merged.conflicts, merged.changes) == (both, (), ())
