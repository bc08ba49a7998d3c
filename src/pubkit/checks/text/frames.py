"""A rule on a frame that has lost its first half: 以…为重点."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.lexicon import frequency, segment
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["FRAMES"]

_END = pattern(
    "为(?:重点|总?抓手|契机|导向|载体|依托|突破口|切入点|着力点|落脚点|主线|纽带|龙头|牵引)"
    "(?=[，。；、：！？）”,;]|$)"
)
_WINDOW = 120
"""Characters before the frame's end in which its sentence is looked at."""
_SENTENCE_END = pattern("[。！？!?\n]")
_CLAUSE_END = pattern("[，、；：,;:（）“”]")
_OPENER = pattern(
    "(?<![可所予加足得难])以(?![及来上下外内前后便免致往])|[把将拿由借趁使让]|成为|作为"
)
_TAKES_OBJECT = pattern("选|确[定立]|认定|指定|设定|[列视划辟推奉拟]")
"""Verbs that have 为 behind their object: 选…为重点."""
_SUBJECT = 5
"""Characters of a subject at most: `三产为龙头` is whole, `提升服务水平为重点` is not."""


def _frames(found: Sequence[Passage]) -> Iterator[Notice]:
    for passage in chinese(found):
        for match in _END.finditer(passage.text):
            if _lost_its_opener(passage.text, match.start()):
                yield pointed(
                    passage,
                    match.span(),
                    code="frame-broken",
                    severity="error" if passage.prominent else "warning",
                    text=f"{match[0]} stands without the 以, 把 or 将 that opens it: 「{{}}」.",
                    hint=f"A character is probably lost: 以…{match[0]}.",
                )


def _lost_its_opener(text: str, at: int) -> bool:
    """Whether the 为 at `at` closes a frame that its sentence never opens.

    No word ends in this 为 (成为, 列为, 均为), nothing in the sentence opens the frame, and what
    stands before it in its clause is too long for the subject of 为.
    """
    if frequency(text[max(0, at - 1) : at + 1]) or text[max(0, at - 1)] in "均皆都也则即已":
        return False
    sentence = _SENTENCE_END.split(text[max(0, at - _WINDOW) : at])[-1]
    clause = _CLAUSE_END.split(sentence)[-1]
    opened = _OPENER.search(sentence) or _TAKES_OBJECT.search(clause) or "以" in segment(sentence)
    return not opened and len(clause) > _SUBJECT


FRAMES = (_frames,)
