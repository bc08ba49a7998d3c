"""A stranger's style may draw what it likes; it reads nothing and asks nobody."""

import contextlib
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import pubkit
from pubkit.errors import PubkitError
from pubkit.testing import sample, sample_assets
from pubkit.workspace import styles

CANARY = "canary-7f3a9c"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped style in a workspace of its own; the canary lies beside it."""
    (tmp_path / "secret.css").write_text(f"{CANARY} {{ color: red }}")
    (tmp_path / "secret.toml").write_text(f'{CANARY} = "{CANARY}"')
    shutil.copytree(styles()["daily"], tmp_path / "styles/evil")
    return tmp_path / "styles/evil"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def change(path: Path, before: str = "", after: str = "") -> None:
    path.write_text(f"{before}\n{path.read_text('utf-8')}\n{after}", "utf-8")


def outcome(folder: Path, *channels: str) -> tuple[str, bytes]:
    """What is said, and what is made, in all channels together."""
    reading = pubkit.Reading(sample(), sample_assets())
    said, made = [], b""
    try:
        for result in pubkit.render(reading, to=channels, style=str(folder)):
            said.append(str(result.error or ""))
            made += result.output.main.data if result.output else b""
    except PubkitError as error:
        said.append(str(error))
    return "\n".join(said), made


SHEETS = {
    "background": "p {{ background: url({0}) }}",
    "escaped": "p {{ background: \\75 rl({0}) }}",
    "content": "p::before {{ content: url({0}) }}",
    "list marker": "li {{ list-style-image: url({0}) }}",
    "border": "p {{ border-image: url({0}) 1 }}",
    "set": "p {{ background: image-set('{0}' 1x) }}",
    "font": "@font-face {{ font-family: Z; src: url({0}) }} p {{ font-family: Z }}",
    "font, local": "@font-face {{ font-family: Z; src: local('Z'), url({0}) }} p {{ font: 9pt Z }}",
    "page": "@page {{ background: url({0}) }}",
    "margin box": "@page {{ @top-left {{ content: url({0}) }} }}",
    "mask": "p {{ mask: url({0}); filter: url({0}#x); clip-path: url({0}#x); cursor: url({0}) }}",
    "profile": "@color-profile device-cmyk {{ src: url({0}) }}",
    "link": "p {{ link: url({0}); -weasy-link: url({0}) }}",
    "svg": "p {{ background: url('data:image/svg+xml,<svg><image href=\"{0}\"/></svg>') }}",
    "namespace": "@namespace x url({0});",
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_print_css_reaches_no_file_and_no_server(
    sheet: str, folder: Path, asked: tuple[str, list[str]]
) -> None:
    server, paths = asked
    secret = folder.parent.parent / "secret.css"
    for address in (f"{server}/x", secret.as_uri()):
        shutil.copy(styles()["daily"] / "print.css", folder)
        change(folder / "print.css", after=sheet.format(address))
        said, made = outcome(folder, "pdf")
        assert said.count("\n") == 0
        assert CANARY not in said
        assert CANARY.encode() not in made
    assert paths == []


@pytest.mark.parametrize("address", ["{server}/x.css", "{folder}/secret.css", "../../secret.css"])
def test_nothing_is_imported(address: str, folder: Path, asked: tuple[str, list[str]]) -> None:
    server, paths = asked
    rule = f'@import url("{address.format(server=server, folder=folder.parent.parent)}");'
    change(folder / "print.css", before=rule)
    change(folder / "wechat.css", before=rule)
    said, made = outcome(folder, "pdf", "wechat")
    assert "only flat rules" in said
    assert CANARY not in said
    assert CANARY.encode() not in made
    assert paths == []


@pytest.mark.parametrize(
    "value",
    [
        "background: url(https://a.example/x)",
        "background: url('file:///etc/passwd')",
        "background: URL(x)",
        "background: \\75 rl(x)",
        "background: image-set('https://a.example/x' 1x)",
        "background: -webkit-image-set(url(x) 1x)",
        "width: calc(1px + (url(x)))",
        "background: url(a b)",
        "list-style-image: src('x')",
    ],
)
def test_wechat_css_makes_no_readers_phone_fetch_anything(value: str, folder: Path) -> None:
    change(folder / "wechat.css", after=f".text {{ {value} }}")
    said, made = outcome(folder, "wechat")
    assert "a style cannot load anything" in said
    assert not made


def test_a_token_is_no_way_out_of_a_style_attribute(folder: Path) -> None:
    tokens = (folder / "style.toml").read_text("utf-8")
    old = next(line for line in tokens.splitlines() if line.startswith("body") and "Song" in line)
    hostile = """body = 'x"><script>alert(1)</script>; background:red'"""
    (folder / "style.toml").write_text(tokens.replace(old, hostile, 1), "utf-8")
    change(folder / "wechat.css", after=".text { --face: 'var(--font-body)' }")
    _, made = outcome(folder, "wechat", "docx")
    assert b"<script>alert" not in made


@pytest.mark.parametrize("name", ["print.css", "wechat.css", "word.toml", "style.toml", "more.css"])
@pytest.mark.parametrize(
    "target", ["../../secret.css", "/etc/passwd", "/dev/zero", "/proc/self/environ"]
)
def test_a_link_out_of_the_style_is_not_followed(name: str, target: str, folder: Path) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(target)
    with pytest.raises(PubkitError, match=r"a link leads out of the style|no style named"):
        pubkit.load_style(str(folder))


@pytest.mark.parametrize("kind", ["pipe", "folder", "circle", "device"])
def test_what_is_no_file_is_no_sheet(kind: str, folder: Path) -> None:
    path = folder / "print.css"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "circle":
        path.symlink_to(path.name)
    else:
        path.symlink_to("/dev/stdin")
    with pytest.raises(PubkitError):
        pubkit.load_style(str(folder))


@pytest.mark.parametrize(
    "file",
    [
        "../../../secret.css", "/etc/passwd", "/dev/zero", "link.otf", "a\\u0000b", "x" * 5000,
        "http://127.0.0.1:9/x.otf", "circle.otf", "",
    ],
)  # fmt: skip
def test_a_font_comes_from_the_styles_folders_alone(file: str, folder: Path) -> None:
    (folder / "link.otf").symlink_to("/etc/passwd")
    (folder / "circle.otf").symlink_to("circle.otf")
    face = f'\n[[face]]\nfamily = "Z"\nweight = 400\nfile = "{file}"\n'
    change(folder / "style.toml", after=face)
    said, made = outcome(folder, "pdf")
    assert "is neither in its folder nor in styles/fonts" in said
    assert said.count("\n") == 0
    assert not made


def test_a_font_that_is_none_is_one_sentence(folder: Path) -> None:
    (folder / "bad.otf").write_bytes(b"OTTO" + bytes(range(256)) * 64)
    change(folder / "style.toml", after='[[face]]\nfamily="Z"\nweight=400\nfile="bad.otf"\n')
    said, _ = outcome(folder, "pdf")
    assert said.count("\n") == 0


HUGE = {
    "nesting": "x = " + "[" * 5000,
    "number": "x = " + "9" * 5000,
    "keys": ".".join(["x"] * 2000) + " = 1",
    "text": f'description = "{"x" * 1_000_000}"',
    "not TOML": "\\0\\1",
    "twice": "x = 1\nx = 1",
}


@pytest.mark.parametrize("tokens", HUGE.values(), ids=HUGE)
def test_a_monstrous_style_toml_is_one_sentence_at_once(tokens: str, folder: Path) -> None:
    began = time.monotonic()
    for name in ("style.toml", "word.toml"):
        (folder / name).write_text(tokens, "utf-8")
        with contextlib.suppress(PubkitError):
            pubkit.load_style(str(folder))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("body", "0pt"), ("body", "0.0001pt"), ("body", "99999999pt"), ("leading", "0pt"),
        ("width", "0mm"), ("width", "99999999mm"), ("height", "0mm"), ("height", "1mm"),
        ("gap", "9999mm"), ("side", "9999mm"), ("title", "9999pt"), ("caption", "0pt"),
    ],
)  # fmt: skip
def test_a_monstrous_length_ends_soon(token: str, value: str, folder: Path) -> None:
    lines = (folder / "style.toml").read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.split(" =")[0].strip() == token
              and line.split("=")[1].strip(' "')[0].isdigit())  # fmt: skip
    lines[at] = f'{token} = "{value}"'
    (folder / "style.toml").write_text("\n".join(lines), "utf-8")
    began = time.monotonic()
    said, _ = outcome(folder, "pdf", "docx")
    assert said.count("\n") <= 1
    assert time.monotonic() - began < 20
