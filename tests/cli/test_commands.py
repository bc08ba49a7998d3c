"""The command line, as a shell sees it."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parent.parent.parent

ARTICLE = """---
title: 灯塔
id: urn:x:lighthouse
published: 2026-11-20T08:00:00+08:00
credits: [{role: 撰文, names: [林晓]}]
---

灯又亮了。
"""

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "lighthouse"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    return folder


def test_render_names_the_files_it_wrote_and_ends_with_0(
    shell: Shell, article: Path, tmp_path: Path
) -> None:
    done = shell("render", "content/lighthouse", "--to", "text", "--to", "json")
    assert (done.returncode, done.stderr) == (0, "")
    paths = done.stdout.splitlines()
    assert paths[0] == str(Path("build/lighthouse/lighthouse.txt"))
    assert all((tmp_path / path).is_file() for path in paths)
    assert "灯又亮了。" in (tmp_path / paths[0]).read_text("utf-8")


def test_an_error_ends_with_1_and_writes_the_proof_all_the_same(
    shell: Shell, article: Path, tmp_path: Path
) -> None:
    (article / "article.md").write_text(ARTICLE + "\n![说明](gone.jpg){credit=甲}\n", "utf-8")
    done = shell("render", str(article), "--to", "text")
    assert done.returncode == 1
    assert (
        "error photo-missing at lead[1]: Photo gone.jpg (line 10): it is not there" in done.stderr
    )
    assert (tmp_path / "build/lighthouse/lighthouse.txt").is_file()
    accepted = shell("render", str(article), "--to", "text", "--accept", "photo-missing@lead[1]")
    assert accepted.returncode == 0
    strict = shell("render", str(article), "--to", "text", "--accept", "all", "--strict")
    assert strict.returncode == 1


def test_one_broken_article_does_not_stop_the_other(
    shell: Shell, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.md").write_text("no head", "utf-8")
    done = shell("render", "broken.md", str(article), "--to", "text")
    assert done.returncode == 1
    assert (tmp_path / "build/lighthouse/lighthouse.txt").is_file()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("render", "nowhere", "--to", "text"), 1, "nowhere: there is no such file or folder"),
        (("render", "content/lighthouse", "--to", "pfd"), 2, "(did you mean 'pdf'?); known: "),
        (("render", "content/lighthouse", "--style", "dayly"), 2, "known: daily, quiet"),
        (("render", "pubkit.doc"), 2, "no reader for files named '.doc'"),
        (("new", "Über uns"), 2, "use small letters, digits and hyphens"),
        (("new", "lighthouse"), 2, "is there already; choose another slug"),
        (("render",), 2, "Missing argument"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(
    shell: Shell, article: Path, tmp_path: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    (tmp_path / "pubkit.doc").write_text("x")
    done = shell(*words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_two_articles_of_one_name_are_refused_before_either_is_written(
    shell: Shell, article: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "other" / "lighthouse"
    twin.mkdir(parents=True)
    (twin / "article.md").write_text(ARTICLE, "utf-8")
    done = shell("render", str(article), str(twin), "--to", "text")
    assert done.returncode == 2
    assert "would be written to one folder" in done.stderr
    assert not (tmp_path / "build").exists()


def test_a_reader_who_leaves_does_not_stop_the_work(article: Path, tmp_path: Path) -> None:
    second = tmp_path / "content" / "second"
    second.mkdir()
    (second / "article.md").write_text(ARTICLE, "utf-8")
    command = f"'{sys.executable}' -m pubkit render content/* --to text"
    for ending in ("| true", ">&-", "2>&-"):
        subprocess.run(["sh", "-c", f"{command} {ending}"], cwd=tmp_path, check=False)
        assert (tmp_path / "build/second/second.txt").is_file(), ending
        shutil.rmtree(tmp_path / "build")


def test_the_same_article_gives_the_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pubkit", "render", str(ROOT / "content" / "dandelion")]
    results = []
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        out = tmp_path / seed
        out.mkdir()
        subprocess.run(
            [*command, "--out", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=out,
            check=True,
            capture_output=True,
        )
        files = (path for path in sorted(out.rglob("*")) if path.is_file())
        results.append({path.relative_to(out): path.read_bytes() for path in files})
    assert len(results[0]) > 6
    assert results[0] == results[1]


def test_a_file_out_of_date_is_named(shell: Shell, article: Path) -> None:
    shell("render", str(article), "--to", "json", "--to", "text")
    (article / "article.md").write_text(ARTICLE + "\n又一段。\n", "utf-8")
    done = shell("render", str(article), "--to", "text")
    assert "lighthouse.json is left from an earlier run and out of date" in done.stderr


def test_a_notice_names_the_line(shell: Shell, article: Path) -> None:
    (article / "article.md").write_text(ARTICLE + "\n## 空\n", "utf-8")
    done = shell("render", str(article), "--to", "text")
    assert "error section-empty at sections[0]" in done.stderr
    assert "(line 10)" in done.stderr


def test_one_broken_style_hides_no_other(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "pubkit.toml").touch()
    (tmp_path / "styles" / "mine").mkdir(parents=True)
    (tmp_path / "styles" / "mine" / "style.toml").write_text("[colour]\n")
    names = [line.split()[0] for line in shell("styles").stdout.splitlines()]
    assert names == ["daily", "mine", "quiet"]


def test_debug_shows_the_traceback(shell: Shell) -> None:
    assert "Traceback" in shell("render", "nowhere", "--debug").stderr


def test_a_new_article_renders_and_only_its_photo_is_awaited(shell: Shell, tmp_path: Path) -> None:
    made = shell("new", "first-light")
    assert made.stdout.strip() == str(tmp_path / "content/first-light/article.md")
    done = shell("render", "content/first-light", "--to", "text")
    assert [line.split()[1:3] for line in done.stderr.splitlines()] == [["error", "photo-awaited"]]
    first, second = ((tmp_path / "content/first-light/article.md").read_text("utf-8"), None)
    shell("new", "second-light")
    second = (tmp_path / "content/second-light/article.md").read_text("utf-8")
    assert first != second  # each has an id of its own


def test_renderers_and_styles_are_listed(shell: Shell) -> None:
    names = [line.split()[0] for line in shell("renderers").stdout.splitlines()]
    assert set(names) >= {"docx", "json", "pdf", "rss", "text", "wechat"}
    looks = [line.split()[0] for line in shell("styles").stdout.splitlines()]
    assert looks == ["daily", "quiet"]


def test_what_pubkit_writes_fits_its_schemas(shell: Shell, article: Path, tmp_path: Path) -> None:
    shell("render", str(article), "--to", "text", "--to", "json")
    for kind, name in (("article", "article.json"), ("publication", "publication.json")):
        schema = json.loads(shell("schema", kind).stdout)
        record = json.loads((tmp_path / "build/lighthouse" / name).read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(record, schema)


def test_the_schema_of_pubkit_toml_knows_the_renderers_options(shell: Shell) -> None:
    schema = json.loads(shell("schema", "config").stdout)
    for good in ('[renderers.pdf]\npaper = "A3"', "[renderers.wechat]\nlimits = {title = 60}"):
        jsonschema.validate(tomllib.loads(good), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads("[renderers.pdf]\npapr = 1"), schema)
