"""The contenders and their rounds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias

from bench.clock import Cost, timed
from bench.layout import (
    CONTEXT,
    OUR_PAGE,
    OUR_SHEET,
    PAGE,
    PANDOC,
    ROOT,
    SAMPLE,
    SHEET,
    SOURCE,
    TEMPLATE,
    Stage,
)

__all__ = [
    "ALL_FOUR",
    "BARE",
    "CHANNELS",
    "IMPORT",
    "OFFICE",
    "PAGE_PRESS",
    "PDF_PRESS",
    "PRINT",
    "PYTHON",
    "Costs",
    "contest",
]

CHANNELS = ("docx", "pdf", "rss", "wechat")
OFFICE = "pubkit docx+rss+wechat"
ALL_FOUR = "pubkit docx+pdf+rss+wechat"
IMPORT, PYTHON = "import pubkit", "bare Python"
PAGE_PRESS, PDF_PRESS = "pubkit page, for the press", "pubkit pdf, for the press"
BARE = "WeasyPrint, our page"
PRINT = ("pubkit pdf", PDF_PRESS, PAGE_PRESS, BARE)
"""Contenders on paper."""

Costs: TypeAlias = dict[str, list[Cost]]
"""Contender → its cost in each round; a warm call's name ends in `, warm`."""
_Call: TypeAlias = Callable[[], Cost]


def contest(
    stage: Stage, rounds: int, tell: Callable[[str], None], only: Sequence[str] = ()
) -> Costs:
    """Every contender's cost in each of `rounds`, after one round that does not count.

    `only` names those that take part; all if it is empty.
    """
    with _warm_calls(stage) as warm:
        calls = _cold_calls(stage) | warm
        calls = {name: calls[name] for name in only or calls}
        costs: Costs = {name: [] for name in calls}
        for number in range(rounds + 1):
            tell(f"round {number} of {rounds}" if number else "a round that does not count")
            for name in _rotated(list(calls), number):
                cost = calls[name]()
                if number:
                    costs[name].append(cost)
    return costs


def _rotated(names: Sequence[str], number: int) -> Sequence[str]:
    start = number % len(names)
    return (*names[start:], *names[:start])


def _cold_calls(stage: Stage) -> dict[str, _Call]:
    pandoc = str(stage.folder / PANDOC)
    results, theirs = stage.results, stage.theirs
    weasyprint = ("-m", "weasyprint", PAGE, "-s", SHEET, str(results / "weasyprint.pdf"))
    docxtpl = (
        "-m",
        "bench.template",
        theirs / TEMPLATE,
        theirs / CONTEXT,
        results / "docxtpl.docx",
    )
    ours = ("-m", "weasyprint", OUR_PAGE, "-s", OUR_SHEET, "--pdf-tags")
    commands = {name: (stage.ours, _python(*_ours(stage, name))) for name in _our_names()} | {
        PDF_PRESS: (stage.press, _python(*_printed(stage, "pdf"))),
        PAGE_PRESS: (stage.press, _python(*_printed(stage, "page"))),
        BARE: (theirs, _python(*ours, str(results / "our-page.pdf"))),
        "pandoc docx": (theirs, [pandoc, SOURCE, "-o", str(results / "pandoc.docx")]),
        "pandoc html": (theirs, [pandoc, "-s", SOURCE, "-o", str(results / "pandoc.html")]),
        "WeasyPrint pdf": (theirs, _python(*weasyprint)),
        "docxtpl docx": (ROOT, _python(*map(str, docxtpl))),
        IMPORT: (stage.ours, _python("-c", "import pubkit")),
        PYTHON: (stage.ours, _python("-c", "pass")),
    }
    return {name: partial(timed, command, folder) for name, (folder, command) in commands.items()}


def _our_names() -> tuple[str, ...]:
    return (OFFICE, ALL_FOUR, *(f"pubkit {channel}" for channel in CHANNELS))


def _ours(stage: Stage, name: str) -> Iterator[str]:
    yield from ("-m", "pubkit", "render", str(stage.article), "--style", "daily")
    yield from ("--out", str(stage.results / name.replace(" ", "-")))
    for channel in name.removeprefix("pubkit ").split("+"):
        yield from ("--to", channel)


def _printed(stage: Stage, channel: str) -> tuple[str, ...]:
    article = str(stage.press / "content" / SAMPLE)
    out = str(stage.results / f"press-{channel}")
    return ("-m", "pubkit", "render", article, "--style", "daily", "--to", channel, "--out", out)


def _python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


@contextmanager
def _warm_calls(stage: Stage) -> Iterator[dict[str, _Call]]:
    """Calls into one process in which everything is loaded."""
    command = _python("-m", "bench.warm", str(stage.folder))
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        ours = (f"pubkit {channel}" for channel in CHANNELS)
        names = (*ours, "pubkit docx, unread", "docxtpl docx")
        yield {f"{name}, warm": partial(_asked, process, name) for name in names}
        process.communicate()


def _asked(process: subprocess.Popen[str], name: str) -> Cost:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{name}\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise SystemExit(f"bench: the warm call of {name} failed")
    return Cost(**json.loads(answer))
