"""Any engine's PDF made into a press file; here Typst's, as WeasyPrint's has tests of its own."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from pubkit import load_style
from pubkit.errors import RenderError
from pubkit.press.document import pressed
from pubkit.press.pictures import stand_in
from pubkit.press.slug import face_of

MM = 72 / 25.4
BLEED = 3 * MM


def jpeg(mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (600, 400), "red" if mode == "RGB" else 90).save(stream, "JPEG")
    return stream.getvalue()


def png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def press(newsprint):
    made = []  # a page dies with its file

    def make(data: bytes, marks: bool = True, **options) -> pikepdf.Pdf:
        printed = pressed(
            data,
            newsprint,
            bleed_pt=BLEED,
            marks=marks,
            title="渡口的灯",
            identifier="tag:example.org,2026:a",
            **options,
        )
        made.append(pikepdf.open(io.BytesIO(printed)))
        return made[-1]

    return make


def pictures(page) -> list:
    return [*page.get_images().values()]


def version(pdf: pikepdf.Pdf) -> str:
    with pdf.open_metadata() as xmp:
        return str(xmp["xmpMM:InstanceID"])


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [round(float(side) / MM, 2) for side in page.obj[name]]


def painted(page) -> list[tuple[str, tuple[float, ...], bool]]:
    """Each operator that paints, with the colour of its fill and whether it overprints."""
    states = page.Resources.ExtGState
    colour, over, kept, found = (), False, [], []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            kept.append((colour, over))
        elif operator == "Q":
            colour, over = kept.pop()
        elif operator == "k":
            colour = tuple(round(float(value), 2) for value in operands)
        elif operator == "gs" and "/op" in states[str(operands[0])]:
            state = states[str(operands[0])]
            over = bool(state.op) and int(state.OPM) == 1
        elif operator in ("Tj", "TJ", "f", "f*", "Do"):
            found.append((operator, colour, over))
    return found


def test_the_boxes_are_trim_and_bleed_and_the_marks_stand_outside(typeset, press) -> None:
    page = press(typeset("渡口")).pages[0]
    assert box(page, "/BleedBox") == [0, 0, 106, 86]
    assert box(page, "/TrimBox") == [3, 3, 103, 83]
    left, _, right, _ = box(page, "/MediaBox")
    assert left < -5
    assert right > 111


def test_marks_are_on_every_plate_and_nowhere_within_the_bleed(typeset, press) -> None:
    page = press(typeset("")).pages[0]
    left, bottom, right, top = map(float, page.BleedBox)
    assert "/All" in map(str, page.Resources.ColorSpace.PubkitRegistration[:2])
    content = page.Contents.read_bytes().decode().split("/PubkitRegistration CS")[1]
    points = [line.split() for line in content.splitlines() if line.endswith((" S", " m", " l"))]
    ends = [(float(p[0]), float(p[1])) for p in points]
    ends += [(float(p[3]), float(p[4])) for p in points if len(p) > 5]
    assert len(ends) > 20
    assert all(x < left or x > right or y < bottom or y > top for x, y in ends)


def test_without_marks_the_sheet_ends_with_the_bleed(typeset, press) -> None:
    page = press(typeset("渡口"), marks=False).pages[0]
    assert box(page, "/MediaBox") == box(page, "/BleedBox")
    assert "/PubkitRegistration" not in page.Contents.read_bytes().decode()


@pytest.mark.parametrize("title", ["渡口的灯", "渡口的灯" * 40, "a" * 4000, "🜲"])
def test_the_slug_stands_between_crop_and_registration_mark(title, typeset, newsprint) -> None:
    face = face_of(load_style("daily"))
    options = {"bleed_pt": BLEED, "marks": True, "title": title, "identifier": "a"}
    bare, slugged = (
        pressed(typeset("渡口"), newsprint, **options, **more) for more in ({}, {"face": face})
    )
    left, bottom, right, top = outside(slugged, outside(bare, None))
    with pikepdf.open(io.BytesIO(slugged)) as pdf:
        page = pdf.pages[0]
        trim, bleed = [*map(float, page.TrimBox)], [*map(float, page.BleedBox)]
        media = [*map(float, page.MediaBox)]
    assert trim[0] + 7 < left < right < (trim[0] + trim[2]) / 2 - 8
    assert media[1] < bottom < top < bleed[1] - 3


def outside(data: bytes, without: Image.Image | None):
    """The page as seen at 144 dpi; or where it differs from that, in pt from the bleed's corner."""
    page = pypdfium2.PdfDocument(data)[0]
    seen = page.render(scale=2).to_pil().convert("L")
    if without is None:
        return seen
    left, top, right, bottom = ImageChops.difference(seen, without).getbbox()
    x, y, *_ = page.get_mediabox()
    return x + left / 2, y + (seen.height - bottom) / 2, x + right / 2, y + (seen.height - top) / 2


def test_the_slug_is_no_text_of_the_page(typeset, newsprint) -> None:
    face = face_of(load_style("daily"))
    data = pressed(
        typeset("海"),
        newsprint,
        bleed_pt=BLEED,
        marks=True,
        title="渡口",
        identifier="a",
        face=face,
    )
    assert "渡" not in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def test_black_ink_alone_overprints_and_nothing_else_does(typeset, press) -> None:
    markup = """
    #rect(fill: cmyk(0%, 100%, 90%, 0%), text(fill: cmyk(0%, 0%, 0%, 0%))[白])
    #text(fill: cmyk(0%, 0%, 0%, 100%))[黑]
    #rect(fill: cmyk(0%, 0%, 0%, 50%), width: 9mm, height: 2mm)
    #text(fill: cmyk(0%, 100%, 90%, 0%))[红]
    #text(fill: cmyk(0%, 0%, 0%, 100%))[黑]
    """
    found = {(colour, over) for _, colour, over in painted(press(typeset(markup)).pages[0])}
    assert found == {
        ((0, 1, 0.9, 0), False),
        ((0, 0, 0, 0), False),
        ((0, 0, 0, 1), True),
        ((0, 0, 0, 0.5), False),
    }


def test_grey_becomes_a_tint_of_black_ink(typeset, press) -> None:
    page = press(typeset("#rect(fill: luma(75%), width: 9mm, height: 9mm)")).pages[0]
    (tint,) = {colour for operator, colour, _ in painted(page) if operator in ("f", "f*")}
    assert tint[:3] == (0, 0, 0)
    assert tint[3] == pytest.approx(0.25, abs=0.01)
    assert {*page.Resources.ColorSpace.keys()} == {"/PubkitRegistration"}  # its profile is gone


def test_a_picture_in_rgb_is_separated_at_its_placed_size(typeset, press) -> None:
    page = press(typeset('#image("a.jpg", width: 25.4mm)', **{"a.jpg": jpeg()})).pages[0]
    (picture,) = pictures(page)
    assert (picture.ColorSpace, picture.Width) == ("/DeviceCMYK", 200)
    assert [operator for operator, _, over in painted(page) if operator == "Do" and over] == []


def test_a_picture_placed_twice_serves_its_larger_place(typeset, press) -> None:
    markup = '#image("a.jpg", width: 10mm) #image("a.jpg", width: 50.8mm)'
    page = press(typeset(markup, **{"a.jpg": jpeg()})).pages[0]
    assert {picture.Width for picture in pictures(page)} == {400}


def test_a_picture_with_alpha_keeps_it(typeset, press) -> None:
    clear = png(Image.new("RGBA", (300, 200), (200, 0, 0, 90)))
    page = press(typeset('#image("a.png", width: 25.4mm)', **{"a.png": clear})).pages[0]
    (picture,) = pictures(page)
    assert (picture.ColorSpace, picture.SMask.ColorSpace) == ("/DeviceCMYK", "/DeviceGray")


def test_photos_come_to_stand_where_something_stood_for_them(typeset, press) -> None:
    files = {name: stand_in(name) for name in ("a.jpg", "b.jpg")}
    page = typeset('#image("a.jpg", width: 30mm) #image("b.jpg", width: 20mm)', **files)
    photos = {files["a.jpg"]: jpeg("CMYK"), files["b.jpg"]: jpeg("L")}
    pdf = press(page, photos=photos)
    spaces = {
        picture.read_raw_bytes(): str(picture.ColorSpace) for picture in pictures(pdf.pages[0])
    }
    assert spaces == {jpeg("CMYK"): "/DeviceCMYK", jpeg("L"): "/DeviceGray"}
    assert {picture.Width for picture in pictures(pdf.pages[0])} == {600}
    other = press(page, photos={**photos, files["a.jpg"]: jpeg("L")})
    assert version(pdf) != version(other)


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ('#text(fill: rgb("#b4282d"))[红]', "RGB"),
        ("#rect(stroke: rgb(10, 20, 30))", "RGB"),
        ("#rect(fill: gradient.linear(red, blue))", "RGB"),
        ("#rect(fill: oklab(50%, 0.1, 0.1))", "RGB"),
    ],
)
def test_what_is_painted_in_rgb_is_an_error_that_names_the_page(
    markup, named, typeset, press
) -> None:
    with pytest.raises(RenderError, match="page 2 is painted in RGB"):
        press(typeset(f"黑 #pagebreak() {markup}"))


def test_links_actions_and_tags_are_gone(typeset, press) -> None:
    pdf = press(typeset('#link("https://example.org")[渡口]\n= 标题'))
    assert "/Annots" not in pdf.pages[0].obj
    assert set(pdf.Root.keys()) <= {
        "/Type", "/Pages", "/Lang", "/ViewerPreferences", "/Metadata", "/OutputIntents",
    }  # fmt: skip
    assert not [item for item in pdf.objects if "/URI" in str(item)[:400]]


def test_it_says_for_which_press_it_is_and_what_it_is(typeset, press, newsprint) -> None:
    pdf = press(typeset("渡口"))
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "CGATS TR 002")
    assert intent.DestOutputProfile.read_bytes() == newsprint.data
    assert int(intent.DestOutputProfile.N) == 4
    with pdf.open_metadata() as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "渡口的灯"
        assert xmp["xmp:CreateDate"].startswith("2000-01-01T00:00:00")
        for name in ("DocumentID", "InstanceID", "VersionID", "RenditionClass"):
            assert xmp[f"xmpMM:{name}"]
    assert pdf.docinfo.Trapped == "/False"
    assert pdf.pdf_version == "1.6"


def test_the_document_keeps_its_identity_and_each_version_has_its_own(typeset, press) -> None:
    ids = []
    for words in ("渡口", "渡口的灯"):
        with press(typeset(words)).open_metadata() as xmp:
            ids.append((xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]))
    assert ids[0][0] == ids[1][0]
    assert ids[0][1] != ids[1][1]


def test_the_same_page_gives_the_same_bytes(typeset, newsprint) -> None:
    data = typeset('渡口 #image("a.jpg", width: 30mm)', **{"a.jpg": jpeg()})
    made = [
        pressed(data, newsprint, bleed_pt=BLEED, marks=True, title="甲", identifier="a")
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_what_is_no_pdf_is_refused(newsprint) -> None:
    with pytest.raises(RenderError, match="cannot be made ready for the press"):
        pressed(b"no PDF", newsprint, bleed_pt=0, marks=False, title="甲", identifier="a")
