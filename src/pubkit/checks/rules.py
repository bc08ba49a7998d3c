"""Running every rule over a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

from pubkit.notice import Findings, Notice
from pubkit.reading import Reading

__all__ = ["Rule", "check"]

Rule: TypeAlias = Callable[[Reading, frozenset[str]], Iterator[Notice]]
"""A reading and the chosen channels → what the rule has to say."""


@cache
def _rules() -> tuple[Rule, ...]:
    """Every rule, loaded with the first article that is checked.

    Their patterns take longer to compile than the rest of pubkit to import.
    """
    from pubkit.checks.endings import ENDINGS
    from pubkit.checks.figures import FIGURES
    from pubkit.checks.lengths import LENGTHS
    from pubkit.checks.metadata import METADATA
    from pubkit.checks.photos import PHOTOS
    from pubkit.checks.resolution import RESOLUTION
    from pubkit.checks.structure import STRUCTURE
    from pubkit.checks.text import TEXT

    return (
        *STRUCTURE,
        *ENDINGS,
        *TEXT,
        *FIGURES,
        *PHOTOS,
        *RESOLUTION,
        *METADATA,
        *LENGTHS,
    )


def check(reading: Reading, channels: Iterable[str] | None = None) -> Findings:
    """What reading it brought up, and what the rules say of it for `channels`.

    `channels` are renderers' names; without them those of pubkit.toml. Warnings and infos that
    pubkit.toml ignores are left out; errors never are.
    """
    chosen = frozenset(reading.config.channels.default if channels is None else channels)
    found = (*reading.notices, *(n for rule in _rules() for n in rule(reading, chosen)))
    ignored = frozenset(reading.config.checks.ignore)
    return Findings(n for n in found if n.severity == "error" or n.code not in ignored)
