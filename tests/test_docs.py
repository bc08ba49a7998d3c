"""What docs/import.md and the README say of importing is so."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATH = ROOT / "docs" / "import.md"
IMPORT = PATH.read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
SECTION = re.search(r"^## From a raw page\n(.*?)^## ", README, re.S | re.M)


def block(kind: str) -> str:
    """The only block of its kind in docs/import.md."""
    (text,) = re.findall(rf"```{kind}\n(.*?)```", IMPORT, re.S)
    return str(text)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(block("text"), "utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_summary_in_the_docs_is_what_the_terminal_says(
    page: Path, request: pytest.FixtureRequest
) -> None:
    """`pytest --accept` rewrites it, to be read."""
    told = run(page, "-m", "pubkit", "import", "page.txt", "--out", "content/metro")
    if request.config.getoption("--accept"):
        PATH.write_text(IMPORT.replace(block("console"), told), "utf-8")
    else:
        assert told == block("console")


def test_the_summary_in_the_readme_is_part_of_it() -> None:
    assert SECTION is not None
    told = block("console").splitlines()
    shown = re.findall(r"^    (?!python)(.+)$", SECTION[1], re.M)
    assert shown
    for line in shown:
        assert line == "…" or line in told, line


def test_the_python_of_the_docs_runs(page: Path) -> None:
    told = run(page, "-c", block("python"))
    assert told.startswith("False ('A', 'B', 'C')\n")
    assert (page / "content" / "metro" / "article.md").is_file()


@pytest.mark.parametrize("doc", sorted((ROOT / "docs").glob("*.md")), ids=lambda doc: doc.name)
def test_every_page_that_the_docs_link_is_there(doc: Path) -> None:
    outside_code = re.sub(
        r"^```.*?^```|^    .*?$|`[^`\n]*`", "", doc.read_text("utf-8"), flags=re.S | re.M
    )
    for target in re.findall(r"\]\(([^)#:]+)\)", outside_code):
        assert (doc.parent / target).exists(), target
