"""archive = true: PDF/A-2u."""

import io

import pikepdf
import pytest

import pubkit
from pubkit.renderers.pdf import Pdf
from pubkit.testing import sample, sample_assets


@pytest.fixture(scope="module")
def archived(style):
    return Pdf(archive=True).render(sample(), sample_assets(), style).main.data


def test_it_calls_itself_pdf_a(archived) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "2U"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_a_validator_finds_nothing_that_breaks_the_standard(archived) -> None:
    pdfa = pytest.importorskip("pikepdf.pdfa", reason="needs pikepdf[pdfa] (pip install)")
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        findings = pdfa.check(pdf, "2b").findings
    broken = [found for found in findings if found.kind == "violation"]
    # It knows level B, which is all of U but that text can be copied.
    assert [found.message for found in broken] == ["pdfaid:conformance is 'U', expected 'B'"]


def test_nothing_is_lost_in_it() -> None:
    reading = pubkit.read("content/dandelion")
    run = pubkit.render(reading, to=["pdf"], options={"pdf": {"archive": True}})
    assert pubkit.verify(run).ok


def test_the_same_article_gives_the_same_bytes(archived, style) -> None:
    again = Pdf(archive=True).render(sample(), sample_assets(), style).main.data
    assert again == archived
