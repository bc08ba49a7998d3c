"""Which paragraphs need a stop at their end, and have none.

Running text ends in a mark. Names, dates, data, signatures, verse and dated lives may end without;
so may a heading that was taken for text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pubkit import walk
from pubkit.checks.extent import is_short
from pubkit.model import Block, Paragraph, Sup
from pubkit.patterns import pattern

__all__ = ["body", "has_tail", "holds_sentence", "is_open", "runs_on"]

_END_MARKS = "。！？…”’」』）》】〕〉］—－：～.!?)]\"'>:~-"
"""What a paragraph may end in: a stop, a closing mark, or the colon or dash of a lead-in."""
_ORNAMENTS = frozenset({"So", "No", "Cf", "Mn", "Zs"})
"""Unicode categories of end signs (■), note marks (①), pictographs and space behind the stop."""
_NOTE = pattern(r"(?:\[\d{1,3}\]|〔\d{1,3}〕)$")
_STOP = pattern(r"[。！？；]|[.!?;](?:\s|$)")
_TAIL_STOP = pattern(r"[。！？][”’）)]?")
_PAUSE = pattern(r"[，。；：！？、]|[,.;:!?](?:\s|$)")
_ADDRESS = pattern(r"(?:https?://|www\.|[\w.+-]+@)[\w./?%&=#:@~+,-]*$", re.ASCII)
_ITEM = pattern(
    r"[·•●○■□◆◇▲★☆※*–-]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,3}(?:[、)）．]|\.(?!\d))|[①-⑳]|第[一二三四五六七八九十\d]{1,3}[条章步届]"
)
_DATUM = pattern(r"[^，。：:“]{1,10}[:：]|[^。]{0,30}[:：][^，。：:“]{1,10}$|[^\t]*\t|——")
"""`词：…`, `…词：数`, cells, an attribution."""
_FIGURES = pattern(r"[\d\s.,:：+*/%-]{10,}$")
_DATED = pattern(r"\d{4}(?:年|[.\-/—－]\d)")
_NAME = r"[㐀-鿿·]{2,4}"
_ROLE = r"(?:(?:记者|通讯员|作者|摄影|撰文|采写|编辑|责编)[\s/／:：]*|[文图][\s/／:：]+)"
_SIGNATURE = (
    r"(?:^|[。！？…”’）)\s])\s?(?:"
    rf"[^，。；：！？]{{0,16}}{_ROLE}{_NAME}(?:[\s、/／]+{_NAME}|[^，。；：\s]{{0,6}}{_ROLE}{_NAME}){{0,6}}"
    r"\s?[/／]?\s?(?:文[/／]图|图[/／]文|[文图摄]|摄影|报道)?(?:\s?来源[:：]\S{2,12})?"
    r"|[/／][^，。；！？]{1,16}|——[^，。；！？]{2,30}|图[源据][^，。；！？]{1,12}"
    r"|[^，。；：！？]{1,12}(?:摄|供图|社[发电]|[文图][/／][文图]|[/／][文图]|整理|翻译|[报社网][^，。]{0,8}报道)"
    r"|来源[:：]\S{2,12}"
    r"|[^。；！？]{0,12}(?:查看更多|下一页|阅读全文|阅读原文)"
    r"|[^。；！？]{0,30}(?:转载|版权所有|欢迎关注)[^。；！？]{0,12})$"
)
"""Who wrote or photographed, a web page's buttons and notices, behind the last stop or alone.

A string, which `re` compiles with the first paragraph that ends without a mark: few do.
"""

_LABEL = 20
"""Characters, as `extent` counts them: what is no longer and never pauses is a name or a label."""
_VERSE = 26
"""Lines of this length that follow each other without stops are verse or a list."""
_DATA = 60
"""What begins with `词：` and has no stop is up to here a line of data."""
_HEADLINE = 40
"""What is no longer and holds no whole sentence may be a heading that was taken for text."""
_TAIL = 6
"""Characters behind a stop that are no longer than a name or a short heading."""


def body(block: Block) -> str:
    """A paragraph's text without note marks and ornaments at its end; empty for other blocks."""
    if not isinstance(block, Paragraph):
        return ""
    content = block.content
    while content and isinstance(content[-1], Sup):
        content = content[:-1]
    text = walk.plain(content)
    end = len(text)
    while end and (unicodedata.category(text[end - 1]) in _ORNAMENTS or text[end - 1] in "※\n\t"):
        end -= 1
    if note := _NOTE.search(text, max(end - 6, 0), end):
        end = note.start()
    return text[:end]


def is_open(texts: Sequence[str], index: int) -> bool:
    """Whether the paragraph is running text that ends without a final mark."""
    text = texts[index]
    if not text or text[-1] in _END_MARKS:
        return False
    if _is_label(text) or _is_data(text) or re.search(_SIGNATURE, text[-60:]):
        return False
    return not (_is_verse(texts, index) or _is_chronicle(texts, index))


def _is_label(text: str) -> bool:
    """A name, a date, a heading that was taken for text; `2026年11月 …`, the entry of a history."""
    return not _PAUSE.search(text) and is_short(text, _DATA if _DATED.match(text) else _LABEL)


def _is_data(text: str) -> bool:
    """An entry of a list, `电话：…`, cells of a table, an address."""
    if _ADDRESS.search(text[-200:]) or _FIGURES.search(text[-40:]):
        return True
    mark = _ITEM.match(text) or _DATUM.match(text[:200])
    return mark is not None and not _STOP.search(text, mark.end()) and is_short(text, _DATA)


def _is_verse(texts: Sequence[str], index: int) -> bool:
    """Short lines without stops, here by Break or paragraph after paragraph."""
    lines = texts[index].split("\n")
    if len(lines) > 1:
        return all(is_short(line, _VERSE) for line in lines)
    return is_short(texts[index], _VERSE) and any(
        other and other[-1] not in _END_MARKS and is_short(other, _VERSE)
        for other in _beside(texts, index)
    )


def _is_chronicle(texts: Sequence[str], index: int) -> bool:
    """An entry of a life or a history: it begins with a date, as one beside it does."""
    text = texts[index]
    if not _DATED.match(text) or _STOP.search(text) or not is_short(text, _DATA):
        return False
    return any(_DATED.match(other) for other in _beside(texts, index))


def _beside(texts: Sequence[str], index: int) -> Sequence[str]:
    """The blocks before and after."""
    return (*texts[max(index - 1, 0) : index], *texts[index + 1 : index + 2])


def runs_on(text: str) -> bool:
    """Whether a paragraph with an open end is cut, rather than a heading or an entry of a list."""
    if text[-1] in "；;":
        return False
    return holds_sentence(text) or not is_short(text, _HEADLINE)


def has_tail(text: str) -> bool:
    """Whether a few characters stand behind the last stop: often a name or heading glued there."""
    stops = [match.end() for match in _TAIL_STOP.finditer(text, max(len(text) - 2 * _TAIL, 0))]
    return bool(stops) and not _PAUSE.search(text, stops[-1]) and len(text) - stops[-1] <= _TAIL


def holds_sentence(text: str) -> bool:
    """Whether the text is more than a title: a whole sentence, or the first half of one."""
    return _STOP.search(text) is not None or text[-1] in "，、,"
