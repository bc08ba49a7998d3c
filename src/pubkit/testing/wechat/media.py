"""Pictures: those of bodies, which nobody lists, and the library's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pubkit.testing.wechat.faults import Refusal
from pubkit.testing.wechat.forms import paged

__all__ = ["Media"]

_MAGIC = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass
class Media:
    """What was uploaded."""

    now: Callable[[], int]
    """Seconds, later at each call."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Address → bytes of `uploadimg`."""
    materials: dict[str, dict[str, Any]] = field(default_factory=dict)
    """`media_id` → name, bytes, url."""

    def upload(self, name: str, data: bytes) -> dict[str, Any]:
        """`media/uploadimg`."""
        kind = _kind(data)
        if len(data) >= 1_000_000:
            raise Refusal(40009, "invalid image size")
        digest = hashlib.sha256(data).hexdigest()
        url = f"http://mmbiz.qpic.cn/mmbiz_{kind}/{digest}/0?wx_fmt={kind}&from=appmsg"
        self.pictures[url] = data
        return {"url": url}

    def add(self, query: Mapping[str, str], name: str, data: bytes) -> dict[str, Any]:
        """`material/add_material`."""
        if query.get("type") != "image":
            raise Refusal(40004, "invalid media type")
        kind = _kind(data)
        if len(data) > 10_000_000:
            raise Refusal(45001, "media size out of limit")
        media_id = f"material-{len(self.materials) + 1}"
        url = f"http://mmbiz.qpic.cn/mmbiz_{kind}/{media_id}/0?wx_fmt={kind}"
        self.materials[media_id] = {"name": name, "data": data, "url": url, "time": self.now()}
        return {"media_id": media_id, "url": url}

    def listed(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`material/batchget_material`, newest first."""
        newest = [*self.materials.items()][::-1]
        part = paged(newest, asked)
        items = [
            {"media_id": key, "name": one["name"], "update_time": one["time"], "url": one["url"]}
            for key, one in part
        ]
        return {"item": items, "total_count": len(newest), "item_count": len(items)}


def _kind(data: bytes) -> str:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return name
    raise Refusal(40005, "invalid file type")
