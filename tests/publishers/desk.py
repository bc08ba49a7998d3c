"""A desk to publish from: a workspace, an account, the platform on this machine."""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

import pubkit
from pubkit.assets import Asset
from pubkit.config import Account
from pubkit.model import Article, Credit, Figure, Paragraph, Section, Text
from pubkit.network import api_client
from pubkit.publishers.wechat import (
    Credentials,
    Patience,
    Plan,
    Publisher,
    Receipt,
    Secret,
    prepare,
)
from pubkit.testing.wechat import Platform, serving
from pubkit.testing.wechat.platform import APPID, SECRET
from pubkit.workspace.ledger import opened_ledger

PHOTOS = 5


def photo(number: int, size: tuple[int, int] = (470, 200)) -> Asset:
    """A small JPEG like no other, of the cover's proportions."""
    stream = io.BytesIO()
    Image.new("RGB", size, (number * 7 % 256, 90, 60)).save(stream, "JPEG")
    return Asset(stream.getvalue(), "image/jpeg", *size)


def article(
    words: str = "清晨六点，灯塔刚刚熄灭。", photos: int = PHOTOS, **fields: object
) -> Article:
    """An article with as many photos; the first is the cover."""
    figures = tuple(
        Figure(f"{number}.jpg", (Text(f"第{number}张。"),), "甲摄", "灯塔", focus=(0.5, 0.5))
        for number in range(photos)
    )
    given = {
        "id": "tag:example.org,2026:desk",
        "title": "灯塔",
        "digest": "灯塔熄灭之后。",
        "url": "https://example.org/desk",
        "credits": (Credit("撰文", ("林晓",)),),
        "lead": (Paragraph((Text(words),)), *figures),
        "sections": (Section((Text("后来"),), (Paragraph((Text("船回来了。"),)),)),),
    }
    return pubkit.admit(Article(**{**given, **fields}))  # type: ignore[arg-type]


def reading(given: Article, photos: int = PHOTOS) -> pubkit.Reading:
    return pubkit.Reading(given, {f"{number}.jpg": photo(number) for number in range(photos)})


@dataclass
class Desk:
    """Publishes from `root` to `platform`, which listens at `address`."""

    root: Path
    platform: Platform
    address: str
    timeout: float = 0.25
    appid: str = APPID
    secret: str = SECRET
    slept: list[float] = field(default_factory=list)

    def publish(self, plan: Plan, *, overwrite: bool = False, out: bool = False) -> Receipt:
        """One run, as the command makes it, without the waits."""
        account = Account(appid=self.appid, api=self.address)
        who = Credentials("main", account, Secret(self.secret))
        patience = Patience(sleep=self.slept.append)
        with (
            opened_ledger(self.root) as ledger,
            api_client(self.address, timeout=self.timeout) as client,
        ):
            return Publisher(client, who, ledger, patience).publish(
                plan, overwrite=overwrite, out=out
            )

    def count(self, call: str) -> int:
        return self.platform.count(call)

    def draft(self) -> dict:
        """The only draft."""
        (found,) = self.platform.drafts.values()
        return found


@contextlib.contextmanager
def desk(root: Path, hold_s: float = 0.5, **platform: object) -> Iterator[Desk]:
    """A desk with a platform of its own."""
    made = Platform(**platform)  # type: ignore[arg-type]
    with serving(made, hold_s=hold_s) as address:
        yield Desk(root, made, address)


def planned(given: Article | None = None, photos: int = PHOTOS) -> Plan:
    return prepare(reading(given or article(), photos))
