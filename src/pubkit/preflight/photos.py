"""Rules on photos: pixels an inch where they are placed."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Mark, Picture, Sheet

__all__ = ["PAGE_PHOTOS"]

_LEAST_PX = 16
"""Pixels on a side of what counts as a picture; less is a tint or a shadow."""
_STRETCHED = 1.02
"""Ratio of the two resolutions from which a face looks wrong."""


def _pictures(sheet: Sheet) -> Iterator[tuple[Mark, Picture]]:
    for mark in sheet.marks:
        picture = mark.picture
        if picture and mark.box and min(picture.width_px, picture.height_px) >= _LEAST_PX:
            yield mark, picture


def _coarse(sheet: Sheet, job: Job) -> Iterator[Fault]:
    limits = job.limits
    for mark, picture in _pictures(sheet):
        ppi = min(picture.across_ppi, picture.down_ppi)
        size = f"of {picture.width_px} x {picture.height_px} pixels has {ppi:.0f} an inch"
        if picture.bits == 1:
            if ppi < limits.bitmap_ppi:
                yield Fault(
                    "press-bitmap-coarse",
                    "warning",
                    f"A picture of one bit {size}; {limits.bitmap_ppi:.0f} are wanted",
                    "Scan it finer, or place it smaller; its steps will show.",
                    mark.box,
                )
        elif ppi < limits.coarse_ppi:
            yield Fault(
                "press-photo-coarse",
                "error" if ppi < limits.lowest_ppi else "warning",
                f"A photo {size}; {limits.coarse_ppi:.0f} are wanted",
                "Ask for the original, or place it smaller.",
                mark.box,
            )


def _fine(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for mark, picture in _pictures(sheet):
        ppi = min(picture.across_ppi, picture.down_ppi)
        if picture.bits > 1 and ppi > job.limits.fine_ppi:
            yield Fault(
                "press-photo-fine",
                "info",
                f"A photo has {ppi:.0f} pixels an inch; more than {job.limits.fine_ppi:.0f} "
                "never show",
                "Scale it down; the file grows for nothing.",
                mark.box,
            )


def _stretched(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for mark, picture in _pictures(sheet):
        across, down = picture.across_ppi, picture.down_ppi
        if across and down and max(across, down) / min(across, down) > _STRETCHED:
            yield Fault(
                "press-photo-stretched",
                "warning",
                f"A photo is stretched: {across:.0f} pixels an inch across, {down:.0f} down",
                "Place it in its own proportions.",
                mark.box,
            )


PAGE_PHOTOS = (_coarse, _fine, _stretched)
