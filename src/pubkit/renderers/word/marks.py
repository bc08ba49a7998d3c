"""Marks: names by which sections and figures are found again, in Word's own bookmarks.

`docs/word.md` has the whole of what a file carries for its way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pubkit.model import Article, Figure
from pubkit.walk import anchors, figures

__all__ = ["Mark", "bookmarks", "described"]

_BEARABLE = re.compile("[A-Za-z][A-Za-z0-9_]{0,31}")
"""An id that a bookmark's name can bear: Word allows it letters, digits and `_`, 40 in all, of
which `at_fig_` takes seven."""


class Mark(NamedTuple):
    """How a section or a figure is called in the file."""

    anchor: str
    """What links within the article call it."""
    name: str
    """Its bookmark: `sec_1`, `fig_dock`."""
    id: str = ""
    """Its authored id, where the bookmark does not bear it."""

    @property
    def home(self) -> str:
        """Bookmark of the place where a figure is written that is set elsewhere."""
        return f"at_{self.name}"


def bookmarks(article: Article) -> dict[str, Mark]:
    """Node path of each section and figure → its mark.

    Word does not tell bookmarks apart by case, so of two ids that differ in nothing else the second
    goes by its number.
    """
    called = anchors(article)
    found: dict[str, Mark] = {}
    taken: set[tuple[str, str]] = set()
    for path, kind, number, own in _marked(article):
        bears = bool(_BEARABLE.fullmatch(own)) and (kind, own.lower()) not in taken
        taken.add((kind, own.lower()))
        name = f"{kind}_{own if bears else number}"
        found[path] = Mark(called[path], name, "" if bears else own)
    return found


def _marked(article: Article) -> Iterator[tuple[str, str, int, str]]:
    """Path, kind, number and authored id of what is marked."""
    for index, section in enumerate(article.sections):
        yield f"sections[{index}]", "sec", index + 1, section.id
    for number, (path, figure) in enumerate(figures(article), 1):
        yield path, "fig", number, figure.id


def described(mark: Mark, figure: Figure) -> str:
    """What a figure's text does not say, in one line: `fig_2 place=wide photo=photos/stars.jpg`."""
    return " ".join((mark.name, *_said(mark, figure)))


def _said(mark: Mark, figure: Figure) -> Iterator[str]:
    if figure.place != "column":
        yield f"place={figure.place}"
    if figure.crop != "auto":
        yield f"crop={figure.crop}"
    if figure.focus is not None:
        yield f"focus={figure.focus[0]!r},{figure.focus[1]!r}"
    if mark.id:
        yield f"id={mark.id}"
    if figure.photo is not None:  # last, since it may hold anything
        yield f"photo={figure.photo}"
