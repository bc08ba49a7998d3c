"""`pubkit check`: what a sub-editor would say of an article, or a press of a PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

import click

from pubkit import registry
from pubkit.cli.annotations import annotation
from pubkit.cli.conventions import DONE, FAILED, debuggable
from pubkit.cli.findings import groups, tally
from pubkit.cli.judges import JUDGES, Checked, judged
from pubkit.cli.screen import say, show, working
from pubkit.errors import UnknownName
from pubkit.remarks import dump_remarks

__all__ = ["check_articles"]

_MOST = 20
"""Findings of one kind that a terminal shows."""


@click.command("check")
@click.argument("articles", metavar="FILE|ARTICLE...", nargs=-1, required=True)
@click.option(
    "--as",
    "kind",
    type=click.Choice(list(JUDGES)),
    default="article",
    show_default=True,
    help="What it is to be fit for.",
)
@click.option("--to", "to", metavar="NAME", multiple=True, help="A channel; may be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for a pull request.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option(
    "--accept",
    metavar="CODE[@WHERE]",
    multiple=True,
    help="An error that has been looked at; may be repeated; `all` accepts every one.",
)
@debuggable
def check_articles(
    articles: tuple[str, ...],
    kind: str,
    to: tuple[str, ...],
    form: str,
    strict: bool,
    accept: tuple[str, ...],
) -> None:
    """Say what a sub-editor would say of each ARTICLE, or a press, office or phone of a FILE."""
    for name in to:
        if name not in registry.available():
            raise UnknownName("renderer", name, registry.available())
    results = []
    for name in articles:
        with working(f"checking {name}"):
            results.append(judged(JUDGES[kind], name, to or None, accept))
    _FORMS[form](results)
    refused = any(r.found.errors or (strict and r.found.warnings) for r in results)
    sys.exit(FAILED if refused else DONE)


# ── forms ───────────────────────────────────────────────────────────────────────────────────


def _as_text(results: Iterable[Checked]) -> None:
    for result in results:
        if result.places is None:
            say(f"Error: {result.file}: {result.found[0].text}", err=True)
            continue
        say(f"{result.file}: {tally(result.found)}")
        show(*groups(result.found, result.places, most=_MOST, paths=True))


def _as_json(results: Iterable[Checked]) -> None:
    remarks = (one for result in results for one in result.remarks())
    say(dump_remarks(remarks).decode().rstrip("\n"))


def _as_annotations(results: Iterable[Checked]) -> None:
    for result in results:
        for one in result.remarks():
            say(annotation(one))


_FORMS: Mapping[str, Callable[[Iterable[Checked]], None]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_annotations,
}
