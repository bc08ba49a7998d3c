"""`pubkit diff`, as a shell sees it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import lxml.html
import pytest

Shell = Callable[..., subprocess.CompletedProcess[str]]

OLD = """---
title: 灯塔
id: urn:x:lighthouse
published: 2026-11-20T08:00:00+08:00
credits: [{role: 撰文, names: [林晓]}]
---

清晨六点，渔船已经排成一行，等着潮水上涨。

## 书从哪里来

第一批图书有三百册，是渔民从县城一本一本背回来的。
"""
NEW = OLD.replace("title: 灯塔", "title: 灯塔下").replace("三百册", "三千册")


@pytest.fixture
def versions(tmp_path: Path) -> None:
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.md").write_text(text, "utf-8")


def test_two_versions_end_with_1_and_show_only_what_changed(shell: Shell, versions: None) -> None:
    done = shell("diff", "old", "new/article.md")
    assert (done.returncode, done.stderr) == (1, "")
    assert "title altered  title\n  灯塔{+下+}" in done.stdout
    assert "paragraph altered  书从哪里来, paragraph 1  sections[0].blocks[0]" in done.stdout
    assert "第一批图书有三[-百-]{+千+}册，" in done.stdout
    assert "渔船" not in done.stdout
    assert done.stdout.endswith("2 changes: 2 altered.\n")


def test_the_same_version_ends_with_0(shell: Shell, versions: None) -> None:
    done = shell("diff", "old", "old")
    assert (done.returncode, done.stdout) == (0, "灯塔\nThe two versions are the same.\n")


def test_json_fits_its_schema(shell: Shell, versions: None) -> None:
    found = json.loads(shell("diff", "old", "new", "--format", "json").stdout)
    jsonschema.validate(found, json.loads(shell("schema", "diff").stdout))
    assert [change["kind"] for change in found["changes"]] == ["title", "paragraph"]
    assert {"mark": "gone", "text": "百"} in found["changes"][1]["strokes"]


def test_the_sheet_marks_what_changed(shell: Shell, versions: None, tmp_path: Path) -> None:
    shell("diff", "old", "new", "--html", "changes.html")
    page = lxml.html.parse(str(tmp_path / "changes.html"))
    assert page.xpath("//article//del/text()") == ["百"]
    assert page.xpath("//article//ins/text()") == ["下", "千"]


def test_a_file_made_of_the_article_is_compared_with_it(
    shell: Shell, versions: None, tmp_path: Path
) -> None:
    shell("render", "old", "--to", "docx", "--to", "text")
    assert shell("diff", "old", "build/old/old.docx").returncode == 0
    text = tmp_path / "build/old/old.txt"
    text.write_text(text.read_text("utf-8").replace("背回来的。", "背回来的。路很远。"), "utf-8")
    done = shell("diff", "old", "build/old/old.txt")
    assert done.returncode == 1
    assert "背回来的。{+路很远。+}" in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("old", "nowhere"), 1, "nowhere: there is no such file or folder"),
        (("old", "nowhere.docx"), 1, "nowhere.docx: there is no such file"),
        (("old", "bad.docx"), 1, "bad.docx: "),
        (("old", "x.odt"), 2, "no reader for files named '.odt'"),
        (("bad.docx", "old"), 2, "name the article first"),
        (("old", "new", "--html", "new/article.md"), 2, "choose another --html"),
        (("old",), 2, "Missing argument"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(
    shell: Shell, versions: None, tmp_path: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    for name in ("bad.docx", "x.odt"):
        (tmp_path / name).write_text("x")
    done = shell("diff", *words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
