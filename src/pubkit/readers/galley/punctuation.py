"""Punctuation: whether a piece of text is finished, and whether its marks have their partners."""

from __future__ import annotations

import re

__all__ = [
    "CLAUSE_END",
    "FOLLOWERS",
    "NEVER_FIRST",
    "OPEN_WORDS",
    "balanced",
    "closes",
    "is_cut",
    "is_finished",
    "last_sentence_start",
    "opened",
    "unopened",
]

_STOPS = "。！？!?…⋯"
_CLOSERS = "”’」』）)】》〉〕]\"'"
_OPENERS = "“‘「『（(【《〈〔["
_PAIRS = {
    "”": "“", "’": "‘", "」": "「", "』": "『", "）": "（(", ")": "（(", "】": "【", "》": "《",
    "〉": "〈", "〕": "〔", "]": "[",
}  # fmt: skip
_DASH = re.compile(r"(——|──|--|－－|—)$")
_ENDING = 40
"""Characters that a telephone number or an address takes."""
_ADDRESS = re.compile(r"(\d{3,4}[-—]\d{6,8}|\d{7,}|@[\w.-]+|\.(com|cn|net|org)[\w./-]*)$")
_DOTS = re.compile(r"(\.\.\.|。。。)$")
_HAN = re.compile("[\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)]*|(?<=[A-Za-z)”])\.[”’]?\s")


def is_finished(text: str) -> bool:
    """Whether `text` ends as a paragraph may.

    A stop, also inside closing marks; dots; a dash or a colon that leads on to what follows; a
    Latin full stop. A bare closing mark after words (`“党建+”`) finishes nothing.
    """
    if _DOTS.search(text) or _DASH.search(text) or _ADDRESS.search(text[-_ENDING:]):
        return True
    core = text.rstrip(_CLOSERS + " ")
    if not core:
        return False
    if core[-1] in _STOPS or core[-1] in "：:；;":
        return True
    if core[-1] == "." and _is_latin_end(core):
        return True
    # A bracket or a title may close a paragraph by itself: a signature, an address, a source.
    return (
        len(core) < len(text) and text[-1] in "）)】》" and _SENTENCE_END.search(core) is not None
    )


NEVER_FIRST = "，。、；：！？”’》）】〉」』％%·,;"
"""Marks that no piece of text begins with."""
FOLLOWERS = "的了着过们吗呢吧之得"
"""Characters that lean on a word before them: no paragraph begins with one."""
OPEN_WORDS = (
    "的了和与及在是对把被将向从为以或并而但所让使由当比到就也都又还不很更最第这那其各该某每于至"
    "跟给替按据凭靠因如若虽则即乃且"
)
"""Characters that a Chinese sentence hardly ever ends in."""
CLAUSE_END = re.compile("[，。、；：！？,.;:!?“（《]")
"""Where a clause ends."""


def is_cut(left: str, right: str) -> bool:
    """Whether the characters at a break say that it stands inside a sentence."""
    if right[0] in NEVER_FIRST or (left[-1].isdigit() and right[0].isdigit()):
        return True
    if left[-1].isascii() and left[-1].isalpha() and right[0].isascii() and right[0].isalpha():
        return _HAN.search(left) is not None
    if left[-1] in "一二三四五六七八九十百千0123456789" and right[0] in "十百千万亿":
        return True
    return right[0] in FOLLOWERS or (left[-1] in "，、,—-" and not left.endswith("——"))


def _is_latin_end(text: str) -> bool:
    """Whether the full stop at the end of `text` stands behind a Latin word or a number."""
    if text[-2:-1].isdigit() and _HAN.search(text):
        return False  # `1.` cut from `1.2万`, in Chinese text that ends in 。
    return len(text) > 1 and (text[-2].isascii() or text[-2] in "”’")


def last_sentence_start(text: str) -> int:
    """Where the sentence begins that `text` ends in: behind the last stop before its end."""
    start = 0
    for match in _SENTENCE_END.finditer(text, 0, len(text)):
        if match.end() < len(text):
            start = match.end()
    return start


def opened(text: str) -> str:
    """The marks of `text` that open and are not closed, in order."""
    return _unmatched(text)[0]


def unopened(text: str) -> str:
    """The marks of `text` that close what was not opened, in order."""
    return _unmatched(text)[1]


def balanced(text: str) -> bool:
    """Whether every mark has its partner."""
    return _unmatched(text) == ("", "")


def closes(opening: str, closing: str) -> bool:
    """Whether the last of what is open is closed by the first of what closes."""
    return bool(opening and closing) and opening[-1] in _PAIRS.get(closing[0], "")


def _unmatched(text: str) -> tuple[str, str]:
    stack: list[str] = []
    lone: list[str] = []
    for i, mark in enumerate(text):
        if mark in _OPENERS:
            stack.append(mark)
        elif mark in _PAIRS:
            if stack and stack[-1] in _PAIRS[mark] and not _is_apostrophe(text, i):
                stack.pop()
            elif mark != "’":
                lone.append(mark)
    return "".join(stack), "".join(lone)


def _is_apostrophe(text: str, i: int) -> bool:
    """Whether the mark stands inside a word: `don’t`."""
    return text[i] == "’" and i > 0 and text[i - 1].isalnum() and text[i + 1 : i + 2].isalnum()
