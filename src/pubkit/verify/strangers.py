"""Strangers: words of an artifact that are no part of the article and that nothing explains.

A channel may set roles, dates, sources and names once more, the words that publishing has for a
photo or a note, and what it declares to add. Any other letter that belongs to no part was let in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pubkit.verify.stream import Span

__all__ = ["Explained"]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_USUAL = re.compile(
    "|".join(
        (
            rf"(?:(?:{_MONTHS})\.?\s*\d{{1,2}}|\d{{1,2}}\s*(?:{_MONTHS})),?\s*\d{{4}}",
            r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日",
            r"\d{4}-\d\d-\d\dT[\d:]+Z?",
            r"(?:上接|下[转轉])\s*[A-Za-z第]{0,2}\s*\d{0,3}\s*[版页頁]?|第(?=\s*\d)|[页頁版](?!\w)",
            r"Continued\s*(?:on|from)|page(?=\s*\d)",
            r"未核|UNREVIEWED",
            r"照片待[补補]|Photo\s*to\s*come",
            r"[图圖表注註](?=\s*\d)|(?:Figure|Fig|Photo|Table|Note|fn|n)(?=[\s.]*\d)",
            r"来源|來源|Sources?",
            r"注释|註釋|Notes|参考链接|參考連結|Links|References",
            r"作者|撰文|摄影|攝影|[图圖]片|供[图圖]|\bPhotos?\b|(?-i:\bBy(?![a-z])|and(?=\s*[A-Z]))",
        )
    ),
    re.IGNORECASE,
)
"""Words that newspapers set of themselves, in the languages of our channels."""
_GONE = "\0"
"""Stands for each character that is explained."""
_HEAD = 2
"""Characters by which known words are looked up."""
_MARKERS = re.compile(
    r"(?<![^\W\d_])(?:[A-Za-z]|[ivxlcdm]{1,5}|[一二三四五六七八九十百]{1,4})[.、)）]"
)
"""What numbers an item of a list."""


class Explained:
    """What a channel may say besides the article."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` are those that it may set once more, or says of itself."""
        self._words = {*filter(None, words)}
        self._lasts: dict[str, dict[int, set[str]]] = {}
        """The last characters of known words, by how they begin and how long they are."""
        for known in sorted(self._words, key=len, reverse=True):
            lengths = self._lasts.setdefault(known[:_HEAD], {})
            lengths.setdefault(len(known), set()).add(known[-1])

    def strange(self, text: str, spans: Iterable[Span]) -> Iterator[Span]:
        """What nothing explains in these stretches of `text`, from its first letter to its last."""
        usual = _without_usual(text)
        doubtful = [span for span in spans if _letters(usual[slice(*span)])]
        # A piece of what is known may belong to a part; and one known word begin in another.
        known = self._without(text) if doubtful else ""
        for start, end in doubtful:
            letters = _letters(usual[start:end]) & _letters(known[start:end])
            if letters:
                alone = text[start:end]
                letters &= _letters(self._without(alone)) & _letters(_without_usual(alone))
            if letters:
                yield start + min(letters), start + max(letters) + 1

    def _without(self, text: str) -> str:
        """`text` without known words, the longest at each place."""
        kept, at = [], 0
        while at < len(text):
            length = self._length(text, at)
            kept.append(_GONE * length if length else text[at])
            at += length or 1
        return "".join(kept)

    def _length(self, text: str, at: int) -> int:
        """How long the longest known word is that stands there; 0 if none does."""
        for head in (text[at : at + _HEAD], text[at : at + 1]):
            for length, lasts in self._lasts.get(head, {}).items():
                last = text[at + length - 1 : at + length]
                if last in lasts and text[at : at + length] in self._words:
                    return length
        return 0


def _without_usual(text: str) -> str:
    for pattern in (_USUAL, _MARKERS):
        text = pattern.sub(lambda found: _GONE * len(found[0]), text)
    return text


def _letters(text: str) -> set[int]:
    return {at for at, character in enumerate(text) if character.isalpha()}
