"""The terminal: how wide it is, whether it shows colour, and how it is written to."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["coloured", "progressing", "say", "show", "visible", "width", "working"]

_NARROWEST, _WIDEST = 40, 110
"""Columns: shorter lines hold no sentence, longer ones are tiring to read."""
_IN_A_PIPE = 80
"""Columns where there is no terminal that could say."""

_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
"""Control characters as their pictures (Unicode, Control Pictures): a page may hold escapes that
a terminal would obey."""
_DIRECTIONS = dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
                            0xFFFD)  # fmt: skip
"""C1 controls, and marks that would turn the line round."""
_SHOWN = _CONTROLS | _DIRECTIONS


def visible(text: str) -> str:
    """`text` in as many characters, none of which a terminal obeys."""
    return text.translate(_SHOWN)


def width() -> int:
    """Columns to write in."""
    columns = shutil.get_terminal_size((_IN_A_PIPE, 24)).columns
    return max(_NARROWEST, min(columns, _WIDEST))


def coloured() -> bool:
    """Whether standard output shows colour; NO_COLOR is obeyed (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def show(*parts: RenderableType, err: bool = False) -> None:
    """Write each part on a line of its own, with colour where it is shown."""
    if not parts:
        return
    from rich.console import Console

    page = io.StringIO()
    console = Console(
        file=page,
        force_terminal=coloured(),
        no_color=not coloured(),
        width=width(),
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(*parts, sep="\n")
    lines = (line.rstrip() for line in page.getvalue().split("\n"))
    say("\n".join(lines).removesuffix("\n"), err=err)


def say(text: str, *, err: bool = False) -> None:
    """Write a line; where nobody listens any more, the work goes on all the same."""
    try:
        click.echo(text, err=err)
    except OSError:
        stream = sys.stderr if err else sys.stdout
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextlib.contextmanager
def working(task: str) -> Iterator[None]:
    """A spinner while something takes its time, on a terminal only."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{task} …"):
        yield


@contextlib.contextmanager
def progressing() -> Iterator[Callable[[str, int, int], None]]:
    """A bar that is told what is done, and how many of how many; on a terminal only."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda what, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("")
        yield lambda what, done, of: progress.update(
            bar, description=what, completed=done, total=of
        )
