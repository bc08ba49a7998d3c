"""What the terminal shows of a run."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import click

from pubkit.errors import PubkitError
from pubkit.notice import Notice
from pubkit.run import Run

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
        if not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(f"rendering {name} …"):
            yield

    def finished(self, name: str, run: Run, paths: tuple[Path, ...]) -> None:
        """The notices of `run` on standard error, the files written on standard output."""
        for notice in run.notices:
            click.echo(f"{name}: {_coloured(notice)}", err=True)
        for result in run:
            if result.error is not None:
                self.failed = True
                if self._debug:
                    traceback.print_exception(result.error)
                click.echo(f"{name}: {_severity('error')} {result.name}: {result.error}", err=True)
        for path in paths:
            click.echo(path)
        refused = run.notices.errors or (self._strict and run.notices.warnings)
        self.failed = self.failed or bool(refused)

    def broken(self, error: PubkitError) -> None:
        """An article that did not come out at all."""
        self.failed = True
        if self._debug:
            traceback.print_exception(error)
        click.echo(f"{_severity('error')} {error}", err=True)


def _coloured(notice: Notice) -> str:
    return str(notice).replace(notice.severity, _severity(notice.severity), 1)


def _severity(severity: str) -> str:
    return click.style(severity, fg=_COLOURS[severity], bold=severity == "error")
