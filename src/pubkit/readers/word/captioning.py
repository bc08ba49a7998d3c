"""Captioning: which short lines belong to which pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pubkit.readers.galley.photos import caption, is_page_credit, says_caption
from pubkit.readers.word.flow import Line, Picture
from pubkit.readers.word.units import Unit

__all__ = ["Shown", "captioned", "is_caption_style", "without_number"]

_STYLE = re.compile(
    r"caption|(?:figure|image|picture|photo) caption|题注|图注|图说|图题|图片说明|照片说明|图片注释"
)
_NUMBERED = re.compile(
    r"(?:图|圖|图片|照片|[Ff]igure|[Ff]ig\.?|[Pp]hoto)\s*(?P<number>\d{1,3})(?![\d\-－–.．]\d)"
    r"\s*[.．:：、）)]?[\s\u3000]*"
)
_LONGEST = 110
"""Characters of a caption that only its place tells."""
_DIRECTION = re.compile(r"[（(]?[上下左右][图圖]")


@dataclass(slots=True)
class Shown:
    """Pictures and the words below them."""

    pictures: list[tuple[Line, Picture]]
    """At least one."""
    caption: Unit | None = None
    """The words of the last of them."""
    gap: int = 0
    why: str = ""
    """How the words were known."""
    others: list[Unit] = field(default_factory=list)


def captioned(found: Sequence[Unit], body_size: int) -> list[Unit | Shown]:
    """The units, pictures put together with their captions."""
    above = _stand_above(found)
    done: list[Unit | Shown] = []
    at = 0
    while at < len(found):
        unit = found[at]
        at += 1
        if not unit.pictures:
            done.append(unit)
            continue
        pictures = list(unit.pictures)
        while at < len(found) and found[at].pictures:
            pictures += found[at].pictures
            at += 1
        if above and done and isinstance(done[-1], Unit) and (why := _why(done[-1], body_size)):
            words = done.pop()
            assert isinstance(words, Unit)
            done.append(Shown(pictures, words, words.gap, why))
            continue
        captions = [] if above else _following(found, at, len(pictures), body_size)
        at += len(captions)
        done += _paired(pictures, captions, unit.gap)
    return done


def _stand_above(found: Sequence[Unit]) -> bool:
    """Whether the document sets captions above its pictures: the first does, the last has none."""
    styled = [i for i, unit in enumerate(found) if _says(unit)]
    pictures = [i for i, unit in enumerate(found) if unit.pictures]
    if not styled or not pictures:
        return False
    followed = all(i + 1 in pictures for i in styled)
    return followed and styled[0] < pictures[0] and pictures[-1] > styled[-1]


def _following(found: Sequence[Unit], at: int, most: int, body_size: int) -> list[tuple[Unit, str]]:
    """The captions from `at` on; more than one only for as many pictures, each saying so."""
    captions: list[tuple[Unit, str]] = []
    while at < len(found) and len(captions) < most:
        why = _why(found[at], body_size)
        if not why or (captions and not (_says(found[at]) or why == captions[0][1])):
            break
        captions.append((found[at], why))
        at += 1
    return captions if len(captions) in (1, most) else captions[:1]


def _paired(
    pictures: list[tuple[Line, Picture]], captions: Sequence[tuple[Unit, str]], gap: int
) -> list[Unit | Shown]:
    if len(captions) == len(pictures):
        return [
            Shown([picture], unit, gap, why)
            for picture, (unit, why) in zip(pictures, captions, strict=True)
        ]
    if captions:
        return [Shown(pictures, captions[0][0], gap, captions[0][1])]
    return [Shown(pictures, None, gap)]


def is_caption_style(style: str) -> bool:
    """Whether a style is called as captions' are."""
    return _STYLE.fullmatch(style) is not None


def _says(unit: Unit) -> bool:
    """Whether style or first words say that it is a caption."""
    if not unit.is_words or unit.line.level is not None:
        return False
    return is_caption_style(unit.line.style) or _NUMBERED.match(unit.text) is not None


def _why(unit: Unit, body_size: int) -> str:
    """Why the unit is a caption; empty if it is none."""
    if not unit.is_words or unit.line.level is not None or is_page_credit(unit.text):
        return ""
    if is_caption_style(unit.line.style):
        return "its style"
    if unit.arranged:
        return "a table sets it beside a picture"
    text = unit.text
    if len(text) > _LONGEST:
        return ""
    if _NUMBERED.match(text):
        return "its number, beside a picture"
    if says_caption(text) or _DIRECTION.match(text):
        return "its first words point at a picture"
    if caption(text).credit:
        return "a photo's credit stands behind it"
    small = 0 < unit.line.size < body_size
    if unit.gap == 0 and not unit.line.bold and (small or unit.line.align == "center"):
        return "small or centred, right below a picture"
    return ""


def without_number(text: str, number: int) -> str:
    """The figure's number before a caption, if it is the one that follows from the order."""
    match = _NUMBERED.match(text)
    return match[0] if match and int(match["number"]) == number and match.end() < len(text) else ""
