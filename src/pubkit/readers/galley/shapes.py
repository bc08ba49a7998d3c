"""Shapes: what a heading, a speaker's line, a verse or a table row looks like by itself."""

from __future__ import annotations

import re

from pubkit.readers.galley.punctuation import balanced

__all__ = [
    "is_attribution",
    "is_box_label",
    "is_bracketed",
    "is_dateline",
    "is_heading_like",
    "is_item",
    "is_row",
    "is_speech",
]

LONGEST_HEADING = 42
"""Characters: the longest heading of two dozen real pages had 39."""
_LONGEST_ROW = 80
"""Characters of a table's row."""
_LONGEST_QUESTION = 22
"""Characters of a heading that asks or exclaims; a longer one is a paragraph of its own."""
_LONGEST_LATIN = 90
"""Characters of a heading in Latin letters."""

_OPEN_WORDS = "与及是把被将从为以或并而使由就也都又且着"
"""Characters that no heading ends in."""
_NEVER_FIRST = "，。、；：！？”’》）】〉」』,.;:!?)]%％·"
_QUOTED = re.compile("[说道称问答喊叹讲示]\\s*[，:：]\\s*“|[，：]“[^”]*”$")
"""Someone speaks: running text, however short."""
_DATELINE = re.compile(
    r"[（(]?(本报|新华社|中新社|本台|据|人民网|中新网)[^，。]{0,12}\d{1,2}月\d{1,2}日(电|讯|消息|专电)"
)
_MUSING = re.compile(
    r"那么|难道|但|可[^以]|而|我|你|您|他|她|它|这|那|假如|如果|也许|或许|莫非|谁知|其实|如今|于是|所以|究竟|到底"
)
"""What a question in running text begins with."""
_QUESTION = re.compile(
    r"(?:问|答|Q\d*|A\d*|记者|主持人|嘉宾|专家|網友|网友|读者|[\u4e00-\u9fff]{2,4})\s*[:：]\s*\S"
)
_ITEM = re.compile(
    r"(?:\d{1,2}\s*(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}[是、]|[-•·*]\s|(?:19|20)\d\d\.\d{1,2})"
)
_ATTRIBUTION = re.compile(r"(——|──|—)\s*\S{1,60}\Z")
_FIGURE = re.compile(r"[-+−]?[\d.,]+(?:[%％‰]|万|亿|元|人|个|家|项)?|—|-|/")
_BOX = (
    "相关新闻|相关链接|新闻链接|延伸阅读|名词解释|背景链接|记者手记|采访手记|编后|新闻背景|新闻延伸|链接|背景|延展阅读|同步播报|新闻纵深|"
    "记者观察|专家观点|专家点评|数据|小贴士|温馨提示|提醒|提示|点评|短评|评论|声音|感言|语录|名片|档案|人物名片|人物档案|人物简介|人物小传|"
    "名家介绍|名家语录|专家简介|专家介绍|作者简介|嘉宾简介|医生名片|专家名片|简介|大事记|时间轴|资料|快评|锐评|寄语|记者感言|采访札记|"
    "新闻加法|新闻助读|新闻多一点|知识链接|政策解读|科普|答疑|案例|对话|观点|记者感悟|核心数据|數據"
)
_BOX_LABEL = re.compile(rf"[【\[■●◆▲□]?\s*(?:[\u4e00-\u9fff]{{0,4}}(?:{_BOX}))\s*[】\]]?[:：]?")


def is_heading_like(text: str) -> bool:
    """Whether `text` could be a heading: short, whole, and no sentence of running text."""
    if not text or text[0] in _NEVER_FIRST or not balanced(text):
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
    if text[-1] in ":：":
        return (len(text) <= 8 or is_box_label(text)) and "，" not in text
    if _QUOTED.search(text) or is_dateline(text):
        return False
    if text.endswith("——") or is_bracketed(text):
        return False
    if text[-1] in "！？!?" and (len(text) > _LONGEST_QUESTION or _MUSING.match(text)):
        return False
    return text.count("，") + text.count(",") <= 2


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
    return _QUESTION.match(text) is not None


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


def is_row(text: str) -> bool:
    """Whether the line is a flattened row of a table: fields parted by tabs or gaps, or figures."""
    if re.search("[，。；！？]|[.,;] ", text) or len(text) > _LONGEST_ROW:
        return False
    wide = re.split(r"\t+|[ \u3000]{2,}", text)
    if len(wide) >= 3 and all(len(field) <= 24 for field in wide):
        return True
    fields = text.split()
    figures = sum(_FIGURE.fullmatch(field) is not None for field in fields)
    return len(fields) >= 3 and figures >= 2


def is_box_label(text: str) -> bool:
    """Whether the line is one of the words that newspapers set above a box: `相关链接`."""
    return len(text) <= 12 and _BOX_LABEL.fullmatch(text) is not None
