"""A Word file that came home, on the terminal: what it changes, and what a person must decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pubkit.cli.alterations import altered
from pubkit.cli.findings import groups
from pubkit.cli.outline import counted
from pubkit.cli.redlines import redlined
from pubkit.cli.screen import visible
from pubkit.diff import Changes
from pubkit.diff.correction import corrected
from pubkit.merge import Conflict
from pubkit.merge.values import Side
from pubkit.places import Places
from pubkit.proofsheet.changes import summary
from pubkit.redline import Stroke
from pubkit.workspace.homecoming import Homecoming

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["told", "verdict"]

_MOST = 20
"""Remarks of one kind that are shown: comments are all worth reading."""


def told(homecoming: Homecoming) -> Iterator[RenderableType]:
    """The file's standing, its remarks, every change, every conflict, and how many there are."""
    from rich.text import Text

    merged, returned = homecoming.merged, homecoming.returned
    yield Text(visible(merged.article.title), "bold")
    yield Text(_footing(homecoming), "dim" if homecoming.settled else "yellow")
    yield from groups(returned.notices, Places(returned), most=_MOST, paths=False)
    for change in merged.changes:
        yield from altered(change)
    for conflict in merged.conflicts:
        yield from _conflict(conflict)
    if homecoming.same:
        yield Text("\nThe file changes nothing in the article.", "green")
    elif merged.changes:
        changes = Changes(old="", new="", title="", changes=merged.changes)
        yield Text(f"\n{summary(changes)}", "bold")
    else:
        yield Text("")


def _footing(homecoming: Homecoming) -> str:
    match homecoming.footing:
        case "present":
            return "Made of the article as it is: every change is the editor's."
        case "earlier":
            return (
                f"Made of an earlier article ({homecoming.base}): what has changed since on both "
                "sides is merged."
            )
        case "unknown":
            return (
                "Made of an earlier article, which is found neither beside the file nor in "
                "build/: everything that differs is shown, whoever changed it."
            )
        case "stranger":
            return (
                "The file does not say what it was made of: everything that differs is shown, "
                "whoever changed it."
            )


def _conflict(conflict: Conflict) -> Iterator[RenderableType]:
    """Both versions, marked against what stood there."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    head = Text(f"\n{visible(conflict.kind)} in conflict", "bold red")
    head.append(f"  {visible(conflict.place)}".rstrip(), "not bold default")
    head.append(f"  {visible(conflict.where)}", "not bold dim default")
    yield head
    sides = Table.grid(padding=(0, 2), expand=True)
    sides.add_column()
    sides.add_column(ratio=1, overflow="fold")
    for label, text in (("ours", conflict.ours), ("theirs", conflict.theirs)):
        sides.add_row(Text(label, "cyan"), _side(conflict.base, text))
    yield Padding(sides, (0, 0, 0, 2))
    yield Text(f"  {conflict.why}", "dim")


def _side(base: str, text: str) -> Text:
    from rich.text import Text

    if not text:
        return Text("(nothing)", "dim")
    return redlined(corrected(base, text) if base else [Stroke("same", text)])


def verdict(homecoming: Homecoming, prefer: Side | None) -> Text:
    """How conflicts were decided; or why nothing was written, and what to do."""
    from rich.text import Text

    conflicts = counted(len(homecoming.merged.conflicts), "conflict")
    if homecoming.merged.conflicts and prefer is not None:
        return Text(f"{conflicts} decided for {prefer}.", "yellow")
    if homecoming.merged.conflicts:
        return Text(
            f"Nothing was written: {conflicts} to decide. Settle them in either version and "
            "import again, or say --ours or --theirs for all of them.",
            "bold red",
        )
    return Text(
        "Nothing was written: some of this may be your own change, taken back. Say --theirs to "
        "take all of it, or import the file without --base into another folder.",
        "bold red",
    )
