"""The `wechat` channel: what the platform's editor keeps, and nothing else."""

import dataclasses
import re
from collections.abc import Callable, Iterator

import lxml.html
import pytest
from lxml.html import HtmlElement

import pubkit
from pubkit import registry
from pubkit.model import (
    Article,
    Block,
    Credit,
    Figure,
    Footnote,
    Inline,
    Item,
    Link,
    List,
    Override,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from pubkit.renderers.wechat import Limits, WeChat
from pubkit.testing import picture, sample, sample_assets

KEPT = {
    "section": {"style"},
    "p": {"style"},
    "h2": {"style"},
    "h3": {"style"},
    "span": {"style"},
    "strong": {"style"},
    "em": {"style"},
    "sup": {"style"},
    "sub": {"style"},
    "br": set(),
    "a": {"style", "href"},
    "img": {"style", "src", "alt", "data-w", "data-ratio"},
    "table": {"style"},
    "tbody": {"style"},
    "tr": {"style"},
    "th": {"style"},
    "td": {"style"},
}

JOINER = "\u2060"
"""What binds a mark to the character before it."""


def article(*blocks: Block, **fields: object) -> Article:
    return pubkit.admit(Article("题", lead=blocks, **fields))  # type: ignore[arg-type]


def text(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content))


def render(given: Article, assets: pubkit.Assets | None = None) -> pubkit.Output:
    output = WeChat().render(given, assets or {}, pubkit.load_style("daily"))
    return output.placed("photos of it")


def body(output: pubkit.Output) -> HtmlElement:
    """The element that holds what is published."""
    page = lxml.html.fromstring(output.main.data.decode())
    (found,) = page.xpath("//*[@data-pubkit-article]")
    return found


def lines(given: Article) -> list[str]:
    """The text of each paragraph, heading and caption."""
    (root,) = body(render(given))
    ends = root.xpath("(.//p|.//h2|.//h3)")
    return [" ".join(end.text_content().split()) for end in ends]


def codes(output: pubkit.Output) -> dict[str, str]:
    return {notice.code: notice.severity for notice in output.notices}


def test_only_what_the_editor_keeps_is_used(style: pubkit.Style) -> None:
    (root,) = body(WeChat().render(sample(), sample_assets(), style))
    for element in root.iter():
        assert set(element.attrib) <= KEPT[element.tag], element.tag


def test_styles_are_literal_and_within_the_rules(style: pubkit.Style) -> None:
    (root,) = body(WeChat().render(sample(), sample_assets(), style))
    for value in root.xpath(".//@style"):
        assert value
        for word in ("var(", "!important", "font-family", "position", "url(", "nowrap", "opacity"):
            assert word not in value
        assert not re.search(r"(?<![-\w])(width|height):\d+px|margin[^;]*\d{3,}px", value)


def test_the_sample_is_laid_out_as_ever(
    style: pubkit.Style, golden: Callable[[str, str], None]
) -> None:
    output = WeChat().render(sample(), sample_assets(), style).placed("sample.wechat")
    (root,) = body(output)
    markup = lxml.html.tostring(root, encoding="unicode")
    markup = re.sub(r"-[0-9a-f]{8}\.png", ".png", markup)  # zlib's versions differ in bytes
    golden(
        f"wechat/{style.name}.html", re.sub(r"(?<!^)(<(section|p|h2|h3|tr|img)\b)", r"\n\1", markup)
    )


def test_it_ends_in_the_sign_off_in_the_roles_order() -> None:
    given = article(
        text("文"),
        source="报",
        credits=(Credit("责编", ("丙",)), Credit("撰文", ("甲", "乙")), Credit("摄影", ("丁",))),
    )
    assert lines(given)[-4:] == ["来源：报", "撰文：甲 乙", "摄影：丁", "责编：丙"]
    (inner,) = body(render(given))[0]
    assert inner[-1].text_content() == "来源：报撰文：甲 乙摄影：丁责编：丙"


def test_behind_the_text_come_notes_links_sign_off_and_the_pages_photo_credit() -> None:
    link = Link("https://example.org", (Text("链"),))
    given = article(text("文", Footnote((Text("注文"),)), link), source="报", photo_credit="图据报")
    assert lines(given)[1:] == [
        "注释",
        "[注1] 注文",
        "参考链接",
        "[1] 链：https://example.org",
        "来源：报",
        "图据报",
    ]


def test_a_credit_has_a_line_of_its_own_below_the_caption() -> None:
    shown = body(render(article(Figure(None, (Text("说明。"),), "甲摄"))))
    (line,) = shown.xpath(".//section/br")
    assert (line.getprevious(), line.tail) == (None, "甲摄")
    assert line.getparent().text == "说明。"


@pytest.mark.parametrize(
    ("author", "shown"), [("报社", "报社2026-11-20 08:00"), ("甲", "甲报社2026-11-20 08:00")]
)
def test_an_author_who_is_the_account_stands_once(author: str, shown: str) -> None:
    own = (Override("wechat", author=author),)
    given = article(text("文"), published=sample().published, channels=own)
    output = WeChat(site=pubkit.Site(name="报社")).render(given, {}, pubkit.load_style("daily"))
    (names,) = lxml.html.fromstring(output.main.data.decode()).find_class("names")
    assert names.text_content() == shown


def test_what_the_platform_shows_itself_stands_beside_the_article() -> None:
    given = article(
        text("文"),
        digest="摘要如此",
        credits=(Credit("撰文", ("林晓",)),),
        published=sample().published,
        channels=(Override("wechat", title="另题", author="报社"),),
    )
    page = lxml.html.fromstring(render(given).main.data.decode())
    inside = body(render(given))
    for shown in ("另题", "报社", "2026-11-20 08:00", "摘要如此"):
        assert shown in page.text_content()
        assert shown not in inside.text_content()
    assert page.find(".//title").text == "另题"


def test_links_out_are_listed_under_numbers_and_notes_under_others() -> None:
    one, two = "https://example.org/1", "https://example.org/2"
    kept = "https://mp.weixin.qq.com/s/x"
    given = article(
        text(
            Link(one, (Text("甲"),)),
            Footnote((Text("见"), Link(two, (Text("乙"),)))),
            Link(one, (Text("再"),)),
            Link(kept, (Text("旧文"),)),
            Link(two, (Text(two),)),
        )
    )
    assert lines(given) == [
        f"甲{JOINER}[1]{JOINER}[注1]再{JOINER}[1]旧文{two}",
        "注释",
        f"[注1] 见乙{JOINER}[2]",
        "参考链接",
        f"[1] 甲：{one}",
        f"[2] 乙：{two}",
    ]
    assert body(render(given)).xpath(".//@href") == [kept]


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("javascript:alert(1)", "link-scheme"),
        ("../other", "link-scheme"),
        ("https://[broken", "link-scheme"),
        ("#nowhere", "link-anchor"),
        ("#s1", "wechat-anchor"),
    ],
)
def test_a_link_that_leads_nowhere_is_text_and_reported(href: str, code: str) -> None:
    given = article(text(Link(href, (Text("甲"),))), sections=(Section((Text("节"),), id="s1"),))
    output = render(given)
    assert code in codes(output)
    assert lines(given) == ["甲", "节"]


def test_lists_carry_typed_markers() -> None:
    inner = List((Item((text("内"),)), Item(())))
    items = (Item((text("甲"), inner, text("续"))), Item((inner,)))
    assert lines(article(List(items, ordered=True, start=9))) == [
        "9. 甲", "– 内", "–", "续", "10.", "– 内", "–",
    ]  # fmt: skip


def test_photos_are_companions_of_true_size() -> None:
    output = render(sample(), sample_assets())
    files = {file.name: file for file in output.extras}
    images = body(output).xpath(".//img")
    assert [i.get("data-w") for i in images] == ["480", "320"]
    assert [i.get("data-ratio") for i in images] == ["0.66667", "1.50000"]
    for image in images:
        folder, _, name = image.get("src").partition("/")
        assert folder == "photos%20of%20it"
        assert files[name].media_type == "image/png"
        assert "width:100%" in image.get("style")


def test_a_photo_used_twice_is_uploaded_once() -> None:
    figure = Figure("a.png", (Text("图"),))
    output = render(article(figure, figure), {"a.png": picture()})
    assert [file.name.partition("/")[0] for file in output.extras] == ["photos", "pictures.js"]
    assert len(body(output).xpath(".//img")) == 2


def test_a_photo_that_is_not_there_leaves_a_place_for_it() -> None:
    given = article(Figure("gone.jpg", (Text("说明"),), "甲摄", "塔下的人"), Figure())
    output = render(given)
    shown = body(output).text_content()
    assert "照片待补：塔下的人说明甲摄照片待补" in shown
    assert not codes(output)


def test_a_gif_is_kept_and_doubted() -> None:
    moving = dataclasses.replace(picture(), media_type="image/gif")
    output = render(article(Figure("a.gif")), {"a.gif": moving})
    assert output.extras[0].data == moving.data
    assert codes(output)["wechat-gif"] == "warning"


def test_a_body_too_long_for_the_platform_is_said() -> None:
    output = render(article(text("长" * 20_000)))
    assert codes(output) == {"wechat-content-long": "warning"}


def test_limits_are_options() -> None:
    output = WeChat(limits=Limits(content=100)).render(sample(), {}, pubkit.load_style("daily"))
    assert "wechat-content-long" in codes(output)
    config = pubkit.Config(renderers={"wechat": {"limits": {"titel": 20}}})
    with pytest.raises(pubkit.ConfigError, match="titel"):
        registry.configured("wechat", config)


def test_a_table_wider_than_a_phone_is_doubted() -> None:
    cells = tuple((Text(c),) for c in "甲乙丙丁戊己")
    output = render(article(Table(cells, (cells,), ("left", "right", "", "", "", "center"))))
    assert codes(output)["wechat-table-wide"] == "warning"
    aligned = [cell.get("style").rpartition("text-align:")[2] for cell in body(output).iter("th")]
    assert aligned == ["left", "right", "left", "left", "left", "center"]


def chains(element: HtmlElement) -> Iterator[int]:
    """How many elements of one tag stand alone inside each other, from each element down."""
    length, at = 1, element
    while len(at) == 1 and at[0].tag == element.tag and not (at.text or "").strip():
        length, at = length + 1, at[0]
    yield length
    for child in element:
        yield from chains(child)


def test_frames_inside_frames_stay_below_the_platforms_limit() -> None:
    block: Block = text("里")
    for _ in range(20):
        block = Quote((block,))
    output = render(article(block))
    assert max(chains(body(output))) < 10
    assert codes(output)["wechat-nesting"] == "info"
    assert body(output).text_content() == "里"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (".deck {", ".dekc {", r"wechat\.css:\d+: nothing is called '\.dekc' \(did you mean"),
        (".deck {", ".deck p {", "nothing is called"),
        (".deck {", "@media print { .deck {", "only flat rules"),
        (".strong {}", "", "no rule for .strong"),
        (".strong {}", ".strong { font-family: serif }", "the reader's phone"),
        (".strong {}", ".strong { margin: 0 !important }", "forbids !important"),
        (".strong {}", ".strong { margin }", r"wechat\.css:\d+: "),
    ],
)
def test_a_sheet_the_platform_cannot_follow_is_refused(old: str, new: str, message: str) -> None:
    daily = pubkit.load_style("daily")
    sheets = {**daily.sheets, "wechat.css": daily.sheet("wechat.css").replace(old, new, 1)}
    with pytest.raises(pubkit.StyleError, match=message):
        WeChat().render(sample(), {}, dataclasses.replace(daily, sheets=sheets))
