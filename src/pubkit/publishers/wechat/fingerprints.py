"""What an article says, field by field, apart from how it is written.

The platform's editor writes HTML anew whenever a draft is saved, so words are compared, not bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from lxml.html import fragment_fromstring

__all__ = ["changed", "fingerprints", "words"]

_UNSEEN = re.compile("[\\s\u2060\u200b\ufeff]+")
"""White space, and characters that show nothing."""
_FIELDS = ("title", "author", "digest", "content_source_url")


def words(markup: str) -> str:
    """The text of some markup, without white space."""
    if not markup.strip():
        return ""
    root = fragment_fromstring(markup, create_parent="div")
    return _UNSEEN.sub("", "".join(str(part) for part in root.itertext()))


def fingerprints(article: Mapping[str, Any]) -> dict[str, str]:
    """Field → hash of what it says; pictures are counted.

    An empty digest has none: the platform writes one of its own.
    """
    content = str(article.get("content", ""))
    said = {name: _UNSEEN.sub("", str(article.get(name) or "")) for name in _FIELDS}
    said["text"] = words(content)
    said["pictures"] = str(content.count("<img"))
    return {
        name: hashlib.sha256(value.encode()).hexdigest()[:16]
        for name, value in said.items()
        if value or name not in ("digest", "content_source_url")
    }


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that say something else; those that were empty before are not compared."""
    return tuple(name for name, value in before.items() if now.get(name) != value)
