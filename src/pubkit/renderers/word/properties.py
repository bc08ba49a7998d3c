"""Properties: what Word's File › Info shows, and the article's identity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package

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
_USER_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Format id of user-defined properties ([MS-OLEPS] §2.25.1)."""


def add(package: Package, article: Article, lang: str, own: Mapping[str, str]) -> None:
    """Give the package its core, extended and custom properties, these last being `own`."""
    package.relate_to(_core(package, article, lang), RELATIONSHIP_TYPE.CORE_PROPERTIES)
    extended = Part("docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _extended())
    package.relate_to(extended, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    custom = Part("docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, _custom(own))
    package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _core(package: Package, article: Article, lang: str) -> CorePropertiesPart:
    """Every core property: one left out would be filled in by the program that saves next.

    Made here, since python-docx's own default looks at the clock; texts are set in its elements,
    since its setters refuse those beyond 255 characters.
    """
    root = CT_CoreProperties.new()
    name = PackURI("/docProps/core.xml")
    part = CorePropertiesPart(name, CONTENT_TYPE.OPC_CORE_PROPERTIES, root, package)
    authors = author_line(article, CHANNEL, "; ")
    texts = {
        "title": article.title,
        "subject": article.kicker,
        "creator": authors,
        "keywords": ", ".join(article.keywords),
        "description": article.digest,
        "lastModifiedBy": authors or "pubkit",
        "identifier": article.id,
        "language": lang,
    }
    for tag, text in texts.items():
        getattr(root, f"get_or_add_{tag}")().text = text
    properties = part.core_properties
    properties.revision = 1
    created = article.published or article.updated or _UNDATED
    properties.created = _in_utc(created)
    properties.modified = _in_utc(article.updated or created)
    return part


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
