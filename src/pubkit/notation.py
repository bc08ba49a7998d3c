"""article.json: the article's own notation."""

from __future__ import annotations

import msgspec

from pubkit.admit import from_builtins
from pubkit.errors import ModelError
from pubkit.model import Article

__all__ = ["dump", "load"]


def dump(article: Article) -> bytes:
    """Canonical JSON: UTF-8, indented by two, ending in a line feed."""
    return msgspec.json.format(msgspec.json.encode(article), indent=2) + b"\n"


def load(data: bytes) -> Article:
    """The article that `dump` wrote.

    Raises: ModelError naming the node, or the byte at which it is no JSON.
    """
    try:
        return from_builtins(msgspec.json.decode(data))
    except (msgspec.DecodeError, RecursionError) as error:
        raise ModelError(f"this is not JSON: {error}") from error
