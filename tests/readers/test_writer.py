"""What the Markdown writer writes is a pleasure to edit."""

from collections.abc import Callable

from pubkit.admit import admit
from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Code,
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
from pubkit.readers.markdown import write


def text(*words: str) -> tuple[Text, ...]:
    return tuple(map(Text, words))


def para(words: str) -> Paragraph:
    return Paragraph(text(words))


def body(*blocks: Block) -> str:
    """What is written below the head."""
    return write(admit(Article(title="题", lead=blocks))).partition("---\n\n")[2].rstrip("\n")


def one(*content: object) -> str:
    return body(Paragraph(content))  # type: ignore[arg-type]  # inline nodes


def test_a_whole_article_looks_like_one_written_by_hand(golden: Callable[[str, str], None]) -> None:
    nested = List((Item((para("内一"),)), Item((para("内二"),))), ordered=True)
    article = Article(
        title="2026",
        deck="——副题：含 # 号",
        keywords=("科普", "a, b"),
        lead=(
            Figure("photos/我 的.jpg", text("说明。"), "市科协", "图", "lead", (0.5, 0.3)),
            Paragraph(
                (Text("导语"), Footnote((Text("注一"),)), Text("，"), Break(), Text("# 次行"))
            ),
        ),
        sections=(
            Section(
                text("围绕需求"),
                (
                    Paragraph((Text("甲"), Strong(text("“着重。”")), Text("后文 3~5 天"))),
                    Subheading(text("小标题")),
                    Quote((para("引语"), Quote((para("再引"),)))),
                    List((Item((para("一"), nested)), Item((para("二"),)))),
                    List((Item((para("又一列"), para("第二段"))), Item(()))),
                ),
                "need",
            ),
            Section(
                text("数据"),
                (
                    Box(text("数据窗"), (para("全年"), Box((), (para("内框"),)))),
                    Table(
                        (text("项"), text("a|b")),
                        ((text("H"), (Text("x"), Sup(text("2")), Sub(text("n+1")))),),
                        ("", "right"),
                    ),
                    Paragraph((Link("https://a.b/", text("https://a.b/")), Code("`码`"))),
                ),
            ),
        ),
        numbering="upper-alpha",
    )
    golden("markdown/article.md", write(admit(article)))


def test_plain_chinese_needs_no_backslash() -> None:
    words = "“3~5天”——涨了 1.5%（约 3 * 5 项），见[1]与 snake_case；A&B <5，C:\\目录，100% #1 $5！"
    assert one(Text(words)) == words


def test_what_would_be_structure_is_escaped_once() -> None:
    for words, written in [
        ("# 题", "\\# 题"),
        ("##题", "\\##题"),
        ("- 项", "\\- 项"),
        ("1. 项", "1\\. 项"),
        ("> 引", "\\> 引"),
        ("---", "\\---"),
        ("::: box", "\\::: box"),
        ("*星*", "\\*星\\*"),
        ("[甲](乙)", "\\[甲](乙)"),
        ("&amp;", "\\&amp;"),
        ("3~5~8", "3\\~5~8"),
        (" 空 ", "&#32;空&#32;"),
    ]:
        assert one(Text(words)) == written


def test_emphasis_is_light_unless_that_would_be_misread() -> None:
    assert one(Strong(text("甲。")), Text("乙")) == "**甲。**乙"
    assert one(Strong((Emph(text("甲")),))) == "**_甲_**"
    assert one(Strong(text("甲")), Emph(text("乙"))) == "**甲**_乙_"
    assert one(Text("a"), Strong(text("(b)")), Text("c")) == "a[(b)]{.strong}c"
    assert one(Text("a"), Emph(text(" b"))) == "a[ b]{.emph}"
    assert one(Sup(text("a b")), Sub(text("下"))) == "[a b]{.sup}[下]{.sub}"


def test_letters_are_written_wherever_a_heading_could_be_misread() -> None:
    def written(numbering: str, *headings: str) -> list[str]:
        sections = tuple(Section(text(heading)) for heading in headings)
        article = Article(title="题", sections=sections, numbering=numbering)  # type: ignore[arg-type]
        kept = ("##", "numbering")
        return [line for line in write(admit(article)).split("\n") if line.startswith(kept)]

    assert written("upper-alpha", "甲", "乙") == ["## A 甲", "## B 乙"]
    assert written("cjk", "甲") == ["numbering: cjk", "## 一、甲"]
    assert written("none", "甲", "乙") == ["## 甲", "## 乙"]
    assert written("none", "A 甲", "B 乙") == ["numbering: none", "## A 甲", "## B 乙"]
    assert written("none", "A 甲", "D 乙") == ["numbering: none", "## A 甲", "## D 乙"]
    assert written("none", "A 股三连涨") == ["## A 股三连涨"]
    assert written("decimal", "1 甲", "2 乙") == ["## 1 1 甲", "## 2 2 乙"]


def test_heads_are_quoted_only_where_yaml_would_take_them_for_something_else() -> None:
    article = Article(
        title="2026", kicker="年度：综述", deck="- 一", source="a: b", lead=(para("文"),)
    )
    head = write(admit(article)).split("\n")[1:5]
    assert head == ['title: "2026"', "kicker: 年度：综述", 'deck: "- 一"', 'source: "a: b"']
