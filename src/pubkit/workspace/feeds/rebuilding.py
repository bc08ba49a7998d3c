"""Making a lost ledger anew: from the feed's own files, and the articles they tell of."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pubkit.config import Site
from pubkit.errors import PubkitError
from pubkit.renderers.feed.frame import Tombstone
from pubkit.renderers.feed.item import Item, identity
from pubkit.renderers.feed.making import made
from pubkit.workspace.articles import SOURCES, read
from pubkit.workspace.feeds.edition import Edition
from pubkit.workspace.feeds.ledger import Ledger
from pubkit.workspace.feeds.older import graves_of, items_of
from pubkit.workspace.files import read_bytes

__all__ = ["refill"]

_CONTENT = "content"
"""The folder of the articles, below the workspace's."""
_LARGEST = 512 * 1024 * 1024
"""Bytes of a file of a feed."""


def refill(ledger: Ledger, edition: Edition, root: Path, folder: Path) -> None:
    """Write into an empty ledger what the files of its feed in `folder` tell.

    An item whose article lies in the workspace at `root` is taken from there.
    """
    told, graves = _earlier(folder, edition.name)
    entries, size = ledger.entries, edition.feed.items
    with ledger.change():
        for item, source in _former(root, told, edition.site):
            entries.put(item, source, None, size)
            entries.release(item.published, size)
        for stone in graves:
            buried = Item(id=stone.id, title=stone.id, published=stone.when, kept=True)
            entries.put(buried, "", None, size)
            entries.release(stone.when, size)
            entries.withdraw(stone.id, stone.when, size)


def _earlier(folder: Path, name: str) -> tuple[tuple[Item, ...], tuple[Tombstone, ...]]:
    """What the feed's files tell: their items, the oldest first, and what was withdrawn."""
    items: dict[str, Item] = {}
    graves: dict[str, Tombstone] = {}
    for path in sorted(folder.glob(f"{name}.*.xml")):
        with contextlib.suppress(PubkitError):
            data = read_bytes(path, _LARGEST)
            for item in items_of(data, path.name)[0]:
                items.setdefault(identity(item.id), item)
            for stone in graves_of(data, path.name):
                graves.setdefault(stone.id, stone)
    ordered = sorted(items.values(), key=lambda item: item.published)
    return tuple(ordered), tuple(graves.values())


def _former(root: Path, told: Iterable[Item], site: Site) -> Iterator[tuple[Item, str]]:
    """Each item as its article has it now, with the article's file; as the feed had it, without."""
    articles = dict(_articles(root, site))
    for item in told:
        fresh, source = articles.get(identity(item.id), (item, ""))
        yield fresh, source


def _articles(root: Path, site: Site) -> Iterator[tuple[str, tuple[Item, str]]]:
    for name in SOURCES:
        for path in sorted((root / _CONTENT).rglob(name)):
            with contextlib.suppress(PubkitError):
                reading = read(path)
                item = made(reading.article, reading.assets, site).item
                yield identity(item.id), (item, str(path.resolve().relative_to(root.resolve())))
