"""The shared HTML walker, read back by lxml."""

from __future__ import annotations

from lxml import html as lxml_html

from pubkit.admit import admit
from pubkit.markup import html
from pubkit.model import (
    Article,
    Box,
    Break,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.renderers.html import Picture, Walker


def _p(*content):
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content))


def _all_nodes():
    note = Footnote((Text("据"), Link("https://example.org/n", (Text("年报"),)), Text("。")))
    return admit(
        Article(
            title="大题 两行",
            kicker="眉题",
            deck="——副题",
            credits=(Credit("编辑", ("何苗",)), Credit("撰文", ("林晓", "周一帆"))),
            photo_credit="本版图片由市科协提供",
            source="科普周刊",
            numbering="upper-alpha",
            lead=(Figure("a.jpg", (Text("说明"),), "某某摄", "穹顶", "lead"), _p("导语", note)),
            sections=(
                Section(
                    (Text("第一节"), Sup((Text("2"),))),
                    (
                        _p(
                            "甲",
                            Strong((Text("强"),)),
                            Emph((Text("调"),)),
                            Code("x<y"),
                            Break(),
                            "乙",
                        ),
                        Subheading((Text("小标题"),), 4),
                        Quote((_p("引语"),)),
                        List((Item((_p("一"),)), Item((_p("二"), List((Item((_p("三"),)),)))))),
                        List((Item((_p("五"), _p("六"))),), ordered=True, start=5),
                        Table(
                            ((Text("项"),), (Text("数"),)),
                            (((Text("H"), Sub((Text("2"),)), Text("O")), (Text("1"),)),),
                            ("", "right"),
                        ),
                        Box((Text("盒"),), (_p("盒内"),)),
                        Figure(None, (Text("待补的"),)),
                    ),
                    id="one",
                ),
                Section((), (_p("见", Link("#one", (Text("上"),)), note),)),
            ),
        )
    )


def _walker(article, **options):
    return Walker(article, lambda key: Picture(f"https://m.example/{key}", 640, 480), **options)


def _whole(article, **options):
    walker = _walker(article, **options)
    return html((*walker.header(), *walker.body(), *walker.endnotes(), *walker.sign_off()))


def _tree(markup):
    return lxml_html.fragment_fromstring(markup, create_parent="div")


def test_every_node_has_its_markup(golden):
    golden("html/all-nodes.html", _whole(_all_nodes()).replace("><", ">\n<") + "\n")


def test_without_classes_no_class_and_no_bare_span_remains():
    tree = _tree(_whole(_all_nodes(), classes=False))
    assert not tree.xpath("//@class | //span")


def test_each_note_mark_leads_to_its_note():
    tree = _tree(_whole(_all_nodes()))
    marks = tree.xpath("//sup/a")
    assert [mark.text for mark in marks] == ["1", "2"]
    for mark in marks:
        (note,) = tree.xpath("//li[@id=$id]", id=mark.get("href")[1:])
        assert note.text_content() == "据年报。"


def test_a_note_in_a_link_does_not_nest_links():
    link = Link("https://example.org", (Text("链"), Footnote((Text("注"),))))
    tree = _tree(_whole(admit(Article(title="题", lead=(_p(link),)))))
    assert not tree.xpath("//a//a")


def test_a_section_called_like_a_note_keeps_its_name():
    note = _p("文", Footnote((Text("注"),)))
    tree = _tree(_whole(admit(Article(title="题", sections=(Section((), (note,), "note-1"),)))))
    ids = tree.xpath("//@id")
    assert "note-1" in ids
    assert len(ids) == len(set(ids))


def test_links_within_the_article_begin_with_its_url():
    tree = _tree(_whole(_all_nodes(), here="https://example.org/a"))
    inner = [href for href in tree.xpath("//@href") if "#" in href]
    assert inner and all(href.startswith("https://example.org/a#") for href in inner)


def test_an_unsafe_link_keeps_its_text_and_is_reported():
    lead = (_p(Link("java\tscript:alert(1)", (Text("点此"),))), _p(Link("#none", (Text("彼"),))))
    walker = _walker(admit(Article(title="题", lead=lead)))
    tree = _tree(html(walker.body()))
    assert tree.text_content() == "点此彼"
    assert not tree.xpath("//a")
    assert [(n.code, n.where) for n in walker.notices] == [
        ("link-scheme", "lead[0].content[0]"),
        ("link-anchor", "lead[1].content[0]"),
    ]


def test_hostile_text_stays_text():
    hostile = "<script>\"&'</script>"
    figure = Figure("a.jpg", (Text(hostile),), hostile, hostile)
    article = admit(
        Article(title=hostile, kicker=hostile, lead=(_p(hostile, Code(hostile)), figure))
    )
    tree = _tree(_whole(article))
    assert not tree.xpath("//script")
    assert tree.text_content().count(hostile) == 6
    assert tree.xpath("//img/@alt") == [hostile]


def test_a_photo_that_could_not_be_had_is_a_visible_gap():
    article = admit(Article(title="题", lead=(Figure("gone.jpg", (Text("说明"),), alt="穹顶"),)))
    walker = Walker(article, lambda key: None)
    tree = _tree(html(walker.body()))
    assert tree.text_content() == "照片待补说明"
    assert tree.xpath("//*[@role='img']/@aria-label") == ["穹顶"]
    assert walker.notices == []


def test_a_cjk_label_is_followed_by_its_mark():
    article = admit(Article(title="题", numbering="cjk", sections=(Section((Text("头"),)),) * 1))
    assert _tree(_whole(article)).xpath("string(//h2)") == "一、头"
