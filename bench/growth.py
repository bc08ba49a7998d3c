"""How each channel's time grows with the text.

    python -m bench.growth STAGE

Prints the CPU time of a warm call at 1, 4 and 16 times the text, and the exponents between them:
1 is linear growth, 2 quadratic. What is made for paper has a bound.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from bench.figures import table
from bench.layout import Stage
from bench.warm import spent, unread
from pubkit import Reading, read

_SCALES = (1, 4, 16)
_MOST = 1.15
"""Largest exponent from 1 to 16 times for paper that the project promises."""


@dataclass(frozen=True)
class _Row:
    """A channel as it is measured."""

    channel: str
    """Its name."""
    options: Mapping[str, object] = field(default_factory=dict)
    """Its options."""
    sections: int = 9
    """How many of the sample's sections are one time the text."""
    bound: float | None = None
    """Largest exponent."""


_ROWS = (
    _Row("docx"),
    _Row("pdf", bound=_MOST),
    _Row("pdf", {"press": True}, bound=_MOST),
    # 16 times four sections fill as many pages as there may be.
    _Row("page", {"pages": 8}, sections=4, bound=_MOST),
    _Row("rss"),
    _Row("wechat"),
    _Row("text"),
    _Row("json"),
)
_TRIES = 3
"""Calls of which the quickest counts."""


def growth(stage: Stage) -> Iterator[tuple[str, ...]]:
    """One line a channel, below a line of heads."""
    reading = read(stage.article)
    heads = ("1 to 4", "4 to 16", "1 to 16", "bound", "met")
    yield ("channel", *(f"{scale}x ms" for scale in _SCALES), *heads)
    for row in _ROWS:
        times = [_quickest(_multiplied(reading, row.sections, n), row) for n in _SCALES]
        slopes = [math.log(more / less, 4) for less, more in itertools.pairwise(times)]
        whole = sum(slopes) / len(slopes)
        yield (
            " ".join((row.channel, *row.options)),
            *(f"{s * 1000:.1f}" for s in times),
            *(f"{s:.2f}" for s in (*slopes, whole)),
            f"{row.bound or ''}",
            _verdict(whole, row.bound),
        )


def _verdict(exponent: float, bound: float | None) -> str:
    if bound is None:
        return ""
    return "yes" if exponent <= bound else "no"


def _multiplied(reading: Reading, sections: int, times: int) -> Reading:
    """The article with its first sections repeated and no anchor twice."""
    article = reading.article
    kept = (msgspec.structs.replace(section, id="") for section in article.sections[:sections])
    return replace(reading, article=msgspec.structs.replace(article, sections=tuple(kept) * times))


def _quickest(reading: Reading, row: _Row) -> float:
    """CPU seconds of the best of several calls."""
    call = unread(reading, row.channel, **row.options)
    return min(spent(call)["cpu_s"] for _ in range(_TRIES))


if __name__ == "__main__":
    print(table(list(growth(Stage(Path(sys.argv[1]))))))
