"""The safe: a feed's ledger under lock, and made anew where it turns out to be damaged."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pubkit.errors import WriteError
from pubkit.notice import Notice
from pubkit.workspace.feeds.ledger import Broken, Ledger
from pubkit.workspace.feeds.shelf import note
from pubkit.workspace.files import alone

__all__ = ["Safe"]

_T = TypeVar("_T")


class Safe:
    """Where one feed's ledger is kept."""

    def __init__(self, path: Path, refill: Callable[[Ledger], None]) -> None:
        """The ledger's file, and what to write into a new one that has to replace it."""
        self._path = path
        self._refill = refill

    def asked(self, question: Callable[[Ledger], _T]) -> _T:
        """What the ledger says.

        Raises: WriteError if it is damaged, or another process holds it.
        """
        try:
            with self.opened([]) as ledger, ledger.change():
                return question(ledger)
        except Broken as error:
            what = f"it is damaged ({error}); run pubkit feed write, which makes it anew"
            raise WriteError(f"{self._path}: {what}") from error

    @contextlib.contextmanager
    def opened(self, notices: list[Notice]) -> Iterator[Ledger]:
        """The ledger, while no other process has it; one that cannot be opened is made anew.

        That is said in `notices`. What is found to be damaged later is the caller's to `renew`.
        Raises: Broken; WriteError if another process holds it.
        """
        with alone(self._path.parent):
            try:
                ledger = self._ledger(notices)
                try:
                    yield ledger
                finally:
                    ledger.close()
            except TimeoutError as error:
                why = "another process holds it; let it end and try again"
                raise WriteError(f"{self._path}: {why}") from error

    def renew(self, why: str, notices: list[Notice]) -> None:
        """Put a new ledger in a damaged one's place."""
        with alone(self._path.parent):
            self._renewed(why, notices).close()

    def _ledger(self, notices: list[Notice]) -> Ledger:
        try:
            return Ledger(self._path)
        except Broken as error:
            return self._renewed(str(error), notices)

    def _renewed(self, why: str, notices: list[Notice]) -> Ledger:
        notices.append(self._set_aside(why))
        ledger = Ledger(self._path)
        self._refill(ledger)
        return ledger

    def _set_aside(self, why: str) -> Notice:
        """Keep a damaged ledger under another name."""
        number = 1
        while (kept := self._path.with_name(f"{self._path.name}.broken-{number}")).exists():
            number += 1
        self._path.rename(kept)
        for suffix in ("-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        text = f"The store {self._path.name} is damaged ({why}); it is kept as {kept.name}"
        return note("feed-store-rebuilt", f"{text}, and a new one made of articles and feed files")
