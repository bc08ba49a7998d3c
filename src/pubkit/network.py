"""Photos by https: the only network access of reading.

An address comes from an article, so from a stranger: it must be https, every address that its name
resolves to must be public, and the connection goes to the very address that was checked (a second
look-up could answer differently). Redirects pass the same gate.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pubkit.errors import ReadError

if TYPE_CHECKING:
    import httpx

__all__ = ["MAX_PHOTO", "Resolve", "fetch_photo"]

MAX_PHOTO = 32 * 1024 * 1024
"""Bytes; a press photo as JPEG has under ten million."""
_TIMEOUT = 10.0
"""Seconds to connect, and between two pieces of the answer."""
_MAX_REDIRECTS = 3

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port → IP addresses."""


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def fetch_photo(
    url: str, transport: httpx.BaseTransport | None = None, resolve: Resolve = _resolve
) -> bytes:
    """The bytes at `url`, at most `MAX_PHOTO`.

    Raises: ReadError saying what is the matter, without the address.
    """
    import httpx

    try:
        with httpx.Client(transport=transport, timeout=_TIMEOUT, trust_env=False) as client:
            target = httpx.URL(url)
            for _ in range(_MAX_REDIRECTS + 1):
                answer = _get(client, target, resolve)
                if isinstance(answer, bytes):
                    return answer
                target = target.join(answer)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise ReadError(f"it cannot be fetched ({error})") from error
    raise ReadError(f"it is redirected more than {_MAX_REDIRECTS} times")


def _get(client: httpx.Client, url: httpx.URL, resolve: Resolve) -> bytes | str:
    """The body, or where the server sends us."""
    request = client.build_request(
        "GET",
        url.copy_with(host=_public_address(url, resolve)),
        headers={"Host": url.netloc.decode("ascii"), "Accept": "image/*"},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    answer = client.send(request, stream=True, follow_redirects=False)
    try:
        if answer.is_redirect:
            return answer.headers["location"]
        if answer.status_code != 200:
            raise ReadError(f"its server answers {answer.status_code}")
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > MAX_PHOTO:
                raise ReadError(f"it has more than {MAX_PHOTO // 2**20} MB; use a smaller one")
        return bytes(body)
    finally:
        answer.close()


def _public_address(url: httpx.URL, resolve: Resolve) -> str:
    if url.scheme != "https":
        raise ReadError("only https addresses are fetched")
    addresses = resolve(url.host, url.port or 443)
    if not addresses:
        raise ReadError("its server has no address")
    for address in addresses:
        if not _is_public(address):
            raise ReadError("its server is not on the public network")
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast
