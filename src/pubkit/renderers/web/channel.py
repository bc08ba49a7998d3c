"""The `web` channel: one page, its style in it, its photos beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.model import Article
from pubkit.renderer import File, Output
from pubkit.renderers.web.head import Column, facts, head
from pubkit.renderers.web.page import page
from pubkit.renderers.web.photos import gallery
from pubkit.style import Style
from pubkit.walk import adapted

__all__ = ["Column", "Web"]


@dataclass(frozen=True)
class Web:
    """A page of HTML for every screen, light and dark and paper, with its metadata."""

    name: ClassVar[str] = "web"
    version: ClassVar[str] = "1"

    site: Site = field(default_factory=Site)
    """The site that the page belongs to."""
    column: Column = field(default_factory=Column)
    """What a government's site says of it."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The page.

        Raises: StyleError if the style has no web.css.
        """
        own = adapted(article, self.name)
        photos = gallery(own, assets)
        told = facts(own, assets, self.site)
        css = style.sheet("web.css")
        markup, notices = page(own, self.site, photos, head(told, self.column, css))
        return Output(
            main=File(".html", markup.encode(), "text/html"),
            extras=photos.files,
            notices=(*photos.notices, *notices),
            adds=("byline", "date", "note-numbers", "awaited-photos"),
        )
