"""The hubs of a ledger: whom to tell of a feed's files, and whether that was done."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from pubkit.workspace.feeds.entries import stamp

__all__ = ["Hubs", "Ping"]


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


class Hubs:
    """The pings of one feed."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """The pings in `base`."""
        self._base = base

    def owe(self, topic: str, hub: str, when: datetime) -> None:
        """A hub has to be told of a file."""
        self._base.execute(
            "INSERT INTO pings VALUES (?, ?, ?, NULL, 0, '') ON CONFLICT (topic) DO UPDATE"
            " SET hub = excluded.hub, due = excluded.due, tries = 0, error = ''",
            (topic, hub, stamp(when)),
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
                (stamp(when), topic),
            )
