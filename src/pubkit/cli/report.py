"""What the terminal shows of a run."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from pubkit.cli.findings import COLOURS
from pubkit.cli.screen import say, show
from pubkit.errors import PubkitError
from pubkit.model import Article
from pubkit.notice import Notice, Severity
from pubkit.places import Places
from pubkit.proof import Proof
from pubkit.run import Run
from pubkit.workspace.earlier import read_publication

__all__ = ["Report"]


class Report:
    """Tells of each article as it is done, and remembers whether any of it failed."""

    def __init__(self, *, strict: bool, debug: bool) -> None:
        self.failed = False
        self._strict = strict
        self._debug = debug

    def rendered(self, name: str, run: Run) -> None:
        """What was reported of `run`, on standard error."""
        places = Places(run.reading)
        for notice in run.notices:
            say(f"{name}: {_coloured(notice)}{_line(notice, places)}", err=True)
        for result in run:
            if result.error is not None:
                self.broken(name, result.error, f"{result.name}: ")
        refused = run.notices.errors or (self._strict and run.notices.warnings)
        self.failed = self.failed or bool(refused)

    def written(self, name: str, paths: Sequence[Path]) -> None:
        """The files that were written, on standard output; what is out of date beside them."""
        for path in paths:
            say(str(path))
        publication = read_publication(paths[-1])
        for file in publication.stale if publication else ():
            say(f"{name}: {file} is left from an earlier run and out of date", err=True)

    def proved(self, name: str, proof: Proof, article: Article) -> None:
        """What reading the files back came to, on standard error; all of it where it is bad."""
        from pubkit.cli.verdicts import told  # here, since few runs are proved
        from pubkit.proofsheet.words import verdict

        self.failed = self.failed or not proof.ok
        if proof.ok:
            say(f"{name}: {verdict(proof)}", err=True)
        else:
            show(*told(proof, article), err=True)

    def broken(self, name: str, error: PubkitError, part: str = "") -> None:
        """An article, or a `part` of it, that did not come out."""
        self.failed = True
        if self._debug:
            traceback.print_exception(error)
        say(f"{name}: {_severity('error')} {part}{error}", err=True)


def _line(notice: Notice, places: Places) -> str:
    """` (line 17)` where the source line is known and the sentence does not say it."""
    line = places.of(notice).line
    return f" (line {line})" if line and "(line " not in notice.text else ""


def _coloured(notice: Notice) -> str:
    return str(notice).replace(notice.severity, _severity(notice.severity), 1)


def _severity(severity: Severity) -> str:
    return click.style(severity, fg=COLOURS[severity], bold=severity == "error")
