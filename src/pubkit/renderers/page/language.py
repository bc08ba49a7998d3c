"""Language: what Typst is told of the language that an article is in."""

from __future__ import annotations

from collections.abc import Iterator

from pubkit import wording
from pubkit.notice import Notice

__all__ = ["language", "unknown"]

_DEFAULT = ("zh", "cn")


def language(tag: str) -> tuple[str, str]:
    """The language and the region, which may be empty; Chinese where the tag is none."""
    found = wording.tag(tag)
    if found is None:
        return _DEFAULT
    return found.language, "" if found.region.isdigit() else found.region.lower()


def unknown(tag: str) -> Iterator[Notice]:
    """A warning where the tag is none."""
    if wording.tag(tag) is None:
        yield Notice(
            code="language-tag",
            severity="warning",
            where="lang",
            text=f"{tag!r} is no language tag; the page is set as Chinese.",
            hint="Write zh-CN, en or the like.",
        )
