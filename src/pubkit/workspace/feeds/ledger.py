"""The ledger: a small SQLite file that knows what a feed has ever told its readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pubkit.workspace.feeds.entries import Entries
from pubkit.workspace.feeds.hubs import Hubs
from pubkit.workspace.feeds.written import Written

__all__ = ["Broken", "Ledger"]

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
        self.written = Written(self._base)
        """What was written of the items."""
        self.entries = Entries(self._base, self.written)
        """The items."""
        self.hubs = Hubs(self._base)
        """Whom to tell of it."""

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

    def recall(self, name: str) -> str:
        """Something remembered; nothing if it is not."""
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def remember(self, name: str, value: str) -> None:
        """Remember something."""
        self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


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
