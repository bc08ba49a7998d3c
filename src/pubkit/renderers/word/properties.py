"""Properties: what Word's File › Info shows, and the article's identity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pubkit.credits import author_line
from pubkit.markup import Element, Node, el, xml
from pubkit.model import Article
from pubkit.renderers.word.package import OFFICE, Part, Relations

__all__ = ["CHANNEL", "parts"]

CHANNEL = "docx"
"""The renderer's name, and so the channel's in an article's overrides."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the dates of an article that has none: any clock would change the bytes."""
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"
_MIME = "application/vnd.openxmlformats"
_USER_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Format id of user-defined properties ([MS-OLEPS] §2.25.1)."""
_MAX_CUSTOM = 255
"""The longest text that Word's dialog takes in a custom property; the core one has no limit."""


def parts(article: Article, lang: str, roots: Relations) -> Iterator[Part]:
    """Core, extended and custom properties, entered into the package's relationships."""
    core = _CORE.replace("/metadata/", "/relationships/metadata/")
    roots.to(core, "docProps/core.xml")
    core_type = f"{_MIME}-package.core-properties+xml"
    yield Part("docProps/core.xml", _core(article, lang), core_type)
    roots.to(f"{OFFICE}/extended-properties", "docProps/app.xml")
    extended_type = f"{_MIME}-officedocument.extended-properties+xml"
    yield Part("docProps/app.xml", _extended(), extended_type)
    if article.id and len(article.id) <= _MAX_CUSTOM:
        roots.to(f"{OFFICE}/custom-properties", "docProps/custom.xml")
        custom_type = f"{_MIME}-officedocument.custom-properties+xml"
        yield Part("docProps/custom.xml", _custom({"pubkit.id": article.id}), custom_type)


def _core(article: Article, lang: str) -> bytes:
    """Every core property: one left out would be filled in by the program that saves next."""
    authors = author_line(article, CHANNEL, "; ")
    created = article.published or article.updated or _EPOCH
    modified = article.updated or created
    return _xml(
        el(
            "cp:coreProperties",
            {
                "xmlns:cp": _CORE,
                "xmlns:dc": "http://purl.org/dc/elements/1.1/",
                "xmlns:dcterms": "http://purl.org/dc/terms/",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            },
            el("dc:title", None, article.title),
            el("dc:subject", None, article.kicker),
            el("dc:creator", None, authors),
            el("cp:keywords", None, ", ".join(article.keywords)),
            el("dc:description", None, article.digest),
            el("cp:lastModifiedBy", None, authors or "pubkit"),
            el("cp:revision", None, "1"),
            _moment("dcterms:created", created),
            _moment("dcterms:modified", modified),
            el("dc:identifier", None, article.id),
            el("dc:language", None, lang),
        )
    )


def _moment(tag: str, moment: datetime) -> Element:
    """A date in UTC, the only form that Word writes."""
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # within a day of the calendar's ends there may be no UTC
        moment = moment.replace(tzinfo=UTC)
    text = moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return el(tag, {"xsi:type": "dcterms:W3CDTF"}, text)


def _extended() -> bytes:
    namespace = f"{_TYPES}/extended-properties"
    return _xml(el("Properties", {"xmlns": namespace}, el("Application", None, "pubkit")))


def _custom(values: dict[str, str]) -> bytes:
    """Short texts only: long ones are lost through other office programs."""
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
