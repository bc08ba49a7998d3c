"""Photos: sniffed, checked, turned; nothing outside the folder is read."""

import io
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageFile

import pubkit
from pubkit.errors import ReadError
from pubkit.fingerprint import fingerprint
from pubkit.workspace.photos import develop

HEAD = "---\ntitle: 题\nid: urn:x\npublished: 2026-11-20T08:00:00+08:00\n---\n\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, kind, **options)
    return stream.getvalue()


def article(folder: Path, key: str) -> pubkit.Reading:
    folder.mkdir(exist_ok=True)
    (folder / "article.md").write_text(f"{HEAD}![说明。]({key}){{credit=甲}}\n", "utf-8")
    return pubkit.read(folder)


def codes(reading: pubkit.Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
    ],
)
def test_the_bytes_tell_what_a_photo_is(kind: str, media_type: str) -> None:
    data = picture(kind)
    asset = develop(data)
    assert (asset.media_type, asset.width_px, asset.height_px) == (media_type, 60, 40)
    assert asset.data == data


def test_a_photo_is_turned_as_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter to the right
    asset = develop(picture(exif=exif))
    assert (asset.width_px, asset.height_px) == (40, 60)
    with Image.open(io.BytesIO(asset.data)) as turned:
        assert turned.getexif().get(0x0112, 1) == 1
        left, right = (turned.convert("L").getpixel((x, 30)) for x in (2, 37))
    assert left > right  # the gradient's bright foot is now at the left


@pytest.mark.parametrize("lenient", [False, True])
def test_a_photo_cut_short_is_found_out(lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    # WeasyPrint sets this flag for the whole process when it is imported.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    for kind in ("JPEG", "PNG"):
        data = picture(kind, (600, 400))
        with pytest.raises(ReadError, match="damaged"):
            develop(data[: len(data) // 2])
    assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ReadError, match="no JPEG, PNG, GIF, WebP or TIFF"):
        develop(b"<svg xmlns='http://www.w3.org/2000/svg'/>")


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_decompression_bomb_is_refused_before_it_is_opened(side: int) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))
    with pytest.raises(ReadError, match="pixels"):
        develop(bomb + chunk(b"IEND", b""))


def test_a_missing_photo_is_an_error_with_its_line_and_the_likely_name(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/Stars.JPG").write_bytes(picture())
    reading = article(tmp_path, "photos/stars.jpg")
    (notice,) = reading.notices
    assert (notice.code, notice.severity, notice.where) == ("photo-missing", "error", "lead[0]")
    assert notice.text == "Photo photos/stars.jpg (line 7): it is not there."
    assert notice.hint == "Did you mean 'Stars.JPG'?"


@pytest.mark.parametrize(
    "key", ["../secret.jpg", "/etc/passwd", "photos/../../secret.jpg", "link.jpg", "linked/x.jpg"]
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(picture())
    (tmp_path / "x.jpg").write_bytes(picture())
    folder = tmp_path / "article"
    folder.mkdir()
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "linked").symlink_to(tmp_path)
    reading = article(folder, key)
    assert codes(reading) == ["photo-outside"]
    assert not reading.assets


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_posing_as_a_photo_does_not_hold_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert codes(article(tmp_path, "pipe.jpg")) == ["photo-unreadable"]


def test_a_folder_posing_as_a_photo_is_an_error_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    assert codes(article(tmp_path, "photos")) == ["photo-unreadable"]


def test_a_photo_named_twice_is_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture())
    (tmp_path / "article.md").write_text(f"{HEAD}![](a.jpg)\n\n![](./a.jpg)\n", "utf-8")
    assert list(pubkit.read(tmp_path).assets) == ["a.jpg"]


def test_a_photos_fingerprint_is_seen_while_it_is_read() -> None:
    asset = develop(picture(size=(900, 700)))
    assert asset.__dict__["fingerprint"] == fingerprint(asset.data)
    other = replace(asset, data=picture("PNG"))
    assert other.fingerprint == fingerprint(other.data)
