"""Drafts, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import Any

from lxml.html import fragment_fromstring

from pubkit.testing.wechat.faults import Refusal
from pubkit.testing.wechat.filtering import filtered
from pubkit.testing.wechat.forms import paged

__all__ = ["Drafts"]

_LONGEST = {"title": (64, 45003), "author": (16, 45110), "digest": (128, 45004)}
"""Field → most characters, and the code beyond."""


@dataclass
class Drafts:
    """An account's drafts."""

    now: Callable[[], int]
    """Seconds, later at each call."""
    covers: Container[str]
    """Names of the pictures that may be covers."""
    verified: bool
    """Whether the account may publish."""
    keeps_data: bool
    """Whether attributes of other tools survive."""
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    """`media_id` → article as kept, with `update_time` beside it."""
    published: dict[str, str] = field(default_factory=dict)
    """`publish_id` → `media_id`."""
    _made: int = 0

    def add(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`draft/add`."""
        articles = asked.get("articles")
        if not isinstance(articles, list) or len(articles) != 1:
            raise Refusal(44003, "empty news data")
        kept = self._admitted(articles[0])
        self._made += 1
        media_id = f"draft-{self._made}"
        self.kept[media_id] = {**kept, "update_time": self.now()}
        return {"media_id": media_id}

    def update(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`draft/update`."""
        media_id, article = str(asked.get("media_id")), asked.get("articles")
        if media_id not in self.kept or asked.get("index") != 0:
            raise Refusal(40007, "invalid media_id")
        if not isinstance(article, dict):
            raise Refusal(44003, "articles is an object here")
        self.kept[media_id] = {**self._admitted(article), "update_time": self.now()}
        return {"errcode": 0, "errmsg": "ok"}

    def _admitted(self, article: dict[str, Any]) -> dict[str, Any]:
        """The article as it is kept; raises Refusal for what is too long or missing."""
        for name, (most, code) in _LONGEST.items():
            if len(str(article.get(name, ""))) > most:
                raise Refusal(code, f"{name} size out of limit")
        content = article.get("content", "")
        if not article.get("title") or not content:
            raise Refusal(44004, "empty content")
        if len(content) >= 20_000 or len(content.encode()) >= 1_000_000:
            raise Refusal(45002, "content size out of limit")
        if len(article.get("content_source_url", "").encode()) > 1024:
            raise Refusal(45002, "content_source_url size out of limit")
        if article.get("thumb_media_id") not in self.covers:
            raise Refusal(40007, "invalid media_id")
        kept = dict(article)
        kept["content"] = filtered(content, keeps_data=self.keeps_data)
        kept["digest"] = article.get("digest") or _first_words(content)
        return kept

    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`draft/get`."""
        draft = self.kept.get(str(asked.get("media_id")))
        if draft is None:
            raise Refusal(40007, "invalid media_id")
        article = {key: value for key, value in draft.items() if key != "update_time"}
        return {
            "news_item": [article],
            "create_time": draft["update_time"],
            "update_time": draft["update_time"],
        }

    def listed(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`draft/batchget`."""
        newest = sorted(self.kept.items(), key=lambda one: -one[1]["update_time"])
        items = [
            {"media_id": key, "content": {"news_item": [dict(one)]},
             "update_time": one["update_time"]}
            for key, one in paged(newest, asked)
        ]  # fmt: skip
        return {"item": items, "total_count": len(newest), "item_count": len(items)}

    def delete(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`draft/delete`."""
        if self.kept.pop(str(asked.get("media_id")), None) is None:
            raise Refusal(40007, "invalid media_id")
        return {"errcode": 0, "errmsg": "ok"}

    def submit(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`freepublish/submit`."""
        if not self.verified:
            raise Refusal(48001, "api unauthorized")
        media_id = str(asked.get("media_id"))
        if self.kept.pop(media_id, None) is None:
            raise Refusal(40007, "invalid media_id")
        publish_id = f"publish-{len(self.published) + 1}"
        self.published[publish_id] = media_id
        return {"errcode": 0, "errmsg": "ok", "publish_id": publish_id}

    def state(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`freepublish/get`."""
        publish_id = str(asked.get("publish_id"))
        if publish_id not in self.published:
            raise Refusal(53600, "Article ID invalid")
        return {"publish_id": publish_id, "publish_status": 0, "article_id": f"a-{publish_id}"}


def _first_words(content: str) -> str:
    root = fragment_fromstring(content, create_parent="div")
    return "".join("".join(str(part) for part in root.itertext()).split())[:54]
