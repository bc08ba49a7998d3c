"""Writing RSS 2.0: through feedgen, an item at a time.

An item's XML depends on nothing but the item, so that it is made once and kept; a feed is its frame
with the items' XML put in.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Any

from feedgen.feed import FeedGenerator

from pubkit.errors import RenderError
from pubkit.markup import escape
from pubkit.renderers.feed.extensions import EntryExtension, FeedExtension
from pubkit.renderers.feed.frame import GENERATOR, TTL_MIN, Frame
from pubkit.renderers.feed.item import Item

__all__ = ["entry", "feed"]

_LOCALE = Lock()
"""feedgen formats dates under a changed locale, which the whole process shares."""
_OPEN, _CLOSE = "    <item>", "</item>\n"
_END = "  </channel>\n</rss>"
_LINKLESS = "tag:pubkit.example,2026:none"
_INSTRUCTION = "<?xml version='1.0' encoding='UTF-8'?>\n"


def entry(item: Item) -> bytes:
    """The item as RSS, as it stands within a feed.

    Raises: RenderError for characters that XML forbids.
    """
    made = _generator(_LINKLESS, _LINKLESS, _LINKLESS)
    _fill(made.add_entry(order="append"), item)
    text = _written(made)
    return text[text.index(_OPEN) : text.rindex(_CLOSE) + len(_CLOSE)].encode()


def feed(frame: Frame, entries: Iterable[bytes]) -> bytes:
    """The feed with the items that `entry` made.

    Raises: RenderError for characters that XML forbids.
    """
    made = _generator(frame.title, frame.home, frame.description)
    if frame.language:
        made.language(frame.language)
    made.generator(GENERATOR)
    made.lastBuildDate(frame.updated)
    made.ttl(TTL_MIN)
    if frame.rights:
        made.copyright(frame.rights)
    if frame.image:
        made.image(url=frame.image, title=frame.title, link=frame.home)
    made.pubkit.frame = frame
    text = _written(made)
    if frame.sheet:
        text = text.replace(_INSTRUCTION, _INSTRUCTION + styled(frame.sheet), 1)
    at = text.rindex(_END)
    return b"".join((text[:at].encode(), *entries, text[at:].encode()))


def styled(sheet: str) -> str:
    """What tells browsers how to show the feed (Associating Style Sheets with XML documents)."""
    kind = "text/xsl" if sheet.endswith(".xsl") else "text/css"
    return f'<?xml-stylesheet type="{kind}" href="{escape(sheet)}"?>\n'


def _generator(title: str, home: str, description: str) -> Any:  # noqa: ANN401 - feedgen carries no types
    made = FeedGenerator()
    made.register_extension("pubkit", FeedExtension, EntryExtension)
    made.title(title)
    made.link(href=home, rel="alternate")
    made.description(description)
    return made


def _fill(made: Any, item: Item) -> None:  # noqa: ANN401 - feedgen carries no types
    made.title(item.title)
    if item.url:
        made.link(href=item.url)
    made.summary(escape(item.summary))  # description() would empty an Atom entry; it is HTML
    if item.html:
        made.content(item.html, type="html")
    made.guid(item.id, permalink=False)
    made.pubDate(item.published)
    for word in item.keywords:
        made.category(term=word)
    if item.enclosure is not None:
        enclosed = item.enclosure
        made.enclosure(enclosed.url, enclosed.size, enclosed.media_type)
    made.pubkit.item = item


def _written(made: Any) -> str:  # noqa: ANN401 - feedgen carries no types
    try:
        with _LOCALE:
            data: bytes = made.rss_str(pretty=True)
    except ValueError as error:  # what lxml says to characters that XML forbids
        raise RenderError(f"the feed cannot be written: {error}") from error
    return data.decode()
