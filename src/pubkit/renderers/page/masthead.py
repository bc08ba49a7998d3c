"""Masthead: the line that tells which paper's page this is (报眉)."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import wording
from pubkit.config import Issue, Site
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderers.page.source import Code, array, call, literal

__all__ = ["folio", "masthead", "unnumbered", "words"]

_STAFF = (("责编", "editors"), ("美编", "designers"), ("校对", "proofreaders"))


def masthead(article: Article, site: Site, issue: Issue, turn: int = 0) -> Code:
    """The line of a page, `turn` counting an article's pages from 0."""
    named = {
        "page": folio(article, issue, turn),
        "section": issue.section,
        "paper": issue.newspaper or site.name or article.source,
        "date": issue.date,
    }
    given = {name: literal(text) for name, text in named.items() if text}
    return call("masthead", "g", **given, staff=array(map(literal, _staff(article, issue))))


def words(article: Article, site: Site, issue: Issue) -> str:
    """Every character that the lines may hold."""
    named = (site.name, issue.newspaper, issue.section, issue.page, issue.date, article.source)
    return "".join((*named, *_staff(article, issue), "版0123456789"))


def folio(article: Article, issue: Issue, turn: int) -> str:
    """The page's number: `A8`, `05版`; of a further page one more, where it ends in a number."""
    page = issue.page
    if turn and page:
        stem = page.rstrip("0123456789")
        number = page[len(stem) :]
        page = f"{stem}{int(number) + turn:0{len(number)}}" if number else f"{page}-{turn + 1}"
    return f"{page}版" if page.isdigit() and wording.is_chinese(article) else page


def unnumbered(issue: Issue) -> Iterator[Notice]:
    """A warning where the page has no number."""
    if not issue.page:
        yield Notice(
            code="page-unnumbered",
            severity="warning",
            text="The page has no number: readers and the press could not tell where it belongs.",
            hint='Write page = "A8" under [issue] in pubkit.toml.',
        )


def _staff(article: Article, issue: Issue) -> Iterator[str]:
    """`责编 唐立`; whoever the article itself names in that role is named there."""
    signed = {credit.role for credit in article.credits}
    for role, field in _STAFF:
        names = getattr(issue, field)
        if names and role not in signed:
            yield " ".join((role, *names))
