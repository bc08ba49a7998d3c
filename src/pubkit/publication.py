"""publication.json: what one run made of one article."""

from __future__ import annotations

import hashlib

import msgspec

from pubkit.model import Article
from pubkit.notice import Notice

__all__ = ["About", "Artifact", "Failure", "Publication", "sha256"]


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


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()
