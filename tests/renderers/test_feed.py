"""The `rss` channel, read by feedparser and lxml."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import feedparser
import lxml.etree
import lxml.html
import msgspec
import pytest

import pubkit
from pubkit.model import Article, Figure, Footnote, Link, Override, Paragraph, Section, Text
from pubkit.renderers.feed import Rss
from pubkit.testing import picture, sample, sample_assets

SITE = pubkit.Site(
    name="海岛日报",
    url="https://example.org",
    media_url="https://media.example.org/2026/",
    rights="© 2026 海岛日报",
    hub="https://hub.example.org/",
)
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


def render(
    article: Article, assets: pubkit.Assets | None = None, site: pubkit.Site = SITE
) -> pubkit.Output:
    return Rss(site).render(pubkit.admit(article), assets or {}, pubkit.load_style("daily"))


def changed(**fields: Any) -> Article:
    return msgspec.structs.replace(sample(), **fields)


def entry(output: pubkit.Output) -> Any:
    feed = feedparser.parse(output.main.data)
    assert not feed.bozo
    (found,) = feed.entries
    return found


def xpath(output: pubkit.Output, path: str) -> Any:
    return lxml.etree.fromstring(output.main.data).xpath(path, namespaces=SPACES)


def content(output: pubkit.Output) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{entry(output).content[0].value}</div>")


def test_a_reader_sees_title_authors_identity_and_dates() -> None:
    seen = entry(render(sample()))
    assert seen.title == "灯塔下的图书馆 渔村孩子的第二课堂"
    assert [author.name for author in seen.authors] == ["林晓", "周一帆"]
    assert (seen.id, seen.guidislink) == ("tag:example.org,2026:lighthouse", False)
    assert seen.link == "https://example.org/2026/lighthouse"
    assert seen.published == "Fri, 20 Nov 2026 08:00:00 +0800"
    assert seen.updated == "2026-11-21T08:00:00+08:00"
    assert [tag.term for tag in seen.tags] == ["阅读", "海岛"]
    assert seen.summary == "一座灯塔，三千册书。"


def test_the_channel_is_the_site_dated_by_the_article() -> None:
    channel = feedparser.parse(render(sample()).main.data).feed
    assert (channel.title, channel.link) == ("海岛日报", "https://example.org")
    assert (channel.language, channel.rights) == ("zh-CN", "© 2026 海岛日报")
    assert channel.updated == "Sat, 21 Nov 2026 08:00:00 +0800"
    links = [(link.rel, link.href) for link in channel.links]
    assert ("hub", "https://hub.example.org/") in links


def test_the_sample_is_written_as_ever(golden: Callable[[str, str], None]) -> None:
    text = render(sample(), sample_assets()).main.data.decode()
    text = re.sub(r"-[0-9a-f]{8}\.png", ".png", text)  # zlib's versions differ in bytes
    golden("feed/sample.rss.xml", re.sub(r'(fileSize|length)="\d+"', r'\1="…"', text))


def test_there_is_no_author_element_beside_the_creators() -> None:
    assert xpath(render(sample()), "//author|//item//atom:author") == []


def test_the_channels_own_author_and_title_stand_in() -> None:
    seen = entry(render(changed(channels=(Override("rss", title="另题", author="本报记者"),))))
    assert (seen.title, [a.name for a in seen.authors]) == ("另题", ["本报记者"])


def test_each_photo_has_an_address_its_true_size_and_its_words() -> None:
    output = render(sample(), sample_assets())
    files = {f"https://media.example.org/2026/{f.name}": f for f in output.extras}
    first, second = xpath(output, "//media:content")
    for photo in (first, second):
        assert int(photo.get("fileSize")) == len(files[photo.get("url")].data)
        assert photo.get("type") == files[photo.get("url")].media_type
    words = [(child.tag.rpartition("}")[2], child.text) for child in (*first, *second)]
    assert words == [
        ("title", "窗边读书的孩子"),
        ("description", "灯塔下的阅览室。"),
        ("credit", "陈舟摄"),
        ("description", "借阅登记簿。"),
        ("credit", "本版图片均由海岛学校提供"),
    ]
    assert [c.get("role") for c in xpath(output, "//media:credit")] == ["photographer", None]
    assert content(output).xpath(".//img/@src") == list(files)


def test_the_enclosure_is_the_cover_with_length_and_type() -> None:
    for cover, wanted in (("", "a.png"), ("b.png", "b.png")):
        output = render(changed(cover=cover), sample_assets())
        (enclosure,) = entry(output).enclosures
        assert enclosure.href.rpartition("/")[2].startswith(wanted[0] + "-")
        assert int(enclosure.length) == len(sample_assets()[wanted].data)
        assert enclosure.type == "image/png"


def test_a_photo_on_the_web_keeps_its_address() -> None:
    key = "https://photos.example.org/塔.png?w=1"
    output = render(changed(lead=(Figure(key),)), {key: picture()})
    assert output.extras == ()
    assert content(output).xpath(".//img/@src") == [key]
    encoded = "https://photos.example.org/%E5%A1%94.png?w=1"
    assert xpath(output, "//media:content/@url|//enclosure/@url") == [encoded] * 2


def test_without_media_url_words_stay_and_the_loss_is_said() -> None:
    output = render(sample(), sample_assets(), msgspec.structs.replace(SITE, media_url=""))
    assert [(n.code, n.severity) for n in output.notices] == [("media-url-missing", "warning")]
    assert output.extras == ()
    shown = content(output)
    assert shown.xpath(".//img") == []
    assert "窗边读书的孩子灯塔下的阅览室。陈舟摄" in shown.text_content()


def test_every_address_in_the_text_is_absolute() -> None:
    links = Paragraph(
        (
            Link("#s1", (Text("见下"),)),
            Footnote((Text("注"),)),
            Link("javascript:alert(1)", (Text("坏"),)),
            Link("mailto:a@example.org", (Text("信"),)),
        )
    )
    output = render(changed(lead=(links,), sections=(Section((Text("节"),), id="s1"),)))
    here = "https://example.org/2026/lighthouse"
    assert content(output).xpath(".//@href") == [
        f"{here}#s1",
        f"{here}#note-1",
        "mailto:a@example.org",
    ]
    assert [notice.code for notice in output.notices] == ["link-scheme"]


def test_the_text_holds_no_attribute_that_could_act() -> None:
    allowed = {"id", "href", "title", "src", "alt", "width", "start", "align", "lang", "style"}
    allowed |= {"role", "aria-label", "border", "cellpadding", "cellspacing"}
    for element in content(render(sample(), sample_assets())).iter():
        assert set(element.attrib) <= allowed


def test_style_only_bounds_photos_and_sets_figures_and_boxes_apart() -> None:
    output = render(sample(), sample_assets())
    (encoded,) = xpath(output, "//content:encoded/text()")  # feedparser would clean styles itself
    shown = lxml.html.fromstring(encoded)
    assert {(e.tag, e.get("style")) for e in shown.xpath(".//*[@style]")} == {
        ("img", "max-width:100%;height:auto"),
        ("figure", "margin:1.2em 0"),
        ("aside", "margin:1.2em 0;padding:0 1em;border:1px solid"),
    }
    assert len(shown.xpath(".//img")) == len(shown.xpath(".//img[@style]")) > 0


def test_the_whole_text_tells_its_language() -> None:
    (whole,) = content(render(changed(lang="zh-TW")))
    assert (whole.tag, whole.get("lang")) == ("div", "zh-TW")


def test_captions_and_the_sign_off_are_small_a_line_for_each_part() -> None:
    shown = content(render(sample(), sample_assets()))
    caption, *_, closing = shown.xpath(".//figcaption/small|.//p/small")[1:]
    assert list(caption.itertext()) == ["灯塔下的阅览室。", "陈舟摄"]
    assert list(closing.itertext()) == [
        "来源：海岛日报",
        "撰文：林晓 周一帆",
        "编辑：何苗",
        "本版图片均由海岛学校提供",
    ]
    assert closing.getparent().getprevious().tag == "hr"


def test_the_description_is_the_digest_else_the_deck_else_the_beginning() -> None:
    opening = (Paragraph((Text("开头。"),)),)
    for fields, shown in (
        ({"digest": "摘要。"}, "摘要。"),
        ({}, "记一座海岛上的阅读实验"),
        ({"deck": "——"}, "开头。"),
        ({"deck": "", "lead": (), "sections": (Section((Text("节"),)),)}, "灯塔下的图书馆"),
    ):
        given = {"digest": "", "lead": opening, "title": "灯塔下的图书馆", **fields}
        assert entry(render(changed(**given))).summary == shown


@pytest.mark.parametrize(
    ("digest", "shown"),
    [
        ("长" * 200, "长" * 200),
        ("长" * 201, "长" * 199 + "…"),
        ("短。" + "长" * 199, "短。" + "长" * 197 + "…"),
        ("“" + "长" * 150 + "。”" + "长" * 99, "“" + "长" * 150 + "。”"),
    ],
)
def test_a_description_is_cut_at_a_sentence_or_says_so(digest: str, shown: str) -> None:
    output = render(changed(digest=digest), sample_assets())
    assert entry(output).summary == shown
    cut = [(notice.code, notice.severity) for notice in output.notices]
    assert cut == ([] if digest == shown else [("feed-description-cut", "warning")])


def test_a_cut_deck_is_whole_in_the_text_and_on_record() -> None:
    output = render(changed(digest="", deck="长" * 300), sample_assets())
    assert "长" * 300 in content(output).text_content()
    assert [notice.severity for notice in output.notices] == ["info"]


@pytest.mark.parametrize(("field", "word"), [("published", "date"), ("id", "id")])
def test_what_a_feed_cannot_do_without_is_demanded(field: str, word: str) -> None:
    with pytest.raises(pubkit.RenderError, match=f"needs an? {word}: write {field}"):
        render(changed(**{field: None if field == "published" else ""}))


def test_an_article_without_an_address_still_makes_a_feed() -> None:
    output = render(changed(url=""), site=pubkit.Site())
    assert feedparser.parse(output.main.data).feed.link == "tag:example.org,2026:lighthouse"
    assert [notice.code for notice in output.notices] == ["feed-link-missing"]
    assert content(output).xpath(".//@href[starts-with(., '#')]") == []


def test_a_site_that_xml_cannot_hold_is_an_error_and_no_crash() -> None:
    with pytest.raises(pubkit.RenderError, match="cannot be written"):
        render(sample(), site=pubkit.Site(name="a\x00b", url="https://example.org"))


def test_any_offset_is_kept() -> None:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    assert entry(render(changed(published=when))).published == "Thu, 01 Jan 2026 00:00:00 +0000"


def test_feeds_made_at_once_are_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: render(sample(), sample_assets()).main.data, range(16)))
    assert len(made) == 1
