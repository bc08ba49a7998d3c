"""Sentences and the numbers in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pubkit.checks.numerals import Quantity, Range, narrow, quantities
from pubkit.checks.text.passages import Passage, passages, pointed
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["NEAR", "TIMES", "Sentence", "near", "scaled", "sentences", "whole_times"]

_SENTENCE = pattern(r"[^。！？；\n]+")
_TELLING = pattern(r"[%％倍]|percent|per cent|百分点|其中|包括")
"""Without one of these nothing in a passage can be worked out."""
NEAR = 6
"""Numbers before a result that may be meant by it."""
_FAR = 90
"""Characters between them."""
TIMES = frozenset("年月日时分秒岁周天点号期届旬级版")
"""Units of what is never a part or a whole."""


class Sentence(Struct, frozen=True):
    """A sentence and the numbers in it."""

    passage: Passage
    """Where it stands."""
    start: int
    """Where in the passage it begins."""
    text: str
    """The sentence."""
    numbers: Sequence[Quantity]
    """Its numbers, in order."""

    def before(self, index: int) -> Sequence[Quantity]:
        """The numbers that the one at `index` may refer to, nearest first."""
        near = self.numbers[max(index - NEAR, 0) : index]
        reach = self.numbers[index].start - _FAR
        return [n for n in reversed(near) if n.unit not in TIMES and n.start >= reach]

    def between(self, first: Quantity, second: Quantity) -> str:
        """The words between two numbers; none where they are far apart."""
        return self.text[first.end : second.start] if second.start - first.end <= _FAR else "。"

    def fault(self, first: Quantity, last: Quantity, *, code: str, text: str) -> Notice:
        """A notice on the words from one number to another."""
        return pointed(
            self.passage,
            (self.start + min(first.start, last.start), self.start + max(first.end, last.end)),
            code=code,
            severity="warning",
            text=f"{text}: 「{{}}」.",
            hint="Ask the author which of the numbers is wrong.",
        )


def sentences(article: Article) -> Iterator[Sentence]:
    """Every sentence that may tell something that can be worked out."""
    for passage in passages(article):
        if not _TELLING.search(passage.text):
            continue
        for match in _SENTENCE.finditer(narrow(passage.text)):
            if _TELLING.search(match[0]):
                numbers = tuple(quantities(match[0]))
                yield Sentence(passage, match.start(), match[0], numbers)


def near(value: float, printed: Quantity) -> str:
    """`84.5`: the value with one decimal more than is printed."""
    return f"{value:.{len(printed.text.partition('.')[2]) + 1}f}"


def scaled(value: float, like: Quantity) -> str:
    """`418万`: the value in the scale in which another number is printed."""
    scale = like.text.lstrip("0123456789,.")
    printed = float(like.text.removesuffix(scale).replace(",", ""))
    return f"{value * printed / like.value if like.value else value:.10g}{scale}"


def whole_times(times: Quantity) -> Range:
    """What `N倍` may mean: a whole number of times may have been rounded."""
    slack = 0.5 if "." not in times.text else 0.0
    return Range(times.range.low - slack, times.range.high + slack)
