"""Directions: what captions and authors say of a photo's place, held against where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pubkit.notice import Notice
from pubkit.renderers.page.layout import Placed
from pubkit.renderers.page.matter import Art, text_of

__all__ = ["directed", "narrowed"]

_DIRECTION = re.compile("[左右上下][图圖]")
"""A caption's word for its photo; a caption stands under it here."""


def directed(arts: Sequence[Art], placed: Sequence[Placed]) -> Iterator[Notice]:
    """A warning for each caption whose word is wrong: `arts` are the photos by their number."""
    for one in placed:
        art = arts[one.picture]
        for match in _DIRECTION.finditer(text_of(art.caption)):
            if not _TRUE[match[0][0]](one, placed):
                yield Notice(
                    code="caption-direction",
                    severity="warning",
                    where=art.path,
                    text=f"The caption says {match[0]}, but that is not where its photo stands: "
                    "the caption is under it.",
                    hint="Take the word out, or write what is true on this page.",
                    quote=match[0],
                )


def narrowed(arts: Sequence[Art], placed: Sequence[Placed], columns: int) -> Iterator[Notice]:
    """A warning for each photo that is asked for wide and stands in one of several columns."""
    for one in placed:
        art = arts[one.picture]
        if art.figure.place == "wide" and one.span == 1 < columns:
            yield Notice(
                code="photo-not-wide",
                severity="warning",
                where=art.path,
                text=f"The photo {art.figure.photo or 'to come'} is asked for wide and stands in "
                "one column: the page has no room for more, or the photo too few pixels.",
                hint="Cut the text, take another photo out, or ask for the original.",
            )


def _beside(one: Placed, placed: Sequence[Placed], side: int) -> bool:
    """Whether another photo stands at its right (1) or left (-1) at the same height."""
    return any(
        other is not one
        and other.page == one.page
        and (other.column - one.column) * side > 0
        and other.top < one.top + one.lines
        and one.top < other.top + other.lines
        for other in placed
    )


_TRUE: Mapping[str, Callable[[Placed, Sequence[Placed]], bool]] = {
    "上": lambda one, placed: True,
    "下": lambda one, placed: False,
    "左": lambda one, placed: _beside(one, placed, 1),
    "右": lambda one, placed: _beside(one, placed, -1),
}
"""Whether the photo under which the word stands is the left, right, upper or lower one."""
