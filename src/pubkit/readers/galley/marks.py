"""Marks: what production left on the page and no reader should see."""

from __future__ import annotations

import re
from dataclasses import replace

from pubkit.readers.galley.pieces import Piece, judged
from pubkit.record import Removed

__all__ = ["GALLERY", "unmarked"]

_WHOLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + r"\Z", re.IGNORECASE), why)
    for pattern, why in (
        (r"[-=_*~·—＊－━─#\s]{3,}", "a rule"),
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
        (r"#[a-z]#.*#[a-z]#", "a mark of the editorial system"),
        (r"[（(【\[]?原(标题|题)[:：].{1,60}", "the title again"),
        (r"[^>》]{1,12}(\s*(>|»|›|>>)\s*[^>》]{1,20}){1,6}", "a web page's path"),
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
    r"|\s*[（(【\[](?:上接|下转|紧接)[^）)】\]]{1,14}版[^）)】\]]{0,12}[）)】\]]"
    r"|\[?page\s?break\]?",
    re.IGNORECASE,
)
"""Marks inside a line, or glued to its end."""
GALLERY = "a picture gallery's button"
"""Why such a button is removed."""
_GALLERY = re.compile(r"\s*(?:\.\.\.\s*)?(?:Read More|Close|Show Caption|Hide Caption)\Z")
"""Buttons that a picture gallery leaves behind its captions."""


def unmarked(piece: Piece) -> Piece:
    """The piece without its marks, or judged a mark if it is nothing else."""
    for pattern, why in _WHOLE:
        if pattern.match(piece.text):
            return _mark(piece, why)
    text, removed = piece.text, []
    for match in reversed(list(_INLINE.finditer(text))):
        removed.append(_removed(piece, match[0].strip(), "a mark of the editorial system"))
        text = text[: match.start()] + text[match.end() :]
    gallery = _GALLERY.search(text)
    if gallery:
        removed.append(_removed(piece, gallery[0].strip(), GALLERY))
        text = text[: gallery.start()]
    if not removed:
        return piece
    if not text.strip():
        return _mark(piece, removed[0].why)
    return replace(piece, text=text.strip(), removed=(*piece.removed, *reversed(removed)))


def _mark(piece: Piece, why: str) -> Piece:
    return judged(piece, "mark", 0.95, why, removed=[_removed(piece, piece.text, why)])


def _removed(piece: Piece, text: str, why: str) -> Removed:
    return Removed(line=piece.lines[0], text=text, why=why)
