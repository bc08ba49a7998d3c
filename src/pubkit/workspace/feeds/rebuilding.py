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
from pubkit.workspace.feeds.older import graves_of, items_of
from pubkit.workspace.files import read_bytes

__all__ = ["earlier", "former"]

_CONTENT = "content"
"""The folder of the articles, below the workspace's."""
_LARGEST = 512 * 1024 * 1024
"""Bytes of a file of a feed."""


def earlier(folder: Path, name: str) -> tuple[tuple[Item, ...], tuple[Tombstone, ...]]:
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


def former(root: Path, told: Iterable[Item], site: Site) -> Iterator[tuple[Item, str]]:
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
