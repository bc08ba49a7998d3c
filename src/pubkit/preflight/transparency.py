"""Rules on transparency: allowed in PDF/X-4, if it is mixed from inks."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Sheet

__all__ = ["PAGE_TRANSPARENCY"]


def _mixing(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Where the page does not say in which colours it is mixed, programs differ."""
    space = sheet.blends_in
    if not sheet.clear or (space is not None and space.process == "CMYK"):
        return
    says = f"in {space}" if space else "in colours that the page does not name"
    box = next((mark.box for mark in sheet.marks if mark.clear and mark.box), None)
    yield Fault(
        "press-blend-space",
        "error",
        f"The page has transparency, mixed {says}",
        "Give the page a group whose colour space is DeviceCMYK.",
        box,
    )


PAGE_TRANSPARENCY = (_mixing,)
