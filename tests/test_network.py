"""Photos by https: only from public addresses, within limits."""

from collections.abc import Callable

import httpx
import pytest

from pubkit import network
from pubkit.errors import ReadError

PUBLIC = "93.184.216.34"


def fetch(
    answer: Callable[[httpx.Request], httpx.Response],
    url: str = "https://example.org/a.jpg",
    addresses: tuple[str, ...] = (PUBLIC,),
) -> bytes:
    return network.fetch_photo(url, httpx.MockTransport(answer), lambda host, port: addresses)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"picture")

    assert fetch(answer, "https://example.org:8443/a.jpg?x=1") == b"picture"
    (request,) = seen
    assert str(request.url) == f"https://{PUBLIC}:8443/a.jpg?x=1"
    assert request.headers["Host"] == "example.org:8443"
    assert request.extensions["sni_hostname"] == "example.org"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_no_private_address_is_asked(address: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError("it was asked")

    with pytest.raises(ReadError, match="not on the public network"):
        fetch(answer, addresses=(PUBLIC, address))


def test_a_redirect_passes_the_same_gate() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://example.org/b.jpg"})

    with pytest.raises(ReadError, match="only https"):
        fetch(answer)


def test_redirects_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "/again"})

    with pytest.raises(ReadError, match="redirected more than 3 times"):
        fetch(answer)


def test_a_body_without_end_is_cut_off() -> None:
    def endless() -> object:
        while True:
            yield bytes(1 << 20)

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=endless())

    with pytest.raises(ReadError, match="more than 32 MB"):
        fetch(answer)


def test_a_refusal_is_named() -> None:
    with pytest.raises(ReadError, match="answers 404"):
        fetch(lambda request: httpx.Response(404))


def test_a_time_out_is_a_sentence() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("timed out")

    with pytest.raises(ReadError, match=r"cannot be fetched \(timed out\)"):
        fetch(answer)
