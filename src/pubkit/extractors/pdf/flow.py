"""Flow: the running text of all pages, with what lies between its columns behind the paragraph.

A photo at a column's head, its caption, a note at the page's foot: where a paragraph runs on
behind them, the eye finishes it first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pubkit.extractors.pdf.marks import Line, Placed

__all__ = ["settled"]

_FULL_EM = 1.5
"""A line that ends nearer to its margin is full: its paragraph may run on."""
_FLUSH_EM = 0.5
"""A line that begins nearer to its margin is not indented: it may run on from another."""
_SMALL = 0.97
"""Type smaller than this part of the body's is a caption's or a note's."""


def settled(stream: Iterable[Line | Placed], body: float) -> Iterator[Line | Placed]:
    """The stream with what interrupts a paragraph moved behind that paragraph's end.

    `body` is the size of the running text in points.
    """
    held: list[Line | Placed] = []
    last: Line | None = None
    running = False
    for item in stream:
        if not _is_text(item, body):
            held.append(item)
            continue
        assert isinstance(item, Line)
        between = running or bool(held and last and _interrupted(last, item, held))
        if held and not (between and last and _runs_on(last, item)):
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


def _runs_on(last: Line, item: Line) -> bool:
    """Whether a line that stands behind another can belong to the same paragraph."""
    return (
        abs(item.size - last.size) <= 0.3
        and last.right >= last.margins[1] - _FULL_EM * last.size
        and item.left <= item.margins[0] + _FLUSH_EM * item.size
    )
