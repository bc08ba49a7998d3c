"""The plan: everything that will be sent, worked out without a network."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pubkit.acceptance import accepted, unmatched
from pubkit.assets import Asset
from pubkit.checks.lengths import Limits, limits
from pubkit.credits import author_line
from pubkit.errors import PublishError, RenderError
from pubkit.images import as_web
from pubkit.markup import escape
from pubkit.model import Article
from pubkit.notice import Findings, Notice
from pubkit.publishers.wechat import cover as covers
from pubkit.publishers.wechat.stills import moves, still
from pubkit.publishers.wechat.wire import Upload
from pubkit.reading import Reading
from pubkit.renderer import COMPANIONS, File
from pubkit.renderers.wechat.page import published
from pubkit.run import Run, render
from pubkit.walk import adapted
from pubkit.workspace.ledger import Use

__all__ = ["ADDRESS", "Picture", "Plan", "prepare"]

ADDRESS = "https://mmbiz.qpic.cn/mmbiz_jpg/" + "0" * 90 + "/0?wx_fmt=jpeg&from=appmsg"
"""As long as any address that the platform gives, to count with."""
_COVER_BYTES = 10_000_000
"""Bytes of a cover (`material/add_material`, image), the smaller meaning of 10 MB."""
_COVER_WIDTH_PX = 2560
_NAMED = 3
"""How many errors a refusal names."""


@dataclass(frozen=True)
class Picture:
    """A picture to be uploaded."""

    use: Use
    """What for."""
    mark: str
    """Its address in the body before it is uploaded; empty for the cover."""
    upload: Upload
    """The file."""

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.upload.data).hexdigest()


@dataclass(frozen=True)
class Plan:
    """What will be sent."""

    article: str
    """The article's id."""
    fields: Mapping[str, Any]
    """The draft, but for its cover's `media_id`; addresses of pictures are still marks."""
    pictures: tuple[Picture, ...]
    """What stands in the body, each once."""
    cover: Picture
    """What stands for the article."""
    limits: Limits
    """What the platform takes."""
    notices: Findings
    """What was reported on the way."""

    def filled(self, addresses: Mapping[str, str], thumb: str, mark: str) -> dict[str, Any]:
        """The draft with the pictures' addresses (mark → address), cover, and our own mark."""
        content = str(self.fields["content"])
        for picture in self.pictures:
            address = escape(addresses[picture.mark]).replace('"', "&quot;")
            content = content.replace(f'"{picture.mark}"', f'"{address}"')
        content = content.replace("<section>", f'<section data-id="{mark}">', 1)
        return {**self.fields, "content": content, "thumb_media_id": thumb}

    def longest(self) -> str:
        """The body with addresses as long as any that the platform gives."""
        filled = self.filled(dict.fromkeys((p.mark for p in self.pictures), ADDRESS), "", "0" * 23)
        return str(filled["content"])

    def links(self) -> list[str]:
        """Addresses that the text names, which the platform may object to."""
        content = str(self.fields["content"])
        return [word for word in content.replace("<", " ").split() if "://" in word][:9]


def prepare(reading: Reading, accept: Iterable[str] = ()) -> Plan:
    """What publishing the article would send.

    Raises: PublishError while an error stands, no editor has read the article, or a field is longer
    than the platform takes.
    """
    accept = (*reading.article.accept, *accept)
    run = render(reading, ["wechat"], accept=accept)
    if run["wechat"].error:
        raise PublishError(f"the article cannot be rendered: {run['wechat'].error}")
    article = adapted(run.reading.article, "wechat")
    cover = covers.chosen(article, run.reading.assets)
    own = [*_pictured(run), *(covers.doubts(cover) if cover else _coverless())]
    notices = Findings((*run.notices, *accepted(own, accept), *_unmatched(run, own, accept)))
    _refuse(reading, notices)
    assert cover is not None  # having none is an error that nobody may accept
    plan = Plan(
        article=article.id,
        fields=_fields(article, run, cover),
        pictures=tuple(_pictures(run)),
        cover=_cover(cover),
        limits=limits(reading.config),
        notices=notices,
    )
    _measure(plan)
    return plan


def _unmatched(run: Run, own: Iterable[Notice], accept: Iterable[str]) -> Iterator[Notice]:
    """Accepted names that only the publisher knows are none that did not occur."""
    known = {notice.code for notice in own}
    for notice in unmatched((*run.notices, *own), accept):
        if not any(notice.text.startswith(f"'{code}") for code in known):
            yield notice


def _refuse(reading: Reading, notices: Findings) -> None:
    if not reading.reviewed:
        raise PublishError(
            "no editor has read the article; import it, read and mend article.md, and publish that"
        )
    if notices.errors:
        named = list(dict.fromkeys(str(notice) for notice in notices.errors))
        more = f"; and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        raise PublishError(
            f"errors stand: {' '.join(named[:_NAMED])}{more} Settle them, or accept by name what "
            "an editor has looked at (--accept CODE@WHERE)"
        )


def _coverless() -> Iterator[Notice]:
    yield Notice(
        code="wechat-cover-missing",
        severity="error",
        where="cover",
        text="There is no photo for a cover, without which WeChat keeps no draft.",
        hint="Name one: cover: photos/….jpg in the article's head.",
        renderer="wechat",
    )


def _pictured(run: Run) -> Iterator[Notice]:
    """Pictures that move, which would stand still."""
    for file in _photos(run):
        if file.media_type == "image/gif" and moves(file.data):
            yield Notice(
                code="wechat-gif-moving",
                severity="error",
                where=PurePosixPath(file.name).name,
                text="The picture moves, and the interface takes JPEG and PNG alone.",
                hint="Give a still, or accept its first frame: --accept wechat-gif-moving.",
                renderer="wechat",
            )


def _photos(run: Run) -> Iterator[File]:
    output = run["wechat"].output
    for file in output.extras if output else ():
        if file.media_type.startswith("image/"):
            yield file


def _pictures(run: Run) -> Iterator[Picture]:
    """The pictures of the body, by their address in it; the cover alone may lie beside it too."""
    output = run["wechat"].output
    body = published(output.main.data.decode()) if output else ""
    for file in _photos(run):
        mark = f"{COMPANIONS}/{file.name}"
        if f'"{mark}"' in body:
            data, kind = file.data, file.media_type
            if kind == "image/gif":
                data, kind = still(data), "image/png"
            name = PurePosixPath(file.name)
            suffix = ".png" if kind == "image/png" else ".jpg"
            yield Picture("body", mark, Upload(name.stem + suffix, data, kind))


def _cover(cover: covers.Cover) -> Picture:
    asset = cover.asset
    if asset.media_type == "image/gif":
        asset = dataclasses.replace(asset, data=still(asset.data), media_type="image/png")
    try:
        made = as_web(asset, max_bytes=_COVER_BYTES - 1, max_width_px=_COVER_WIDTH_PX)
    except RenderError as error:
        raise PublishError(f"the cover {cover.key}: {error}; choose another") from error
    return Picture("cover", "", Upload(_cover_name(made), made.data, made.media_type))


def _cover_name(asset: Asset) -> str:
    """A name by which the upload is found again where its answer was lost."""
    return f"pubkit-{asset.sha256[:24]}{asset.suffix}"


def _fields(article: Article, run: Run, cover: covers.Cover) -> dict[str, Any]:
    output = run["wechat"].output
    assert output is not None  # else there was an error
    focus = cover.figure.focus if cover.figure else None
    cropped = {
        field: covers.corners(cover.asset, ratio, focus) for field, ratio in covers.RATIOS.items()
    }
    return {
        "title": article.title,
        "author": author_line(run.reading.article, "wechat"),
        "digest": article.digest,
        "content": published(output.main.data.decode()),
        "content_source_url": article.url,
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
        **cropped,
    }


# ── limits ──────────────────────────────────────────────────────────────────────────────────


def _measure(plan: Plan) -> None:
    """Raises PublishError for what is longer than the platform takes, everything at once."""
    found = [*_too_long(plan)]
    if found:
        raise PublishError(f"{'; '.join(found)}; shorten what is too long")


def _too_long(plan: Plan) -> Iterator[str]:
    most = plan.limits
    for name, limit in (("title", most.title), ("author", most.author), ("digest", most.digest)):
        length = len(plan.fields[name])
        if length > limit:
            yield (
                f"the {name} has {length} characters and WeChat takes {limit} "
                f"(channels: {{wechat: {{{name}: …}}}} in the head gives it another)"
            )
    if len(plan.fields["content_source_url"].encode()) > most.source_url:
        yield f"the address has more than {most.source_url} bytes"
    content = plan.longest()
    length, size = len(content), len(content.encode())
    if length >= most.content or size >= most.content_bytes:
        yield (
            f"the body has {length:,} characters with its tags and the pictures' addresses, and "
            f"WeChat takes fewer than {most.content:,}"
        )
