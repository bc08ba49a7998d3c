"""`pubkit feed`: feeds that go on for years."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pubkit.cli.conventions import DONE, FAILED, debuggable
from pubkit.cli.screen import say, working
from pubkit.config import Config
from pubkit.errors import ConfigError, PubkitError, ReadError, UnknownName
from pubkit.notice import Notice
from pubkit.reading import Reading
from pubkit.workspace import read
from pubkit.workspace.feeds import Desk, Published, desks
from pubkit.workspace.feeds.admission import admitted
from pubkit.workspace.feeds.entries import Entry
from pubkit.workspace.feeds.older import items_of
from pubkit.workspace.files import exists, read_bytes
from pubkit.workspace.project import find_root, load_config

__all__ = ["feed"]

_NAMES = click.option("--feed", "names", metavar="NAME", multiple=True, help="Only this feed.")
_SILENT = click.option("--no-ping", is_flag=True, help="Do not tell the hub.")


@click.group("feed")
@debuggable
def feed() -> None:
    """Feeds that go on for years: add, withdraw, list, write, import."""


@feed.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@_NAMES
@click.option("--not-before", metavar="WHEN", help="Hold it back: 2026-11-20T08:00:00+08:00.")
@click.option("--corrects", metavar="ID", help="The item that the article corrects (更正).")
@click.option("--accept", metavar="CODE[@WHERE]", multiple=True, help="An error looked at.")
@_SILENT
@debuggable
def add(
    articles: tuple[str, ...],
    names: tuple[str, ...],
    not_before: str | None,
    corrects: str | None,
    accept: tuple[str, ...],
    no_ping: bool,
) -> None:
    """Put each ARTICLE, or what is new of it, into the feeds that are for it."""
    waits = _moment(not_before)
    failed = False
    for name in articles:
        try:
            reading = read(name)
            for desk in _takers(reading, names):
                original = desk.original(corrects) if corrects else None
                made, found = admitted(reading, accept, original)
                _tell_of(name, (n for n in found if n.severity != "info"))
                _report(desk, desk.add(made, reading.source, _now(), waits), no_ping)
        except (UnknownName, ConfigError):
            raise
        except PubkitError as error:
            failed = True  # the other articles still go out
            say(f"Error: {_placed(name, error)}", err=True)
    sys.exit(FAILED if failed else DONE)


@feed.command()
@click.argument("identities", metavar="ID|ARTICLE...", nargs=-1, required=True)
@_NAMES
@_SILENT
@debuggable
def withdraw(identities: tuple[str, ...], names: tuple[str, ...], no_ping: bool) -> None:
    """Take items out for good; programs that follow Atom are told so."""
    for name in identities:
        id, root, config = _identity(name)
        holders = [
            desk
            for desk in desks(root, config, names)
            if names or any(entry.item.id == id for entry in desk.entries())
        ]
        if not holders:
            raise ReadError(f"{name}: no feed holds it; pubkit feed list shows what there is")
        for desk in holders:
            _report(desk, desk.withdraw(id, _now()), no_ping)


@feed.command("list")
@_NAMES
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@debuggable
def list_items(names: tuple[str, ...], form: str) -> None:
    """Show what is in the feeds, the newest first."""
    found = [(desk, desk.entries()) for desk in desks(*_workspace(), names)]
    if form == "json":
        told = {desk.name: [_record(entry) for entry in entries] for desk, entries in found}
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for desk, entries in found:
        say(f"{desk.name}: {len(entries)} items")
        for entry in entries:
            say(_line(entry))


@feed.command()
@_NAMES
@_SILENT
@debuggable
def write(names: tuple[str, ...], no_ping: bool) -> None:
    """Release what was held back, mend the files, tell hubs that were not told."""
    for desk in desks(*_workspace(), names):
        _report(desk, desk.write(_now()), no_ping)


@feed.command("import")
@click.argument("file", metavar="OLD.xml")
@click.option("--feed", "name", metavar="NAME", default="main", show_default=True)
@_SILENT
@debuggable
def import_feed(file: str, name: str, no_ping: bool) -> None:
    """Take over a feed that another program made; its readers see nothing twice."""
    (desk,) = desks(*_workspace(), (name,))
    if not exists(Path(file)):
        raise ReadError(f"{file}: there is no such file")
    items, lost = items_of(read_bytes(Path(file)), file)
    _tell_of(file, lost)
    _report(desk, desk.take(items, Path(file).name, _now()), no_ping)
    say(f"{desk.name}: {len(items)} items taken over")


# ── what they share ─────────────────────────────────────────────────────────────────────────


def _now() -> datetime:
    return datetime.now(UTC)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ConfigError(
            f"--not-before {text!r} is no date with its offset; write 2026-11-20T08:00:00+08:00"
        )
    return found


def _workspace() -> tuple[Path, Config]:
    root = find_root(Path.cwd())
    return root or Path.cwd(), load_config(root)


def _takers(reading: Reading, names: tuple[str, ...]) -> Iterator[Desk]:
    """The feeds asked for, else those that are for such articles."""
    root = reading.root or Path.cwd()
    chosen = desks(root, reading.config, names)
    takers = [desk for desk in chosen if names or desk.takes(reading.article, reading.source)]
    if not takers:
        known = ", ".join(desk.name for desk in chosen)
        raise ReadError(f"no feed is for it ({known}); name one with --feed, or give it a keyword")
    yield from takers


def _identity(name: str) -> tuple[str, Path, Config]:
    """The id of an article, or the id itself; with the workspace."""
    if exists(Path(name)):
        reading = read(name)
        return reading.article.id, reading.root or Path.cwd(), reading.config
    return name, *_workspace()


def _report(desk: Desk, result: Published, no_ping: bool) -> None:
    _tell_of(desk.name, result.notices)
    for path in result.changed:
        say(str(path))
    if not result.changed:
        say(f"{desk.name}: nothing has changed", err=True)
    if not no_ping and any(owed.due for owed in desk.pings()):
        from pubkit.network import hub_client
        from pubkit.publishers.websub import tell

        with working("telling the hub"), hub_client() as client:
            _tell_of(desk.name, tell(desk, client, _now()))


def _tell_of(name: str, notices: Iterable[Notice]) -> None:
    for notice in notices:
        say(f"{name}: {notice}", err=True)


def _placed(name: str, error: PubkitError) -> str:
    return str(error) if str(error).startswith(name) else f"{name}: {error}"


def _state(entry: Entry) -> str:
    if entry.withdrawn:
        return "withdrawn"
    return "published" if entry.number else "waiting"


def _line(entry: Entry) -> str:
    state = "" if _state(entry) == "published" else f" ({_state(entry)})"
    return f"  {entry.item.published:%Y-%m-%d %H:%M}  {entry.item.title}{state}  {entry.item.id}"


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.item.id,
        "title": entry.item.title,
        "published": entry.item.published.isoformat(),
        "state": _state(entry),
        "source": entry.source,
        "not_before": entry.not_before.isoformat() if entry.not_before else None,
        "withdrawn": entry.withdrawn.isoformat() if entry.withdrawn else None,
    }
