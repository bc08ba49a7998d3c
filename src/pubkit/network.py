"""The network: photos by https, which is the only access of reading, and clients for publishing.

A photo's address comes from an article, so from a stranger: it must be https, every address that
its name resolves to must be public, and the connection goes to the very address that was checked
(a second look-up could answer differently). Redirects pass the same gate. The answer is bounded in
bytes and in time, and never unpacked: a few bytes could become gigabytes.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pubkit.errors import ConfigError, ReadError

if TYPE_CHECKING:
    import httpx

__all__ = ["MAX_PHOTO", "Resolve", "api_client", "fetch_photo", "hub_client"]

MAX_PHOTO = 32 * 1024 * 1024
"""Bytes; a press photo as JPEG has under ten million."""
_TIMEOUT = 10.0
"""Seconds to connect, and between two pieces of the answer."""
_PATIENCE = 60.0
"""Seconds for a photo as a whole, redirects included: a server may send a byte every nine."""
_MAX_REDIRECTS = 3

_API_TIMEOUT = 30.0
"""Seconds that an interface may take to answer; a picture of 10 MB has to arrive first."""
_KEY = re.compile(r"(access_token=)[^&\s\"']+")

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port → IP addresses."""


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def fetch_photo(
    url: str,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = _resolve,
    patience: float = _PATIENCE,
) -> bytes:
    """The bytes at `url`, at most `MAX_PHOTO`, within `patience` seconds.

    Raises: ReadError saying what is the matter, without the address.
    """
    import httpx

    deadline = _Deadline(patience)
    try:
        with (
            deadline,
            httpx.Client(transport=transport, timeout=_TIMEOUT, trust_env=False) as client,
        ):
            target = httpx.URL(url)
            for _ in range(_MAX_REDIRECTS + 1):
                answer = _get(client, target, resolve, deadline)
                if isinstance(answer, bytes):
                    return answer
                target = target.join(answer)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        deadline.keep()
        raise ReadError(f"it cannot be fetched ({error})") from error
    raise ReadError(f"it is redirected more than {_MAX_REDIRECTS} times")


class _Deadline:
    """Cuts the connection when the time is over; httpx itself only bounds each wait."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._over = threading.Event()
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def keep(self) -> None:
        """Raises ReadError where the time is over."""
        if self._over.is_set():
            raise ReadError(f"it takes more than {self._seconds:.0f} seconds")

    def watch(self, event: str, about: Mapping[str, Any]) -> None:
        """Learn of the connection: httpx's `trace` extension calls this."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = about["return_value"]

    def _cut(self) -> None:
        self._over.set()
        with contextlib.suppress(AttributeError, OSError, TypeError):
            # Closing would leave the other thread waiting; a TLS socket's own method would talk.
            socket.socket.shutdown(self._stream.get_extra_info("socket"), socket.SHUT_RDWR)


def _get(
    client: httpx.Client, url: httpx.URL, resolve: Resolve, deadline: _Deadline
) -> bytes | str:
    """The body, or where the server sends us."""
    request = client.build_request(
        "GET",
        url.copy_with(host=_public_address(url, resolve)),
        headers={
            "Host": url.netloc.decode("ascii"),
            "Accept": "image/*",
            "Accept-Encoding": "identity",
        },
        extensions={
            "sni_hostname": url.raw_host.decode("ascii"),
            "trace": deadline.watch,
        },
    )
    answer = client.send(request, stream=True, follow_redirects=False)
    try:
        deadline.keep()
        if answer.has_redirect_location:
            return answer.headers["location"]
        if answer.status_code != 200:
            raise ReadError(f"its server answers {answer.status_code}")
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise ReadError("its server packs it, which nobody asked for")
        body = bytearray()
        for piece in answer.iter_bytes():
            deadline.keep()
            body += piece
            if len(body) > MAX_PHOTO:
                raise ReadError(f"it has more than {MAX_PHOTO // 2**20} MB; use a smaller one")
        deadline.keep()  # a connection cut by us ends like any other
        return bytes(body)
    finally:
        answer.close()


def _public_address(url: httpx.URL, resolve: Resolve) -> str:
    if url.scheme != "https":
        raise ReadError("only https addresses are fetched")
    if url.userinfo:
        raise ReadError("its address holds a name or password, which would be published with it")
    addresses = resolve(url.host, url.port or 443)
    if not addresses:
        raise ReadError("its server has no address")
    for address in addresses:
        if not _is_public(address):
            raise ReadError("its server is not on the public network")
    return addresses[0]


_GLOBAL = ipaddress.IPv6Network("2000::/3")
"""All that is given to the public so far (IANA, IPv6 Address Space)."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Its last 32 bits are the IPv4 address that a gateway asks (RFC 6052, §2.1)."""


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and ip not in _GLOBAL:
            return False
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


# ── publishing ──────────────────────────────────────────────────────────────────────────────


def api_client(
    base: str, *, proxy: str = "", timeout: float = _API_TIMEOUT, connections: int = 8
) -> httpx.Client:
    """A client for a platform's interface at `base`, whose log shows no token.

    Nothing of the environment is used: no proxy and no password that nobody has asked for.
    Raises: ConfigError unless `base` is https, or this machine's own; for a proxy that is none.
    """
    import httpx

    try:
        url = httpx.URL(base)
    except httpx.InvalidURL as error:
        raise ConfigError(f"{base!r} is no address of an interface") from error
    if url.scheme != "https" and not (url.scheme == "http" and url.host in _LOCAL):
        raise ConfigError(f"{base!r} is not https, so the secret would be read on the way")
    logging.getLogger("httpx").addFilter(_without_key)
    try:
        return httpx.Client(
            base_url=url,
            timeout=timeout,
            trust_env=False,
            verify=_trusted(),
            proxy=proxy or None,
            limits=httpx.Limits(max_connections=connections),
        )
    except (ValueError, httpx.InvalidURL, ImportError) as error:
        # Not quoted: it may hold a password.
        raise ConfigError("nothing goes through that proxy; write http://HOST:PORT") from error


def hub_client() -> httpx.Client:
    """A client for a feed's hub, which may have moved; nothing of the environment is used."""
    import httpx

    return httpx.Client(follow_redirects=True, trust_env=False, verify=_trusted())


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates hold; reading them takes as long as a whole publication."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


def _without_key(record: logging.LogRecord) -> bool:
    """Hide the token in what httpx logs of a request: the platform wants it in the address."""
    text = record.getMessage()
    hidden = _KEY.sub(r"\1…", text)
    if hidden != text:
        record.msg, record.args = hidden, ()
    return True
