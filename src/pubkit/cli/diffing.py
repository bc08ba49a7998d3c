"""`pubkit diff`: what changed between two versions, as a proofreader marks it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubkit import registry, walk
from pubkit.cli.alterations import altered
from pubkit.cli.conventions import DONE, FAILED, debuggable
from pubkit.cli.screen import say, show, visible, working
from pubkit.diff import Changes, article_parts, compare
from pubkit.errors import ConfigError, ReadError
from pubkit.proofsheet import changes_sheet
from pubkit.proofsheet.changes import summary
from pubkit.publication import sha256
from pubkit.reading import Reading
from pubkit.whereabouts import Whereabouts
from pubkit.workspace import read
from pubkit.workspace.articles import SOURCES
from pubkit.workspace.earlier import read_publication
from pubkit.workspace.files import read_bytes, replace_file

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["diff_versions"]

_MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".xml": "application/rss+xml",
    ".html": "text/html",
    ".txt": "text/plain",
}
"""What a file's ending says it is, of those that channels make."""


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--html", "sheet", metavar="FILE", help="Also write the changes as a page to read.")
@debuggable
def diff_versions(old: str, new: str, form: str, sheet: str | None) -> None:
    """Mark what changed from OLD to NEW: two articles, or an article and a file made of it."""
    if sheet is not None:
        _reject_sheet(Path(sheet), old, new)
    with working(f"comparing {old} and {new}"):
        changes = _changes(old, new)
    if sheet is not None:
        replace_file(Path(sheet), changes_sheet(changes).encode())
    if form == "json":
        say(changes.dump().decode().rstrip("\n"))
    else:
        show(*_told(changes))
    sys.exit(DONE if changes.same else FAILED)


def _reject_sheet(sheet: Path, *versions: str) -> None:
    """Raises ConfigError where the page would take the place of what it compares."""
    files = [Path(version, name) for version in versions for name in ("", *SOURCES)]
    if sheet.resolve() in [file.resolve() for file in files]:
        raise ConfigError(f"{sheet}: the page would replace it; choose another --html")


def _changes(old: str, new: str) -> Changes:
    if _made(Path(old), Path(new)):
        raise ConfigError(f"{old} is no article; name the article first, then the file made of it")
    before = read(old)
    if _made(Path(new), Path(old)):
        return _with_artifact(before, old, Path(new))
    after = read(new)
    found = compare(
        article_parts(before.article, before.assets),
        article_parts(after.article, after.assets),
        (Whereabouts(before.article).of, Whereabouts(after.article).of),
    )
    return Changes(old=old, new=new, title=after.article.title, changes=found)


def _made(path: Path, other: Path) -> bool:
    """Whether `path` is a file that a channel made; two raw texts are two articles."""
    if path.suffix.lower() not in _MEDIA_TYPES or path.is_dir():
        return False
    return path.suffix not in registry.suffixes() or path.suffix != other.suffix


def _with_artifact(reading: Reading, old: str, path: Path) -> Changes:
    from pubkit.diff.artifact import artifact_changes

    extractor = registry.extractor_for(_MEDIA_TYPES[path.suffix.lower()])
    try:
        data = read_bytes(path)
    except FileNotFoundError as error:
        raise ReadError(f"{path}: there is no such file") from error
    try:
        extract = extractor.extract(data, {})
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from error
    publication = read_publication(path.parent / "publication.json")
    own = [a for a in (publication.artifacts if publication else ()) if a.file == path.name]
    article = walk.adapted(reading.article, own[0].renderer) if own else reading.article
    found = artifact_changes(
        article,
        extract,
        extractor,
        omits=own[0].omits if own else (),
        untouched=bool(own) and own[0].sha256 == sha256(data),
    )
    return Changes(old=old, new=str(path), title=article.title, changes=found)


# ── text ────────────────────────────────────────────────────────────────────────────────────


def _told(changes: Changes) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(visible(changes.title), "bold")
    for change in changes.changes:
        yield from altered(change)
    lead = "" if changes.same else "\n"
    yield Text(lead + summary(changes), "green" if changes.same else "bold")
