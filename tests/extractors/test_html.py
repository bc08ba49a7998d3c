"""HTML strings: what of them a reader sees, line by line."""

import pytest

from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.extractors.html import HtmlExtractor

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def read(markup: str, **files: bytes) -> Extract:
    found = {name.replace("__", "/"): data for name, data in files.items()}
    return HtmlExtractor().extract(markup.encode(), found)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<h2>春</h2><p>雨<br>来了</p>尾", ("春", "雨\n来了", "尾")),
        ("<p>春<b>风</b><i> 夏 </i>雨</p>", ("春风 夏 雨",)),
        ("<p>a<!-- 不见 -->b&lt;c&gt;&amp;</p>", ("ab<c>&",)),
        ("<ul>\n  <li>\n   春\n   雨\n  </li>\n</ul>", ("春 雨",)),
        ("<ul><li>一<ul><li>二</li></ul>三</li></ul>", ("一", "二", "三")),
        ("<p> 首  尾 </p>", (" 首  尾 ",)),
        ("<pre>甲\n  乙</pre>", ("甲\n  乙",)),
        ("<table><tr><th>甲<td>乙<tr><td><td>丁</table>", ("甲", "乙", "丁")),
        ("<figure><img src=a><figcaption>图说<br>供图</figcaption></figure>", ("图说\n供图",)),
    ],
)
def test_a_block_is_a_line(markup: str, lines: tuple[str, ...]) -> None:
    assert read(markup).lines == lines


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>夏</script>", "<style>夏</style>", "<template>夏</template>", "<b hidden>夏</b>",
        "<i style='color:red; display: none'>夏</i>", "<ruby><rp>(</rp><rt>夏</rt></ruby>",
    ],
)  # fmt: skip
def test_what_a_browser_hides_is_no_line(unseen: str) -> None:
    assert read(f"<p>春{unseen}秋</p>").lines == ("春秋",)


def test_of_a_marked_article_the_page_around_it_is_metadata() -> None:
    found = read(
        "<title>标题</title><h1>标题</h1><p class=names><span>林晓</span>"
        "<span class=account>晚报</span></p><div data-pubkit-article><h1>内</h1><p>文</p></div>"
        "<aside class=share><b>摘要</b><span>短</span></aside>"
    )
    assert found.lines == ("内", "文")
    assert found.fields == {"title": "标题", "authors": "林晓", "account": "晚报", "digest": "短"}


def test_two_marked_articles_are_refused() -> None:
    with pytest.raises(ReadError, match="one may"):
        read("<div data-pubkit-article>一</div><div data-pubkit-article>二</div>")


def test_a_picture_has_the_bytes_of_its_companion() -> None:
    found = read(
        "<p>春<img src='photos/a.png' alt='甲'></p><img src='%E4%B9%99.png'><img src='gone.png'>"
        f"<img src='{PIXEL}'><p>夏</p>",
        photos__a_png=b"",
        **{"photos__a.png": b"a", "乙.png": b"b"},
    )
    assert [(x.data, x.name, x.line) for x in found.pictures[:3]] == [
        (b"a", "photos/a.png", 1),
        (b"b", "%E4%B9%99.png", 1),
        (None, "gone.png", 1),
    ]
    assert found.pictures[0].alt == "甲"
    inline = found.pictures[3]
    assert (inline.data or b"").startswith(b"GIF89a") and inline.name == ""


def test_an_address_on_the_web_is_met_by_its_last_parts() -> None:
    files = {"x__photos__a.png": b"right", "x__a.png": b"wrong"}
    near = "<img src='https://example.org/m/photos/a.png?w=1'>"
    (picture,) = read(near, **files).pictures
    assert picture.data == b"right"
    (picture,) = read(near, y__a_png=b"", **{"b.png": b"other"}).pictures
    assert picture.data is None


def test_of_two_that_fit_an_address_alike_neither_is_taken() -> None:
    near = "<img src='https://example.org/a.png'>"
    (picture,) = read(near, **{"x__a.png": b"one", "y__a.png": b"other"}).pictures
    assert picture.data is None
    (picture,) = read(near, **{"x__a.png": b"same", "y__a.png": b"same"}).pictures
    assert picture.data == b"same"


def test_a_relative_name_is_no_guess() -> None:
    (picture,) = read("<img src='elsewhere/a.png'>", **{"photos__a.png": b"a"}).pictures
    assert picture.data is None


def test_links_come_in_order() -> None:
    assert read("<a href='https://a.b'>一</a><a>无</a><a href='#x'>二</a>").links == (
        "https://a.b",
        "#x",
    )


def test_depth_is_followed_or_refused_but_never_cut() -> None:
    assert read("<b>" * 1000 + "深" + "</b>" * 1000 + "<p>尾").lines == ("深", "尾")
    with pytest.raises(ReadError, match="deep"):
        read("<b>" * 100_000 + "深" + "</b>" * 100_000 + "<p>尾")
