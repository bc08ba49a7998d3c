"""Alterations on the terminal: each part that is not as it was, with its place and its marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pubkit.cli.redlines import redlined
from pubkit.cli.screen import visible
from pubkit.diff import Change
from pubkit.proofsheet.changes import moved

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["altered"]


def altered(change: Change) -> Iterator[RenderableType]:
    """What it is and where it stands, then its text, marked."""
    from rich.padding import Padding
    from rich.text import Text

    spot = change.new or change.old
    head = Text(f"\n{visible(change.kind)} {change.state}", "yellow")
    if spot is not None:
        head.append(f"  {visible(spot.place)}".rstrip(), "not dim default")
        head.append(f"  {visible(spot.where)}", "dim default")
    yield head
    yield Padding(redlined(change.strokes), (0, 0, 0, 2))
    for note in filter(None, (moved(change), change.note)):
        yield Text(f"  {visible(note)}", "dim")
