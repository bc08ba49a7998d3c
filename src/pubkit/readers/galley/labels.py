"""Labels: the letters, numbers and ornaments that stand before a heading."""

from __future__ import annotations

import re
from collections.abc import Callable

from pubkit.readers.galley.pieces import Label

__all__ = ["is_complete", "labelled"]

_CJK = "一二三四五六七八九十"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_WIDE = str.maketrans(
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ０１２３４５６７８９",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
)
_ORNAMENTS = "□■●◆▲▼★☆◎○◇▶►※▪•✦❖➤"


def _cjk(text: str, digits: str = _CJK) -> int:
    """一 … 九十九."""
    if len(text) == 1:
        return digits.index(text) + 1
    ten = digits[-1]
    tens, _, ones = text.partition(ten)
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0)


def _formal(text: str) -> int:
    return _cjk(text, _FORMAL)


def _alpha(text: str) -> int:
    return ord(text.translate(_WIDE)) - ord("A") + 1


def _digits(text: str) -> int:
    return int(text.translate(_WIDE))


def _roman(text: str) -> int:
    if text in _ROMAN:
        return _ROMAN.index(text) + 1
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII").index(
        text
    ) + 1


def _any(text: str) -> int:
    return int(text) if text.isdigit() else _cjk(text)


def _nothing(text: str) -> int:
    return 0


_C = f"[{_CJK}]{{1,3}}"
_MEASURES = r"年月日时分秒点岁个%％℃:：\-—~～"
"""What makes a number with a space behind it a figure and no label: `3 月`."""
_SEP = r"(?:\s*[、．.·:：|丨｜/]\s*|\s+)"

_SCHEMES: tuple[tuple[str, re.Pattern[str], Callable[[str], int]], ...] = tuple(
    (scheme, re.compile(pattern), count)
    for scheme, pattern, count in (
        ("alpha", rf"(?P<label>(?P<n>[A-ZＡ-Ｚ])(?:{_SEP}|\Z))", _alpha),
        ("cjk", rf"(?P<label>(?P<n>{_C})(?:\s*[、．.]\s*|\s+(?=\S)|\Z))", _cjk),
        ("paren-cjk", rf"(?P<label>[（(](?P<n>{_C})[）)]\s*)", _cjk),
        ("formal", rf"(?P<label>(?P<n>[{_FORMAL}]{{1,3}})(?:{_SEP}|\Z))", _formal),
        ("clock", r"(?P<label>(?P<n>(?:[01]?\d|2[0-4])[:：][0-5]\d)(?:\s+|\Z))", _nothing),
        (
            "decimal",
            rf"(?P<label>(?:NO\.?|No\.?)?(?P<n>[0-9０-９]{{1,2}})"
            rf"(?:(?:\s*[、．|丨｜/·]|\.(?!\d))\s*|\s+(?![{_MEASURES}])|\Z))",
            _digits,
        ),
        ("paren-decimal", r"(?P<label>[（(](?P<n>\d{1,2})[）)]\s*)", _digits),
        (
            "roman",
            rf"(?P<label>(?P<n>[{_ROMAN}]|I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})(?:{_SEP}|\Z))",
            _roman,
        ),
        (
            "part",
            rf"(?P<label>(?:第(?P<n>{_C})[章幕节回部篇季场站问招步]|第(?:{_C})部分)(?:{_SEP}|\Z))",
            _cjk,
        ),
        (
            "noun",
            rf"(?P<label>[\u4e00-\u9fff]{{1,4}}(?P<n>{_C}|\d{{1,2}})\s*(?:[:：]\s*|\s+))",
            _any,
        ),
        ("ornament", rf"(?P<label>(?P<n>[{_ORNAMENTS}])\s*(?=\S))", _nothing),
    )
)
"""Ways of counting, the more telling first."""


def labelled(text: str) -> tuple[Label, str] | None:
    """The label that `text` begins with, and the rest; None if it begins with none.

    This is only the form: whether it is a heading's label, its neighbours say.
    """
    for scheme, pattern, count in _SCHEMES:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :]
        number = _count(count, match["n"])
        if number is None or (rest and _is_word(scheme, match["label"], rest)):
            continue
        return Label(match["label"].strip(), scheme, number, not rest), rest
    return None


def _count(count: Callable[[str], int], text: str | None) -> int | None:
    try:
        return count(text or "")
    except ValueError:  # 十百, 拾壹拾: characters of numbers that make no number
        return None


_LATIN_WORD = re.compile(r"[A-Za-z&'’]")


def _is_word(scheme: str, label: str, rest: str) -> bool:
    """Whether the letter begins a Latin phrase (`A new school`) or a measure (`3 000`)."""
    if scheme in ("alpha", "roman") and label[-1].isspace():
        return _LATIN_WORD.match(rest) is not None
    if scheme == "decimal" and label[-1].isspace():
        return rest[0].isascii() and not rest[0].isalpha()
    return False


def is_complete(numbers: list[int]) -> bool:
    """Whether the numbers are 1 to n, each once, in any order, at least two."""
    return len(numbers) > 1 and sorted(numbers) == list(range(1, len(numbers) + 1))
