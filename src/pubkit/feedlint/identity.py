"""Identities: no two items share one; links that make a feed one of a row (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubkit.fault import Fault
from pubkit.feedlint.dates import moment
from pubkit.feedlint.sheet import Sheet

__all__ = ["history", "identities"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_FH = "{http://purl.org/syndication/history/1.0}"
_PAGES = ("first", "last", "previous", "next")
_ARCHIVES = ("prev-archive", "next-archive", "current")


def identities(sheet: Sheet) -> Iterator[Fault]:
    """No two items have one identity (RFC 4287, §4.1.1; RSS 2.0, guid)."""
    seen: dict[str, str] = {}
    for item in sheet.root.iter("item", f"{_ATOM}entry"):
        above = item.getparent()
        if above is None or (item.tag != "item" and above is not sheet.root):
            continue
        own = item.find("guid") if item.tag == "item" else item.find(f"{_ATOM}id")
        value = (own.text or "").strip() if own is not None else ""
        if not value or own is None:
            continue
        when = _updated(item)
        if value in seen and (item.tag == "item" or seen[value] == when):
            text = f"A second item has the identity {value[:60]!r}; readers show one of them"
            weak = item.tag != "item"
            hint = "Give each its own."
            yield sheet.fault("feed-identity-repeated", own, text, hint, weak=weak)
        seen[value] = when


def _updated(item: etree._Element) -> str:
    """Entries of one identity may be told apart by their dates (RFC 4287, §4.1.1)."""
    text = (item.findtext(f"{_ATOM}updated") or "").strip()
    when = moment(text)
    return str(when.timestamp()) if when else text


def history(sheet: Sheet) -> Iterator[Fault]:
    """Links of paged, archived and complete feeds (RFC 5005)."""
    head = sheet.root.find("channel") if sheet.kind == "rss" else sheet.root
    if head is None:
        return
    links = {link.get("rel", ""): link for link in head.iterchildren(f"{_ATOM}link")}
    if head.find(f"{_FH}complete") is not None:
        yield from _complete(sheet, links)
    if head.find(f"{_FH}archive") is not None and "current" not in links:
        text = "The archive does not link to the current feed"
        hint = 'Write <link rel="current">.'
        yield sheet.fault("feed-history", head, text, hint, weak=True)
    yield from _ends(sheet, links)
    for entry in sheet.root.iter("item", f"{_ATOM}entry"):
        for link in entry.iterchildren(f"{_ATOM}link"):
            if link.get("rel") in (*_PAGES, *_ARCHIVES):
                text = f"A link {link.get('rel')!r} stands in an item and belongs to the feed"
                hint = "Put it beside the feed's own links."
                yield sheet.fault("feed-history", link, text, hint, weak=True)


def _complete(sheet: Sheet, links: dict[str, etree._Element]) -> Iterator[Fault]:
    """A feed that is complete is not continued elsewhere (§2)."""
    for rel in (*_PAGES, *_ARCHIVES):
        if rel not in links:
            continue
        own = links.get("self")
        if rel == "current" and own is not None and own.get("href") == links[rel].get("href"):
            continue
        text = f"The feed says that it is complete, and is continued by a link {rel!r}"
        yield sheet.fault("feed-history", links[rel], text, "Take one of them out.")


def _ends(sheet: Sheet, links: dict[str, etree._Element]) -> Iterator[Fault]:
    """Nothing comes before the first page or after the last (§3)."""
    own = links.get("self")
    here = own.get("href") if own is not None else None
    for end, beyond in (("first", "previous"), ("last", "next")):
        if here and end in links and links[end].get("href") == here and beyond in links:
            text = f"The page is the {end} one, and has a link {beyond!r}"
            yield sheet.fault("feed-history", links[beyond], text, "Take it out.")
