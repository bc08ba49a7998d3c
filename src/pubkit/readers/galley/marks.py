"""Marks: what production left on the page and no reader should see."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from pubkit.readers.galley.pieces import Piece, judged
from pubkit.record import Removed

__all__ = ["GALLERY", "unmarked"]

_PAGE = "the page's number"
_JUMP = "a jump line"
_BUTTON = "a web page's button"
_PATH = "a web page's path"
_COUNTER = "a web page's counter"
_LONGEST_LINE = 120
"""Characters of a line that is nothing but a mark."""
_SECTION = (
    "要闻|新闻|专题|深度|周刊|副刊|综合|国际|国内|体育|财经|文化|社会|时事|评论|专版|特刊|民生|健康"
    "|教育|视点|观察|版"
)
"""What a page's name ends in: without it a letter and a number may be anything, `C919`."""
_WHOLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + r"\Z", re.IGNORECASE), why)
    for pattern, why in (
        (r"[-=_*~·—＊－━─#※✽◇☆\s]{3,}", "a rule"),
        (r"[①-⑳❶-❿]\s?\d{1,2}", "a page code"),
        (r"(第\s?)?[A-Z]?\d{1,3}\s?版(\s*[·:：|丨/]?\s*[\u4e00-\u9fff]{2,8})?", _PAGE),
        (rf"[A-Z]\d{{1,2}}\s*[·:：|丨/\s]?\s*[\u4e00-\u9fff]{{0,6}}(?:{_SECTION})", _PAGE),
        (r"[A-Z]\d{2}", _PAGE),
        (
            r"[（(【\[]?[上下紧]?[转接](自|至|到)?\s*第?\s*[A-Z]?\d{1,3}\s*版.{0,12}?[）)】\]]?",
            _JUMP,
        ),
        (r"[（(【\[]?(上接|下转|紧接).{1,14}?版.{0,12}?[）)】\]]?", _JUMP),
        (
            r"(read more|close|show more|advertisement|continue reading|share this( article)?)",
            _BUTTON,
        ),
        (
            r"点击(查看|进入|阅读)(全文|原文|详情|更多)?|查看原文|阅读原文|返回顶部|展开全文",
            _BUTTON,
        ),
        (
            r"([\[【]?(打印本页|关闭窗口|分享到|纠错|收藏本页|字体)[\]】]?[:：]?[\s大中小]*)+",
            _BUTTON,
        ),
        (r"[^，。]{0,8}(二维码|公众号|手机看新闻|关注我们|下载客户端)[^，。]{0,12}[！!]?", _BUTTON),
        (r"(扫一扫|长按识别).{0,4}(二维码|关注|手机看).{0,12}", _BUTTON),
        (r"点击(上方|下方|左下角).{0,8}(关注|蓝字|阅读原文).{0,8}", _BUTTON),
        (r"(点?(分享|收藏|点赞|在看|转发|星标)[，、\s]*){2,}", _BUTTON),
        (r"#[a-z]#[^#]*#[a-z]#", "a mark of the editorial system"),
        (r"(稿件来源编号|稿号|文件名|版面编号)[:：].{1,30}", "a mark of the editorial system"),
        (r"[（(【\[]?原(标题|题)[:：].{1,60}", "the title again"),
        (
            r"(首页|主页|您?(的|现在的)?当?前?位置[:：]?)\s*.{0,12}(\s*(>|»|›|>>)\s*[^>》]{1,20}){1,6}",
            _PATH,
        ),
        (r"(上一篇|下一篇|上一条|下一条)[:：].{0,60}", _PATH),
        (r"(浏览次数|阅读量|点击数|点击量|点击|评论数|阅读数)\s*[:：]\s*\d{1,9}\s*次?", _COUNTER),
        (r"(本文|全文)(共|约)?\s*\d+\s*字.{0,20}", _COUNTER),
        (r"原创\s.{1,40}\d{4}\s?年.{1,30}", "a public account's head"),
        (r"[（(\[【](完|未完待续|全文完|编辑完|END)[）)\]】]", "an end mark"),
    )
)
"""Lines that are nothing but a mark: no more than what no author would set as a line of text."""

_INLINE = re.compile(
    r"#[a-z]#[^#\n]{0,40}#[a-z]#"
    r"|[（(【\[](?:上接|下转|紧接)[^）)】\]]{1,14}版[^）)】\]]{0,12}[）)】\]]"
    r"|\[page\s?break\]",
    re.IGNORECASE,
)
"""Marks inside a line, or glued to its end."""
GALLERY = "a picture gallery's button"
"""Why such a button is removed."""
_BUTTONS = ("... Read More", "Read More", "Close", "Show Caption", "Hide Caption")
"""What a picture gallery leaves behind its captions."""


def unmarked(piece: Piece) -> Piece:
    """The piece without its marks, or judged a mark if it is nothing else."""
    if len(piece.text) <= _LONGEST_LINE:
        for pattern, why in _WHOLE:
            if pattern.match(piece.text):
                return _mark(piece, why)
    found = list(_INLINE.finditer(piece.text))
    removed = [_removed(piece, m[0].strip(), "a mark of the editorial system", m) for m in found]
    text = _INLINE.sub("", piece.text) if found else piece.text
    button = next((b for b in _BUTTONS if text.endswith(b)), "")
    if button and len(text) > len(button):
        text = text[: -len(button)].rstrip()
        removed.append(Removed(line=piece.lines[-1], text=button, why=GALLERY))
    if not removed:
        return piece
    if not text.strip():
        return _mark(piece, removed[0].why)
    return replace(piece, text=text.strip(), removed=(*piece.removed, *removed))


def _mark(piece: Piece, why: str) -> Piece:
    whole = Removed(line=piece.lines[0], text=piece.text, why=why)
    return judged(piece, "mark", 0.95, why, removed=[whole])


def _removed(piece: Piece, text: str, why: str, match: re.Match[str]) -> Removed:
    """`text` with the line that it stood on, if a wrapped piece has several."""
    at = bisect_right(piece.starts, match.end() - 1) - 1
    return Removed(line=piece.lines[at], text=text, why=why)
