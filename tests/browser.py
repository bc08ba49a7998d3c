"""Headless Chromium over its DevTools protocol, spoken through a pipe."""

import base64
import contextlib
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OFFLINE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium without a window and without its own errands on the network."""


class Browser:
    """One Chromium; `page` opens a tab."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = os.fdopen(read, "rb"), os.fdopen(write, "wb")
        self.asked: list[str] = []  # addresses, once a tab has enabled Network
        self._number = 0
        self._waiting = b""

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Do a command and give its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._write.write(json.dumps(message).encode() + b"\0")
        self._write.flush()
        while True:
            answer = self._next()
            if answer.get("method") == "Network.requestWillBeSent":
                self.asked.append(answer["params"]["request"]["url"])
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            piece = self._read.read1(1 << 16)
            assert piece, "Chromium is gone"
            self._waiting += piece
        message, _, self._waiting = self._waiting.partition(b"\0")
        return json.loads(message)

    def page(self, file: Path, width: int = 375, scale: float = 1) -> "Page":
        """A tab that shows `file`, loaded."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        page.resize(width, scale)
        page.open(file)
        return page

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(AssertionError, OSError):
            self.call("Browser.close")
        self._read.close()
        self._write.close()


class Page:
    """A tab."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Do a command in this tab."""
        return self._browser.call(method, self._session, **params)

    def open(self, file: Path) -> None:
        """Show `file`, and wait until it and its pictures are there."""
        self.call("Page.enable")
        self.call("Page.navigate", url=file.as_uri())
        self.run(
            "new Promise((done, fail) => {const end = Date.now() + 20000; const look = () => "
            f"document.readyState === 'complete' && location.href === {json.dumps(file.as_uri())} "
            "? done(1) : Date.now() > end ? fail(location.href) : setTimeout(look, 10); look()})"
        )

    def run(self, script: str, gesture: bool = False) -> Any:
        """What the script comes to, once its promise is kept."""
        for attempt in range(50):
            try:
                answer = self.call(
                    "Runtime.evaluate",
                    expression=script,
                    awaitPromise=True,
                    returnByValue=True,
                    userGesture=gesture,
                )
                break
            except AssertionError:  # the page is just being changed
                if attempt == 49:
                    raise
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def resize(self, width: int, scale: float = 1) -> None:
        """Make the window `width` CSS px wide."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=812,
            deviceScaleFactor=scale,
            mobile=False,
        )

    def click(self, selector: str) -> None:
        """Click on an element, as a person does."""
        box = self.run(
            f"(() => {{const e = document.querySelector({json.dumps(selector)}); "
            "e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect(); "
            "return [b.x + b.width / 2, b.y + b.height / 2]})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left",
                      clickCount=1)  # fmt: skip

    def press(self, key: str, command: str) -> None:
        """Press Ctrl and a key."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, modifiers=2, key=key,
                      code=f"Key{key.upper()}", windowsVirtualKeyCode=ord(key.upper()),
                      **({"commands": [command]} if kind == "rawKeyDown" else {}))  # fmt: skip

    def picture(self, clip: dict[str, float] | None = None) -> bytes:
        """The whole page as PNG."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = clip or {"x": 0, "y": 0, "width": size["width"], "height": size["height"]}
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                           clip={**clip, "scale": 1})  # fmt: skip
        return base64.b64decode(answer["data"])


def _pipe() -> list[int]:
    """A pipe whose numbers are above those that Chromium reads and writes by."""
    ends = []
    for low in os.pipe():
        ends.append(fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, 20))
        os.close(low)
    return ends


@contextlib.contextmanager
def browsing(chromium: str, profile: Path) -> Iterator[Browser]:
    """A browser for as long as the context lasts."""
    to_read, to_write = _pipe()
    from_read, from_write = _pipe()
    moved = "import os, sys; os.dup2({}, 3); os.dup2({}, 4); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", moved.format(to_read, from_write), chromium, *OFFLINE,
               "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]  # fmt: skip
    process = subprocess.Popen(
        command,
        pass_fds=(to_read, from_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(from_write)
    browser = Browser(from_read, to_write)
    try:
        yield browser
    finally:
        browser.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
