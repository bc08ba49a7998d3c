"""Healing: the pieces of one paragraph that a column break parted, put together again.

A join is a proposal with its evidence: nothing is joined into a heading, a byline or a caption,
and a paragraph that stays open is left so, for the checks to report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pubkit.lexicon import cut_word
from pubkit.readers.galley.gluing import is_glued_heading
from pubkit.readers.galley.pieces import Piece, Pieces
from pubkit.readers.galley.punctuation import (
    CLAUSE_END,
    FOLLOWERS,
    NEVER_FIRST,
    OPEN_WORDS,
    closes,
    is_finished,
    last_sentence_start,
    opened,
    unopened,
)
from pubkit.readers.galley.shapes import (
    is_attribution,
    is_bracketed,
    is_heading_like,
    is_item,
    is_particular,
    is_speech,
)
from pubkit.readers.galley.wrapping import joiner
from pubkit.record import DOUBTFUL, Heal, Kind

__all__ = ["Healed", "healed"]

_ASIDE: frozenset[Kind] = frozenset({"caption", "mark", "byline", "credit", "page credit"})
"""What may have been set between the two halves of a paragraph."""
_TEXT: frozenset[Kind] = frozenset({"paragraph", "list item", "standfirst"})
_COUNTED = re.compile(r"(一是|二是|三是|其一|首先|第一[，、]|[（(]?[一1][）)、.])")
_PRONOUNS = "他她它我你您这那其此谁"
_MEASURED = re.compile(
    "[一二三四五六七八九十两几半数每这那某各整多百千万\\d][个张只条件位名座家份次种类项块场段间篇辆部台所层支批套天年月日岁]$"
)
"""A number and a measure, which want their noun."""
_TIME = re.compile(
    "(近日|日前|昨[日天]|今[日天年]|去年|前年|当[日天晚]|如今|目前|近年来?|[这那]一年|一年来|随后|据悉|据了解"
    r"|\d{4}年|\d{1,2}月)"
)
_SAID = re.compile(
    "[^，。：“”]{6,30}(说|介绍|表示|提醒|告诉记者|指出|认为|坦言|透露|回忆|呼吁|解释)[，：]"
)
"""Someone with office and name who speaks: too long a subject to be the second half of one."""
_SHORTEST_HALF = 8
"""Characters: no newspaper column is narrower, so a shorter line is whole: a signature, 此致."""
_HAN = re.compile("[\u4e00-\u9fff]")
_REACH = 600
"""Characters before a break that a decision looks at."""


@dataclass(frozen=True, slots=True)
class Healed:
    """The page with its paragraphs whole."""

    pieces: Pieces
    """What is left when halves are joined."""
    heals: tuple[Heal, ...]
    """Every join."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    confidence: float
    why: str


def healed(pieces: Pieces) -> Healed:
    """`pieces` with the halves of paragraphs joined. Linear, however many halves there are."""
    runs: list[_Run] = []
    heals: list[Heal] = []
    open_run: _Run | None = None
    for piece in pieces:
        if open_run is not None and piece.kind in _TEXT:
            left = open_run.end()
            evidence = _evidence(left, piece, aside=open_run is not runs[-1])
            if evidence is not None:
                heals.append(_heal(left, piece, evidence))
                open_run.parts.append(piece)
                open_run = open_run if _is_open(piece) else None
                continue
        run = _Run([piece])
        runs.append(run)
        if piece.kind not in _ASIDE:
            open_run = run if _is_open(piece) else None
    return Healed([run.whole() for run in runs], tuple(heals))


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece and what has been joined to it, put together once at the end."""

    parts: list[Piece]

    def end(self) -> Piece:
        """The last of it: as much as a decision needs."""
        texts: list[str] = []
        length = 0
        for part in reversed(self.parts):
            texts.append(part.text[-_REACH:])
            length += len(texts[-1])
            if length >= _REACH:
                break
        return replace(self.parts[-1], text=_together(texts[::-1]))

    def whole(self) -> Piece:
        """All of it as one piece."""
        if len(self.parts) == 1:
            return self.parts[0]
        return replace(
            self.parts[0],
            lines=tuple(line for part in self.parts for line in part.lines),
            text=_together([part.text for part in self.parts]),
            removed=tuple(removed for part in self.parts for removed in part.removed),
        )


def _together(texts: Sequence[str]) -> str:
    gaps = ["", *(joiner(a, b) for a, b in pairwise(texts))]
    return "".join(gap + text for gap, text in zip(gaps, texts, strict=True))


def _is_open(piece: Piece) -> bool:
    if piece.kind not in _TEXT or _stands_alone(piece.text):
        return False
    return not is_finished(piece.text) or _ends_in_list(piece)


def _ends_in_list(piece: Piece) -> bool:
    """Whether a paragraph of several sentences ends in ；, as none does that is whole."""
    text = piece.text
    return piece.kind == "paragraph" and text[-1] in "；;" and last_sentence_start(text) > 0


def _stands_alone(text: str) -> bool:
    """Whether the line is whole without a stop: who said it, or a note in brackets."""
    return is_attribution(text) or is_bracketed(text) or is_particular(text)


def _evidence(left: Piece, right: Piece, *, aside: bool) -> _Evidence | None:
    """Why `right` goes on where `left` ends; None if it does not seem to."""
    if right.kind != "paragraph" or _stands_alone(right.text) or is_item(right.text):
        return _forced(left.text, right.text)
    certain = _certain(left.text, right.text)
    if certain is not None:
        return certain
    if is_speech(right.text) or _leads_in(left.text, right.text):
        return None
    likely = _likely(left.text, right.text)
    if likely is not None:
        return likely
    if is_glued_heading(left.text, right.text) or _begins_anew(right.text):
        return None
    if len(left.text) < _SHORTEST_HALF:
        return None
    weak = _unstopped(left.text)
    return None if aside and weak.confidence < DOUBTFUL else weak


def _unstopped(left: str) -> _Evidence:
    """What is left to say for a sentence that has only just begun."""
    tail = left[last_sentence_start(left) :]
    if not is_heading_like(tail) or tail[0] in _PRONOUNS or len(tail) < 4:
        return _Evidence(0.8, "the first half ends in the middle of a sentence")
    return _Evidence(0.65, "the first half ends without a stop")


def _begins_anew(right: str) -> bool:
    """Whether `right` begins as paragraphs do: with a time, or with what someone says."""
    said = re.match("“([^“”]+)”", right)
    if said is not None:
        return said[1][-1] in "，。！？…" or "，" in said[1]
    return _TIME.match(right) is not None or _SAID.match(right) is not None


def _forced(left: str, right: str) -> _Evidence | None:
    """What looks like a list's entry and yet goes on: `共` and `95个…` never do, `“党` may."""
    if opened(left) and unopened(right):
        return _Evidence(0.9, f"{opened(left)[-1]} opens in one half and closes in the other")
    return None


def _certain(left: str, right: str) -> _Evidence | None:
    if right[0] in NEVER_FIRST:
        return _Evidence(0.97, f"no paragraph begins with {right[0]}")
    word = cut_word(left, right)
    if word:
        return _Evidence(0.97, f"the break cuts the word {word}")
    if closes(opened(left), unopened(right)):
        return _Evidence(0.95, f"{opened(left)[-1]} opens in one half and closes in the other")
    if right[0] in FOLLOWERS and not is_heading_like(left):
        return _Evidence(0.95, f"no paragraph begins with {right[0]}")
    return None


def _likely(left: str, right: str) -> _Evidence | None:
    end = left[-1]
    if end in "；;":
        return _Evidence(0.8, f"the first half ends in {end}") if right[-1] == "。" else None
    if end in "，、,":
        return _Evidence(0.92, f"the first half ends in {end}")
    if end in OPEN_WORDS:
        return _Evidence(0.9, f"no sentence ends in {end}")
    if end.isascii() and end.isalnum() and right[0].isascii() and right[0].isalnum():
        # In Chinese text either may be meant, `deep learning` or `MicroVision`.
        doubt = _HAN.search(left) is not None and end.isalpha()
        return _Evidence(0.65 if doubt else 0.85, "Latin letters or figures on either side")
    if end.isdigit():
        return _Evidence(0.85, "a number without its measure ends the first half")
    tail = left[last_sentence_start(left) :]
    if _MEASURED.search(tail):
        return _Evidence(0.85, "a number and its measure want a noun")
    if len(tail) < 4 and last_sentence_start(left):
        return _Evidence(0.85, "a sentence has only just begun")
    if CLAUSE_END.search(tail):
        return _Evidence(0.85, "the first half ends within a sentence")
    return None


def _leads_in(left: str, right: str) -> bool:
    """Whether `left` only announces a list that begins with `right`."""
    return len(left) < 40 and left[-1] in "，：" and _COUNTED.match(right) is not None


def _heal(left: Piece, right: Piece, evidence: _Evidence) -> Heal:
    return Heal(
        lines=(left.lines[-1], right.lines[0]),
        left=left.text[-6:],
        right=right.text[:6],
        joiner=joiner(left.text, right.text),
        kind="column break",
        confidence=evidence.confidence,
        why=evidence.why,
    )
