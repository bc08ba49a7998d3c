"""Wrapping: lines that an old system broke at a fixed width, put together again.

A page comes in one of three shapes: a blank line between paragraphs, one line a paragraph, or
lines of one width with the paragraphs told apart by an indent, a short last line or a blank line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pubkit.readers.galley.lines import Line, columns
from pubkit.readers.galley.pieces import Piece
from pubkit.readers.galley.punctuation import is_finished
from pubkit.readers.galley.shapes import is_dateline, is_heading_like
from pubkit.record import Heal

__all__ = ["Wrap", "joiner", "pieces", "wrap"]

_NARROWEST = 16
"""Columns: no newspaper column is narrower than eight characters."""
_WIDEST = 160
"""Columns: no system breaks lines later."""
_SLACK = 4
"""Columns by which a full Chinese line may fall short: a mark that must not begin a line takes a
character with it, and a half-width figure leaves one column."""
_SHARE = 0.5
"""Of the lines that another follows at once, how many must be full for the page to be wrapped."""
_ENOUGH = 6
"""Full lines, or a quarter of a short page, that show a wrapped page: a poem has fewer."""
_TAIL = 60
"""Characters in which a number or an address is seen that a break has cut."""
_NUMBER = re.compile(r"\d[.,:]$")
_ADDRESS = re.compile(r"(www\.|://|@)\S*$")
_STOPPED = 0.5
"""Share of full lines that end in a stop: of wrapped lines one in fifteen does, so that where half
of them do, each is a paragraph."""
_SPOKEN = 0.3
"""Share of lines with a comma or a stop: running text has them, bylines and tables have not."""
_STOP = re.compile("[，。、；：！？,.;:!?]")
_WORD = re.compile(r"[!-~‘’“”]+")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How the page's lines were broken."""

    width: int
    """The longest line; 0 if they were not broken."""
    measure: Callable[[str], int] = columns
    """What was counted: columns, or characters whatever their width."""

    def room(self, text: str) -> int:
        """How much more the line would have held."""
        return self.width - self.measure(text)


def wrap(lines: Sequence[Line]) -> Wrap:
    """How the page was broken: at so many columns, or at so many characters."""
    inner = [a.text for a, b in pairwise(lines) if b.gap == 0]
    latin = sum(line.text.isascii() for line in lines) > len(lines) / 2
    found = [_wrap(inner, measure, len(lines), latin=latin) for measure in (columns, len)]
    return max(found, key=lambda pair: pair[1])[0]


def _wrap(
    texts: Sequence[str], measure: Callable[[str], int], page: int, *, latin: bool
) -> tuple[Wrap, float]:
    """The wrap in one measure, and the share of lines that are full by it.

    `texts` are the lines that another follows at once, `page` the number of all lines.
    """
    widths = [measure(text) for text in texts]
    if len(widths) < 2:
        return Wrap(0), 0
    slack = _SLACK if measure is columns else _SLACK // 2
    width = _commonest_full(widths, slack)
    if (
        not _NARROWEST <= (width if measure is columns else 2 * width) <= _WIDEST
        or max(widths) > width + slack
    ):
        return Wrap(0), 0
    near = max(slack, width // 5) if latin else slack
    full = sum(width - near <= w <= width + slack for w in widths)
    share = full / len(widths)
    spoken = sum(_STOP.search(text) is not None for text in texts)
    if spoken < _SPOKEN * len(texts):
        return Wrap(0), 0
    whole = [text for text, w in zip(texts, widths, strict=True) if w >= width - near]
    if sum(map(is_finished, whole)) >= _STOPPED * len(whole):
        return Wrap(0), 0
    enough = full >= max(2, min(_ENOUGH, page / 4))
    return (Wrap(width, measure), share) if enough and share >= _SHARE else (Wrap(0), 0)


def _commonest_full(widths: Sequence[int], slack: int) -> int:
    """The width that most lines reach or all but reach, counted from the widest down."""
    counted = Counter(widths)
    widest = max(widths)
    near = {w: n for w, n in counted.items() if w >= widest - 2 * slack}
    return max(near, key=lambda w: (sum(near.get(w - d, 0) for d in range(slack + 1)), w))


def pieces(lines: Sequence[Line]) -> tuple[list[Piece], list[Heal]]:
    """The lines as pieces, hard-wrapped ones joined, and every join."""
    broken = wrap(lines)
    if not broken.width:
        return [_piece([line]) for line in lines], []
    groups: list[list[Line]] = []
    indented = _indents_paragraphs(lines)
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, broken, indented):
            groups[-1].append(line)
        else:
            groups.append([line])
    groups = [part for group in groups for part in _without_heading(group, broken)]
    heals = [_heal(a, b, broken) for group in groups for a, b in pairwise(group)]
    return [_piece(group) for group in groups], heals


def _without_heading(group: list[Line], broken: Wrap) -> list[list[Line]]:
    """The lines in one, or the last apart: a heading that stood below a full line.

    It is short, without a stop, behind a finished sentence.
    """
    if len(group) < 2 or broken.room(group[-1].text) < _SLACK or is_finished(group[-1].text):
        return [group]
    if is_finished(group[-2].text) and is_heading_like(group[-1].text):
        return [group[:-1], group[-1:]]
    return [group]


def _indents_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether a first line is set in: some lines are, and most are not."""
    indented = sum(line.indent >= 2 for line in lines)
    return 2 <= indented <= 0.7 * len(lines)


def _goes_on(line: Line, following: Line, broken: Wrap, indented: bool) -> bool:
    """Whether `following` is the same paragraph: `line` had no room for its first word."""
    if following.gap or (indented and following.indent >= 2 and following.indent > line.indent):
        return False
    if indented and following.indent >= 2 and is_finished(line.text):
        return False
    word = _WORD.match(following.text)
    first = broken.measure(word[0]) + 1 if word else 2
    slack = _SLACK if broken.measure is columns else _SLACK // 2
    if broken.room(line.text) >= max(first, slack + 1):
        return False
    return not _begins_anew(following.text)


_ANEW = re.compile(
    r"[□■●◆▲△▼★◎○◇▶►※▪•]|[（(](撰文|文/|本报|记者|责编)|(来源|作者|日期|时间|责任编辑)[:：]"
)


def _begins_anew(text: str) -> bool:
    """Whether the line's own first characters say that something begins."""
    return _ANEW.match(text) is not None or is_dateline(text)


def joiner(left: str, right: str) -> str:
    """What stands between two halves: a space between Latin words, else nothing.

    Never inside a number (`1.|2`, `1,|286`, `9:|30`), an address, or a hyphened word.
    """
    if not left or not right or left[-1] == "-" or not (left[-1] + right[0]).isascii():
        return ""
    if right[0].isdigit() and (left[-1].isdigit() or _NUMBER.search(left[-_TAIL:])):
        return ""
    if _ADDRESS.search(left[-_TAIL:]):
        return ""
    return " " if left[-1].isalnum() or left[-1] in ",.;:!?)\"'%" else ""


def _heal(line: Line, following: Line, broken: Wrap) -> Heal:
    unit = "columns" if broken.measure is columns else "characters"
    return Heal(
        lines=(line.number, following.number),
        left=line.text[-6:],
        right=following.text[:6],
        joiner=joiner(line.text, following.text),
        kind="hard wrap",
        confidence=0.6 if line.text.endswith("-") else 0.95,
        why=f"the line is full at {broken.width} {unit}, as most of the page is",
    )


def _piece(group: Sequence[Line]) -> Piece:
    """The lines as one piece; the joiner needs only two ends, so this stays linear."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in group:
        if parts:
            parts.append(joiner(parts[-1], line.text))
            length += len(parts[-1])
        starts.append(length)
        parts.append(line.text)
        length += len(line.text)
    numbers = tuple(line.number for line in group)
    return Piece(numbers, "".join(parts), group[0].gap, tuple(starts))
