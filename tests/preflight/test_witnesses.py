"""Other programs see in a good file, and in the planted faults, what the rules say of them."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageFilter, ImageStat
from preflight.sheets import drawing, picture, planted
from preflight.test_rules import FAULTS

from pubkit.preflight import Limits, preflight
from pubkit.preflight.job import opened
from pubkit.preflight.raster import inkings
from pubkit.preflight.scanner import Scanner

Witness = Callable[[str], str]


def faulty(fault: str) -> bytes:
    return planted(FAULTS[fault][1])


def clean() -> bytes:
    return planted(lambda pdf: None)


def codes(data: bytes) -> set[str]:
    return {notice.code for notice in preflight(data)}


def says(program: str, *arguments: str, data: bytes, path: Path) -> str:
    """What the program prints of the file."""
    file = path / "file.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        [program, *(word.replace("FILE", str(file)) for word in arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


def rows(table: str) -> list[list[str]]:
    """The rows of a table under its line of dashes."""
    lines = table.splitlines()
    (ruler,) = (at for at, line in enumerate(lines) if line.startswith("---"))
    return [line.split() for line in lines[ruler + 1 :]]


# ── structure ───────────────────────────────────────────────────────────────────────────────


def test_qpdf_finds_nothing_in_a_clean_file_and_repairs_the_damaged_one(
    witness: Witness, tmp_path: Path
) -> None:
    qpdf = witness("qpdf")
    damaged = clean().replace(b"startxref\n", b"startxref\n9")
    assert "No syntax or stream encoding errors" in says(
        qpdf, "--check", "FILE", data=clean(), path=tmp_path
    )
    assert "WARNING" in says(qpdf, "--check", "FILE", data=damaged, path=tmp_path)
    assert codes(damaged) == {"press-repaired"}


def test_qpdf_says_too_that_a_file_is_encrypted(witness: Witness, tmp_path: Path) -> None:
    key = pikepdf.Encryption(owner="o", user="", R=4)
    locked = planted(lambda pdf: None, encryption=key, deterministic_id=False)
    shown = says(witness("qpdf"), "--show-encryption", "FILE", data=locked, path=tmp_path)
    assert "R = 4" in shown
    assert codes(locked) == {"press-encrypted"}


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("a field", "Form: AcroForm"),
        ("a turned page", "Page rot: 90"),
        ("no TrimBox", "TrimBox: 0.00 0.00 351.50 493.23"),  # what it takes instead: MediaBox
        ("a narrow bleed", "BleedBox: 30.00 30.00 320.00 462.00"),
        ("a CropBox", "CropBox: 40.00 40.00 300.00 400.00"),
        ("two titles", "Title: 大地"),
    ],
)
def test_pdfinfo_sees_it_too(fault: str, line: str, witness: Witness, tmp_path: Path) -> None:
    pdfinfo = witness("pdfinfo")
    shown = says(pdfinfo, "-box", "-enc", "UTF-8", "FILE", data=faulty(fault), path=tmp_path)
    good = says(pdfinfo, "-box", "-enc", "UTF-8", "FILE", data=clean(), path=tmp_path)
    assert line in {" ".join(row.split()) for row in shown.splitlines()}
    assert line not in {" ".join(row.split()) for row in good.splitlines()}


# ── fonts and images ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fault", "embedded", "unicode"),
    [
        (None, "yes", "yes"),
        ("a font outside", "no", "yes"),
        ("a font without ToUnicode", "yes", "no"),
    ],
)
def test_pdffonts_agrees_on_fonts(
    fault: str | None, embedded: str, unicode: str, witness: Witness, tmp_path: Path
) -> None:
    data = faulty(fault) if fault else clean()
    (row,) = rows(says(witness("pdffonts"), "FILE", data=data, path=tmp_path))
    emb, _sub, uni = row[-5:-2]
    assert (emb, uni) == (embedded, unicode)
    assert ("press-font-missing" in codes(data)) == (emb == "no")
    assert ("press-font-unicode" in codes(data)) == (uni == "no")


def test_pdffonts_names_the_font_of_programs(witness: Witness, tmp_path: Path) -> None:
    shown = says(witness("pdffonts"), "FILE", data=faulty("a font of programs"), path=tmp_path)
    assert "Type 3" in shown


@pytest.mark.parametrize(
    "fault", [None, "an RGB photo", "120 pixels an inch", "480 pixels an inch"]
)
def test_pdfimages_agrees_on_colours_and_resolutions(
    fault: str | None, witness: Witness, tmp_path: Path
) -> None:
    data = faulty(fault) if fault else clean()
    table = rows(says(witness("pdfimages"), "-list", "FILE", data=data, path=tmp_path))
    found = codes(data)
    limits = Limits()
    resolutions = [int(row[12]) for row in table if row[2] == "image"]
    assert ("press-rgb" in found) == any(row[5] == "rgb" for row in table)
    assert ("press-photo-coarse" in found) == (min(resolutions) < limits.coarse_ppi)
    assert ("press-photo-fine" in found) == (max(resolutions) > limits.fine_ppi)


def test_pdfimages_sees_the_stretched_photo(witness: Witness, tmp_path: Path) -> None:
    data = faulty("a stretched photo")
    table = rows(says(witness("pdfimages"), "-list", "FILE", data=data, path=tmp_path))
    assert max(int(row[12]) / int(row[13]) for row in table) == pytest.approx(1.1, abs=0.01)


# ── a validator of PDF/A, which shares some rules with PDF/X ────────────────────────────────

SHARED = {
    "an RGB fill": "6.2.4.3-2",
    "an RGB line": "6.2.4.3-2",
    "RGB text": "6.2.4.3-2",
    "an RGB photo": "6.2.4.3-2",
    "an RGB inline image": "6.2.4.3-2",
    "RGB in forms": "6.2.4.3-2",
    "RGB in a soft mask": "6.2.4.3-2",
    "an RGB group": "6.2.4.3-2",
    "an RGB palette": "6.2.4.3-2",
    "an RGB photo that no page draws": "6.2.4.3-2",
    "a font outside": "6.2.11.4.1-1",
    "a glyph that the font lacks": "6.2.11.4.1-2",
    "a font that is not there": "6.2.2-2",
    "no such colour space": "6.2.2-2",
    "OPI": "6.2.8-2",
    "no XMP": "6.6.2.1-1",
}
"""Fault → the rule of ISO 19005-2 that it breaks too."""


def violations(data: bytes) -> set[str]:
    pdfa = pytest.importorskip("pikepdf.pdfa", exc_type=ImportError)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(finding.rule).partition(":")[2] for finding in pdfa.check(pdf, "2b").findings}


@pytest.mark.parametrize("fault", SHARED)
def test_a_validator_of_pdf_a_finds_the_same_fault(fault: str) -> None:
    assert SHARED[fault] not in violations(clean())
    assert SHARED[fault] in violations(faulty(fault))


def test_pikepdf_reads_the_metadata_that_are_asked_for() -> None:
    with pikepdf.open(io.BytesIO(clean())) as pdf, pdf.open_metadata() as found:
        assert found["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert found["dc:title"] == "星空"
        assert found["xmpMM:DocumentID"]


# ── ink ─────────────────────────────────────────────────────────────────────────────────────


FINER = 4
"""Times finer than ours: Ghostscript fills every pixel that a shape touches."""
NAMES = ("Cyan", "Magenta", "Yellow", "Black")
SQUARE = ImageFilter.BoxBlur(5)
"""The square over which ink is judged."""


def mixed(pdf: Pdf) -> None:
    """Photos, opacity, overprint, a pattern, a shading, a form and a soft mask, in inks."""
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    cell = pdf.make_stream(b"0 1 0 0 k 0 0 5 5 re f", BBox=[0, 0, 10, 10], XStep=10, YStep=10)
    cell.PatternType = cell.PaintType = cell.TilingType = 1
    form = pdf.make_stream(b"0.9 0.4 0 0.1 k 0 0 60 60 re f", BBox=[0, 0, 99, 99])
    form.Subtype = Name.Form
    form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    grey = pdf.make_stream(b"0.5 g 0 0 999 999 re f", Subtype=Name.Form, BBox=[0, 0, 999, 999])
    grey.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0.5, 0, 0], C1=[0, 1, 1, 0.4], N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[50, 0, 130, 0])
    shade.Function = ends
    mask = Dictionary(S=Name.Luminosity, G=grey)
    drawing(
        "q 60 0 0 40 50 50 cm /Heavy Do Q"
        " q 1 0 0 1 130 50 cm /Half gs /Form Do Q"
        " q /Pattern cs /Cell scn 210 50 60 40 re f Q"
        " q 50 120 80 40 re W n /Shade sh Q"
        " 1 0.6 0 0 k 150 120 60 40 re f q /Text gs 0 0 0 1 k 150 120 30 40 re f Q"
        " q /Mask gs 0.8 0.8 0.8 0 k 230 120 60 40 re f Q",
        XObject={"Heavy": picture(pdf, "CMYK", (200, 133), (190, 140, 90, 160)), "Form": form},
        ExtGState={"Half": Dictionary(ca=0.5), "Mask": Dictionary(SMask=mask)},
        Pattern={"Cell": cell},
        Shading={"Shade": shade},
    )(pdf)


def plates(data: bytes, witness: Witness, path: Path) -> dict[str, Image.Image]:
    """The first page's plates as Ghostscript draws them: 255 is paper."""
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r288", "-dLastPage=1")
    says(witness("gs"), *options, f"-sOutputFile={path}/p.tif", "FILE", data=data, path=path)
    return {found.name[2:-5]: Image.open(found).convert("L") for found in path.glob("p(*).tif")}


SPOTS = {
    "the photo of the clean file": (70, 210, 170, 270),
    "the grey photo": (210, 210, 250, 230),
    "the headline": (60, 420, 260, 440),
    "the text": (60, 380, 130, 389),
    "a heavy photo": (56, 56, 104, 84),
    "a form that is seen through": (136, 56, 184, 104),
    "a shading": (60, 126, 120, 154),
    "black over a colour": (156, 126, 174, 154),
    "the colour beside it": (186, 126, 204, 154),
    "a fill behind a soft mask": (236, 126, 284, 154),
}
"""Places on the page, inside of what stands there: at their edges pixels are rounded."""


def test_ghostscript_puts_as_much_ink_on_the_page(witness: Witness, tmp_path: Path) -> None:
    data = planted(mixed)
    theirs = plates(data, witness, tmp_path)
    with opened(data, Limits()) as job:
        sheet = Scanner().read(job.pdf.pages[0], 1)
        rasters, left_out = inkings(data, [sheet])
    assert not left_out
    height = theirs["Black"].height
    for spot, (left, bottom, right, top) in SPOTS.items():
        area = (left * FINER, height - top * FINER, right * FINER, height - bottom * FINER)
        means = (ImageStat.Stat(theirs[name].crop(area)).mean[0] for name in NAMES)
        other = [1 - mean / 255 for mean in means]
        assert max(other) > 0.1
        assert rasters[1].inks((left, bottom, right, top)) == pytest.approx(other, abs=0.03), spot


def test_ghostscript_finds_the_same_heaviest_spot(witness: Witness, tmp_path: Path) -> None:
    data = planted(mixed)
    theirs = plates(data, witness, tmp_path)
    papers = [theirs[name].reduce(FINER).filter(SQUARE) for name in NAMES]
    sums = [Image.blend(papers[at], papers[at + 1], 0.5) for at in (0, 2)]
    least, _ = Image.blend(*sums, 0.5).getextrema()
    with opened(data, Limits()) as job:
        rasters, _ = inkings(data, [Scanner().read(job.pdf.pages[0], 1)])
    most, _ = rasters[1].heaviest()
    assert most > 200
    assert most == pytest.approx(400 * (1 - least / 255), abs=6)


def test_ghostscript_prints_the_fifth_plate(witness: Witness, tmp_path: Path) -> None:
    found = plates(faulty("a fifth plate"), witness, tmp_path)
    assert set(found) == {*NAMES, "PANTONE 185 C"}
