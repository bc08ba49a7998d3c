"""Rules on the file as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.notice import Notice, Severity
from pubkit.preflight.geometry import contains, overlap
from pubkit.preflight.job import Fault, Job
from pubkit.preflight.marks import Sheet
from pubkit.preflight.objects import box, entries, inner, kids, name

__all__ = ["FILES", "PAGE_FILES"]

_VERSION = "1.6"
"""PDF/X-4 stands on PDF 1.6 (ISO 15930-7, §1)."""
_PRINTERS = ("PrinterMark", "TrapNet")
"""Annotations that belong to printing (ISO 32000-1, §14.11)."""


def _notice(code: str, text: str, hint: str, severity: Severity = "error") -> Notice:
    return Notice(code=code, severity=severity, text=text, hint=hint)


def _repaired(job: Job) -> Iterator[Notice]:
    if job.repairs:
        more = f", and {len(job.repairs) - 1} more" if len(job.repairs) > 1 else ""
        yield _notice(
            "press-repaired",
            f"The file is damaged and was repaired to be read: {job.repairs[0]}{more}.",
            "Write it anew; a press may repair it otherwise, or not at all.",
        )


def _encrypted(job: Job) -> Iterator[Notice]:
    if job.pdf.is_encrypted:
        yield _notice(
            "press-encrypted",
            "The file is encrypted.",
            "Write it without a password and without restrictions.",
        )


def _version(job: Job) -> Iterator[Notice]:
    if _ordered(job.pdf.pdf_version) > _ordered(_VERSION):
        yield _notice(
            "press-version",
            f"The file is PDF {job.pdf.pdf_version}; PDF/X-4 stands on PDF {_VERSION}.",
            f"Write it as PDF {_VERSION}.",
        )


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _identified(job: Job) -> Iterator[Notice]:
    ids = [bytes(part) for part in kids(inner(job.pdf.trailer, "ID"))]
    if len(ids) != 2 or not all(ids):
        yield _notice(
            "press-id",
            "The file has no identifier (ID in its trailer).",
            "Write it with one, so that the press knows one version from another.",
        )


def _acting(job: Job) -> Iterator[Notice]:
    root = job.pdf.Root
    found = [key for key in ("OpenAction", "AA") if inner(root, key) is not None]
    if inner(root, "Names", "JavaScript") is not None:
        found.append("JavaScript")
    # A destination is no action: it only says which page is shown first.
    if "OpenAction" in found and next(kids(inner(root, "OpenAction")), None) is not None:
        found.remove("OpenAction")
    if found:
        yield _notice(
            "press-actions",
            f"The file acts when it is opened or used ({', '.join(found)}).",
            "Write it without actions and scripts; a press only prints.",
        )


def _attached(job: Job) -> Iterator[Notice]:
    root = job.pdf.Root
    if inner(root, "Names", "EmbeddedFiles") is not None or inner(root, "Collection") is not None:
        yield _notice(
            "press-attachments",
            "The file carries other files.",
            "Take them out; nobody at the press looks at them.",
        )


def _fillable(job: Job) -> Iterator[Notice]:
    if next(kids(inner(job.pdf.Root, "AcroForm", "Fields")), None) is not None:
        yield _notice(
            "press-form-fields",
            "The file has fields to fill in.",
            "Flatten them; what they show may differ from press to press.",
        )


def _layered(job: Job) -> Iterator[Notice]:
    if next(kids(inner(job.pdf.Root, "OCProperties", "OCGs")), None) is not None:
        yield _notice(
            "press-layers",
            "The file has layers; what is printed depends on which of them are on.",
            "Merge them.",
            "warning",
        )


def _borrowing(job: Job) -> Iterator[Notice]:
    """What is not in the file, or is a program of its own (ISO 15930-7: none of it is allowed)."""
    for item in job.pdf.objects:
        own = entries(item)
        subtype = name(own.get("Subtype"))
        if subtype == "PS" or name(own.get("Subtype2")) == "PS":
            found = "a PostScript program"
        elif subtype == "Form" and "Ref" in own:
            found = "a page of another file"
        elif subtype in ("Image", "Form") and "OPI" in own:
            found = "a picture to be exchanged for another (OPI)"
        elif subtype in ("Image", "Form") and "F" in own:
            found = "a picture that lies in another file"
        else:
            continue
        yield _notice(
            "press-outside",
            f"Object {item.objgen[0]} of the file is {found}.",
            "Put the thing itself into the file.",
        )


def _annotated(sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Annotations within the bleed: they are printed by some presses and not by others."""
    edge = sheet.bleed or sheet.finished
    for annotation in kids(inner(job.pdf.pages[sheet.number - 1].obj, "Annots")):
        kind = name(inner(annotation, "Subtype")) or "unknown"
        place = box(inner(annotation, "Rect"))
        if kind in _PRINTERS or place is None:
            continue
        if overlap(edge, place) or contains(edge, place):
            yield Fault(
                "press-annotations",
                "error",
                f"An annotation ({kind}) stands on the page",
                "Take it out; links and remarks are not for the press.",
                place,
            )
        if inner(annotation, "A") is not None or inner(annotation, "AA") is not None:
            yield Fault(
                "press-actions",
                "error",
                f"An annotation ({kind}) acts when it is used",
                "Write it without actions and scripts; a press only prints.",
                place,
            )


def _unreadable(sheet: Sheet, job: Job) -> Iterator[Fault]:
    for broken in sheet.broken:
        yield Fault(
            "press-content-broken",
            "error",
            f"Something on the page cannot be read: {broken}",
            "Write the file anew; what a press makes of it is left to chance.",
        )


FILES = (
    _repaired,
    _encrypted,
    _version,
    _identified,
    _acting,
    _attached,
    _fillable,
    _layered,
    _borrowing,
)
PAGE_FILES = (_annotated, _unreadable)
