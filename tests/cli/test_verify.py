"""`pubkit verify` and `render --verify`, as a shell sees them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import lxml.html
import pytest

Shell = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = """---
title: 灯塔下的图书馆
id: urn:x:lighthouse
published: 2026-11-20T08:00:00+08:00
credits: [{role: 撰文, names: [林晓]}]
---

清晨六点，渔船已经排成一行，等着潮水上涨。

## 书从哪里来

第一批图书有三百册，是渔民从县城一本一本背回来的。
"""


@pytest.fixture
def run(shell: Shell, tmp_path: Path) -> Path:
    """The folder of a rendered article."""
    (tmp_path / "lighthouse.md").write_text(ARTICLE, "utf-8")
    assert shell("render", "lighthouse.md", "--to", "text", "--to", "wechat").returncode == 0
    return tmp_path / "build" / "lighthouse"


def spoil(run: Path, old: str = "三百册", new: str = "三千册") -> None:
    path = run / "lighthouse.txt"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_whole_run_ends_with_0(shell: Shell, run: Path) -> None:
    done = shell("verify", "build/lighthouse")
    assert (done.returncode, done.stderr) == (0, "")
    assert "paragraphs" in done.stdout
    assert "declared" in done.stdout
    assert done.stdout.endswith("✓ Nothing is lost: 2 channels hold the whole article.\n")


def test_the_parent_of_a_single_run_will_do(shell: Shell, run: Path) -> None:
    assert shell("verify", "build").returncode == 0


def test_a_loss_ends_with_1_and_is_marked_with_its_place(shell: Shell, run: Path) -> None:
    spoil(run)
    done = shell("verify", "build")
    assert done.returncode == 1
    assert "paragraph altered  书从哪里来, paragraph 1  sections[0].blocks[0]" in done.stdout
    assert "有三[-百-]{+千+}册" in done.stdout
    assert "lighthouse.txt was changed since it was written" in done.stdout
    assert "1 altered" in done.stdout


def test_a_file_changed_without_loss_ends_with_1(shell: Shell, run: Path) -> None:
    with (run / "lighthouse.txt").open("a") as file:
        file.write("\n")
    done = shell("verify", "build")
    assert done.returncode == 1
    assert "lighthouse.txt was changed since it was written" in done.stdout


def test_json_fits_its_schema(shell: Shell, run: Path) -> None:
    spoil(run)
    done = shell("verify", "build", "nowhere", "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    jsonschema.validate(found, json.loads(shell("schema", "verify").stdout))
    (finding,) = found[0]["proof"]["channels"][0]["findings"]
    assert finding["edits"] == [{"at": 7, "owed": "百", "found": "千"}]
    assert "there is no such folder" in found[1]["error"]


def test_the_sheet_marks_what_differs(shell: Shell, run: Path, tmp_path: Path) -> None:
    spoil(run)
    shell("verify", "build", "--html", "proof.html")
    page = lxml.html.parse(str(tmp_path / "proof.html"))
    assert page.xpath("//article//del/text()") == ["百"]
    assert page.xpath("//article//ins/text()") == ["千"]


def test_render_verifies_at_once(shell: Shell, run: Path) -> None:
    done = shell("render", "lighthouse.md", "--to", "text", "--verify")
    assert done.returncode == 0
    assert "lighthouse.md: Nothing is lost: 1 channel holds the whole article." in done.stderr
    assert "Nothing" not in done.stdout


def test_what_a_terminal_would_obey_is_not_passed_on(shell: Shell, run: Path) -> None:
    spoil(run, "三百册", "三\x1b]0;x\x07百册")
    assert "\x1b" not in shell("verify", "build").stdout


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere",), 1, "nowhere: there is no such folder"),
        (("empty",), 1, "empty: no publication.json is there; name a folder that render wrote"),
        (("broken",), 1, "publication.json: it cannot be understood"),
        (("unread",), 1, "article.json: "),
        (("gone",), 1, "article.json: it is not there"),
        (("two",), 2, "two holds several runs; name one or more of them: two/"),
        (("build", "build", "--html", "x.html"), 2, "--html takes one DIR at a time"),
        (("build", "--html", "build/lighthouse/lighthouse.txt"), 2, "choose another --html"),
        ((), 2, "Missing argument"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(
    shell: Shell, run: Path, tmp_path: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    for name in ("empty", "broken", "unread", "gone", "two/a", "two/b"):
        (tmp_path / name).mkdir(parents=True)
    record = (run / "publication.json").read_bytes()
    (tmp_path / "broken/publication.json").write_text("{")
    (tmp_path / "unread/article.json").write_text("{")
    for name in ("unread", "gone", "two/a", "two/b"):
        (tmp_path / name / "publication.json").write_bytes(record)
    done = shell("verify", *words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_an_artifact_that_is_gone_is_told_and_the_others_are_read(shell: Shell, run: Path) -> None:
    (run / "lighthouse.txt").unlink()
    done = shell("verify", "build")
    assert done.returncode == 1
    assert "it could not be read: the file is not there" in done.stdout
    assert "1 file unreadable" in done.stdout
