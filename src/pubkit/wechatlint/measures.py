"""Widths, offsets and sizes: whether a phone of 375 px shows all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.fault import Fault
from pubkit.wechatlint.declarations import side
from pubkit.wechatlint.sheet import Piece, Sheet

__all__ = ["MEASURES"]

_WIDEST_PX = 120.0
"""A fixed width above this is no ornament any more: inside a few frames it runs over the edge."""
_OFFSET_PX = 64.0
"""A side above this wastes a fifth of a phone."""
_NARROWEST_PX = 120.0
"""Width below which a line of 16 px type holds fewer than seven characters."""
_LEADING = 0.95
"""Leading in type sizes below which lines touch; the platform's own number."""
_SMALLEST_PX = 11.0
"""Type size that can still be read on a phone."""
_UNBROKEN = 12
"""Characters on an unbreakable line that even the narrowest measure holds."""
_SEEN = 0.1
"""Opacity below which nothing is seen."""
_NUMBER = re.compile(r"\d+\.?\d*|\.\d+")
_ABSOLUTE = re.compile(r"[\d.]+(px|pt|vw|rem|em)$")
_SHIFT = re.compile(r"(translate(?:x|3d)?)\(\s*([^,)]+)")


def _widths(piece: Piece) -> Iterator[Fault]:
    for name in ("width", "min-width"):
        value = piece.style.get(name)
        length = piece.length(value)
        if length is None or piece.in_drawing or piece.tag in ("img", "svg"):
            continue
        fixed = _ABSOLUTE.search(value) is not None and length > _WIDEST_PX
        if fixed or length > piece.outer_px + 0.5:
            yield Fault(
                "wechat-width",
                "error",
                piece.place,
                f"{name}: {value} is fixed and does not fit every phone",
                "Give a percentage, or max-width.",
            )


def _offsets(piece: Piece) -> Iterator[Fault]:
    if not piece.is_block:
        return
    for name in ("margin", "padding"):
        for which in ("left", "right"):
            value = side(piece.style, name, which)
            length = piece.length(value) or 0.0
            if length > _OFFSET_PX or length < 0:
                yield Fault(
                    "wechat-offset",
                    "error",
                    piece.place,
                    f"{name}-{which}: {value} moves it too far aside",
                    f"Use 0 to {_OFFSET_PX:.0f} px.",
                )
    shift = _SHIFT.search(piece.style.get("transform"))
    for value in (shift[2] if shift else "", piece.style.get("text-indent")):
        if abs(piece.length(value) or 0.0) > _OFFSET_PX:
            yield Fault(
                "wechat-offset",
                "error",
                piece.place,
                f"An offset of {value} moves it too far aside",
                f"Use 0 to {_OFFSET_PX:.0f} px.",
            )


def _narrow(piece: Piece) -> Iterator[Fault]:
    if piece.own_text and piece.measure_px < _NARROWEST_PX and len(piece.own_text) > _UNBROKEN:
        yield Fault(
            "wechat-narrow",
            "error",
            piece.place,
            f"Its lines are {piece.measure_px:.0f} px wide on a phone of 375 px",
            "Take off some of the frames and sides round it.",
        )


def _unbroken(piece: Piece) -> Iterator[Fault]:
    value = piece.style.get("white-space")
    if value in ("nowrap", "pre") and len(piece.words) > _UNBROKEN:
        yield Fault(
            "wechat-nowrap",
            "error",
            piece.place,
            f"white-space: {value} keeps {len(piece.words)} characters on one line",
            "Let it break.",
        )


def _clipped(piece: Piece) -> Iterator[Fault]:
    if piece.tag in ("img", "svg", "br", "hr") or piece.in_drawing:
        return
    for name in ("height", "max-height"):
        value = piece.style.get(name)
        length = piece.length(value) if value and not value.endswith("%") else None
        hides = piece.style.get("overflow") in ("hidden", "clip", "scroll", "auto")
        if length is not None and (hides or length == 0) and piece.words:
            yield Fault(
                "wechat-clipped",
                "error",
                piece.place,
                f"{name}: {value} cuts off text where the reader's type is larger",
                "Leave the height to the text.",
            )


def _hidden(piece: Piece) -> Iterator[Fault]:
    for way in _ways_of_hiding(piece):
        if piece.words or any(str(one.tag) == "img" for one in piece.element.iter()):
            yield Fault(
                "wechat-hidden",
                "error",
                piece.place,
                f"Text or a picture is hidden ({way})",
                "Show it or take it out.",
            )


def _ways_of_hiding(piece: Piece) -> Iterator[str]:
    style = piece.style
    if style.get("display") == "none":
        yield "display: none"
    if style.get("visibility") in ("hidden", "collapse"):
        yield "visibility: hidden"
    opacity = _NUMBER.fullmatch(style.get("opacity"))
    if opacity and float(opacity[0]) < _SEEN:
        yield "opacity"
    if style.get("font-size") and piece.size_px < 1 and piece.own_text:
        yield "font-size: 0"


def _leading(piece: Piece) -> Iterator[Fault]:
    if piece.own_text and piece.leading_px < _LEADING * piece.size_px:
        yield Fault(
            "wechat-leading",
            "error",
            piece.place,
            f"Lines of {piece.size_px:.0f} px type are {piece.leading_px:.0f} px apart and touch",
            "Set line-height to 1 or more.",
        )


def _small(piece: Piece) -> Iterator[Fault]:
    if piece.own_text and 1 <= piece.size_px < _SMALLEST_PX and not piece.in_drawing:
        yield Fault(
            "wechat-small",
            "warning",
            piece.place,
            f"Type of {piece.size_px:.0f} px is too small to read on a phone",
            f"Use {_SMALLEST_PX:.0f} px or more.",
        )


_RULES = (_widths, _offsets, _narrow, _unbroken, _clipped, _hidden, _leading, _small)


def _measures(sheet: Sheet) -> Iterator[Fault]:
    for piece in sheet.pieces:
        for rule in _RULES:
            yield from rule(piece)


MEASURES = (_measures,)
