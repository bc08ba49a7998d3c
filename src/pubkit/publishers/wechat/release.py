"""Publishing a draft, where the account may: asked for, never by itself."""

from __future__ import annotations

from pubkit.errors import PublishError
from pubkit.publishers.wechat.drafts import Drafts
from pubkit.publishers.wechat.outcomes import Refusal, Unknown
from pubkit.publishers.wechat.reactions import UNVERIFIED, explained
from pubkit.publishers.wechat.session import Session
from pubkit.publishers.wechat.wire import Request

__all__ = ["release"]

_SUBMIT, _STATE = "freepublish/submit", "freepublish/get"
_ASKS = 8
"""How often the state is asked for; it takes seconds, sometimes minutes."""
_RUNNING = 1
_STATES = {
    0: "published",
    2: "refused: it is not original as declared",
    3: "refused",
    4: "refused by the platform",
    5: "published, and deleted since",
    6: "published, and taken down by the platform",
}
"""`publish_status` in words."""


def release(session: Session, drafts: Drafts, media_id: str) -> str:
    """What came of publishing the draft, in words.

    Raises: PublishError; the draft stays where it was.
    """
    request = Request(_SUBMIT, {"media_id": media_id}, repeatable=False)
    try:
        answer = session.call(request)
    except Refusal as refusal:
        if refusal.code == UNVERIFIED:
            return "the draft is saved; publish it by hand: the account may not do so from here"
        raise explained(refusal, _SUBMIT, "the draft is saved") from None
    except Unknown as problem:
        if drafts.get(media_id) is None:
            drafts.went_out()
            return "published: the draft has gone out, though WeChat's answer was lost"
        raise PublishError(
            f"{problem}; the draft is saved, and whether it goes out is not known: look at the "
            "platform before you publish it again"
        ) from None
    drafts.went_out()
    return _followed(session, str(answer.get("publish_id", "")))


def _followed(session: Session, publish_id: str) -> str:
    for attempt in range(_ASKS):
        try:
            answer = session.call(Request(_STATE, {"publish_id": publish_id}))
        except Refusal as refusal:
            raise explained(refusal, _STATE) from None
        status = int(answer.get("publish_status", _RUNNING))
        if status != _RUNNING:
            return _STATES.get(status, f"state {status}")
        session.pause(attempt)
    return "on its way: WeChat is still at it"
