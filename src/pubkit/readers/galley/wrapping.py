"""Wrapping: lines that an old system broke at a fixed width, put together again.

A page comes in one of three shapes: a blank line between paragraphs, one line a paragraph, or
lines of one width with the paragraphs told apart by an indent, a short last line or a blank line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pubkit.readers.galley.lines import Line, columns
from pubkit.readers.galley.pieces import Piece
from pubkit.readers.galley.punctuation import is_finished
from pubkit.record import Heal

__all__ = ["joiner", "pieces", "wrap_width"]

_NARROWEST = 16
"""Columns: no newspaper column is narrower than eight characters."""
_WIDEST = 160
"""Columns: no system breaks lines later."""
_SLACK = 4
"""Columns by which a full Chinese line may fall short: a mark that must not begin a line takes a
character with it, and a half-width figure leaves one column."""
_SHARE = 0.5
"""Of the lines that another follows at once, how many must be full for the page to be wrapped."""
_WORD = re.compile(r"[!-~‘’“”]+")


def wrap_width(lines: Sequence[Line]) -> int:
    """The columns at which the lines of the page were broken; 0 if they were not."""
    inner = [a.width for a, b in zip(lines, lines[1:], strict=False) if b.gap == 0]
    if len(inner) < 2:
        return 0
    width = _commonest_full(inner)
    if not _NARROWEST <= width <= _WIDEST or max(inner) > width + _SLACK:
        return 0
    latin = sum(line.text.isascii() for line in lines) > len(lines) / 2
    slack = max(_SLACK, width // 5) if latin else _SLACK
    full = sum(width - slack <= columns <= width + _SLACK for columns in inner)
    return width if full >= 2 and full >= _SHARE * len(inner) else 0


def _commonest_full(widths: Sequence[int]) -> int:
    """The width that most lines reach or all but reach, counted from the widest down."""
    counted = Counter(widths)
    widest = max(widths)
    near = {w: n for w, n in counted.items() if w >= widest - 2 * _SLACK}
    return max(near, key=lambda w: (sum(near.get(w - d, 0) for d in range(_SLACK + 1)), w))


def pieces(lines: Sequence[Line]) -> tuple[list[Piece], list[Heal]]:
    """The lines as pieces, hard-wrapped ones joined, and every join."""
    width = wrap_width(lines)
    heals: list[Heal] = []
    if not width:
        return [_piece([line]) for line in lines], heals
    groups: list[list[Line]] = []
    indented = _indents_paragraphs(lines)
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, width, indented):
            heals.append(_heal(groups[-1][-1], line, width))
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_piece(group) for group in groups], heals


def _indents_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether a first line is set in: some lines are, and most are not."""
    indented = sum(line.indent >= 2 for line in lines)
    return 2 <= indented <= 0.7 * len(lines)


def _goes_on(line: Line, following: Line, width: int, indented: bool) -> bool:
    """Whether `following` is the same paragraph: `line` had no room for its first word."""
    if following.gap or (indented and following.indent >= 2 and following.indent > line.indent):
        return False
    if indented and following.indent >= 2 and is_finished(line.text):
        return False
    word = _WORD.match(following.text)
    first = columns(word[0]) + 1 if word and line.text[-1:].isascii() else 2
    room = width - line.width
    if room >= max(first, _SLACK + 1):
        return False
    return not _begins_anew(following.text)


_ANEW = re.compile(
    r"[□■●◆▲△▼★◎○◇▶►※▪•]|[（(](撰文|文/|本报|记者|责编)|(来源|作者|日期|时间|责任编辑)[:：]"
)


def _begins_anew(text: str) -> bool:
    """Whether the line's own first characters say that something begins."""
    return _ANEW.match(text) is not None


def joiner(left: str, right: str) -> str:
    """What stands between two halves: a space between Latin words, else nothing."""
    if not left or not right or left.endswith("-") or not (left[-1] + right[0]).isascii():
        return ""
    if left[-1].isdigit() and right[0].isdigit():
        return ""
    return " " if (left[-1].isalnum() or left[-1] in ",.;:!?)\"'%") else ""


def _heal(line: Line, following: Line, width: int) -> Heal:
    return Heal(
        lines=(line.number, following.number),
        left=line.text[-6:],
        right=following.text[:6],
        joiner=joiner(line.text, following.text),
        kind="hard wrap",
        confidence=0.95,
        why=f"the line is full at {width} columns, as most of the page is",
    )


def _piece(group: Sequence[Line]) -> Piece:
    text = _joined(line.text for line in group)
    return Piece(tuple(line.number for line in group), text, group[0].gap)


def _joined(texts: Iterable[str]) -> str:
    """All of them in one line; the joiner needs only the two ends, so this stays linear."""
    parts: list[str] = []
    for text in texts:
        if parts:
            parts.append(joiner(parts[-1], text))
        parts.append(text)
    return "".join(parts)
