"""Language: what Typst is told of the language that an article is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.notice import Notice

__all__ = ["language", "unknown"]

_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?", re.IGNORECASE | re.ASCII)
"""A language, its script, its region (BCP 47, §2.1); Typst takes the first and the last."""
_DEFAULT = ("zh", "cn")


def language(tag: str) -> tuple[str, str]:
    """The language and the region, which may be empty; Chinese where the tag is none."""
    match = _TAG.fullmatch(tag)
    return (match[1].lower(), (match[2] or "").lower()) if match else _DEFAULT


def unknown(tag: str) -> Iterator[Notice]:
    """A warning where the tag is none."""
    if not _TAG.fullmatch(tag):
        yield Notice(
            code="language-tag",
            severity="warning",
            where="lang",
            text=f"{tag!r} is no language tag; the page is set as Chinese.",
            hint="Write zh-CN, en or the like.",
        )
