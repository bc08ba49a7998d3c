"""Warm Word beside docxtpl on one seed page, and how its time grows.

    python -m bench.seed [ROUNDS]

The page is the first gold page in ../shared, else the long sample; it has five photos, which have
the pixels of their place already, so that neither side has to make one smaller. Everything is in
memory and called in one process, by turns. Growth is measured from 1 to 64 times the text.
"""

from __future__ import annotations

import io
import itertools
import json
import math
import sys
from collections.abc import Callable
from functools import partial

import msgspec
from PIL import Image

import pubkit
from bench import template
from bench.figures import Spread, table
from bench.layout import ROOT, SAMPLE
from bench.stage import context
from bench.warm import spent, unread
from pubkit import walk
from pubkit.assets import Asset
from pubkit.model import Article, Figure, Section, Text
from pubkit.renderers.word import Docx

__all__ = ["page"]

_PHOTOS = 5
_SIZE_PX = (674, 506)
"""A column of 78 mm at 220 pixels an inch, and a photo of 4:3."""
_BOUND = 0.2
"""Largest ratio to docxtpl that the project promises."""
_SCALES = (1, 4, 16, 64)
_MOST = 1.1
"""Largest exponent of growth that the project promises."""
_TRIES = 3
"""Calls of which the quickest counts where growth is measured."""


def page() -> pubkit.Reading:
    """The page with its photos."""
    article = _article()
    figures = [Figure(f"{n}.jpg", (Text(f"图中所见之{n}。"),), "资料图") for n in range(_PHOTOS)]
    places = [index * len(article.sections) // _PHOTOS for index in range(_PHOTOS)]
    sections = list(article.sections)
    for figure, place in zip(figures, places, strict=True):
        blocks = sections[place].blocks
        own = (*blocks[:1], figure, *blocks[1:])
        sections[place] = msgspec.structs.replace(sections[place], blocks=own)
    made = msgspec.structs.replace(article, lead=(), sections=tuple(sections))
    photos = {str(figure.photo): _photo(n) for n, figure in enumerate(figures)}
    return pubkit.Reading(pubkit.admit(made), photos)


def _article() -> Article:
    """The page's words, without its own figures."""
    sys.path.insert(0, str(ROOT / "tests"))
    import test_gold

    if test_gold.PAGES:
        article: Article = test_gold.article(json.loads(test_gold.PAGES[0].read_text("utf-8")))
    else:
        article = pubkit.read(ROOT / "content" / SAMPLE).article
    sections = (_without_figures(section) for section in article.sections)
    return msgspec.structs.replace(article, sections=tuple(sections))


def _without_figures(section: Section) -> Section:
    blocks = tuple(block for block in section.blocks if not isinstance(block, Figure))
    return msgspec.structs.replace(section, blocks=blocks, id="")


def _photo(number: int) -> Asset:
    """One of the sample's photos, at the size of its place."""
    sources = sorted((ROOT / "content" / SAMPLE / "photos").glob("*.jpg"))
    with Image.open(sources[number % len(sources)]) as picture:
        scaled = picture.convert("RGB").resize(_SIZE_PX, Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    scaled.save(stream, "JPEG", quality=88)
    return Asset(stream.getvalue(), "image/jpeg", *_SIZE_PX)


def _multiplied(reading: pubkit.Reading, times: int) -> pubkit.Reading:
    """The page with its sections repeated, its photos as they are."""
    article = reading.article
    more = article.sections + tuple(map(_without_figures, article.sections)) * (times - 1)
    grown = msgspec.structs.replace(article, sections=more)
    return pubkit.Reading(grown, reading.assets)


def _duel(reading: pubkit.Reading, rounds: int) -> None:
    """Each by turns, after one round that does not count."""
    photos = {name: asset.data for name, asset in reading.assets.items()}
    calls: dict[str, Callable[[], object]] = {
        "docxtpl": partial(template.fill, template.build(), context(reading.article), photos),
        "Docx().render": _alone(reading),
        "pubkit.render, with every check": unread(reading, "docx"),
    }
    costs: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            cost = spent(call)["cpu_s"]
            if number:
                costs[name].append(cost)
    words = sum(map(len, walk.lines([b for s in reading.article.sections for b in s.blocks])))
    print(f"{words} characters, {len(photos)} photos, {rounds} rounds, CPU time\n")
    rows: list[tuple[str, ...]] = [("warm docx", "ms", "of docxtpl", "quartiles", "bound", "met")]
    for name, own in costs.items():
        ratio = Spread.of(
            [ours / theirs for ours, theirs in zip(own, costs["docxtpl"], strict=True)]
        )
        bound = _BOUND if name == "Docx().render" else None
        met = "" if bound is None else "yes" if ratio.middle <= bound else "no"
        rows.append(
            (
                name,
                f"{Spread.of(own).middle * 1000:.1f}",
                f"{ratio.middle:.3f}",
                f"{ratio.low:.3f}–{ratio.high:.3f}",
                f"{bound or ''}",
                met,
            )
        )
    print(table(rows))


def _alone(reading: pubkit.Reading) -> Callable[[], object]:
    """The channel alone, as docxtpl is: the style is loaded, and nothing is proofread."""
    style = pubkit.load_style("daily")
    return lambda: Docx().render(reading.article, reading.assets, style)


def _grow(reading: pubkit.Reading) -> None:
    times = []
    for scale in _SCALES:
        call = _alone(_multiplied(reading, scale))
        times.append(min(spent(call)["cpu_s"] for _ in range(_TRIES)))
    slopes = [math.log(more / less, 4) for less, more in itertools.pairwise(times)]
    whole = sum(slopes) / len(slopes)
    heads = (*(f"{scale}x ms" for scale in _SCALES), "exponents", "whole", "bound", "met")
    exponents = " ".join(f"{slope:.2f}" for slope in slopes)
    met = "yes" if whole <= _MOST else "no"
    row = (*(f"{t * 1000:.1f}" for t in times), exponents, f"{whole:.2f}", f"{_MOST:g}", met)
    print("\nGrowth\n", table([heads, row]), sep="\n")


def main(rounds: int) -> None:
    """Print both tables."""
    reading = page()
    _duel(reading, rounds)
    _grow(reading)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
