"""The wire: one call, one answer. The only place that speaks to the platform.

The token stands in the address, since the platform wants it there. So nothing of httpx leaves this
module: its exceptions hold the request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import httpx

from pubkit.errors import PublishError
from pubkit.publishers.wechat.outcomes import Refusal, Unknown, Unsent

__all__ = ["Client", "Request", "Upload", "Wire", "encoded"]

Client: TypeAlias = httpx.Client
"""What requests go through; its base address is the interface's."""

_MAX_ANSWER = 32 * 1024 * 1024
"""Bytes: twenty drafts of 1 MB and some."""
_BUSY = -1
_AGAIN = "; run it again later, it goes on where it stopped"


class Upload(NamedTuple):
    """A file in a form."""

    name: str
    """Its name, ASCII."""
    data: bytes
    """Its content."""
    media_type: str
    """Its media type."""


@dataclass(frozen=True)
class Request:
    """One call."""

    call: str
    """Its name: `draft/add`."""
    body: Mapping[str, Any] | None = None
    """What is sent as JSON."""
    upload: Upload | None = None
    """What is sent as a form."""
    query: Mapping[str, str] | None = None
    """What stands in the address beside the token."""
    repeatable: bool = True
    """Whether sending it twice does no harm."""


def encoded(body: Mapping[str, Any]) -> bytes:
    r"""JSON in raw UTF-8: the platform shows `\\uXXXX` as it stands."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


class Wire:
    """Sends requests through a client that somebody else has made."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def send(self, request: Request, token: str) -> dict[str, Any]:
        """The platform's answer.

        Raises: Refusal, Unsent, Unknown; PublishError for what no repetition mends.
        """
        status, body = self._exchange(self._built(request, token), request.call)
        if status >= 500:
            raise Unknown(f"WeChat answers {request.call} with HTTP {status}{_AGAIN}")
        if status != 200:
            raise PublishError(f"WeChat answers {request.call} with HTTP {status}; see [accounts]")
        try:
            answer = json.loads(body)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise Unknown(f"WeChat's answer to {request.call} is broken off{_AGAIN}")
        code = answer.get("errcode", 0)
        if code == _BUSY:
            raise Unknown(f"WeChat is busy ({request.call}){_AGAIN}")
        if code:
            raise Refusal(int(code), _masked(str(answer.get("errmsg", "")), token))
        return answer

    def _built(self, request: Request, token: str) -> httpx.Request:
        query = {**(request.query or {}), **({"access_token": token} if token else {})}
        files = {"media": request.upload} if request.upload else None
        content = encoded(request.body) if request.body is not None else None
        return self._client.build_request(
            "POST" if files or content else "GET",
            f"/cgi-bin/{request.call}",
            params=query,
            content=content,
            files=files,
            headers={"Content-Type": "application/json; charset=utf-8"} if content else None,
        )

    def _exchange(self, request: httpx.Request, call: str) -> tuple[int, bytes]:
        """Status and body; errors are raised outside, so that none holds httpx's and the token."""
        try:
            answer = self._client.send(request, stream=True)
            try:
                body = bytearray()
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > _MAX_ANSWER:
                        break
                else:
                    return answer.status_code, bytes(body)
            finally:
                answer.close()
            problem: PublishError = PublishError(f"WeChat's answer to {call} has no end")
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            problem = _unconnected(call, str(error))
        except (httpx.TransportError, httpx.DecodingError) as error:
            problem = Unknown(f"no answer to {call} ({type(error).__name__}){_AGAIN}")
        except (httpx.InvalidURL, ValueError) as error:
            problem = PublishError(f"{call} cannot be sent ({type(error).__name__})")
        raise problem


def _unconnected(call: str, why: str) -> PublishError:
    if "CERTIFICATE_VERIFY_FAILED" in why:
        return PublishError(
            "WeChat's certificate does not hold on this machine; check its clock and whoever "
            "stands between"
        )
    return Unsent(f"WeChat cannot be reached ({call}); check the network, then run it again")


def _masked(message: str, token: str) -> str:
    return message.replace(token, "…") if token else message
