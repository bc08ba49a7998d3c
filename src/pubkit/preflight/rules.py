"""Running every rule over a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from pubkit.errors import ReadError
from pubkit.notice import Notice
from pubkit.preflight.boxes import BOXES, PAGE_BOXES
from pubkit.preflight.colour import PAGE_COLOUR, undrawn
from pubkit.preflight.files import FILES, PAGE_FILES
from pubkit.preflight.glyphs import lacking
from pubkit.preflight.ink import inking
from pubkit.preflight.intents import INTENTS
from pubkit.preflight.job import Fault, Job, opened
from pubkit.preflight.lettering import PAGE_LETTERING
from pubkit.preflight.limits import Limits
from pubkit.preflight.marks import Sheet
from pubkit.preflight.metadata import METADATA
from pubkit.preflight.objects import faulty, reason
from pubkit.preflight.overprint import PAGE_OVERPRINT
from pubkit.preflight.photos import PAGE_PHOTOS
from pubkit.preflight.raster import inkings
from pubkit.preflight.scanner import Scanner
from pubkit.preflight.streams import Exhausted
from pubkit.preflight.transparency import PAGE_TRANSPARENCY

__all__ = ["preflight"]

FileRule: TypeAlias = Callable[[Job], Iterator[Notice]]
PageRule: TypeAlias = Callable[[Sheet, Job], Iterator[Fault]]

_FILE_RULES: tuple[FileRule, ...] = (*FILES, *INTENTS, *METADATA)
_LATE_FILE_RULES: tuple[FileRule, ...] = BOXES
"""Rules that want all pages to be read."""
_PAGE_RULES: tuple[PageRule, ...] = (
    *PAGE_FILES,
    *PAGE_BOXES,
    *PAGE_COLOUR,
    *PAGE_PHOTOS,
    *PAGE_LETTERING,
    *PAGE_OVERPRINT,
    *PAGE_TRANSPARENCY,
)
_BATCH = 8
"""Pages whose rasters are held at once: eight broadsheets take 55 MB."""
_MARKS = 50_000
"""Marks that are held at once, but for a page that has more: some 20 MB."""


def preflight(data: bytes, limits: Limits | None = None) -> tuple[Notice, ...]:
    """What the rules say of a finished PDF: of the file, then of its pages; empty if nothing.

    A `where` is `page 2`, or empty for the whole file. What is no PDF, or cannot be read, gives
    one notice that says so. The same bytes give the same notices.
    Raises: MissingDependency.
    """
    try:
        with opened(data, limits or Limits()) as job:
            return tuple(_found(job))
    except ReadError as error:
        return (
            Notice(
                code="press-unreadable",
                severity="error",
                text=f"{str(error)[:1].upper()}{str(error)[1:]}.",
                hint="Give a finished PDF.",
            ),
        )


def _found(job: Job) -> Iterator[Notice]:
    for rule in _FILE_RULES:
        yield from _followed(rule, job)
    scanner = Scanner()
    uncounted: set[str] = set()
    try:
        for sheets in _batches(job, scanner):
            yield from _judged(job, sheets, uncounted)
    except Exhausted:
        yield _unexamined(len(job.sheets), len(job.pdf.pages))
        return
    for rule in _LATE_FILE_RULES:
        yield from _followed(rule, job)
    yield from _unmeasured(job, uncounted)
    for face in scanner.known.faces.values():
        yield from lacking(face)
    yield from _followed(lambda job: undrawn(job, scanner.known.met), job)


def _batches(job: Job, scanner: Scanner) -> Iterator[list[Sheet]]:
    """The pages, a few at a time.

    Raises: Exhausted.
    """
    batch: list[Sheet] = []
    marks = 0
    for index in range(len(job.pdf.pages)):
        batch.append(scanner.read(job.pdf.pages[index], index + 1))
        marks += len(batch[-1].marks)
        if len(batch) == _BATCH or marks > _MARKS:
            yield batch
            batch, marks = [], 0
    yield batch


def _judged(job: Job, sheets: Sequence[Sheet], uncounted: set[str]) -> Iterator[Notice]:
    """The notices of some pages."""
    rasters, left_out = inkings(job.data, [sheet for sheet in sheets if sheet.is_measured])
    for sheet in sheets:
        faults = [fault for rule in _PAGE_RULES for fault in _seen(rule, sheet, job)]
        if sheet.number in rasters:
            faults += inking(sheet, rasters[sheet.number], job)
        else:
            sheet.is_measured = False
        yield from _merged(sheet, faults)
        sheet.marks.clear()
        job.sheets.append(sheet)
    uncounted |= left_out


def _followed(rule: FileRule, job: Job) -> list[Notice]:
    """What the rule says; an object that it breaks on is a finding too."""
    try:
        return list(rule(job))
    except faulty() as fault:
        broken = _broken(fault)
        return [
            Notice(
                code=broken.code,
                severity=broken.severity,
                text=f"{broken.text}.",
                hint=broken.hint,
            )
        ]


def _seen(rule: PageRule, sheet: Sheet, job: Job) -> list[Fault]:
    """The same for a page."""
    try:
        return list(rule(sheet, job))
    except faulty() as fault:
        return [_broken(fault)]


def _broken(fault: BaseException) -> Fault:
    return Fault(
        "press-content-broken",
        "error",
        f"Something in the file cannot be read: {reason(fault)}",
        "Write the file anew; what a press makes of it is left to chance.",
    )


def _merged(sheet: Sheet, faults: Iterable[Fault]) -> Iterator[Notice]:
    """The same fault in many places of a page as one notice, at the first."""
    alike: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.code, fault.text), []).append(fault)
    for found in alike.values():
        yield found[0].notice(sheet, len(found) - 1)


def _unmeasured(job: Job, kinds: set[str]) -> Iterator[Notice]:
    """What the plates do not show: whole pages, or kinds of objects."""
    pages = [sheet.number for sheet in job.sheets if not sheet.is_measured]
    found = [(kind, "") for kind in sorted(kinds)]
    if pages:
        many = f"{len(pages)} pages, of which this is the first," if pages[1:] else "the page"
        found.append((many, f"page {pages[0]}"))
    for what, where in found:
        yield Notice(
            code="press-ink-unknown",
            severity="warning",
            where=where,
            text=f"The ink of {what} could not be measured.",
            hint="Have the press measure it.",
        )


def _unexamined(pages: int, of: int) -> Notice:
    return Notice(
        code="press-unexamined",
        severity="error",
        text=f"The file draws more than is examined: {pages} of its {of} pages were.",
        hint="Part it, or make its drawings simpler.",
    )
