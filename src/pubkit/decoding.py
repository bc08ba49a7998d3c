"""Decoding: bytes to text, and text to trees that hold nothing but what stands in it."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html

from pubkit.errors import ReadError

__all__ = ["decoded", "html_tree", "xml_tree"]

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_CHARSET = re.compile(rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?([A-Za-z0-9._-]{1,40})""")
_HEAD = 1024
"""Bytes in which a file says its encoding (HTML Living Standard, §4.2.5.4)."""
_DOCTYPE = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
"""A document type, where alone it may stand: before the root (XML 1.0, §2.8)."""
_TOO_DEEP = "Excessive depth"
"""What libxml2 says where it has cut a tree."""


def decoded(data: bytes, what: str) -> str:
    """The text of `data`: by its byte order mark, as UTF-8, or as it says itself.

    Raises: ReadError if it is none of these; `what` names it there.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, what)
    declared = _CHARSET.search(data[:_HEAD])
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decoded(data, declared[1].decode() if declared else "utf-8", what)


def _decoded(data: bytes, encoding: str, what: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise ReadError(f"{what} is not text in {encoding}; write it in UTF-8") from error


def xml_tree(data: bytes, what: str) -> etree._Element:
    """The root of an XML document, without comments; nothing outside of it is looked at.

    A document type is refused, so that no entity can unfold. That makes libxml2's own limits
    needless, which would forbid a paragraph of 10 MB.
    Raises: ReadError if it is not well formed.
    """
    text = decoded(data, what)
    if _DOCTYPE.match(text):
        raise ReadError(
            f"{what} declares a document type, in which entities can unfold without end"
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"{what} is not well-formed XML ({_line(error)})") from error


def html_tree(text: str) -> etree._Element:
    """The root element of an HTML document or fragment, as a browser would mend it.

    Raises: ReadError if it nests deeper than libxml2 follows; it would lose text without a word.
    """
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = html.document_fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"the HTML cannot be read ({_line(error)})") from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise ReadError("the HTML nests too deeply to be read")
    return root


def _line(error: Exception) -> str:
    """What libxml2 says, in one line: it quotes the text that it stumbles over."""
    return " ".join(str(error).split())
