"""Rules on photos too coarse for paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubkit import walk
from pubkit.model import Place
from pubkit.notice import Notice
from pubkit.reading import Reading
from pubkit.units import Length

__all__ = ["RESOLUTION"]

_WANTED_PPI = 200
_DOUBTFUL_PPI = 150
"""Two pixels a screen line are wanted, one and a half still pass: newspapers print with 40 lines
a centimetre, about 100 an inch (ISO 12647-3)."""

_A4: Mapping[Place, float] = {"column": 78, "end": 78, "wide": 163, "lead": 163}
"""mm: of the two columns of 21 characters at 10.5 pt on A4 that the style `daily` sets."""
_BROADSHEET: Mapping[Place, float] = {"column": 67, "end": 67, "wide": 138, "lead": 208}
"""mm: one, two and three of five columns in the type area of a broadsheet, 350 mm wide."""
_PRINTED: Mapping[str, Mapping[Place, float]] = {"docx": _A4, "pdf": _A4, "page": _BROADSHEET}
"""Channel → how wide it sets a photo. No style is known here; these are the usual measures."""


def _coarse(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """Photos with too few pixels for the widest place that a chosen channel gives them."""
    printed = [_PRINTED[name] for name in sorted(channels & _PRINTED.keys())]
    if not printed:
        return
    for where, figure in walk.figures(reading.article):
        asset = reading.assets.get(figure.photo or "")
        if asset is None:
            continue
        width_mm = max(measures[figure.place] for measures in printed)
        ppi = asset.width_px * 72 / Length.of_mm(width_mm).pt
        if ppi < _WANTED_PPI:
            yield Notice(
                code="photo-coarse",
                severity="warning" if ppi < _DOUBTFUL_PPI else "info",
                where=where,
                text=f"The photo {figure.photo} is {asset.width_px} pixels wide: {ppi:.0f} an inch "
                f"at {width_mm:.0f} mm, the width of place={figure.place}.",
                hint=f"Ask for the original; {_WANTED_PPI} an inch are wanted in print.",
            )


RESOLUTION = (_coarse,)
