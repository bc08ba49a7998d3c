"""A rule on two paragraphs that have run into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["PARAGRAPHS"]

_LONG = 300
"""Characters from which a paragraph may be two."""
_MARGIN = 60
"""Characters that stand before and behind a topic sentence at least."""
_FOLLOWED = 30
"""Characters that a topic sentence at a paragraph's head has behind it at least."""
_OPENERS = 3
"""Paragraphs that open with a topic sentence at least, this one among them."""
_SENTENCE = pattern("[^。！？\n]*[。！？\n][”’]?")
_TOPIC = pattern("[^，；：、！？…—\n。]{6,24}。")
_GOES_ON = pattern(
    "[这那他她它其但而因由对此同另目据为并也还又再则即如若当从在自于经随之接我你您谁什怎何无没不是有"
    "就都却可后前至到与和及或且虽尽所已正现今昨更最很太真〔（(①-⑳]|[一二三四五六七八九十第][、是，）)]|.?\\d"
)
"""How a sentence begins that goes on with its paragraph, or counts within it."""


def _glued(found: Sequence[Passage]) -> Iterator[Notice]:
    """Reports a topic sentence in mid-paragraph where paragraphs open with such a sentence."""
    body = (passage for passage in chinese(found) if passage.role == "body")
    opening = [passage for passage in body if _opens_with_topic(passage)]
    if len(opening) < _OPENERS:
        return
    for passage in opening:
        if len(passage.text) < _LONG:
            continue
        for match in _SENTENCE.finditer(passage.text):
            if match.start() >= _MARGIN and _is_topic(match, _MARGIN):
                yield pointed(
                    passage,
                    match.span(),
                    code="paragraphs-glued",
                    severity="warning",
                    text="Two paragraphs seem to have run into one; the second may begin here:"
                    " 「{}」.",
                    hint=f"If so, break the paragraph before {match[0][:4]}.",
                )


def _opens_with_topic(passage: Passage) -> bool:
    match = _SENTENCE.match(passage.text)
    return bool(match and _is_topic(match, _FOLLOWED))


def _is_topic(match: re.Match[str], followed: int) -> bool:
    """Whether a sentence is short and plain, begins a thought, and enough follows."""
    return bool(
        len(match.string) - match.end() >= followed
        and _TOPIC.fullmatch(match[0])
        and not _GOES_ON.match(match[0])
    )


PARAGRAPHS = (_glued,)
