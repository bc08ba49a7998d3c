"""What the README says is so."""

import re
import subprocess
import sys
from pathlib import Path

import pubkit

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len(code.strip().splitlines()) <= 10
    done = subprocess.run(
        [sys.executable, "-c", code.replace('"content/', f'"{ROOT}/content/')],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "build/dandelion/dandelion.docx").is_file()


def test_the_article_of_the_readme_reads(tmp_path: Path) -> None:
    block = re.search(r"^    ---\n.*?^    \[\^1\]: [^\n]*\n", README, re.S | re.M)
    assert block is not None
    text = re.sub(r"^    ", "", block[0], flags=re.M)
    (tmp_path / "article.md").write_text(text, "utf-8")
    reading = pubkit.read(tmp_path)
    assert [n.code for n in reading.notices] == ["photo-missing"]
    assert pubkit.label(reading.article, reading.article.sections[0]) == ""


def test_every_file_that_the_readme_links_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        if target != "photos/stars.jpg":
            assert (ROOT / target).exists(), target
