"""`python -m bench.prove`: see the package."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings

import pubkit
from bench.prove.losses import LOSSES
from pubkit import notation
from pubkit.admit import from_builtins
from pubkit.fonts import lacking
from pubkit.model import Article
from pubkit.verify import verify
from pubkit.verify.owed import PARTS, owed, pictures
from pubkit.verify.service import verify_against

CHANNELS = ("docx", "pdf", "page", "rss", "web", "wechat", "text", "json")
_PAPER = {"pdf", "page"}
"""Channels that refuse an article with characters that no face of the style has."""
STYLES = ("daily", "quiet")
_PORTION = 50
"""Articles that are made at once."""
_DAY = datetime(2026, 11, 20, 8, tzinfo=timezone(timedelta(hours=8)))
"""When a made article without a date came out."""


def main() -> None:
    """Print what was tried and what was found; exit 1 on a false alarm or a missed loss."""
    options = argparse.ArgumentParser(prog="script/prove", description=__doc__)
    options.add_argument("--articles", type=int, default=1000, help="made articles; default 1000")
    options.add_argument("--losses", type=int, default=200, help="planted losses; default 200")
    options.add_argument("--seed", type=int, default=0, help="other articles and losses")
    options.add_argument("--to", nargs="*", default=list(CHANNELS), help="channels; default all")
    options.add_argument("--keep", type=Path, help="a folder for made articles in doubt, as JSON")
    chosen = options.parse_args()
    failed = _whole(_samples(), chosen.to)
    failed += _made(chosen.articles, chosen.to, chosen.seed, chosen.keep)
    failed += _planted(chosen.losses, chosen.to, chosen.seed)
    sys.exit(1 if failed else 0)


def _samples() -> Iterator[tuple[str, pubkit.Reading]]:
    for folder in sorted(Path("content").iterdir()):
        if (folder / "article.md").exists():
            yield folder.name, pubkit.read(folder)
    corpus = Path("../shared/corpus")
    for page in sorted([*corpus.glob("seeds/*.txt"), *corpus.glob("dev/*.txt")]):
        yield page.stem, pubkit.read(page)


def _whole(readings: Iterator[tuple[str, pubkit.Reading]], channels: list[str]) -> int:
    """Real articles in every style; gives the number of false alarms."""
    wrong = 0
    for name, reading in readings:
        for style in STYLES:
            wrong += _alarms(f"{name} in {style}", reading, channels, style)
    return wrong


def _alarms(name: str, reading: pubkit.Reading, channels: list[str], style: str) -> int:
    run = pubkit.render(reading, to=channels, style=style)
    for result in run:
        if result.error is not None and not _is_refused(result):
            print(f"{name}: {result.name} failed: {result.error}")
    proof = verify(run)
    for channel in proof.channels:
        for finding in channel.findings:
            changes = [(edit.owed, edit.found) for edit in finding.edits][:4]
            place = f"{name}: {channel.renderer} {finding.state} {finding.kind} at {finding.where}"
            print(f"{place}: {finding.owed[:60]!r} {changes}")
        if channel.error:
            print(f"{name}: {channel.renderer}: {channel.error}")
    return sum(not channel.ok for channel in proof.channels)


def _is_refused(result: pubkit.Result) -> bool:
    """Whether the channel says that it cannot show a character, or wants a date."""
    return any(word in str(result.error) for word in ("glyph", "date", "published"))


def _made(number: int, channels: list[str], start_at: int, keep: Path | None) -> int:
    """Articles that hypothesis makes; gives the number of false alarms and of refusals."""
    tried, wrong = Counter[str](), 0
    start = time.perf_counter()
    for turn, (article, style) in enumerate(_articles(number, channels, start_at)):
        before = wrong
        run = pubkit.render(pubkit.Reading(article, config=_config()), to=channels, style=style)
        tried.update(result.name for result in run if result.ok)
        for result in run:
            if result.error is not None:
                wrong += 1
                print(f"made article {turn} in {style}: {result.name} failed: {result.error}")
        for channel in verify(run).channels:
            if not channel.ok:
                wrong += 1
                first = channel.findings[0] if channel.findings else channel.error
                print(f"made article {turn} in {style}: {channel.renderer}: {first}")
        if keep and wrong > before:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{start_at}-{turn}-{style}.json").write_bytes(notation.dump(article))
    print(f"made articles, artifacts verified: {dict(tried)}; "
          f"false alarms: {wrong}; {time.perf_counter() - start:.0f} s")  # fmt: skip
    return wrong


def _articles(number: int, channels: list[str], start_at: int) -> Iterator[tuple[Article, str]]:
    """Made articles, each with a style, in portions that one may wait for."""
    from strategies import articles

    made: list[Article] = []
    for first in range(0, number, _PORTION):

        @settings(
            max_examples=min(_PORTION, number - first), database=None, deadline=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @seed(start_at + first)
        @given(articles())
        def collect(article: Article) -> None:
            made.append(article)

        collect()
        while made:
            article = made.pop()
            style = STYLES[len(article.title) % 2]
            yield _issued(_printable(article, style) if _PAPER & set(channels) else article), style


def _issued(article: Article) -> Article:
    """The article with id and date, without which no feed can hold it, and an address."""
    return msgspec.structs.replace(
        article,
        id=article.id if article.id.strip() else "tag:example.org,2026:made",
        url=article.url if article.url.strip() else "https://example.org/made",
        published=article.published or _DAY,
    )


def _printable(article: Article, style: str) -> Article:
    """The article with 灯 for each character that no face of the style has: a PDF refuses those."""
    text = msgspec.json.encode(article).decode()
    plain = json.loads(text)
    absent = lacking(_letters(plain), pubkit.load_style(style).faces)
    table = dict.fromkeys(map(ord, absent), "灯")
    return from_builtins(_translated(plain, table))


def _letters(node: object) -> str:
    if isinstance(node, str):
        return node
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return "".join(map(_letters, values))


def _translated(node: object, table: dict[int, str]) -> object:
    if isinstance(node, str):
        composed = unicodedata.normalize("NFC", node)  # as a shaper looks for glyphs
        printable = composed.translate(table)
        return node if printable == composed else printable
    if isinstance(node, list):
        return [_translated(value, table) for value in node]
    if isinstance(node, dict):
        kept = ("type", "id", "photo", "published", "updated", "numbering", "place", "crop")
        return {k: v if k in kept else _translated(v, table) for k, v in node.items()}
    return node


def _config() -> pubkit.Config:
    site = pubkit.Site(name="晚报", url="https://example.org", media_url="https://example.org/m")
    return pubkit.Config(site=site)


def _planted(number: int, channels: list[str], start_at: int) -> int:
    """Losses planted in the long sample; gives the number that a channel's judge did not see."""
    reading = pubkit.read("content/science-year")
    caught, missed, declared, none = Counter[str](), 0, 0, 0
    for count in range(number):
        loss, chance = LOSSES[count % len(LOSSES)], random.Random(start_at + count)
        damaged = loss(reading.article, chance)
        if damaged is None:
            none += 1
            continue
        run = pubkit.render(
            pubkit.Reading(damaged, reading.assets, config=reading.config), to=channels
        )
        for channel in verify_against(run, reading.article, reading.assets).channels:
            if not channel.ok:
                caught[loss.__name__] += 1
            elif _touched(reading.article, damaged) <= set(channel.omits):
                declared += 1
            else:
                missed += 1
                print(f"missed: {loss.__name__} (seed {start_at + count}) in {channel.renderer}")
    print(f"planted losses caught, by kind, over {len(channels)} channels: {dict(caught)}; "
          f"missed: {missed}; declared: {declared}; nothing to lose: {none}")  # fmt: skip
    return missed


def _touched(article: Article, damaged: Article) -> set[str]:
    """What the loss touched, as renderers declare it."""
    one, other = (
        {*((part.kind, part.where, part.text) for part in owed(version)),
         *(("picture", *picture) for picture in pictures(version))}
        for version in (article, damaged)
    )  # fmt: skip
    return {PARTS[part[0]] for part in one ^ other}


if __name__ == "__main__":
    sys.path.insert(0, "tests")
    main()
