"""RSS, Atom and JSON Feed of the same items: sound by the lint, whole by feedparser."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from lxml import etree
from strategies import articles

import pubkit
from pubkit.feedlint import lint
from pubkit.model import Article
from pubkit.renderers.feed import atom, jsonfeed, rss
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.frame import Frame, Tombstone
from pubkit.renderers.feed.item import Item, identity
from pubkit.renderers.feed.making import Made, Original, made
from pubkit.testing import sample, sample_assets

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "corpus" / "seeds"
SITE = pubkit.Site(
    name="海岛日报",
    url="https://example.org",
    media_url="https://media.example.org/2026/",
    rights="© 2026 海岛日报",
)
FRAME = Frame(
    title="海岛日报",
    home="https://example.org",
    description="海上的新闻",
    updated=datetime(2026, 11, 21, tzinfo=UTC),
    language="zh-CN",
    rights="© 2026 海岛日报",
    hub="https://hub.example.org/",
    url="https://example.org/feeds/main",
    image="https://example.org/logo.png",
    sheet="feed.xsl",
    previous="https://example.org/feeds/main-1",
)
GRAVES = (Tombstone("tag:example.org,2026:gone", datetime(2026, 11, 21, tzinfo=UTC)),)
WHEN = datetime(2026, 11, 20, 8, tzinfo=UTC)


def item(article: Article | None = None, **how: Any) -> Item:
    return found(sample() if article is None else article, sample_assets(), **how).item


def found(article: Article, assets: pubkit.Assets, **how: Any) -> Made:
    return made(pubkit.admit(article), assets, SITE, **how)


def written(*items: Item) -> dict[str, bytes]:
    return {
        "rss": rss.feed(FRAME, map(rss.entry, items)),
        "atom": atom.feed(FRAME, map(atom.entry, items), GRAVES),
        "json": jsonfeed.feed(FRAME, map(jsonfeed.entry, items), GRAVES),
    }


def assert_sound(feeds: dict[str, bytes]) -> None:
    for form, data in feeds.items():
        assert lint(data) == (), form


def assert_whole(feeds: dict[str, bytes], *items: Item) -> None:
    """Title, authors, dates, identity and text come back as they went."""
    for form in ("rss", "atom"):
        feed = feedparser.parse(
            io.BytesIO(feeds[form]), sanitize_html=False, resolve_relative_uris=False
        )
        assert not feed.bozo, feed.get("bozo_exception")
        for told, entry in zip(items, feed.entries, strict=True):
            assert entry.title == told.title.strip()
            assert [a.name for a in entry.get("authors", [])] == [a.strip() for a in told.authors]
            assert entry.id == (told.id.strip() if form == "rss" else identity(told.id))
            assert entry.content[0].value == told.html.strip()
            assert told.published == dated(entry.published)
    shown = json.loads(feeds["json"])["items"]
    for told, entry in zip(items, shown, strict=True):
        assert (entry["id"], entry["title"]) == (told.id, told.title)
        assert entry["content_html"] == told.html
        assert entry.get("authors", []) == [{"name": name} for name in told.authors]
        assert datetime.fromisoformat(entry["date_published"]) == told.published


def dated(text: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return datetime.fromisoformat(text) if text[:1].isdigit() else parsedate_to_datetime(text)


def test_the_sample_comes_back_whole_and_is_sound() -> None:
    feeds = written(item())
    assert_sound(feeds)
    assert_whole(feeds, item())


@pytest.mark.parametrize("name", ["science-year", "dandelion"])
def test_the_articles_of_the_workspace_are_sound(name: str) -> None:
    reading = pubkit.read(ROOT / "content" / name)
    told = found(reading.article, reading.assets).item
    assert told.photos
    assert_sound(written(told))
    assert_whole(written(told), told)


def test_the_gold_pages_are_sound() -> None:
    pages = sorted(SEEDS.glob("*.txt"))
    if not pages:
        pytest.skip("needs the corpus beside the project")
    for page in pages:
        article = msgspec.structs.replace(
            pubkit.read(page).article, published=WHEN, id=f"tag:example.org,2026:{len(page.name)}"
        )
        told = found(article, {}).item
        assert_sound(written(told))
        assert_whole(written(told), told)


@settings(max_examples=60)
@given(articles())
def test_whatever_an_article_holds_its_feeds_are_sound(article: Article) -> None:
    fit = msgspec.structs.replace(
        article, published=article.published or WHEN, id=article.id.strip() or "urn:x:1"
    )
    told = found(fit, {}).item
    assert_sound(written(told))
    for data in list(written(told).values())[:2]:
        etree.fromstring(data)
    assert json.loads(written(told)["json"])["items"][0]["content_html"] == told.html


def test_each_photo_has_its_own_words_in_every_format() -> None:
    feeds = written(item())
    space = {"m": "http://search.yahoo.com/mrss/"}
    for form in ("rss", "atom"):
        photos = etree.fromstring(feeds[form]).xpath("//m:content", namespaces=space)
        words = [(p.get("url"), *(child.text for child in p)) for p in photos]
        assert words[0][1:] == ("窗边读书的孩子", "灯塔下的阅览室。", "陈舟摄")
        assert len(words) == len(item().photos) == 2
    own = json.loads(feeds["json"])["items"][0]["_pubkit"]["photos"]
    assert [photo["url"] for photo in own] == [photo.url for photo in item().photos]
    assert own[0]["credit"] == "陈舟摄"


def test_a_correction_names_what_it_corrects_in_words_and_for_programs() -> None:
    original = Original("tag:example.org,2026:old", "旧题", "https://example.org/旧")
    told = item(corrects=original)
    assert told.summary.startswith("更正：旧题。")
    first = told.html.splitlines()[0]
    assert first.startswith("<p><strong>更正：<a href=") and "旧题</a>" in first
    feeds = written(told)
    assert_sound(feeds)
    assert b"<dcterms:references>tag:example.org,2026:old</dcterms:references>" in feeds["rss"]
    for form in ("rss", "atom"):
        assert b'rel="related" href="https://example.org/%E6%97%A7"' in feeds[form]
    assert json.loads(feeds["json"])["items"][0]["_pubkit"]["corrects"] == original.id


def test_the_words_of_a_correction_are_no_markup() -> None:
    told = item(corrects=Original("urn:x:1", "<script>alert(1)</script>", "javascript:alert(1)"))
    assert "<script>" not in told.html and "javascript" not in told.html
    assert_sound(written(told))


def test_what_was_withdrawn_is_told_to_programs() -> None:
    feeds = written(item())
    (grave,) = etree.fromstring(feeds["atom"]).iter("{*}deleted-entry")
    assert dict(grave.attrib) == {
        "ref": "tag:example.org,2026:gone",
        "when": "2026-11-21T00:00:00+00:00",
    }
    assert json.loads(feeds["json"])["_pubkit"]["deleted"][0]["id"] == GRAVES[0].id


def test_sections_can_be_linked_to() -> None:
    (told,) = json.loads(written(item())["json"])["items"]
    for part in told["_pubkit"]["sections"]:
        assert f'id="{part["anchor"]}"' in told["content_html"]
    assert [part["heading"] for part in told["_pubkit"]["sections"]] == [
        "A 书从哪里来",
        "B 孩子读什么",
    ]


def test_a_plain_summary_is_no_markup_where_readers_expect_html() -> None:
    told = msgspec.structs.replace(item(), summary="<script>a</script> & b")
    feeds = written(told)
    assert_sound(feeds)
    (text,) = etree.fromstring(feeds["rss"]).xpath("//item/description/text()")
    assert text == "&lt;script&gt;a&lt;/script&gt; &amp; b"
    assert json.loads(feeds["json"])["items"][0]["summary"] == told.summary


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("https://example.org/a b?c=星#d", "https://example.org/a%20b?c=%E6%98%9F#d"),
        ("HTTP://例子.测试:8080/", "http://xn--fsqu00a.xn--0zwm56d:8080/"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%E6%98%9F", "https://example.org/%E6%98%9F"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("ftp://example.org/a", ""),
        ("", ""),
    ],
)
def test_an_address_is_written_in_ascii_or_not_at_all(given: str, made: str) -> None:
    assert uri(given) == made


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("tag:example.org,2026:星", "urn:uuid:"),
        ("tag:example.org,2026:a", "tag:example.org,2026:a"),
        ("60A76C80-d399-11d9-b93c-0003939e0af6", "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6"),
        ("urn:uuid:60a76c80", "urn:uuid:"),
        ("第 5 号", "urn:uuid:"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_an_identity_becomes_the_uri_that_atom_demands(given: str, made: str) -> None:
    assert identity(given).startswith(made)
    assert identity(given) == identity(given)
    data = written(msgspec.structs.replace(item(), id=given))["atom"]
    assert lint(data) == ()


SCHEMA = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
        "next_url": {"type": "string", "format": "uri"},
        "icon": {"type": "string", "format": "uri"},
        "language": {"type": "string"},
        "hubs": {
            "type": "array",
            "items": {"type": "object", "required": ["type", "url"]},
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "summary": {"type": "string"},
                    "image": {"type": "string", "format": "uri"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {
                        "type": "array",
                        "items": {"type": "object", "properties": {"name": {"type": "string"}}},
                    },
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                    "attachments": {
                        "type": "array",
                        "items": {"type": "object", "required": ["url", "mime_type"]},
                    },
                },
                "patternProperties": {"^_": {"type": "object"}},
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": {"^_": {"type": "object"}},
    "additionalProperties": False,
}
"""JSON Feed 1.1 as its specification has it, for what is written here."""


def test_json_feed_holds_its_schema() -> None:
    jsonschema.validate(json.loads(written(item())["json"]), SCHEMA)


def test_the_same_items_give_the_same_bytes() -> None:
    assert written(item()) == written(item())
