"""Reading Markdown takes time in proportion to its length, whatever mark it repeats."""

import contextlib
import time
from collections.abc import Callable

import pytest

from pubkit.errors import PubkitError
from pubkit.readers.markdown import MarkdownReader

SHORT, LONG = 10_000, 200_000
"""Bytes."""
SLACK = 4
"""Times that the long text may take more than its share; what grows as a square takes 20."""
SECONDS = 10.0
"""For the long text, on a slow machine."""


def repeated(mark: str) -> Callable[[int], str]:
    return lambda size: mark * (size // len(mark))


MARKS = ("[", "![", "*", "_", "`", ">", "<", "(", "|", "[a](", "[a][", "*[_`a")
BODIES = {mark[:10]: repeated(mark) for mark in MARKS} | {
    "open and closed brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "brackets in brackets": repeated("[" * 70 + "]" * 70),
    "photos in photos": lambda size: "![" * (size // 6) + "](a)" * (size // 6),
    "lists": repeated("".join("  " * depth + "- 甲\n" for depth in range(12))),
    "lists without end": lambda size: "".join("  " * d + "- 甲\n" for d in range(int(size**0.5))),
}


def seconds(body: str) -> float:
    """How long reading takes; a refusal is as good."""
    source = f"---\ntitle: 题\n---\n\n{body}\n".encode()
    began = time.process_time()
    with contextlib.suppress(PubkitError):
        MarkdownReader().read(source, "article.md")
    return time.process_time() - began


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_twenty_times_the_text_takes_twenty_times_as_long(body: Callable[[int], str]) -> None:
    seconds(body(SHORT // 10))  # the parser is loaded
    short = min(seconds(body(SHORT)) for _ in range(3))
    long = seconds(body(LONG))
    assert long < max(SLACK * short * LONG / SHORT, 0.5)
    assert long < SECONDS
