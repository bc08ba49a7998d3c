"""The long sample printed once a style, and small pages set by Typst."""

from pathlib import Path

import pytest
import typst

import pubkit
from pubkit.press.profiles import profile

ROOT = Path(__file__).parent.parent.parent
MM = 72 / 25.4


@pytest.fixture(scope="session")
def newsprint():
    return profile(pubkit.Press(), pubkit.load_style("daily"))


@pytest.fixture(scope="session")
def coated():
    return profile(pubkit.Press(profile="coated"), pubkit.load_style("daily"))


@pytest.fixture(scope="session")
def printed(style):
    """The long sample for newsprint."""
    reading = pubkit.read(str(ROOT / "content" / "science-year"))
    run = pubkit.render(reading, to=["pdf"], style=style, options={"pdf": {"press": True}})
    assert run["pdf"].ok, run["pdf"].error
    return run


@pytest.fixture(scope="session")
def sheet(printed, tmp_path_factory):
    """Its file, for outside programs."""
    path = tmp_path_factory.mktemp("press") / "sheet.pdf"
    path.write_bytes(printed["pdf"].output.main.data)
    return path


@pytest.fixture
def typeset(tmp_path):
    """A page of 100 by 80 mm with 3 mm of bleed on all sides."""

    def compile_page(markup: str, **files: bytes) -> bytes:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        head = "#set page(width: 106mm, height: 86mm, margin: 13mm)\n#set document(date: none)\n"
        (tmp_path / "page.typ").write_text(head + markup, "utf-8")
        return typst.compile(str(tmp_path / "page.typ"))

    return compile_page
