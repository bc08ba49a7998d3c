"""The pressroom: a press file, judged by what its own printer asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pubkit.config import Press
from pubkit.press.profiles import profile
from pubkit.renderer import Output
from pubkit.style import Style
from pubkit.units import Length

if TYPE_CHECKING:
    from pubkit.preflight import Limits

__all__ = ["asked", "preflighted"]

_PDF = "application/pdf"
_FINER = 1.1
"""Photos may have a tenth more than the resolution asked for: they are scaled in whole pixels."""


def asked(press: Press, style: Style) -> Limits:
    """What `[press]` of pubkit.toml and its profile ask for.

    Raises: ConfigError, StyleError as `profile` does.
    """
    from pubkit.preflight import Limits  # the preflight is loaded for press files alone

    found = profile(press, style)
    return Limits(
        bleed_mm=round(Length.parse(press.bleed).mm, 3),
        ink=found.ink,
        fine_ppi=max(Limits.fine_ppi, _FINER * found.resolution),
    )


def preflighted(output: Output, press: Press, style: Style) -> Output:
    """The output with what the preflight says of it, where its main file is a PDF.

    Raises: ConfigError, StyleError as `profile` does; MissingDependency without pikepdf.
    """
    if output.main.media_type != _PDF:
        return output
    from pubkit.preflight import preflight

    found = preflight(output.main.data, asked(press, style))
    return replace(output, notices=(*output.notices, *found))
