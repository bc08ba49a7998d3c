"""`pubkit check`, as a shell sees it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from pubkit.cli.annotations import annotation
from pubkit.remarks import Remark

Shell = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = """---
title: 灯塔
id: urn:x:lighthouse
published: 2026-11-20T08:00:00+08:00
credits: [{role: 撰文, names: [林晓]}]
digest: 灯又亮了。
keywords: [灯塔]
---

灯又亮了。
"""
EMPTY = ARTICLE + "\n## 空\n"
UNDATED = ARTICLE.replace("published", "updated")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], None]:
    """Writes the article that `shell` finds as `article.md`."""
    return lambda text: (tmp_path / "article.md").write_text(text, "utf-8") and None


def test_a_sound_article_ends_with_0(shell: Shell, write) -> None:
    write(ARTICLE)
    done = shell("check", "article.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "article.md: nothing to report\n"


def test_an_error_ends_with_1_until_it_is_accepted(shell: Shell, write) -> None:
    write(EMPTY)
    done = shell("check", "article.md")
    assert done.returncode == 1
    assert "article.md: 1 error" in done.stdout
    assert "line 12" in done.stdout
    assert "[section-empty]" in done.stdout
    assert "at sections[0]" in done.stdout
    assert shell("check", "article.md", "--accept", "section-empty@sections[0]").returncode == 0


def test_a_warning_ends_with_1_only_if_it_is_strict(shell: Shell, write) -> None:
    write(UNDATED)
    channels = ("--to", "docx")
    assert shell("check", "article.md", *channels).returncode == 0
    assert shell("check", "article.md", *channels, "--strict").returncode == 1


def test_the_channels_are_those_asked_for_or_those_of_pubkit_toml(
    shell: Shell, write, tmp_path: Path
) -> None:
    write(UNDATED)
    assert shell("check", "article.md", "--to", "rss").returncode == 1
    (tmp_path / "pubkit.toml").write_text('[channels]\ndefault = ["docx"]\n')
    assert shell("check", "article.md").returncode == 0


def test_the_place_is_marked_under_its_characters(shell: Shell, tmp_path: Path) -> None:
    text = "图书馆每个周末派馆员到站台值守，手把手地教老人借书，读者都说好，还有人捐了书"
    pieces = ("书架进站", "A 清晨", "人们在排队。", "B 傍晚", text, "C 夜里", "灯又亮了。")
    (tmp_path / "page.txt").write_text("\n\n".join(pieces), "utf-8")
    lines = shell("check", "page.txt").stdout.splitlines()
    carets = next(i for i, line in enumerate(lines) if set(line.strip()) == {"^"})
    quoted = lines[carets - 1]
    assert quoted.endswith("还有人捐了书")
    assert _columns(quoted) == len(lines[carets])
    assert max(map(_columns, lines)) <= 80


def _columns(text: str) -> int:
    return sum(2 if ord(character) > 0x2FFF else 1 for character in text)


def test_json_is_an_array_of_notices_with_file_and_line(shell: Shell, write) -> None:
    write(EMPTY)
    done = shell("check", "article.md", "nowhere", "--format", "json")
    assert done.returncode == 1
    remarks = json.loads(done.stdout)
    jsonschema.validate(remarks, json.loads(shell("schema", "check").stdout))
    assert [(r["code"], r["file"], r["line"], r["context"]) for r in remarks] == [
        ("section-empty", "article.md", 12, "## 空"),
        ("unreadable", "nowhere", None, ""),
    ]


def test_an_article_json_shows_the_text_of_the_node(shell: Shell, tmp_path: Path) -> None:
    article = {"title": "题", "sections": [{"heading": [{"type": "text", "text": "空"}]}]}
    (tmp_path / "article.json").write_text(json.dumps(article))
    found = json.loads(shell("check", ".", "--format", "json", "--to", "text").stdout)
    (empty,) = [one for one in found if one["code"] == "section-empty"]
    assert (empty["where"], empty["line"], empty["context"]) == ("sections[0]", None, "空")


def test_github_is_told_file_line_and_code(shell: Shell, write) -> None:
    write(EMPTY)
    done = shell("check", "article.md", "--format", "github")
    assert done.stdout.startswith(
        "::error file=article.md,line=12,title=section-empty::The section"
    )


def test_what_github_would_misread_is_escaped() -> None:
    remark = Remark(code="x", severity="info", text="50%,\r\na: b", file="a,b:100%.md", line=3)
    assert annotation(remark) == (
        "::notice file=a%2Cb%3A100%25.md,line=3,title=x::50%25,%0D%0Aa: b"
    )


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere",), 1, "nowhere: there is no such file or folder"),
        (("article.md", "--to", "pfd"), 2, "(did you mean 'pdf'?)"),
        (("article.md", "--as", "poster"), 2, "'poster' is not one of 'article', 'press'"),
        ((), 2, "Missing argument"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(
    shell: Shell, write, words: tuple[str, ...], status: int, sentence: str
) -> None:
    write(ARTICLE)
    done = shell("check", *words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_one_broken_article_does_not_hide_the_other(shell: Shell, write) -> None:
    write(ARTICLE)
    done = shell("check", "nowhere", "article.md")
    assert done.returncode == 1
    assert "article.md: nothing to report" in done.stdout
