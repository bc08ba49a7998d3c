"""How long a page takes to be read and checked, and how that grows with its length.

python -m bench.galley.speed
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator, Sequence

from bench.figures import table
from bench.galley.pages import imported

__all__ = ["growth", "sample", "speed_table"]

_PAGE = 5_000
"""Characters of a page: what a newspaper page holds."""
_SCALES = (1, 4, 16, 64)
_TRIES = 5
"""Calls of which the quickest counts; fewer for long texts."""

_HEADINGS = ("秋收的田野", "渡口的老船工", "山里来了电影队", "夜校的灯")
_SENTENCES = (
    "清晨六点，渡口的雾还没有散，老船工已经把缆绳解开。",
    "“今年的水比往年涨得早，”他说，“庄稼倒是长得好。”",
    "全村412户人家，已有307户装上了新的水表，占全村的七成多。",
    "放映队走了14公里山路，把《春到河湾》送到最远的三个寨子。",
    "孩子们围着银幕坐了一圈，谁也舍不得先走；老人们搬来长凳，说起从前的事。",
    "夜校开课以来，先后有96人学会了记账、育苗、修理农具等本领。",
)


def sample(characters: int) -> str:
    """A page of about so many characters: headings, paragraphs, some cut by a column's end."""
    pieces = ["河湾纪事", "——一个渡口村庄的四季", "本报记者 苏禾 通讯员 江一帆"]
    length, number = 0, 0
    while length < characters:
        if number % 6 == 0:
            pieces.append(_HEADINGS[number // 6 % len(_HEADINGS)])
        text = "".join(_SENTENCES[(number + k) % len(_SENTENCES)] for k in range(5))
        cut = len(text) // 2 if number % 3 == 0 else len(text)
        pieces += [part for part in (text[:cut], text[cut:]) if part]
        length += len(text)
        number += 1
    return "\n\n".join(pieces) + "\n"


def growth(scales: Sequence[int] = _SCALES) -> Iterator[tuple[int, int, float]]:
    """Scale, characters and seconds of the quickest of several calls."""
    for scale in scales:
        text = sample(_PAGE * scale)
        data = text.encode()
        yield scale, len(text), min(_timed(data) for _ in range(max(2, _TRIES - scale // 8)))


def _timed(data: bytes) -> float:
    start = time.perf_counter()
    imported(data, "sample.txt")
    return time.perf_counter() - start


def speed_table() -> str:
    """One line a scale: characters, milliseconds, and the exponent since the last (1: linear)."""
    imported(sample(_PAGE).encode(), "sample.txt")  # loads the lexicon, once a process
    figures = list(growth())
    rows = [("text", "characters", "ms", "growth")]
    slopes = ["", *(_slope(a, b) for a, b in itertools.pairwise(figures))]
    for (scale, characters, seconds), slope in zip(figures, slopes, strict=True):
        rows.append((f"{scale}x", str(characters), f"{seconds * 1000:.1f}", slope))
    return table(rows)


def _slope(less: tuple[int, int, float], more: tuple[int, int, float]) -> str:
    return f"{math.log(more[2] / less[2]) / math.log(more[1] / less[1]):.2f}"


if __name__ == "__main__":
    print(speed_table())
