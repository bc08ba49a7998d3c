"""WebSub against a real hub on loopback: it checks what it is told, as hubs do."""

import socket
import threading
import urllib.parse
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from feed_actions import CONFIG, SITE, desk, item, start

from pubkit.config import Config
from pubkit.publishers.websub import ping, tell

NOW = start + timedelta(days=300)
TOPIC = "https://example.org/feeds/main.rss.xml"


class Hub:
    """A hub: takes `publish` with a topic, fetches what is there, answers 202."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.answers: list[int] = []
        self.seen: list[bytes] = []
        self.folder: Path | None = None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def answer(self, form: dict[str, list[str]]) -> int:
        if form.get("hub.mode") != ["publish"] or form.get("hub.url") != form.get("hub.topic"):
            return 400
        if self.answers:
            return self.answers.pop(0)
        (topic,) = form["hub.topic"]
        self.told.append(topic)
        if self.folder is not None:
            self.seen.append((self.folder / topic.rpartition("/")[2]).read_bytes())
        return 202

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(hub.answer(urllib.parse.parse_qs(data.decode())))
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as made:
        yield made


def at(root: Path, hub: str) -> Any:
    return desk(root, with_hub(hub))


def with_hub(url: str) -> Config:
    return msgspec.structs.replace(CONFIG, site=msgspec.structs.replace(SITE, hub=url))


def calm(_: float) -> None:
    """No waiting between two tries."""


def test_the_hub_is_told_after_the_files_are_in_place(
    tmp_path: Path, hub: Hub, client: httpx.Client
) -> None:
    here = at(tmp_path, hub.url)
    hub.folder = tmp_path / "build/feeds"
    here.add(item(1), None, NOW)
    assert tell(here, client, NOW) == ()
    assert sorted(hub.told) == [
        f"https://example.org/feeds/main.{end}"
        for end in ("atom.xml", "json", "partner.rss.xml", "rss.xml")
    ]
    assert all("第 1 篇".encode() in data for data in hub.seen)
    assert hub.url.encode() in hub.seen[0]


def test_what_has_not_changed_is_not_told(tmp_path: Path, hub: Hub, client: httpx.Client) -> None:
    here = at(tmp_path, hub.url)
    here.add(item(1), None, NOW)
    tell(here, client, NOW)
    hub.told.clear()
    here.add(item(1), None, NOW)
    assert tell(here, client, NOW) == ()
    assert hub.told == []


def test_a_busy_hub_is_asked_again(hub: Hub, client: httpx.Client) -> None:
    hub.answers = [503, 429]
    assert ping(hub.url, TOPIC, client, calm) == ""
    assert hub.told == [TOPIC]


def test_a_hub_that_refuses_is_not(hub: Hub, client: httpx.Client) -> None:
    hub.answers = [403]
    assert ping(hub.url, TOPIC, client, calm) == "it answers 403"
    assert hub.told == []


def test_a_hub_that_cannot_be_told_is_told_the_next_time(
    tmp_path: Path, hub: Hub, client: httpx.Client
) -> None:
    here = at(tmp_path, hub.url)
    here.add(item(1), None, NOW)
    hub.answers = [500] * 3
    (notice,) = tell(here, client, NOW, calm)
    assert notice.code == "feed-hub-silent"
    assert "it answers 500" in notice.text
    assert all(owed.due for owed in here.pings())
    assert tell(here, client, NOW, calm) == ()
    assert len(hub.told) == 4
    assert not any(owed.due for owed in here.pings())


def test_a_hub_that_hangs_costs_seconds_and_no_publication(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        here = at(tmp_path, f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        assert here.add(item(1), None, NOW).changed
        with httpx.Client(trust_env=False, transport=Impatient()) as client:
            (notice,) = tell(here, client, NOW, calm)
    assert "Timeout" in notice.text
    assert (tmp_path / "build/feeds/main.rss.xml").exists()


class Impatient(httpx.HTTPTransport):
    """Waits a tenth of a second where we would wait five."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.extensions["timeout"]["read"] == 5.0
        request.extensions["timeout"] = dict.fromkeys(request.extensions["timeout"], 0.1)
        return super().handle_request(request)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://", "https://[::1"])
def test_a_hub_that_is_nowhere_is_said_in_one_sentence(address: str, client: httpx.Client) -> None:
    assert ping(address, TOPIC, client, calm)
