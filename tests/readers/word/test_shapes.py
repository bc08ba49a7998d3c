"""Forty and more shapes that the specification allows: each read, and as pandoc reads it."""
# ruff: noqa: E501 - markup that is broken is hard to read

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pytest

from pubkit import walk
from pubkit.model import Article, Footnote, Inline
from pubkit.readers.word import WordReader
from pubkit.testing import picture

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"{default}><w:name w:val="{name}"/>{more}</w:style>'
    for style, name, default, more in (
        ("a", "Normal", ' w:default="1"', ""),
        ("T", "Title", "", ""),
        ("H1", "heading 1", "", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>'),
        ("H2", "heading 2", "", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("H3", "heading 3", "", '<w:basedOn w:val="H2"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("C", "caption", "", ""),
        ("Q", "Quote", "", ""),
        ("TOC1", "toc 1", "", ""),
    )
) + (
    '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
)


def p(content: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{content}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


TITLE = p(r("小镇开了第一家书店"), "T")
BODY = p(r("书店开在老粮仓里，木梁上还留着当年的编号，来的人都要抬头看一看。"))


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + result + mark("end")


def drawn(key: str = "rPic", words: str = 'descr="木梁"', around: str = "inline") -> str:
    blip = f'<pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill>'
    named = f'<pic:nvPicPr><pic:cNvPr id="1" name="图片 1" {words}/></pic:nvPicPr>'
    graphic = (
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic>{named}{blip}</pic:pic></a:graphicData></a:graphic>"
    )
    doc = f'<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="图片 1" {words}/>'
    return f"<w:r><w:drawing><wp:{around}>{doc}{graphic}</wp:{around}></w:drawing></w:r>"


def boxed(content: str) -> str:
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:anchor><wp:docPr id="9" name="文本框"/><a:graphic><a:graphicData uri="wps">'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )
    pict = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{pict}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def levels(*formats: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (fmt, text) in enumerate(formats)
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{levels(("decimal", "%1."), ("bullet", "•"))}'
    f'</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    f"{levels(('chineseCountingThousand', '%1、'))}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="3">{levels(("bullet", chr(0xF0B7)))}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" 粮仓建于五十年代。"))}</w:footnote>'
)
ENDNOTES = f'<w:endnote w:id="3">{p("<w:r><w:endnoteRef/></w:r>" + r(" 据镇志。"))}</w:endnote>'
COMMENTS = f'<w:comment w:id="1" w:author="林晓">{p(r("这里要核实"))}</w:comment>'
MATH = (
    "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den>"
    "</m:f></m:oMath>"
)
NESTED = tc(p(r("外")) + table(tc(p(r("内一"))) + tc(p(r("内二")))) + p(""))
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>liáng</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>粮</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
MARK_GONE = '<w:rPr><w:del w:id="1" w:author="林晓"/></w:rPr>'


class Shape(NamedTuple):
    """A document, what must be in its text, and the notices that explain it."""

    body: str
    words: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    parts: Mapping[str, object] = {}
    differs: str = ""
    """Why pandoc reads it otherwise; the notices say what was done."""


def shape(body: str, *words: str, codes: str = "", differs: str = "", **parts: object) -> Shape:
    return Shape(TITLE + body + BODY, words, frozenset(codes.split()), parts, differs)


PICTURE = {"links": {"rPic": ("image", "media/1.png")}, "media": {"media/1.png": picture().data}}

SHAPES: dict[str, Shape] = {
    "runs": shape(p(r("书") + r("店") + r("里")), "书店里"),
    "space not preserved": shape("<w:p><w:r><w:t> 书店 </w:t></w:r></w:p>", "书店"),
    "tab and positional tab": shape(
        p("<w:r><w:t>书价：</w:t><w:tab/><w:t>三十八元。</w:t><w:ptab/></w:r>"),
        "书价：\t三十八元。",
    ),
    "breaks": shape(
        p("<w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t><w:cr/><w:t>末行</w:t></w:r>"),
        "上行",
        "下行",
        "末行",
    ),
    "page break": shape(p('<w:r><w:t>页末</w:t><w:br w:type="page"/></w:r>'), "页末"),
    "hyphens": shape(
        p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>s</w:t></w:r>"),
        "co\u2011op\u00ads",
    ),
    "symbol": shape(p('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>' + r("粒子")), "α粒子"),
    "wingdings": shape(
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r("已办")), "✓已办"
    ),
    "unknown symbol": shape(
        p('<w:r><w:sym w:font="Dingbats X" w:char="F041"/></w:r>' + r("后")),
        "后",
        codes="symbol-unknown",
        differs="pandoc drops it",
    ),
    "bold and italic": shape(p(r("很", "<w:b/>") + r("重要", "<w:i/>")), "很重要"),
    "character styles": shape(
        p(r("重点", '<w:rStyle w:val="S"/>') + r("在这里。", '<w:rStyle w:val="E"/>')),
        "重点在这里。",
    ),
    "raised": shape(
        p(r("m") + r("2", '<w:vertAlign w:val="superscript"/>')), "m2", differs="pandoc writes m²"
    ),
    "headings by outline": shape(
        p(r("开业之前"), "", '<w:outlineLvl w:val="0"/>') + BODY, "开业之前"
    ),
    "headings by style": shape(
        p(r("开业之前"), "H1") + BODY + p(r("选址"), "H2") + BODY + p(r("租金"), "H3") + BODY,
        "开业之前",
        "选址",
        "租金",
    ),
    "style without definition": shape(
        p(r("未知的样式也是正文。"), "Nowhere"), "未知的样式也是正文。"
    ),
    "hyperlink": shape(
        p('<w:hyperlink r:id="rLink">' + r("镇政府网站") + "</w:hyperlink>"),
        "镇政府网站",
        links={"rLink": ("hyperlink", "https://example.org/a?b=c&d=e")},
    ),
    "hyperlink field": shape(p(field(' HYPERLINK "https://example.org" ', r("官网"))), "官网"),
    "simple field": shape(
        p('<w:fldSimple w:instr="PAGE">' + r("12") + "</w:fldSimple>" + r("页")),
        "12页",
        differs="pandoc drops it",
    ),
    "nested fields": shape(p(field(" IF " + field("PAGE", r("1")) + " = 1 ", r("首页"))), "首页"),
    "field without end": shape(
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("仍然可见")),
        "仍然可见",
        differs="pandoc hides all that follows",
    ),
    "gloss in a field": shape(
        p(
            r("老")
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc2 \\o\\ad(\\s\\up 9(liáng),粮)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + r("仓")
        ),
        "老粮仓",
        codes="gloss-left",
        differs="pandoc drops the word",
    ),
    "ruby": shape(
        p(r("老") + RUBY + r("仓")), "老粮仓", codes="gloss-left", differs="pandoc drops the word"
    ),
    "footnote": shape(
        p(r("粮仓") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("很旧。")),
        "粮仓",
        "很旧。",
        "粮仓建于五十年代。",
        footnotes=NOTES,
    ),
    "endnote": shape(
        p(r("旧事") + '<w:r><w:endnoteReference w:id="3"/></w:r>' + r("多。")),
        "据镇志。",
        endnotes=ENDNOTES,
    ),
    "missing note": shape(
        p(r("粮仓") + '<w:r><w:footnoteReference w:id="9"/></w:r>'),
        "粮仓",
        codes="note-missing",
        footnotes=NOTES,
    ),
    "text box": shape(
        p(r("正文在此。") + boxed(p(r("框里的话。")))),
        "正文在此。",
        "框里的话。",
        differs="pandoc drops the text beside it",
    ),
    "content control": shape(
        '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>'
        + p(r("控件里的段落。"))
        + "</w:sdtContent></w:sdt>"
        + p("<w:sdt><w:sdtContent>" + r("行内控件。") + "</w:sdtContent></w:sdt>"),
        "控件里的段落。",
        "行内控件。",
    ),
    "smart tags": shape(
        p(
            '<w:smartTag w:element="place">'
            + r("澜州")
            + "</w:smartTag><w:customXml>"
            + r("镇")
            + "</w:customXml>"
        ),
        "澜州镇",
        differs="pandoc drops the second",
    ),
    "first choice": shape(
        p(
            '<mc:AlternateContent><mc:Choice Requires="w14">'
            + r("新写法")
            + "</mc:Choice><mc:Fallback>"
            + r("旧写法")
            + "</mc:Fallback></mc:AlternateContent>"
        ),
        "新写法",
        differs="pandoc reads what stands first in a run only",
    ),
    "hidden text": shape(
        p(r("可见") + r("机密", "<w:vanish/>")),
        "可见",
        codes="text-hidden",
        differs="pandoc shows it",
    ),
    "struck text": shape(
        p(r("保留") + r("划掉", "<w:strike/>")),
        "保留划掉",
        codes="text-struck",
        differs="pandoc marks it",
    ),
    "formula": shape(
        p(r("比值") + MATH), "比值a/b", codes="formula-flattened", differs="pandoc writes LaTeX"
    ),
    "table": shape(
        table(tc(p(r("年"))) + tc(p(r("册"))), tc(p(r("2025"))) + tc(p(r("480")))), "年", "480"
    ),
    "merged cells": shape(
        table(tc(p(r("合计")), '<w:gridSpan w:val="2"/>'), tc(p(r("甲"))) + tc(p(r("乙")))),
        "合计",
        "甲",
        "乙",
        codes="cells-merged",
        differs="pandoc drops a cell",
    ),
    "cells merged downwards": shape(
        table(
            tc(p(r("甲")), '<w:vMerge w:val="restart"/>') + tc(p(r("一"))),
            tc(p(""), "<w:vMerge/>") + tc(p(r("二"))),
        ),
        "甲",
        "一",
        "二",
        codes="cells-merged",
    ),
    "nested table": shape(
        table(NESTED + tc(p(r("旁")))), "外", "内一", "内二", "旁", codes="table-nested"
    ),
    "one cell": shape(table(tc(p(r("一格就是方框。")))), "一格就是方框。"),
    "numbered list": shape(
        p(r("第一项"), "", numbered(1)) + p(r("第二项"), "", numbered(1)),
        "第一项",
        "第二项",
        numbering=NUMBERING,
    ),
    "nested list": shape(
        p(r("外项"), "", numbered(1))
        + p(r("内项"), "", numbered(1, 1))
        + p(r("又一外项"), "", numbered(1)),
        "外项",
        "内项",
        "又一外项",
        numbering=NUMBERING,
    ),
    "bulleted list": shape(
        p(r("苹果"), "", numbered(3)) + p(r("梨"), "", numbered(3)),
        "苹果",
        "梨",
        numbering=NUMBERING,
    ),
    "list that starts at five": shape(
        p(r("第五"), "", numbered(4)) + p(r("第六"), "", numbered(4)),
        "第五",
        "第六",
        numbering=NUMBERING,
    ),
    "insertion and deletion": shape(
        p(
            r("书店")
            + '<w:ins w:id="1" w:author="林晓">'
            + r("新")
            + '</w:ins><w:del w:id="2" w:author="林晓"><w:r><w:delText>旧</w:delText></w:r></w:del>'
            + r("貌")
        ),
        "书店新貌",
        codes="changes-tracked",
    ),
    "paragraph mark deleted": shape(
        p(r("前半句，"), "", MARK_GONE) + p(r("后半句。")),
        "前半句，后半句。",
        codes="",
        differs="pandoc puts a space between",
    ),
    "move": shape(
        p('<w:moveFrom w:id="1" w:author="周一帆">' + r("搬走的话") + "</w:moveFrom>" + r("原处。"))
        + p('<w:moveTo w:id="2" w:author="周一帆">' + r("搬来的话") + "</w:moveTo>" + r("新处。")),
        "原处。",
        "搬来的话新处。",
        codes="changes-tracked",
    ),
    "comment": shape(
        p(
            '<w:commentRangeStart w:id="1"/>'
            + r("三千册书")
            + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
            + r("上架。")
        ),
        "三千册书上架。",
        codes="comment",
        comments=COMMENTS,
    ),
    "picture and caption": shape(
        p(drawn()) + p(r("粮仓的木梁。"), "C"),
        "粮仓的木梁。",
        differs="pandoc has no place for alt text",
        **PICTURE,
    ),
    "picture in a legacy shape": shape(
        p('<w:r><w:pict><v:shape alt="木梁"><v:imagedata r:id="rPic"/></v:shape></w:pict></w:r>')
        + p(r("图为粮仓的木梁。")),
        "图为粮仓的木梁。",
        differs="alt text",
        **PICTURE,
    ),
    "linked picture": shape(
        p(drawn()),
        codes="picture-linked",
        links={"rPic": ("image", "https://example.org/1.png")},
        differs="alt text",
    ),
    "picture that is not there": shape(
        p(drawn()),
        codes="picture-missing",
        links={"rPic": ("image", "media/1.png")},
        differs="alt text",
    ),
    "chart": shape(
        p(
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="c"><c:chart r:id="rC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        ),
        codes="object-left",
        differs="pandoc writes [CHART]",
    ),
    "embedded object": shape(
        p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="rO"/></w:object></w:r>'),
        codes="object-left",
    ),
    "contents": shape(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + p(r("开业之前 1"), "TOC1")
        + "</w:sdtContent></w:sdt>",
        codes="contents-left",
        differs="the contents",
    ),
    "other document": shape('<w:altChunk r:id="rA"/>', codes="document-embedded"),
    "right to left": shape(
        p('<w:bdo w:val="rtl">' + r("שלום") + "</w:bdo>" + r("书")),
        "שלום书",
        differs="pandoc drops it",
    ),
    "quotation": shape(p(r("“读书是一件慢事。”"), "Q"), "“读书是一件慢事。”"),
    "note on its own": shape(
        p('<w:r><w:footnoteReference w:id="2"/></w:r>'), "粮仓建于五十年代。", footnotes=NOTES
    ),
    "large initial": shape(
        p(r("书"), "", '<w:framePr w:dropCap="drop" w:lines="3"/>') + p(r("店里有木梁。")),
        "书店里有木梁。",
    ),
    "letters in a font of symbols": shape(
        p(r("abJ书", '<w:rFonts w:ascii="Symbol"/>') + r("J", '<w:rFonts w:ascii="Wingdings"/>')),
        "αβϑ",
        "书☺",
        differs="pandoc has other smileys",
    ),
    "character of a font of symbols": shape(
        p('<w:r><w:sym w:font="Webdings" w:char="F04C"/></w:r>' + r("地图")), "地图"
    ),
    "code that a font of symbols lacks": shape(
        p(r("", '<w:rFonts w:ascii="Wingdings"/>') + r("后")),
        "�后",
        codes="symbol-unknown",
        differs="pandoc keeps the code",
    ),
    "number alone": shape(p(r("12")), "12"),
    "numbers in cells": shape(
        table(tc(p(r("项目"))), tc(p(r("运书"), "", numbered(1)))),
        "1. 运书",
        codes="numbers-written",
        numbering=NUMBERING,
        differs="pandoc draws a list there",
    ),
    "number that Word counts": shape(
        p(r("选址"), "", numbered(2)) + BODY + p(r("租金"), "", numbered(1)) + BODY,
        "1. 租金",
        codes="numbers-written",
        numbering=NUMBERING,
        differs="pandoc drops such numbers",
    ),
    "alternative text of a table": shape(
        table(tc(p(r("年"))) + tc(p(r("册")))).replace(
            "<w:tblPr/>", '<w:tblPr><w:tblCaption w:val="历年册数"/></w:tblPr>'
        ),
        "年",
        codes="table-title-left",
        differs="pandoc reads it as a caption",
    ),
    "words that Word computes": shape(
        p('<w:fldSimple w:instr=" DATE ">' + r("二〇二六年五月") + "</w:fldSimple>" + r("开业。")),
        "二〇二六年五月开业。",
        codes="field-result",
        differs="pandoc drops it",
    ),
    "text box says where it went": shape(
        p(r("正文在此。") + boxed(p(r("框里的话。")))),
        "框里的话。",
        codes="text-box",
        differs="pandoc drops the text beside it",
    ),
    "number of a figure": shape(
        p(drawn()) + p(r("图1 粮仓的木梁。"), "C"),
        "粮仓的木梁。",
        codes="marks-removed",
        differs="the number follows from the order",
        **PICTURE,
    ),
}


def words(article: Article) -> str:
    """All words of an article, footnotes where they are called, in order of reading."""
    parts = [article.kicker, article.title, article.deck, article.source, article.photo_credit]
    parts += [f"{credit.role}{''.join(credit.names)}" for credit in article.credits]
    parts += walk.lines(article.lead)
    for section in article.sections:
        parts += [walk.plain(section.heading), *walk.lines(section.blocks)]
    return "\n".join(parts)


def notes(content: tuple[Inline, ...]) -> Iterator[str]:
    for node in content:
        if isinstance(node, Footnote):
            yield walk.plain(node.content)
        yield from notes(getattr(node, "content", ()))


def bare(text: str) -> str:
    """The letters alone: neither white space nor what plain text draws lists and tables with."""
    text = re.sub(r"\[(\d+|\^\d+)\]|^ *(\d+\.|[-·▲]) |[-+|=:]{2,}", "", text, flags=re.M)
    return "".join(sorted(c for c in text if c.isalnum()))


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_read_and_what_is_lost_is_said(name: str, made: Callable[..., bytes]) -> None:
    found = SHAPES[name]
    read = WordReader().read(made(found.body, styles=STYLES, **found.parts), "x.docx")
    text = words(read.article)
    for expected in (*found.words, "木梁上还留着当年的编号"):
        assert expected in text
    assert read.article.title == "小镇开了第一家书店"
    assert found.codes <= {notice.code for notice in read.notices}


@pytest.mark.parametrize("name", SHAPES)
def test_pandoc_reads_the_same_letters(
    name: str, made: Callable[..., bytes], pandoc: Callable[[bytes], str]
) -> None:
    found = SHAPES[name]
    if found.differs:
        pytest.skip(f"differs: {found.differs}")
    data = made(found.body, styles=STYLES, **found.parts)
    assert bare(words(WordReader().read(data, "x.docx").article)) == bare(pandoc(data))
