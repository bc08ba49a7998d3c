"""A rule on terms that stand with and without quotation marks in the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.lexicon import is_han
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["TERMS"]

_TERM = pattern("“([^“”]{3,6})”")
_KEY = 4
"""Characters by which a term in its context is looked up."""
_QUOTING = 30
"""Characters before a place in which an opening mark is looked for."""


class _Use(Struct, frozen=True):
    """A term in quotation marks with its neighbours."""

    term: str
    """The term."""
    pattern: str
    """Neighbours and term as they stand where the marks are missing."""
    shift: int
    """Where the term begins in the pattern."""
    both: bool
    """Whether there are neighbours on both sides."""
    order: int
    """Which passage it stands in."""


def _terms(found: Sequence[Passage]) -> Iterator[Notice]:
    running = [passage for passage in chinese(found) if not passage.prominent]
    uses: dict[str, list[_Use]] = defaultdict(list)
    quoted: Counter[str] = Counter()
    for order, passage in enumerate(running):
        for match in _TERM.finditer(passage.text):
            if not all(map(is_han, match[1])):
                continue
            quoted[match[1]] += 1
            for use in _uses(match, order):
                uses[use.pattern[:_KEY]].append(use)
    told: set[str] = set()
    for order, passage in enumerate(running if uses else ()):
        for use, at in _bare(passage.text, uses):
            if use.term in told or not (use.both or quoted[use.term] > 1 or use.order > order):
                continue
            told.add(use.term)
            yield _notice(passage, use, at)


def _uses(match: re.Match[str], order: int) -> Iterator[_Use]:
    """The term with both neighbours, else with the one that follows or goes before."""
    text, term = match.string, match[1]
    before = _neighbours(text[max(0, match.start() - 2) : match.start()])
    after = _neighbours(text[match.end() : match.end() + 2])
    if before and after:
        yield _Use(term, before + term + after, 2, True, order)
    if after:
        yield _Use(term, term + after, 0, False, order)
    if before:
        yield _Use(term, before + term, 2, False, order)


def _neighbours(text: str) -> str:
    """The text if it is two Chinese characters, else nothing."""
    return text if len(text) == 2 and all(map(is_han, text)) else ""


def _bare(text: str, uses: dict[str, list[_Use]]) -> Iterator[tuple[_Use, int]]:
    """Each place where a known term stands without marks among the same neighbours."""
    for at in range(len(text) - _KEY + 1):
        for use in uses.get(text[at : at + _KEY], ()):
            if text.startswith(use.pattern, at) and not _is_quoted(text, at):
                yield use, at + use.shift


def _is_quoted(text: str, at: int) -> bool:
    """Whether `at` lies inside a longer quotation or a title."""
    before = text[max(0, at - _QUOTING) : at]
    return any(before.rfind(a) > before.rfind(b) for a, b in ("“”", "《》", "‘’"))


def _notice(passage: Passage, use: _Use, at: int) -> Notice:
    return pointed(
        passage,
        (at, at + len(use.term)),
        code="quotes-inconsistent",
        severity="info",
        text=f"{use.term} stands here without the quotation marks that it has elsewhere: 「{{}}」.",
        hint="Use one form throughout.",
    )


TERMS = (_terms,)
