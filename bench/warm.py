"""The warm process: one call again and again, everything loaded.

The article is one that was checked, as the manual has it before it is rendered. `, unread` is the
call with an article that nothing is known of: its title is new each time.

    python -m bench.warm STAGE

Reads a contender's name a line, makes one call, answers with its CPU and wall time in seconds.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import msgspec

import pubkit
from bench import template
from bench.layout import CONTEXT, TEMPLATE, Stage

__all__ = ["rendered", "spent", "unread"]

_CHANNELS = ("docx", "pdf", "rss", "wechat")


def _calls(stage: Stage) -> dict[str, Callable[[], object]]:
    """Contender → its call, input in memory."""
    reading = pubkit.read(stage.article)
    calls: dict[str, Callable[[], object]] = {
        f"pubkit {channel}": partial(rendered, reading, channel) for channel in _CHANNELS
    }
    calls["pubkit docx, unread"] = unread(reading, "docx")
    theirs = stage.theirs
    calls["docxtpl docx"] = partial(
        template.fill,
        (theirs / TEMPLATE).read_bytes(),
        json.loads((theirs / CONTEXT).read_text(encoding="utf-8")),
        {f"photos/{p.name}": p.read_bytes() for p in (theirs / "photos").iterdir()},
    )
    return calls


def unread(reading: pubkit.Reading, channel: str, **options: object) -> Callable[[], object]:
    """The call of `rendered` with an article that has not been seen before."""
    numbers = count()

    def call() -> object:
        title = f"{reading.article.title}{next(numbers)}"
        article = msgspec.structs.replace(reading.article, title=title)
        return rendered(replace(reading, article=article), channel, **options)

    return call


def rendered(reading: pubkit.Reading, channel: str, **options: object) -> pubkit.Run:
    """One channel of the article, in the style `daily`; its failure is raised."""
    run = pubkit.render(reading, to=[channel], style="daily", options={channel: options})
    if run[0].error is not None:
        raise run[0].error
    return run


def spent(call: Callable[[], object]) -> dict[str, float]:
    """CPU and wall time of one call; what earlier calls left behind is swept up first."""
    gc.collect()
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    made = call()
    cost = {"cpu_s": time.process_time() - cpu_s, "wall_s": time.perf_counter() - wall_s}
    del made  # so that taking it apart is not on the clock
    return cost


if __name__ == "__main__":
    calls = _calls(Stage(Path(sys.argv[1])))
    for line in sys.stdin:
        print(json.dumps(spent(calls[line.strip()])), flush=True)
