"""Symbols: characters of the fonts that have none of Unicode's order."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["is_symbolic", "symbol"]

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
"""Adobe's Symbol encoding from 0x20 to 0x7E."""
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ "
    "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
"""The same from 0xA0 to 0xFE; 0xF0 holds nothing."""
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x23: "✁", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x3F: "✍", 0x45: "☜",
    0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x54: "❄", 0x6C: "●",
    0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x80: "⓪", **{0x80 + n: chr(0x2460 + n - 1) for n in range(1, 11)},
    0x8B: "⓿", **{0x8B + n: chr(0x2776 + n - 1) for n in range(1, 11)},
    0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xB2: "✧", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
"""Those of Wingdings for which texts have characters of their own, and fonts have them."""
_PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps the codes of such fonts."""


_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})


def is_symbolic(font: str) -> bool:
    """Whether every letter of `font` shows a symbol."""
    return font.casefold() in _FONTS


def symbol(number: int, font: str) -> str:
    """The character that `font` shows for a code; empty where it is not known."""
    if is_symbolic(font):
        low = number - _PRIVATE.start if number in _PRIVATE else number
        if font.casefold() == "symbol":
            return _greek(low)
        known = _WINGDINGS.get(low, "") if font.casefold() == "wingdings" else ""
        return known or _others().get((font.casefold(), low), "")
    if number in _PRIVATE or number > 0x10FFFF:
        return ""
    return chr(number)


def _greek(low: int) -> str:
    if 0x20 <= low < 0x20 + len(_SYMBOL):
        return _SYMBOL[low - 0x20]
    return _SYMBOL_HIGH[low - 0xA0] if 0 <= low - 0xA0 < len(_SYMBOL_HIGH) else ""


@cache
def _others() -> dict[tuple[str, int], str]:
    """Font and code → the character that Unicode 7.0 took in for it, from `symbols.txt`.

    A line there is a font's name, or the first digit of sixteen codes and their characters.
    """
    found: dict[tuple[str, int], str] = {}
    font = ""
    for line in files(__package__).joinpath("symbols.txt").read_text("utf-8").splitlines():
        digit, _, row = line.partition(" ")
        if len(digit) > 1:
            font = line.casefold()
            continue
        for low, character in enumerate(row, int(digit, 16) * 16):
            if character != "\ufffd":
                found[font, low] = character
    return found
