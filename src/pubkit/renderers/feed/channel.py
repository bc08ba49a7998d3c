"""The `rss` channel: one article as a feed of one item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, ClassVar

import msgspec
from feedgen.feed import FeedGenerator

from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.credits import authors
from pubkit.errors import RenderError
from pubkit.model import Article
from pubkit.notice import Notice
from pubkit.renderer import File, Output
from pubkit.renderers.feed.album import Album, album
from pubkit.renderers.feed.content import content
from pubkit.renderers.feed.description import description
from pubkit.renderers.feed.extensions import EntryExtension, FeedExtension
from pubkit.style import Style
from pubkit.walk import adapted, override

__all__ = ["Rss"]

_TTL_MIN = 60
"""Minutes that a reader may keep the feed before it asks again."""
_GENERATOR = "pubkit"
_WEB = re.compile("https?://", re.IGNORECASE)
_IDENTITY = re.compile("(tag|urn|https?):", re.IGNORECASE)
"""How an id begins that may stand where readers follow a link."""
_NO_ADDRESS = "the article has no address"
_LOCALE = Lock()
"""feedgen formats dates under a changed locale, which the whole process shares."""


@dataclass(frozen=True)
class Rss:
    """RSS 2.0 with full text, Dublin Core authors and Media RSS photos."""

    name: ClassVar[str] = "rss"
    version: ClassVar[str] = "1"

    site: Site = field(default_factory=Site)
    """The feed's own title, address and rights, and where its photos are uploaded."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The feed; its extras have to lie under the site's `media_url` before it is published.

        Raises: RenderError if the article has no date or no id.
        """
        _demand(article)
        own = override(article, self.name)
        names = authors(article) if own.author is None else (own.author,)
        doubts = self._doubts(article)
        article = _addressed(adapted(article, self.name))
        photos = album(article, assets, self.site)
        summary, cut = description(article)
        text, lost = content(article, photos)
        try:
            feed = self._feed(article)
            _item(feed, article, names, photos, summary, text)
            data = _written(feed)
        except ValueError as error:  # what lxml says to characters that XML forbids
            raise RenderError(f"the feed cannot be written: {error}") from error
        return Output(
            main=File(".rss.xml", data, "application/rss+xml"),
            extras=photos.files,
            notices=(*photos.notices, *cut, *lost, *doubts),
            adds=("note-numbers", "awaited-photos"),
        )

    def _feed(self, article: Article) -> Any:  # noqa: ANN401 - feedgen carries no types
        """The channel, still empty."""
        site = self.site
        title = site.name or article.source or article.title
        feed = FeedGenerator()
        feed.register_extension("pubkit", FeedExtension, EntryExtension)
        feed.title(title)
        feed.link(href=_home(site, article), rel="alternate")
        feed.description(title)
        feed.language(site.language if site.name or site.url else article.lang)
        feed.generator(_GENERATOR)
        feed.lastBuildDate(article.updated or article.published)
        feed.ttl(_TTL_MIN)
        if site.rights:
            feed.copyright(site.rights)
        if site.hub:
            feed.pubkit.links.append(("hub", site.hub))
        return feed

    def _doubts(self, article: Article) -> tuple[Notice, ...]:
        if _WEB.match(article.url):
            return ()
        why = f"{article.url[:80]!r} is no http or https address"
        return (
            Notice(
                code="feed-link-missing",
                severity="warning",
                text=f"The item leads nowhere: {why if article.url else _NO_ADDRESS}.",
                hint="Write url in the article's head.",
            ),
        )


def _demand(article: Article) -> None:
    if article.published is None:
        raise RenderError(
            "a feed item needs a date: write published: 2026-11-20T08:00:00+08:00 in the head"
        )
    if not article.id:
        raise RenderError("a feed item needs an id: write id: tag:… or a UUID in the head")


def _addressed(article: Article) -> Article:
    """The article without an address that runs a program or reads a file when it is followed."""
    return article if _WEB.match(article.url) else msgspec.structs.replace(article, url="")


def _home(site: Site, article: Article) -> str:
    """The channel's address, which RSS demands; without any, the article's identity as a URI."""
    identity = article.id if _IDENTITY.match(article.id) else f"urn:uuid:{article.id}"
    return site.url or article.url or identity


def _item(
    feed: Any,  # noqa: ANN401 - feedgen carries no types
    article: Article,
    names: tuple[str, ...],
    photos: Album,
    summary: str,
    text: str,
) -> None:
    item = feed.add_entry(order="append")
    item.title(article.title)
    if article.url:
        item.link(href=article.url)
    item.summary(summary)  # description() would empty an Atom entry
    item.content(text, type="html")
    item.guid(article.id, permalink=False)
    item.pubDate(article.published)
    for word in article.keywords:
        item.category(term=word)
    cover = photos.cover(article)
    if cover is not None:
        photo = photos.photos[cover]
        item.enclosure(photos.urls[cover], len(photo.data), photo.media_type)
    item.pubkit.authors = names
    item.pubkit.updated = _stamp(article.updated)
    item.pubkit.photos = photos.media(article)


def _written(feed: Any) -> bytes:  # noqa: ANN401 - feedgen carries no types
    with _LOCALE:
        data: bytes = feed.rss_str(pretty=True)
    return data


def _stamp(when: datetime | None) -> str:
    return when.isoformat() if when else ""
