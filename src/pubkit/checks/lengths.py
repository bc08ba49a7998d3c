"""Rules on lengths that a channel sets to title, author line and digest."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pubkit.config import Config
from pubkit.credits import author_line
from pubkit.errors import ConfigError
from pubkit.notice import Notice
from pubkit.reading import Reading
from pubkit.walk import adapted

__all__ = ["LENGTHS", "Limits", "limits"]

_CHANNEL = "wechat"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Characters that WeChat's draft interface (`draft/add`) takes; its documents disagree."""

    title: int = 64
    """Characters in a title that pass in practice."""
    title_documented: int = 32
    """Characters in a title by the stricter document."""
    author: int = 16
    """Characters in the author line."""
    digest: int = 128
    """Characters in a digest that pass in practice."""
    digest_documented: int = 120
    """Characters in a digest by the stricter document."""
    content: int = 20_000
    """Characters in the body, tags counted; as many are too many. The renderer counts them."""
    content_bytes: int = 1_000_000
    """Bytes of the body; as many are too many. The smaller of the two meanings of 1 MB."""
    picture_bytes: int = 1_000_000
    """Bytes of a picture in the body (`media/uploadimg`); as many are too many."""
    source_url: int = 1024
    """Bytes of the address behind "read the original"."""


def _wechat(reading: Reading, channels: frozenset[str]) -> Iterator[Notice]:
    """What is longer than pubkit.toml, or the platform, says for the channel."""
    if _CHANNEL not in channels:
        return
    most = limits(reading.config)
    article = adapted(reading.article, _CHANNEL)
    title, author, digest = article.title, author_line(article, _CHANNEL), article.digest
    yield from _length("wechat-title-long", "title", title, most.title, most.title_documented)
    yield from _length("wechat-author-long", "author", author, most.author, most.author)
    yield from _length("wechat-digest-long", "digest", digest, most.digest, most.digest_documented)
    if not digest:
        yield Notice(
            code="wechat-digest-missing",
            severity="info",
            where="digest",
            text="There is no digest; the platform will show the body's first characters.",
            hint="Write digest in the article's head.",
            renderer=_CHANNEL,
        )


def limits(config: Config) -> Limits:
    """The limits in `[renderers.wechat]`, or the platform's.

    Raises: ConfigError, as making the renderer itself does.
    """
    given = config.renderers.get(_CHANNEL, {}).get("limits", {})
    try:
        return msgspec.convert(given, Limits)
    except msgspec.ValidationError as error:
        raise ConfigError(f"option 'limits' of renderer {_CHANNEL!r}: {error}") from error


def _length(code: str, field: str, text: str, most: int, documented: int) -> Iterator[Notice]:
    """Doubtful past `most`; past `documented` only on record."""
    if len(text) <= min(most, documented):
        return
    doubtful = len(text) > most
    yield Notice(
        code=code,
        severity="warning" if doubtful else "info",
        where="credits" if field == "author" else field,
        text=f"The {field} has {len(text)} characters; the platform's limit is "
        f"{most if doubtful else documented}.",
        hint=f"Write a shorter one for this channel: channels: {{wechat: {{{field}: …}}}}.",
        renderer=_CHANNEL,
    )


LENGTHS = (_wechat,)
