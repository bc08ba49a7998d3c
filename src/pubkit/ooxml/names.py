"""Names: Office Open XML's elements and attributes under their usual prefixes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

__all__ = ["attribute", "child", "children", "named"]

_OFFICE = ("http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml")
"""Where the namespaces of both conformance classes begin: transitional, strict (ISO 29500-1)."""
_PATHS = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "drawingml/2006/picture": "pic",
    "drawingml/picture": "pic",
    "drawingml/2006/wordprocessingDrawing": "wp",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/2006/chart": "c",
    "drawingml/chart": "c",
    "drawingml/2006/diagram": "dgm",
    "drawingml/diagram": "dgm",
    "markup-compatibility/2006": "mc",
}
_PREFIXES = {f"{base}/{path}": prefix for path, prefix in _PATHS.items() for base in _OFFICE}
_PREFIXES["urn:schemas-microsoft-com:vml"] = "v"
_PREFIXES["urn:schemas-microsoft-com:office:office"] = "o"


@lru_cache(maxsize=4096)
def named(tag: str) -> str:
    """`w:p` for `{http://…/wordprocessingml/2006/main}p`; empty in a namespace unknown here."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{name}" if prefix else ""


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """The value of the attribute `name` (`w:val`, or bare `descr`)."""
    if ":" not in name:
        return element.get(name, default)
    for key, value in element.items():
        if named(str(key)) == name:
            return str(value)
    return default


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children called `name`."""
    return (one for one in element if named(one.tag) == name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child called `name`."""
    return None if element is None else next(children(element, name), None)
