"""A photo in the words of Media RSS, for RSS and for Atom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubkit.renderers.feed.item import Media

__all__ = ["facts", "words"]


def facts(photo: Media) -> Mapping[str, str]:
    """The attributes of media:content."""
    known = {
        "url": photo.url,
        "fileSize": str(photo.size or ""),
        "type": photo.media_type,
        "medium": "image",
        "width": str(photo.width_px or ""),
        "height": str(photo.height_px or ""),
    }
    return {name: value for name, value in known.items() if value}


def words(photo: Media) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """What stands in it: name, attributes and text of each element."""
    if photo.title:
        yield "title", {"type": "plain"}, photo.title
    if photo.description:
        yield "description", {"type": "plain"}, photo.description
    if photo.credit:
        role = {"role": photo.role, "scheme": "urn:ebu"} if photo.role else {}
        yield "credit", role, photo.credit
