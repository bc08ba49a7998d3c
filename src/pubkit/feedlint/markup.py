"""HTML in feeds: what is unsafe in it, and HTML where plain text belongs.

Sources: RFC 4287, §8.1 and §8.5; the RSS Advisory Board's profile on titles and descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from pubkit.fault import Fault
from pubkit.feedlint.sheet import Sheet, shown

__all__ = ["markup"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_RICH = ("description", _ENCODED, f"{_XHTML}body", f"{_XHTML}div")
_PLAIN = ("title", "{http://purl.org/rss/1.0/}title", "copyright", "category")
_ACTING = frozenset(
    ["applet", "base", "embed", "form", "frame", "frameset", "iframe", "input", "link", "meta",
     "object", "plaintext", "script", "style", "xmp", "noscript", "button", "select", "textarea",
     "layer", "bgsound"]
)  # fmt: skip
"""Elements that act, load or change the page round them."""
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "background", "poster"})
_RUNNING = re.compile(
    r"[\x00-\x20]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|vbscript:|data:text/html)",
    re.IGNORECASE,
)
_LOADING_STYLE = re.compile(
    r"expression\s*\(|url\s*\(|behaviou?r\s*:|-moz-binding|@import|position\s*:\s*(?:fixed|absolute)"
    r"|javascript:|\\",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"<(a|abbr|b|big|blockquote|center|code|div|em|font|h[1-6]|i|li|ol|p|pre|q|s|script|small|span"
    r"|strike|strong|sub|sup|table|tt|u|ul)(?:\s[^<>]*)?>.*?</\1>|<(?:br|hr)\s*/?>|<img\s[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
"""HTML that was meant as such: an element with its end, a break, a picture. `<b>` alone, or
`&amp;`, may be what somebody writes about."""
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)
_LARGEST = 4_000_000
"""Characters of one text that are looked into."""


def markup(sheet: Sheet) -> Iterator[Fault]:
    """Faults of the HTML that a feed carries."""
    for element in sheet.root.iter("*"):
        kind = _kind(sheet, element)
        if kind == "html":
            yield from _unsafe(sheet, element, _parsed("".join(map(str, element.itertext()))))
        elif kind == "xhtml":
            yield from _unsafe(sheet, element, list(element.iter("*")))
        elif kind == "plain":
            yield from _tagged(sheet, element)


def _kind(sheet: Sheet, element: etree._Element) -> str:
    """Whether an element holds html, xhtml or plain text; nothing where that is no matter."""
    tag = str(element.tag)
    if tag.startswith(_ATOM):
        if tag[len(_ATOM) :] in ("title", "subtitle", "summary", "content", "rights"):
            stated = element.get("type", "").lower()  # who says "text" means it
            return {"html": "html", "text/html": "html", "xhtml": "xhtml", "": "plain"}.get(
                stated, ""
            )
        return ""
    if tag in _RICH:
        above = element.getparent()
        outer = above is not None and not str(above.tag).startswith(_XHTML)
        return (
            ("xhtml" if outer and sheet.kind != "atom" else "")
            if tag.startswith(_XHTML)
            else "html"
        )
    return "plain" if tag in _PLAIN else ""


def _parsed(text: str) -> list[etree._Element]:
    """The elements in a text of HTML; none if it is too long or no parser takes it."""
    if "<" not in text or len(text) > _LARGEST:
        return []
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(f"<div>{text}</div>".encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return []
    return [one for one in root.iter() if isinstance(one.tag, str)]


def _unsafe(sheet: Sheet, place: etree._Element, found: list[etree._Element]) -> Iterator[Fault]:
    told: set[str] = set()
    for element in found:
        for code, text, hint in _faults(element):
            if code not in told:
                told.add(code)
                yield sheet.fault(code, place, text, hint, weak=True)


def _faults(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    tag = str(element.tag).removeprefix(_XHTML).lower()
    if tag in _ACTING:
        what = f"The HTML holds <{tag}>, which readers take out or run"
        yield "feed-script", what, "Take it out."
    for raw, value in element.attrib.items():
        name = str(raw).lower()
        if name.startswith("on"):
            text = f"The HTML holds the attribute {name}, which runs a program"
            yield "feed-script", text, "Take it out."
        elif name in _ADDRESSES and _RUNNING.match(str(value)):
            text = f"A {name} in the HTML runs a program: {str(value)[:40]!r}"
            yield "feed-script", text, "Take it out."
        elif name in ("href", "src") and not _ABSOLUTE.match(str(value)):
            text = f"A {name} in the HTML is relative ({str(value)[:40]!r}), and readers resolve it"
            yield "feed-relative", f"{text} each in their own way", "Write the whole address."
        elif name == "style" and _LOADING_STYLE.search(str(value)):
            text = f"A style in the HTML loads, hides or runs something: {str(value)[:40]!r}"
            yield "feed-style", text, "Take it out."


def _tagged(sheet: Sheet, element: etree._Element) -> Iterator[Fault]:
    """HTML in what readers show as plain text, or some as this and some as that."""
    text = "".join(str(piece) for piece in element.itertext())
    if not len(element) and (match := _TAG.search(text)):
        yield sheet.fault(
            "feed-markup",
            element,
            f"<{shown(element.tag)}> is plain text and holds markup: {match[0][:40]!r}",
            "Take the markup out.",
            weak=True,
        )
