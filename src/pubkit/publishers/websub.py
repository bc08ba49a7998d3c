"""WebSub: telling a hub that a feed has changed, so that its subscribers hear of it at once.

Source: WebSub (W3C Recommendation, 2018), §7; the form of the request is that of PubSubHubbub 0.4,
which every public hub takes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import sleep
from typing import TYPE_CHECKING

from pubkit.notice import Notice
from pubkit.workspace.feeds import Desk

if TYPE_CHECKING:
    import httpx

__all__ = ["TIMEOUT", "ping", "tell"]

TIMEOUT = 5.0
"""Seconds that a hub may take to answer: readers are served whether it does or not."""
_TRIES = 3
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 4.0
"""Seconds between two tries."""
_BUSY = frozenset({429, 500, 502, 503, 504})
"""Answers that may be others a moment later."""


def ping(hub: str, topic: str, client: httpx.Client, pause: Callable[[float], None] = sleep) -> str:
    """Tell the hub that what lies at `topic` has changed; why not, if it could not be told."""
    import httpx
    from tenacity import (
        RetryError,
        Retrying,
        retry_if_exception_type,
        retry_if_result,
        stop_after_attempt,
        wait_exponential_jitter,
    )

    form = {"hub.mode": "publish", "hub.topic": topic, "hub.url": topic}
    attempts = Retrying(
        stop=stop_after_attempt(_TRIES),
        wait=wait_exponential_jitter(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT),
        retry=retry_if_exception_type(httpx.TransportError)
        | retry_if_result(lambda answer: answer.status_code in _BUSY),
        sleep=pause,
    )
    try:
        answer = attempts(client.post, hub, data=form, timeout=TIMEOUT)
    except RetryError as error:
        last = error.last_attempt
        problem = last.exception()
        return _named(problem) if problem else f"it answers {last.result().status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _named(error)
    return "" if answer.is_success else f"it answers {answer.status_code}"


def tell(
    desk: Desk,
    client: httpx.Client,
    now: datetime,
    pause: Callable[[float], None] = sleep,
) -> tuple[Notice, ...]:
    """Tell the hub of every file that it has not been told of; what could not be done.

    A hub that does not answer is asked once, not for each of the feed's files: the rest is due the
    next time.
    """
    lost: list[Notice] = []
    silent: set[str] = set()
    for owed in desk.pings():
        if not owed.due or owed.hub in silent:
            continue
        error = ping(owed.hub, owed.topic, client, pause)
        desk.pinged(owed.topic, now, error)
        if error:
            silent.add(owed.hub)
            lost.append(_untold(owed.hub, error))
    return tuple(lost)


def _untold(hub: str, error: str) -> Notice:
    return Notice(
        code="feed-hub-silent",
        severity="warning",
        text=f"The hub {hub} could not be told: {error}.",
        hint="The feed is in place; pubkit feed write tells it again.",
    )


def _named(error: BaseException) -> str:
    return f"{type(error).__name__} {error}".strip()
