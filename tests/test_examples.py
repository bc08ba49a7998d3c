"""The examples, installed and run as a stranger would."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import pubkit
from pubkit import registry
from pubkit.testing import sample, sample_assets

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
WEIBO = EXAMPLES / "weibo"
ARTICLE = ROOT / "content" / "dandelion"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Weibo package installed in it."""
    folder = tmp_path_factory.mktemp("shelf")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    # Without isolation, since hatchling is here already and need not be fetched again.
    quick = ["--no-deps", "--no-build-isolation", "--target", str(folder)]
    subprocess.run([*pip, *quick, str(WEIBO)], check=True)
    return folder


@pytest.fixture(scope="module")
def long_post(shelf: Path) -> type[pubkit.Renderer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(shelf)
        from weibo import LongPost
    return LongPost


def run(shelf: Path, *arguments: str) -> str:
    """What Python, the package beside it, says."""
    environment = {**os.environ, "PYTHONPATH": str(shelf), "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_whole_renderer_fits_on_forty_lines() -> None:
    assert len((WEIBO / "weibo.py").read_text("utf-8").splitlines()) <= 40


def test_the_installed_renderer_is_listed(shelf: Path) -> None:
    assert re.search(r"^weibo +A Weibo long post", run(shelf, "-m", "pubkit", "renderers"), re.M)


def test_the_installed_renderer_is_a_channel_of_the_command(shelf: Path, tmp_path: Path) -> None:
    run(shelf, "-m", "pubkit", "render", str(ARTICLE), "--to", "weibo", "--out", str(tmp_path))
    made = tmp_path / "dandelion"
    lines = (made / "dandelion.weibo.txt").read_text("utf-8").split("\n\n")
    assert lines[:2] == ["身边的科学", "【蒲公英的伞为什么要漏风】"]
    photos = [pubkit.read(ARTICLE).assets[f"photos/{name}.jpg"] for name in ("meadow", "seedhead")]
    extras = [made / "dandelion.weibo" / f"{number}.jpg" for number in (1, 2)]
    assert [path.read_bytes() for path in extras] == [photo.data for photo in photos]


def test_the_package_passes_its_own_test(shelf: Path) -> None:
    assert "1 passed" in run(shelf, "-m", "pytest", "-p", "no:cacheprovider", str(WEIBO))


def test_a_post_over_the_limit_is_reported_and_not_cut(long_post: type[pubkit.Renderer]) -> None:
    fits, over = (long_post(limit).render(sample(), sample_assets(), None) for limit in (2000, 100))
    assert fits.notices == ()
    assert [notice.code for notice in over.notices] == ["weibo-too-long"]
    assert over.main == fits.main


def test_the_script_publishes_an_article(shelf: Path, tmp_path: Path) -> None:
    said = run(shelf, str(EXAMPLES / "publish.py"), str(ARTICLE), str(tmp_path))
    for suffix in ("docx", "pdf", "rss.xml", "weibo.txt"):
        path = tmp_path / "dandelion" / f"dandelion.{suffix}"
        assert path.is_file()
        assert str(path) in said


def blocks(kind: str) -> list[str]:
    """The guide's blocks of code of a kind."""
    guide = (ROOT / "docs" / "renderers.md").read_text("utf-8")
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", guide, re.M | re.S)
    return found


def test_the_guide_shows_the_examples_as_they_are() -> None:
    sources = [*EXAMPLES.rglob("*.py"), WEIBO / "pyproject.toml"]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    # Of a package for files that pubkit cannot read: so in no example.
    reader = '[project.entry-points."pubkit.extractors"]\nepub = "pubkit_epub:EpubExtractor"\n'
    packages = [block for block in blocks("toml") if block.startswith("[project")]
    assert len(blocks("python")) == 3 and len(packages) == 2
    for block in (*blocks("python"), *packages):
        assert block in code + reader


def test_the_options_that_the_guide_shows_are_there(long_post: type[pubkit.Renderer]) -> None:
    given = [tomllib.loads(b)["renderers"] for b in blocks("toml") if b.startswith("[renderers")]
    assert len(given) == 3
    for name, options in (pair for table in given for pair in table.items()):
        cls = long_post if name == "weibo" else registry.load(name)
        assert set(options) <= set(registry.option_types(cls))
