"""What the terminal shows of a run."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from pubkit.errors import PubkitError
from pubkit.notice import Notice
from pubkit.run import Run
from pubkit.workspace.earlier import read_publication

__all__ = ["Report"]

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


class Report:
    """Tells of each article as it is done, and remembers whether any of it failed."""

    def __init__(self, *, strict: bool, debug: bool) -> None:
        self.failed = False
        self._strict = strict
        self._debug = debug

    @contextlib.contextmanager
    def working(self, name: str) -> Iterator[None]:
        """A spinner while `name` is being rendered, on a terminal only."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(f"rendering {name} …"):
            yield

    def rendered(self, name: str, run: Run) -> None:
        """What was reported of `run`, on standard error."""
        for notice in run.notices:
            self.say(f"{name}: {_coloured(notice)}{_line(notice, run.reading.lines)}", err=True)
        for result in run:
            if result.error is not None:
                self.broken(name, result.error, f"{result.name}: ")
        refused = run.notices.errors or (self._strict and run.notices.warnings)
        self.failed = self.failed or bool(refused)

    def written(self, name: str, paths: Sequence[Path]) -> None:
        """The files that were written, on standard output; what is out of date beside them."""
        for path in paths:
            self.say(str(path))
        publication = read_publication(paths[-1])
        for file in publication.stale if publication else ():
            self.say(f"{name}: {file} is left from an earlier run and out of date", err=True)

    def broken(self, name: str, error: PubkitError, part: str = "") -> None:
        """An article, or a `part` of it, that did not come out."""
        self.failed = True
        if self._debug:
            traceback.print_exception(error)
        self.say(f"{name}: {_severity('error')} {part}{error}", err=True)

    def say(self, text: str, *, err: bool = False) -> None:
        """One line; where nobody listens any more, the work goes on all the same."""
        try:
            click.echo(text, err=err)
        except OSError:
            stream = sys.stderr if err else sys.stdout
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _line(notice: Notice, lines: Mapping[str, int]) -> str:
    """` (line 17)` where the reader knows the line of the notice's node, or of one round it."""
    where = notice.where
    while where and where not in lines:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return f" (line {lines[where]})" if where and "(line " not in notice.text else ""


def _coloured(notice: Notice) -> str:
    return str(notice).replace(notice.severity, _severity(notice.severity), 1)


def _severity(severity: str) -> str:
    return click.style(severity, fg=_COLOURS[severity], bold=severity == "error")
