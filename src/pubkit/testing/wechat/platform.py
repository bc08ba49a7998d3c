"""The platform's state, and what each call does to it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from pubkit.testing.wechat.drafts import Drafts
from pubkit.testing.wechat.faults import Fault, Refusal
from pubkit.testing.wechat.forms import file_in, json_in
from pubkit.testing.wechat.media import Media

__all__ = ["APPID", "SECRET", "Call", "Platform"]

APPID, SECRET = "wx0123456789abcdef", "fake-secret-0123456789abcdef0123"
_QUOTAS = {"draft/add": 1000, "draft/update": 1000, "draft/count": 1000, "draft/get": 500,
           "freepublish/submit": 100, "stable_token": 100_000}  # fmt: skip
"""Calls a day."""


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
    calls: list[Call] = field(default_factory=list)
    """Every call, in order."""
    tokens: dict[str, tuple[str, float]] = field(default_factory=dict)
    """App id → its token and when that ends."""
    tokens_given: int = 0
    """How many different tokens there were."""
    _lock: RLock = field(default_factory=RLock)
    _used: Counter[tuple[int, str]] = field(default_factory=Counter)
    _time: int = 0

    def __post_init__(self) -> None:
        self._media = Media(self._now)
        self._drafts = Drafts(self._now, self.materials, self.verified, self.keeps_data)

    @property
    def pictures(self) -> dict[str, bytes]:
        """Address → bytes of the pictures in bodies."""
        return self._media.pictures

    @property
    def materials(self) -> dict[str, dict[str, Any]]:
        """`media_id` → name, bytes, url of the library's pictures."""
        return self._media.materials

    @property
    def drafts(self) -> dict[str, dict[str, Any]]:
        """`media_id` → article as kept, with `update_time` beside it."""
        return self._drafts.kept

    @property
    def published(self) -> dict[str, str]:
        """`publish_id` → `media_id`."""
        return self._drafts.published

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
            return self._media.upload(*file_in(kind, body)[1:])
        if call == "material/add_material":
            return self._media.add(query, *file_in(kind, body)[1:])
        act = {
            "material/batchget_material": self._media.listed,
            "draft/add": self._drafts.add,
            "draft/update": self._drafts.update,
            "draft/get": self._drafts.get,
            "draft/batchget": self._drafts.listed,
            "draft/delete": self._drafts.delete,
            "freepublish/submit": self._drafts.submit,
            "freepublish/get": self._drafts.state,
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
