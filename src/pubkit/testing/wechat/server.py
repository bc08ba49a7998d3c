"""The platform over a real socket, on this machine alone."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from pubkit.testing.wechat.platform import Platform

__all__ = ["serving"]

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: close at once, with a reset."""


@contextlib.contextmanager
def serving(platform: Platform, port: int = 0, hold_s: float = 1.0) -> Iterator[str]:
    """The address at which `platform` listens while this lasts.

    A time-out is `hold_s` seconds of silence, then a closed connection.
    """

    class Handler(_Handler):
        pass

    Handler.platform, Handler.hold_s = platform, hold_s
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    platform: Platform
    hold_s: float
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self._body())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: an address holds a token."""

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        call = parts.path.removeprefix("/cgi-bin/")
        if parts.path == "/state":
            self._send(200, self.platform.state())
            return
        fault = self.platform.fault(call)
        if fault in ("reset", "timeout"):
            self.platform.lost(call, body)
            self._vanish(fault)
            return
        if fault == "502":
            self.platform.lost(call, body)
            self._send(502, b"<html>Bad Gateway</html>")
            return
        made = self.platform.answer(
            call,
            dict(parse_qsl(parts.query)),
            self.headers.get("content-type", ""),
            body,
            self.client_address[0],
            fault,
        )
        if fault in ("reset-after", "timeout-after"):
            self._vanish(fault)
            return
        if fault == "-1-after":
            made = {"errcode": -1, "errmsg": "system error"}
        answer = json.dumps(made, ensure_ascii=False).encode()
        self._send(200, answer[: len(answer) // 2] if fault == "truncated" else answer)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")  # as the platform does
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _vanish(self, fault: str) -> None:
        if fault.startswith("timeout"):
            time.sleep(self.hold_s)
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.close()
