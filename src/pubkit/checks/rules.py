"""Running every rule over a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from pubkit.model import Article
from pubkit.notice import Findings, Notice
from pubkit.reading import Reading

__all__ = ["Rule", "check"]

Rule: TypeAlias = Callable[[Reading, frozenset[str]], Iterator[Notice]]
"""A reading and the chosen channels → what the rule has to say."""


_REMEMBERED = 4
"""Articles whose text is not looked through again: who checks an article and then renders it, or
renders it to one channel after another, asks each time."""


@cache
def _rules_on_text() -> tuple[Rule, ...]:
    """Rules that look at nothing but the article, loaded with the first that is checked.

    Their patterns take longer to compile than the rest of pubkit to import.
    """
    from pubkit.checks.endings import ENDINGS
    from pubkit.checks.figures import FIGURES
    from pubkit.checks.structure import STRUCTURE
    from pubkit.checks.text import TEXT

    return (*STRUCTURE, *ENDINGS, *TEXT, *FIGURES)


@cache
def _rules_on_readings() -> tuple[Rule, ...]:
    """Rules that look at photos, settings or channels too."""
    from pubkit.checks.lengths import LENGTHS
    from pubkit.checks.metadata import METADATA
    from pubkit.checks.photos import PHOTOS
    from pubkit.checks.resolution import RESOLUTION

    return (*PHOTOS, *RESOLUTION, *METADATA, *LENGTHS)


def _on_text(article: Article) -> tuple[Notice, ...]:
    """What the rules on text say, which are shown nothing else."""
    try:
        return _remembered(article)
    except TypeError:  # an article with lists for tuples, which `admit` alone makes one of ours
        return _looked_through(article)


def _looked_through(article: Article) -> tuple[Notice, ...]:
    alone = Reading(article)
    return tuple(notice for rule in _rules_on_text() for notice in rule(alone, frozenset()))


_remembered = lru_cache(maxsize=_REMEMBERED)(_looked_through)


def check(reading: Reading, channels: Iterable[str] | None = None) -> Findings:
    """What reading it brought up, and what the rules say of it for `channels`.

    `channels` are renderers' names; without them those of pubkit.toml. Warnings and infos that
    pubkit.toml ignores are left out; errors never are.
    """
    chosen = frozenset(reading.config.channels.default if channels is None else channels)
    found = (
        *reading.notices,
        *_on_text(reading.article),
        *(n for rule in _rules_on_readings() for n in rule(reading, chosen)),
    )
    ignored = frozenset(reading.config.checks.ignore)
    return Findings(n for n in found if n.severity == "error" or n.code not in ignored)
