"""Writing JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pubkit.renderers.feed.frame import Frame, Tombstone
from pubkit.renderers.feed.item import Item, Media

__all__ = ["entry", "feed"]

_VERSION = "https://jsonfeed.org/version/1.1"


def entry(item: Item) -> bytes:
    """The item as an object of JSON, as it stands within a feed."""
    enclosed = item.enclosure
    return _dumped(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.html or None,
            "content_text": None if item.html else item.summary or item.title,
            "image": enclosed.url if enclosed and _is_image(enclosed) else "",
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat() if item.updated else "",
            "authors": [{"name": name} for name in item.authors],
            "tags": list(item.keywords),
            "language": item.language,
            "attachments": [_attachment(enclosed)] if enclosed else [],
            "_pubkit": _own(item),
        }
    ).encode()


def feed(frame: Frame, entries: Iterable[bytes], tombstones: Iterable[Tombstone] = ()) -> bytes:
    """The feed with the objects that `entry` made.

    JSON Feed has no word for what was withdrawn; `_pubkit` tells of it.
    """
    graves = [{"id": stone.id, "when": stone.when.isoformat()} for stone in tombstones]
    own = {
        "rights": frame.rights,
        "deleted": graves,
        "archive": frame.archive or None,
        "current": frame.current,
    }
    head = _dumped(
        {
            "version": _VERSION,
            "title": frame.title,
            "home_page_url": frame.home if frame.home.startswith("http") else "",
            "feed_url": frame.url,
            "description": frame.description,
            "next_url": frame.previous,
            "icon": frame.image,
            "language": frame.language,
            "hubs": [{"type": "WebSub", "url": frame.hub}] if frame.hub else [],
            "_pubkit": _full(own),
        }
    )
    return head[:-1].encode() + b',"items":[\n' + b",\n".join(entries) + b"\n]}\n"


def _own(item: Item) -> Mapping[str, Any]:
    """What JSON Feed has no key for."""
    return _full(
        {
            "rights": item.rights,
            "corrects": item.corrects,
            "sections": [{"anchor": part.anchor, "heading": part.heading} for part in item.parts],
            "photos": [_photo(photo) for photo in item.photos],
        }
    )


def _photo(photo: Media) -> Mapping[str, Any]:
    return _full(
        {
            "url": photo.url,
            "mime_type": photo.media_type,
            "size_in_bytes": photo.size,
            "width": photo.width_px,
            "height": photo.height_px,
            "alt": photo.title,
            "caption": photo.description,
            "credit": photo.credit,
        }
    )


def _attachment(photo: Media) -> Mapping[str, Any]:
    facts = {"url": photo.url, "mime_type": photo.media_type, "size_in_bytes": photo.size}
    return _full(facts)


def _is_image(photo: Media) -> bool:
    return photo.media_type.startswith("image/")


def _full(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without what is empty."""
    return {key: value for key, value in found.items() if value not in ("", [], None, {}, 0)}


def _dumped(found: Mapping[str, Any]) -> str:
    return json.dumps(_full(found), ensure_ascii=False, separators=(",", ":"))
