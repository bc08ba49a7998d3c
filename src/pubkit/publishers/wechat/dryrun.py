"""What would be sent, request by request, without sending anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pubkit.publishers.wechat.drafts import mark, sent_hash
from pubkit.publishers.wechat.plan import Picture, Plan
from pubkit.workspace.ledger import Ledger

__all__ = ["preview", "requests"]

_QUOTAS = {"draft/add": 1000, "draft/update": 1000, "draft/get": 500}
"""Calls a day."""


def requests(plan: Plan, appid: str, ledger: Ledger | None, now: float) -> Iterator[str]:
    """Each request with its body, in order; what only WeChat can say stands in ⟨ ⟩.

    `now` is this machine's clock (seconds since 1970). Nothing is sent for an unchanged article.
    """
    addresses, uploads = _addresses(plan, appid, ledger)
    thumb = ledger.picture(appid, "cover", plan.cover.sha256) if ledger else ""
    fields = plan.filled(
        addresses, thumb or f"⟨media_id of {plan.cover.upload.name}⟩", mark(appid, plan.article)
    )
    draft = ledger.draft(appid, plan.article) if ledger else None
    if draft and draft.state == "draft" and not uploads and sent_hash(fields) == draft.sent:
        return
    if not ledger or ledger.token(appid)[1] <= now:
        body: dict[str, Any] = {"grant_type": "client_credential", "appid": appid}
        yield f"POST stable_token\n{_json({**body, 'secret': '⟨secret⟩', 'force_refresh': False})}"
    if draft and draft.media_id:
        yield f"POST draft/get\n{_json({'media_id': draft.media_id})}"
    yield from uploads
    if not thumb:
        yield 'POST material/batchget_material\n{"type": "image", "offset": 0, "count": 20}'
        yield _upload("material/add_material?type=image", plan.cover)
    if draft and draft.media_id:
        body = {"media_id": draft.media_id, "index": 0, "articles": fields}
        yield f"POST draft/update\n{_json(body)}"
    else:
        yield 'POST draft/batchget\n{"offset": 0, "count": 20, "no_content": 0}'
        yield f"POST draft/add\n{_json({'articles': [fields]})}"


def _addresses(plan: Plan, appid: str, ledger: Ledger | None) -> tuple[dict[str, str], list[str]]:
    """Mark → address of every picture, and the uploads that it takes, each once."""
    addresses: dict[str, str] = {}
    uploads: dict[str, str] = {}
    for picture in plan.pictures:
        known = ledger.picture(appid, "body", picture.sha256) if ledger else ""
        if not known:
            uploads.setdefault(picture.sha256, _upload("media/uploadimg", picture))
        addresses[picture.mark] = known or f"⟨address of {picture.upload.name}⟩"
    return addresses, list(uploads.values())


def preview(plan: Plan, appid: str, ledger: Ledger | None) -> Iterator[str]:
    """Sizes against limits, and calls against quotas, a line each."""
    most, fields = plan.limits, plan.fields
    for name, limit in (("title", most.title), ("author", most.author), ("digest", most.digest)):
        yield f"{name:8} {len(fields[name]):6,} of {limit:,} characters"
    content = len(plan.longest())
    yield f"content  {content:6,} of {most.content:,} characters, tags and addresses counted"
    heaviest = max((len(p.upload.data) for p in plan.pictures), default=0)
    most_bytes = f"{most.picture_bytes:,} bytes"
    yield f"pictures {len(plan.pictures):6,}, the heaviest {heaviest:,} of {most_bytes}"
    for call, quota in _QUOTAS.items():
        used = ledger.counted(appid, call) if ledger else 0
        yield f"{call:13} {used:,} of {quota:,} calls today"


def _upload(call: str, picture: Picture) -> str:
    file = picture.upload
    return f"POST {call}\nmedia = {file.name}, {file.media_type}, {len(file.data):,} bytes"


def _json(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2)
