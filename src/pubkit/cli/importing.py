"""`pubkit import`: a page's raw text becomes an article's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubkit.checks import check
from pubkit.cli.conventions import debuggable
from pubkit.cli.findings import groups
from pubkit.cli.screen import say, show, working
from pubkit.cli.summary import summary
from pubkit.errors import ConfigError
from pubkit.places import Places
from pubkit.remarks import ImportReport, remark
from pubkit.workspace import Intake, import_article, source_lines
from pubkit.workspace.files import replace_file

if TYPE_CHECKING:
    from pubkit.merge.values import Side
    from pubkit.readers.word.changes import Policy

__all__ = ["import_page"]

_MOST = 5
"""Findings of one kind that are shown."""


@click.command("import")
@click.argument("source")
@click.option("--out", metavar="DIR", help="The article's folder: content/SLUG.")
@click.option(
    "--base",
    metavar="DIR",
    help="The article that SOURCE, a Word file, was made of: merge what was changed in it.",
)
@click.option("--ours", "prefer", flag_value="ours", help="With --base: keep ours in a conflict.")
@click.option("--theirs", "prefer", flag_value="theirs", help="With --base: take the file's.")
@click.option(
    "--tracked",
    type=click.Choice(["accept", "reject", "error"]),
    help="What to do with a Word file's tracked changes; by default they are accepted.",
)
@click.option("--report", metavar="FILE", help="Also write every decision and finding as JSON.")
@click.option(
    "--replace",
    is_flag=True,
    help="Replace an article.md that stands there; the old one is kept as article.md.bak.",
)
@debuggable
def import_page(
    source: str,
    out: str | None,
    base: str | None,
    prefer: Side | None,
    tracked: Policy | None,
    report: str | None,
    replace: bool,
) -> None:
    """Turn SOURCE, a raw text or a Word file, into an article: DIR/article.md and its photos.

    With --base SOURCE is a Word file that was made of an article and edited; its changes come back.
    """
    if base is not None:
        if out is not None or replace:
            raise click.UsageError("--base names the article's folder; leave out --out, --replace")
        from pubkit.cli.merging import merge_file  # which loads what only Word files need

        merge_file(source, base, prefer, report, tracked or "accept")
    if prefer is not None:
        raise click.UsageError(f"--{prefer} settles conflicts; it needs --base")
    if out is None:
        raise click.UsageError("Missing option '--out': name the article's folder")
    if report is not None:
        _reject_report(Path(report), source, out)
    with working(f"importing {source}"):
        options = {} if tracked is None else {"tracked": tracked}
        intake = import_article(source, out, replace=replace, **options)
        found = check(intake.reading)
        places = Places(intake.reading, source_lines(intake.reading))
    show(*summary(intake.reading), *groups(found, places, most=_MOST, paths=False))
    if report is not None and intake.reading.record is not None:
        remarks = tuple(remark(notice, places.of(notice), source) for notice in found)
        data = ImportReport(record=intake.reading.record, notices=remarks).dump()
        replace_file(Path(report), data)
    _written(intake, report)


def _reject_report(report: Path, source: str, out: str) -> None:
    """Raises ConfigError where the report would take the place of what it reports on."""
    if report.resolve() in (Path(source).resolve(), (Path(out) / "article.md").resolve()):
        raise ConfigError(f"{report}: the report would replace it; choose another --report")


def _written(intake: Intake, report: str | None) -> None:
    """What lies where now, and what to do next."""
    say("")
    for copy in intake.kept:
        say(f"Kept     {copy}, what stood there before")
    for photo in intake.photos:
        say(f"Written  {photo}")
    if report is not None:
        say(f"Written  {report}")
    say(f"Written  {intake.article}")
    say(f"Next     mend it beside the page, then: pubkit check {intake.article.parent}")
