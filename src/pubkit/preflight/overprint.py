"""Rules on overprint: which objects leave the other plates as they are (ISO 32000-1, §8.6.7)."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Mark, Sheet

__all__ = ["PAGE_OVERPRINT"]

_FULL = 0.995
"""Black that is full."""
_INK = 0.005
_WORDS = {"fill": "A fill", "stroke": "A line", "text": "Text", "stencil": "A stencil"}


def _overprinting(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Only full black may lie over the other inks; all else would mix with them, or vanish."""
    for mark in _painted(sheet):
        if not mark.overprints:
            continue
        inks, thing = mark.paint.inks, _WORDS[mark.kind]
        if inks == (0.0, 0.0, 0.0, 0.0):
            yield Fault(
                "press-overprint-white",
                "error",
                f"{thing} in white overprints and is not there in print",
                "Let it knock out what is under it.",
                mark.box,
            )
        elif not _is_black(mark):
            yield Fault(
                "press-overprint",
                "error",
                f"{thing} that is not pure black overprints and mixes with what is under it",
                "Let only full black overprint.",
                mark.box,
            )
        elif mark.paint.space.family == "DeviceGray":
            yield Fault(
                "press-overprint-grey",
                "warning",
                f"{thing} in DeviceGray black is to overprint, which it does on few presses",
                "Write it in DeviceCMYK: 0 0 0 1.",
                mark.box,
            )
        elif mark.paint.space.family == "DeviceCMYK" and mark.over_mode != 1:
            yield Fault(
                "press-overprint-mode",
                "error",
                f"{thing} is to overprint, and knocks out all the same (OPM is not 1)",
                "Write OPM 1 beside op.",
                mark.box,
            )


def _knocking(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for mark in _painted(sheet):
        small = mark.kind == "text" and 0 < mark.size < job.limits.black_pt
        if small and not mark.overprints and _is_black(mark) and mark.box and not mark.clear:
            yield Fault(
                "press-black-knockout",
                "warning",
                f"Black text of {mark.size:.1f} pt does not overprint",
                "Let it overprint, so that no white shows where plates lie apart.",
                mark.box,
            )


def _painted(sheet: Sheet) -> Iterator[Mark]:
    """What has a colour of its own; the marks for all plates leave none as it is anyway."""
    for mark in sheet.marks:
        if mark.kind in _WORDS and mark.paint.space.colourants != ("All",):
            yield mark


def _is_black(mark: Mark) -> bool:
    inks = mark.paint.inks
    return inks is not None and inks[3] >= _FULL and max(inks[:3]) < _INK


PAGE_OVERPRINT = (_overprinting, _knocking)
