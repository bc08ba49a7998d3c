"""The job: a file that was opened for the press, and what the rules ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from pubkit.errors import MissingDependency, ReadError
from pubkit.notice import Notice, Severity
from pubkit.preflight.geometry import Box
from pubkit.preflight.limits import Limits
from pubkit.preflight.marks import Sheet
from pubkit.preflight.objects import faulty, reason

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["Fault", "Job", "opened"]

_UNPACKED = 256_000_000
"""Bytes of one stream, unpacked: a broadsheet's photo at 400 pixels an inch, four inks."""
_LIMITS = {
    f"{coding}_max_memory": _UNPACKED for coding in ("flate", "png", "run_length", "tiff", "dct")
}
_ONE_AT_A_TIME = Lock()
"""qpdf's limits hold for the whole process."""


@dataclass
class Job:
    """A file, opened."""

    data: bytes
    """Its bytes."""
    pdf: Pdf
    """Its objects."""
    limits: Limits
    """What is asked of it."""
    repairs: tuple[str, ...] = ()
    """What had to be put right for it to be read."""
    sheets: list[Sheet] = field(default_factory=list)
    """Its pages, without their marks."""


class Fault(Struct, frozen=True):
    """Something that a rule found on a page; the same fault in many places becomes one notice."""

    code: str
    """The rule."""
    severity: Severity
    """How much it weighs."""
    text: str
    """What is the matter: a sentence without its stop."""
    hint: str
    """What to do."""
    box: Box | None = None
    """Where on the page."""

    def notice(self, sheet: Sheet, others: int) -> Notice:
        """The notice; `others` like it stand on the same page."""
        more = f", and {others} more on this page" if others else ""
        return Notice(
            code=self.code,
            severity=self.severity,
            where=f"page {sheet.number}",
            text=f"{self.text}{sheet.place(self.box)}{more}.",
            hint=self.hint,
        )


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[Job]:
    """The file, open for as long as the context lasts.

    Raises: ReadError in one sentence for what is no PDF, is encrypted, broken or without pages;
    MissingDependency without pikepdf.
    """
    try:
        from pikepdf import settings
    except ImportError as error:
        raise MissingDependency("a PDF is checked with pikepdf; pip install pikepdf") from error
    if b"%PDF-" not in data[:1024]:  # where readers look for it (ISO 32000-1, annex H.3.4.1)
        raise ReadError(_other(data))
    with _ONE_AT_A_TIME:
        before = settings.set_qpdf_limits(**_LIMITS)  # type: ignore[arg-type]  # keyword by keyword
        try:
            with _opened(data) as pdf:
                yield Job(data, pdf, limits, tuple(map(reason, pdf.get_warnings())))
        finally:
            settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


def _other(data: bytes) -> str:
    """What a file is that is no PDF."""
    if not data:
        return "the file is empty"
    if data.startswith(b"PK\x03\x04"):
        kind = "a Word document" if b"word/" in data else "an archive (ZIP)"
        return f"this is no PDF but {kind}"
    return "this is no PDF: it does not begin with %PDF-"


def _opened(data: bytes) -> Pdf:
    """Raises: ReadError."""
    import pikepdf

    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
        if len(pdf.pages):
            return pdf
    except pikepdf.PasswordError as error:
        raise ReadError("the PDF is encrypted and asks for a password") from error
    except faulty() as error:
        raise ReadError(f"the PDF is broken: {reason(error)}") from error
    pdf.close()
    raise ReadError("the PDF has no pages")
