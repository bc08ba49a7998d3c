"""Masthead: the line that tells which paper's page this is (报眉), and where the text goes on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pubkit import wording
from pubkit.config import Issue, Site
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderers.page.source import Code, array, call, literal

__all__ = ["folio", "masthead", "names", "turns", "unnumbered", "words"]

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
    return call("masthead", "g", **given, staff=array(map(literal, _staff(issue))))


def turns(article: Article, issue: Issue, pages: int) -> tuple[tuple[str, str], ...]:
    """For each turn from a page to the next what the one says at its end, the other at its head."""
    own = wording.of(article)
    names = [_named(article, issue, turn) for turn in range(pages)]
    return tuple(
        (own.turns_to.format(after), own.turns_from.format(before))
        for before, after in pairwise(names)
    )


def names(article: Article, site: Site, issue: Issue) -> str:
    """What the masthead may say that the article does not."""
    page = folio(article, issue, 0)
    named = (site.name, issue.newspaper, issue.section, page, issue.date)
    return " ".join(dict.fromkeys(filter(None, (*named, *_staff(issue)))))


def words(article: Article, site: Site, issue: Issue) -> str:
    """Every character that the lines may hold."""
    own = wording.of(article)
    turned = (own.page, own.turns_to, own.turns_from)
    return "".join((names(article, site, issue), article.source, *turned, "版0123456789"))


def folio(article: Article, issue: Issue, turn: int) -> str:
    """The page's number: `A8`, `05版`; of a further page one more, where it ends in a number."""
    page = issue.page
    if turn and page:
        stem = page.rstrip("0123456789")
        number = page[len(stem) :]
        page = f"{stem}{int(number) + turn:0{len(number)}}" if number else f"{page}-{turn + 1}"
    return f"{page}版" if page.isdigit() and wording.is_chinese(article) else page


def _named(article: Article, issue: Issue, turn: int) -> str:
    """A page as its readers call it: `A8版`, `第2页`, `page 2`."""
    name = folio(article, issue, turn)
    if not name:
        return wording.of(article).page.format(turn + 1)
    return f"{name}版" if wording.is_chinese(article) and name.isascii() else name


def unnumbered(issue: Issue) -> Iterator[Notice]:
    """A warning where the page has no number."""
    if not issue.page:
        yield Notice(
            code="page-unnumbered",
            severity="warning",
            text="The page has no number: readers and the press could not tell where it belongs.",
            hint='Write page = "A8" under [issue] in pubkit.toml.',
        )


def _staff(issue: Issue) -> Iterator[str]:
    """`责编 唐立`: who made the page, whoever the article itself names for that."""
    for role, field in _STAFF:
        if names := getattr(issue, field):
            yield " ".join((role, *names))
