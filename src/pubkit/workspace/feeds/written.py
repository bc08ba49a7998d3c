"""What was written of a ledger's items: their texts, the archives, the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

__all__ = ["Written"]


class Written:
    """What was written of one feed, and what of that may hold no more."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """What `base` knows of it."""
        self._base = base

    # ── items ───────────────────────────────────────────────────────────────────────────────

    def texts(self, form: str, above: int) -> dict[int, bytes]:
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

    def forget(self, number: int) -> None:
        """What was written of an item holds no more."""
        self._base.execute("DELETE FROM written WHERE number = ?", (number,))

    # ── archives ────────────────────────────────────────────────────────────────────────────

    def stale(self) -> tuple[int, ...]:
        """Archives, counted from 0, that may have changed."""
        return tuple(page for (page,) in self._base.execute("SELECT page FROM stale ORDER BY page"))

    def spoil(self, pages: Iterable[int]) -> None:
        """These archives may not be as they have to be."""
        rows = [(page,) for page in pages]
        self._base.executemany("INSERT OR IGNORE INTO stale VALUES (?)", rows)

    def settle(self) -> None:
        """Every archive is as it has to be."""
        self._base.execute("DELETE FROM stale")

    def unsettle(self, pages: int) -> None:
        """Nothing that was written holds any more: the settings have changed."""
        self._base.execute("DELETE FROM written")
        self.spoil(range(pages))

    # ── files ───────────────────────────────────────────────────────────────────────────────

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
