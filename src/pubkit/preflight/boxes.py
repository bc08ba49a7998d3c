"""Rules on the boxes of a page: what is printed, and where it is cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pubkit.notice import Notice
from pubkit.preflight.geometry import Box, contains
from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Sheet
from pubkit.preflight.objects import box, inner, number
from pubkit.units import PT_PER_MM, Length

__all__ = ["BOXES", "PAGE_BOXES"]

_SAME_MM = 0.1
"""What sizes of pages may differ by."""
_ROUNDING_PT = 0.05
"""What boxes of two or three decimals may lack."""


def _trimmed(sheet: Sheet, job: Job) -> Iterator[Fault]:
    art = box(inner(job.pdf.pages[sheet.number - 1].obj, "ArtBox"))
    hint = "Write a TrimBox: the page as it is cut."
    if sheet.trim is None:
        yield Fault("press-trim", "error", "The page does not say where it is cut", hint)
    elif art is not None:
        both = "The page has a TrimBox and an ArtBox, of which PDF/X takes one"
        yield Fault("press-trim", "error", both, "Leave the ArtBox out.")


def _bleeds(sheet: Sheet, job: Job) -> Iterator[Fault]:
    wanted = Length.of_mm(job.limits.bleed_mm).pt
    if sheet.trim is None or not wanted:
        return
    if sheet.bleed is None:
        missing = "The page does not say how far it is printed over the trim"
        yield Fault("press-bleed", "error", missing, "Write a BleedBox round the TrimBox.")
        return
    over = _over(sheet.trim, sheet.bleed)
    if over < wanted - _ROUNDING_PT:
        yield Fault(
            "press-bleed",
            "error",
            f"The bleed is {over / PT_PER_MM:.1f} mm wide; {job.limits.bleed_mm:g} mm are wanted",
            "Set the page with a wider bleed.",
        )


def _over(inner_box: Box, outer: Box) -> float:
    """How far `outer` reaches over `inner_box` on the side where it does least."""
    return min(
        inner_box[0] - outer[0],
        inner_box[1] - outer[1],
        outer[2] - inner_box[2],
        outer[3] - inner_box[3],
    )


def _nested(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """TrimBox in BleedBox in MediaBox (ISO 15930-7, page boundaries)."""
    named = (("TrimBox", sheet.trim), ("BleedBox", sheet.bleed), ("MediaBox", sheet.media))
    there = [(label, found) for label, found in named if found is not None]
    for (small, inside), (large, outside) in pairwise(there):
        if not contains(outside, inside):
            yield Fault(
                "press-boxes",
                "error",
                f"The {small} reaches over the {large}",
                "Write TrimBox in BleedBox in MediaBox.",
            )


def _cropped(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Many RIPs and viewers show the CropBox and nothing else."""
    kept = sheet.bleed or sheet.finished
    if sheet.crop is not None and not contains(sheet.crop, kept):
        yield Fault(
            "press-crop",
            "error",
            "The CropBox cuts off what belongs to the page or its bleed",
            "Leave the CropBox out.",
        )


def _turned(sheet: Sheet, job: Job) -> Iterator[Fault]:
    own = job.pdf.pages[sheet.number - 1].obj
    if number(inner(own, "UserUnit"), 1.0) != 1.0:
        yield Fault(
            "press-scale",
            "error",
            "The page has a unit of its own (UserUnit), which some presses pass over",
            "Set it in points.",
        )
    if number(inner(own, "Rotate")) % 360:
        yield Fault(
            "press-rotated",
            "warning",
            "The page is turned (Rotate), which some presses pass over",
            "Set it upright.",
        )


def _sizes(job: Job) -> Iterator[Notice]:
    """All pages are cut to one size."""
    found = Counter(_size(sheet) for sheet in job.sheets)
    if len(found) < 2:
        return
    (usual, _), *_ = found.most_common(1)
    for sheet in job.sheets:
        width, height = _size(sheet)
        if abs(width - usual[0]) > _SAME_MM or abs(height - usual[1]) > _SAME_MM:
            yield Notice(
                code="press-sizes",
                severity="error",
                where=f"page {sheet.number}",
                text=f"The page is cut to {width:g} x {height:g} mm, most of the others to "
                f"{usual[0]:g} x {usual[1]:g} mm.",
                hint="Set all pages in one size.",
            )


def _size(sheet: Sheet) -> tuple[float, float]:
    left, bottom, right, top = sheet.finished
    return round((right - left) / PT_PER_MM, 1), round((top - bottom) / PT_PER_MM, 1)


BOXES = (_sizes,)
PAGE_BOXES = (_trimmed, _bleeds, _nested, _cropped, _turned)
