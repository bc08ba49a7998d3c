"""Writing Atom 1.0 (RFC 4287), with tombstones (RFC 6721) and archives (RFC 5005).

feedgen loses what entries link to, and calls HTML by a type that Atom does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pubkit.markup import Element, Node, el, xml
from pubkit.renderers.feed.frame import GENERATOR, Frame, Tombstone
from pubkit.renderers.feed.item import Item, Media, identity, own_identity
from pubkit.renderers.feed.media import facts, words
from pubkit.renderers.feed.rss import styled

__all__ = ["entry", "feed"]

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_INDENT = "\n  "
_SPACES: dict[str, str | None] = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def entry(item: Item) -> bytes:
    """The item as an entry of Atom, as it stands within a feed."""
    parts: list[Node] = [
        _text("title", item.title),
        el("id", None, own_identity(item)),
        el("updated", None, item.changed.isoformat()),
        el("published", None, item.published.isoformat()),
        *(el("author", None, el("name", None, name)) for name in item.authors),
        *(el("category", {"term": word}) for word in item.keywords),
        *_links(item),
    ]
    if item.rights:
        parts.append(el("rights", None, item.rights))
    if item.summary:
        parts.append(_text("summary", item.summary))
    if item.html or not item.url:
        parts.append(el("content", {"type": "html"}, item.html))
    parts.extend(_media(photo) for photo in item.photos)
    lang = {"xml:lang": item.language or None}
    return f"  {xml([el('entry', lang, *_lines(parts, 4), _INDENT)])}\n".encode()


def feed(frame: Frame, entries: Iterable[bytes], tombstones: Iterable[Tombstone] = ()) -> bytes:
    """The feed with the entries that `entry` made."""
    parts: list[Node] = [
        el("title", None, frame.title),
        el("subtitle", None, frame.description),
        el("id", None, identity(frame.url or frame.home)),
        el("updated", None, frame.updated.isoformat()),
        el("author", None, el("name", None, frame.title)),
        el("generator", None, GENERATOR),
        el("link", {"rel": "alternate", "href": frame.home}),
        *(el("link", {"rel": rel, "href": href}) for rel, href in frame.links),
    ]
    if frame.rights:
        parts.append(el("rights", None, frame.rights))
    if frame.image:
        parts.append(el("logo", None, frame.image))
    if frame.archive:
        parts.append(el("fh:archive"))
    parts.extend(_grave(stone) for stone in tombstones)
    lang = {"xml:lang": frame.language or None}
    text = xml([el("feed", _SPACES | lang, *_lines(parts, 2), "\n")])
    end = text.rindex("</feed>")
    sheet = styled(frame.sheet) if frame.sheet else ""
    head, foot = f"{_HEAD}{sheet}{text[:end]}", f"{text[end:]}\n"
    return b"".join((head.encode(), *entries, foot.encode()))


def _text(name: str, text: str) -> Element:
    """Plain text, so written that nobody takes it for markup."""
    doubtful = "<" in text or "&" in text
    return el(name, {"type": "text"} if doubtful else None, text)


def _links(item: Item) -> Iterator[Element]:
    if item.url:
        yield el("link", {"rel": "alternate", "href": item.url, "type": "text/html"})
    if item.enclosure is not None:
        yield el(
            "link",
            {
                "rel": "enclosure",
                "href": item.enclosure.url,
                "type": item.enclosure.media_type,
                "length": str(item.enclosure.size),
            },
        )
    related = item.corrects_url or (identity(item.corrects) if item.corrects else "")
    if related:
        yield el("link", {"rel": "related", "href": related})


def _media(photo: Media) -> Element:
    inner = (el(f"media:{name}", about, text) for name, about, text in words(photo))
    return el("media:content", facts(photo), *inner)


def _grave(stone: Tombstone) -> Element:
    return el("at:deleted-entry", {"ref": identity(stone.id), "when": stone.when.isoformat()})


def _lines(nodes: Iterable[Node], indent: int) -> Iterator[Node]:
    """Each node on a line of its own."""
    for node in nodes:
        yield f"\n{' ' * indent}"
        yield node
