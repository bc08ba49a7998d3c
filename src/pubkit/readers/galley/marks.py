"""Marks: what production left on the page and no reader should see."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from pubkit.readers.galley.pieces import Piece, judged
from pubkit.record import Removed

__all__ = ["GALLERY", "unmarked"]

_LONGEST_LINE = 120
"""Characters of a line that is nothing but a mark."""
_WHOLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + r"\Z", re.IGNORECASE), why)
    for pattern, why in (
        (r"[-=_*~·—＊－━─#※✽◇☆\s]{3,}", "a rule"),
        (r"[①-⑳❶-❿]\s?\d{1,2}", "a page code"),
        (
            r"(第\s?)?[A-Z]?\d{1,3}\s?版(\s*[·:：|丨/]?\s*[\u4e00-\u9fff]{2,8})?",
            "the page's number",
        ),
        (r"[A-Z]\d{2,3}(\s*[·:：|丨/\s]\s*[\u4e00-\u9fff]{2,8})?", "the page's number"),
        (
            r"[（(【\[]?[上下紧]?[转接](自|至|到)?\s*第?\s*[A-Z]?\d{1,3}\s*版.{0,12}?[）)】\]]?",
            "a jump line",
        ),
        (r"[（(【\[]?(上接|下转|紧接).{1,14}?版.{0,12}?[）)】\]]?", "a jump line"),
        (
            r"(read more|close|show more|advertisement|continue reading.*|share this.*)",
            "a web page's button",
        ),
        (
            r"(点击(查看|进入|阅读)|查看原文|阅读原文|分享到|打印本页|关闭窗口|返回顶部|展开全文|纠错)"
            r".{0,12}",
            "a web page's button",
        ),
        (
            r"(继续浏览|您的浏览器|扫一扫|扫描二维码|关注公众号|微信公众号[:：]).{0,20}",
            "a web page's button",
        ),
        (r"#[a-z]#[^#]*#[a-z]#", "a mark of the editorial system"),
        (r"[（(【\[]?原(标题|题)[:：].{1,60}", "the title again"),
        (r"[^>》]{1,12}(\s*(>|»|›|>>)\s*[^>》]{1,20}){1,6}", "a web page's path"),
        (r"(上一篇|下一篇|上一条|下一条)[:：].{0,60}", "a web page's path"),
        (r"当前位置[:：].{1,60}", "a web page's path"),
        (r"点击(上方|下方|左下角).{0,20}", "a web page's button"),
        (r"(点?(分享|收藏|点赞|在看|转发|星标)[，、\s]*){2,}", "a web page's button"),
        (r"原创\s.{1,40}\d{4}\s?年.{1,30}", "a public account's head"),
        (r"(本文|全文)(共|约)?\s*\d+\s*字.{0,20}", "a web page's counter"),
        (r"[（(\[【](完|未完待续|全文完|编辑完|END)[）)\]】]", "an end mark"),
        (
            r"(字号|字体|浏览次数|阅读量|阅读|点击|评论数?|点击数)[:：]?\s*[\d大中小\s]{1,12}(次)?",
            "a web page's counter",
        ),
        (
            r"(网络编辑|稿件来源编号|稿号|文件名|版面编号|编号)[:：].{1,30}",
            "a mark of the editorial system",
        ),
    )
)
"""Lines that are nothing but a mark."""

_INLINE = re.compile(
    r"#[a-z]#[^#\n]{0,40}#[a-z]#"
    r"|[（(【\[](?:上接|下转|紧接)[^）)】\]]{1,14}版[^）)】\]]{0,12}[）)】\]]"
    r"|\[?page\s?break\]?",
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
