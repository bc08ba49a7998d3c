"""Outside judges: the Open XML SDK, and LibreOffice."""

import json
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pypdfium2


def test_the_open_xml_validator_finds_nothing(output, tmp_path, witness) -> None:
    validator = witness("ooxml-validator")
    path = tmp_path / "article.docx"
    path.write_bytes(output.main.data)
    done = subprocess.run([validator, path], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_libreoffice_shows_every_character(output, document, parts, tmp_path, witness) -> None:
    office = witness("soffice")
    path = tmp_path / "article.docx"
    path.write_bytes(output.main.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pypdfium2.PdfDocument(tmp_path / "article.pdf")
    shown = counted("".join(page.get_textpage().get_text_range() for page in pages))
    ours = "".join(t for root in (document, parts["word/footnotes.xml"]) for t in text(root))
    assert counted(ours) - shown == Counter()


def text(root) -> Iterator[str]:
    return root.itertext("{*}t")


def counted(text: str) -> Counter[str]:
    """How often each character stands there; composed, since a PDF may give accents apart."""
    return Counter(c for c in unicodedata.normalize("NFC", text) if not c.isspace())
