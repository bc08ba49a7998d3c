"""Forms: what a piece's own words say it is, before its neighbours are asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pubkit.credits import is_author
from pubkit.model import Credit
from pubkit.readers.galley.english import contact, english_byline
from pubkit.readers.galley.furniture import date_of, dated, fields, sourced
from pubkit.readers.galley.gluing import begins_with_byline
from pubkit.readers.galley.marks import unmarked
from pubkit.readers.galley.names import names_only, parsed
from pubkit.readers.galley.photos import caption, is_page_credit, is_photo_credit, says_caption
from pubkit.readers.galley.pieces import Piece, judged
from pubkit.record import Added, Kind, Removed

__all__ = ["as_date", "captioned", "formed", "left_over", "signed"]

_STANDFIRST = re.compile(
    r"[【\[（(]?(核心提示|内容提要|内容摘要|阅读提示|导读|导语|提要|编者按|编者的话|编前|编前语|开栏的话|开栏语|核心阅读"
    r"|要点|引言|题记|卷首语|核心提示|編者按|導讀)[】\]）)]?\s*(?:[:：]\s*|(?<=[】\]）)])\s*|\s+|\Z)"
)
_AUTHOR = "作者"
"""The role of those who sign without one."""
_SIGNING = "□■●◆◎○◇▲（("
"""What stands before names that sign."""
_GAP = re.compile(r"(?P<text>\S.{3,}?)(?:\u3000+|[ \t]{2,})(?P<names>\S.{2,30})")
_OFFICE = re.compile(
    r"[□■◎（(]?\s*(?P<name>[\u4e00-\u9fff]{2,24}?)(?P<role>课题组|调研组|报道组|采访组|评论员|编写组|写作组|调查组|專案組)[）)]?"
)
"""An office that signs as its author."""
_LONGEST_CAPTION = 130
"""Characters: the longest of two dozen real pages had 102."""


def formed(piece: Piece) -> list[Piece]:
    """`piece` judged by its own form, or as it was; a line of several fields as several pieces."""
    piece = unmarked(piece)
    if piece.fixed:
        return [piece]
    parts = [_field(replace(piece, text=part)) for part in fields(piece.text)]
    if parts and all(part.fixed for part in parts):
        return parts
    return _with_byline_behind(piece) or [_judged(piece)]


def _field(piece: Piece) -> Piece:
    """One part of a line of several: a date there is the page's, without a word before it."""
    whole = unmarked(piece)
    if whole.fixed:
        return whole
    return as_date(piece, "among source and names") if dated(piece.text) else _judged(piece)


def _with_byline_behind(piece: Piece) -> list[Piece]:
    """The line and the byline that a wide gap parts from it; empty if there is none."""
    match = _GAP.fullmatch(piece.text) if len(piece.text) <= _LONGEST_CAPTION else None
    if match is None or not parsed(match["names"]) or parsed(piece.text):
        return []
    why = "roles and names behind a wide gap"
    byline = _credited(replace(piece, text=match["names"], removed=()), parsed(match["names"]))
    return [_judged(replace(piece, text=match["text"])), replace(byline, confidence=0.8, why=why)]


def _judged(piece: Piece) -> Piece:
    return _furniture(piece) or _named(piece) or _pictured(piece) or _introduced(piece) or piece


def _furniture(piece: Piece) -> Piece | None:
    source = sourced(piece.text)
    if source:
        if date_of(source) and len(source) < 22:
            why = "a date where the source should stand"
            return judged(piece, "mark", 0.8, why, removed=[_removed(piece, piece.text, why)])
        rest = left_over(piece, piece.text, [source], "the word before the source")
        return replace(judged(piece, "source", 0.95, "it says so", removed=rest), text=source)
    date = dated(piece.text)
    return as_date(piece, "it says so") if date and date != piece.text else None


def as_date(piece: Piece, why: str) -> Piece:
    """`piece` as the article's date, which the article holds as a date and not as words."""
    rest = [_removed(piece, piece.text, "the article's date, or a second one of it")]
    return replace(judged(piece, "date", 0.95, why, removed=rest), text=dated(piece.text))


def _named(piece: Piece) -> Piece | None:
    if is_page_credit(piece.text):
        return judged(piece, "page credit", 0.95, "it speaks of all photos of the page")
    if begins_with_byline(piece.text):
        return None
    credits = parsed(piece.text) or english_byline(piece.text) or contact(piece.text)
    if credits:
        return _credited(piece, credits)
    if is_photo_credit(piece.text) and len(caption(piece.text).text) == len(piece.text):
        return judged(piece, "credit", 0.8, "it says whose a photo is")
    if piece.text[0] in _SIGNING and (names := names_only(piece.text)):
        return signed(piece, names, "names alone, behind an ornament or in brackets")
    office = _OFFICE.fullmatch(piece.text)
    if office:
        return _credited(piece, (Credit(office["role"], (office["name"],)),))
    return None


def _credited(piece: Piece, credits: tuple[Credit, ...]) -> Piece:
    writes = any(is_author(credit.role) for credit in credits)
    kept = [word for credit in credits for word in (credit.role, *credit.names)]
    rest = left_over(piece, piece.text, kept, "marks between roles and names")
    kind: Kind = "byline" if writes else "credit"
    done = judged(piece, kind, 0.95, "roles and names, and nothing else", removed=rest)
    again = Counter("".join("".join(kept).split())) - Counter(piece.text)
    shared = "".join(again.elements())
    why = "a role that several names share"
    added = (Added(line=piece.lines[0], text=shared, why=why),) if shared else ()
    return replace(done, credits=credits, added=added)


def signed(piece: Piece, names: tuple[str, ...], why: str) -> Piece:
    """`piece` as a byline that names its authors without saying so."""
    rest = left_over(piece, piece.text, names, "marks round names")
    done = judged(piece, "byline", 0.8, why, removed=rest)
    added = Added(line=piece.lines[0], text=_AUTHOR, why="the role of names without one")
    return replace(done, credits=(Credit(_AUTHOR, names),), added=(added,))


def _pictured(piece: Piece) -> Piece | None:
    if len(piece.text) > _LONGEST_CAPTION:
        return None
    if says_caption(piece.text):
        return captioned(piece, 0.9, "its first words point at a photo")
    own = caption(piece.text)
    if own.credit:
        return captioned(piece, 0.85, "a photo's credit stands behind it")
    return None


def captioned(piece: Piece, confidence: float, why: str) -> Piece:
    """`piece` as a caption, its own credit taken from it."""
    own = caption(piece.text)
    why_gone = "marks round the credit"
    gone = Removed(line=piece.lines[-1], text=own.between, why=why_gone)
    removed = [gone] if own.between else []
    done = judged(piece, "caption", confidence, why, removed=removed)
    return replace(done, text=own.text, credit=own.credit)


def _introduced(piece: Piece) -> Piece | None:
    match = _STANDFIRST.match(piece.text)
    if match is None:
        return None
    if match.end() == len(piece.text):
        return judged(piece, "box label", 0.9, "a word that stands over an introduction")
    return judged(piece, "standfirst", 0.95, "its first words say so")


def left_over(piece: Piece, raw: str, kept: Iterable[str], why: str) -> list[Removed]:
    """What of `raw` is in none of `kept`, as removed; white space is not counted."""
    rest = "".join(raw.split())
    for word in sorted(kept, key=len, reverse=True):
        for part in word.split():
            rest = rest.replace(part, "\n", 1)
    return [_removed(piece, text, why) for text in rest.split("\n") if text]


def _removed(piece: Piece, text: str, why: str) -> Removed:
    return Removed(line=piece.lines[0], text=text, why=why)
