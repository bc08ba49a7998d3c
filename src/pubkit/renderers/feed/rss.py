"""Writing RSS 2.0 (rssboard.org/rss-specification), an item at a time.

An item's XML depends on nothing but the item, so that it is made once and kept; a feed is its frame
with the items' XML put in.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime

from lxml import etree

from pubkit.errors import RenderError
from pubkit.markup import escape
from pubkit.renderers.feed.extensions import NAMESPACES, extend_channel, extend_item
from pubkit.renderers.feed.frame import GENERATOR, TTL_MIN, Frame
from pubkit.renderers.feed.item import Item

__all__ = ["entry", "feed"]

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DOCS = "http://www.rssboard.org/rss-specification"
_OPEN, _CLOSE = "    <item>", "</item>\n"
_END = "  </channel>\n</rss>"
_INSTRUCTION = "<?xml version='1.0' encoding='UTF-8'?>\n"


def entry(item: Item) -> bytes:
    """The item as RSS, as it stands within a feed.

    Raises: RenderError for characters that XML forbids.
    """
    channel = _channel()
    try:
        _fill(etree.SubElement(channel, "item"), item)
    except ValueError as error:
        raise _unwritable(error) from error
    text = _written(channel)
    return text[text.index(_OPEN) : text.rindex(_CLOSE) + len(_CLOSE)].encode()


def feed(frame: Frame, entries: Iterable[bytes]) -> bytes:
    """The feed with the items that `entry` made.

    Raises: RenderError for characters that XML forbids.
    """
    channel = _channel()
    try:
        _describe(channel, frame)
    except ValueError as error:
        raise _unwritable(error) from error
    text = _written(channel)
    if frame.sheet:
        text = text.replace(_INSTRUCTION, _INSTRUCTION + styled(frame.sheet), 1)
    at = text.rindex(_END)
    return b"".join((text[:at].encode(), *entries, text[at:].encode()))


def styled(sheet: str) -> str:
    """What tells browsers how to show the feed (Associating Style Sheets with XML documents)."""
    kind = "text/xsl" if sheet.endswith(".xsl") else "text/css"
    return f'<?xml-stylesheet type="{kind}" href="{escape(sheet)}"?>\n'


def _channel() -> etree._Element:
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES | {"content": _CONTENT})
    return etree.SubElement(rss, "channel")


def _describe(channel: etree._Element, frame: Frame) -> None:
    """Raises: ValueError if it lacks what every feed has, or holds what XML forbids."""
    known = {"title": frame.title, "link": frame.home, "description": frame.description}
    for name, text in known.items():
        if not text:
            raise ValueError(f"it has no {name}")
        _add(channel, name, text)
    if frame.rights:
        _add(channel, "copyright", frame.rights)
    _add(channel, "docs", _DOCS)
    _add(channel, "generator", GENERATOR)
    if frame.image:
        image = etree.SubElement(channel, "image")
        for name, text in (("url", frame.image), ("title", frame.title), ("link", frame.home)):
            _add(image, name, text)
    if frame.language:
        _add(channel, "language", frame.language)
    _add(channel, "lastBuildDate", format_datetime(frame.updated))
    _add(channel, "ttl", str(TTL_MIN))
    extend_channel(channel, frame)


def _fill(made: etree._Element, item: Item) -> None:
    """Raises: ValueError if it has no words, or such as XML forbids."""
    if not (item.title or item.summary or item.html):
        raise ValueError(f"the item {item.id} has neither title nor description")
    if item.title:
        _add(made, "title", item.title)
    if item.url:
        _add(made, "link", item.url)
    # A description is HTML: what looks like markup in the summary is none.
    description = escape(item.summary) or item.html
    if description:
        _add(made, "description", description)
    if item.summary and item.html:
        _add(made, f"{{{_CONTENT}}}encoded", item.html)
    _add(made, "guid", item.id, {"isPermaLink": "false"})
    for word in item.keywords:
        _add(made, "category", word)
    if item.enclosure is not None:
        file = item.enclosure
        facts = {"url": file.url, "length": str(file.size), "type": file.media_type}
        etree.SubElement(made, "enclosure", facts)
    _add(made, "pubDate", format_datetime(item.published))
    extend_item(made, item)


def _add(
    parent: etree._Element, name: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    etree.SubElement(parent, name, attributes or {}).text = text


def _written(channel: etree._Element) -> str:
    tree = channel.getroottree()
    data = etree.tostring(tree, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return bytes(data).decode()


def _unwritable(error: ValueError) -> RenderError:
    """What lxml says to characters that XML forbids."""
    return RenderError(f"the feed cannot be written: {error}")
