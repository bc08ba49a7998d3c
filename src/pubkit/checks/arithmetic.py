"""Rules on what a reader can work out.

A notice is given only where no reading of the sentence agrees with what is printed: every number
may have been rounded, and all that might be meant are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from pubkit.checks.growth import fold, gain, growth, points, rise
from pubkit.checks.sentences import Sentence, sentences
from pubkit.checks.shares import multiple, share
from pubkit.checks.sums import hundred, total
from pubkit.notice import Notice
from pubkit.reading import Reading

__all__ = ["ARITHMETIC"]

_Rule: TypeAlias = Callable[[Sentence, int], Iterator[Notice]]
"""A sentence and the place of one of its numbers → what is wrong with that number."""

_RULES: Mapping[str, Sequence[_Rule]] = MappingProxyType(
    {"%": (share, growth, gain, rise, hundred), "个百分点": (points,), "倍": (multiple, fold)}
)
"""What is worked out of a number, by its unit; of any other, what it sums up."""


def _arithmetic(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    for sentence in sentences(reading.article):
        for index, number in enumerate(sentence.numbers):
            for rule in _RULES.get(number.unit, (total,)):
                yield from rule(sentence, index)


ARITHMETIC = (_arithmetic,)
