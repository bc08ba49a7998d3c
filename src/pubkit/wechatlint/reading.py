"""Colours: whether text can be read by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.fault import Fault
from pubkit.wechatlint.colours import contrast, shown
from pubkit.wechatlint.sheet import Sheet, Tones

__all__ = ["LEAST", "READING", "readable"]

LEAST = 4.5
"""Contrast of text and ground (WCAG 2.2, 1.4.3); nothing in an article is large enough for less."""
_UNREADABLE = 3.0
"""Below this even large type is lost."""


def readable(tones: Tones) -> float:
    """Their contrast."""
    return contrast(tones.text, tones.ground)


def _contrast(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        if not piece.own_text or piece.over_gradient or piece.in_drawing:
            continue
        for mode, tones in (("light", piece.day), ("dark", piece.night)):
            ratio = readable(tones)
            if ratio < LEAST:
                yield Fault(
                    f"wechat-contrast-{mode}",
                    "error" if ratio < _UNREADABLE else "warning",
                    piece.place,
                    f"In {mode} mode {shown(tones.text)} on {shown(tones.ground)} has a contrast "
                    f"of {ratio:.2f}; {LEAST} is wanted",
                    "Take a darker text, or a neutral grey ground."
                    if mode == "light"
                    else "Take a neutral grey, or colour the ground and not the text.",
                )


READING = (_contrast,)
