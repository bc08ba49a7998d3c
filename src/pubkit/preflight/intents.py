"""Rules on the output intent: the press that the file is made for."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from pubkit.notice import Notice
from pubkit.preflight.job import Job
from pubkit.preflight.objects import inner, is_stream, kids, name, number

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["INTENTS", "condition", "intent"]


def intent(job: Job) -> Object | None:
    """The output intent for PDF/X, the first if there are several."""
    return next(_intents(job), None)


def condition(job: Job) -> str:
    """All that the file says of the press, in one line; may be empty."""
    found = intent(job)
    keys = ("OutputConditionIdentifier", "OutputCondition", "Info")
    return " ".join(str(said) for key in keys if (said := inner(found, key)) is not None)


def _intents(job: Job) -> Iterator[Object]:
    for found in kids(inner(job.pdf.Root, "OutputIntents")):
        if name(inner(found, "S")) == "GTS_PDFX":
            yield found


def _notice(code: str, text: str, hint: str) -> Notice:
    return Notice(code=code, severity="error", text=text, hint=hint)


def _named(job: Job) -> Iterator[Notice]:
    found = list(_intents(job))
    if len(found) != 1:
        count = "no output intent" if not found else f"{len(found)} output intents"
        yield _notice(
            "press-intent",
            f"The file has {count} for PDF/X: nothing says how its inks look.",
            "Write exactly one, with the profile of the press.",
        )
    elif not str(inner(found[0], "OutputConditionIdentifier") or "").strip():
        yield _notice(
            "press-intent",
            "The output intent does not name its printing condition.",
            "Write OutputConditionIdentifier, such as 'FOGRA39'.",
        )


def _profiled(job: Job) -> Iterator[Notice]:
    found = intent(job)
    if found is None:
        return
    profile = inner(found, "DestOutputProfile")
    wrong = _wrong(profile) if is_stream(profile) else "is not in the file"
    if wrong:
        yield _notice(
            "press-profile",
            f"The profile of the output intent {wrong}.",
            "Embed the ICC profile of the press, an output profile for CMYK.",
        )


def _wrong(profile: Object) -> str:
    """What is wrong with an ICC profile; empty if nothing is (ICC.1, §7.2)."""
    from PIL import ImageCms

    data = profile.read_bytes()
    if number(inner(profile, "N")) != 4:
        return "is not declared for four inks (N is not 4)"
    if data[36:40] != b"acsp":
        return "is no ICC profile"
    if data[16:20] != b"CMYK":
        return f"is for {data[16:20].decode('latin-1').strip() or 'nothing'}, not for CMYK"
    if data[12:16] != b"prtr":
        return "is not of an output device"
    try:
        ImageCms.ImageCmsProfile(BytesIO(data))
    except (OSError, ImageCms.PyCMSError):
        return "is broken"
    return ""


INTENTS = (_named, _profiled)
