"""The publication: pictures, cover, draft, in that order, each step remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pubkit.errors import PublishError
from pubkit.publishers.wechat.account import Credentials
from pubkit.publishers.wechat.drafts import GONE, Drafts, mark, sent_hash
from pubkit.publishers.wechat.fingerprints import changed, fingerprints
from pubkit.publishers.wechat.outcomes import Refusal
from pubkit.publishers.wechat.plan import Plan
from pubkit.publishers.wechat.reactions import explained
from pubkit.publishers.wechat.release import release
from pubkit.publishers.wechat.session import Patience, Session
from pubkit.publishers.wechat.uploads import Progress, Uploads
from pubkit.publishers.wechat.wire import Client, Wire
from pubkit.workspace.ledger import Draft, Ledger

__all__ = ["Publisher", "Receipt"]


@dataclass(frozen=True)
class Receipt:
    """What became of a publication."""

    media_id: str
    """The draft's name at the platform."""
    action: str
    """`added`, `updated`, `unchanged` or `found`."""
    uploaded: int
    """Pictures that went out, the cover among them."""
    altered: tuple[str, ...] = ()
    """Fields that the platform keeps otherwise than they were sent."""
    released: str = ""
    """What came of publishing the draft; empty where it was not asked for."""


class Publisher:
    """Brings plans into one account."""

    def __init__(
        self,
        client: Client,
        who: Credentials,
        ledger: Ledger,
        patience: Patience | None = None,
        tell: Progress = lambda what, done, of: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Through `client`, whose base address is the interface's; `tell` hears of progress."""
        self._who, self._ledger, self._tell = who, ledger, tell
        self._session = Session(Wire(client), who, ledger, patience or Patience(), clock)
        self._uploads = Uploads(self._session, ledger, who.account.uploads, tell)

    def publish(self, plan: Plan, *, overwrite: bool = False, out: bool = False) -> Receipt:
        """The article among the account's drafts, once; `out` publishes it too.

        A draft that somebody changed by hand is left alone unless `overwrite`.
        Raises: PublishError. Whatever was done until then is remembered, and the next run goes on.
        """
        appid = self._session.appid
        drafts = Drafts(self._session, self._ledger, plan.article)
        before = drafts.known()
        if before and before.state != "adding" and not overwrite:
            known = self._known(plan)
            if known and sent_hash(known) == before.sent:
                out = out and before.state == "draft"
                return self._finished(drafts, Receipt(before.media_id, "unchanged", 0), out=out)
        if before and before.media_id:
            before = self._untouched(drafts, before, overwrite=overwrite)
        sent = self._missing(plan)
        addresses = self._uploads.all(plan.pictures)
        fields = plan.filled(addresses, self._uploads.cover(plan.cover), mark(appid, plan.article))
        self._tell("writing the draft", 1, 1)
        try:
            media_id, action = self._written(drafts, before, fields, plan, overwrite=overwrite)
        except Refusal as refusal:
            if refusal.code != GONE:
                raise
            fields, sent = self._covered_anew(plan, fields), sent + 1
            if before and drafts.get(before.media_id) is None:
                before = None
            try:
                media_id, action = self._written(drafts, before, fields, plan, overwrite=overwrite)
            except Refusal as again:
                raise explained(again, "draft/add", plan.cover.upload.name) from None
        altered = drafts.settle(media_id, fields)
        return self._finished(drafts, Receipt(media_id, action, sent, altered), out=out)

    def _known(self, plan: Plan) -> dict[str, Any] | None:
        """The draft as it would be sent, if no picture has to be uploaded for it."""
        addresses = {one.mark: self._uploads.known(one) for one in plan.pictures}
        thumb = self._uploads.known(plan.cover)
        if not thumb or not all(addresses.values()):
            return None
        return plan.filled(addresses, thumb, mark(self._session.appid, plan.article))

    def _missing(self, plan: Plan) -> int:
        """How many pictures have to be uploaded."""
        wanted = {(one.use, one.sha256): one for one in (*plan.pictures, plan.cover)}
        return sum(not self._uploads.known(one) for one in wanted.values())

    def _untouched(self, drafts: Drafts, before: Draft, *, overwrite: bool) -> Draft | None:
        """The draft if it may be replaced; None if it has gone and a new one may be made.

        Raises: PublishError where somebody changed, published or deleted it.
        """
        how = "gone" if before.state == "published" else drafts.edited(before)
        if how == "gone":
            if not overwrite:
                raise PublishError(
                    "the article's draft is no longer at WeChat, so it was published or deleted; "
                    "correct it there, or make a new draft with --overwrite"
                )
            drafts.forget()
            return None
        if how and not overwrite:
            raise PublishError(
                f"the draft was not sent, because {how} at WeChat since; take the changes into "
                "article.md, or replace them with --overwrite"
            )
        return before

    def _written(
        self,
        drafts: Drafts,
        before: Draft | None,
        fields: dict[str, Any],
        plan: Plan,
        *,
        overwrite: bool,
    ) -> tuple[str, str]:
        """The draft's `media_id`, and what was done: added, updated, or found as it should be."""
        what = _told(plan, fields)
        if before and before.media_id:
            drafts.update(before.media_id, fields, what)
            return before.media_id, "updated"
        found = drafts.find(fields)
        if not found:
            return drafts.add(fields, what), "added"
        return self._taken_over(drafts, found, before, fields, what, overwrite=overwrite)

    def _taken_over(
        self,
        drafts: Drafts,
        media_id: str,
        before: Draft | None,
        fields: dict[str, Any],
        what: str,
        *,
        overwrite: bool,
    ) -> tuple[str, str]:
        """A draft of ours that the ledger does not know: a run ended before it was noted."""
        there = drafts.get(media_id)
        assert there is not None  # it has just been listed
        now = fingerprints(there[0])
        if not changed(fingerprints(fields), now):
            drafts.adopt(media_id, fields)
            return media_id, "found"
        ours = before is not None and not changed(before.kept, now)
        if not ours and not overwrite:
            raise PublishError(
                "a draft of this article that the ledger does not know is at WeChat already, and "
                "says something else; look at it, and replace it with --overwrite"
            )
        drafts.update(media_id, fields, what)
        return media_id, "updated"

    def _covered_anew(self, plan: Plan, fields: dict[str, Any]) -> dict[str, Any]:
        """The draft with a cover uploaded once more: somebody deleted it from the library."""
        self._uploads.drop_cover(plan.cover)
        return {**fields, "thumb_media_id": self._uploads.cover(plan.cover)}

    def _finished(self, drafts: Drafts, receipt: Receipt, *, out: bool) -> Receipt:
        if not out:
            return receipt
        released = release(self._session, drafts, receipt.media_id)
        return Receipt(
            receipt.media_id, receipt.action, receipt.uploaded, receipt.altered, released
        )


def _told(plan: Plan, fields: dict[str, Any]) -> str:
    """What an editor needs where the content is refused: its size, and the addresses in it."""
    links = ", ".join(plan.links()) or "none"
    return f"{len(fields['content']):,} characters, addresses in the text: {links}"
