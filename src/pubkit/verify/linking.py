"""Linking: whether every link of an article leads where it should."""

from __future__ import annotations

from collections import Counter

from pubkit.extract import Extract
from pubkit.verify.address import resolved
from pubkit.verify.books import Books
from pubkit.verify.owed import PARTS, Owed, links
from pubkit.verify.terms import Terms

__all__ = ["judge_links"]


def judge_links(terms: Terms, extract: Extract, books: Books) -> None:
    """Enter each link: its target is one of the artifact's, or is printed in its text."""
    base = terms.article.url
    free = Counter(resolved(target, base) for target in extract.links)
    inner = sum(target.startswith("#") for target in extract.links)
    text = terms.joiner.join(terms.canonical(line) for line in extract.lines)
    for where, target in links(terms.article):
        address = resolved(target, base)
        if free[address] > 0:
            free[address] -= 1
            inner -= target.startswith("#")
            books.count("link", "owed", "present")
        elif target.startswith("#") and inner > 0:  # a channel gives anchors its own names
            inner -= 1
            books.count("link", "owed", "present")
        elif terms.canonical(target) in text:
            books.count("link", "owed", "present")
        elif _is_dropped(where, target, terms):
            books.count("link", "owed", "declared")
        else:
            books.count("link", "owed", "missing")
            books.find(Owed("link", where, target), "missing")


def _is_dropped(where: str, target: str, terms: Terms) -> bool:
    """Whether the channel says that it shows only the words of the link."""
    if PARTS["link"] in terms.omits:
        return True
    if target.startswith("#") and ("anchors" in terms.omits or not terms.joiner):
        return True  # nor does the reader of PDF tell which of its places a link leads to
    return any(place.startswith(where) for place in terms.unlinked)
