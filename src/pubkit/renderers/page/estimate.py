"""Estimate: which body sizes are worth setting, from the matter's length alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from pubkit.display import ems
from pubkit.renderers.page.layout import Grid
from pubkit.renderers.page.look import Body, Look, pt
from pubkit.renderers.page.matter import Art, Head, Matter, Prose, Tabular, text_of

__all__ = ["likely"]

_DOUBT = 0.08
"""By how much the estimate may be wrong, as a part of the lines; Chinese pages were 6 % off."""
_NO_PHOTO = 0.05
"""Part of the page that a single photo takes at least, by whatever rule it is placed."""


def likely(
    matter: Sequence[Matter], look: Look, grids: Iterable[tuple[Body, Grid]], pages: int
) -> list[tuple[Body, Grid]]:
    """The sizes whose text may fill the fewest pages with photos as the style wants them.

    So may, where there may be one page more, those that fill it. Where all are too large, the one
    with the most room is left; where all are too small, the one with the least.
    """
    found = list(grids)
    arts = sum(isinstance(piece, Art) for piece in matter)
    shares = [_share(matter, look, body, grid) for body, grid in found]
    for number in range(1, pages + 1):
        fits = _fitting(shares, look, arts, number)
        if fits or number == pages:
            break
    more = _fitting(shares, look, arts, number + 1) if number < pages else []
    if not fits:
        full = all(share / pages > _room(look, arts, pages)[1] for share in shares)
        fits = [(min if full else max)(range(len(shares)), key=shares.__getitem__)]
    return [found[at] for at in sorted({*fits, *more})]


def _fitting(shares: Sequence[float], look: Look, arts: int, pages: int) -> list[int]:
    """Which sizes may fill so many pages; `shares` is what each would take of one."""
    least, most = _room(look, arts, pages)
    return [
        at
        for at, share in enumerate(shares)
        if least <= share / pages * (1 + _DOUBT) and share / pages * (1 - _DOUBT) <= most
    ]


def _room(look: Look, arts: int, pages: int) -> tuple[float, float]:
    """The least and the greatest part of so many pages that head and photos leave to the text."""
    low, high = look.photo.share if arts else (0.0, 0.0)
    head = [share / pages for share in look.headline.share]
    return 1 - head[1] - high, 1 - head[0] - min(low, _NO_PHOTO * arts / pages)


def _share(matter: Sequence[Matter], look: Look, body: Body, grid: Grid) -> float:
    """The text's part of a page's type area."""
    room = grid.column / pt(body.size)
    lines = sum(_lines(piece, look, room) for piece in matter)
    return lines / (grid.lines * grid.columns)


def _lines(piece: Matter, look: Look, room: float) -> int:
    """Lines of a column of so many characters, white left out where it can be."""
    match piece:
        case Prose():
            length = ems(text_of(piece.runs)) + piece.first
            return max(1, ceil(length / max(1.0, room - piece.left)))
        case Head():
            return look.heading.lines
        case Tabular():
            return 1 + len(piece.rows)
        case Art():
            return 0
