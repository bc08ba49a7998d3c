"""Every rule: sound feeds have no findings, and every fault that is planted is caught."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pubkit.feedlint import lint

ROOT = Path(__file__).parents[2]

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:fh="http://purl.org/syndication/history/1.0"
  xmlns:georss="http://www.georss.org/georss"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:own="https://example.org/own">
<channel>
<title>渡口日报</title><link>https://example.org/</link><description>河边的新闻</description>
<language>zh-CN</language><copyright>渡口日报社</copyright>
<managingEditor>bianji@example.org (林晓)</managingEditor>
<pubDate>Fri, 20 Nov 2026 08:00:00 +0800</pubDate>
<ttl>60</ttl><skipHours><hour>1</hour><hour>2</hour></skipHours>
<skipDays><day>Sunday</day></skipDays>
<image><url>https://example.org/i.png</url><title>渡口日报</title><link>https://example.org/</link>
<width>88</width></image>
<atom:link rel="self" href="https://example.org/rss.xml" type="application/rss+xml"/>
<atom:link rel="current" href="https://example.org/rss.xml"/>
<own:anything at="all">goes</own:anything>
<item>
<title>雾中的渡口</title><link>https://example.org/a?b=1&amp;c=2</link>
<description>&lt;p&gt;船来了。&lt;/p&gt;</description>
<content:encoded>&lt;p style="color:red"&gt;&lt;a href="https://example.org/x"&gt;船&lt;/a&gt;&lt;/p&gt;</content:encoded>
<dc:creator>林晓</dc:creator><dc:creator>周一帆</dc:creator>
<category domain="https://example.org/c">交通</category>
<enclosure url="https://example.org/p.jpg" length="12" type="image/jpeg"/>
<guid isPermaLink="false">tag:example.org,2026:a</guid>
<pubDate>Fri, 20 Nov 2026 08:00:00 +0800</pubDate>
<dcterms:modified>2026-11-21T08:00:00+08:00</dcterms:modified>
<georss:point>45.3 -71.9</georss:point><itunes:subtitle>短</itunes:subtitle>
<media:content url="https://example.org/p.jpg" type="image/jpeg" medium="image" width="4">
<media:credit role="photographer" scheme="urn:ebu">陈舟</media:credit></media:content>
</item>
<item><title>另一条</title><guid>https://example.org/b</guid></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"
  xml:lang="zh-CN">
<title>渡口日报</title><id>tag:example.org,2026:feed</id><updated>2026-11-20T08:00:00+08:00</updated>
<link rel="self" href="https://example.org/atom.xml" type="application/atom+xml"/>
<link href="https://example.org/"/>
<author><name>林晓</name><uri>https://example.org/lin</uri><email>lin@example.org</email></author>
<fh:complete/>
<entry><title type="html">雾&lt;em&gt;中&lt;/em&gt;</title>
<id>urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6</id>
<link href="https://example.org/a" hreflang="zh"/><updated>2026-11-20T08:00:00Z</updated>
<published>2026-11-19T08:00:00.5Z</published>
<category term="交通" scheme="https://example.org/c"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>船来了。</p></div></content>
</entry>
<entry><title>另一条</title><id>https://example.org/b</id><updated>2026-11-20T09:00:00Z</updated>
<summary>摘要</summary><content src="https://example.org/b.png" type="image/png"/></entry>
</feed>
"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "渡口日报",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/feed.json",
    "language": "zh-CN",
    "authors": [{"name": "林晓"}],
    "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
    "_own": {"anything": ["goes"]},
    "items": [
        {
            "id": "tag:example.org,2026:a",
            "url": "https://example.org/a",
            "title": "雾中的渡口",
            "content_html": "<p>船来了。</p>",
            "date_published": "2026-11-20T08:00:00+08:00",
            "tags": ["交通"],
            "attachments": [
                {"url": "https://example.org/p.jpg", "mime_type": "image/jpeg", "size_in_bytes": 9}
            ],
        }
    ],
}
SOUND = {"rss": RSS, "atom": ATOM, "json": json.dumps(JSON, ensure_ascii=False)}


@pytest.mark.parametrize("form", SOUND)
def test_the_feed_that_faults_are_planted_in_is_sound(form: str) -> None:
    assert lint(SOUND[form].encode()) == ()


@dataclass(frozen=True)
class Plant:
    """A fault: the first place of some text replaced."""

    code: str
    form: str
    old: str
    new: str


PLANTS = [
    Plant("feed-malformed", "rss", "</channel>", ""),
    Plant("feed-malformed", "rss", "b=1&amp;c", "b=1&c"),
    Plant("feed-malformed", "rss", "<?xml", "\n<?xml"),
    Plant("feed-malformed", "rss", "雾中的", "&eacute;"),
    Plant("feed-malformed", "rss", "<own:anything", "<none:anything"),
    Plant("feed-malformed", "json", '"title"', "title"),
    Plant("feed-encoding", "rss", "utf-8", "klingon-8"),
    Plant("feed-encoding", "rss", "utf-8", "ascii"),
    Plant("feed-doctype", "rss", "<rss", "<!DOCTYPE rss><rss"),
    Plant("feed-format", "rss", 'version="2.0"', 'version="3.0"'),
    Plant("feed-format", "atom", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    Plant("feed-format", "json", "version/1.1", "version/9"),
    Plant("feed-element", "rss", "pubDate>Fri, 20 Nov 2026 08:00:00 +0800</pubDate", "pubdate/"),
    Plant("feed-element", "rss", "<dc:creator>林晓</dc:creator>", "<dc:author>林晓</dc:author>"),
    Plant("feed-element", "atom", "<summary>摘要</summary>", "<description>摘要</description>"),
    Plant("feed-element", "json", '"tags"', '"tag"'),
    Plant("feed-missing", "rss", "<link>https://example.org/</link>", ""),
    Plant("feed-missing", "rss", "<title>另一条</title>", ""),
    Plant("feed-missing", "atom", "<updated>2026-11-20T08:00:00Z</updated>", ""),
    Plant("feed-missing", "json", '"id": "tag:example.org,2026:a", ', ""),
    Plant("feed-repeated", "rss", "<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>"),
    Plant("feed-repeated", "rss", "<hour>2</hour>", "<hour>1</hour>"),
    Plant("feed-attribute", "rss", "isPermaLink", "ispermalink"),
    Plant("feed-attribute-missing", "rss", ' length="12"', ""),
    Plant("feed-attribute-missing", "atom", ' term="交通"', ""),
    Plant("feed-text", "rss", "<channel>", "<channel>稿"),
    Plant("feed-blank", "atom", "<name>林晓</name>", "<name></name>"),
    Plant("feed-type", "json", '["交通"]', '"交通"'),
    Plant("feed-type", "json", '"size_in_bytes": 9', '"size_in_bytes": "9"'),
    Plant("feed-date", "rss", "Fri, 20 Nov 2026 08:00:00 +0800", "2026-11-20"),
    Plant("feed-date", "rss", "Fri, 20 Nov 2026", "Fri, 31 Nov 2026"),
    Plant("feed-date", "atom", "2026-11-20T08:00:00+08:00", "2026-11-20T08:00:00"),
    Plant("feed-date", "atom", "2026-11-20T08:00:00+08:00", "2026-13-20T08:00:00Z"),
    Plant("feed-date", "rss", "2026-11-21T08:00:00+08:00", "21.11.2026"),
    Plant("feed-date", "json", "2026-11-20T08:00:00+08:00", "Fri, 20 Nov 2026 08:00:00 +0800"),
    Plant("feed-date-weekday", "rss", "Fri, 20", "Mon, 20"),
    Plant("feed-date-doubtful", "rss", "Nov 2026", "Nov 26"),
    Plant("feed-address", "rss", "https://example.org/a?b", "/a?b"),
    Plant("feed-address", "rss", "https://example.org/p.jpg", "https://example.org/图.jpg"),
    Plant("feed-address", "rss", "https://example.org/p.jpg", "ftp://example.org/p.jpg"),
    Plant("feed-address", "atom", "https://example.org/lin", "https://example.org/l in"),
    Plant("feed-address", "json", '"https://example.org/a"', '"https:/example.org/a"'),
    Plant("feed-identity", "atom", "tag:example.org,2026:feed", "tag:example.org:feed"),
    Plant("feed-identity", "atom", "60a76c80-", "60a76c8-"),
    Plant("feed-identity", "atom", ">https://example.org/b<", ">b<"),
    Plant("feed-identity-repeated", "rss", "https://example.org/b", "tag:example.org,2026:a"),
    Plant("feed-email", "rss", "bianji@example.org (林晓)", "林晓"),
    Plant("feed-email", "atom", "lin@example.org", "lin at example.org"),
    Plant("feed-number", "rss", "<ttl>60", "<ttl>-1"),
    Plant("feed-number", "rss", "<width>88", "<width>145"),
    Plant("feed-media-type", "rss", 'type="image/jpeg"', 'type="jpeg"'),
    Plant("feed-media-type", "json", "image/jpeg", "jpeg"),
    Plant("feed-language", "rss", "zh-CN", "Chinese"),
    Plant("feed-language", "atom", 'hreflang="zh"', 'hreflang="qq"'),
    Plant("feed-choice", "rss", "Sunday", "Sun"),
    Plant("feed-length", "rss", "<itunes:subtitle>短", f"<itunes:subtitle>{'长' * 256}"),
    Plant("feed-place", "rss", "45.3 -71.9", "145.3 -71.9"),
    Plant("feed-guid", "rss", "<guid>https://example.org/b", "<guid>b"),
    Plant("feed-enclosures", "rss", "<guid is", '<enclosure url="https://example.org/q.jpg" '
          'length="1" type="image/jpeg"/><guid is'),
    Plant("feed-media", "rss", "photographer", "Photographer"),
    Plant("feed-media", "rss", "mrss/", "mrss"),
    Plant("feed-author", "atom", "<author><name>林晓</name><uri>https://example.org/lin</uri>"
          "<email>lin@example.org</email></author>", ""),
    Plant("feed-content", "atom", "<summary>摘要</summary>", ""),
    Plant("feed-content", "atom", ' xmlns="http://www.w3.org/1999/xhtml"', ""),
    Plant("feed-content", "atom", '<content src="https://example.org/b.png" type="image/png"/>',
          ""),
    Plant("feed-content", "json", '"content_html"', '"_html"'),
    Plant("feed-link-repeated", "atom", '<link href="https://example.org/"/>',
          '<link href="https://example.org/"/><link href="https://example.org/2"/>'),
    Plant("feed-relation", "atom", 'rel="self"', 'rel="the self"'),
    Plant("feed-order", "atom", "</feed>", "<subtitle>河边</subtitle></feed>"),
    Plant("feed-history", "atom", 'rel="self"', 'rel="prev-archive"'),
    Plant("feed-history", "rss", '<atom:link rel="current" href="https://example.org/rss.xml"/>',
          "<fh:archive/>"),
    Plant("feed-script", "rss", "&lt;p&gt;船", "&lt;script&gt;1&lt;/script&gt;&lt;p&gt;船"),
    Plant("feed-script", "rss", 'a href="https:', 'a href="javascript:'),
    Plant("feed-script", "atom", "<p>船", '<p onclick="x()">船'),
    Plant("feed-style", "rss", "color:red", "background:url(https://example.org/x)"),
    Plant("feed-relative", "rss", 'a href="https://example.org/x"', 'a href="x"'),
    Plant("feed-markup", "rss", "<title>雾", "<title>&lt;b&gt;雾&lt;/b&gt;"),
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: f"{p.code}-{p.form}-{p.new[:16]!a}")
def test_a_planted_fault_is_caught(plant: Plant) -> None:
    assert plant.old in SOUND[plant.form]
    data = SOUND[plant.form].replace(plant.old, plant.new, 1).encode()
    assert plant.code in {notice.code for notice in lint(data)}


def test_every_code_is_planted_and_in_the_docs() -> None:
    folder = ROOT / "src" / "pubkit" / "feedlint"
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    known = set(re.findall(r'"(feed-[a-z-]+)"', source))
    docs = (ROOT / "docs" / "feeds.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(feed-[a-z-]+)` \|", docs, re.M))
    assert {plant.code for plant in PLANTS} == known == listed


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"\x00\xff", b"no feed", b"<html/>", b"[]", b"{}", b"<a", b'"x"', b"[" * 100_000,
     "<rss/>".encode("utf-16"), b"<?xml version='1.0' encoding='x'?><rss/>",
     b"<rss><channel>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</channel></rss>",
     b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><rss version="2.0">&d;</rss>'],
)  # fmt: skip
def test_whatever_it_is_given_it_says_what_is_wrong(data: bytes) -> None:
    found = lint(data)
    assert found
    assert all(notice.text.endswith(".") for notice in found)


def test_a_finding_says_element_and_line() -> None:
    data = RSS.replace("<guid>https://example.org/b", "<guid>b").encode()
    (found,) = lint(data)
    assert found.where == "channel/item[2]/guid"
    assert f"(line {RSS[: RSS.index('<guid>')].count(chr(10)) + 1})" in found.text


def test_faults_of_one_kind_are_told_once() -> None:
    items = "".join(f"<item><title>{n}</title><pubDate>heute</pubDate></item>" for n in range(50))
    (found,) = lint(RSS.replace("</channel>", f"{items}</channel>").encode())
    assert "and 49 more like it" in found.text


def test_dates_that_are_right_in_any_spelling_pass() -> None:
    for date in (
        "Fri, 20 Nov 2026 08:00 GMT",
        "20 Nov 2026 08:00:00 EST",
        "fri, 20 nov 2026 08:00:00 +0000",
        "Fri, 20 Nov 2026 08:00:00 Z",
    ):
        data = RSS.replace("Fri, 20 Nov 2026 08:00:00 +0800", date, 1).encode()
        assert lint(data) == (), date
