"""A row of publications, corrections and withdrawals, the same for the same seed.

Run as a program it does them from a given one on and says the number of each that is done: a test
kills it in between.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

import pubkit
from pubkit.config import Config, Feed, Profile, Site
from pubkit.model import Article
from pubkit.renderers.feed.making import Made, made
from pubkit.testing import sample
from pubkit.workspace.feeds import Desk

__all__ = ["CONFIG", "actions", "article", "desk", "do", "item", "start"]

SITE = Site(
    name="海岛日报",
    url="https://example.org",
    media_url="https://example.org/feeds/media",
    rights="© 2026 海岛日报",
)
CONFIG = Config(
    site=SITE,
    feeds={
        "main": Feed(
            url="https://example.org/feeds",
            items=10,
            profiles={"partner": Profile(items=5, omit=("photos",), tags=("p", "a"))},
        )
    },
)
start = datetime(2026, 11, 1, 8, tzinfo=UTC)
Action = tuple[str, int, int]
"""What is done, to which article, for which time."""


def desk(root: Path, config: Config = CONFIG, name: str = "main") -> Desk:
    return Desk(root, name, config)


def article(number: int, version: int = 0, **fields: object) -> Article:
    changed = start + timedelta(days=100, minutes=version) if version else None
    given = {
        "id": f"tag:example.org,2026:a{number}",
        "title": f"第 {number} 篇 第 {version} 稿",
        "url": f"https://example.org/{number}",
        "published": start + timedelta(hours=number * 7 % 101),
        "updated": changed,
    }
    return pubkit.admit(msgspec.structs.replace(sample(), **{**given, **fields}))


def item(number: int, version: int = 0, **fields: object) -> Made:
    return made(article(number, version, **fields), {}, SITE)


def actions(seed: int, count: int) -> Iterator[Action]:
    draw = random.Random(seed)
    there: list[int] = []
    versions: dict[int, int] = {}
    numbers = list(range(count))
    draw.shuffle(numbers)
    for _ in range(count):
        choice = draw.random()
        if there and choice < 0.25:
            number = draw.choice(there)
            versions[number] = versions.get(number, 0) + 1
            yield "correct", number, versions[number]
        elif there and choice < 0.4:
            number = there.pop(draw.randrange(len(there)))
            yield "withdraw", number, 0
        else:
            number = numbers.pop()
            there.append(number)
            yield "add", number, 0


def do(at: Desk, action: Action, step: int) -> None:
    kind, number, version = action
    now = start + timedelta(days=200, minutes=step)
    if kind == "withdraw":
        at.withdraw(f"tag:example.org,2026:a{number}", now)
    else:
        at.add(item(number, version), None, now)


def main(root: str, seed: str, count: str, first: str) -> None:
    at = desk(Path(root))
    for step, action in enumerate(actions(int(seed), int(count))):
        if step >= int(first):
            do(at, action, step)
            sys.stdout.write(f"{step}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
