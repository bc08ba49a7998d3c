"""`pubkit import --base`: what an editor changed in a Word file comes back into the article."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

from pubkit.cli.conventions import DONE, FAILED
from pubkit.cli.homecomings import told, verdict
from pubkit.cli.screen import say, show, working
from pubkit.errors import ConfigError
from pubkit.merge.values import Side
from pubkit.readers.word.changes import Policy
from pubkit.workspace.articles import SOURCES
from pubkit.workspace.files import replace_file
from pubkit.workspace.homecoming import Homecoming, come_home, take_home

__all__ = ["merge_file"]


def merge_file(
    source: str, base: str, prefer: Side | None, report: str | None, tracked: Policy
) -> NoReturn:
    """Merge the Word file `source` into the article in `base`, and exit.

    Nothing is written while there is something to decide that `prefer` does not.
    """
    if report is not None:
        _reject_report(Path(report), source, base)
    with working(f"merging {source}"):
        homecoming = come_home(source, base, tracked=tracked, prefer=prefer or "ours")
    show(*told(homecoming))
    decided = homecoming.settled or homecoming.same or prefer is not None
    if homecoming.merged.conflicts or not decided:
        show(verdict(homecoming, prefer))
    if report is not None:
        replace_file(Path(report), homecoming.merged.dump())
        say(f"Written  {report}")
    if decided and homecoming.merged.article != homecoming.before:
        _take(homecoming, base)
    sys.exit(DONE if decided else FAILED)


def _take(homecoming: Homecoming, base: str) -> None:
    written, kept = take_home(homecoming)
    say("")
    for copy in kept:
        say(f"Kept     {copy}, what stood there before")
    for path in written:
        say(f"Written  {path}")
    say(f"Next     look it through, then: pubkit check {base}")


def _reject_report(report: Path, source: str, base: str) -> None:
    """Raises ConfigError where the report would take the place of what it reports on."""
    files = [Path(source), *(Path(base, name) for name in ("", *SOURCES))]
    if report.resolve() in [file.resolve() for file in files]:
        raise ConfigError(f"{report}: the report would replace it; choose another --report")
