"""Feed strings: the item's title, then its text; the rest is metadata."""

from xml.sax.saxutils import escape

import pytest

from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.feed import FeedExtractor

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(item: str) -> str:
    return (
        f'<rss version="2.0" {SPACES}><channel><title>报</title><item>{item}</item></channel></rss>'
    )


def atom(entry: str) -> str:
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>报</title>'
    return f"{head}<entry>{entry}</entry></feed>"


def read(feed: str, **files: bytes) -> Extract:
    found = {name.replace("_png", ".png"): data for name, data in files.items()}
    return FeedExtractor().extract(feed.encode(), found)


def full(markup: str) -> str:
    return f"<content:encoded>{escape(markup)}</content:encoded>"


def test_an_item_is_its_title_and_its_full_text() -> None:
    found = read(
        rss(
            "<title>甲 &amp; &lt;b&gt;</title><description>短</description>"
            "<dc:creator>林晓</dc:creator><dc:creator>周帆</dc:creator>"
            "<enclosure url='https://e.org/a.png' length='1' type='image/png'/>"
            "<media:content url='https://e.org/a.png'><media:credit>陈舟摄</media:credit>"
            "<media:description>图说</media:description></media:content>"
            + full(
                "<p>一 &amp; 二</p><img src='https://e.org/a.png'><p><a href='https://x.y'>三</a></p>"
            )
        ),
        a_png=b"a",
    )
    assert found.lines == ("甲 & <b>", "一 & 二", "三")
    assert found.links == ("https://x.y",)
    assert [(x.data, x.line) for x in found.pictures] == [(b"a", 2)]
    assert found.fields == {
        "title": "甲 & <b>", "authors": "林晓\n周帆", "digest": "短", "captions": "图说",
        "credits": "陈舟摄", "enclosures": "https://e.org/a.png", "media": "https://e.org/a.png",
    }  # fmt: skip


def test_without_full_text_the_description_is_the_text() -> None:
    assert read(rss("<title>甲</title><description>&lt;p>短&lt;/p></description>")).lines == (
        "甲",
        "短",
    )


@pytest.mark.parametrize(
    "content",
    [
        "<content type='html'>&lt;p>一&lt;/p>&lt;p>a&amp;lt;b&lt;/p></content>",
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>一</p><p>a&lt;b</p></div>"
        "</content>",
    ],
)
def test_an_atom_entry_is_read_as_well(content: str) -> None:
    assert read(atom(f"<title>甲</title>{content}")).lines == ("甲", "一", "a<b")


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0'><channel><title>空</title></channel></rss>",
        rss("<title>甲"),
        rss("<![CDATA[\n两行\n"),
        "<!DOCTYPE rss [<!ENTITY a 'aaaa'>]>" + rss("<title>&a;</title>"),
        "<?xml version='1.0'?><!-- x --> <!DOCTYPE rss SYSTEM 'file:///etc/passwd'>" + rss(""),
        rss("<title>甲&nbsp;</title>"),
        "/etc/hostname",
    ],
    ids=["no-item", "broken", "two-lines", "entities", "external", "undeclared", "a-path"],
)
def test_a_broken_or_harmful_feed_is_refused(feed: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(feed)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("word", ["Ò¶", "Ã©tÃ©", " 甲 ", "\u3000乙", "“丙”&#160;", "a\u200bb"])
def test_what_a_feed_reader_guesses_or_trims_is_no_loss(word: str) -> None:
    assert read(rss(f"<title>t</title>{full(f'<p>{escape(word)}</p>')}")).lines == ("t", word)


def test_a_feed_that_misleads_feed_readers_is_refused() -> None:
    misnamed = "<?xml version='1.0' encoding='gb18030'?>" + rss("<title>甲乙</title>")
    with pytest.raises(ReadError, match="feed readers"):
        read(misnamed)
