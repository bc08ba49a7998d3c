"""How each channel's time grows with the text.

    python -m bench.growth STAGE

Prints the CPU time of a warm call at 1, 4 and 16 times the text, and the exponents between them:
1 is linear growth, 2 quadratic.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from bench.figures import table
from bench.layout import Stage
from bench.warm import rendered, spent
from pubkit import Reading, read

_SCALES = (1, 4, 16)
_CHANNELS = ("docx", "pdf", "rss", "wechat", "text", "json")
_TRIES = 3
"""Calls of which the quickest counts."""


def growth(stage: Stage) -> Iterator[tuple[str, ...]]:
    """One row a channel, below a row of heads."""
    reading = read(stage.article)
    readings = [_multiplied(reading, times) for times in _SCALES]
    yield ("channel", *(f"{scale}x ms" for scale in _SCALES), "1 to 4", "4 to 16")
    for channel in _CHANNELS:
        times = [_quickest(reading, channel) for reading in readings]
        slopes = (math.log(more / less, 4) for less, more in itertools.pairwise(times))
        yield (channel, *(f"{s * 1000:.1f}" for s in times), *(f"{s:.2f}" for s in slopes))


def _multiplied(reading: Reading, times: int) -> Reading:
    """The article with its sections repeated and no anchor twice."""
    article = reading.article
    sections = tuple(msgspec.structs.replace(section, id="") for section in article.sections)
    return replace(reading, article=msgspec.structs.replace(article, sections=sections * times))


def _quickest(reading: Reading, channel: str) -> float:
    """CPU seconds of the best of several calls."""
    call = partial(rendered, reading, channel)
    return min(spent(call)["cpu_s"] for _ in range(_TRIES))


if __name__ == "__main__":
    print(table(list(growth(Stage(Path(sys.argv[1]))))))
