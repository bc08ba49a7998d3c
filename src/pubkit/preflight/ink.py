"""Rules on ink: how much of it lies in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.preflight.intents import condition
from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Mark, Sheet
from pubkit.preflight.raster import Inking

__all__ = ["inking"]

_NEWSPRINT = re.compile(r"news|coldset|\bSNAP\b|\bIFRA\b|TR 002", re.IGNORECASE)
_NEWSPRINT_INK = 240
"""Percent, at the most, in coldset offset on newsprint (ISO 12647-3)."""
_COATED_INK = 300
"""Percent that offset bears in a web on coated paper; in sheets it is 350 (ISO 12647-2)."""
_ROUNDING = 2.0
"""Percent: what the raster's 255 steps and the scaling of photos may add."""
_MIXED = 0.2
"""The part of its area that an ink covers where white text in it would close up."""


def _limit(job: Job) -> int:
    """The total ink that the file's own press bears, unless the caller says."""
    return job.limits.ink or (_NEWSPRINT_INK if _NEWSPRINT.search(condition(job)) else _COATED_INK)


def inking(sheet: Sheet, found: Inking, job: Job) -> Iterator[Fault]:
    """What a page's raster tells."""
    limit = _limit(job)
    most, spot = found.heaviest()
    if most > limit + _ROUNDING:
        yield Fault(
            "press-ink",
            "error",
            f"Ink adds up to {most:.0f} %; this paper bears {limit} %",
            "Convert the photo or colour anew, with the ink limit of the press.",
            spot,
        )
    for mark in sheet.marks:
        if _is_white_text(mark, job):
            yield from _closing_up(mark, found)


def _is_white_text(mark: Mark, job: Job) -> bool:
    white = mark.paint.inks == (0.0, 0.0, 0.0, 0.0) and not mark.clear
    return mark.kind == "text" and white and 0 < mark.size < job.limits.reversed_pt


def _closing_up(mark: Mark, found: Inking) -> Iterator[Fault]:
    """Small white text, and what runs into it where plates lie a little apart."""
    inks = found.inks(mark.box) if mark.box else None
    if inks is None or sum(ink > _MIXED for ink in inks) < 2:
        return
    yield Fault(
        "press-reversed",
        "warning",
        f"White text of {mark.size:.1f} pt stands in several inks",
        "Set it larger and bolder, or on one ink only.",
        mark.box,
    )
