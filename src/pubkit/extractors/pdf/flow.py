"""Flow: the running text of all pages, with what lies between its columns behind the paragraph.

A photo at a column's head, its caption, a note at the page's foot: where a paragraph runs on
behind them, the eye finishes it first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pubkit.extractors.pdf.marks import Line, Placed

__all__ = ["settled"]

_FULL_EM = 1.5
"""A line that ends nearer to its margin is full: its paragraph may run on."""
_FLUSH_EM = 0.5
"""A line that begins nearer to its margin is not indented: it may run on from another."""
_SMALL = 0.97
"""Type smaller than this part of the body's is a caption's or a note's."""
_SAME_PT = 3.0
"""How far the edges of one column may differ from page to page."""


def settled(stream: Sequence[Line | Placed], body: float) -> Iterator[Line | Placed]:
    """The stream with what interrupts a paragraph moved behind that paragraph's end.

    `body` is the size of the running text in points.
    """
    held: list[Line | Placed] = []
    last: Line | None = None
    running = False
    right_of = _rights(stream)
    for item in stream:
        if not _is_text(item, body):
            held.append(item)
            continue
        assert isinstance(item, Line)
        between = running or bool(held and last and _interrupted(last, item, held))
        if held and not (between and last and _runs_on(last, item, right_of(last))):
            yield from held
            held = []
        running = bool(held)
        yield item
        last = item
    yield from held


def _is_text(item: Line | Placed, body: float) -> bool:
    return isinstance(item, Line) and item.size >= _SMALL * body


def _interrupted(last: Line, item: Line, held: Iterable[Line | Placed]) -> bool:
    """Whether what is held can stand in the midst of a paragraph, and is no part of the flow."""
    return item.column != last.column or any(isinstance(other, Placed) for other in held)


def _rights(stream: Iterable[Line | Placed]) -> Callable[[Line], float]:
    """Where the column that a line stands in ends: on other pages too, if it is short on its own.

    A column is known by where it begins, and ends where most of its lines have it.
    """
    found: dict[int, Counter[float]] = defaultdict(Counter)
    for item in stream:
        if isinstance(item, Line):
            left, right = item.margins
            found[round(left / _SAME_PT)][right] += 1
    common = {left: rights.most_common(1)[0][0] for left, rights in found.items()}
    return lambda line: max(line.margins[1], common[round(line.margins[0] / _SAME_PT)])


def _runs_on(last: Line, item: Line, right: float) -> bool:
    """Whether a line that stands behind another, in a column to `right`, can go on with it."""
    return (
        abs(item.size - last.size) <= 0.3
        and last.right >= right - _FULL_EM * last.size
        and item.left <= item.margins[0] + _FLUSH_EM * item.size
    )
