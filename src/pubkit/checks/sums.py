"""Sums: parts that exclude each other against their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubkit.checks.numerals import Quantity
from pubkit.checks.sentences import NEAR, Sentence, scaled
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["hundred", "total"]

_MOST = NEAR * 2
"""Parts that are added up at most."""
_DIVIDED = pattern(r"[^，。；\d]{0,12}[，,（(：:]\s?(?:其中|包括|分别[为是])[^，。；\d]{0,8}")
_NEXT = r"(?P<pause>[、，,和及与])\s?(?P<label>[㐀-鿿]{1,6})"
"""A string, which `re` compiles with the first whole that is divided: few are."""
_CROSSING = pattern(
    "[男女新老旧优特]|党员|民[营间族]|国有|公办|私|重点|标准|高|绿|有机|机[收播耕械]|出口|外|境|城镇|主[要城]|本地"
    "|粮食|谷物|作物|以[上下内外]|的$|者$|过$"
)
"""What a thing may be besides belonging to one of several kinds."""
_EXTENTS = frozenset(
    ("亩", "吨", "斤", "米", "公斤", "千克", "公顷", "公里", "平方米", "平方公里", "立方米")
)
"""Units of what is divided by kinds: money is not, for 税收 holds 增值税."""
_EXCESS = 1.25
"""Parts that are more than this many times their whole are probably meant otherwise."""


def total(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`N…，其中甲等x…、乙等y…`: parts of one kind that are more than their whole."""
    parts = sentence.numbers[index + 1 : index + 1 + _MOST]
    whole = sentence.numbers[index]
    if not parts or not whole.unit or not _DIVIDED.fullmatch(sentence.between(whole, parts[0])):
        return
    labels = [re.sub(r".*(?:其中|包括|分别[为是])", "", sentence.between(whole, parts[0])).strip()]
    taken, listed = [parts[0]], True
    for part in parts[1:]:
        label = re.fullmatch(_NEXT, sentence.between(taken[-1], part))
        if label is None:
            break
        labels.append(label["label"])
        listed = listed and label["pause"] not in "，,"
        taken.append(part)
    if any(not part.counts_like(whole) for part in taken):
        return
    least, most = sum(part.range.low for part in taken), whole.range.high
    by_kind = listed and whole.unit in _EXTENTS and least <= _EXCESS * most and _are_kinds(labels)
    if least > most and (_is_division(labels) or by_kind):
        added = " + ".join(part.text for part in taken)
        all_parts = scaled(sum(part.value for part in taken), whole)
        yield sentence.fault(
            whole,
            taken[-1],
            code="sum-wrong",
            text=f"{added} is {all_parts}, more than {whole.text}",
        )


def _is_division(labels: Sequence[str]) -> bool:
    """Whether the parts exclude each other, as 一等奖 and 二等奖, 男生 and 女生 do.

    党员 and 女性 do not: one may be both. So the labels must be different, of one length and one
    last character.
    """
    return (
        len(labels) > 1
        and len(set(labels)) == len(labels)
        and (set(labels) == {"男", "女"} or len({(len(word), word[-1:]) for word in labels}) == 1)
        and all(labels)
    )


def _are_kinds(labels: Sequence[str]) -> bool:
    """Whether three names or more are of kinds, as 水稻, 玉米 and 薯类 are."""
    return (
        len(labels) > 2
        and len(set(labels)) == len(labels)
        and all(label and not _CROSSING.search(label) for label in labels)
    )


# ── hundred per cent ────────────────────────────────────────────────────────────────────────

_SHARE = r"(?:占比?|的?比[例重])[为达约]{0,2}\s?"
_IS_SHARE = pattern(f"{_SHARE}$")
_FIRST_SHARE = rf"(?:^|[，。：:、中]|其中)(?P<label>[㐀-鿿A-Za-z]{{1,8}}?){_SHARE}$"
_NEXT_SHARE = rf"[，,、]\s?(?P<label>[㐀-鿿A-Za-z]{{1,8}}?){_SHARE}"
"""Strings, which `re` compiles with the first share of an article."""
_OWN_WHOLE = pattern(r"\s?(?:的|以上|以下|左右|多)")
_REACH = 20
"""Characters before a share in which its label stands."""


def hundred(sentence: Sentence, index: int) -> Iterator[Notice]:
    """`甲占P%，乙占Q%，丙占R%`: shares of one whole that are more than all of it."""
    first = sentence.numbers[index]
    start = max(first.start - _REACH, 0)
    lead = sentence.text[start : first.start]
    opening = re.search(_FIRST_SHARE, lead) if _IS_SHARE.search(lead) else None
    if opening is None or _goes_before(sentence, index):
        return
    labels, taken = [opening["label"]], [first]
    for share in sentence.numbers[index + 1 : index + _MOST]:
        label = re.fullmatch(_NEXT_SHARE, sentence.between(taken[-1], share))
        if label is None or share.unit != "%":
            break
        labels.append(label["label"])
        taken.append(share)
    if _OWN_WHOLE.match(sentence.text, taken[-1].end) or not _are_kinds(labels):
        return
    if 100 < sum(share.range.low for share in taken) <= 100 * _EXCESS:
        added = " + ".join(share.text for share in taken)
        yield sentence.fault(
            first,
            taken[-1],
            code="sum-wrong",
            text=f"{added} is {sum(share.value for share in taken):g} %, more than the whole",
        )


def _goes_before(sentence: Sentence, index: int) -> bool:
    """Whether the share is not the first of its list."""
    if not index:
        return False
    before: Quantity = sentence.numbers[index - 1]
    gap = sentence.between(before, sentence.numbers[index])
    return before.unit == "%" and re.fullmatch(_NEXT_SHARE, gap) is not None
