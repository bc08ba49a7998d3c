"""A session: calls with a token, repeated where that does no harm."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import tenacity

from pubkit.errors import PublishError
from pubkit.publishers.wechat.account import Credentials
from pubkit.publishers.wechat.outcomes import Refusal, Unknown, Unsent
from pubkit.publishers.wechat.reactions import MINUTE, TOKEN, explained
from pubkit.publishers.wechat.wire import Request, Wire
from pubkit.workspace.ledger import Ledger

__all__ = ["LOOKS", "Patience", "Session"]

LOOKS = 3
"""How often what may have been lost on the way is looked for before it counts as not there."""

_EARLY = 300.0
"""Seconds before its end from which a token is not used any more; a tenth of a short life."""


@dataclass(frozen=True)
class Patience:
    """How long a busy platform is waited for."""

    tries: int = 5
    """How often a call is made in all."""
    first: float = 1.0
    """Seconds of the first wait, at most; each next may be twice as long."""
    longest: float = 30.0
    """Seconds of any wait."""
    sleep: Callable[[float], None] = time.sleep
    """How to wait."""


class Session:
    """Calls of one account."""

    def __init__(
        self,
        wire: Wire,
        who: Credentials,
        ledger: Ledger,
        patience: Patience,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._wire, self._who, self._ledger = wire, who, ledger
        self._patience, self._clock = patience, clock
        self._renewal = threading.Lock()
        self._failure: PublishError | None = None
        self._replaced: set[str] = set()

    @property
    def appid(self) -> str:
        """Whose session it is."""
        return self._who.account.appid

    def call(self, request: Request) -> dict[str, Any]:
        """The answer, with a new token where the old one is refused: once.

        Raises: Refusal as it came; Unknown where the outcome is not known, after a repeatable call
        was repeated; PublishError.
        """
        token = self._token()
        try:
            return self._patiently(request, token)
        except Refusal as refusal:
            if refusal.code not in TOKEN:
                raise
        token = self._token(refused=token)
        try:
            return self._patiently(request, token)
        except Refusal as refusal:
            if refusal.code in TOKEN:
                raise explained(refusal, request.call) from None
            raise

    def pause(self, attempt: int) -> None:
        """Wait as before the `attempt`-th repetition."""
        self._patience.sleep(min(self._patience.first * 2**attempt, self._patience.longest))

    def look(self, find: Callable[[], str]) -> str:
        """What `find` gives once it gives something, with longer and longer waits; empty if never.

        A platform may list what it has taken a moment later.
        """
        for attempt in range(LOOKS):
            if found := find():
                return found
            self.pause(attempt)
        return ""

    def _patiently(self, request: Request, token: str) -> dict[str, Any]:
        """The answer; what failed on the way is repeated with longer and longer waits."""
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._patience.tries),
            wait=tenacity.wait_random_exponential(self._patience.first, self._patience.longest),
            retry=tenacity.retry_if_exception(lambda error: _may_repeat(error, request)),
            sleep=self._patience.sleep,
            reraise=True,
        )
        return retrying(self._once, request, token)

    def _once(self, request: Request, token: str) -> dict[str, Any]:
        self._ledger.count(self.appid, request.call)
        return self._wire.send(request, token)

    # ── tokens ──────────────────────────────────────────────────────────────────────────────

    def _token(self, refused: str = "") -> str:
        """A token that was not refused: the ledger's, or a new one.

        Of several threads that are refused at once, one asks and the others take what it got, be
        it the same token or a refusal: a wrong secret is not tried again and again.
        """
        with self._renewal:
            if self._failure:
                raise self._failure
            token, expires = self._ledger.token(self.appid)
            good = token != refused or refused in self._replaced
            if token and good and self._clock() < expires:
                return token
            self._replaced.add(refused)
            return self._new_token()

    def _new_token(self) -> str:
        if not self._who.secret:
            raise PublishError(f"there is no secret for the account {self._who.name!r}")
        body = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self._who.secret.reveal(),
            "force_refresh": False,
        }
        try:
            answer = self._patiently(Request("stable_token", body), "")
        except Refusal as refusal:
            self._failure = explained(refusal, "stable_token", f"app id {self.appid}")
            raise self._failure from None
        except PublishError as problem:
            self._failure = problem
            raise
        token, lasts = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(lasts, int):
            raise PublishError("WeChat's answer holds no token; try again")
        self._ledger.keep_token(self.appid, token, self._clock() + lasts - min(_EARLY, lasts / 10))
        return token


def _may_repeat(error: BaseException, request: Request) -> bool:
    """Whether the call may go out again as it is."""
    if isinstance(error, Unsent) or (isinstance(error, Refusal) and error.code == MINUTE):
        return True
    return isinstance(error, Unknown) and request.repeatable
