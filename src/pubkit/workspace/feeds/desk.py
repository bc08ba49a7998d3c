"""The desk: what is done with a feed, so that it stays right whatever happens meanwhile.

All that a feed has told stands in its ledger; the files follow from it. A run may be killed
anywhere: the next one writes what is missing, and leaves alone what is right already.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from pubkit.config import Config, Feed
from pubkit.errors import ConfigError, ReadError, UnknownName
from pubkit.model import Article
from pubkit.publication import sha256
from pubkit.renderer import File
from pubkit.renderers.feed.item import Item
from pubkit.renderers.feed.making import Made, Original
from pubkit.workspace.feeds.edition import FORMAT, Edition
from pubkit.workspace.feeds.entries import Entry
from pubkit.workspace.feeds.hubs import Ping
from pubkit.workspace.feeds.ledger import Broken, Ledger
from pubkit.workspace.feeds.rebuilding import refill
from pubkit.workspace.feeds.safe import Safe
from pubkit.workspace.feeds.shelf import Published, Shelf, note
from pubkit.workspace.files import inside, is_file

__all__ = ["Desk", "desks"]

_STORES = "feeds"
"""The folder of the ledgers, below the workspace's."""


class Desk:
    """One feed of a workspace."""

    def __init__(self, root: Path, name: str, config: Config) -> None:
        """The feed `name`, as pubkit.toml has it; one called main needs no settings."""
        self.name = name
        self.feed = config.feeds.get(name, Feed())
        self._root = root
        self._edition = Edition(name, self.feed, config.site)
        folder = inside(root, self.feed.folder)
        if folder is None:
            raise ConfigError(
                f"folder in [feeds.{name}]: {self.feed.folder!r} leaves the workspace;"
                " name one below it"
            )
        self._shelf = Shelf(folder, self._edition)
        refilling = partial(refill, edition=self._edition, root=root, folder=folder)
        self._safe = Safe(root / _STORES / f"{name}.sqlite", refilling)

    def takes(self, article: Article, source: Path | None) -> bool:
        """Whether the feed is for such articles."""
        feed = self.feed
        if not feed.keywords and not feed.folders:
            return True
        if set(feed.keywords) & set(article.keywords):
            return True
        if source is None:
            return False
        place = source.resolve()
        return any(place.is_relative_to((self._root / name).resolve()) for name in feed.folders)

    # ── actions ─────────────────────────────────────────────────────────────────────────────

    def add(
        self, made: Made, source: Path | None, now: datetime, not_before: datetime | None = None
    ) -> Published:
        """Put an article into the feed, or what is new of it, and write the files.

        Raises: ReadError if another article has its id; WriteError.
        """

        def put(ledger: Ledger, result: Published) -> None:
            item = self._adopted(ledger, made.item)
            old = ledger.entries.get(item.id)
            where = self._relative(source)
            self._reject_twin(old, item, where)
            waits = not_before or (old.not_before if old else None)
            ledger.entries.put(item, where, waits, self.feed.items)

        return self._act(put, now, made.files)

    def withdraw(self, id: str, now: datetime) -> Published:
        """Take an item out of the feed for good.

        Raises: ReadError if it is not there; WriteError.
        """

        def bury(ledger: Ledger, result: Published) -> None:
            old = ledger.entries.get(id)
            if old is None:
                raise ReadError(
                    f"feed {self.name}: nothing in it has the id {id!r};"
                    f" pubkit feed list --feed {self.name} shows what there is"
                )
            when = max(now, old.item.changed)
            if not ledger.entries.withdraw(id, when, self.feed.items):
                result.notices.append(note("feed-withdrawn", f"{id} was withdrawn before"))

        return self._act(bury, now)

    def take(self, items: tuple[Item, ...], source: str, now: datetime) -> Published:
        """Put the items of an older feed in; those that are there already stay as they are."""

        def put(ledger: Ledger, result: Published) -> None:
            for item in items:
                if ledger.entries.get(item.id) is None:
                    ledger.entries.put(item, source, None, self.feed.items)

        return self._act(put, now)

    def write(self, now: datetime) -> Published:
        """Release what need wait no longer, and write the files that are not as they have to be.

        Raises: WriteError.
        """
        return self._act(lambda ledger, result: None, now)

    def entries(self) -> tuple[Entry, ...]:
        """Everything in the feed, the newest first."""
        return self._safe.asked(lambda ledger: tuple(ledger.entries.all()))

    def original(self, id: str) -> Original:
        """What a correction names.

        Raises: ReadError if it is not in the feed.
        """
        found = self._safe.asked(lambda ledger: ledger.entries.get(id))
        if found is None:
            raise ReadError(f"feed {self.name}: nothing in it has the id {id!r} to be corrected")
        return Original(found.item.id, found.item.title, found.item.url)

    def pings(self) -> tuple[Ping, ...]:
        """Hubs, and whether they have to be told."""
        return self._safe.asked(lambda ledger: ledger.hubs.pings())

    def pinged(self, topic: str, now: datetime, error: str = "") -> None:
        """A hub was told, or could not be."""
        self._safe.asked(lambda ledger: ledger.hubs.pinged(topic, now, error))

    # ── how ─────────────────────────────────────────────────────────────────────────────────

    def _act(
        self,
        action: Callable[[Ledger, Published], None],
        now: datetime,
        files: tuple[File, ...] = (),
    ) -> Published:
        """Do something to the ledger and let the files follow, alone at this desk.

        A ledger that turns out to be damaged is made anew, and it is done to that.
        """
        result = Published()
        try:
            return self._acted(action, now, files, result)
        except Broken as error:
            self._safe.renew(str(error), result.notices)
            return self._acted(action, now, files, result)

    def _acted(
        self,
        action: Callable[[Ledger, Published], None],
        now: datetime,
        files: tuple[File, ...],
        result: Published,
    ) -> Published:
        with self._safe.opened(result.notices) as ledger:
            modified_ns = time.time_ns()
            with ledger.change():
                self._clock(ledger, now, result)
                self._settle(ledger)
                action(ledger, result)
                ledger.entries.release(now, self.feed.items)
                documents = self._shelf.due(ledger, result)
                for document in documents:
                    ledger.written.intend(document.name, document.sha256, modified_ns)
                    if document.topic:
                        ledger.hubs.owe(document.topic, self._edition.hub, now)
            self._shelf.put(files, documents, modified_ns, result)
            if ledger.written.stale():
                with ledger.change():
                    ledger.written.settle()
        return result

    def _clock(self, ledger: Ledger, now: datetime, result: Published) -> None:
        """Say if the clock was set back: nothing that was released is taken back by that."""
        before = ledger.recall("written")
        if before and now < datetime.fromisoformat(before):
            text = f"The clock says {now.isoformat(timespec='seconds')}, and the feed was written"
            what = f"{text} at {before} already; nothing that was released is taken back"
            result.notices.append(note("feed-clock", what))
        else:
            ledger.remember("written", now.isoformat(timespec="seconds"))

    def _settle(self, ledger: Ledger) -> None:
        """Forget what was written under other settings."""
        told = msgspec.json.encode((FORMAT, self.feed, self._edition.site))
        settings = sha256(told)
        if ledger.recall("settings") not in ("", settings):
            ledger.written.unsettle(ledger.entries.last // self.feed.items + 1)
        ledger.remember("settings", settings)

    # ── articles ────────────────────────────────────────────────────────────────────────────

    def _relative(self, source: Path | None) -> str:
        """An article's file, from the workspace's folder where it lies in that."""
        if source is None:
            return ""
        place = source.resolve()
        root = self._root.resolve()
        return str(place.relative_to(root) if place.is_relative_to(root) else place)

    def _adopted(self, ledger: Ledger, item: Item) -> Item:
        """With the identity that an older feed gave its address, so that nobody sees it twice."""
        there = ledger.entries.at(item.url)
        if there is None or not there.item.kept or there.item.id == item.id:
            return item
        return msgspec.structs.replace(item, id=there.item.id, kept=True)

    def _reject_twin(self, old: Entry | None, item: Item, source: str) -> None:
        if old is None or old.source in ("", source) or old.withdrawn is not None:
            return
        if is_file(self._root / old.source):
            raise ReadError(
                f"{source}: its id {item.id!r} is that of {old.source}, which is in feed"
                f" {self.name}; give one of them another id"
            )


def desks(root: Path, config: Config, names: tuple[str, ...] = ()) -> tuple[Desk, ...]:
    """The feeds called `names`; without names all that pubkit.toml has, or the one called main.

    Raises: UnknownName.
    """
    known = (*config.feeds,) or ("main",)
    for name in names:
        if name not in known:
            raise UnknownName("feed", name, known)
    return tuple(Desk(root, name, config) for name in names or known)
