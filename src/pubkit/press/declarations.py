"""What a press file says of itself: its printing condition, its name, its dates."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pubkit.press.profiles import UNREGISTERED, Profile

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["declare"]

_REGISTRY = "http://www.color.org"
"""Where conditions are registered (ISO 15930-7, output intents)."""
_UNDATED = "D:20000101000000Z"
"""The date of a page that has none: nothing here reads a clock."""
_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-]\d\d)'?(\d\d)?'?)?.*", re.S
)
"""A date as PDF writes it (ISO 32000-1, 7.9.4)."""


def declare(
    pdf: Pdf, profile: Profile, title: str, identifier: str, content: Iterable[bytes]
) -> None:
    """Writes output intent, document information and XMP.

    `identifier` names the document, `content` in its parts this version of it.
    """
    _intend(pdf, profile)
    _inform(pdf, title)
    _describe(pdf, identifier, content)


def _intend(pdf: Pdf, profile: Profile) -> None:
    from pikepdf import Array, Dictionary, Name, String

    icc = pdf.make_stream(profile.data, N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        Info=String(profile.info),
        DestOutputProfile=icc,
    )
    if profile.condition != UNREGISTERED:
        intent.RegistryName = String(_REGISTRY)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _inform(pdf: Pdf, title: str) -> None:
    from pikepdf import String

    info = pdf.docinfo
    info.Title = String(title)
    created = str(info.get("/CreationDate", _UNDATED))
    info.CreationDate = String(created)
    info.ModDate = String(str(info.get("/ModDate", created)))
    for key in ("/Creator", "/Producer"):
        info[key] = info.get(key, String("pubkit"))


def _describe(pdf: Pdf, identifier: str, content: Iterable[bytes]) -> None:
    """XMP that says what the document information says, and what PDF/X-4 adds to it."""
    from pikepdf import Name

    info = pdf.docinfo
    document = uuid.uuid5(uuid.NAMESPACE_URL, identifier)
    version = hashlib.sha256()
    for part in content:
        version.update(part)
    instance = uuid.uuid5(document, version.hexdigest())
    modified = _iso(str(info.ModDate))
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(info)
        xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        xmp["pdf:Trapped"] = "False"
        xmp["xmp:CreateDate"] = _iso(str(info.CreationDate))
        xmp["xmp:ModifyDate"] = xmp["xmp:MetadataDate"] = modified
        xmp["xmpMM:DocumentID"] = f"uuid:{document}"
        xmp["xmpMM:InstanceID"] = f"uuid:{instance}"
        xmp["xmpMM:RenditionClass"] = "default"
        xmp["xmpMM:VersionID"] = "1"
        xmp["dc:format"] = "application/pdf"
    info.Trapped = Name("/False")


def _iso(date: str) -> str:
    """The date as XMP writes it."""
    match = _DATE.fullmatch(date) or _DATE.fullmatch(_UNDATED)
    assert match is not None  # the second is one
    year, month, day, hour, minute, second, zone, zone_minutes = match.groups()
    offset = f"{zone}:{zone_minutes or '00'}" if zone else "Z"
    return (
        f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
        f"{offset}"
    )
