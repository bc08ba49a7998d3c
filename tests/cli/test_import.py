"""`pubkit import`, as a shell sees it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import pubkit

Shell = Callable[..., subprocess.CompletedProcess[str]]

PAGE = """把书架搬进地铁站

——2026年阅读推广综述

A 书架进站 随手可借

清晨六点半，第一班车还没有进站，借书柜前已经站了三个人，他们都在等新书。

C 数据说话 借得快还得也快

截至十月底，借书柜共借出图书四万册，平均每本书在柜中停留的时间不到两天，还书的人也很准时，许多单

位还主动捐了书。

B 馆员值守 老人会用

图书馆每个周末派馆员到站台值守，手把手地教老人借书，一位老先生学会之后带来了三位老邻居。

读者在换乘的间隙挑书。
市图书馆供图

（撰文/林晓 周一帆）
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_page_becomes_an_article_that_is_read_and_checked(
    shell: Shell, page: Path, tmp_path: Path
) -> None:
    done = shell("import", "page.txt", "--out", "content/books")
    assert (done.returncode, done.stderr) == (0, "")
    article = pubkit.read(tmp_path / "content/books").article
    assert article.title == "把书架搬进地铁站"
    assert [pubkit.plain(s.heading) for s in article.sections] == [
        "书架进站 随手可借", "馆员值守 老人会用", "数据说话 借得快还得也快"
    ]  # fmt: skip
    assert "sections-reordered" not in shell("check", "content/books").stdout


def test_the_summary_tells_structure_changes_and_findings_in_this_order(
    shell: Shell, page: Path
) -> None:
    told = shell("import", "page.txt", "--out", "books").stdout
    places = [told.index(words) for words in (
        "把书架搬进地铁站", "├ ——2026年阅读推广综述", "├ A 书架进站 随手可借", "撰文：林晓 周一帆",
        "Put in order  A C B → A B C", "line 11 | 13", "许多单|位还主动", "Left out",
        "must be settled", "读者在换乘的间隙挑书。", "[photo-awaited]", "Written  books/article.md",
        "Next     mend it beside the page, then: pubkit check books",
    )]  # fmt: skip
    assert places == sorted(places)


def test_the_report_fits_its_schema_and_names_lines(
    shell: Shell, page: Path, tmp_path: Path
) -> None:
    shell("import", "page.txt", "--out", "books", "--report", "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    jsonschema.validate(report, json.loads(shell("schema", "import").stdout))
    assert report["record"]["order"] == {"source": ["A", "C", "B"], "reading": ["A", "B", "C"]}
    (awaited,) = [n for n in report["notices"] if n["code"] == "photo-awaited"]
    assert (awaited["file"], awaited["line"]) == ("page.txt", 19)
    assert awaited["context"] == "读者在换乘的间隙挑书。"


def test_an_edited_article_is_replaced_only_on_request_and_kept(
    shell: Shell, page: Path, tmp_path: Path
) -> None:
    shell("import", "page.txt", "--out", "books")
    article = tmp_path / "books" / "article.md"
    article.write_text("an editor's work", "utf-8")
    refused = shell("import", "page.txt", "--out", "books")
    assert refused.returncode == 1
    assert re.search(r"another one stands there; name another folder, or --replace", refused.stderr)
    assert article.read_text("utf-8") == "an editor's work"
    replaced = shell("import", "page.txt", "--out", "books", "--replace")
    assert replaced.returncode == 0
    assert "Kept     books/article.md.bak" in replaced.stdout
    assert (tmp_path / "books" / "article.md.bak").read_text("utf-8") == "an editor's work"


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere.txt", "--out", "x"), 1, "nowhere.txt: there is no such file or folder"),
        (("folder", "--out", "x"), 1, "folder: the folder holds no article.md or article.json"),
        (("empty.txt", "--out", "x"), 1, "empty.txt: the file is empty"),
        (("binary.txt", "--out", "x"), 1, "binary.txt: this is no text file"),
        (("page.txt", "--out", "page.txt"), 1, "page.txt: it is a file; name a folder"),
        (("page.txt", "--out", "page.txt/x"), 1, "it cannot be written"),
        (("page.txt", "--out", "long" * 99), 1, "it cannot be written"),
        (("written", "--out", "x"), 1, "it is an article already"),
        (("page.txt", "--out", "x", "--report", "page.txt"), 2, "choose another --report"),
        (("page.txt", "--out", "x", "--report", "x/article.md"), 2, "choose another --report"),
        (("page.doc", "--out", "x"), 2, "no reader for files named '.doc'"),
        (("page.txt",), 2, "Missing option '--out'"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(
    shell: Shell, page: Path, tmp_path: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    for name in ("folder", "written"):
        (tmp_path / name).mkdir()
    (tmp_path / "written" / "article.md").write_text("---\ntitle: 题\n---\n\n文。\n", "utf-8")
    for name, data in (("empty.txt", b""), ("binary.txt", bytes(range(256))), ("page.doc", b"x")):
        (tmp_path / name).write_bytes(data)
    done = shell("import", *words)
    assert (done.returncode, done.stdout) == (status, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()
    assert page.read_text("utf-8") == PAGE


def test_a_page_holds_no_escape_that_a_terminal_would_obey(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE.replace("还主动", "还\x1b]0;x\x07主动"), "utf-8")
    done = shell("import", "page.txt", "--out", "books")
    assert "\x1b" not in done.stdout + done.stderr


def test_a_reader_who_leaves_does_not_stop_the_work(page: Path, tmp_path: Path) -> None:
    for number, ending in enumerate(("| true", ">&-", "2>&-")):
        command = f"'{sys.executable}' -m pubkit import page.txt --out x{number} {ending}"
        subprocess.run(["sh", "-c", command], cwd=tmp_path, check=False)
        assert (tmp_path / f"x{number}" / "article.md").is_file(), ending


def test_rendered_at_once_a_page_is_a_proof_named_after_its_file(
    shell: Shell, page: Path, tmp_path: Path
) -> None:
    done = shell("render", "page.txt", "--to", "text")
    assert "warning unreviewed: " in done.stderr
    assert (tmp_path / "build/page/page.txt").read_text("utf-8").startswith("未核\n")
