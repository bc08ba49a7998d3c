"""What the platform takes: lengths, and the Notices for what is longer."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pubkit.credits import author_line
from pubkit.model import Article
from pubkit.notice import Notice, Severity

__all__ = ["MAX_IMAGE_BYTES", "Limits", "exceeded"]

MAX_IMAGE_BYTES = 1_000_000
"""`media/uploadimg`: JPEG and PNG below 1 MB, read here as the smaller of its two meanings."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Characters that the draft interface (`draft/add`) takes; its documents disagree."""

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
    """Characters in the body, tags counted; as many are too many."""


def exceeded(article: Article, body: str, limits: Limits) -> Iterator[Notice]:
    """A Notice for each limit that the article, as the channel publishes it, goes past."""
    yield from _length("title", article.title, limits.title, limits.title_documented)
    author = author_line(article, "wechat")
    yield from _length("author", author, limits.author, limits.author)
    yield from _length("digest", article.digest, limits.digest, limits.digest_documented)
    if not article.digest:
        yield _notice(
            "wechat-digest-missing",
            "info",
            "There is no digest; the platform will show the body's first characters.",
            "Write digest in the article's head.",
        )
    if len(body) >= limits.content:
        yield _notice(
            "wechat-content-long",
            "warning",
            f"The body has {len(body)} characters with its tags; the platform takes fewer than "
            f"{limits.content}.",
            "Shorten the article or publish it in two parts.",
        )


def _length(field: str, text: str, most: int, documented: int) -> Iterator[Notice]:
    """Doubtful past `most`; past `documented` only on record."""
    if len(text) <= min(most, documented):
        return
    severity: Severity = "warning" if len(text) > most else "info"
    limit = most if len(text) > most else documented
    yield _notice(
        f"wechat-{field}-long",
        severity,
        f"The {field} has {len(text)} characters; the platform's limit is {limit}.",
        f"Write a shorter one for this channel: channels: {{wechat: {{{field}: …}}}}.",
    )


def _notice(code: str, severity: Severity, text: str, hint: str) -> Notice:
    return Notice(code=code, severity=severity, text=text, hint=hint)
