"""The `rss` channel: one article as a feed of one item."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.model import Article
from pubkit.renderer import File, Output
from pubkit.renderers.feed import rss
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.frame import Frame
from pubkit.renderers.feed.item import Item, identity
from pubkit.renderers.feed.making import made
from pubkit.style import Style

__all__ = ["Rss"]


@dataclass(frozen=True)
class Rss:
    """RSS 2.0 with full text, Dublin Core authors and Media RSS photos."""

    name: ClassVar[str] = "rss"
    version: ClassVar[str] = "2"

    site: Site = field(default_factory=Site)
    """The feed's own title, address and rights, and where its photos are uploaded."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The feed; its extras have to lie under the site's `media_url` before it is published.

        Raises: RenderError if the article has no date or no id.
        """
        found = made(article, assets, self.site)
        data = rss.feed(self._frame(article, found.item), [rss.entry(found.item)])
        return Output(
            main=File(".rss.xml", data, "application/rss+xml"),
            extras=found.files,
            notices=found.notices,
            adds=("note-numbers", "awaited-photos"),
        )

    def _frame(self, article: Article, item: Item) -> Frame:
        """The channel: the site, or what stands for it."""
        site = self.site
        title = site.name or article.source or item.title
        return Frame(
            title=title,
            home=uri(site.url) or item.url or identity(item.id),
            description=title,
            updated=item.updated or item.published,
            language=site.language if site.name or site.url else article.lang,
            rights=site.rights,
            hub=uri(site.hub),
        )
