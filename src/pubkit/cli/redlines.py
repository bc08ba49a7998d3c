"""Redlines on the terminal: struck in red, underlined in blue, or in signs without colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pubkit.cli.screen import coloured, visible
from pubkit.redline import Mark, Stroke, excerpt, in_words, legible

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["redlined"]

_REACH = 30
"""Characters of context on either side of a mark: most of a terminal's line in Chinese."""
_STYLES: dict[Mark, str] = {"same": "", "gone": "red strike", "new": "blue underline"}


def redlined(line: Iterable[Stroke]) -> Text:
    """The line with its marks and as much round them as is needed to know the place."""
    from rich.text import Text

    shown = [Stroke(s.mark, _shown(s)) for s in legible(excerpt(line, _REACH))]
    if not coloured():
        return Text(in_words(shown))
    text = Text()
    for stroke in shown:
        text.append(stroke.text, _STYLES[stroke.mark])
    return text


def _shown(stroke: Stroke) -> str:
    return visible(stroke.text.replace("\n", "↵") if stroke.mark == "same" else stroke.text)
