"""What an editor writes below the head, and what the reader marks in it."""

import pytest

from pubkit.model import (
    Block,
    Box,
    Break,
    Code,
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
from pubkit.readers.markdown import MarkdownReader
from pubkit.reading import Manuscript


def read(body: str) -> Manuscript:
    return MarkdownReader().read(f"---\ntitle: 题\n---\n{body}\n".encode(), "a.md")


def lead(body: str) -> tuple[Block, ...]:
    return read(body).article.lead


def para(*words: str) -> Paragraph:
    return Paragraph(tuple(map(Text, words)))


def notices(body: str) -> list[str]:
    return [f"{n.severity} {n.code} {n.where}" for n in read(body).notices]


# ── text ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("第一行，\n第二行", "第一行，第二行"),
        ("他说“\n对”", "他说“对”"),
        ("第 1\n行", "第 1 行"),
        ("one\ntwo", "one two"),
        ("**甲**\n乙", None),
        ("3~5天，10~20人；3~5，8~9", "3~5天，10~20人；3~5，8~9"),
        ("^_^ 和 ~~删~~", "^_^ 和 ~~删~~"),
        ("<b>粗</b><!-- 注 -->", "<b>粗</b><!-- 注 -->"),
        ("甲&amp;乙&#20057;", "甲&乙乙"),
        ("　　首行缩进", "首行缩进"),
        ("C:\\目录 \\* \\[", "C:\\目录 * ["),
    ],
)
def test_text_is_read_as_a_chinese_editor_means_it(source: str, text: str | None) -> None:
    expected = para(text) if text else Paragraph((Strong((Text("甲"),)), Text("乙")))
    assert lead(source) == (expected,)


def test_light_marks_and_spans_say_the_same() -> None:
    light = lead("H~2~O，x^2^，**重**，`码`")
    spans = lead("H[2]{.sub}O，x[2]{.sup}，[重]{.strong}，[码]{.code}")
    assert light == spans
    two = (Text("2"),)
    assert light == (
        Paragraph(
            (
                *(Text("H"), Sub(two), Text("O，x"), Sup(two)),
                *(Text("，"), Strong((Text("重"),)), Text("，"), Code("码")),
            )
        ),
    )


def test_a_break_is_a_backslash_two_spaces_or_a_span() -> None:
    expected = (Paragraph((Text("甲"), Break(), Text("乙"))),)
    assert lead("甲\\\n乙") == lead("甲  \n乙") == lead("甲[ ]{.br}乙") == expected


def test_a_line_end_beside_a_break_is_no_space() -> None:
    assert lead("a[ ]{.br}\nb") == (Paragraph((Text("a"), Break(), Text("b"))),)


def test_words_do_not_run_together_where_a_photo_is_taken_out() -> None:
    assert lead("one\n![](x.jpg) two") == (para("one  two"), Figure("x.jpg"))
    assert lead("甲\n![](x.jpg)\n乙") == (para("甲乙"), Figure("x.jpg"))


def test_links_keep_their_targets_as_written() -> None:
    found = read('[甲](</中 文?a=1&b=%20> "题") <https://a.b/中> [丙](javascript:x)')
    assert [n for n in found.article.lead[0].content if isinstance(n, Link)] == [  # type: ignore[union-attr]
        Link("/中 文?a=1&b=%20", (Text("甲"),), "题"),
        Link("https://a.b/中", (Text("https://a.b/中"),)),
        Link("javascript:x", (Text("丙"),)),
    ]
    assert [n.code for n in found.notices] == ["link-scheme"]


def test_a_link_may_hold_spans_and_footnotes() -> None:
    (block,) = lead("[甲[乙]{.sup}[^1]](/x)\n\n[^1]: 注")
    inside = (Text("甲"), Sup((Text("乙"),)), Footnote((Text("注"),)))
    assert block == Paragraph((Link("/x", inside),))


def test_a_footnote_stands_where_its_mark_stands() -> None:
    (block,) = lead("甲[^注]乙\n\n[^注]: 一**二**\n\n    三")
    note = Footnote((Text("一"), Strong((Text("二"),)), Break(), Text("三")))
    assert block == Paragraph((Text("甲"), note, Text("乙")))


# ── blocks ──────────────────────────────────────────────────────────────────────────────────


def test_images_alone_in_a_paragraph_are_figures() -> None:
    body = (
        '![孩子[^1]](photos/%E6%88%91.jpg){credit="市\\"科\\"协" alt=看 place=lead '
        'focus="0.5 0.3" crop=never #f1}\n![](<我 的.jpg>) ![等]()\n\n[^1]: 注'
    )
    assert lead(body) == (
        Figure(
            "photos/我.jpg",
            (Text("孩子"), Footnote((Text("注"),))),
            '市"科"协',
            "看",
            "lead",
            (0.5, 0.3),
            "never",
            "f1",
        ),
        Figure("我 的.jpg"),
        Figure(None, (Text("等"),)),
    )


def test_only_straight_quotes_are_quotes() -> None:
    assert lead('![](a){credit=“甲” alt="“乙”"}') == (Figure("a", (), "“甲”", "“乙”"),)


def test_boxes_hold_blocks_and_boxes() -> None:
    body = ":::: box 数据*窗*\n- 一\n  1. 二\n\n::: box\n:::\n::::"
    (box,) = lead(body)
    assert isinstance(box, Box)
    second = List((Item((para("二"),)),), ordered=True)
    assert box.blocks == (List((Item((para("一"), second)),)), Box())


def test_headings_make_sections_and_subheadings() -> None:
    article = read("导语\n\n## 甲 {#a}\n\n### 乙\n\n> ## 丙\n\n丁\n---\n").article
    assert article.lead == (para("导语"),)
    inner = (Subheading((Text("乙"),)), Quote((Subheading((Text("丙"),)),)))
    assert article.sections == (Section((Text("甲"),), inner, "a"), Section((Text("丁"),)))


def test_tables_keep_alignment_and_escaped_bars() -> None:
    (table,) = lead("| 甲 | 乙 |\n|---|:-:|\n| 1 \\| 2 |\n")
    heads = ((Text("甲"),), (Text("乙"),))
    assert table == Table(heads, (((Text("1 | 2"),), ()),), ("", "center"))


def test_every_block_has_its_line() -> None:
    lines = read("甲\n\n- 乙\n\n  > 丙\n\n## 丁\n\n![](a)\n![](b)").lines
    assert lines == {
        "title": 2,
        "lead[0]": 4,
        "lead[1]": 6,
        "lead[1].items[0].blocks[0]": 6,
        "lead[1].items[0].blocks[1]": 8,
        "lead[1].items[0].blocks[1].blocks[0]": 8,
        "sections[0]": 10,
        "sections[0].blocks[0]": 12,
        "sections[0].blocks[1]": 13,
    }


# ── what is marked ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("甲![图](a.jpg)乙", ["warning inline-image a.md:4"]),
        ('![图](a.jpg "题")', ["warning image-title a.md:4"]),
        ("![](a){crdit=x place=mid}", ["error unknown-key a.md:4", "error bad-value a.md:4"]),
        ("![](a){alt=x alt=y focus=2}", ["error repeated-key a.md:4", "error bad-value a.md:4"]),
        ("![](a) {alt=x}", ["error bad-attributes a.md:4", "warning inline-image a.md:4"]),
        ("[甲]{.spu}", ["error unknown-key a.md:4"]),
        ("[甲]()", ["warning link-empty a.md:4"]),
        ("甲[^1]", ["warning footnote-undefined a.md:4"]),
        ("甲![^1]", ["warning footnote-undefined a.md:4"]),
        ("甲\n\n[^1]: 注", ["error footnote-unused a.md:6"]),
        ("甲[^1][^1]\n\n[^1]: 注", ["warning footnote-repeated a.md:6"]),
        ("甲[^1]\n\n[^1]: 注\n\n[^1]: 又", ["error footnote-twice a.md:8"]),
        ("甲[^1]\n\n[^1]: - 注", ["warning footnote-flattened a.md:6"]),
        ("甲[^1]\n\n[^1]:", ["warning footnote-empty a.md:6"]),
        ("甲\n\n[注]: 乙。", ["error reference-unused a.md:6"]),
        ("::: aside 题\n甲\n:::", ["warning unknown-container a.md:4"]),
        ("::: box\n甲", ["error box-unclosed a.md:4"]),
        ("甲\n\n:::", ["warning box-unopened a.md:6"]),
        ("# 甲", ["warning heading-level a.md:4"]),
        ("##### 甲", ["warning heading-level a.md:4"]),
        ("### 甲 {#a}", ["warning id-dropped a.md:4"]),
        ("甲\n\n***\n\n乙", ["info rule-dropped a.md:6"]),
        ("```py\nx\n```", ["warning code-block a.md:4"]),
        ("|甲|\n|-|\n|1|2|", ["error table-cells a.md:6"]),
        ("甲\n![图](a b.jpg){place=lead}", ["error figure-broken a.md:5"]),
        ("![图](a.jpg", ["error figure-broken a.md:4"]),
        ("![图]（a.jpg）", ["error figure-broken a.md:4"]),
        ("![外![内](a b.jpg)](c.jpg)", ["error figure-broken a.md:4"]),
        ("|甲|\n|-|\n|![图](a b)|", ["error figure-broken a.md:6"]),
        ("[甲](a b) 乙", ["warning link-broken a.md:4"]),
        ("[甲 [乙](a)](b)", ["warning link-broken a.md:4"]),
        ("甲\n##B 乙", ["warning heading-broken a.md:5"]),
        ("##\u3000甲", ["warning heading-broken a.md:4"]),
        ("甲\n乙**丙", ["warning emphasis-broken a.md:5"]),
        ("**甲*乙", ["warning emphasis-broken a.md:4"]),
        ("## 甲***乙**", ["warning emphasis-broken a.md:4"]),
        ('![](a){credit=“甲” alt="“乙”"}', ["warning quotes-curly a.md:4"]),
        ("甲 &#0; 乙", []),
    ],
)
def test_what_cannot_be_kept_is_marked(body: str, marks: list[str]) -> None:
    assert notices(body) == marks


@pytest.mark.parametrize(
    "body",
    [
        "\\![图](a.jpg)，!\\[图](a b)，`![图](a b)`，&#33;[图]",
        "真的![^1]，\\[甲](乙 丙)，[1]（见）\n\n[^1]: 注",
        "\\###甲\n`##乙`\n#丙#丁",
        "\\*\\*甲，`**`，<https://a/**b>，3 * 5，2**3，2 ** 3，138****1234",
    ],
)
def test_what_is_written_as_text_is_not_doubted(body: str) -> None:
    assert notices(body) == []


def test_a_photo_with_a_space_in_its_name_is_told_of_angle_brackets() -> None:
    (notice,) = read("![图*一*](photos/图 (1).jpg){alt=图}()").notices
    assert str(notice) == (
        "error figure-broken at a.md:4: '![图一](photos/图 (1).jpg){alt=图}()' cannot be read as a "
        "photo, so none is shown. "
        "What holds spaces goes in angle brackets: (<photos/图 (1).jpg>)."
    )


def test_nothing_is_lost_with_the_mark() -> None:
    found = read("前![图](a.jpg)后\n\n::: aside 题\n```\n a\n\nb\n```\n:::").article
    code = Paragraph((Code(" a"), Break(), Break(), Code("b")))
    assert found.lead == (para("前后"), Figure("a.jpg", (Text("图"),)), para("题"), code)


# ── letters ─────────────────────────────────────────────────────────────────────────────────


def lettered(*headings: str, head: str = "") -> tuple[str, list[str], list[str]]:
    body = "\n\n".join(f"## {heading}" for heading in headings)
    found = MarkdownReader().read(f"---\ntitle: 题\n{head}\n---\n{body}".encode(), "a.md")
    texts = ["".join(n.text for n in s.heading) for s in found.article.sections]  # type: ignore[union-attr]
    return found.article.numbering, texts, [f"{n.severity} {n.where}" for n in found.notices]


@pytest.mark.parametrize(
    ("headings", "head", "numbering", "texts", "marks"),
    [
        (["A 甲", "B　乙", "C、丙", "D"], "", "upper-alpha", ["甲", "乙", "丙", ""], []),
        (["一、甲", "二 乙"], "", "cjk", ["甲", "乙"], []),
        (["1. 甲", "2．乙"], "", "decimal", ["甲", "乙"], []),
        (["A 股三连涨"], "", "none", ["A 股三连涨"], []),
        (["3 月的雨"], "", "none", ["3 月的雨"], []),
        (["A 甲", "乙"], "", "none", ["A 甲", "乙"], []),
        (["1.5亿元", "2.3亿元"], "", "none", ["1.5亿元", "2.3亿元"], []),
        (["AI 时代", "NASA 归来"], "", "none", ["AI 时代", "NASA 归来"], []),
        (["A 甲", "C 乙"], "", "none", ["A 甲", "C 乙"], ["error sections[1]"]),
        (["B 甲", "A 乙"], "", "none", ["B 甲", "A 乙"], ["error sections[0]"]),
        (["A 甲", "B 乙"], "numbering: none", "none", ["A 甲", "B 乙"], []),
        (["A 甲", "B 乙"], "numbering: cjk", "cjk", ["A 甲", "B 乙"], []),
        (["A 甲"], "numbering: upper-alpha", "upper-alpha", ["甲"], []),
        (["甲", "乙"], "numbering: decimal", "decimal", ["甲", "乙"], []),
        (["1 甲", "3 乙"], "numbering: decimal", "decimal", ["1 甲", "3 乙"],
         ["error sections[1]"]),
        (["甲", "2 乙"], "numbering: decimal", "decimal", ["甲", "2 乙"], ["warning sections[1]"]),
        (["甲", "3 乙"], "numbering: decimal", "decimal", ["甲", "3 乙"], []),
    ],
)  # fmt: skip
def test_letters_are_stripped_only_where_all_agree(
    headings: list[str], head: str, numbering: str, texts: list[str], marks: list[str]
) -> None:
    assert lettered(*headings, head=head) == (numbering, texts, marks)


def test_a_wrong_letter_is_an_error_that_names_both() -> None:
    (notice,) = read("## A 甲\n\n## B 乙\n\n## D 丙").notices
    assert str(notice) == (
        "error letter-order at sections[2]: The section is lettered D, but C is its place. "
        "Correct the order, or write numbering: none if these are words."
    )
