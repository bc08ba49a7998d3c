"""Drafts: found, compared, added or updated; one an article and account."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from typing import Any

from pubkit.errors import PublishError
from pubkit.publishers.wechat.fingerprints import changed, fingerprints
from pubkit.publishers.wechat.outcomes import Refusal, Unknown
from pubkit.publishers.wechat.reactions import explained
from pubkit.publishers.wechat.session import LOOKS, Session
from pubkit.publishers.wechat.wire import Request, encoded
from pubkit.workspace.ledger import Draft, Ledger

__all__ = ["GONE", "Drafts", "mark", "sent_hash"]

GONE = 40007
"""There is no such draft, or no such cover."""
_ADD, _UPDATE, _GET, _LIST = "draft/add", "draft/update", "draft/get", "draft/batchget"
_PAGE, _PAGES = 20, 25
"""Drafts asked for at once (the most), and how often: the newest five hundred."""

Fields = Mapping[str, Any]


def mark(appid: str, article: str) -> str:
    """Our own mark of an article's draft in an account, which stands in its markup."""
    return "pubkit-" + hashlib.sha256(f"{appid}\0{article}".encode()).hexdigest()[:16]


def sent_hash(fields: Fields) -> str:
    """Hash of everything that is sent."""
    return hashlib.sha256(encoded(dict(sorted(fields.items())))).hexdigest()


class Drafts:
    """The draft of one article in one account."""

    def __init__(self, session: Session, ledger: Ledger, article: str) -> None:
        self._session, self._ledger, self._article = session, ledger, article
        self._mark = mark(session.appid, article)

    def known(self) -> Draft | None:
        """What the ledger has."""
        return self._ledger.draft(self._session.appid, self._article)

    def forget(self) -> None:
        """Take the draft out of the ledger."""
        self._ledger.drop_draft(self._session.appid, self._article)

    # ── reading ─────────────────────────────────────────────────────────────────────────────

    def get(self, media_id: str) -> tuple[dict[str, Any], int] | None:
        """The draft as the platform has it, and when it was changed; None if it is gone."""
        try:
            answer = self._session.call(Request(_GET, {"media_id": media_id}))
        except Refusal as refusal:
            if refusal.code == GONE:
                return None
            raise explained(refusal, _GET) from None
        items = answer.get("news_item") or [{}]
        return dict(items[0]), int(answer.get("update_time") or 0)

    def find(self, fields: Fields) -> str:
        """The `media_id` of our own draft, newest first; empty if there is none.

        It is known by our mark, or, where the platform took that out, by its cover and title.
        """
        others = self._ledger.others(self._session.appid, self._article)
        for page in range(_PAGES):
            body = {"offset": page * _PAGE, "count": _PAGE, "no_content": 0}
            try:
                answer = self._session.call(Request(_LIST, body))
            except Refusal as refusal:
                raise explained(refusal, _LIST) from None
            items = answer.get("item") or []
            for item in items:
                media_id = str(item.get("media_id", ""))
                news = ((item.get("content") or {}).get("news_item") or [{}])[0]
                if media_id and media_id not in others and self._is_ours(news, fields):
                    return media_id
            if (page + 1) * _PAGE >= int(answer.get("total_count", 0)) or not items:
                return ""
        return ""

    def _is_ours(self, news: Fields, fields: Fields) -> bool:
        content = str(news.get("content", ""))
        if self._mark in content:
            return True
        same = all(news.get(name) == fields.get(name) for name in ("thumb_media_id", "title"))
        return same and "pubkit-" not in content

    def edited(self, draft: Draft) -> str:
        """How the draft was changed by hand since; empty if it was not, `gone` if it is gone."""
        found = self.get(draft.media_id)
        if found is None:
            return "gone"
        article, updated = found
        fields = changed(draft.kept, fingerprints(article))
        if fields:
            return f"its {', '.join(fields)} changed by hand"
        if draft.updated and updated != draft.updated:
            return "it was saved by hand"
        return ""

    # ── writing ─────────────────────────────────────────────────────────────────────────────

    def add(self, fields: Fields, what: str) -> str:
        """A new draft; gives its `media_id`.

        There is no key that would make a second call harmless. Where an answer is lost, the
        platform's list is looked through for our mark, and only what is not there is sent again.
        Raises: Refusal GONE for a cover that the platform no longer has; PublishError.
        """
        self._keep("", fields, 0, "adding")
        request = Request(_ADD, {"articles": [dict(fields)]}, repeatable=False)
        for attempt in range(LOOKS):
            try:
                media_id = str(self._session.call(request).get("media_id", ""))
            except Unknown:
                media_id = self._session.look(lambda: self.find(fields))
                if not media_id and attempt == LOOKS - 1:
                    raise
            except Refusal as refusal:
                self.forget()
                if refusal.code == GONE:
                    raise
                raise explained(refusal, _ADD, what) from None
            if media_id:
                self._keep(media_id, fields, 0, "draft")
                return media_id
        raise PublishError("WeChat gives no name for the draft; look whether it is there")

    def update(self, media_id: str, fields: Fields, what: str) -> None:
        """Put `fields` in the draft's place; twice is as good as once.

        Raises: Refusal GONE for a draft or cover that the platform no longer has; PublishError.
        """
        body = {"media_id": media_id, "index": 0, "articles": dict(fields)}
        try:
            self._session.call(Request(_UPDATE, body))
        except Refusal as refusal:
            if refusal.code == GONE:
                raise
            raise explained(refusal, _UPDATE, what) from None
        self._keep(media_id, fields, 0, "draft")

    def settle(self, media_id: str, fields: Fields) -> tuple[str, ...]:
        """Read the draft back and remember when it was changed; the fields that are not as sent."""
        found = self.get(media_id)
        if found is None:
            return ("draft",)
        article, updated = found
        kept = fingerprints(article)  # what is changed from here on was changed by hand
        draft = Draft(media_id, sent_hash(fields), kept, updated)
        self._ledger.keep_draft(self._session.appid, self._article, draft)
        return changed(fingerprints(fields), kept)

    def went_out(self) -> None:
        """Remember that the draft was published, and is a draft no more."""
        known = self.known()
        if known:
            gone = dataclasses.replace(known, state="published")
            self._ledger.keep_draft(self._session.appid, self._article, gone)

    def adopt(self, media_id: str, fields: Fields) -> None:
        """Take a draft that is as it would be sent into the ledger."""
        self._keep(media_id, fields, 0, "draft")

    def _keep(self, media_id: str, fields: Fields, updated: int, state: str) -> None:
        draft = Draft(media_id, sent_hash(fields), fingerprints(fields), updated, state)
        self._ledger.keep_draft(self._session.appid, self._article, draft)
