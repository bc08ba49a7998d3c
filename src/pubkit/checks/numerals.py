"""Numbers as newspapers print them, each with the range of values that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from pubkit.patterns import pattern

__all__ = ["NUMERAL", "Quantity", "Range", "narrow", "quantities", "whole"]

_WIDE = pattern("[０-９．·％]")
_NARROW = str.maketrans("０１２３４５６７８９．·％", "0123456789..%")

_VAGUE = 0.1
"""What 约, 近, 余 and the like leave open: a tenth of the number, more than editors mean by it."""
_ROUND = 3
"""A number that ends in so many zeros is taken for a rounded one."""

_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_QUANTITY = pattern(
    r"(?P<about>(?:大约|约|将近|接近|近|超过|超|逾|不足|不到|至少|至多|多达|about|nearly|over)\s?)?"
    r"(?<![\d.,/:：a-zA-Z-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d/:：])"
    r"(?P<over>[余多来几])?(?P<scale>[百千]?[万亿]?亿?)(?P<rest>[余多])?\s?"
    r"(?P<unit>[%％]|(?:个)?百分点|percent|per cent|平方公里|平方米|立方米|公里|公斤|公顷|千克|千瓦"
    r"|美元|欧元|英镑|港元|日元|(?![的中之以占为是至到在和与及左上增升涨提扩降减跌缩回下])[㐀-鿿])?"
)
_SPAN = pattern(r"\s?[-—–~～至到]\s?$")
"""What joins the ends of a span such as 30—40人, which is no single number."""
_SAME = {"名": "人", "位": "人", "％": "%", "percent": "%", "per cent": "%", "百分点": "个百分点"}


def narrow(text: str) -> str:
    """The text with full-width digits as plain ones, and 18·5 as 18.5, character for character."""
    # Looked for first, as `translate` takes fifty times longer and few texts hold one.
    return text.translate(_NARROW) if _WIDE.search(text) else text


class Range(Struct, frozen=True):
    """The values that a printed number may stand for."""

    low: float
    """The least."""
    high: float
    """The greatest."""

    def meets(self, other: Range) -> bool:
        """Whether one value may be both."""
        return self.low <= other.high and other.low <= self.high

    def over(self, other: Range) -> Range:
        """Their quotients; `other` is greater than 0."""
        return Range(self.low / other.high, self.high / other.low)

    def times(self, factor: float) -> Range:
        """The values, multiplied."""
        return Range(self.low * factor, self.high * factor)


class Quantity(Struct, frozen=True):
    """A number in digits, with its unit."""

    start: int
    """Where it begins, a word such as 约 counted."""
    end: int
    """Where it ends, its unit counted."""
    text: str
    """As printed, without words and unit: `3.6万`."""
    value: float
    """What it says."""
    range: Range
    """What it may mean: cut or rounded to the digits printed, and more where 约 or 余 stands."""
    unit: str
    """The word behind it, `名` and `位` as `人`, every percent sign as `%`; empty for none."""

    def counts_like(self, other: Quantity) -> bool:
        """Whether both count the same kind of thing, as far as their units tell."""
        return self.unit == other.unit


def quantities(text: str) -> Iterator[Quantity]:
    """Every number in digits, in order; the ends of a span (30—40) are left out."""
    matches = list(_QUANTITY.finditer(text))
    joined = [
        _SPAN.fullmatch(text[a.end() : b.start()]) is not None or text[a.end() - 1] in "至到"
        for a, b in pairwise(matches)
    ]
    for index, match in enumerate(matches):
        if not any(joined[max(index - 1, 0) : index + 1]):
            yield _quantity(match)


def _quantity(match: re.Match[str]) -> Quantity:
    digits = match["number"].replace(",", "")
    scale = 1
    for name in match["scale"]:
        scale *= _SCALES[name]
    value = float(digits) * scale
    slack = _last_digit(digits, scale)
    if match["about"] or match["over"] or match["rest"]:
        slack += _VAGUE * value
    unit = match["unit"] or ""
    if unit in ("%", "％", "percent", "per cent"):
        slack = max(slack, 10.0 ** -len(digits.partition(".")[2]))
    return Quantity(
        start=match.start(),
        end=match.end(),
        text=match["number"] + match["scale"],
        value=value,
        range=Range(max(value - slack, 0), value + slack),
        unit=_SAME.get(unit, unit),
    )


def _last_digit(digits: str, scale: int) -> float:
    """What rounding to the digits printed, or cutting off behind them, may have changed."""
    decimals = len(digits.partition(".")[2])
    if decimals or scale > 1:
        return scale / 10.0**decimals
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros / 2 if zeros >= _ROUND else 0.0


# ── Chinese numerals ────────────────────────────────────────────────────────────────────────

NUMERAL = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,6})"
"""Pattern of a small whole number, in digits or in Chinese."""
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def whole(numeral: str) -> int | None:
    """`20`, `二十`, `两`, `一百二十` as a number; None for what is none, such as `三四` or `百`."""
    if numeral.isdecimal():
        return int(numeral)
    match = re.fullmatch(
        r"(?:(?P<hundreds>[一二两三四五六七八九])百)?(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[一二两三四五六七八九])?",
        numeral,
    )
    if not match or not numeral:
        return None
    hundreds, tens, ones = (match[name] or "" for name in ("hundreds", "tens", "ones"))
    return (
        100 * _DIGITS.get(hundreds, 0)
        + (10 * _DIGITS.get(tens[0], 1) if tens else 0)
        + _DIGITS.get(ones, 0)
    )
