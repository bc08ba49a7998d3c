"""A photo's address is a stranger's: nobody but the public network is asked, and not for long."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from pubkit.errors import ReadError
from pubkit.network import MAX_PHOTO, fetch_photo

PUBLIC = "93.184.216.34"


def refuse(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.url} was asked")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1",
        "0177.0.0.1", "017700000001", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:0:0:1]", "[64:ff9b::7f00:1]",
        "[64:ff9b:1::1]", "[2002:7f00:1::]", "[fe80::1]", "[fec0::1]", "[fd00::1]", "[ff02::1]",
        "[2001:0:1::]", "[100::1]", "[4000::1]", "10.0.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "2852039166", "[fd00:ec2::254]", "[::ffff:a9fe:a9fe]", "100.100.100.200",
        "198.18.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "127.0.0.1.", "①②⑦.⓪.⓪.①",
        "127。0。0。1",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_host_is_asked(host: str) -> None:
    """The machine's own resolver reads them, as it would for any program."""
    with pytest.raises(ReadError, match=r"not on the public network|cannot be fetched"):
        fetch_photo(f"https://{host}/x.jpg", httpx.MockTransport(refuse))


def test_a_gateway_to_the_public_network_is_asked() -> None:
    got = fetch_photo(
        "https://example.org/x",
        httpx.MockTransport(lambda request: httpx.Response(200, content=b"picture")),
        lambda host, port: ["64:ff9b::5db8:d822"],
    )
    assert got == b"picture"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x", "HTTP://example.org/x", "ftp://example.org/x", "file:///etc/passwd",
        "file://localhost/etc/passwd", "gopher://127.0.0.1:70/x", "dict://127.0.0.1:1/x",
        "data://text/plain,x", "jar:https://example.org!/x", "unix://var/run/docker.sock",
        "ws://example.org/", "//example.org/x", "https:/example.org/x", "https:example.org",
        "://", "https://", "https://:443/", "https://exa mple.org/", "https://[::1/", "https://a:b/",
        "https://example.org:99999/", "https://" + "a" * 70_000, "https://\u202e.org", "https://.",
    ],
)  # fmt: skip
def test_only_https_is_spoken(url: str) -> None:
    with pytest.raises(ReadError):
        fetch_photo(url, httpx.MockTransport(refuse), lambda host, port: [])


@pytest.mark.parametrize("url", ["https://me:word@example.org/x", "https://me@example.org/x"])
def test_a_password_is_neither_sent_nor_published(url: str) -> None:
    with pytest.raises(ReadError, match="a name or password") as caught:
        fetch_photo(url, httpx.MockTransport(refuse), lambda host, port: [PUBLIC])
    assert "word@" not in str(caught.value)


@pytest.mark.parametrize(
    "target",
    [
        "https://127.0.0.1/x", "//127.0.0.1/x", "https://[::1]/x", "http://example.org/x",
        "file:///etc/passwd", "https://me:word@example.org/x", "https://[::1", "\\\\127.0.0.1\\x",
        "javascript:x", "", "https://2130706433/",
    ],
)  # fmt: skip
def test_a_redirect_leads_nowhere_else(target: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": target})

    def resolve(host: str, port: int) -> list[str]:
        return [PUBLIC if host == "example.org" else host.strip("[]")]

    with pytest.raises(ReadError):
        fetch_photo("https://example.org/x", httpx.MockTransport(answer), resolve)
    assert set(asked) == {PUBLIC}


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
def test_a_redirect_without_a_target_is_an_answer_like_any_other(status: int) -> None:
    with pytest.raises(ReadError, match=f"answers {status}"):
        fetch_photo(
            "https://example.org/x",
            httpx.MockTransport(lambda request: httpx.Response(status)),
            lambda host, port: [PUBLIC],
        )


def test_a_name_that_is_rebound_is_asked_for_once_and_the_answer_kept() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["169.254.169.254"]])
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, content=b"picture")

    got = fetch_photo(
        "https://a.example/x", httpx.MockTransport(answer), lambda host, port: next(answers)
    )
    assert (got, asked) == (b"picture", [PUBLIC])
    with pytest.raises(ReadError, match="not on the public network"):
        fetch_photo("https://a.example/x", httpx.MockTransport(refuse), lambda h, p: next(answers))


# ── a real server that means ill ────────────────────────────────────────────────────────────


class Rerouted(httpx.BaseTransport):
    """Real connections, but every public address is this machine's server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._real = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC
        request.url = httpx.URL(f"http://127.0.0.1:{self._port}/")
        return self._real.handle_request(request)


@contextmanager
def serving(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that reads a request and does as it likes."""
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                try:
                    behave(connection)
                except OSError:
                    continue

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        stop.set()


def fetched(behave: Callable[[socket.socket], None], patience: float = 60) -> bytes:
    with serving(behave) as port:
        return fetch_photo(
            "https://example.org/x", Rerouted(port), lambda host, port: [PUBLIC], patience
        )


def drip(head: bytes, byte: bytes) -> Callable[[socket.socket], None]:
    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(300):
            connection.sendall(byte)
            time.sleep(0.05)

    return behave


@pytest.mark.parametrize(
    "behave",
    [
        drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"x"),
        drip(b"", b"H"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda connection: time.sleep(15),
    ],
    ids=["body", "head", "first line", "chunks", "silence"],
)
def test_a_server_that_only_drips_is_left_in_time(behave: Callable[[socket.socket], None]) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match="takes more than 1 seconds"):
        fetched(behave, patience=1)
    assert time.monotonic() - began < 5


def test_a_body_without_end_ends() -> None:
    sent = 0

    def behave(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n")
        while True:
            sent += connection.send(bytes(1 << 20))

    with pytest.raises(ReadError, match="more than 32 MB"):
        fetched(behave)
    assert sent < 2 * MAX_PHOTO


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip", "deflate", "br", "x"])
def test_nothing_packed_is_unpacked(encoding: str) -> None:
    body = gzip.compress(gzip.compress(bytes(100_000_000)))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n"
    with pytest.raises(ReadError, match="packs it"):
        fetched(lambda connection: connection.sendall(head.encode() + body))


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\0\0\0", b"HTTP/1.1 200 OK\r\nA\0: b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000, b"HTTP/1.1 999999 x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999999\r\n\r\nx",
        b"HTTP/1.1 302 x\r\nLocation: \xff\xfe\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
    ],
)  # fmt: skip
def test_a_broken_answer_is_one_sentence(answer: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        fetched(lambda connection: connection.sendall(answer))
    assert "\n" not in str(caught.value)


def test_what_the_server_calls_a_picture_does_not_matter() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n"
    assert fetched(lambda connection: connection.sendall(head + b"abc")) == b"abc"
