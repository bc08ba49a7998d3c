"""The ledger of what was published: SQLite in the workspace, one file, whole after any crash.

Everything stands under its account's app id, so that two accounts never mix.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from pubkit.errors import PublishError, WriteError
from pubkit.workspace.files import alone

__all__ = ["Draft", "Ledger", "Use", "ledger_path", "opened_ledger"]

Use: TypeAlias = Literal["body", "cover"]
"""What a picture was uploaded for."""

_VERSION = 1
_SCHEMA = """
create table if not exists tokens (appid text primary key, token text, expires real);
create table if not exists pictures (appid text, use text, sha256 text, address text,
    primary key (appid, use, sha256));
create table if not exists drafts (appid text, article text, media_id text, sent text, kept text,
    updated integer, state text, primary key (appid, article));
create table if not exists calls (appid text, day text, call text, count integer,
    primary key (appid, day, call));
"""


@dataclass(frozen=True)
class Draft:
    """What is known of an article's draft."""

    media_id: str
    """The platform's name for it; empty while it is being added and nobody knows."""
    sent: str
    """Hash of the whole request that made it."""
    kept: Mapping[str, str]
    """Field → hash of its words, by which a change by hand is known."""
    updated: int
    """When it was last changed, by the platform's clock; 0 if that is not known."""
    state: str = "draft"
    """`adding`, `draft` or `published`."""


def ledger_path(root: Path) -> Path:
    """Where a workspace's ledger lies."""
    return root / ".pubkit" / "wechat.sqlite"


@contextlib.contextmanager
def opened_ledger(root: Path) -> Iterator[Ledger]:
    """The ledger of the workspace `root`, for this run alone.

    Raises: PublishError if it is damaged or of another version; WriteError if another run has it.
    """
    path = ledger_path(root)
    with alone(path.parent):
        _prepare(path)
        ledger = Ledger(path)
        try:
            yield ledger
        finally:
            ledger.close()


def _prepare(path: Path) -> None:
    """An empty file that only its owner reads, since a token is in it, kept out of git."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
    except OSError as error:
        raise WriteError(f"{path}: it cannot be written ({error.strerror})") from error


class Ledger:
    """Tokens, uploads, drafts and calls; every method is one transaction, from any thread."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Raises: PublishError if the file is damaged or of another version."""
        self._path, self._clock = path, clock
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._check()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise PublishError(f"{path}: another program has it open; close that") from error
            raise PublishError(
                f"{path}: the ledger is damaged ({error}); move it away: drafts are found again at "
                "the platform, and pictures are uploaded once more"
            ) from error

    def _check(self) -> None:
        (version,) = self._database.execute("pragma user_version").fetchone()
        if version not in (0, _VERSION):
            raise PublishError(
                f"{self._path}: the ledger was written by another version of pubkit; use that one"
            )
        (state,) = self._database.execute("pragma quick_check(1)").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        # A log beside the file, which a killed process leaves whole. What a failing power supply
        # may take with it, the last lines, is found again at the platform.
        for pragma in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = normal"):
            self._database.execute(f"pragma {pragma}")
        self._database.executescript(_SCHEMA)
        self._database.execute(f"pragma user_version = {_VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _do(self, statement: str, *values: str | float) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    # ── tokens ──────────────────────────────────────────────────────────────────────────────

    def token(self, appid: str) -> tuple[str, float]:
        """The token and when it ends (seconds since 1970, this machine's clock); empty, 0: none."""
        found = self._do("select token, expires from tokens where appid = ?", appid)
        return (str(found[0][0]), float(found[0][1])) if found else ("", 0.0)

    def keep_token(self, appid: str, token: str, expires: float) -> None:
        """Remember a token."""
        self._do("insert or replace into tokens values (?, ?, ?)", appid, token, expires)

    # ── pictures ────────────────────────────────────────────────────────────────────────────

    def picture(self, appid: str, use: Use, sha256: str) -> str:
        """Address or `media_id` of an uploaded picture; empty if it was not."""
        found = self._do(
            "select address from pictures where appid = ? and use = ? and sha256 = ?",
            appid, use, sha256,
        )  # fmt: skip
        return str(found[0][0]) if found else ""

    def keep_picture(self, appid: str, use: Use, sha256: str, address: str) -> None:
        """Remember an upload."""
        self._do("insert or replace into pictures values (?, ?, ?, ?)", appid, use, sha256, address)

    def drop_picture(self, appid: str, use: Use, sha256: str) -> None:
        """Forget an upload that the platform no longer knows."""
        self._do(
            "delete from pictures where appid = ? and use = ? and sha256 = ?", appid, use, sha256
        )

    # ── drafts ──────────────────────────────────────────────────────────────────────────────

    def draft(self, appid: str, article: str) -> Draft | None:
        """The article's draft in this account."""
        found = self._do(
            "select media_id, sent, kept, updated, state from drafts "
            "where appid = ? and article = ?",
            appid, article,
        )  # fmt: skip
        if not found:
            return None
        media_id, sent, kept, updated, state = found[0]
        return Draft(media_id, sent, MappingProxyType(json.loads(kept)), updated, state)

    def keep_draft(self, appid: str, article: str, draft: Draft) -> None:
        """Remember a draft, or that it is being added."""
        self._do(
            "insert or replace into drafts values (?, ?, ?, ?, ?, ?, ?)",
            appid, article, draft.media_id, draft.sent, json.dumps(dict(draft.kept)),
            draft.updated, draft.state,
        )  # fmt: skip

    def drop_draft(self, appid: str, article: str) -> None:
        """Forget a draft that is no longer there."""
        self._do("delete from drafts where appid = ? and article = ?", appid, article)

    def others(self, appid: str, article: str) -> frozenset[str]:
        """The account's drafts that are other articles'."""
        found = self._do(
            "select media_id from drafts where appid = ? and article <> ?", appid, article
        )
        return frozenset(str(one[0]) for one in found)

    def elsewhere(self, appid: str, article: str) -> tuple[str, ...]:
        """Other accounts in which the article has a draft."""
        found = self._do(
            "select appid from drafts where appid <> ? and article = ? order by appid",
            appid, article,
        )  # fmt: skip
        return tuple(str(one[0]) for one in found)

    # ── calls ───────────────────────────────────────────────────────────────────────────────

    def count(self, appid: str, call: str) -> None:
        """Note one call of today."""
        self._do(
            "insert into calls values (?, ?, ?, 1) "
            "on conflict do update set count = count + 1",
            appid, self._day(), call,
        )  # fmt: skip

    def counted(self, appid: str, call: str) -> int:
        """Calls of today."""
        found = self._do(
            "select count from calls where appid = ? and day = ? and call = ?",
            appid, self._day(), call,
        )  # fmt: skip
        return int(found[0][0]) if found else 0

    def _day(self) -> str:
        """Today where quotas begin anew: midnight in Beijing, UTC+8."""
        return time.strftime("%Y-%m-%d", time.gmtime(self._clock() + 8 * 3600))
