"""Rules on what the file says of itself, in XMP and in its older Info dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from pubkit.notice import Notice
from pubkit.preflight.job import Job
from pubkit.preflight.objects import entries, inner, is_stream, name

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["METADATA"]

_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CLAIM = "PDF/X-4"
_WANTED = {
    "dc:title": "its title",
    "xmp:CreateDate": "when it was made",
    "xmp:ModifyDate": "when it was changed",
    "xmp:MetadataDate": "when this was written",
    "xmpMM:DocumentID": "which document it is",
    "xmpMM:VersionID": "which version of it",
    "xmpMM:RenditionClass": "which rendition of it",
}
"""What PDF/X-4 asks XMP to say (ISO 15930-7, document metadata)."""
_TWINS = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
    "Trapped": "pdf:Trapped",
}
"""Info → XMP (ISO 19005-1, table 1; PDF/X-4 asks the same)."""
_LARGEST = 4_000_000
"""Bytes of XMP; a packet has a few thousand."""


def _notice(code: str, text: str, hint: str) -> Notice:
    return Notice(code=code, severity="error", text=text, hint=hint)


def _told(job: Job) -> Iterator[Notice]:
    found = _xmp(job)
    if found is None:
        yield _notice(
            "press-xmp",
            "The file has no metadata that can be read (XMP).",
            "Write an XMP packet with what PDF/X-4 asks for.",
        )
        return
    claim = found.get("pdfxid:GTS_PDFXVersion", "")
    if claim != _CLAIM:
        says = f"says it is {claim!r}" if claim else "does not say which PDF/X it is"
        yield _notice(
            "press-claim",
            f"The metadata {says}; {_CLAIM} is wanted.",
            f"Write pdfxid:GTS_PDFXVersion with the value {_CLAIM}.",
        )
    missing = [f"{key} ({what})" for key, what in _WANTED.items() if not found.get(key)]
    if missing:
        yield _notice(
            "press-xmp",
            f"The metadata lacks {', '.join(missing)}.",
            "Write all of it; PDF/X-4 asks for it.",
        )


def _trapped(job: Job) -> Iterator[Notice]:
    info, found = _info(job), _xmp(job) or {}
    says = info.get("Trapped") or found.get("pdf:Trapped", "")
    if says not in ("True", "False"):
        yield _notice(
            "press-trapped",
            f"The file does not say whether it is trapped (Trapped is {says or 'missing'}).",
            "Write False where the press is to trap it, else True.",
        )


def _agreeing(job: Job) -> Iterator[Notice]:
    info, found = _info(job), _xmp(job) or {}
    for old, new in _TWINS.items():
        one, other = info.get(old), found.get(new)
        if one and other and _comparable(one) != _comparable(other):
            yield _notice(
                "press-info",
                f"The file says two things of itself: {old} is {one[:60]!r}, "
                f"and {new} is {other[:60]!r}.",
                "Write the same in both.",
            )


def _info(job: Job) -> dict[str, str]:
    return {
        key: name(value) or str(value)
        for key, value in entries(inner(job.pdf.trailer, "Info")).items()
    }


def _xmp(job: Job) -> Mapping[str, str] | None:
    """The properties of the document's XMP; None if there is none."""
    from lxml import etree

    packet = inner(job.pdf.Root, "Metadata")
    if not is_stream(packet):
        return None
    data = packet.read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data[:_LARGEST], parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return dict(_properties(root))


def _properties(root: _Element) -> Iterator[tuple[str, str]]:
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if label := _label(str(key)):
                yield label, str(value)
        for child in description:
            if isinstance(child.tag, str) and (label := _label(child.tag)):
                items = [(item.text or "").strip() for item in child.iter(f"{_RDF}li")]
                yield label, "; ".join(items) if items else (child.text or "").strip()


def _label(tag: str) -> str:
    """`{http://purl.org/dc/elements/1.1/}title` → `dc:title`; empty for another's."""
    space, _, local = tag[1:].partition("}")
    return f"{_SPACES[space]}:{local}" if space in _SPACES else ""


_PDF_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?"
)


_EARLIEST = (1, 1, 1, 0, 0, 0)


def _comparable(value: str) -> object:
    """A date as a moment, else the text without the white space round it."""
    try:
        if match := _PDF_DATE.match(value):
            *parts, sign, hours, minutes = match.groups()
            numbers = [
                int(part) if part else low for part, low in zip(parts, _EARLIEST, strict=True)
            ]
            ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
            zone = timezone(-ahead if sign == "-" else ahead)
            return datetime(*numbers, tzinfo=zone)  # type: ignore[arg-type,misc]  # six of them
        if re.match(r"\d{4}-\d\d-\d\dT", value):
            moment = datetime.fromisoformat(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        pass
    return value.strip()


METADATA = (_told, _trapped, _agreeing)
