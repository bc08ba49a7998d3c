"""publication.json: what one run made of one article, and what it made it from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from pubkit import walk
from pubkit.assets import Assets
from pubkit.model import Article
from pubkit.notice import Notice

__all__ = [
    "About",
    "Artifact",
    "Failure",
    "Photo",
    "Publication",
    "Source",
    "about",
    "photos",
    "sha256",
]


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of publication.json."""


class About(_Record, frozen=True):
    """The article that was published."""

    id: str
    """Its identity."""
    slug: str
    """The name of its folder."""
    title: str
    """Its headline."""
    sha256: str
    """Hash of article.json as written beside this file."""


class Source(_Record, frozen=True):
    """The file that the article was read from."""

    file: str
    """Its name, without its folder, which is nobody else's business."""
    sha256: str
    """Hash of its bytes as they were read."""


class Photo(_Record, frozen=True):
    """A picture that a figure or a cover shows."""

    key: str
    """Its key in the article."""
    sha256: str
    """Hash of its bytes as the renderers saw them: upright."""
    fingerprint: str
    """What it shows (`fingerprint.py`), hexadecimal; empty if it cannot be opened."""


class Artifact(_Record, frozen=True):
    """A file that was written."""

    renderer: str
    """The channel it belongs to."""
    version: str
    """Revision of the renderer's output."""
    file: str
    """Path relative to publication.json, with forward slashes."""
    media_type: str
    """Its media type."""
    bytes: int
    """Its size."""
    sha256: str
    """Its hash."""
    omits: tuple[str, ...] = ()
    """What the channel leaves out by design; on its main file."""
    adds: tuple[str, ...] = ()
    """What the channel adds by design; on its main file."""


class Failure(_Record, frozen=True):
    """A channel that did not come out."""

    renderer: str
    """The channel."""
    error: str
    """Why, in one sentence."""


class Publication(_Record, frozen=True):
    """The whole file."""

    article: About
    """What was published."""
    style: str
    """The style's name."""
    source: Source | None = None
    """What it was read from; null for an article made in Python."""
    photos: tuple[Photo, ...] = ()
    """Every picture it shows, in the order in which the article first names it."""
    style_sha256: str = ""
    """Hash of the style: tokens, stylesheets, fonts; empty in records from before it was kept."""
    artifacts: tuple[Artifact, ...] = ()
    """Every file, a channel's main file before its companions; then those of earlier runs that
    still hold."""
    notices: tuple[Notice, ...] = ()
    """Everything that was reported, accepted errors included."""
    failed: tuple[Failure, ...] = ()
    """Channels that did not come out."""
    stale: tuple[str, ...] = ()
    """Files of earlier runs that stand here and do not show this article in this style."""

    def dump(self) -> bytes:
        """UTF-8 JSON, indented by two, ending in a line feed."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"


def about(article: Article, slug: str, dumped: bytes) -> About:
    """The record of `article`, whose article.json is `dumped`."""
    return About(id=article.id, slug=slug, title=article.title, sha256=sha256(dumped))


def photos(article: Article, assets: Assets) -> tuple[Photo, ...]:
    """The record of every picture that a figure or a cover of `article` shows."""
    keys = [key for key in dict.fromkeys(_shown(article)) if key in assets]
    return tuple(
        Photo(key=key, sha256=assets[key].sha256, fingerprint=assets[key].fingerprint.hex())
        for key in keys
    )


def _shown(article: Article) -> Iterator[str]:
    for _, figure in walk.figures(article):
        yield figure.photo or ""
    yield article.cover
    for own in article.channels:
        yield own.cover or ""


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()
