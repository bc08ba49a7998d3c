"""The persistent feed: quiet where nothing changes, whole whatever happens."""

import dataclasses
import json
import multiprocessing
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import feed_actions
import msgspec
import pytest
from feed_actions import CONFIG, SITE, actions, article, desk, do, item, start
from lxml import etree

import pubkit
from pubkit.config import Config, Feed, Profile
from pubkit.feedlint import lint
from pubkit.renderers.feed.making import made
from pubkit.testing import sample_assets
from pubkit.workspace.feeds.admission import admitted
from pubkit.workspace.feeds.older import items_of

NOW = start + timedelta(days=300)
SPACES = {"at": "http://purl.org/atompub/tombstones/1.0", "a": "http://www.w3.org/2005/Atom"}


def files(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((root / "build/feeds").iterdir()) if p.is_file()}


def stamps(root: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (root / "build/feeds").iterdir()}


def guids(root: Path, name: str = "main.rss.xml") -> list[str]:
    return list(etree.fromstring(files(root)[name]).xpath("//guid/text()"))


def ids(*numbers: int) -> list[str]:
    return [f"tag:example.org,2026:a{number}" for number in numbers]


def several(root: Path, count: int, **how: Any) -> None:
    """That many articles at once, an hour between each."""
    row = [item(number, published=start + timedelta(hours=number)).item for number in range(count)]
    desk(root, **how).take(tuple(row), "", NOW)


def alone_config(**fields: Any) -> Config:
    return Config(site=SITE, feeds={"main": Feed(url="https://example.org/feeds", **fields)})


# ── quiet ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_added_again_unchanged_touches_no_file(tmp_path: Path) -> None:
    several(tmp_path, 12)
    before, bytes_before = stamps(tmp_path), files(tmp_path)
    result = desk(tmp_path).add(item(3, published=start + timedelta(hours=3)), None, NOW)
    assert result.changed == []
    assert desk(tmp_path).write(NOW + timedelta(days=1)).changed == []
    assert (stamps(tmp_path), files(tmp_path)) == (before, bytes_before)


def test_the_newest_come_first_and_older_ones_go_into_archives(tmp_path: Path) -> None:
    several(tmp_path, 25)
    assert guids(tmp_path) == ids(*range(24, 14, -1))
    assert guids(tmp_path, "main.archive-2.rss.xml") == ids(*range(19, 9, -1))
    feed = etree.fromstring(files(tmp_path)["main.atom.xml"])
    links = {link.get("rel"): link.get("href") for link in feed.xpath("a:link", namespaces=SPACES)}
    seen = set(guids(tmp_path))
    while "prev-archive" in links:
        name = links["prev-archive"].rpartition("/")[2]
        feed = etree.fromstring(files(tmp_path)[name])
        seen |= set(feed.xpath("//a:entry/a:id/text()", namespaces=SPACES))
        links = {k.get("rel"): k.get("href") for k in feed.xpath("a:link", namespaces=SPACES)}
        assert links["current"] == "https://example.org/feeds/main.atom.xml"
    assert seen == set(ids(*range(25)))


def test_every_file_is_sound_by_the_lint(tmp_path: Path) -> None:
    several(tmp_path, 23)
    desk(tmp_path).withdraw(*ids(4), now=NOW)
    for name, data in files(tmp_path).items():
        assert name.endswith(".css") or lint(data) == (), name


def test_an_archive_changes_only_when_an_item_of_its_own_does(tmp_path: Path) -> None:
    several(tmp_path, 25)
    before = stamps(tmp_path)
    desk(tmp_path).add(item(3, 1, published=start + timedelta(hours=3)), None, NOW)
    changed = {name for name, stamp in stamps(tmp_path).items() if stamp != before.get(name)}
    assert changed == {f"main.archive-1{end}" for end in (".rss.xml", ".atom.xml", ".json")}


def test_what_is_withdrawn_goes_and_atom_says_so(tmp_path: Path) -> None:
    several(tmp_path, 5)
    desk(tmp_path).withdraw(*ids(2), now=NOW)
    assert guids(tmp_path) == ids(4, 3, 1, 0)
    feed = etree.fromstring(files(tmp_path)["main.atom.xml"])
    (grave,) = feed.xpath("at:deleted-entry", namespaces=SPACES)
    assert grave.get("ref") == ids(2)[0]
    before = stamps(tmp_path)
    (notice,) = desk(tmp_path).withdraw(*ids(2), now=NOW + timedelta(days=1)).notices
    assert notice.code == "feed-withdrawn"
    assert stamps(tmp_path) == before


def test_withdrawing_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(pubkit.ReadError, match="nothing in it has the id 'urn:x:none'"):
        desk(tmp_path).withdraw("urn:x:none", NOW)


def test_an_embargo_holds_until_its_time_and_the_clock_cannot_take_it_back(tmp_path: Path) -> None:
    at, later = desk(tmp_path), NOW + timedelta(hours=1)
    at.add(item(0), None, NOW)
    at.add(item(1), None, NOW, not_before=later)
    at.add(item(1, 1), None, NOW)  # a correction does not lift it
    assert guids(tmp_path) == ids(0)
    at.write(later)
    assert sorted(guids(tmp_path)) == ids(0, 1)
    before = files(tmp_path)
    (notice,) = at.write(NOW).notices
    assert notice.code == "feed-clock"
    assert files(tmp_path) == before


def test_two_articles_with_one_id_are_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.md").write_text("x")
    at = desk(tmp_path)
    at.add(item(1), tmp_path / "a" / "article.md", NOW)
    with pytest.raises(pubkit.ReadError, match=r"is that of .*, which is in feed main"):
        at.add(item(1, 1), tmp_path / "b" / "article.md", NOW)
    shutil.rmtree(tmp_path / "a")  # renamed, that is: the id is what counts
    at.add(item(1, 1), tmp_path / "b" / "article.md", NOW)
    assert guids(tmp_path) == ids(1)


def test_a_photo_that_cannot_be_shown_keeps_its_article_out(tmp_path: Path) -> None:
    head = "---\ntitle: 题\nid: urn:x:a\npublished: 2026-11-01T08:00:00Z\n---\n\n"
    (tmp_path / "article.md").write_text(f"{head}![塔](a.tif)\n", "utf-8")
    (tmp_path / "a.tif").write_bytes(sample_assets()["a.png"].data)
    broken = pubkit.Asset(b"no picture", "image/tiff", 480, 320, "LAB")
    reading = dataclasses.replace(pubkit.read(tmp_path), assets={"a.tif": broken})
    with pytest.raises(pubkit.RenderError, match=r"errors stand \(photo-unusable at lead"):
        admitted(reading)
    _, found = admitted(reading, ["photo-unusable"])
    assert ("photo-unusable", "warning") in [(n.code, n.severity) for n in found]


def test_photos_lie_beside_the_feed(tmp_path: Path) -> None:
    found = made(article(1), sample_assets(), SITE)
    desk(tmp_path).add(found, None, NOW)
    for file in found.files:
        assert (tmp_path / "build/feeds/media" / file.name).read_bytes() == file.data


def test_a_feed_takes_articles_by_keyword_or_folder(tmp_path: Path) -> None:
    config = alone_config(keywords=("海岛",), folders=("content/news",))
    at = desk(tmp_path, config)
    assert at.takes(article(1), None)
    assert not at.takes(article(1, keywords=("天文",)), tmp_path / "content/x/article.md")
    assert at.takes(article(1, keywords=()), tmp_path / "content/news/x/article.md")


def test_a_folder_outside_the_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(pubkit.ConfigError, match="leaves the workspace"):
        desk(tmp_path, alone_config(folder="../elsewhere"))


# ── profiles ────────────────────────────────────────────────────────────────────────────────


def test_a_profile_is_a_variant_with_fewer_items_fields_and_elements(tmp_path: Path) -> None:
    several(tmp_path, 8)
    data = files(tmp_path)["main.partner.rss.xml"]
    assert lint(data) == ()
    assert guids(tmp_path, "main.partner.rss.xml") == ids(*range(7, 2, -1))
    feed = etree.fromstring(data)
    assert not feed.xpath("//*[namespace-uri()='http://search.yahoo.com/mrss/']")
    texts = feed.xpath("//*[local-name()='encoded']/text()")
    tags = {e.tag for text in texts for e in etree.HTML(f"<div>{text}</div>").iter("*")}
    assert tags == {"html", "body", "div", "p", "a"}
    whole = etree.fromstring(files(tmp_path)["main.rss.xml"])
    (long, short) = (
        "".join(
            "".join(etree.HTML(f.xpath("//*[local-name()='encoded']")[0].text).itertext()).split()
        )
        for f in (whole, feed)
    )
    assert long == short


def test_a_profile_without_text_keeps_the_summary(tmp_path: Path) -> None:
    profile = Profile(formats=("atom", "json"), omit=("html", "authors"))
    several(tmp_path, 2, config=alone_config(profiles={"short": profile}))
    for name in ("main.short.atom.xml", "main.short.json"):
        assert lint(files(tmp_path)[name]) == (), name
    (first, _) = json.loads(files(tmp_path)["main.short.json"])["items"]
    assert first["content_text"] == "一座灯塔，三千册书。" and "content_html" not in first


def test_other_settings_make_every_file_anew(tmp_path: Path) -> None:
    several(tmp_path, 25)
    quiet = tmp_path / "quiet"
    config = msgspec.structs.replace(
        CONFIG, site=msgspec.structs.replace(SITE, rights="© 2027"),
        feeds={"main": msgspec.structs.replace(CONFIG.feeds["main"], items=7)},
    )  # fmt: skip
    desk(tmp_path, config).write(NOW)
    several(quiet, 25, config=config)
    made_anew, wanted = files(tmp_path), files(quiet)
    assert {name: made_anew[name] for name in wanted} == wanted


# ── whatever happens ────────────────────────────────────────────────────────────────────────


def test_a_file_changed_by_hand_is_kept_aside_and_written_anew(tmp_path: Path) -> None:
    several(tmp_path, 3)
    path, before = tmp_path / "build/feeds/main.rss.xml", files(tmp_path)["main.rss.xml"]
    path.write_bytes(before.replace("海岛".encode(), "山城".encode()))
    (notice,) = desk(tmp_path).write(NOW).notices
    assert notice.code == "feed-edited"
    assert "main.rss.xml.edited" in notice.text
    assert path.read_bytes() == before
    assert "山城".encode() in (tmp_path / "build/feeds/main.rss.xml.edited").read_bytes()


def test_what_was_changed_by_hand_is_kept_when_something_new_comes(tmp_path: Path) -> None:
    several(tmp_path, 3)
    path, before = tmp_path / "build/feeds/main.rss.xml", files(tmp_path)["main.rss.xml"]
    path.write_bytes(before.replace("海岛".encode(), "山城".encode()))
    (notice,) = desk(tmp_path).add(item(9), None, NOW).notices
    assert (notice.code, "main.rss.xml.edited" in notice.text) == ("feed-edited", True)


def test_a_file_that_was_merely_copied_is_nobody_elses(tmp_path: Path) -> None:
    several(tmp_path, 3)
    path = tmp_path / "build/feeds/main.rss.xml"
    path.write_bytes(path.read_bytes())
    result = desk(tmp_path).add(item(9), None, NOW)
    assert result.notices == []
    assert path in result.changed


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    several(tmp_path, 25)
    before = files(tmp_path)
    for name in ("main.rss.xml", "main.archive-1.json"):
        (tmp_path / "build/feeds" / name).unlink()
    desk(tmp_path).write(NOW)
    assert files(tmp_path) == before


@pytest.mark.parametrize("harm", ["no database", "holes", "cut"])
def test_a_damaged_store_is_kept_aside_and_made_anew(tmp_path: Path, harm: str) -> None:
    several(tmp_path, 25)
    desk(tmp_path).withdraw(*ids(24), now=NOW)
    store = tmp_path / "feeds/main.sqlite"
    before, data = guids(tmp_path), store.read_bytes()
    broken = {
        "no database": b"x" * 9000,
        "holes": data[:8192] + b"\xff" * (len(data) - 8192),
        "cut": data[: len(data) // 2],
    }[harm]
    store.write_bytes(broken)
    result = desk(tmp_path).write(NOW)
    assert [n.code for n in result.notices] == ["feed-store-rebuilt"]
    assert "main.sqlite.broken-1" in result.notices[0].text
    assert (tmp_path / "feeds/main.sqlite.broken-1").read_bytes() == broken
    assert guids(tmp_path) == before
    grave = etree.fromstring(files(tmp_path)["main.atom.xml"]).find("{*}deleted-entry")
    assert grave is not None and grave.get("ref") == ids(24)[0]
    assert desk(tmp_path).write(NOW).changed == []


def test_a_rebuilt_store_takes_the_articles_from_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "a"
    folder.mkdir(parents=True)
    (tmp_path / "pubkit.toml").write_text('[site]\nname = "海岛日报"\n')
    (folder / "article.md").write_text(
        "---\ntitle: 旧题\nid: urn:x:a\npublished: 2026-11-01T08:00:00Z\n---\n\n文字。\n", "utf-8"
    )
    reading = pubkit.read(folder)
    at = desk(tmp_path, reading.config)
    at.add(made(reading.article, {}, reading.config.site), reading.source, NOW)
    before = files(tmp_path)
    (tmp_path / "feeds/main.sqlite").write_bytes(b"x" * 9000)
    at.write(NOW)
    assert files(tmp_path) == before
    assert [entry.source for entry in at.entries()] == ["content/a/article.md"]


def test_a_feed_that_cannot_be_read_back_does_not_take_the_old_ones_place(tmp_path: Path) -> None:
    several(tmp_path, 3)
    before = files(tmp_path)["main.rss.xml"]
    with sqlite3.connect(tmp_path / "feeds/main.sqlite") as base:
        base.execute(
            "UPDATE written SET text = CAST('<item>' AS BLOB) WHERE form = '/rss' AND number = 2"
        )
    with pytest.raises(pubkit.WriteError, match="could not be read back"):
        desk(tmp_path).add(item(9), None, NOW)
    assert files(tmp_path)["main.rss.xml"] == before


def test_killed_anywhere_and_repeated_it_ends_as_one_quiet_run(tmp_path: Path) -> None:
    count, seed, draw = 30, 8, random.Random(8)
    quiet, rough = tmp_path / "quiet", tmp_path / "rough"
    at = desk(quiet)
    for step, action in enumerate(actions(seed, count)):
        do(at, action, step)
    done, kills = -1, 0
    while done < count - 1:
        more, after = draw.randint(0, 3), draw.uniform(0, 0.01)
        done, killed = run_and_kill(rough, seed, count, done + 1, more, after)
        kills += killed
    assert kills > 3
    assert files(rough) == files(quiet)
    before = stamps(rough)
    desk(rough).write(NOW)
    assert stamps(rough) == before


def run_and_kill(
    root: Path, seed: int, count: int, first: int, more: int, after: float
) -> tuple[int, bool]:
    """Do what is left, kill it a moment after the first action and some more; the last one done.

    Counted in actions: a fast machine would have done all before any time was over.
    """
    command = [sys.executable, feed_actions.__file__, str(root), str(seed), str(count), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        heard = "".join(child.stdout.readline() for _ in range(1 + more))
        time.sleep(after)
        killed = child.poll() is None
        child.kill()
        heard += child.stdout.read()
    return int(heard.split()[-1]), killed


def add_many(root: str, first: int, count: int) -> None:
    at = desk(Path(root))
    for number in range(first, first + count):
        at.add(item(number), None, NOW)


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=add_many, args=(str(tmp_path), n, 20)) for n in (0, 20)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    entries = desk(tmp_path).entries()
    assert len({entry.item.id for entry in entries}) == len({e.number for e in entries}) == 40
    for name, data in files(tmp_path).items():
        assert name.endswith(".css") or lint(data) == (), name


# ── older feeds ─────────────────────────────────────────────────────────────────────────────

OLD_RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>旧</title><link>https://example.org/</link><description>旧</description>
<item><title>甲 &amp;amp; 乙</title><link>https://example.org/1</link><guid>https://example.org/?p=1</guid>
<pubDate>Mon, 02 Nov 2026 08:00:00 +0800</pubDate><dc:creator>林晓</dc:creator>
<category>海岛</category><description>短。</description>
<content:encoded>&lt;p onclick="x()"&gt;全文。&lt;script&gt;1&lt;/script&gt;&lt;/p&gt;
</content:encoded></item>
<item><title>无日期</title><guid>b</guid></item>
<item><title>第三</title><guid isPermaLink="false">第 3 号</guid>
<pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate></item>
</channel></rss>"""


def test_an_older_feed_is_taken_over_with_its_identities(tmp_path: Path) -> None:
    items, lost = items_of(OLD_RSS.encode(), "old.xml")
    assert [notice.code for notice in lost] == ["feed-item-left"]
    at = desk(tmp_path)
    at.take(items, "old.xml", NOW)
    assert guids(tmp_path) == ["第 3 号", "https://example.org/?p=1"]
    first = items[0]
    assert (first.title, first.authors, first.keywords) == ("甲 & 乙", ("林晓",), ("海岛",))
    assert first.html.strip() == "<p>全文。</p>"
    at.take(items, "old.xml", NOW)
    assert len(at.entries()) == 2


def test_an_article_at_the_address_of_an_older_item_takes_its_identity(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.take(items_of(OLD_RSS.encode(), "old.xml")[0], "old.xml", NOW)
    at.add(item(1), None, NOW)
    assert guids(tmp_path)[-1] == "https://example.org/?p=1"
    assert len(at.entries()) == 2


def test_our_own_atom_can_be_taken_over_by_another_workspace(tmp_path: Path) -> None:
    several(tmp_path / "a", 4)
    items, lost = items_of(files(tmp_path / "a")["main.atom.xml"], "main.atom.xml")
    desk(tmp_path / "b").take(items, "main.atom.xml", NOW)
    assert lost == ()
    old, new = (etree.fromstring(files(tmp_path / n)["main.atom.xml"]) for n in "ab")
    for path in ("//a:entry/a:id", "//a:entry/a:title", "//a:entry/a:content"):
        texts = [[e.text for e in feed.xpath(path, namespaces=SPACES)] for feed in (old, new)]
        assert texts[0] == texts[1], path


@pytest.mark.parametrize("data", [b"", b"<html/>", b"{}", b"<rss"])
def test_what_is_no_feed_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(pubkit.ReadError, match=r"old\.xml"):
        items_of(data, "old.xml")
