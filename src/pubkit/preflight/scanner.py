"""Reading pages: their boxes, what they draw, and what their annotations are drawn with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pubkit.preflight.contents import Known, Walk
from pubkit.preflight.forms import group_space
from pubkit.preflight.marks import Sheet
from pubkit.preflight.objects import box, entries, faulty, inner, is_stream, kids, reason
from pubkit.preflight.state import Shelf, State

if TYPE_CHECKING:
    from pikepdf import Object, Page

__all__ = ["Scanner"]

_INKED = 64
"""Pages whose ink is measured; an article has fewer."""
_COMPOSED = 200_000_000
"""Pixels of a file that is measured: a hundred layers over a broadsheet, each as large as the
page."""
_A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass
class Scanner:
    """Reads the pages of one file."""

    known: Known = field(default_factory=Known)
    """What the pages that were read draw on."""
    composed: float = 0.0
    """Pixels that were met, as `Sheet.composed` counts them."""

    def read(self, page: Page, number: int) -> Sheet:
        """What the page prints.

        Raises: Exhausted where the file has more than is read.
        """
        sheet = _sheet(page, number)
        sheet.blends_in = group_space(inner(page.obj, "Group"))
        if sheet.blends_in:
            sheet.groups.append(sheet.blends_in)
        walk = Walk(self.known, sheet)
        shelf = Shelf(entries(inner(page.obj, "Resources")), self.known.faces)
        try:
            walk.page(page.obj, shelf)
            for appearance in _appearances(page.obj):
                walk.form(appearance, State(), shelf, ())
        except faulty() as fault:
            sheet.broken.append(f"the rest of the page fails ({reason(fault)})")
        self.composed += sheet.composed
        sheet.is_measured = number <= _INKED and self.composed <= _COMPOSED
        return sheet


def _sheet(page: Page, number: int) -> Sheet:
    own = page.obj
    return Sheet(
        number=number,
        media=box(inner(own, "MediaBox")) or _A4,
        trim=box(inner(own, "TrimBox")),
        bleed=box(inner(own, "BleedBox")),
        crop=box(inner(own, "CropBox")),
    )


def _appearances(page: Object) -> Iterator[Object]:
    """The streams that annotations are drawn with, in all their states."""
    for annotation in kids(inner(page, "Annots")):
        for looks in entries(inner(annotation, "AP")).values():
            for look in [looks] if is_stream(looks) else entries(looks).values():
                if is_stream(look):
                    yield look
