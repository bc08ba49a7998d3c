"""Findings on the terminal: grouped by severity, each with its source line and the place in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING

from pubkit.cli.excerpt import excerpt
from pubkit.cli.outline import counted
from pubkit.cli.screen import coloured, visible, width
from pubkit.notice import Notice, Severity
from pubkit.places import Place, Places

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["COLOURS", "groups", "tally"]

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}
_WORDS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "must be settled before this is published"),
    "warning": ("warning", "doubtful"),
    "info": ("note", "on record"),
}
_MARGIN = 10
"""Columns for `line 1234` and the space behind it."""


def tally(notices: Iterable[Notice]) -> str:
    """`2 errors, 3 warnings, 1 note`; `nothing to report`."""
    severities = [notice.severity for notice in notices]
    parts = [
        counted(severities.count(severity), name)
        for severity, (name, _) in _WORDS.items()
        if severity in severities
    ]
    return ", ".join(parts) or "nothing to report"


def groups(notices: Sequence[Notice], places: Places, most: int) -> Iterator[RenderableType]:
    """The findings, a severity at a time, in the order of the source; `most` of one kind."""
    from rich.text import Text

    severities = {notice.severity for notice in notices}
    for severity in sorted(severities, key=list(_WORDS).index):
        name, meaning = _WORDS[severity]
        own = [notice for notice in notices if notice.severity == severity]
        head = Text(f"\n{counted(len(own), name)}", f"bold {COLOURS[severity]}")
        yield head.append(f": {meaning}", "not bold dim")
        shown, more = _first(own, most)
        yield _table(sorted(((places.of(notice), notice) for notice in shown), key=_in_order))
        for code, number in more.items():
            yield Text(
                f"  and {number} more of {code}; pubkit check --format json lists all", "dim"
            )


def _first(notices: Iterable[Notice], most: int) -> tuple[list[Notice], dict[str, int]]:
    """The first `most` notices of each code, and how many more there are."""
    counts: Counter[str] = Counter()
    shown = []
    for notice in notices:
        counts[notice.code] += 1
        if counts[notice.code] <= most:
            shown.append(notice)
    return shown, {code: number - most for code, number in counts.items() if number > most}


def _in_order(found: tuple[Place, Notice]) -> tuple[float, int]:
    """What holds for the whole article comes last."""
    place, _ = found
    return (place.line or inf, place.start)


def _table(found: Iterable[tuple[Place, Notice]]) -> RenderableType:
    from rich.table import Table

    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=_MARGIN - 1, justify="right", style="cyan")
    table.add_column(ratio=1)
    for place, notice in found:
        table.add_row(f"line {place.line}" if place.line else "", _finding(place, notice))
    return table


def _finding(place: Place, notice: Notice) -> Text:
    """The sentence, the place, and what to do about it."""
    from rich.text import Text

    shown = Text(visible(notice.text))
    if place.text:
        style = COLOURS[notice.severity]
        shown.append("\n")
        shown.append_text(excerpt(place, width() - _MARGIN - 2, style, carets=not coloured()))
    name = f"{notice.code}@{notice.where}" if notice.where else notice.code
    shown.append(f"\n{notice.hint} " if notice.hint else "\n")
    return shown.append(f"[{name}]", "dim")
