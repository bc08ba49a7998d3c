"""What is secret stays so: in the results, in messages, in a traceback."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import pubkit
from pubkit.assets import Asset

SECRET = "s3cr3t-9f8e7d6c"
CONFIG = f"""
[site]
name = "报"
url = "https://example.org"
[accounts.main]
appid = "wx-{SECRET}"
secret = "{SECRET}"
[feeds.main]
folder = "build/{SECRET}"
"""
ENVIRONMENT = {
    name: f"{SECRET}-{name}"
    for name in ("WECHAT_APPSECRET", "PUBKIT_TOKEN", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN")
}
ARTICLE = """---
title: 题 $WECHAT_APPSECRET ${{PUBKIT_TOKEN}} %(GITHUB_TOKEN)s {{{{ env.PUBKIT_TOKEN }}}}
id: urn:x
published: 2026-11-20T08:00:00+08:00
{head}---

正文 $AWS_SECRET_ACCESS_KEY。

![说明。]({photo})
"""
CASES = {
    "it works": ("", "", "a.png", ""),
    "a photo is missing": ("", "", "b.png", ""),
    "a photo is fetched": ("", "", "https://127.0.0.1:1/x.png", ""),
    "the head is wrong": ("", "titel: x\ncredits: 3\n", "a.png", ""),
    "the configuration is wrong": ("[chanels]\nx = 1\n", "", "a.png", ""),
    "an account is wrong": ('[accounts]\nx = "' + SECRET + '"\n', "", "a.png", ""),
    "it is no TOML": ("[accounts.two]\nsecret = " + SECRET + "\n", "", "a.png", ""),
    "an option is wrong": ("[renderers.docx]\noriginal_photos = 7\n", "", "a.png", ""),
    "a style is missing": ("", "", "a.png", "--style=nothing"),
    "nothing can be written": ("", "", "a.png", "--out=/dev/null"),
    "a channel is unknown": ("", "", "a.png", "--to=wort"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_secret_is_published_or_said(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    config, head, photo, option = case
    folder = tmp_path / "content/x"
    folder.mkdir(parents=True)
    own = CONFIG if "[accounts]\n" not in config else ""
    (tmp_path / "pubkit.toml").write_text(own + config, "utf-8")
    (folder / "article.md").write_text(ARTICLE.format(head=head, photo=photo), "utf-8")
    shutil.copy(Path(__file__).parent.parent.parent / "docs/results.jpg", folder / "a.png")
    out = tmp_path / "build"
    channels = ["docx", "rss", "text", "wechat", *(["pdf"] if case == CASES["it works"] else [])]
    command = [sys.executable, "-m", "pubkit", "render", str(folder), "--debug"]
    command += [f"--to={channel}" for channel in channels]
    done = subprocess.run(
        [*command, f"--out={out}", *filter(None, [option])],
        capture_output=True, check=False, cwd=tmp_path, timeout=60,
        env={**os.environ, **ENVIRONMENT},
    )  # fmt: skip
    assert SECRET.encode() not in done.stdout + done.stderr
    assert (done.returncode == 0) == (case == CASES["it works"]), done.stderr
    for path in out.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in unpacked(path)


def photographed(kind: str) -> bytes:
    """A photo that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = SECRET  # make
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 7.0), 29: SECRET})  # GPS
    stream = io.BytesIO()
    Image.linear_gradient("L").save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_no_channel_says_where_and_with_what_a_photo_was_taken(kind: str, tmp_path: Path) -> None:
    data = photographed(kind)
    assert SECRET.encode() in data
    (tmp_path / "article.md").write_text(ARTICLE.format(head="", photo="a"), "utf-8")
    (tmp_path / "a").write_bytes(data)
    read = pubkit.read(tmp_path)
    assert SECRET.encode() not in read.assets["a"].data
    made = Asset(data, read.assets["a"].media_type, 256, 256, "L")  # nobody has looked at this one
    for reading in (read, replace(read, assets={"a": made})):
        run = pubkit.render(reading, ["docx", "json", "pdf", "rss", "wechat"], accept=["all"])
        assert run.ok
        for path in run.write(tmp_path / "build"):
            assert SECRET.encode() not in unpacked(path), path


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return b"".join(package.read(name) for name in package.namelist())
    if path.suffix != ".pdf":
        return data
    found = [data]
    for part in data.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"".join(found)
