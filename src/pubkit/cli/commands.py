"""The commands."""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import sys
import traceback
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

import click

from pubkit import registry
from pubkit.cli.conventions import DONE, FAILED, WRONG_USAGE, debug, debuggable
from pubkit.cli.report import Report
from pubkit.cli.screen import working
from pubkit.cli.start import start_article
from pubkit.errors import ConfigError, PubkitError, ReadError, UnknownName
from pubkit.model import Article
from pubkit.proof import Proof
from pubkit.run import Run
from pubkit.run import render as render_article
from pubkit.workspace import load_style, read, slug_of, styles
from pubkit.workspace.project import find_root

__all__ = ["main"]

_RARELY = 200_000, 20, 20
"""Thresholds of the garbage collector: Python's own cost a tenth of a PDF's time, measured."""


def main() -> None:
    """Run the command line and exit.

    Whatever pubkit raises becomes one sentence on standard error.
    """
    gc.set_threshold(*_RARELY)
    atexit.register(gc.freeze)  # memory goes with the process; collecting it first takes as long
    for stream in (sys.stdout, sys.stderr):
        # Chinese file names and titles must pass through a pipe whose locale is C.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        pubkit(prog_name="pubkit")
    except PubkitError as error:
        if debug():
            traceback.print_exc()
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_USAGE if isinstance(error, UnknownName | ConfigError) else FAILED)
    except Exception as error:
        if debug():
            raise
        click.echo(
            f"Error: a fault in pubkit itself ({type(error).__name__}: {error}); "
            "please report it with what --debug prints.",
            err=True,
        )
        sys.exit(FAILED)


_ELSEWHERE = {
    "check": "checking:check_articles",
    "diff": "diffing:diff_versions",
    "feed": "feeding:feed",
    "import": "importing:import_page",
    "publish": "publishing:publish",
    "schema": "schemas:print_schema",
    "verify": "verifying:verify_runs",
}
"""Commands with a module of their own, which is loaded only where one is called or listed."""


class _Commands(click.Group):
    """The commands defined here and those of `_ELSEWHERE`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, sorted."""
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module loaded."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, command = _ELSEWHERE[cmd_name].partition(":")
        return cast(click.Command, getattr(import_module(f"pubkit.cli.{module}"), command))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pubkit")
@debuggable
def pubkit() -> None:
    """Publish one structured article to Word, PDF, RSS and WeChat."""


@pubkit.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("--to", "to", metavar="NAME", multiple=True, help="A channel; may be repeated.")
@click.option("--style", metavar="NAME|PATH", help="The look; default daily.")
@click.option("--out", metavar="DIR", default="build", show_default=True, help="Where to write.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--verify", "proved", is_flag=True, help="Read every file back, and compare it.")
@click.option(
    "--accept",
    metavar="CODE[@WHERE]",
    multiple=True,
    help="An error that has been looked at; may be repeated; `all` accepts every one.",
)
@debuggable
def render(
    articles: tuple[str, ...],
    to: tuple[str, ...],
    style: str | None,
    out: str,
    strict: bool,
    proved: bool,
    accept: tuple[str, ...],
) -> None:
    """Make every channel of each ARTICLE: a folder, an article.md or .json, or a page's text."""
    report = Report(strict=strict, debug=debug())
    _reject_twins(articles)
    for name in articles:
        try:
            reading = read(name)
            with working(f"rendering {name}"):
                run = render_article(reading, to or None, style, accept=accept)
            report.rendered(name, run)
            report.written(name, run.write(out))
            if proved:
                report.proved(name, *_proof(name, run))
        except (UnknownName, ConfigError):
            raise
        except PubkitError as error:
            # The other articles still come out.
            report.broken(name, error)
    sys.exit(FAILED if report.failed else DONE)


def _proof(name: str, run: Run) -> tuple[Proof, Article]:
    from pubkit.verify import verify

    with working(f"verifying {name}"):
        return verify(run), run.reading.article


def _reject_twins(articles: Iterable[str]) -> None:
    """Raises ConfigError where two articles would be written to one folder, before any is."""
    slugs: dict[str, str] = {}
    for name in articles:
        with contextlib.suppress(ReadError):  # it is said when the article's turn comes
            other = slugs.setdefault(slug_of(name), name)
            if other != name or list(articles).count(name) > 1:
                raise ConfigError(f"{other} and {name} would be written to one folder")


@pubkit.command()
@click.argument("slug")
@debuggable
def new(slug: str) -> None:
    """Start an article: content/SLUG/article.md and a folder for its photos."""
    root = find_root(Path.cwd()) or Path.cwd()
    click.echo(start_article(root / "content", slug))


@pubkit.command()
@debuggable
def renderers() -> None:
    """List the channels that are installed."""
    for name in registry.available():
        try:
            summary = (registry.load(name).__doc__ or "").partition("\n")[0]
        except PubkitError as error:
            summary = str(error)
        click.echo(f"{name:10} {summary}".rstrip())


@pubkit.command("styles")
@debuggable
def list_styles() -> None:
    """List the looks that can be had."""
    root = find_root(Path.cwd())
    for name in styles(root):
        try:
            summary = load_style(name, root).description
        except PubkitError as error:
            summary = str(error)
        click.echo(f"{name:10} {summary}")
