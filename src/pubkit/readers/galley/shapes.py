"""Shapes: what a heading, a speaker's line, a verse or a table row looks like by itself."""

from __future__ import annotations

import re

from pubkit.readers.galley.names import is_person
from pubkit.readers.galley.punctuation import NEVER_FIRST, balanced

__all__ = [
    "is_attribution",
    "is_box_label",
    "is_bracketed",
    "is_dateline",
    "is_heading_like",
    "is_item",
    "is_particular",
    "is_row",
    "is_speech",
]

LONGEST_HEADING = 42
"""Characters: the longest heading of two dozen real pages had 39."""
_LONG_HEADING = 20
"""Characters of a line that, ending in 的, is rather the first half of a sentence."""
_LONGEST_ROW = 80
"""Characters of a table's row."""
_LONGEST_QUESTION = 22
"""Characters of a heading that asks or exclaims; a longer one is a paragraph of its own."""
_LONGEST_LATIN = 90
"""Characters of a heading in Latin letters."""

_OPEN_WORDS = "与及是把被将从为以或并而使由就也都又且着"
"""Characters that no heading ends in."""
_BARRED = NEVER_FIRST + ".:!?)]"
"""Marks that no heading begins with."""
_WORDLESS = re.compile(r"[\W\d_]+|.*\d{5,}")
"""Figures and marks alone, or a number to be dialled."""
_SAYING = re.compile("“[^”]*[。！？!?…]”")
"""What someone says, and nothing else: a paragraph of a dialogue."""
_QUOTED = re.compile(
    "[说道称问答喊叹讲示]\\s*[，:：]\\s*[“\"']|[，：]“[^”]*”$|(说|表示|介绍|指出|认为|告诉记者|坦言)，"
)
"""Someone speaks: running text, however short."""
_DATELINE = re.compile(
    r"[（(]?(本报|本网|本台|本刊|新华社|中新社|据|人民网|中新网)"
    r"([^，。]{0,12}\d{1,2}月\d{1,2}日(电|讯|消息|专电)|讯\s*[（(]|电\s*[（(])"
)
_NOTICE = re.compile(
    "(时间|地点|票价|电话|主办|承办|协办|地址|邮编|邮箱|传真|热线|网址|日期|对象|费用|报名|咨询)[:：]"
)
"""What a line of particulars begins with."""
_GREETING = re.compile("(们|同志|先生|女士|老师|朋友|代表|委员|读者|您好|你好|各位.{0,6})[:：]$")
"""What a letter or a speech begins with."""
_MUSING = re.compile(
    r"那么|难道|但|可[^以]|而|我|你|您|他|她|它|这|那|假如|如果|也许|或许|莫非|谁知|其实|如今|于是"
    r"|所以|究竟|到底"
)
"""What a question in running text begins with."""
_QUESTION = re.compile(
    r"(?:问|答|Q\d*|A\d*|记者|主持人|嘉宾|专家|網友|网友|读者|(?P<name>[\u4e00-\u9fff]{2,3}))"
    r"\s*[:：]\s*\S"
)
_ITEM = re.compile(
    r"(?:\d{1,2}\s*(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}[是、]"
    r"|[-•·*]\s|(?:19|20)\d\d\.\d{1,2})"
)
_ATTRIBUTION = re.compile(r"(——|──|—)\s*\S{1,60}\Z")
_BOX = (
    "新闻|链接|阅读|名词解释|手记|编后|背景|延伸|播报|纵深|观察|观点|点评|数据|小贴士|贴士|提醒|提示|短评|"
    "评论|声音|感言|语录|名片|档案|小传|介绍|简介|大事记|时间轴|资料|快评|锐评|寄语|札记|加法|助读|"
    "多一点|解读|科普|答疑|案例|对话|感悟|數據|生平"
)
_BOX_LABEL = re.compile(rf"[【\[■●◆▲□]?\s*(?:[\u4e00-\u9fff]{{0,4}}?(?:{_BOX}))\s*[】\]]?[:：]?")


def is_heading_like(text: str, *, headline: bool = False) -> bool:
    """Whether `text` could be a heading: short, whole, and no sentence of running text.

    A headline may quote someone (`林晓：“灯不能灭”`).
    """
    if not text or text[0] in _BARRED or not balanced(text) or _WORDLESS.fullmatch(text):
        return False
    if text.isascii() or _is_latin(text):
        return _is_latin_heading(text)
    if len(text) > LONGEST_HEADING or len(text) < 2:
        return False
    if text[-1] in _OPEN_WORDS or (text[-1].isdigit() and text[0].isdigit()):
        return False
    if text[-1] in "。；，、;,.．~":
        return text.endswith("...") and len(text) <= 20
    if re.search("[。；]", text):
        return False
    if _NOTICE.match(text) or "www." in text or "://" in text:
        return False
    if text[-1] in ":：" and _GREETING.search(text):
        return False
    if text[-1] in ":：":
        return (len(text) <= 8 or is_box_label(text)) and "，" not in text
    if is_dateline(text):
        return False
    if not headline and (_QUOTED.search(text) or _SAYING.fullmatch(text)):
        return False
    if text.endswith("——") or is_bracketed(text):
        return False
    if text[-1] in "！？!?" and (len(text) > _LONGEST_QUESTION or _MUSING.match(text)):
        return False
    if not headline and text[-1] == "的" and len(text) >= _LONG_HEADING:
        return False
    commas = text.count("，") + text.count(",")
    return commas <= (1 if text[-1] in "？?" else 2)


def _is_latin(text: str) -> bool:
    """Whether it is English but for its curved marks."""
    return not re.search("[\u2e80-\u9fff\uff00-\uffef]", text)


def _is_latin_heading(text: str) -> bool:
    if (
        len(text) > _LONGEST_LATIN
        or text.rstrip("”’\"')")[-1:] in (".", ",", ";", "")
        or len(text) < 2
    ):
        return False
    words = text.split()
    first = next((c for c in text if c.isalnum()), "")
    return len(words) <= 14 and (first.isupper() or first.isdigit()) and ". " not in text


def is_speech(text: str) -> bool:
    """Whether the line is someone speaking: `问：…`, `林晓：…`."""
    match = _QUESTION.match(text)
    return match is not None and (match["name"] is None or is_person(match["name"]))


def is_item(text: str) -> bool:
    """Whether the line is an entry of a list: `1.…`, `①…`."""
    return _ITEM.match(text) is not None


def is_attribution(text: str) -> bool:
    """Whether the line says whose the words before it are: `——林晓：《…》`."""
    return _ATTRIBUTION.match(text) is not None


def is_dateline(text: str) -> bool:
    """Whether the line begins as agencies' reports do: `新华社某地3月4日电`."""
    return _DATELINE.match(text) is not None


def is_bracketed(text: str) -> bool:
    """Whether the whole line stands in one pair of brackets: a note, a person's particulars."""
    return text[0] in "（(" and text[-1] in "）)" and not re.search("[（(]", text[1:])


def is_particular(text: str) -> bool:
    """Whether the line gives a time, a place, a price: `地点：市图书馆`."""
    return _NOTICE.match(text) is not None


def is_row(text: str) -> bool:
    """Whether the line is a flattened row of a table: fields parted by tabs or gaps, or figures."""
    if re.search("[，。；！？]|[.,;] ", text) or len(text) > _LONGEST_ROW:
        return False
    wide = re.split(r"\t+|[ \u3000]{2,}", text)
    if len(wide) >= 3 and all(len(field) <= 24 for field in wide):
        return True
    fields = text.split()
    figures = sum(any(c.isdigit() for c in field) for field in fields)
    return len(fields) >= 3 and figures >= 2


def is_box_label(text: str) -> bool:
    """Whether the line is one of the words that newspapers set above a box: `相关链接`."""
    return len(text) <= 12 and _BOX_LABEL.fullmatch(text) is not None
