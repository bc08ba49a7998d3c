"""Making an item of an article."""

from __future__ import annotations

import msgspec

from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.credits import authors
from pubkit.errors import RenderError
from pubkit.markup import el, html
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderer import File
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.album import Album, album
from pubkit.renderers.feed.content import content
from pubkit.renderers.feed.description import description
from pubkit.renderers.feed.item import Item, Media, Part
from pubkit.walk import adapted, anchors, heading, labels, override, plain
from pubkit.wording import is_chinese

__all__ = ["CHANNEL", "Made", "Original", "made"]

CHANNEL = "rss"
"""The renderer whose overrides (`channels: rss: …`) hold for every kind of feed."""
_NO_ADDRESS = "the article has no address"


class Original(msgspec.Struct, frozen=True):
    """What a correction (更正) corrects."""

    id: str
    """Identity of the item."""
    title: str
    """Its headline."""
    url: str = ""
    """Where it stands."""


class Made(msgspec.Struct, frozen=True):
    """An item with what has to lie beside the feed."""

    item: Item
    """The item."""
    files: tuple[File, ...]
    """Photos that belong under the site's `media_url`."""
    notices: tuple[Notice, ...]
    """What feeds cannot show, or only with loss."""


def made(article: Article, assets: Assets, site: Site, corrects: Original | None = None) -> Made:
    """The item of an admitted article.

    Raises: RenderError if the article has no date or no id.
    """
    if article.published is None:
        raise RenderError(
            "a feed item needs a date: write published: 2026-11-20T08:00:00+08:00 in the head"
        )
    if not article.id:
        raise RenderError("a feed item needs an id: write id: tag:… or a UUID in the head")
    own = override(article, CHANNEL)
    names = authors(article) if own.author is None else (own.author,)
    address = uri(article.url)
    told = _with_address(adapted(article, CHANNEL), address)
    photos = album(told, assets, site)
    summary, cut = description(told)
    text, lost = content(told, photos)
    item = Item(
        id=article.id,
        title=told.title,
        published=article.published,
        updated=article.updated,
        url=address,
        summary=_corrected(article, corrects) + summary,
        html=_notice(article, corrects) + text,
        language=article.lang,
        authors=tuple(name for name in names if name.strip()),
        keywords=tuple(word for word in article.keywords if word.strip()),
        rights=site.rights,
        photos=photos.media(told),
        enclosure=_enclosure(photos, told),
        parts=_parts(told) if address else (),
        corrects=corrects.id if corrects else "",
        corrects_url=uri(corrects.url) if corrects else "",
    )
    notices = (*photos.notices, *cut, *lost, *_doubts(article, address))
    return Made(item, photos.files, notices)


def _with_address(article: Article, address: str) -> Article:
    return article if article.url == address else msgspec.structs.replace(article, url=address)


def _enclosure(photos: Album, article: Article) -> Media | None:
    cover = photos.cover(article)
    if cover is None:
        return None
    photo = photos.photos[cover]
    return Media(url=uri(photos.urls[cover]), media_type=photo.media_type, size=len(photo.data))


def _parts(article: Article) -> tuple[Part, ...]:
    """The sections that have a heading, each with its anchor."""
    names, letters = anchors(article), labels(article)
    found = []
    for index, section in enumerate(article.sections):
        words = heading(article.numbering, letters[index], plain(section.heading))
        if words:
            found.append(Part(anchor=names[f"sections[{index}]"], heading=words))
    return tuple(found)


def _corrected(article: Article, original: Original | None) -> str:
    """`更正：原题。`: stands before the summary of a correction."""
    if original is None:
        return ""
    return f"{_word(article)}{original.title}{'。' if is_chinese(article) else '. '}"


def _notice(article: Article, original: Original | None) -> str:
    """The same as the first paragraph, with a link."""
    if original is None:
        return ""
    where = uri(original.url)
    named = el("a", {"href": where}, original.title) if where else original.title
    return html([el("p", None, el("strong", None, _word(article), named))]) + "\n"


def _word(article: Article) -> str:
    return "更正：" if is_chinese(article) else "Correction of: "


def _doubts(article: Article, address: str) -> tuple[Notice, ...]:
    if address:
        return ()
    why = f"{article.url[:80]!r} is no http or https address" if article.url else _NO_ADDRESS
    return (
        Notice(
            code="feed-link-missing",
            severity="warning",
            text=f"The item leads nowhere: {why}.",
            hint="Write url in the article's head.",
        ),
    )
