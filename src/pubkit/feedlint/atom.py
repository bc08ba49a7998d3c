"""Atom 1.0: its grammar (RFC 4287, §4) and what grammar cannot say (§4.1, §4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.feedlint import words
from pubkit.feedlint.grammar import (
    ADDRESS,
    DATE_3339,
    EMAIL,
    FULL,
    IDENTITY,
    LANGUAGE,
    MEDIA_TYPE,
    NATURAL,
    Attribute,
    Child,
    Model,
    Value,
    chosen,
    many,
    once,
)
from pubkit.feedlint.modules import ENTRY, EVERYWHERE, FEED
from pubkit.feedlint.sheet import Sheet, shown, split

__all__ = ["ATOM", "ENTRY_MODEL", "FEED_MODEL", "IN_RSS", "relations"]

ATOM = "{http://www.w3.org/2005/Atom}"
_DIV = "{http://www.w3.org/1999/xhtml}div"


def _relation(value: str) -> str:
    """What is wrong with a link's relation: a registered name or an address (§4.2.7.2)."""
    if re.fullmatch(r"\s*[A-Za-z0-9._~!$&'()*+,;=@-]+\s*", value):
        return ""
    return "" if ":" in value and not FULL.wrong(value) else "a relation is one word or an address"


def _inline_type(value: str) -> str:
    """What is wrong with the type of content (§4.1.3.1)."""
    if value in ("text", "html", "xhtml"):
        return ""
    if value.lower().startswith(("multipart/", "message/")):
        return "content is not composed of parts"
    return words.media_type(value)


_TYPE = Attribute((chosen("text", "html", "xhtml"),))
_TEXT = Model(holds="anything", attributes={"type": _TYPE})
_CONTENT = Model(
    holds="anything",
    attributes={
        "type": Attribute((Value("feed-media-type", _inline_type, "Write text, html or xhtml."),)),
        "src": Attribute((ADDRESS,)),
    },
)
_PERSON = Model(
    holds="elements",
    children={
        f"{ATOM}name": once(Model(blank="warning")),
        f"{ATOM}uri": once(Model((ADDRESS,), blank="warning", exact=True)),
        f"{ATOM}email": once(Model((EMAIL,), blank="warning", exact=True)),
    },
    required=(f"{ATOM}name",),
)
_CATEGORY = Model(
    holds="anything",
    attributes={
        "term": Attribute(required=True),
        "scheme": Attribute((FULL,)),
        "label": Attribute(),
    },
)
_THREAD = "{http://purl.org/syndication/thread/1.0}"
LINK = Model(
    holds="anything",
    attributes={
        "href": Attribute((ADDRESS,), required=True),
        "rel": Attribute((Value("feed-relation", _relation, "Write alternate, self, hub, …."),)),
        "type": Attribute((MEDIA_TYPE,)),
        "hreflang": Attribute((LANGUAGE,)),
        "title": Attribute(),
        "length": Attribute((NATURAL,)),
        f"{_THREAD}count": Attribute((NATURAL,)),
        f"{_THREAD}updated": Attribute((DATE_3339,)),
    },
)
_GENERATOR = Model(
    blank="warning", attributes={"uri": Attribute((ADDRESS,)), "version": Attribute()}
)
_DATE = Model((DATE_3339,), exact=True)
_ICON = Model((ADDRESS,), blank="warning", exact=True)
_IDENTITY = Model((IDENTITY,), exact=True)

_BOTH: dict[str, Child] = {
    f"{ATOM}author": many(_PERSON),
    f"{ATOM}category": many(_CATEGORY),
    f"{ATOM}contributor": many(_PERSON),
    f"{ATOM}id": once(_IDENTITY),
    f"{ATOM}link": many(LINK),
    f"{ATOM}rights": once(_TEXT),
    f"{ATOM}title": once(_TEXT),
    f"{ATOM}updated": once(_DATE),
}
_FEED_ONLY: dict[str, Child] = {
    f"{ATOM}generator": once(_GENERATOR),
    f"{ATOM}icon": once(_ICON),
    f"{ATOM}logo": once(_ICON),
    f"{ATOM}subtitle": once(_TEXT),
}
_SOURCE = Model(holds="elements", children={**_BOTH, **_FEED_ONLY, **EVERYWHERE, **FEED})
_ENTRY_ONLY: dict[str, Child] = {
    f"{ATOM}content": once(_CONTENT),
    f"{ATOM}published": once(_DATE),
    f"{ATOM}source": once(_SOURCE),
    f"{ATOM}summary": once(_TEXT),
}
_REQUIRED = (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
ENTRY_MODEL = Model(
    holds="elements",
    children={**_BOTH, **_ENTRY_ONLY, **EVERYWHERE, **ENTRY},
    required=_REQUIRED,
)
FEED_MODEL = Model(
    holds="elements",
    children={
        **_BOTH,
        **_FEED_ONLY,
        **EVERYWHERE,
        **FEED,
        f"{ATOM}entry": many(ENTRY_MODEL),
    },
    required=_REQUIRED,
)
IN_RSS: dict[str, Child] = {**_BOTH, **_FEED_ONLY, **_ENTRY_ONLY}
"""What RSS may borrow."""

# ── what grammar cannot say ─────────────────────────────────────────────────────────────────


def relations(sheet: Sheet) -> Iterator[Fault]:
    """What holds between the elements of a feed of Atom."""
    root = sheet.root
    entries = [root] if root.tag == f"{ATOM}entry" else list(root.iterchildren(f"{ATOM}entry"))
    yield from _authors(sheet, root, entries)
    for element in root.iter(f"{ATOM}feed", f"{ATOM}entry", f"{ATOM}source"):
        yield from _alternates(sheet, element)
    yield from _order(sheet, root)
    for entry in entries:
        yield from _substance(sheet, entry)
    for element in root.iter(f"{ATOM}content", *(f"{ATOM}{n}" for n in _TEXTS)):
        yield from _construct(sheet, element)


_TEXTS = ("title", "subtitle", "summary", "rights")


def _authors(sheet: Sheet, root: etree._Element, entries: list[etree._Element]) -> Iterator[Fault]:
    """A feed has an author, or each of its entries has (§4.1.1)."""
    here = f"{ATOM}author"
    if root.find(here) is not None:
        return
    without = [
        e for e in entries if e.find(here) is None and e.find(f"{ATOM}source/{here}") is None
    ]
    if without:
        yield sheet.fault(
            "feed-author",
            without[0],
            "Nobody is named as its author, neither here nor for the whole feed",
            "Write <author><name>…</name></author>.",
        )


def _order(sheet: Sheet, root: etree._Element) -> Iterator[Fault]:
    """What tells of the feed stands before its entries (§4.1.1, pattern atomFeed)."""
    first = root.find(f"{ATOM}entry")
    for element in first.itersiblings(f"{ATOM}*") if first is not None else ():
        if element.tag != f"{ATOM}entry":
            text = f"<{shown(element.tag)}> stands behind an entry"
            yield sheet.fault("feed-order", element, text, "Put it before the first entry.")


def _alternates(sheet: Sheet, element: etree._Element) -> Iterator[Fault]:
    """No two alternates of one type and language (§4.1.1, §4.1.2)."""
    seen: set[tuple[str, str]] = set()
    for link in element.iterchildren(f"{ATOM}link"):
        if link.get("rel", "alternate") != "alternate":
            continue
        kind = (link.get("type", ""), link.get("hreflang", ""))
        if kind in seen:
            yield sheet.fault(
                "feed-link-repeated",
                link,
                "A second alternate of the same type and language is linked",
                "Keep one, or tell them apart by type or hreflang.",
            )
        seen.add(kind)


def _substance(sheet: Sheet, entry: etree._Element) -> Iterator[Fault]:
    """Content or an alternate; a summary where the content is elsewhere or no text (§4.1.2)."""
    content = entry.find(f"{ATOM}content")
    alternates = [
        link
        for link in entry.iterchildren(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if content is None and not alternates:
        yield sheet.fault(
            "feed-content",
            entry,
            "The entry has neither content nor a link to what it is about",
            'Write <content>, or <link rel="alternate">.',
        )
    if content is None or entry.find(f"{ATOM}summary") is not None:
        return
    kind = content.get("type", "text").lower()
    if "src" in content.attrib or _is_binary(kind):
        yield sheet.fault(
            "feed-content",
            entry,
            "The content is elsewhere or no text, and no summary stands for it",
            "Write a <summary>.",
        )


def _is_binary(kind: str) -> bool:
    return "/" in kind and not kind.startswith("text/") and not _is_xml(kind)


def _is_xml(kind: str) -> bool:
    essence = kind.partition(";")[0].strip()
    return essence.endswith(("+xml", "/xml"))


def _construct(sheet: Sheet, element: etree._Element) -> Iterator[Fault]:
    """What stands in a text is what its type says (§3.1.1, §4.1.3.3)."""
    kind, children = element.get("type", "text"), list(element.iterchildren("*"))
    loose = (element.text or "").strip() or any((c.tail or "").strip() for c in children)
    hint = "Make type and content agree."
    name = shown(element.tag)
    if "src" in element.attrib and element.tag == f"{ATOM}content":
        if children or loose:
            text = "<content> has an address and content as well; it may have one"
            yield sheet.fault("feed-content", element, text, hint)
        if kind in ("text", "html", "xhtml") and "type" in element.attrib:
            text = f"<content> elsewhere is said to be {kind!r}, which is no media type"
            yield sheet.fault("feed-media-type", element, text, "Write text/html or the like.")
    elif kind == "xhtml":
        if len(children) != 1 or children[0].tag != _DIV or loose:
            text = f"<{name}> of type xhtml does not hold one xhtml:div and nothing else"
            yield sheet.fault("feed-content", element, text, "Wrap it in one div of XHTML.")
        yield from _strangers(sheet, element)
    elif kind.lower().partition(";")[0] in ("text", "html") or kind.lower().startswith("text/"):
        if children:
            text = f"<{name}> of type {kind} holds elements, which belong escaped into text"
            yield sheet.fault("feed-content", element, text, hint)
    elif "/" in kind and _is_xml(kind.lower()):
        if len(children) != 1 or loose:
            text = f"<{name}> of an XML type does not hold one element and nothing else"
            yield sheet.fault("feed-content", element, text, hint)
    elif "/" in kind:
        yield from _encoded(sheet, element, children)


def _strangers(sheet: Sheet, element: etree._Element) -> Iterator[Fault]:
    """XHTML is in its namespace, and holds nothing of Atom's."""
    for one in element.iterdescendants("*"):
        space = split(str(one.tag))[0]
        if space in ("", "http://www.w3.org/2005/Atom", "http://www.w3.org/2007/app"):
            text = f"<{shown(one.tag)}> stands in XHTML and is none"
            yield sheet.fault("feed-content", element, text, "Put it into the namespace of XHTML.")
            return


def _encoded(
    sheet: Sheet, element: etree._Element, children: list[etree._Element]
) -> Iterator[Fault]:
    """What is no text stands in Base64."""
    text = re.sub(r"\s", "", "".join(str(piece) for piece in element.itertext()))
    if children or len(text) % 4 or not re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", text):
        what = f"<{shown(element.tag)}> of type {element.get('type')} is not in Base64"
        yield sheet.fault("feed-content", element, what, "Encode it, or correct its type.")
