"""Wording: the words and dates that channels add, in the article's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pubkit.model import Article

__all__ = ["Words", "date", "of"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
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


_ENGLISH = Words("Photo to come", "Figure ", "Figure", "  ", ": ", ", ", "  ")
_SIMPLIFIED = Words("照片待补", "图", "图", "\u3000", "：", " ", "\u3000")
_TRADITIONAL = Words("照片待補", "圖", "圖", "\u3000", "：", " ", "\u3000")


def of(article: Article) -> Words:
    """The words for the article's language; English where it is not Chinese."""
    tags = _tags(article)
    if tags[0] != "zh":
        return _ENGLISH
    return _TRADITIONAL if {"hant", "tw", "hk", "mo"} & set(tags) else _SIMPLIFIED


def date(moment: datetime, article: Article) -> str:
    """The day where it was written down: `2026年11月20日`, `20 November 2026`.

    No `strftime`: its month names depend on the locale that the process happens to have.
    """
    if _tags(article)[0] == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _tags(article: Article) -> list[str]:
    """The subtags of the language tag, in lower case."""
    return article.lang.lower().split("-")
