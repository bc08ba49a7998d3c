"""`pubkit check FILE.pdf --as press`, as a shell sees it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from preflight.sheets import drawing, planted

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def files(tmp_path: Path) -> None:
    """A clean press file, one with a fault and one with a doubt, and what is none."""
    (tmp_path / "clean.pdf").write_bytes(planted(lambda pdf: None))
    (tmp_path / "red.pdf").write_bytes(planted(drawing("1 0 0 rg 60 60 30 30 re f")))
    turned = planted(lambda pdf: pdf.pages[1].obj.__setitem__("/Rotate", 90))
    (tmp_path / "turned.pdf").write_bytes(turned)
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "notes.pdf").write_bytes(b"notes")
    (tmp_path / "story.docx").write_bytes(b"PK\x03\x04 word/document.xml")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("clean.pdf", 0, "clean.pdf: nothing to report"),
        ("red.pdf", 1, "A fill is in DeviceRGB"),
        ("turned.pdf", 0, "The page is turned"),
        ("empty.pdf", 1, "The file is empty."),
        ("notes.pdf", 1, "This is no PDF: it does not begin with %PDF-."),
        ("story.docx", 1, "This is no PDF but a Word document."),
        ("missing.pdf", 1, "missing.pdf: there is no such file"),
    ],
)
def test_each_file_gets_its_verdict(shell: Shell, name: str, status: int, sentence: str) -> None:
    done = shell("check", name, "--as", "press")
    assert done.returncode == status
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("files")
def test_one_bad_file_does_not_keep_the_others_from_being_judged(shell: Shell) -> None:
    done = shell("check", "notes.pdf", "red.pdf", "--as", "press", "--format", "json")
    found = [(notice["file"], notice["code"]) for notice in json.loads(done.stdout)]
    assert found == [("notes.pdf", "press-unreadable"), ("red.pdf", "press-rgb")]


@pytest.mark.usefixtures("files")
def test_github_is_told_the_page(shell: Shell) -> None:
    done = shell("check", "turned.pdf", "--as", "press", "--format", "github")
    assert done.stdout.startswith(
        "::warning file=turned.pdf,title=press-rotated::page 2: The page is turned"
    )


@pytest.mark.usefixtures("files")
def test_an_error_is_accepted_by_its_page(shell: Shell) -> None:
    accept = ("--accept", "press-rgb@page 1")
    assert shell("check", "red.pdf", "--as", "press", *accept).returncode == 0
    assert (
        shell("check", "red.pdf", "--as", "press", "--accept", "press-rgb@page 2").returncode == 1
    )


@pytest.mark.usefixtures("files")
def test_a_pdf_has_no_channels(shell: Shell) -> None:
    done = shell("check", "clean.pdf", "--as", "press", "--to", "pdf")
    assert done.returncode == 2
    assert "leave it out" in done.stderr
