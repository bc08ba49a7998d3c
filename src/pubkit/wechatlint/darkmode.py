"""Colours in the platform's dark mode, by the algorithm that it publishes.

Nobody chooses dark colours for an article: the platform derives them from its light ones, each
background from itself and each text from the background that it then stands on.
Source: github.com/wechatjs/mp-darkmode, `doc/en/principle` and the constants of its SDK.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import TypeAlias

__all__ = ["DARK_PAGE", "DARK_TEXT", "LIGHT_PAGE", "LIGHT_TEXT", "Rgb", "border", "ground", "text"]

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green and blue, 0 to 255."""

LIGHT_PAGE: Rgb = (255.0, 255.0, 255.0)
LIGHT_TEXT: Rgb = (25.0, 25.0, 25.0)
DARK_PAGE: Rgb = (25.0, 25.0, 25.0)
DARK_TEXT: Rgb = (163.0, 163.0, 163.0)
"""The platform's page and text: white and #191919 by day, #191919 and #A3A3A3 by night."""

_SPAN = 163.0 - 25.0
"""Brightness between dark page and dark text: no text stands further above its ground."""
_WHITE_LIKE = 250.0
"""Brightness from which text stays as it is and a background counts as white."""
_BRIGHTEST_GROUND = 190.0
"""Brightness to which a light tint is dimmed."""
_LEAST_APART = 65.0
"""Brightness that text and ground are apart at least."""
_BRIGHT_GROUND = 100.0
"""Brightness from which text on a ground is darkened rather than lit."""
_GREY_LIGHT, _DARKEST, _TURNED = 0.40, 0.22, 0.90
"""HSL lightness: of greys that are turned round, of the darkest ground, and what text and its
turned self add up to."""


def brightness(rgb: Rgb) -> float:
    """Perceived brightness, 0 to 255 (W3C AERT, 2.2)."""
    return (rgb[0] * 299 + rgb[1] * 587 + rgb[2] * 114) / 1000


@lru_cache(maxsize=1024)
def ground(rgb: Rgb) -> Rgb:
    """A background in dark mode."""
    hue, light, saturation = _hls(rgb)
    if (saturation == 0 and light > _GREY_LIGHT) or brightness(rgb) > _WHITE_LIKE:
        return _rgb(0, min(1.0, 1 + DARK_PAGE[0] / 255 - light), 0)
    if brightness(rgb) > _BRIGHTEST_GROUND:
        return _at(_BRIGHTEST_GROUND, rgb)
    return _rgb(hue, max(light, _DARKEST), saturation)


@lru_cache(maxsize=4096)
def text(rgb: Rgb, behind: Rgb) -> Rgb:
    """Text in dark mode on the dark background `behind`."""
    own, under = brightness(rgb), brightness(behind)
    apart = abs(under - own)
    if own >= _WHITE_LIKE:
        return rgb
    if apart > _SPAN and under <= brightness(DARK_PAGE) + 2:
        return _at(_SPAN + under, rgb)
    if apart >= _LEAST_APART:
        return rgb
    hue, light, saturation = _hls(rgb)
    if under >= _BRIGHT_GROUND:
        if light > _TURNED - _GREY_LIGHT:
            return text(_rgb(hue, _TURNED - light, saturation), behind)
        return _at(min(_SPAN, under - _LEAST_APART), rgb)
    if light <= _GREY_LIGHT:
        return text(_rgb(hue, _TURNED - light, saturation), behind)
    return _at(min(_SPAN, under + _LEAST_APART), rgb)


def border(rgb: Rgb) -> Rgb:
    """A border in dark mode, which the platform treats as text on its dark page."""
    return text(rgb, DARK_PAGE)


def _hls(rgb: Rgb) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(rgb[0] / 255, rgb[1] / 255, rgb[2] / 255)


def _rgb(hue: float, light: float, saturation: float) -> Rgb:
    red, green, blue = colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light)), saturation)
    return red * 255, green * 255, blue * 255


def _at(target: float, rgb: Rgb) -> Rgb:
    """The colour at another brightness; what one channel cannot give, another does."""
    own = brightness(rgb)
    if own == 0:
        return target, target, target
    red, green, blue = (min(255.0, part * target / own) for part in rgb)
    if green == 0 or red == 255 or blue == 255:
        green = (target * 1000 - red * 299 - blue * 114) / 587
    elif red == 0:
        red = (target * 1000 - green * 587 - blue * 114) / 299
    elif blue == 0 or green == 255:
        blue = (target * 1000 - red * 299 - green * 587) / 114
    return tuple(max(0.0, min(255.0, part)) for part in (red, green, blue))  # type: ignore[return-value]  # three went in
