"""Every word of the article, read back by others."""

import io

import docx
import pytest

import pubkit
from pubkit.model import (
    Article,
    Box,
    Emph,
    Figure,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Table,
    Text,
)
from pubkit.renderers.word import Docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Written down by hand from the article in conftest.py, in the order of the page.
EXPECTED = """
海岛札记 渡船 与灯塔 ——一条航线的四季 林晓 周一帆 2026年11月20日 清晨的渡口。 陈舟摄 天还没亮。
A 船从哪里来 “船来了……”他喊道， 渡船时刻 表 见 码头图 水深12 盐度 甲 LH-07 另一行。
守塔的 Old 老人 从不 误点——don ’ worry。
“灯亮着， 人就在。” 引中之列。 时刻表 看潮汐； 初一、十五大潮。
另一张单子从一数起。 更小的标题 班次 开船 早班 7:05 晚班 17:40 紧跟着的表 也在。
B 灯塔守到几时 灯塔。 何苗摄 码头。 数据窗 全年312班。 停航21天。 盒中引语。 没有标题的盒子。
夜里，灯又亮了。 C 没有标题的一节。 照片待补 新灯塔效果图。 设计院供图
来源：海岛日报 撰文：林晓 编辑：何苗 本版图片均由港务站提供
"""


def text(root) -> str:
    return "".join(root.itertext(f"{W}t"))


def test_every_word_is_there_in_order(document) -> None:
    whole, place = text(document), 0
    for word in EXPECTED.split():
        place = whole.find(word, place)
        assert place >= 0, word
        place += len(word)


def test_footnotes_are_words_own_and_complete(document, parts) -> None:
    notes = {n.get(f"{W}id"): text(n).strip() for n in parts["word/footnotes.xml"]}
    called = [notes[n.get(f"{W}id")] for n in document.iter(f"{W}footnoteReference")]
    assert called == ["据码头日志", "夏令时另计。", "摄于三月。"]


def test_alternative_text_and_credit_go_with_each_picture(document) -> None:
    found = [(n.get("descr"), n.get("title")) for n in document.iter("{*}docPr")]
    assert found == [
        ("雾中的渡口", "陈舟摄"),
        ("白色灯塔", "何苗摄"),
        ("石码头", "本版图片均由港务站提供"),
    ]


def test_web_links_keep_their_targets(parts) -> None:
    targets = [
        relation.get("Target")
        for name in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels")
        for relation in parts[name]
        if relation.get("TargetMode") == "External"
    ]
    assert targets == ["https://example.org/a?b=1&c=2", "https://example.org/log"]


def test_python_docx_finds_headings_captions_and_the_table(output) -> None:
    found = docx.Document(io.BytesIO(output.main.data))
    by_style: dict[str, list[str]] = {}
    for paragraph in found.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert [h.split("\t")[-1] for h in by_style["Heading 1"]] == ["船从哪里来", "灯塔守到几时", ""]
    assert by_style["Title"] == ["渡船 Ferry 与灯塔"]
    assert len(by_style["Caption"]) == 4
    cells = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert cells == [["班次", "开船"], ["早班", "7:05"], ["晚班", "17:40"]]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (
            "把渡口的灯点到天明时分 让晚归的船认得回家的方向",
            "把渡口的灯点到天明时分\n让晚归的船认得回家的方向",
        ),
        ("短题 一行", "短题 一行"),
        ("把渡口的灯点到\u3000让晚归的船认得回家", "把渡口的灯点到\n让晚归的船认得回家"),
        ("没有空格的题目无论多么长都由文字处理程序自己去折行罢了罢了", None),
    ],
)
def test_a_long_title_is_broken_at_its_own_space(style, title, shown) -> None:
    article = pubkit.admit(Article(title=title, lead=(Paragraph((Text("一句。"),)),)))
    data = Docx().render(article, {}, style).main.data
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    (found,) = [p.runs for p in paragraphs if p.style.name == "Title"]
    assert "".join(run.text for run in found if not run.font.hidden) == (shown or title)
    assert "".join(run.text for run in found).replace("\n", "") == title


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [("cjk", "一、海"), ("decimal", "1\t海"), ("none", "海"), ("upper-alpha", "A\t海")],
)
def test_letters_are_written_as_the_numbering_says(style, numbering, expected) -> None:
    section = Section((Text("海"),), (Paragraph((Text("一句。"),)),))
    article = pubkit.admit(Article(title="题", sections=(section,), numbering=numbering))
    data = Docx().render(article, {}, style).main.data
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    (found,) = [p.text for p in paragraphs if p.style.name == "Heading 1"]
    assert found.replace("\u00a0", "") == expected


def test_the_blocks_of_all_letters_are_of_one_width() -> None:
    style = pubkit.load_style("daily")
    sections = tuple(Section((Text("海"),), (Paragraph((Text("一句。"),)),)) for _ in range(26))
    article = pubkit.admit(Article(title="题", sections=sections, numbering="upper-alpha"))
    found = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data))
    heads = [p for p in found.paragraphs if p.style.name == "Heading 1"]
    size = found.styles["Section Label"].font.size.pt
    em = {"\u00a0": 278, "A": 722, "E": 667, "F": 611, "G": 778, "I": 278, "J": 556, "W": 944}
    widths = {}
    for runs in ([run for run in p.runs if run.style.name == "Section Label"] for p in heads):
        label = "".join(run.text for run in runs).strip("\u00a0")
        if label in em:  # the widths in Arial Bold's own table, in thousandths
            spacing = sum(
                int(n.get(f"{W}val")) / 20 * len(run.text)
                for run in runs
                for n in run._r.iter(f"{W}spacing")
            )
            letters = sum(em[c] for run in runs for c in run.text) / 1000 * size
            widths[label] = letters + spacing
    assert len(widths) == len(em) - 1
    assert max(widths.values()) - min(widths.values()) < 0.2


@pytest.mark.parametrize(
    "last",
    [
        Paragraph((Text("很短。"),)),
        Table(((Text("表头"),),), (((Text("末行"),),),)),
        Figure(None, (Text("图。"),)),
        Box((Text("盒"),), (Paragraph((Text("盒中。"),)),)),
    ],
    ids=["paragraph", "table", "figure", "box"],
)
def test_what_ends_the_text_stays_with_the_sign_off(style, last) -> None:
    credits = (pubkit.model.Credit("编辑", ("何苗",)),)
    article = pubkit.admit(Article(title="题", lead=(last,), credits=credits))
    body = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data)).element.body
    paragraphs = list(body.iter(f"{W}p"))
    texts = ["".join(p.itertext(f"{W}t")) for p in paragraphs]
    end = texts.index("编辑：何苗")
    last_words = max(index for index in range(end) if texts[index])
    assert all(list(p.iter(f"{W}keepNext")) for p in paragraphs[last_words:end])


def test_only_the_last_two_lines_are_held_for_the_sign_off(style) -> None:
    lead = tuple(Paragraph((Text(words),)) for words in ("一行。", "二行。", "三行。"))
    credits = (pubkit.model.Credit("编辑", ("何苗",)),)
    article = pubkit.admit(Article(title="题", lead=lead, credits=credits))
    found = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data)).paragraphs
    held = [
        p.text for p in found if p.style.name == "Body Text" and p.paragraph_format.keep_with_next
    ]
    assert held == ["二行。", "三行。"]


@pytest.mark.parametrize(
    ("words", "following", "held"),
    [
        ("她这样写道：", Quote((Paragraph((Text("引语。"),)),)), True),
        ("办法如下——", List((Item((Paragraph((Text("一条。"),)),)),)), True),
        ("见下表：", Table(((Text("表头"),),), (((Text("末行"),),),)), True),
        ("记住：", Box((), (Paragraph((Text("盒中。"),)),)), True),
        ("说完了。", Quote((Paragraph((Text("引语。"),)),)), False),
        ("他问：", Paragraph((Text("“谁？”"),)), False),
    ],
)
def test_a_paragraph_that_announces_a_block_stays_with_it(style, words, following, held) -> None:
    after = Paragraph((Text("很长的一段。" * 20),))
    article = pubkit.admit(Article(title="题", lead=(Paragraph((Text(words),)), following, after)))
    found = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data)).paragraphs
    (announcing,) = [p for p in found if p.text == words]
    assert bool(announcing.paragraph_format.keep_with_next) is held


def test_an_entry_that_announces_its_inner_list_stays_with_it(style) -> None:
    inner = List((Item((Paragraph((Text("其中之一。"),)),)),))
    outer = List((Item((Paragraph((Text("分三步："),)), inner)),))
    article = pubkit.admit(Article(title="题", lead=(outer, Paragraph((Text("完。"),)))))
    found = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data)).paragraphs
    (announcing,) = [p for p in found if p.text.startswith("分三步")]
    assert announcing.paragraph_format.keep_with_next


def test_roles_share_a_line_as_far_as_it_holds_them_whole(style) -> None:
    roles = ("撰文", "摄影", "策划", "编辑", "美编", "校对", "责编")
    credits = tuple(pubkit.model.Credit(role, ("欧阳小舟",)) for role in roles)
    article = pubkit.admit(Article(title="题", lead=(Paragraph((Text("。"),)),), credits=credits))
    found = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data)).paragraphs
    lines = [p.text.split("\u3000") for p in found if p.style.name == "Sign-off"]
    assert [piece for line in lines for piece in line] == [f"{r}：欧阳小舟" for r in roles]
    assert 1 < len(lines) < len(roles)


def test_stress_reaches_figures_and_letters_also_within_emphasis(style) -> None:
    stressed = Strong((Text("合计1203场、31.6%，12 km"),))
    content = (stressed, Emph((stressed,)))
    article = pubkit.admit(Article(title="题", lead=(Paragraph(content),)))
    found = docx.Document(io.BytesIO(Docx().render(article, {}, style).main.data)).paragraphs
    (body,) = [p for p in found if p.style.name == "Body Text"]
    plain = [run.text for run in body.runs if not (run.bold or run.style.font.bold)]
    assert plain == []


def test_an_override_of_the_channel_is_what_word_shows(style) -> None:
    own = pubkit.model.Override("docx", title="给编辑看的题目")
    article = pubkit.admit(
        Article(title="题", channels=(own,), lead=(Paragraph((Text("一句。"),)),))
    )
    data = Docx().render(article, {}, style).main.data
    assert docx.Document(io.BytesIO(data)).core_properties.title == "给编辑看的题目"


@pytest.mark.parametrize(("rows", "held"), [(10, 9), (11, 0)])
def test_a_short_table_is_kept_on_one_page(style, rows, held) -> None:
    table = Table(((Text("年"),),), (((Text("2025"),),),) * rows)
    behind = Paragraph((Text("船来了又走，" * 60),))
    data = Docx().render(Article("渡口", lead=(table, behind)), {}, style).main.data
    found = [row.cells[0].paragraphs[0] for row in docx.Document(io.BytesIO(data)).tables[0].rows]
    assert sum(p.paragraph_format.keep_with_next or False for p in found[1:]) == held
