"""The `wechat` channel: body, viewer's page, photos, limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pubkit.assets import Assets
from pubkit.config import Site
from pubkit.images import file_name, on_web
from pubkit.markup import Raw, html
from pubkit.model import Article
from pubkit.renderer import File, Output
from pubkit.renderers.wechat.body import Body
from pubkit.renderers.wechat.limits import MAX_IMAGE_BYTES, Limits, exceeded
from pubkit.renderers.wechat.page import page
from pubkit.renderers.wechat.sheet import looks
from pubkit.style import Style
from pubkit.walk import adapted

__all__ = ["Limits", "WeChat"]

_MAX_WIDTH_PX = 1440
"""Width of a photo that has to be made smaller: twice the widest measure, 677 px, and some."""


@dataclass(frozen=True)
class WeChat:
    """HTML for the editor of a WeChat Official Account."""

    name: ClassVar[str] = "wechat"
    version: ClassVar[str] = "1"

    site: Site = field(default_factory=Site)
    """Whose name the viewer's page shows as the account's."""
    limits: Limits = field(default_factory=Limits)
    """What the platform takes."""

    def render(self, article: Article, assets: Assets, style: Style) -> Output:
        """The article in a page to look at; what is published is inside `data-pubkit-article`.

        Raises: StyleError if the style's wechat.css is not as it must be.
        """
        article = adapted(article, self.name)
        photos, lost = on_web(
            article, assets, max_bytes=MAX_IMAGE_BYTES, max_width_px=_MAX_WIDTH_PX
        )
        body = Body(article, photos, looks(style))
        markup = html([body.nodes()])
        files = {file_name(key, photo): photo for key, photo in photos.items()}
        return Output(
            main=File(
                ".wechat.html", page(article, Raw(markup), self.site.name).encode(), "text/html"
            ),
            extras=tuple(
                File(f"photos/{name}", photo.data, photo.media_type)
                for name, photo in files.items()
            ),
            notices=(*lost, *body.notices, *exceeded(markup, self.limits)),
            omits=("title", "authors", "date", "digest", "link-titles"),
            adds=("list-markers", "note-marks", "link-references", "awaited-photos"),
        )
