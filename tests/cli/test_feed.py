"""`pubkit feed`, as it is typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ARTICLE = """---
title: {title}
id: tag:example.org,2026:{name}
url: https://example.org/{name}
published: 2026-11-20T08:00:00+08:00
credits:
  - {{role: 撰文, names: [林晓]}}
keywords: [{keyword}]
---

{text}
"""
TOML = """[site]
name = "海岛日报"
url = "https://example.org"

[feeds.main]
url = "https://example.org/feeds"
formats = ["rss", "atom"]

[feeds.science]
keywords = ["科普"]
formats = ["rss"]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "pubkit.toml").write_text(TOML, "utf-8")
    for name, keyword in (("a", "科普"), ("b", "交通")):
        write(tmp_path, name, keyword=keyword)
    return tmp_path


def write(root: Path, name: str, text: str = "渡口的船来了。", keyword: str = "科普") -> None:
    folder = root / "content" / name
    folder.mkdir(parents=True, exist_ok=True)
    filled = ARTICLE.format(title=f"题 {name}", name=name, keyword=keyword, text=text)
    (folder / "article.md").write_text(filled, "utf-8")


def feed(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pubkit", "feed", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=root)


def titles(root: Path, name: str) -> list[str]:
    data = (root / "build/feeds" / f"{name}.rss.xml").read_bytes()
    return list(etree.fromstring(data).xpath("//item/title/text()"))


def test_articles_go_into_the_feeds_that_are_for_them(workspace: Path) -> None:
    done = feed(workspace, "add", "content/a", "content/b")
    assert done.returncode == 0, done.stderr
    assert sorted(titles(workspace, "main")) == ["题 a", "题 b"]
    assert titles(workspace, "science") == ["题 a"]
    again = feed(workspace, "add", "content/a")
    assert again.stdout == ""
    assert "nothing has changed" in again.stderr


def test_what_is_there_is_listed_and_withdrawn_by_article_or_id(workspace: Path) -> None:
    feed(workspace, "add", "content/a", "content/b")
    assert feed(workspace, "withdraw", "content/a").returncode == 0
    assert feed(workspace, "withdraw", "tag:example.org,2026:b", "--feed", "main").returncode == 0
    told = json.loads(feed(workspace, "list", "--format", "json").stdout)
    assert {(name, one["title"], one["state"]) for name in told for one in told[name]} == {
        ("main", "题 a", "withdrawn"),
        ("main", "题 b", "withdrawn"),
        ("science", "题 a", "withdrawn"),
    }
    assert "题 a (withdrawn)" in feed(workspace, "list").stdout


def test_an_embargoed_article_waits(workspace: Path) -> None:
    feed(workspace, "add", "content/b", "--not-before", "2999-01-01T00:00:00+08:00")
    assert titles(workspace, "main") == []
    assert "(waiting)" in feed(workspace, "list").stdout
    feed(workspace, "add", "content/b", "--not-before", "2000-01-01T00:00:00+08:00")
    assert titles(workspace, "main") == ["题 b"]


def test_a_correction_names_what_it_corrects(workspace: Path) -> None:
    feed(workspace, "add", "content/b")
    done = feed(workspace, "add", "content/a", "--corrects", "tag:example.org,2026:b", "--feed",
                "main")  # fmt: skip
    assert done.returncode == 0, done.stderr
    data = (workspace / "build/feeds/main.rss.xml").read_text("utf-8")
    assert "更正：题 b。" in data
    lost = feed(workspace, "add", "content/a", "--corrects", "urn:x:none", "--feed", "main")
    assert lost.returncode == 1
    assert "nothing in it has the id 'urn:x:none' to be corrected" in lost.stderr


def test_an_error_keeps_an_article_out_until_it_is_accepted(workspace: Path) -> None:
    write(workspace, "a", "![灯塔](none.jpg)\n\n文字。")
    refused = feed(workspace, "add", "content/a", "content/b")
    assert refused.returncode == 1
    assert "it does not go into a feed: errors stand (photo-missing" in refused.stderr
    assert titles(workspace, "main") == ["题 b"]
    passed = feed(workspace, "add", "content/a", "--accept", "photo-missing")
    assert passed.returncode == 0, passed.stderr


def test_a_page_that_no_editor_has_read_is_refused(workspace: Path) -> None:
    (workspace / "page.txt").write_text("大题目\n\n渡口的船来了，孩子们上学去。\n", "utf-8")
    done = feed(workspace, "add", "page.txt")
    assert done.returncode == 1
    assert "no editor has read the article" in done.stderr
    assert not (workspace / "build").exists()


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("published: 2026-11-20T08:00:00+08:00\n", "date-missing"),
        ("url: https://example.org/a\n", ""),
        ("id: tag:example.org,2026:a\n", ""),
    ],
)
def test_what_is_missing_is_said(workspace: Path, head: str, said: str) -> None:
    path = workspace / "content/a/article.md"
    path.write_text(path.read_text("utf-8").replace(head, ""), "utf-8")
    done = feed(workspace, "add", "content/a")
    assert (done.returncode, said in done.stderr) == (1 if said else 0, True)
    assert "Traceback" not in done.stderr
    if not said:
        assert "id-derived" in done.stderr or "feed-link-missing" in done.stderr


def test_an_older_feed_is_taken_over(workspace: Path) -> None:
    old = workspace / "old.xml"
    old.write_text(
        "<rss version='2.0'><channel><title>x</title><item><title>旧题</title><guid>7</guid>"
        "<pubDate>Mon, 02 Nov 2026 08:00:00 +0800</pubDate></item></channel></rss>",
        "utf-8",
    )
    done = feed(workspace, "import", "old.xml")
    assert (done.returncode, "1 items taken over" in done.stdout) == (0, True), done.stderr
    assert titles(workspace, "main") == ["旧题"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "content/none"), 1, "there is no such file or folder"),
        (("add", "content/a", "--not-before", "morgen"), 2, "is no date with its offset"),
        (("write", "--feed", "mian"), 2, "did you mean 'main'?"),
        (("withdraw", "urn:x:none"), 1, "no feed holds it"),
        (("import", "none.xml"), 1, "there is no such file"),
        (("import", "pubkit.toml"), 1, "is not well-formed XML"),
    ],
)
def test_a_mistake_is_one_sentence(
    workspace: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done = feed(workspace, *words)
    assert (done.returncode, said in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr


def test_the_settings_of_a_feed_are_checked(workspace: Path) -> None:
    (workspace / "pubkit.toml").write_text('[feeds.main]\nitems = "many"\n', "utf-8")
    done = feed(workspace, "write")
    assert done.returncode == 2
    assert "feeds" in done.stderr
    (workspace / "pubkit.toml").write_text("[feeds.main.profiles.x]\ntag = 1\n", "utf-8")
    done = feed(workspace, "write")
    assert (done.returncode, "did you mean 'tags'?" in done.stderr) == (2, True), done.stderr
