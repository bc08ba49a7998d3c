"""As much of a source line as a terminal shows, with the characters in question marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pubkit.cli.screen import visible
from pubkit.places import Place

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["cut", "excerpt"]

_CUT = "…"
_NEAR = 4
"""Characters looked at for each column: some, such as accents, take none of their own."""


def excerpt(place: Place, width: int, style: str, *, carets: bool) -> Text:
    """The line, cut to `width` columns round its mark.

    The mark is underlined in `style`. `carets` stand below it in a line of their own where no
    colour is shown; they count two columns for a Chinese character.
    """
    from rich.cells import cell_len
    from rich.text import Text

    before, marked, after = _window(place, width)
    shown = Text(before, "dim", no_wrap=True, end="")
    shown.append(marked, f"not dim bold underline {style}")
    shown.append(after)
    if carets and marked:
        shown.append("\n" + " " * cell_len(before) + "^" * cell_len(marked))
    return shown


def _window(place: Place, width: int) -> tuple[str, str, str]:
    """What is shown before the mark, of the mark, and after it: together at most `width` columns.

    The mark comes first. What room it leaves is shared; a side that needs less gives to the other.
    """
    from rich.cells import cell_len

    near = _NEAR * width + 1
    before = visible(place.text[max(place.start - near, 0) : place.start].lstrip())
    marked = cut(visible(place.text[place.start : place.end]), width)
    after = visible(place.text[place.end : place.end + near].rstrip())
    room = width - cell_len(marked)
    before = _tail(before, max(room // 2, room - cell_len(after)))
    return before, marked, cut(after, room - cell_len(before))


def cut(text: str, columns: int) -> str:
    """The beginning of `text`, with dots where it is cut."""
    from rich.cells import cell_len, set_cell_size

    near = _NEAR * columns
    if len(text) <= near and cell_len(text) <= columns:
        return text
    return set_cell_size(text[:near], columns - 1).rstrip() + _CUT if columns > 0 else ""


def _tail(text: str, columns: int) -> str:
    """The end of `text`, with dots where it is cut."""
    return cut(text[::-1], columns)[::-1]
