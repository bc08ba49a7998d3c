"""Names from outside lead to files inside: photos, options, results."""

import os
from pathlib import Path

import msgspec
import pytest
from PIL import Image

import pubkit
from pubkit.admit import admit
from pubkit.config import parse
from pubkit.errors import ConfigError, PubkitError, WriteError
from pubkit.testing import sample, sample_assets
from pubkit.workspace.project import option_file

HEAD = "---\ntitle: 题\nid: urn:x\npublished: 2026-11-20T08:00:00+08:00\n---\n\n正文。\n"

KEYS = [
    "../secret.png", "../../secret.png", "photos/../../secret.png", "./../secret.png",
    "{root}/secret.png", "/etc/passwd", "//etc/passwd", "/dev/zero", "/dev/stdin", "/dev/fd/0",
    "/proc/self/environ", "/proc/self/fd/0", "link.png", "linked/secret.png", "circle.png",
    "one/x.png", "zero.png", "environ.png", "dangling.png", "pipe.png", ".", "..", "...", "photos",
    "a" * 300 + ".png", "a" * 5000, "/".join(["a" * 200] * 40), "~/secret.png", "$HOME/x.png",
    "..\\secret.png", "C:\\secret.png", "\\\\server\\x.png", "CON", "nul.png", "secret.png ",
    "%2e%2e/secret.png", "..%2fsecret.png", "photos/%00.png", "file:secret.png", "-rf", "*", "|id",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article's folder with every kind of thing that is no photo; the secret is beside it."""
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    folder = tmp_path / "article"
    (folder / "photos").mkdir(parents=True)
    links = {
        "link.png": "../secret.png", "linked": "..", "circle.png": "circle.png", "one": "two",
        "two": "one", "zero.png": "/dev/zero", "environ.png": "/proc/self/environ",
        "dangling.png": "nothing.png",
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.png")
    return folder


def with_photo(key: str) -> pubkit.Article:
    figure = msgspec.structs.replace(sample().lead[0], photo=key)
    return admit(msgspec.structs.replace(sample(), lead=(figure,), sections=(), cover=key))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:20])
def test_no_photos_key_reads_beyond_the_articles_folder(key: str, folder: Path) -> None:
    key = key.format(root=folder.parent)
    (folder / "article.json").write_bytes(msgspec.json.encode(with_photo(key)))
    reading = pubkit.read(folder)
    assert not reading.assets
    assert {notice.severity for notice in reading.notices} == {"error"}
    assert all("\n" not in notice.text for notice in reading.notices)


def test_a_key_with_nul_is_refused_before_any_file_is_sought(folder: Path) -> None:
    data = msgspec.json.encode(with_photo("x.png")).replace(b"x.png", b"secret\\u0000.png")
    (folder / "article.json").write_bytes(data)
    assert next(n.code for n in pubkit.read(folder).notices) == "illegal-characters"


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "/etc/passwd", "link.png", "zero.png", "circle.png", "pipe.png", "one/x",
     "a\0b", "a" * 5000, "", ".", "photos"],
    ids=lambda name: name[:20],
)  # fmt: skip
def test_an_option_is_no_way_to_a_file_outside(name: str, folder: Path) -> None:
    with pytest.raises(ConfigError, match="is not in the workspace"):
        option_file(folder)(name)


@pytest.mark.parametrize(
    "slug", ["../evil", "..", ".", "", "/evil", "a/b", "a\\b", "a\0b", "../../evil", "x" * 300]
)
def test_no_article_is_called_so_that_it_is_written_elsewhere(slug: str, tmp_path: Path) -> None:
    out = tmp_path / "deep/out"
    with pytest.raises(WriteError):
        pubkit.render(pubkit.Reading(sample(), slug=slug), to=["text"]).write(out)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["...md", "..md", "...json"])
def test_nor_is_a_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(HEAD, "utf-8")
    with pytest.raises(PubkitError):
        pubkit.render(pubkit.read(tmp_path / name), to=["text"]).write(tmp_path / "a/b")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


@pytest.mark.parametrize(
    "out", ["/dev/null", "/proc/self/x", "a\0b", "x" * 5000, "circle", "file", "/sys/kernel/x"]
)
def test_where_nothing_can_be_written_is_one_sentence(out: str, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="cannot be written") as caught:
        pubkit.render(pubkit.Reading(sample()), to=["text"]).write(tmp_path / out)
    assert "\n" not in str(caught.value)


def test_a_link_among_the_results_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("old")
    target = tmp_path / "out/article"
    target.mkdir(parents=True)
    for name in ("article.json", "publication.json"):
        (target / name).symlink_to(tmp_path / "secret")
    (target / "article.wechat").symlink_to(tmp_path)
    reading = pubkit.Reading(sample(), sample_assets())
    with pytest.raises(WriteError, match="a link leads out of the folder"):
        pubkit.render(reading, to=["text", "wechat"]).write(tmp_path / "out")
    assert (tmp_path / "secret").read_text() == "old"
    assert not (tmp_path / "photos").exists()


def test_a_planted_publication_json_deletes_nothing_of_others(tmp_path: Path) -> None:
    run = pubkit.render(pubkit.Reading(sample()), to=["text"])
    run.write(tmp_path / "out")
    secret = tmp_path / "secret"
    secret.write_bytes((tmp_path / "out/article/article.txt").read_bytes())
    record = tmp_path / "out/article/publication.json"
    for name in ("../../secret", str(secret), "linked/secret"):
        data = record.read_bytes()
        record.write_bytes(data.replace(b'"file": "article.txt"', f'"file": "{name}"'.encode()))
        (tmp_path / "out/article/linked").unlink(missing_ok=True)
        (tmp_path / "out/article/linked").symlink_to(tmp_path)
        run.write(tmp_path / "out")
        assert secret.exists()


@pytest.mark.parametrize("character", ["\\u0000", "\\u001b", "\\n", "\\uFFFE"])
@pytest.mark.parametrize("table", ["site", "issue"])
def test_what_is_published_of_pubkit_toml_holds_no_controls(table: str, character: str) -> None:
    key = "name" if table == "site" else "newspaper"
    with pytest.raises(ConfigError, match="cannot be published; take it out"):
        parse(f'[{table}]\n{key} = "a{character}b"\n', "pubkit.toml")
