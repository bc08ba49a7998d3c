"""Outside judges: the Open XML SDK, and LibreOffice."""

import io
import json
import os
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from msgspec import structs

import pubkit
from pubkit.model import Paragraph, Text
from pubkit.renderers.word import Docx


def test_the_open_xml_validator_finds_nothing(output, tmp_path, witness) -> None:
    validator = witness("ooxml-validator")
    path = tmp_path / "article.docx"
    path.write_bytes(output.main.data)
    done = subprocess.run([validator, path], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


@pytest.fixture(scope="module")
def lengths(article, assets, style, tmp_path_factory) -> dict[Path, str]:
    """PDF that LibreOffice makes of the article behind more and more text → what it must show."""
    office = shutil.which("soffice")
    folder = tmp_path_factory.mktemp("office")
    expected = {}
    for count in (0, 10, 17, 24):
        filler = Paragraph((Text("潮水一天两次，船也一天两次，谁也不等谁。" * count),))
        longer = structs.replace(article, lead=(*article.lead, filler)) if count else article
        data = Docx().render(longer, assets, style).main.data
        (folder / f"{count}.docx").write_bytes(data)
        expected[folder / f"{count}.pdf"] = "".join(words(data))
    if office:
        convert(office, folder)
    return expected


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{faces}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>黑体</family><prefer><family>Pubkit Hei</family></prefer></alias>
<match target="pattern"><edit name="family" mode="append_last"><string>Pubkit Song</string></edit>
</match>
</fontconfig>"""


def convert(office: str, folder: Path) -> None:
    """PDFs of all documents in the folder, set with our faces and no others.

    The machine's own fonts would make other lines on every machine; with none that is Chinese,
    LibreOffice 7.4 was seen to lay one of these documents out for ever.
    """
    conf = folder / "fonts.conf"
    faces = pubkit.styles()["daily"].parent / "fonts"
    conf.write_text(FONTS.format(faces=faces, cache=folder / "cache"), "utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run(
        [*command, *sorted(folder.glob("*.docx"))],
        env={**os.environ, "FONTCONFIG_FILE": str(conf)},
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_libreoffice_shows_every_character(lengths, witness) -> None:
    witness("soffice")
    for pdf, expected in lengths.items():
        assert counted(expected) - counted("".join(pages(pdf))) == Counter(), pdf.stem


def test_the_sign_off_never_has_a_page_to_itself(lengths, witness) -> None:
    witness("soffice")
    for pdf in lengths:
        (page,) = [page for page in pages(pdf) if "来源" in page]
        assert "新灯塔效果图" in page
        assert page == pages(pdf)[-1]


def words(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("word/document.xml", "word/footnotes.xml"):
            yield from etree.fromstring(package.read(name)).itertext("{*}t")


def pages(pdf: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def counted(text: str) -> Counter[str]:
    """How often each character stands there; composed, since a PDF may give accents apart."""
    return Counter(c for c in unicodedata.normalize("NFC", text) if not c.isspace())
