"""The persistent feed beside feedgen, and how its cost grows with what is stored.

    python -m bench.feed [ROUNDS]

Ours adds one article to the store and brings the newest 100 to the disk: item made from the
article, store, file written beside, read back, synced and put in place. feedgen merely makes those
100 entries and writes them, with nothing else. By turns, in one process; the articles differ.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

import msgspec
from feedgen.feed import FeedGenerator

import pubkit
from bench.figures import table
from bench.layout import ROOT
from pubkit.config import Config, Feed, Form
from pubkit.renderers.feed.item import Item
from pubkit.renderers.feed.making import made
from pubkit.workspace.feeds import Desk

_SHOWN = 100
"""Items in the file."""
_STORED = (100, 10_000)
"""Items in the store."""
_BOUND, _GROWTH = 1.5, 1.2
"""Largest ratio to feedgen, and to itself with a hundredth of the items, that we promise."""
_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_SITE = pubkit.Site(name="科普周刊", url="https://example.org", rights="© 2026 科普周刊")


@dataclass(frozen=True)
class _Cost:
    """Seconds of the quickest turn."""

    cpu_s: float
    wall_s: float


def _article(number: int) -> pubkit.Article:
    reading = pubkit.read(ROOT / "content" / "dandelion")
    return msgspec.structs.replace(
        reading.article,
        id=f"tag:example.org,2026:{number}",
        title=f"{reading.article.title} {number}",
        url=f"https://example.org/{number}",
        published=_NOW - timedelta(days=900) + timedelta(minutes=number),
        updated=None,
    )


def _items(count: int) -> list[Item]:
    """The same text under many names."""
    whole = made(pubkit.admit(_article(0)), {}, _SITE).item
    return [
        msgspec.structs.replace(
            whole,
            id=f"tag:example.org,2026:{number}",
            title=f"{whole.title} {number}",
            url=f"https://example.org/{number}",
            published=whole.published + timedelta(minutes=number),
        )
        for number in range(count)
    ]


def _feedgen(items: list[Item], path: Path) -> None:
    """What a script with feedgen does."""
    feed = FeedGenerator()
    feed.title("科普周刊")
    feed.link(href="https://example.org", rel="alternate")
    feed.description("科普周刊")
    feed.language("zh-CN")
    feed.lastBuildDate(_NOW)
    for item in items:
        entry = feed.add_entry(order="append")
        entry.title(item.title)
        entry.link(href=item.url)
        entry.description(item.summary)
        entry.content(item.html, type="CDATA")
        entry.guid(item.id, permalink=False)
        entry.pubDate(item.published)
        for word in item.keywords:
            entry.category(term=word)
    feed.rss_file(str(path), pretty=True)


def _timed(action: Callable[[], object]) -> _Cost:
    cpu, wall = process_time(), perf_counter()
    action()
    return _Cost(process_time() - cpu, perf_counter() - wall)


def _least(costs: list[_Cost]) -> _Cost:
    """The middle of all turns."""
    middle = len(costs) // 2
    return _Cost(sorted(c.cpu_s for c in costs)[middle], sorted(c.wall_s for c in costs)[middle])


def _desk(root: Path, stored: int, forms: tuple[Form, ...]) -> Desk:
    feed = Feed(url="https://example.org/feeds", items=_SHOWN, formats=forms)
    desk = Desk(root, "main", Config(site=_SITE, feeds={"main": feed}))
    desk.take(tuple(_items(stored)), "", _NOW)
    return desk


def _name(forms: tuple[Form, ...], stored: int) -> str:
    return f"{'+'.join(forms)}, {stored:,} stored"


def _add(desk: Desk, article: pubkit.Article) -> None:
    desk.add(made(article, {}, _SITE), None, _NOW)


def main() -> None:
    """Measure, print, and fail where a promise is broken."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    every: tuple[Form, ...] = ("rss", "atom", "json")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        desks = {
            _name(forms, stored): _desk(root / f"{stored}{len(forms)}", stored, forms)
            for stored in _STORED
            for forms in (every[:1], every)
        }
        newest = _items(_SHOWN)
        costs: dict[str, list[_Cost]] = {"feedgen": [], **{name: [] for name in desks}}
        for turn in range(rounds):
            costs["feedgen"].append(_timed(lambda: _feedgen(newest, root / "feedgen.xml")))
            for name, desk in desks.items():
                article = pubkit.admit(_article(100_000 + turn))
                costs[name].append(_timed(lambda desk=desk, new=article: _add(desk, new)))  # type: ignore[misc]  # defaults bind the turn's own
    found = {name: _least(turns) for name, turns in costs.items()}
    _print(found)


def _print(found: dict[str, _Cost]) -> None:
    base = found["feedgen"]
    rows = [
        (
            name,
            f"{cost.cpu_s * 1000:.1f}",
            f"{cost.wall_s * 1000:.1f}",
            f"{cost.cpu_s / base.cpu_s:.2f}",
            f"{cost.wall_s / base.wall_s:.2f}",
        )
        for name, cost in found.items()
    ]
    print(table((("what", "CPU ms", "wall ms", "× CPU", "× wall"), *rows)))
    few, lots = (found[f"rss, {stored:,} stored"] for stored in _STORED)
    ratio, growth = lots.cpu_s / base.cpu_s, lots.cpu_s / few.cpu_s
    print(f"\nadd one, write {_SHOWN}: {ratio:.2f} of feedgen (at most {_BOUND})")
    print(f"from {_STORED[0]} to {_STORED[1]:,} stored: {growth:.2f} (at most {_GROWTH})")
    if ratio > _BOUND or growth > _GROWTH:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
