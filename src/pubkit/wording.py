"""Wording: the words and dates that channels add, in the article's language."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from pubkit.model import Article

__all__ = ["Tag", "Words", "date", "is_chinese", "of", "tag"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


_TAG = re.compile(
    r"([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-[a-z0-9]{2,8})*",
    re.IGNORECASE | re.ASCII,
)
"""A language, its script, its region, and what may follow (BCP 47, §2.1, without private tags)."""


class Words(Struct, frozen=True):
    """One language's words and the punctuation that joins names."""

    awaited: str
    """Stands in the place of a photo that is not there."""
    figure: str
    """Stands before a figure's number, with what parts them."""
    sequence: str
    """Name of the figures' counter: what Word's own dialog calls it."""
    after_number: str
    """Parts a figure's number from its caption."""
    colon: str
    """Parts a role from its names."""
    comma: str
    """Parts names."""
    space: str
    """Parts the pieces of the byline."""
    unreviewed: str
    """Stands at the head of a proof that no editor has read yet."""
    page: str
    """Name of a page that has none, by its number."""
    turns_to: str
    """Stands at the end of a page whose text goes on, with the other's name."""
    turns_from: str
    """Stands at the head of that one."""


_ENGLISH = Words(
    "Photo to come", "Figure ", "Figure", "  ", ": ", ", ", "  ", "UNREVIEWED",
    "page {}", "Continued on {}", "Continued from {}",
)  # fmt: skip
_SIMPLIFIED = Words(
    "照片待补", "图", "图", "\u3000", "：", " ", "\u3000", "未核",
    "第{}页", "（下转{}）", "（上接{}）",
)  # fmt: skip
_TRADITIONALLY = {"hant", "tw", "hk", "mo"}
_TRADITIONAL = Words(
    "照片待補", "圖", "圖", "\u3000", "：", " ", "\u3000", "未核",
    "第{}頁", "（下轉{}）", "（上接{}）",
)  # fmt: skip


class Tag(NamedTuple):
    """What a language tag says."""

    language: str
    """Two or three letters, in lower case: `zh`."""
    script: str = ""
    """Four letters, or nothing: `Hans`."""
    region: str = ""
    """Two capitals, or three figures, or nothing: `CN`, `419`."""


def tag(text: str) -> Tag | None:
    """The tag that `text` is; None if it is none."""
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    return Tag(match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())


def of(article: Article) -> Words:
    """The words for the article's language; English where it is not Chinese."""
    if not is_chinese(article):
        return _ENGLISH
    return _TRADITIONAL if _TRADITIONALLY & set(_tags(article)) else _SIMPLIFIED


def is_chinese(article: Article) -> bool:
    """Whether the article's language is Chinese."""
    return _tags(article)[0] == "zh"


def date(moment: datetime, article: Article) -> str:
    """The day where it was written down: `2026年11月20日`, `20 November 2026`.

    No `strftime`: its month names depend on the locale that the process happens to have.
    """
    if is_chinese(article):
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _tags(article: Article) -> list[str]:
    """The subtags of the language tag, in lower case."""
    return article.lang.lower().split("-")
