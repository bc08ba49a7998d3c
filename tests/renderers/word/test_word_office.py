"""Outside judges: the Open XML SDK, and LibreOffice."""

import io
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


@pytest.mark.parametrize("layout", ["news", "manuscript", "gongwen"])
def test_the_open_xml_validator_finds_nothing(article, assets, style, layout, validated) -> None:
    assert validated(Docx(layout=layout).render(article, assets, style).main.data) == []


@pytest.fixture(scope="module")
def lengths(article, assets, style, office, tmp_path_factory) -> dict[Path, str]:
    """PDF that LibreOffice makes of the article behind more and more text → what it must show."""
    folder = tmp_path_factory.mktemp("office")
    expected = {}
    for count in (0, 10, 17, 24):
        filler = Paragraph((Text("潮水一天两次，船也一天两次，谁也不等谁。" * count),))
        longer = structs.replace(article, lead=(*article.lead, filler)) if count else article
        data = Docx().render(longer, assets, style).main.data
        (folder / f"{count}.docx").write_bytes(data)
        expected[folder / f"{count}.pdf"] = "".join(words(data))
    office(folder)
    return expected


def test_libreoffice_shows_every_character(lengths) -> None:
    for pdf, expected in lengths.items():
        assert counted(expected) - counted("".join(pages(pdf))) == Counter(), pdf.stem


def test_the_sign_off_never_has_a_page_to_itself(lengths) -> None:
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


ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "content").glob("*/article.md"))
SEEDS = sorted((ROOT.parent / "shared" / "corpus" / "seeds").glob("*.txt"))


@pytest.mark.parametrize("source", [*SAMPLES, *SEEDS], ids=lambda source: source.parent.name)
def test_the_open_xml_validator_finds_nothing_in_whole_articles(source, validated) -> None:
    reading = pubkit.read(source)
    look = pubkit.load_style("daily")
    for layout in ("news", "manuscript", "gongwen"):
        output = Docx(layout=layout).render(reading.article, reading.assets, look)
        assert validated(output.main.data) == [], layout
