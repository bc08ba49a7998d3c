"""The article's photos as a feed has them: each at an address."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from pubkit.assets import Asset, Assets
from pubkit.config import Site
from pubkit.credits import photo_credit
from pubkit.images import file_name, on_web
from pubkit.model import Article, Figure
from pubkit.notice import Notice
from pubkit.renderer import File
from pubkit.renderers.feed.address import uri
from pubkit.renderers.feed.item import Media
from pubkit.walk import figures, plain

__all__ = ["Album", "album"]

_MAX_BYTES = 2_000_000
"""A photo that a reader on a train still gets; a feed sets no limit of its own."""
_MAX_WIDTH_PX = 2000
"""Width of a photo that has to be made smaller or changed in kind."""
_TAKEN_BY = re.compile(r"摄|photo(graph)?s? by|photographer", re.IGNORECASE)


class Album(Struct, frozen=True):
    """Photos that can be shown, and what is to be uploaded for it."""

    photos: Mapping[str, Asset]
    """Photo key → picture, fit for the web, whether it has an address or not."""
    urls: Mapping[str, str]
    """Photo key → address."""
    files: tuple[File, ...]
    """What has to lie under `media_url`."""
    notices: tuple[Notice, ...]
    """Photos that cannot be shown, and why."""

    def media(self, article: Article) -> tuple[Media, ...]:
        """The addressed photos in reading order, each once."""
        found: dict[str, Media] = {}
        for _, figure in figures(article):
            key = figure.photo or ""
            if key in self.urls and key not in found:
                found[key] = self._media(key, figure, article)
        return tuple(found.values())

    def _media(self, key: str, figure: Figure, article: Article) -> Media:
        photo, credit = self.photos[key], photo_credit(article, figure)
        return Media(
            url=uri(self.urls[key]),
            media_type=photo.media_type,
            size=len(photo.data),
            width_px=photo.width_px,
            height_px=photo.height_px,
            title=figure.alt,
            description=" ".join(plain(figure.caption).split()),
            credit=credit,
            role="photographer" if _TAKEN_BY.search(credit) else "",
        )

    def cover(self, article: Article) -> str | None:
        """Key of the addressed photo that stands for the article: cover, lead photo, first one."""
        shown = [figure for _, figure in figures(article) if figure.photo in self.urls]
        if article.cover in self.urls:
            return article.cover
        leading = [figure for figure in shown if figure.place == "lead"] or shown
        return leading[0].photo if leading else None


def album(article: Article, assets: Assets, site: Site) -> Album:
    """The article's photos with their addresses.

    One known by its https address keeps it; the others get one under the site's `media_url`.
    """
    there = {key: asset for key, asset in assets.items() if _is_address(key)}
    here = {key: asset for key, asset in assets.items() if not _is_address(key)}
    local, lost = on_web(article, here, max_bytes=_MAX_BYTES, max_width_px=_MAX_WIDTH_PX)
    names = {key: file_name(key, photo) for key, photo in local.items()}
    urls = {key: key for key in there if uri(key)}
    if site.media_url:
        base = uri(site.media_url).rstrip("/")
        urls |= {key: f"{base}/{name}" for key, name in names.items()}
    elif local:
        lost = (*lost, _no_media_url(len(local)))
    kept = {names[key]: photo for key, photo in local.items() if key in urls}
    files = tuple(File(name, photo.data, photo.media_type) for name, photo in kept.items())
    return Album(there | local, urls, files, lost)


def _is_address(key: str) -> bool:
    return key.startswith("https://")


def _no_media_url(count: int) -> Notice:
    return Notice(
        code="media-url-missing",
        severity="warning",
        text=f"The feed shows none of {count} photos: a feed needs an address for each.",
        hint="Set media_url under [site] in pubkit.toml to where the photos are uploaded.",
    )
