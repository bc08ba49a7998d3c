"""Findings on the terminal: grouped by severity, each with its source line and the place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, Protocol, TypeAlias

from pubkit.cli.excerpt import excerpt
from pubkit.cli.outline import counted
from pubkit.cli.screen import coloured, visible, width
from pubkit.notice import Notice, Severity
from pubkit.places import Place

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["COLOURS", "Finder", "groups", "tally"]

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}
_WORDS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "must be settled before this is published"),
    "warning": ("warning", "doubtful"),
    "info": ("note", "on record"),
}
_PAGE = "page "
"""How the place of a finding in a PDF begins."""
_MARGIN = 10
"""Columns for `line 1234` and the space behind it."""


class Finder(Protocol):
    """Says where a notice points."""

    def of(self, notice: Notice) -> Place:
        """Its place; an empty one if it holds for the whole file."""


def tally(notices: Iterable[Notice]) -> str:
    """`2 errors, 3 warnings, 1 note`; `nothing to report`."""
    severities = [notice.severity for notice in notices]
    parts = [
        counted(severities.count(severity), name)
        for severity, (name, _) in _WORDS.items()
        if severity in severities
    ]
    return ", ".join(parts) or "nothing to report"


def groups(
    notices: Sequence[Notice], places: Finder, *, most: int, paths: bool
) -> Iterator[RenderableType]:
    """The findings, a severity at a time and a code at a time, `most` of each code.

    With `paths` each error has its node path, by which it is accepted.
    """
    from rich.text import Text

    severities = {notice.severity for notice in notices}
    for severity in sorted(severities, key=list(_WORDS).index):
        name, meaning = _WORDS[severity]
        own = [notice for notice in notices if notice.severity == severity]
        head = Text(f"\n{counted(len(own), name)}", f"bold {COLOURS[severity]}")
        yield head.append(f": {meaning}", "not bold dim")
        yield _table(_kinds(own, places), most, paths and severity == "error")


_Found: TypeAlias = tuple[Place, Notice]


def _kinds(notices: Iterable[Notice], places: Finder) -> Iterator[list[_Found]]:
    """The findings of one code together; what stands first in the source comes first."""
    kinds: dict[str, list[_Found]] = {}
    for notice in notices:
        kinds.setdefault(notice.code, []).append((places.of(notice), notice))
    for found in kinds.values():
        found.sort(key=_order)
    yield from sorted(kinds.values(), key=lambda found: _order(found[0]))


def _order(found: _Found) -> tuple[float, int]:
    """By line; what holds for the whole article comes last."""
    place, _ = found
    return (place.line or inf, place.start)


def _table(kinds: Iterable[Sequence[_Found]], most: int, paths: bool) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=_MARGIN - 1, justify="right", style="cyan")
    table.add_column(ratio=1, overflow="fold")
    for found in kinds:
        for place, notice in found[:most]:
            label = _label(place, notice)
            path = notice.where if paths and label != notice.where else ""
            table.add_row(label, _finding(place, notice, path))
        if len(found) > most:
            table.add_row("", Text(f"and {len(found) - most} more; --format json lists all", "dim"))
        table.add_row("", _advice([notice for _, notice in found[:most]]))
    return table


def _label(place: Place, notice: Notice) -> str:
    """Line or page."""
    if place.line:
        return f"line {place.line}"
    return notice.where if notice.where.startswith(_PAGE) else ""


def _finding(place: Place, notice: Notice, path: str) -> Text:
    """The sentence, and the place unless the sentence quotes all of it and means all of it."""
    from rich.text import Text

    shown = Text(visible(notice.text)).append(f"  at {path}" if path else "", "dim")
    whole = place.text[place.start : place.end] in ("", place.text.strip())
    if not (whole and place.text.strip() in notice.text):
        style = COLOURS[notice.severity]
        shown.append("\n")
        shown.append_text(excerpt(place, width() - _MARGIN - 2, style, carets=not coloured()))
    return shown


def _advice(notices: Sequence[Notice]) -> Text:
    """What to do about findings of one code, and the code."""
    from rich.text import Text

    hints = dict.fromkeys(notice.hint for notice in notices if notice.hint)
    shown = Text("\n".join(f"→ {visible(hint)}" for hint in hints))
    return shown.append(f"{'  ' if hints else ''}[{notices[0].code}]", "dim")
