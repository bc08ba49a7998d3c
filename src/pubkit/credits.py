"""Who is named where: authors, the sign-off, and whose photo it is."""

from __future__ import annotations

import re

from pubkit.model import Article, Credit, Figure
from pubkit.walk import override

__all__ = ["author_line", "authors", "is_author", "photo_credit", "sign_off"]

_AUTHOR = "撰文"
_SOURCE = "来源"
SIGN_OFF = (_SOURCE, _AUTHOR, "摄影", "策划", "编辑", "美编", "校对", "责编", "审核", "签发")
"""The order in which a Chinese paper signs off."""

_SAME_AS = {
    _AUTHOR: "文 文字 撰稿 记者 通讯员 特约记者 实习记者 作者 采写 采访 执笔 整理 "
    "撰稿人 特约撰稿人 主笔 编译 实习生 报道 报导 "
    "by words text writer writers written author authors reporter reporters reporting reported"
    " story compiled",
    "摄影": "图 图片 图片提供 供图 摄 摄影记者 制图 绘图 插图 "
    "photo photos photograph photographs photographer photographers photographed photography"
    " picture pictures image images illustration illustrations illustrator illustrated graphics",
    "策划": "总策划 统筹 监制 planning",
    "编辑": "文字编辑 值班编辑 editor editors edited editing",
    "美编": "美术编辑 版式 设计 排版 版面 design designer designers designed layout",
    "校对": "检校 proofreading proofreader proofreaders",
    "责编": "责任编辑",
    "审核": "审校 复审 终审 审稿",
    "签发": "值班主任 值班总编 publisher",
}
_RANK = {
    word: SIGN_OFF.index(role)
    for role, words in _SAME_AS.items()
    for word in (role, *words.split())
} | {_SOURCE: 0}
_TRADITIONAL = str.maketrans(
    "記訊員約實習採訪寫執筆編譯報導攝圖繪製責輯劃總統籌術設計對審簽發並視覺臺駐",
    "记讯员约实习采访写执笔编译报导摄图绘制责辑划总统筹术设计对审签发并视觉台驻",
)
_JOINED = re.compile(r"[/／、·|｜&＆+]|\s+and\s+|\s+(?![a-z])|(?<![a-z])\s+")
"""What joins two roles; a space inside an English one, as in `photographs by`, does not."""
_SCOPE = re.compile(r"^(本版|本报|本刊|本台)")
_WROTE = re.compile(r"(?P<kind>.*)(?:记者|通讯员)")
"""A paper's own people, of whatever paper and rank: 本报见习记者, 澜州日报记者, 驻京记者."""
_SHOWED = re.compile(r"摄|图|视觉|影像|视频")
_BOTH = dict.fromkeys(("图文", "文图", "摄影报道", "摄影报导", "文并摄"), ("文", "图"))


def _ranks(role: str) -> list[int]:
    """Where the role stands in the sign-off; a joined role (本版策划/撰文) stands at several."""
    joined = _JOINED.split(role.strip().lower().translate(_TRADITIONAL))
    parts = (_SCOPE.sub("", part.strip()) for part in joined)
    words = (word for part in parts if part for word in _BOTH.get(part, (part,)))
    return [rank for word in words if (rank := _rank(word)) is not None]


def _rank(role: str) -> int | None:
    """Where a single role stands; None for one that is not known.

    Of an English one the last word tells what was done: `photo editor`, `photographs by`.
    """
    if role.isascii():
        words = role.split()
        return _RANK.get(words[-2] if words[-1] == "by" and len(words) > 1 else words[-1])
    if role not in _RANK and (match := _WROTE.fullmatch(role)):
        return _RANK["摄影" if _SHOWED.search(match["kind"]) else _AUTHOR]
    return _RANK.get(role)


def is_author(role: str) -> bool:
    """Whether those named in this role wrote the article."""
    return SIGN_OFF.index(_AUTHOR) in _ranks(role)


def authors(article: Article) -> tuple[str, ...]:
    """The writers' names, each once, in the author's order."""
    names = (n for credit in article.credits if is_author(credit.role) for n in credit.names)
    return tuple(dict.fromkeys(names))


def author_line(article: Article, channel: str = "", separator: str = " ") -> str:
    """The writers in one line of metadata, or what `channel` says instead."""
    own = override(article, channel).author
    return separator.join(authors(article)) if own is None else own


def sign_off(article: Article) -> tuple[Credit, ...]:
    """Source and credits in the order a paper signs off; unknown roles last, as written."""
    source = (Credit(_SOURCE, (article.source,)),) if article.source else ()
    return tuple(
        sorted(source + article.credits, key=lambda c: min(_ranks(c.role), default=len(SIGN_OFF)))
    )


def photo_credit(article: Article, figure: Figure) -> str:
    """The credit in metadata: the figure's own, else the one that holds for the page.

    In print a figure shows only its own (`figure.credit`): the page's stands once.
    """
    return figure.credit or article.photo_credit
