"""Rules on punctuation, spaces and the width of characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubkit.checks.text.passages import Passage, chinese, pointed
from pubkit.lexicon import cut_word, is_han, segment
from pubkit.notice import Notice
from pubkit.patterns import pattern

__all__ = ["PUNCTUATION"]

_MARK = pattern("[,;:!?.\"']")
_CLOSING, _OPENING = frozenset("”’》）】"), frozenset("“‘《（【")
_STOPS = frozenset("，。；：！？")
_FIGURES = frozenset("0123456789")
_BRACKETED = pattern(r"\([^()（）]*\)")
_FULL_BRACKET = pattern("[（）]")
_FULL = str.maketrans(
    {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。", '"': "“”", "'": "‘’"}
)

_DOUBLE = pattern(
    "[，、；：]{2,}|[，、；：]+。+|。+[，、；：]+|。。|。[”’]。|(?<![！？])[！？]+[，。、；：]"
    "|[（《【〔][，。、；：！？](?![）》】〕])|[，、；：](?=[）》】〕])"
)
_LEADING = pattern(r"^\s*[，。、；：！？）》】]")
_SPACE = pattern("[ \u3000]+")
_BEFORE_SPACE = frozenset("，。；、：")
_SENTENCE = pattern("[，。；]")
_MIXED_WIDTHS = pattern(
    "[0-9]+[０-９]+|[０-９]+[0-9]+|[A-Za-z]+[Ａ-Ｚａ-ｚ]+|[Ａ-Ｚａ-ｚ]+[A-Za-z]+"
)
_WIDE_FIGURE = pattern("[０-９]+")
_NARROW_FIGURE = pattern("[0-9]")


def _half_width(found: Sequence[Passage]) -> Iterator[Notice]:
    for passage in chinese(found):
        end = len(passage.text.rstrip())
        marks = [
            mark
            for mark in _MARK.finditer(passage.text)
            if _is_half_width(passage.text, mark.start(), end) and not _counts(passage.text, mark)
        ]
        if marks:
            kinds = "".join(dict.fromkeys(m[0] for m in marks))
            more = f" ({len(marks)} such marks in this paragraph)" if len(marks) > 1 else ""
            yield pointed(
                passage,
                marks[0].span(),
                code="half-width-punctuation",
                severity="warning" if passage.prominent else "info",
                text=f"Half-width {' '.join(kinds)} stands in Chinese text: 「{{}}」{more}.",
                hint=f"Write {' '.join(kinds.translate(_FULL))}.",
            )


def _is_half_width(text: str, at: int, end: int) -> bool:
    """Whether Chinese text before and after a mark calls for a full-width one; it stops at `end`.

    A comma may also stand before Latin letters or a figure; an apostrophe, and the mark of inches
    behind a figure, are no quotation marks.
    """
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "\"'":
        if is_han(before) or before in _STOPS:
            return mark == '"' or not _is_plain(after)
        measures = before in _FIGURES if mark == '"' else _is_plain(before)
        return is_han(after) and not measures
    if not is_han(before) and before not in _CLOSING:
        return False
    if is_han(after) or after in _OPENING or at + 1 >= end:
        return True
    return mark in ",;!?" and _is_plain(after)


def _is_plain(char: str) -> bool:
    """Whether it is a Latin letter without an accent, or a figure."""
    return char.isascii() and char.isalnum()


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop is part of a count or date in numerals: 一.总则, 九六.四.五."""
    return match[0] == "." and text[match.start() - 1] in "一二三四五六七八九十〇零○"


def _half_width_brackets(found: Sequence[Passage]) -> Iterator[Notice]:
    """Where both widths stand in one article, or only the wrong one: said once."""
    full, half = 0, []
    for passage in chinese(found):
        full += len(_FULL_BRACKET.findall(passage.text))
        half += [(passage, m) for m in _BRACKETED.finditer(passage.text) if any(map(is_han, m[0]))]
    if half:
        passage, match = half[0]
        yield pointed(
            passage,
            match.span(),
            code="half-width-brackets",
            severity="info",
            text=f"Half-width brackets hold Chinese text: 「{{}}」 ({len(half)} of"
            f" {len(half) + full // 2} in the article).",
            hint="Write （）.",
        )


def _stray(found: Sequence[Passage]) -> Iterator[Notice]:
    for passage in chinese(found):
        for match in _DOUBLE.finditer(passage.text):
            yield pointed(
                passage,
                match.span(),
                code="punctuation-doubled",
                severity="error" if passage.prominent else "warning",
                text=f"{match[0]} cannot stand together: 「{{}}」.",
                hint="Keep the one that is meant; a word between them may be lost.",
            )
        if leading := _LEADING.match(passage.text):
            yield pointed(
                passage,
                leading.span(),
                code="punctuation-leading",
                severity="error" if passage.prominent else "warning",
                text=f"A paragraph cannot begin with {leading[0].strip()}: 「{{}}」.",
                hint="It belongs to the paragraph before, or its beginning is lost.",
            )


def _spaces(found: Sequence[Passage]) -> Iterator[Notice]:
    for passage in chinese(found):
        if passage.role != "body" or not _SENTENCE.search(passage.text):
            continue
        for match in _SPACE.finditer(passage.text):
            start, end = match.span()
            if not _is_between(passage.text, start, end):
                continue
            if not _in_brackets(passage.text, start) and _parts_word(passage.text, start, end):
                yield pointed(
                    passage,
                    (start - 1, end + 1),
                    code="space-inside-word",
                    severity="info",
                    text="A space stands inside a word: 「{}」.",
                    hint="Take it out; a character may be lost there.",
                )


def _is_between(text: str, start: int, end: int) -> bool:
    """Whether Chinese characters, or a mark and one, stand on both sides."""
    before = text[start - 1 : start]
    return (is_han(before) or before in _BEFORE_SPACE) and is_han(text[end : end + 1])


def _parts_word(text: str, start: int, end: int) -> bool:
    """Whether the space parts a word, and what it leaves before it is no word's end itself."""
    left, right = text[max(0, start - 8) : start], text[end : end + 8]
    word = cut_word(left, right)
    piece = segment(left)[-1] if word else ""
    return bool(word) and word.startswith(piece) and right.startswith(word[len(piece) :])


def _in_brackets(text: str, at: int) -> bool:
    """Whether `at` lies in brackets, where names are set apart by spaces."""
    before = text[max(0, at - 40) : at]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _widths(found: Sequence[Passage]) -> Iterator[Notice]:
    """Figures and words of two widths; else, once, an article with figures of both."""
    mixed = [(p, m) for p in chinese(found) for m in _MIXED_WIDTHS.finditer(p.text)]
    for passage, match in mixed:
        yield pointed(
            passage,
            match.span(),
            code="width-mixed",
            severity="warning",
            text=f"{match[0]} mixes full-width and half-width characters: 「{{}}」.",
            hint="Write it in half-width characters.",
        )
    wide = [(p, m) for p in chinese(found) for m in _WIDE_FIGURE.finditer(p.text)]
    if wide and not mixed and any(_NARROW_FIGURE.search(p.text) for p in chinese(found)):
        passage, match = wide[0]
        yield pointed(
            passage,
            match.span(),
            code="width-mixed",
            severity="info",
            text=f"{match[0]} is full-width, other figures of the article are half-width: 「{{}}」"
            f" ({len(wide)} such figures).",
            hint="Write all of them in half-width characters.",
        )


PUNCTUATION = (_half_width, _half_width_brackets, _stray, _spaces, _widths)
