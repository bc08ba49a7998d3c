"""`pubkit check FILE.docx --as docx`."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import pubkit
from pubkit.model import Article, Paragraph, Text
from pubkit.renderers.word import Docx


def checked(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pubkit", "check", "--as", "docx", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def document(tmp_path_factory) -> Path:
    article = pubkit.admit(Article(title="渡口", lead=(Paragraph((Text("“船来了。”"),)),)))
    data = Docx().render(article, {}, pubkit.load_style("daily")).main.data
    path = tmp_path_factory.mktemp("check") / "article.docx"
    path.write_bytes(data)
    return path


def test_a_sound_document_passes(document) -> None:
    done = checked(str(document))
    assert done.returncode == 0, done.stderr


def test_a_fault_is_told_with_its_place_and_can_be_accepted(document, tmp_path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b'w:pStyle w:val="BodyText"', b'w:pStyle w:val="Body"')
            new.writestr(name, data)
    done = checked(str(broken), "--format", "json")
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)
    assert found["code"] == "word-style-undefined"
    assert "paragraph 2" in found["where"]
    assert checked(str(broken), "--accept", "word-style-undefined").returncode == 0


def test_what_is_no_word_file_is_a_finding(tmp_path) -> None:
    path = tmp_path / "note.docx"
    path.write_text("no zip")
    done = checked(str(path))
    assert done.returncode == 1
    assert "no zip file" in done.stdout
