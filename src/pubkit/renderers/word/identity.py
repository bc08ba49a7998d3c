"""Identity: short properties that say which article a file holds, for its way back.

`docs/word.md` lists them. There is no text of the article among them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pubkit.credits import sign_off
from pubkit.model import Article
from pubkit.notation import dump

__all__ = ["custom_properties", "revision"]

_LONGEST = 255
"""What Word's dialog takes in a custom property; longer ones are lost through other programs."""


def revision(article: Article) -> str:
    """Sixteen hexadecimal digits that change with anything in the article."""
    return hashlib.sha256(dump(article)).hexdigest()[:16]


def custom_properties(article: Article, layout: str, nodes: Mapping[str, str]) -> dict[str, str]:
    """Name → value of each custom property; `nodes` are those of sections and figures by bookmark.

    `article` is the one that was given, before the channel's own title takes its place.
    """
    whole = {
        "id": article.id,
        "base": revision(article),
        "layout": layout,
        "lang": article.lang,
        "url": article.url,
        "cover": article.cover,
        "published": article.published.isoformat() if article.published else "",
        "updated": article.updated.isoformat() if article.updated else "",
        "numbering": "" if article.numbering == "none" else article.numbering,
        "credits": _order(article),
        **nodes,
    }
    return {
        f"pubkit.{name}": value for name, value in whole.items() if value and len(value) <= _LONGEST
    }


def _order(article: Article) -> str:
    """Where the sign-off's credits stand in the article; empty where it keeps their order."""
    places = list(_places(article))
    return "" if places == sorted(places) else " ".join(map(str, places))


def _places(article: Article) -> Iterator[int]:
    own: dict[int, list[int]] = {}
    for index, credit in enumerate(article.credits):
        own.setdefault(id(credit), []).append(index)
    for credit in sign_off(article):
        if found := own.get(id(credit)):  # the source is no credit of the article's own
            yield found.pop(0)
