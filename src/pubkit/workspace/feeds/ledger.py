"""The ledger: a small SQLite file that knows what a feed has ever told its readers.

An item keeps its number for ever. It gets one when it is released, not when it is added: an
embargoed item has none. Numbers make the archives: the first fifty items are the first archive and
stay in it, so that an archive changes only when one of its own items does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from pubkit.renderers.feed.frame import Tombstone
from pubkit.renderers.feed.item import Item, fingerprint

__all__ = ["Broken", "Entry", "Ledger", "Ping", "Row"]

_VERSION = 1
"""Of the tables, as `PRAGMA user_version` has it."""
_PATIENCE = 30.0
"""Seconds to wait for another process that writes."""
_TABLES = """
CREATE TABLE items (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, record BLOB NOT NULL, source TEXT NOT NULL,
    published TEXT NOT NULL, changed TEXT NOT NULL, not_before TEXT, number INTEGER UNIQUE,
    withdrawn TEXT, url TEXT
);
CREATE INDEX shown ON items (number, published, changed, withdrawn)
    WHERE number IS NOT NULL AND withdrawn IS NULL;
CREATE INDEX graves ON items (withdrawn) WHERE withdrawn IS NOT NULL;
CREATE INDEX places ON items (url) WHERE url <> '';
CREATE TABLE written (number INTEGER, form TEXT, text BLOB, PRIMARY KEY (form, number));
CREATE INDEX items_written ON written (number);
CREATE TABLE files (
    name TEXT, sha256 TEXT, modified_ns INTEGER NOT NULL, PRIMARY KEY (name, sha256)
);
CREATE TABLE stale (page INTEGER PRIMARY KEY);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE pings (
    topic TEXT PRIMARY KEY, hub TEXT NOT NULL, due TEXT, done TEXT, tries INTEGER NOT NULL,
    error TEXT NOT NULL
);
"""


class Broken(Exception):  # noqa: N818 - translated at the desk, never seen outside
    """The file is no ledger, or a damaged one."""


@dataclass(frozen=True)
class Entry:
    """What the ledger says of an item."""

    item: Item
    """The item."""
    source: str
    """The article's file below the workspace; the old feed's name for one that was imported."""
    number: int | None
    """Its place in the row of all items; None while it waits."""
    not_before: datetime | None
    """When it may be released."""
    withdrawn: datetime | None
    """When it was withdrawn."""


@dataclass(frozen=True)
class Ping:
    """A hub that has to be told, or has been."""

    topic: str
    """The address of the feed's file."""
    hub: str
    """Whom to tell."""
    due: bool
    """Whether it has to be told yet."""
    tries: int
    """How often that failed since it was last told."""
    error: str
    """Why."""


class Row(NamedTuple):
    """An item as far as its place in a file depends on it."""

    number: int
    """Its number."""
    published: str
    """When it was published, in UTC (ISO 8601), which sorts as text."""
    changed: str
    """When it was last changed."""


class Ledger:
    """One feed's ledger; `change` for all that is written to it."""

    def __init__(self, path: Path) -> None:
        """Open the ledger at `path`, made if need be.

        Raises: Broken.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with _translated():
            self._base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            try:
                # A journal that stays is neither made nor removed with every change.
                self._base.execute("PRAGMA journal_mode = PERSIST")
                self._base.execute("PRAGMA synchronous = NORMAL")
                self._prepare()
            except BaseException:
                self._base.close()
                raise

    def _prepare(self) -> None:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            return
        if version or self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise Broken(f"it is a store of version {version}, which this pubkit does not know")
        with self.change():
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version == _VERSION:
                return  # another process was quicker
            for statement in _TABLES.split(";"):
                self._base.execute(statement)
            self._base.execute(f"PRAGMA user_version = {_VERSION}")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """All that is done within is done at once, or not at all.

        Raises: Broken.
        """
        with _translated():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    # ── items ───────────────────────────────────────────────────────────────────────────────

    def put(self, item: Item, source: str, not_before: datetime | None, size: int) -> bool:
        """Add an item or what is new of it; whether anything is. `size` is that of an archive."""
        old = self.get(item.id)
        mark = fingerprint(item)
        waits = _stamp(not_before)
        if old is not None and old.withdrawn is None:
            (known,) = self._base.execute(
                "SELECT fingerprint FROM items WHERE id = ?", (item.id,)
            ).fetchone()
            if known == mark and old.source == source and old.not_before == not_before:
                return False
        dates = (_stamp(item.published), _stamp(item.changed), waits)
        values = (mark, msgspec.json.encode(item), source, *dates, item.url)
        if old is None:
            self._base.execute(
                "INSERT INTO items (fingerprint, record, source, published, changed, not_before,"
                " url, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, item.id),
            )
        else:
            self._base.execute(
                "UPDATE items SET fingerprint = ?, record = ?, source = ?, published = ?,"
                " changed = ?, not_before = ?, url = ?, withdrawn = NULL WHERE id = ?",
                (*values, item.id),
            )
            self._touch(old.number, size)
        return True

    def withdraw(self, id: str, when: datetime, size: int) -> bool:
        """Bury an item; whether it was there. It never comes back by itself."""
        old = self.get(id)
        if old is None or old.withdrawn is not None:
            return False
        self._base.execute("UPDATE items SET withdrawn = ? WHERE id = ?", (_stamp(when), id))
        self._touch(old.number, size)
        return True

    def _touch(self, number: int | None, size: int) -> None:
        """Forget what was written of an item."""
        if number is None:
            return
        self._base.execute("DELETE FROM written WHERE number = ?", (number,))
        page = (number - 1) // size
        if page < self.last // size:  # an archive, for it is full
            self._base.execute("INSERT OR IGNORE INTO stale VALUES (?)", (page,))

    def release(self, now: datetime, size: int) -> int:
        """Number the items that need wait no longer; how many there are."""
        rows = self._base.execute(
            "SELECT id FROM items WHERE number IS NULL AND withdrawn IS NULL"
            " AND (not_before IS NULL OR not_before <= ?) ORDER BY published, id",
            (_stamp(now),),
        ).fetchall()
        last = self.last
        for number, (id,) in enumerate(rows, last + 1):
            self._base.execute("UPDATE items SET number = ? WHERE id = ?", (number, id))
        full = range(last // size, (last + len(rows)) // size)
        self._base.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(p,) for p in full])
        return len(rows)

    @property
    def last(self) -> int:
        """The highest number; 0 if nothing was ever released."""
        return int(self._base.execute("SELECT max(number) FROM items").fetchone()[0] or 0)

    def get(self, id: str) -> Entry | None:
        """What is known of an item."""
        return next(self._entries("WHERE id = ?", (id,)), None)

    def at(self, url: str) -> Entry | None:
        """What is known of the item that stands at an address."""
        return next(self._entries("WHERE url = ? AND url <> ''", (url,)), None)

    def all(self) -> Iterator[Entry]:
        """Every item, the newest first, and those that wait before them."""
        return self._entries("ORDER BY number IS NULL DESC, number DESC, published DESC", ())

    def _entries(self, which: str, values: tuple[object, ...]) -> Iterator[Entry]:
        rows = self._base.execute(
            f"SELECT record, source, number, not_before, withdrawn FROM items {which}", values
        )
        for record, *facts in rows:
            yield _entry(record, *facts)

    # ── what is shown ───────────────────────────────────────────────────────────────────────

    def newest(self, count: int) -> tuple[Row, ...]:
        """The newest items."""
        return self._rows("number IS NOT NULL", (), count)

    def page(self, page: int, size: int) -> tuple[Row, ...]:
        """The items in an archive, counted from 0."""
        ends = (page * size + 1, (page + 1) * size)
        return self._rows("number BETWEEN ? AND ?", ends, size)

    def _rows(self, which: str, values: tuple[int, ...], count: int) -> tuple[Row, ...]:
        rows = self._base.execute(
            f"SELECT number, published, changed FROM items WHERE {which} AND withdrawn IS NULL"
            " ORDER BY number DESC LIMIT ?",
            (*values, count),
        )
        return tuple(map(Row._make, rows))

    def items(self, numbers: Iterable[int]) -> dict[int, Item]:
        """The items of these numbers."""
        found: dict[int, Item] = {}
        for number in numbers:
            row = self._base.execute("SELECT record FROM items WHERE number = ?", (number,))
            found[number] = msgspec.json.decode(row.fetchone()[0], type=Item)
        return found

    def written(self, form: str, above: int) -> dict[int, bytes]:
        """What was written in a form of the items from number `above` on."""
        rows = self._base.execute(
            "SELECT number, text FROM written WHERE form = ? AND number >= ?", (form, above)
        )
        return dict(rows.fetchall())

    def keep(self, texts: Mapping[int, bytes], form: str, above: int) -> None:
        """Keep what was written, and forget what is older than number `above`."""
        self._base.executemany(
            "INSERT OR REPLACE INTO written VALUES (?, ?, ?)",
            [(number, form, text) for number, text in texts.items()],
        )
        self._base.execute("DELETE FROM written WHERE number < ? AND form = ?", (above, form))

    def graves(self, count: int) -> tuple[Tombstone, ...]:
        """The items that were released and withdrawn since, the last first."""
        rows = self._base.execute(
            "SELECT id, withdrawn FROM items WHERE withdrawn IS NOT NULL AND number IS NOT NULL"
            " ORDER BY withdrawn DESC, id LIMIT ?",
            (count,),
        )
        return tuple(Tombstone(id, datetime.fromisoformat(when)) for id, when in rows)

    # ── files ───────────────────────────────────────────────────────────────────────────────

    def stale(self) -> tuple[int, ...]:
        """Archives, counted from 0, that may have changed."""
        return tuple(page for (page,) in self._base.execute("SELECT page FROM stale ORDER BY page"))

    def settle(self) -> None:
        """Every archive is as it has to be."""
        self._base.execute("DELETE FROM stale")

    def unsettle(self, pages: int) -> None:
        """Nothing that was written holds any more: the settings have changed."""
        self._base.execute("DELETE FROM written")
        rows = [(page,) for page in range(pages)]
        self._base.executemany("INSERT OR IGNORE INTO stale VALUES (?)", rows)

    def hashes(self, name: str) -> dict[str, int]:
        """Hashes that a file may have, as it was written last and as it was to be written.

        Each with the time that the file has then, in nanoseconds since 1970.
        """
        rows = self._base.execute("SELECT sha256, modified_ns FROM files WHERE name = ?", (name,))
        return dict(rows.fetchall())

    def intend(self, name: str, sha256: str, modified_ns: int) -> None:
        """A file is about to be written, and given this time.

        Whoever is killed then must not take it for another's.
        """
        self._base.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (name, sha256, modified_ns)
        )

    def confirm(self, name: str, sha256: str) -> None:
        """A file was written."""
        self._base.execute("DELETE FROM files WHERE name = ? AND sha256 <> ?", (name, sha256))

    def recall(self, name: str) -> str:
        """Something remembered; nothing if it is not."""
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def remember(self, name: str, value: str) -> None:
        """Remember something."""
        self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    # ── hubs ────────────────────────────────────────────────────────────────────────────────

    def owe(self, topic: str, hub: str, when: datetime) -> None:
        """A hub has to be told of a file."""
        self._base.execute(
            "INSERT INTO pings VALUES (?, ?, ?, NULL, 0, '') ON CONFLICT (topic) DO UPDATE"
            " SET hub = excluded.hub, due = excluded.due, tries = 0, error = ''",
            (topic, hub, _stamp(when)),
        )

    def pings(self) -> tuple[Ping, ...]:
        """Every hub that was ever to be told."""
        rows = self._base.execute("SELECT topic, hub, due, tries, error FROM pings ORDER BY topic")
        return tuple(Ping(topic, hub, due is not None, *rest) for topic, hub, due, *rest in rows)

    def pinged(self, topic: str, when: datetime, error: str = "") -> None:
        """A hub was told, or could not be."""
        if error:
            self._base.execute(
                "UPDATE pings SET tries = tries + 1, error = ? WHERE topic = ?", (error, topic)
            )
        else:
            self._base.execute(
                "UPDATE pings SET due = NULL, done = ?, tries = 0, error = '' WHERE topic = ?",
                (_stamp(when), topic),
            )


def _entry(
    record: bytes,
    source: str,
    number: int | None,
    not_before: str | None,
    withdrawn: str | None,
) -> Entry:
    return Entry(
        msgspec.json.decode(record, type=Item),
        source,
        number,
        datetime.fromisoformat(not_before) if not_before else None,
        datetime.fromisoformat(withdrawn) if withdrawn else None,
    )


def _stamp(when: datetime | None) -> str | None:
    """A date that sorts as text."""
    return None if when is None else when.astimezone(UTC).isoformat(timespec="microseconds")


@contextmanager
def _translated() -> Iterator[None]:
    """sqlite3's complaints about the file as Broken; a lock that nobody frees is none."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise TimeoutError("another process holds it") from error
        raise Broken(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise Broken(str(error)) from error
    except msgspec.DecodeError as error:
        raise Broken(f"an item in it cannot be read ({error})") from error
