"""The `wechat` channel: body, viewer's page, photos, limits."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pubkit.assets import Asset, Assets
from pubkit.checks.lengths import Limits
from pubkit.config import Site
from pubkit.images import file_name, on_web
from pubkit.markup import Raw, html
from pubkit.model import Article
from pubkit.renderer import COMPANIONS, File, Output
from pubkit.renderers.wechat.body import Body
from pubkit.renderers.wechat.page import PICTURES, page
from pubkit.renderers.wechat.sheet import looks
from pubkit.style import Style
from pubkit.walk import adapted
from pubkit.wechatlint import by_night, lint_body, opened_body

__all__ = ["Limits", "WeChat"]

_MAX_WIDTH_PX = 1440
"""Width of a photo that has to be made smaller: twice the widest measure, 677 px, and some."""


@dataclass(frozen=True)
class WeChat:
    """HTML for the editor of a WeChat Official Account."""

    name: ClassVar[str] = "wechat"
    version: ClassVar[str] = "2"

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
            article, assets, max_bytes=self.limits.picture_bytes - 1, max_width_px=_MAX_WIDTH_PX
        )
        body = Body(article, photos, looks(style))
        markup = html([body.nodes()])
        files = {file_name(key, photo): photo for key, photo in photos.items()}
        sheet = opened_body(markup)
        shown = page(article, Raw(markup), self.site.name, by_night(sheet), pictures=bool(files))
        found = lint_body(markup, _judged(files), self.limits, sheet)
        return Output(
            main=File(".wechat.html", shown.encode(), "text/html"),
            extras=tuple(_companions(files)),
            notices=(*lost, *body.notices, *found),
            omits=("title", "authors", "date", "digest", "link-titles"),
            adds=("list-markers", "note-marks", "link-references", "awaited-photos"),
        )


def _companions(files: Mapping[str, Asset]) -> Iterable[File]:
    """The photos, and a script that holds them all once more.

    A page that is opened from the disk may show the files beside it, but not read them.
    """
    for name, photo in files.items():
        yield File(f"photos/{name}", photo.data, photo.media_type)
    if files:
        # Names and base64 need no escapes, which a JSON writer would look for in every megabyte.
        inlined = (
            f'"{name}":"data:{photo.media_type};base64,{base64.b64encode(photo.data).decode()}"'
            for name, photo in files.items()
        )
        script = f"window.pubkitPictures = {{{','.join(inlined)}}};\n"
        yield File(PICTURES, script.encode(), "text/javascript")


def _judged(files: Mapping[str, Asset]) -> dict[str, bytes | None]:
    """The pictures by their address in the body; a GIF is doubted already, with its place."""
    return {
        f"{COMPANIONS}/photos/{name}": photo.data
        for name, photo in files.items()
        if photo.media_type != "image/gif"
    }
