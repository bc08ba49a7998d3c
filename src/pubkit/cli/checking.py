"""`pubkit check`: what a sub-editor would say of an article or a page."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from pubkit import registry
from pubkit.acceptance import accepted, unmatched
from pubkit.checks import check
from pubkit.cli.annotations import annotation
from pubkit.cli.conventions import DONE, FAILED, debug, debuggable
from pubkit.cli.findings import groups, tally
from pubkit.cli.screen import say, show, working
from pubkit.errors import ConfigError, PubkitError, UnknownName
from pubkit.notice import Findings, Notice
from pubkit.places import Place, Places
from pubkit.remarks import Remark, dump_remarks, remark
from pubkit.workspace import read, source_lines

__all__ = ["check_articles"]

_MOST = 20
"""Findings of one kind that a terminal shows."""


@dataclass(frozen=True)
class _Checked:
    """What was found of one article."""

    file: str
    found: Findings
    """Of a file that cannot be read, the reason why."""
    places: Places | None = None
    """None if it cannot be read."""

    def remarks(self) -> Iterator[Remark]:
        for notice in self.found:
            place = self.places.of(notice) if self.places else Place()
            yield remark(notice, place, self.file)


@click.command("check")
@click.argument("articles", metavar="FILE|ARTICLE...", nargs=-1, required=True)
@click.option(
    "--as",
    "_kind",
    type=click.Choice(["article"]),
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
    _kind: str,
    to: tuple[str, ...],
    form: str,
    strict: bool,
    accept: tuple[str, ...],
) -> None:
    """Say what a sub-editor would say of each ARTICLE, or of a page's raw text."""
    for name in to:
        if name not in registry.available():
            raise UnknownName("renderer", name, registry.available())
    results = []
    for name in articles:
        with working(f"checking {name}"):
            results.append(_checked(name, to or None, accept))
    _FORMS[form](results)
    refused = any(r.found.errors or (strict and r.found.warnings) for r in results)
    sys.exit(FAILED if refused else DONE)


def _checked(name: str, channels: Sequence[str] | None, accept: Sequence[str]) -> _Checked:
    try:
        reading = read(name)
    except (UnknownName, ConfigError):
        raise
    except PubkitError as error:
        # The other articles are still checked.
        if debug():
            traceback.print_exc()
        reason = str(error).removeprefix(f"{name}: ")
        unreadable = Notice(code="unreadable", severity="error", text=reason)
        return _Checked(name, Findings([unreadable]))
    found = check(reading, channels)
    everything = (
        *accepted(found, (*reading.article.accept, *accept)),
        # What the head accepts may be a channel's notice, which only rendering brings up.
        *unmatched(found, accept),
    )
    file = str(reading.source or name)
    return _Checked(file, Findings(everything), Places(reading, source_lines(reading)))


# ── forms ───────────────────────────────────────────────────────────────────────────────────


def _as_text(results: Iterable[_Checked]) -> None:
    for result in results:
        if result.places is None:
            say(f"Error: {result.file}: {result.found[0].text}", err=True)
            continue
        say(f"{result.file}: {tally(result.found)}")
        show(*groups(result.found, result.places, most=_MOST, paths=True))


def _as_json(results: Iterable[_Checked]) -> None:
    remarks = (one for result in results for one in result.remarks())
    say(dump_remarks(remarks).decode().rstrip("\n"))


def _as_annotations(results: Iterable[_Checked]) -> None:
    for result in results:
        for one in result.remarks():
            say(annotation(one))


_FORMS: Mapping[str, Callable[[Iterable[_Checked]], None]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_annotations,
}
