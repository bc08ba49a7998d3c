"""Bylines that stand in the text: in its dateline, at a paragraph's end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pubkit.checks.text.names import SURNAMES
from pubkit.checks.text.passages import Passage, passages
from pubkit.credits import is_author
from pubkit.lexicon import HAN
from pubkit.model import Article, Credit
from pubkit.patterns import pattern

__all__ = ["Byline", "byline"]

_HEAD, _TAIL = 80, 120
"""Characters of a paragraph's beginning and end in which a byline is looked for."""
_FIRST = 3
"""Paragraphs that may hold the dateline: a summary or an editor's note may go before it."""

_ROLE = pattern(
    f"(?:(?<![{HAN}])[{HAN}]{{0,10}}(?:[报報社网網台臺刊视視]|在线|新闻|财经|客户端)|执笔|参与)?"
    f"(?:[见見][习習]|实习|實習|特[约約派邀]|首席|[驻駐][{HAN}]{{1,4}})*"
    "(?:记者|記者|通[讯訊][员員]|[实實][习習]生|撰稿人?|撰文|作者|采写|採寫)"
)
_BRACKET = "[（(【〔]([^（）()【】〔〕。！？]{2,80})[）)】〕]"
_OPENING = pattern(rf"[^。，！？（(【〔]{{0,40}}{_BRACKET}")
_CLOSING = pattern(rf"{_BRACKET}\s*$")
_REPORTED = pattern(
    rf"(?:[^。，！？（(]{{0,40}}?[电電讯訊息])?\s*({_ROLE.pattern}[^。！？：:]{{2,50}}?)"
    r"\s?(?:[摄攝]影)?(?:[报報][导導道]|发自)"
)
_SPACED = pattern(
    rf"(?:[^。，！？（(]{{0,40}}?[电電讯訊息])?\s*({_ROLE.pattern}\s?[{HAN}]{{2,4}})\s"
)
_WIRED = pattern(rf"[^。，！？（(]{{2,40}}[电電讯訊]\s?[（(]([{HAN}\s、]{{2,20}})[）)]")
_ENGLISH = pattern(r"\((?:[\w ]+ )?[Rr]eporting by ([^();]{4,120})[;)]")
_ENGLISH_NAME = pattern(r"(?<!in )(?<!\w)[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3}")

_DONE = pattern(
    "[\\s／/]*(?:(?:[综綜]合)?(?:[摄攝]影)?[报報][导導道]|[综綜]合|整理|[专專][访訪]|手[记記]|文[／/][图圖]"
    f"|文并摄|[图圖]文|[／/][{HAN}]{{2,6}}[报報][导導道])\\s*$"
)
"""What they did, behind their names."""
_PARTED = pattern(r"[\s、，,；;：:／/和]+")
_NAME = pattern(
    f"(?![系是注按说問问从從在据據自])[{HAN}]{{2,9}}|[{HAN}]{{1,9}}(?:·[{HAN}]{{1,9}})+"
)
_SPREAD = pattern(f"(?<![{HAN}])([{HAN}])[ \u3000]([{HAN}])(?![{HAN}])")
"""A name of two characters that is set as wide as one of three: 柳 佳."""
_TOGETHER = 4
"""Characters from which a Chinese name is probably two that run together."""


@dataclass(frozen=True)
class Byline:
    """Authors as the text names them."""

    passage: Passage
    """Where."""
    span: tuple[int, int]
    """From which character to which."""
    credits: tuple[Credit, ...]
    """Who, and as what."""

    @property
    def runs_together(self) -> bool:
        """Whether two names seem to stand there unparted."""
        names = (name for credit in self.credits for name in credit.names)
        return any(
            len(name) >= _TOGETHER and name.isalpha() and not name.isascii() for name in names
        )


def byline(article: Article) -> Byline | None:
    """The first byline of the text; None if it has none."""
    body = (passage for passage in passages(article) if passage.role == "body")
    found = (by for order, passage in enumerate(body) for by in _bylines(passage, order < _FIRST))
    return next(found, None)


def _bylines(passage: Passage, opens: bool) -> Iterator[Byline]:
    """Bylines at a paragraph's end, and at its beginning if it may open the article."""
    head, cut = passage.text[:_HEAD], max(len(passage.text) - _TAIL, 0)
    tail = passage.text[cut:]
    tried = [(_CLOSING.search(tail), _credits, cut), (_ENGLISH.search(tail), _reporting, cut)]
    if opens:
        tried[:0] = [
            (_OPENING.match(head), _credits, 0),
            (_REPORTED.match(head), _plain_credits, 0),
            (_SPACED.match(head), _plain_credits, 0),
            (_WIRED.match(head), _wired, 0),
        ]
    for match, read, start in tried:
        if match and (credits := read(match[1])):
            yield Byline(passage, (start + match.start(1), start + match.end(1)), credits)


def _credits(inside: str) -> tuple[Credit, ...]:
    """`记者 林晓 通讯员 何苗`: roles and names; none unless every word is one, and one writes."""
    found = []
    roles = list(_ROLE.finditer(inside))
    ends = (*(role.start() for role in roles[1:]), len(inside))
    for role, end in zip(roles, ends, strict=False):
        if names := _DONE.sub("", inside[role.end() : end]).strip(" \u3000：:／/、，,；;"):
            found.append(Credit(role[0], _names(names)))
    sound = all(credit.names for credit in found)
    return tuple(found) if sound and any(is_author(c.role) for c in found) else ()


def _names(text: str) -> tuple[str, ...]:
    """The names, parted by spaces and commas; none if one of them cannot be a name."""
    words = _PARTED.split(_SPREAD.sub(r"\1\2", text))
    return tuple(words) if all(map(_NAME.fullmatch, words)) else ()


def _plain_credits(inside: str) -> tuple[Credit, ...]:
    """The same where no bracket sets it apart: each name begins with a known surname."""
    found = _credits(inside)
    sure = all(name[0] in SURNAMES and len(name) < 5 for credit in found for name in credit.names)
    return found if sure else ()


def _wired(inside: str) -> tuple[Credit, ...]:
    """Names alone behind a wire's dateline: `…3月4日电(林晓)`."""
    return _plain_credits("作者 " + inside)


def _reporting(inside: str) -> tuple[Credit, ...]:
    """`(Reporting by Lin Xiao in Lanzhou; …)`."""
    names = tuple(_ENGLISH_NAME.findall(inside))
    return (Credit("Reporting by", names),) if names else ()
