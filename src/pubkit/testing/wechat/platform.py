"""The platform's state, and what each call does to it."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from lxml.html import fragment_fromstring

from pubkit.testing.wechat.faults import Fault, Refusal
from pubkit.testing.wechat.filtering import filtered
from pubkit.testing.wechat.forms import file_in, json_in

__all__ = ["APPID", "SECRET", "Call", "Platform"]

APPID, SECRET = "wx0123456789abcdef", "fake-secret-0123456789abcdef0123"
_QUOTAS = {"draft/add": 1000, "draft/update": 1000, "draft/count": 1000, "draft/get": 500,
           "freepublish/submit": 100, "stable_token": 100_000}  # fmt: skip
"""Calls a day."""
_MAGIC = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
_LONGEST = {"title": (64, 45003), "author": (16, 45110), "digest": (128, 45004)}
"""Field → most characters, and the code beyond."""


@dataclass(frozen=True)
class Call:
    """A call that came in."""

    name: str
    """`draft/add`."""
    body: bytes
    """As it came."""
    code: int
    """What it was answered with; 0 for success, -9 where nothing was answered."""


@dataclass
class Platform:
    """Accounts, tokens, media and drafts; `answer` is the door."""

    accounts: dict[str, str] = field(default_factory=lambda: {APPID: SECRET})
    """App id → secret."""
    faults: list[Fault] = field(default_factory=list)
    """What is to go wrong."""
    whitelist: frozenset[str] | None = None
    """Addresses that may call; None for all."""
    quotas: Mapping[str, int] = field(default_factory=lambda: dict(_QUOTAS))
    """Calls a day by name."""
    verified: bool = True
    """Whether the account may publish."""
    keeps_data: bool = True
    """Whether attributes of other tools survive."""
    lifetime_s: int = 7200
    """Seconds that a token holds."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Address → bytes of `uploadimg`."""
    materials: dict[str, dict[str, Any]] = field(default_factory=dict)
    """`media_id` → name, bytes, url."""
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """`media_id` → article as kept, with `update_time` beside it."""
    published: dict[str, str] = field(default_factory=dict)
    """`publish_id` → `media_id`."""
    calls: list[Call] = field(default_factory=list)
    """Every call, in order."""
    tokens: dict[str, tuple[str, float]] = field(default_factory=dict)
    """App id → its token and when that ends."""
    tokens_given: int = 0
    """How many different tokens there were."""
    _lock: RLock = field(default_factory=RLock)
    _used: Counter[tuple[int, str]] = field(default_factory=Counter)
    _time: int = 0

    def fault(self, call: str) -> str:
        """What goes wrong with this call; empty for nothing."""
        with self._lock:
            struck = [one.kind for one in self.faults if one.strikes(call)]
            return struck[0] if struck else ""

    def answer(
        self, call: str, query: Mapping[str, str], kind: str, body: bytes, address: str, fault: str
    ) -> dict[str, Any]:
        """What the platform answers; `fault` is what goes wrong, `kind` the body's media type."""
        with self._lock:
            try:
                if fault == "expired":
                    self.expire()
                elif fault.lstrip("-").isdigit() and fault != "502":
                    raise Refusal(int(fault), f"told to: {fault}")
                made = self._done(call, query, kind, body, address)
                code = 0
            except Refusal as refusal:
                code, made = refusal.code, {"errcode": refusal.code, "errmsg": refusal.message}
            self.calls.append(Call(call, body, code))
            return made

    def lost(self, call: str, body: bytes) -> None:
        """Note a call that is never answered, and did nothing."""
        with self._lock:
            self.calls.append(Call(call, body, -9))

    def count(self, call: str) -> int:
        """How often a call came."""
        return sum(one.name == call for one in self.calls)

    def expire(self) -> None:
        """End every token."""
        self.tokens.clear()

    def edit(self, media_id: str, **fields: str) -> None:
        """Change a draft by hand, as somebody at the platform's own editor would."""
        with self._lock:
            self.drafts[media_id].update(fields, update_time=self._now())

    # ── calls ───────────────────────────────────────────────────────────────────────────────

    def _done(
        self, call: str, query: Mapping[str, str], kind: str, body: bytes, address: str
    ) -> dict[str, Any]:
        if self.whitelist is not None and address not in self.whitelist:
            raise Refusal(
                40164, f"invalid ip {address} ipv6 ::ffff:{address}, not in whitelist hint: [x]"
            )
        self._spend(call)
        if call == "stable_token":
            return self._token(json_in(body))
        self._admit(query)
        if call == "media/uploadimg":
            return self._upload(*file_in(kind, body)[1:])
        if call == "material/add_material":
            return self._material(query, *file_in(kind, body)[1:])
        act = {
            "material/batchget_material": self._list_materials,
            "draft/add": self._add,
            "draft/update": self._update,
            "draft/get": self._get,
            "draft/batchget": self._list,
            "draft/delete": self._delete,
            "freepublish/submit": self._submit,
            "freepublish/get": self._state,
        }.get(call)
        if call == "draft/count":
            return {"total_count": len(self.drafts)}
        if act is None:
            raise Refusal(40066, "invalid url")
        return act(json_in(body))

    def _spend(self, call: str) -> None:
        day = int(self.clock() // 86400)
        self._used[day, call] += 1
        if self._used[day, call] > self.quotas.get(call, 1 << 30):
            raise Refusal(45009, "reach max api daily quota limit")

    def _now(self) -> int:
        """Seconds, later than any before."""
        self._time = max(int(self.clock()), self._time + 1)
        return self._time

    def _token(self, asked: dict[str, Any]) -> dict[str, Any]:
        appid = str(asked.get("appid", ""))
        if asked.get("grant_type") != "client_credential":
            raise Refusal(40002, "invalid grant_type")
        if appid not in self.accounts:
            raise Refusal(40013, "invalid appid")
        if asked.get("secret") != self.accounts[appid]:
            raise Refusal(40125, "invalid appsecret")
        token, end = self.tokens.get(appid, ("", 0.0))
        if not token or end <= self.clock() or asked.get("force_refresh"):
            self.tokens_given += 1
            token, end = f"token-{self.tokens_given}-{appid[-4:]}", self.clock() + self.lifetime_s
            self.tokens[appid] = token, end
        return {"access_token": token, "expires_in": int(end - self.clock())}

    def _admit(self, query: Mapping[str, str]) -> None:
        given = query.get("access_token", "")
        for token, end in self.tokens.values():
            if token == given:
                if end <= self.clock():
                    raise Refusal(42001, "access_token expired")
                return
        raise Refusal(42001 if given.startswith("token-") else 40001, "invalid credential")

    def _upload(self, name: str, data: bytes) -> dict[str, Any]:
        kind = _kind(data)
        if len(data) >= 1_000_000:
            raise Refusal(40009, "invalid image size")
        digest = hashlib.sha256(data).hexdigest()
        url = f"http://mmbiz.qpic.cn/mmbiz_{kind}/{digest}/0?wx_fmt={kind}&from=appmsg"
        self.pictures[url] = data
        return {"url": url}

    def _material(self, query: Mapping[str, str], name: str, data: bytes) -> dict[str, Any]:
        if query.get("type") != "image":
            raise Refusal(40004, "invalid media type")
        kind = _kind(data)
        if len(data) > 10_000_000:
            raise Refusal(45001, "media size out of limit")
        media_id = f"material-{len(self.materials) + 1}"
        url = f"http://mmbiz.qpic.cn/mmbiz_{kind}/{media_id}/0?wx_fmt={kind}"
        self.materials[media_id] = {"name": name, "data": data, "url": url, "time": self._now()}
        return {"media_id": media_id, "url": url}

    def _list_materials(self, asked: dict[str, Any]) -> dict[str, Any]:
        newest = [*self.materials.items()][::-1]
        part = _paged(newest, asked)
        items = [
            {"media_id": key, "name": one["name"], "update_time": one["time"], "url": one["url"]}
            for key, one in part
        ]
        return {"item": items, "total_count": len(newest), "item_count": len(items)}

    def _add(self, asked: dict[str, Any]) -> dict[str, Any]:
        articles = asked.get("articles")
        if not isinstance(articles, list) or len(articles) != 1:
            raise Refusal(44003, "empty news data")
        kept = self._kept(articles[0])
        media_id = f"draft-{len(self.calls) + 1}-{len(self.drafts) + 1}"
        self.drafts[media_id] = {**kept, "update_time": self._now()}
        return {"media_id": media_id}

    def _update(self, asked: dict[str, Any]) -> dict[str, Any]:
        media_id, article = str(asked.get("media_id")), asked.get("articles")
        if media_id not in self.drafts or asked.get("index") != 0:
            raise Refusal(40007, "invalid media_id")
        if not isinstance(article, dict):
            raise Refusal(44003, "articles is an object here")
        self.drafts[media_id] = {**self._kept(article), "update_time": self._now()}
        return {"errcode": 0, "errmsg": "ok"}

    def _kept(self, article: dict[str, Any]) -> dict[str, Any]:
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
        if article.get("thumb_media_id") not in self.materials:
            raise Refusal(40007, "invalid media_id")
        kept = dict(article)
        kept["content"] = filtered(content, keeps_data=self.keeps_data)
        kept["digest"] = article.get("digest") or _first_words(content)
        return kept

    def _get(self, asked: dict[str, Any]) -> dict[str, Any]:
        draft = self.drafts.get(str(asked.get("media_id")))
        if draft is None:
            raise Refusal(40007, "invalid media_id")
        article = {key: value for key, value in draft.items() if key != "update_time"}
        return {
            "news_item": [article],
            "create_time": draft["update_time"],
            "update_time": draft["update_time"],
        }

    def _list(self, asked: dict[str, Any]) -> dict[str, Any]:
        newest = sorted(self.drafts.items(), key=lambda one: -one[1]["update_time"])
        items = [
            {"media_id": key, "content": {"news_item": [dict(one)]},
             "update_time": one["update_time"]}
            for key, one in _paged(newest, asked)
        ]  # fmt: skip
        return {"item": items, "total_count": len(newest), "item_count": len(items)}

    def _delete(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self.drafts.pop(str(asked.get("media_id")), None) is None:
            raise Refusal(40007, "invalid media_id")
        return {"errcode": 0, "errmsg": "ok"}

    def _submit(self, asked: dict[str, Any]) -> dict[str, Any]:
        if not self.verified:
            raise Refusal(48001, "api unauthorized")
        media_id = str(asked.get("media_id"))
        if self.drafts.pop(media_id, None) is None:
            raise Refusal(40007, "invalid media_id")
        publish_id = f"publish-{len(self.published) + 1}"
        self.published[publish_id] = media_id
        return {"errcode": 0, "errmsg": "ok", "publish_id": publish_id}

    def _state(self, asked: dict[str, Any]) -> dict[str, Any]:
        publish_id = str(asked.get("publish_id"))
        if publish_id not in self.published:
            raise Refusal(53600, "Article ID invalid")
        return {"publish_id": publish_id, "publish_status": 0, "article_id": f"a-{publish_id}"}

    def state(self) -> bytes:
        """What there is, as JSON, for tests in other languages."""
        with self._lock:
            told = {
                "drafts": self.drafts,
                "pictures": {url: len(data) for url, data in self.pictures.items()},
                "materials": {key: one["name"] for key, one in self.materials.items()},
                "published": self.published,
                "calls": [[one.name, one.code] for one in self.calls],
            }
            return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _kind(data: bytes) -> str:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return name
    raise Refusal(40005, "invalid file type")


def _paged(items: list[Any], asked: dict[str, Any]) -> Iterable[Any]:
    offset, count = asked.get("offset"), asked.get("count")
    if not isinstance(offset, int) or not isinstance(count, int) or not 1 <= count <= 20:
        raise Refusal(40097, "invalid args")
    return items[offset : offset + count]


def _first_words(content: str) -> str:
    root = fragment_fromstring(content, create_parent="div")
    return "".join("".join(str(part) for part in root.itertext()).split())[:54]
