"""Rules on lists that say how many they are: `X、Y、Z等三类`, `X、Y、Z三类`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pubkit.checks.numerals import NUMERAL, narrow, whole
from pubkit.checks.text.passages import Passage, passages, pointed
from pubkit.notice import Notice
from pubkit.patterns import pattern
from pubkit.reading import Reading

__all__ = ["COUNTS"]

_THING = "[类项个家名人位种所条省地市县区国部首场大门届户支只款本篇起处座级幅件组队]"
_AND_OTHERS = pattern(
    rf"(?<![一二三四五六七八九十特甲乙丙优上中下高初同平均对])等(?:这|其他)?"
    rf"(?P<number>{NUMERAL})(?P<thing>{_THING})(?!月|小时|星期|半|百分点|工作日|昼夜|学期|季度|年头|钟头)"
)
_ALL = pattern(
    r"(?P<number>(?<![第等共约近超每\d一二三四五六七八九十两零百])(?:[2-9]|1\d|[二两三四五六七八九十]))"
    r"(?P<thing>大?类(?![似别型])|大?方面|个(?:方面|环节|阶段|层面|维度|领域|类别))"
)
_TWO_COUNTS = pattern(rf"[^，。；]{{0,8}}?[、和及与（(]?{NUMERAL}{_THING}")
"""`3个国家、2个地区`: the list is as long as both together."""

_REACH = 300
"""Characters that a list is followed back: longer ones are not read in one breath."""
_PAUSES = frozenset("，。：；！？,;:!?—\n\t")
_CLOSED = dict(zip("”’）》〉】」』)]", "“‘（《〈【「『([", strict=True))
_OPENED = frozenset(_CLOSED.values())
_CLAUSE = pattern(
    r"[的了在对把被为将向从由让使给于是有]|开展|参加|进行|组织|举办|通过|包括|涉及|分别"
)
"""What an entry holds if the list really begins behind it."""
_OFFICE = pattern(r"[长员]|书记|主任|教授|院士|总裁|经理|董事|委员|代表|主席|导师")
"""One person may have several: 区委书记、区长林晓."""
_LONGEST, _SHORT = 20, 8
"""Characters of an entry that is one for certain, before 等 and without it."""
_UNLIKE = 4
"""How many times longer one entry of a list may be than another."""


def _more_than_said(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """`X、Y、Z等两类`: 等 may stand for others, so only a longer list is wrong."""
    for passage in passages(reading.article):
        text = narrow(passage.text)
        for match in _AND_OTHERS.finditer(text):
            number = whole(match["number"]) or 0
            if number < 2 or (
                match["thing"] not in "类种" and _TWO_COUNTS.match(text, match.end())
            ):
                continue
            start, entries = _entries(text, match.start())
            if match["thing"] in "名人位" and any(map(_OFFICE.search, entries)):
                continue
            certain = _certain(entries)
            if certain > number:
                yield _notice(passage, (start, match.end()), f"at least {certain}", number)


def _other_than_said(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """`X、Y、Z两类`: all are listed, as far as the list is certain."""
    for passage in passages(reading.article):
        text = narrow(passage.text)
        for match in _ALL.finditer(text):
            number = whole(match["number"]) or 0
            start, entries = _entries(
                text, match.start() - text.startswith("这", match.start() - 1)
            )
            if len(entries) < 2 or any(len(e) > _SHORT or _CLAUSE.search(e) for e in entries[1:]):
                continue
            most = len(entries) + sum(len(re.findall("[和与及]", entry)) for entry in entries)
            if number < len(entries) or number > most > 2:
                listed = f"{len(entries)}" if most == len(entries) else f"{len(entries)} to {most}"
                yield _notice(passage, (start, match.end()), listed, number)


def _entries(text: str, end: int) -> tuple[int, Sequence[str]]:
    """Where the list that ends at `end` begins, at the latest pause, and its entries.

    `、` parts entries, and so do two quotations side by side; what stands in brackets or quotation
    marks is not parted. The first entry may carry the words before the list.
    """
    cuts, inside = [end], []
    at = end
    while at > max(end - _REACH, 0):
        mark = text[at - 1]
        if mark in _CLOSED:
            inside.append(_CLOSED[mark])
        elif mark in _OPENED:
            if not inside or inside.pop() != mark:
                break
            if not inside and at > 1 and text[at - 2] in _CLOSED:
                cuts.append(at - 1)
        elif not inside and mark in _PAUSES:
            break
        elif not inside and mark == "、":
            cuts.append(at - 1)
        at -= 1
    edges = [at, *reversed(cuts)]
    return at, [text[a:b].lstrip("、") for a, b in pairwise(edges) if b > a]


def _certain(entries: Sequence[str]) -> int:
    """How many entries there are at least, counted from the end up to one that may be a clause.

    Entries of a list are of like length; a short one beside a long one may be inside it.
    """
    found, lengths = 0, []
    for entry in reversed(entries[1:]):
        found += 1
        lengths.append(len(entry))
        if len(entry) > _LONGEST or max(lengths) > _UNLIKE * min(lengths) or _CLAUSE.search(entry):
            return found
    return found + bool(entries)


def _notice(passage: Passage, span: tuple[int, int], listed: str, number: int) -> Notice:
    return pointed(
        passage,
        (max(span[0], span[1] - 40), span[1]),
        code="count-wrong",
        severity="warning",
        text=f"The list has {listed} entries, but is said to have {number}: 「{{}}」.",
        hint="Count again, or ask the author.",
    )


COUNTS = (_more_than_said, _other_than_said)
