"""The entries of a ledger: every item that a feed has ever had, and what became of it.

An item keeps its number for ever. It gets one when it is released, not when it is added: an
embargoed item has none. Numbers make the archives: the first fifty items are the first archive and
stay in it, so that an archive changes only when one of its own items does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from pubkit.renderers.feed.frame import Tombstone
from pubkit.renderers.feed.item import Item, fingerprint
from pubkit.workspace.feeds.written import Written

__all__ = ["Entries", "Entry", "Row", "stamp"]


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


class Row(NamedTuple):
    """An item as far as its place in a file depends on it."""

    number: int
    """Its number."""
    published: str
    """When it was published, in UTC (ISO 8601), which sorts as text."""
    changed: str
    """When it was last changed."""


class Entries:
    """The items of one feed."""

    def __init__(self, base: sqlite3.Connection, written: Written) -> None:
        """The items in `base`; what changes is forgotten in `written`."""
        self._base = base
        self._written = written

    def put(self, item: Item, source: str, not_before: datetime | None, size: int) -> bool:
        """Add an item or what is new of it; whether anything is. `size` is that of an archive."""
        old = self.get(item.id)
        mark = fingerprint(item)
        waits = stamp(not_before)
        if old is not None and old.withdrawn is None:
            (known,) = self._base.execute(
                "SELECT fingerprint FROM items WHERE id = ?", (item.id,)
            ).fetchone()
            if known == mark and old.source == source and old.not_before == not_before:
                return False
        dates = (stamp(item.published), stamp(item.changed), waits)
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
        self._base.execute("UPDATE items SET withdrawn = ? WHERE id = ?", (stamp(when), id))
        self._touch(old.number, size)
        return True

    def _touch(self, number: int | None, size: int) -> None:
        """Forget what was written of an item."""
        if number is None:
            return
        self._written.forget(number)
        page = (number - 1) // size
        if page < self.last // size:  # an archive, for it is full
            self._written.spoil([page])

    def release(self, now: datetime, size: int) -> int:
        """Number the items that need wait no longer; how many there are."""
        rows = self._base.execute(
            "SELECT id FROM items WHERE number IS NULL AND withdrawn IS NULL"
            " AND (not_before IS NULL OR not_before <= ?) ORDER BY published, id",
            (stamp(now),),
        ).fetchall()
        last = self.last
        for number, (id,) in enumerate(rows, last + 1):
            self._base.execute("UPDATE items SET number = ? WHERE id = ?", (number, id))
        self._written.spoil(range(last // size, (last + len(rows)) // size))
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

    def graves(self, count: int) -> tuple[Tombstone, ...]:
        """The items that were released and withdrawn since, the last first."""
        rows = self._base.execute(
            "SELECT id, withdrawn FROM items WHERE withdrawn IS NOT NULL AND number IS NOT NULL"
            " ORDER BY withdrawn DESC, id LIMIT ?",
            (count,),
        )
        return tuple(Tombstone(id, datetime.fromisoformat(when)) for id, when in rows)


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


def stamp(when: datetime | None) -> str | None:
    """A date that sorts as text."""
    return None if when is None else when.astimezone(UTC).isoformat(timespec="microseconds")
