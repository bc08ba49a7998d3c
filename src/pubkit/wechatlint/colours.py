"""Colours as CSS writes them, and how far apart two of them are."""

from __future__ import annotations

from functools import lru_cache

import tinycss2
from tinycss2 import color3

from pubkit.wechatlint.darkmode import Rgb

__all__ = ["colours_in", "contrast", "over", "shown"]


@lru_cache(maxsize=1024)
def colours_in(value: str) -> tuple[tuple[Rgb, float], ...]:
    """Every colour in a CSS value, with its opacity: one of `red`, several of a gradient."""
    return tuple(_found(tinycss2.parse_component_value_list(value)))


def _found(tokens: list[object]) -> list[tuple[Rgb, float]]:
    found: list[tuple[Rgb, float]] = []
    for token in tokens:
        colour = color3.parse_color(token)
        if colour is not None and not isinstance(colour, str):
            red, green, blue, alpha = colour
            found.append(((red * 255, green * 255, blue * 255), alpha))
        else:
            found += _found(getattr(token, "arguments", None) or [])
    return found


def over(rgb: Rgb, alpha: float, behind: Rgb) -> Rgb:
    """The colour that is seen where one lies on another."""
    return (
        rgb[0] * alpha + behind[0] * (1 - alpha),
        rgb[1] * alpha + behind[1] * (1 - alpha),
        rgb[2] * alpha + behind[2] * (1 - alpha),
    )


@lru_cache(maxsize=4096)
def contrast(one: Rgb, other: Rgb) -> float:
    """Ratio of two colours, 1 to 21.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shown(rgb: Rgb) -> str:
    """`#b4282d`."""
    return "#" + "".join(f"{round(part):02x}" for part in rgb)
