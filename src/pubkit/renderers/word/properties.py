"""Properties: what Word's File › Info shows, and the article's identity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from pubkit.credits import author_line
from pubkit.markup import Element, Node, el, xml
from pubkit.model import Article
from pubkit.renderers.word.package import Part

__all__ = ["CHANNEL", "add"]

CHANNEL = "docx"
"""The renderer's name, and so the channel's in an article's overrides."""

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the dates of an article that has none: any clock would change the bytes."""
_OLDEST = datetime(1601, 1, 1, tzinfo=UTC)
"""Where the clock of Word's properties begins ([MS-DTYP] §2.3.3, FILETIME)."""
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package"
_CORE_NAMES = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_W3CDTF = {"xsi:type": "dcterms:W3CDTF"}
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""As the lists of the package begin, which lxml writes."""
_USER_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Format id of user-defined properties ([MS-OLEPS] §2.25.1)."""


def add(package: Part, article: Article, lang: str, own: Mapping[str, str]) -> None:
    """Give the package its core, extended and custom properties, these last being `own`."""
    office = "application/vnd.openxmlformats-officedocument"
    for file, kind, media_type, content in (
        ("core", "core-properties", f"{_PACKAGE_TYPE}.core-properties+xml", _core(article, lang)),
        ("app", "extended-properties", f"{office}.extended-properties+xml", _extended()),
        ("custom", "custom-properties", f"{office}.custom-properties+xml", _custom(own)),
    ):
        package.relate_to(Part(f"docProps/{file}.xml", media_type, content), kind)


def _core(article: Article, lang: str) -> bytes:
    """Every core property: one left out would be filled in by the program that saves next."""
    authors = author_line(article, CHANNEL, "; ")
    created = article.published or article.updated or _UNDATED
    texts = {
        "dc:title": article.title,
        "dc:subject": article.kicker,
        "dc:creator": authors,
        "cp:keywords": ", ".join(article.keywords),
        "dc:description": article.digest,
        "cp:lastModifiedBy": authors or "pubkit",
        "dc:identifier": article.id,
        "dc:language": lang,
        "cp:revision": "1",
    }
    dates = {"dcterms:created": created, "dcterms:modified": article.updated or created}
    entries = (
        *(el(tag, None, text) for tag, text in texts.items()),
        *(el(tag, _W3CDTF, f"{_in_utc(date):%Y-%m-%dT%H:%M:%SZ}") for tag, date in dates.items()),
    )
    return (_DECLARATION + xml((el("cp:coreProperties", _CORE_NAMES, *entries),))).encode()


def _in_utc(moment: datetime) -> datetime:
    """The moment as Word keeps it."""
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # within a day of the calendar's ends there may be no UTC
        moment = moment.replace(tzinfo=UTC)
    return max(moment, _OLDEST)


def _extended() -> bytes:
    namespace = f"{_TYPES}/extended-properties"
    return _xml(el("Properties", {"xmlns": namespace}, el("Application", None, "pubkit")))


def _custom(values: Mapping[str, str]) -> bytes:
    entries: list[Node] = []
    for pid, (name, value) in enumerate(values.items(), 2):  # 0 and 1 are taken (§22.3.2.2)
        attributes = {"fmtid": _USER_SET, "pid": str(pid), "name": name}
        entries.append(el("property", attributes, el("vt:lpwstr", None, value)))
    namespaces = {
        "xmlns": f"{_TYPES}/custom-properties",
        "xmlns:vt": f"{_TYPES}/docPropsVTypes",
    }
    return _xml(el("Properties", namespaces, *entries))


def _xml(root: Element) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml((root,))).encode()
