"""A clean file passes; each planted fault is found, by its own rule and by no other."""

import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf
from preflight import sheets
from preflight.sheets import drawing, luminosity, planted

from pubkit.preflight import Limits, preflight

ICC = sheets.STYLES / "icc"
DOCS = Path(__file__).parents[2] / "docs" / "preflight.md"
SRC = Path(preflight.__code__.co_filename).parent


def codes(data: bytes, limits: Limits | None = None) -> set[str]:
    return {notice.code for notice in preflight(data, limits)}


def page(pdf: Pdf) -> pikepdf.Page:
    return pdf.pages[0]


def put(key: str, value: object) -> sheets.Plant:
    return lambda pdf: page(pdf).obj.__setitem__(f"/{key}", value)


def take(key: str) -> sheets.Plant:
    return lambda pdf: page(pdf).obj.__delitem__(f"/{key}")


def root(key: str, value: object) -> sheets.Plant:
    return lambda pdf: pdf.Root.__setitem__(f"/{key}", value)


def intent(key: str, value: object) -> sheets.Plant:
    return lambda pdf: pdf.Root.OutputIntents[0].__setitem__(f"/{key}", value)


def profile(data: bytes, n: int = 4) -> sheets.Plant:
    return lambda pdf: intent("DestOutputProfile", pdf.make_stream(data, N=n))(pdf)


def xmp(old: str, new: str) -> sheets.Plant:
    assert old in sheets.XMP
    text = sheets.XMP.replace(old, new).encode()
    return lambda pdf: pdf.Root.Metadata.write(text)


def image(mode: str, size: tuple[int, int], *inks: int) -> object:
    return lambda pdf: sheets.picture(pdf, mode, size, inks)


def shown(place: str, make: object, width: float = 60, height: float = 40) -> sheets.Plant:
    """A photo of one colour on the first page."""
    return drawing(f"q {width} 0 0 {height} {place} cm /New Do Q", XObject={"New": make})


def icc(space: bytes, n: int) -> object:
    """A colour space with a profile that says it is for `space`."""
    data = bytes(16) + space.ljust(4) + bytes(108)
    return lambda pdf: Array([Name.ICCBased, pdf.make_stream(data, N=n)])


def lab(pdf: Pdf) -> Array:
    return Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09])])


def calibrated(family: str) -> Array:
    return Array([Name(f"/{family}"), Dictionary(WhitePoint=[0.95, 1, 1.09])])


def face(change: object) -> sheets.Plant:
    def plant(pdf: Pdf) -> None:
        change(page(pdf).Resources.Font.F)

    return plant


def type3(pdf: Pdf) -> None:
    page(pdf).Resources.Font.T = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1, 1],
        FontMatrix=[1, 0, 0, 1, 0, 0],
        CharProcs=Dictionary(a=pdf.make_stream(b"1 0 d0 0 0 1 1 re f")),
        Encoding=Dictionary(Differences=[97, Name.a]),
        FirstChar=97,
        LastChar=97,
        Widths=[1],
    )


def other_file(pdf: Pdf) -> None:
    page(pdf).Resources.XObject.Photo.OPI = Dictionary()


def annotation(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[60, 60, 80, 80])
    page(pdf).Annots = Array([link])


def acting(pdf: Pdf) -> None:
    """A link in the margin that opens a page of the web."""
    act = Dictionary(S=Name.URI, URI="https://example.org")
    page(pdf).Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=act)])


def stream(content: bytes, **entries: object) -> object:
    return lambda pdf: pdf.make_stream(content, **entries)


def drawn(make: object) -> sheets.Plant:
    return drawing("q 60 0 0 40 60 60 cm /New Do Q", XObject={"New": make})


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def two_intents(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def unlike(pdf: Pdf) -> None:
    pdf.pages[1].TrimBox = [40, 40, 300, 400]


def rgb_unused(pdf: Pdf) -> None:
    page(pdf).Resources.XObject.Unused = sheets.picture(pdf, "RGB", (20, 20), (1, 2, 3))


def rgb_group(pdf: Pdf) -> None:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    page(pdf).Group = group


def rgb_mask(pdf: Pdf) -> None:
    photo = page(pdf).Resources.XObject.Photo
    photo.SMask = sheets.picture(pdf, "RGB", (20, 20), (1, 2, 3))
    page(pdf).Group = pdf.pages[1].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def appearance(pdf: Pdf) -> None:
    look = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
    mark = Dictionary(Subtype=Name.PrinterMark, Rect=[0, 0, 9, 9], AP=Dictionary(N=look))
    page(pdf).Annots = Array([mark])


def tiled(pdf: Pdf) -> None:
    cell = pdf.make_stream(
        b"0 0 1 rg 0 0 2 2 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 4, 4],
        XStep=4,
        YStep=4,
        Resources=Dictionary(),
    )
    drawing("/Pattern cs /P scn 60 60 30 30 re f", Pattern={"P": cell})(pdf)


def nested(pdf: Pdf) -> None:
    """RGB in a form in a form."""
    inside = pdf.make_stream(
        b"1 0 0 RG 1 w 0 0 m 50 50 l S", Subtype=Name.Form, BBox=[0, 0, 99, 99]
    )
    outside = pdf.make_stream(b"/In Do", Subtype=Name.Form, BBox=[0, 0, 99, 99])
    outside.Resources = Dictionary(XObject=Dictionary(In=inside))
    drawing("q 1 0 0 1 60 60 cm /Out Do Q", XObject={"Out": outside})(pdf)


SHADED = Dictionary(
    ShadingType=2,
    ColorSpace=Name.DeviceRGB,
    Coords=[0, 0, 1, 0],
    Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 1, 1], N=1),
)
INDEXED = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\0\0\0\xff\xff\xff")])
SPOT = sheets.separation("PANTONE 185 C")
TINTED = Array([Name.Separation, Name.Black, Name.DeviceRGB, Dictionary(FunctionType=2, N=1)])
OVER = {"Over": Dictionary(OP=True, op=True, OPM=1)}
OVER0 = {"Over": Dictionary(OP=True, op=True, OPM=0)}
HEAVY = [0.9, 0.8, 0.8, 0.6]
RISING = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=HEAVY, N=1)
SHADES = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[60, 0, 260, 0])
SHADES.Function = RISING
PALETTE = Array([Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String(b"\xe6\xcc\xcc\x99")])
HEAVY_PHOTO = bytes((230, 204, 204, 153)) * 2500
HALF = {"Half": Dictionary(ca=0.5)}

FAULTS: dict[str, tuple[str, sheets.Plant]] = {
    "PDF 1.7": ("press-version", lambda pdf: None),
    "a script": ("press-actions", script),
    "embedded files": (
        "press-attachments",
        root("Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
    ),
    "a field": (
        "press-form-fields",
        root("AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Tx)]))),
    ),
    "a layer": (
        "press-layers",
        root("OCProperties", Dictionary(OCGs=Array([Dictionary(Name="x")]))),
    ),
    "OPI": ("press-outside", other_file),
    "a PostScript program": ("press-outside", drawn(stream(b"showpage", Subtype=Name.PS))),
    "a page of another file": (
        "press-outside",
        drawn(stream(b"", Subtype=Name.Form, BBox=[0, 0, 1, 1], Ref=Dictionary(F="b.pdf"))),
    ),
    "a link in the margin": ("press-actions", acting),
    "a remark": ("press-annotations", annotation),
    "an operator without numbers": ("press-content-broken", drawing("0.2 k")),
    "a font that is not there": ("press-content-broken", drawing("/Nowhere Do")),
    "no TrimBox": ("press-trim", take("TrimBox")),
    "an ArtBox": ("press-trim", put("ArtBox", [40, 40, 300, 400])),
    "no BleedBox": ("press-bleed", take("BleedBox")),
    "a narrow bleed": ("press-bleed", put("BleedBox", [30, 30, 320, 462])),
    "a trim over the bleed": ("press-boxes", put("MediaBox", [30, 0, 351, 493])),
    "a CropBox": ("press-crop", put("CropBox", [40, 40, 300, 400])),
    "a unit": ("press-scale", put("UserUnit", 2)),
    "a turned page": ("press-rotated", put("Rotate", 90)),
    "another size": ("press-sizes", unlike),
    "no intent": ("press-intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    "two intents": ("press-intent", two_intents),
    "no condition": ("press-intent", intent("OutputConditionIdentifier", "")),
    "no profile": (
        "press-profile",
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
    ),
    "a profile that is none": ("press-profile", profile(b"none")),
    "a profile of three": ("press-profile", profile((ICC / "newsprint.icc").read_bytes(), 3)),
    "a profile cut off": (
        "press-profile",
        profile((ICC / "newsprint.icc").read_bytes()[:200]),
    ),
    "no XMP": ("press-xmp", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    "no document id": ("press-xmp", xmp('xmpMM:DocumentID="uuid:1"', "")),
    "another claim": ("press-claim", xmp("PDF/X-4", "PDF/X-1a")),
    "Trapped unknown": (
        "press-trapped",
        lambda pdf: (
            pdf.docinfo.__setitem__("/Trapped", Name.Unknown),
            xmp('pdf:Trapped="False"', "")(pdf),
        ),
    ),
    "two titles": ("press-info", lambda pdf: pdf.docinfo.__setitem__("/Title", "大地")),
    "two dates": (
        "press-info",
        lambda pdf: pdf.docinfo.__setitem__("/ModDate", "D:20261120080001+08'00'"),
    ),
    "an RGB fill": ("press-rgb", drawing("1 0 0 rg 60 60 30 30 re f")),
    "an RGB line": ("press-rgb", drawing("1 0 0 RG 1 w 60 60 m 90 90 l S")),
    "RGB text": ("press-rgb", drawing("1 0 0 rg BT /F 24 Tf 60 60 Td WORD Tj ET")),
    "an RGB photo": ("press-rgb", shown("60 60", image("RGB", (200, 133), 9, 9, 9))),
    "an RGB inline image": (
        "press-rgb",
        drawing("q 9 0 0 9 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"),
    ),
    "an RGB shading": (
        "press-rgb",
        drawing("q 60 60 9 9 re W n /S sh Q", Shading={"S": SHADED}),
    ),
    "an RGB shading as a pattern": (
        "press-rgb",
        drawing(
            "/Pattern cs /S scn 60 60 30 30 re f",
            Pattern={"S": Dictionary(PatternType=2, Shading=SHADED)},
        ),
    ),
    "RGB in a pattern": ("press-rgb", tiled),
    "RGB in forms": ("press-rgb", nested),
    "an RGB group": ("press-rgb", rgb_group),
    "RGB in a soft mask": ("press-rgb", luminosity),
    "an RGB soft mask": ("press-rgb", rgb_mask),
    "RGB in an appearance": ("press-rgb", appearance),
    "an RGB palette": (
        "press-rgb",
        drawing("/I cs 1 sc 60 60 30 30 re f", ColorSpace={"I": INDEXED}),
    ),
    "an RGB alternate": (
        "press-rgb",
        drawing("/T cs 1 sc 60 60 30 30 re f", ColorSpace={"T": TINTED}),
    ),
    "an ICC profile of RGB": (
        "press-rgb",
        drawing("/I cs 1 0 0 sc 60 60 30 30 re f", ColorSpace={"I": icc(b"RGB", 3)}),
    ),
    "an ICC profile that lies": (
        "press-rgb",
        drawing("/I cs 0 0 0 0.5 sc 60 60 30 30 re f", ColorSpace={"I": icc(b"RGB", 4)}),
    ),
    "CalRGB": (
        "press-rgb",
        drawing("/I cs 1 0 0 sc 60 60 9 9 re f", ColorSpace={"I": calibrated("CalRGB")}),
    ),
    "an RGB photo that no page draws": ("press-rgb", rgb_unused),
    "Lab": ("press-lab", drawing("/I cs 50 9 9 sc 60 60 9 9 re f", ColorSpace={"I": lab})),
    "CalGray": (
        "press-grey-profile",
        drawing("/I cs 0.5 sc 60 60 9 9 re f", ColorSpace={"I": calibrated("CalGray")}),
    ),
    "an ICC profile of CMYK": (
        "press-cmyk-profile",
        drawing("/I cs 0 0 0 0.5 sc 60 60 30 30 re f", ColorSpace={"I": icc(b"CMYK", 4)}),
    ),
    "another space for CMYK": (
        "press-cmyk-profile",
        drawing("", ColorSpace={"DefaultCMYK": icc(b"CMYK", 4)}),
    ),
    "another space for grey": (
        "press-grey-profile",
        drawing("", ColorSpace={"DefaultGray": calibrated("CalGray")}),
    ),
    "a transfer curve": (
        "press-transfer",
        drawing("", ExtGState={"T": Dictionary(TR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))}),
    ),
    "a screen": ("press-screen", drawing("", ExtGState={"H": Dictionary(HT=Dictionary())})),
    "no such colour space": ("press-colour-unknown", drawing("/Gone cs 1 sc 60 60 9 9 re f")),
    "a fifth plate": (
        "press-spot",
        drawing("/I cs 0.5 sc 60 60 30 30 re f", ColorSpace={"I": SPOT}),
    ),
    "a mark on the page": ("press-registration", drawing("/Register cs 0.1 sc 60 60 9 9 re f")),
    "a photo of 320 %": (
        "press-ink",
        shown("60 60", image("CMYK", (200, 133), 204, 204, 204, 204)),
    ),
    "fills that overlap": (
        "press-ink",
        drawing(
            "1 1 1 0 k 60 60 30 30 re f /Text gs 0 0 0 1 k 60 60 30 30 re f",
        ),
    ),
    "white text on three inks": (
        "press-reversed",
        drawing(
            "0.7 0.7 0.7 0 k 50 50 200 30 re f 0 0 0 0 k BT /F 7 Tf 1 0 0 1 60 60 Tm WORD Tj ET"
        ),
    ),
    "an inline image in CMYK": (
        "press-ink-unknown",
        drawing("q 9 0 0 9 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI Q"),
    ),
    "120 pixels an inch": (
        "press-photo-coarse",
        shown("60 60", image("L", (100, 67), 90)),
    ),
    "480 pixels an inch": ("press-photo-fine", shown("60 60", image("L", (400, 267), 90))),
    "a stretched photo": (
        "press-photo-stretched",
        shown("60 60", image("L", (200, 133), 90), 60, 44),
    ),
    "a bitmap": (
        "press-bitmap-coarse",
        drawing(
            "q 0 0 0 1 k 60 0 0 60 60 60 cm /B Do Q",
            XObject={
                "B": lambda pdf: pdf.make_stream(
                    bytes(200),
                    Subtype=Name.Image,
                    ImageMask=True,
                    Width=40,
                    Height=40,
                    BitsPerComponent=1,
                )
            },
        ),
    ),
    "a font outside": (
        "press-font-missing",
        face(lambda font: font.DescendantFonts[0].FontDescriptor.__delitem__("/FontFile3")),
    ),
    "a glyph that the font lacks": (
        "press-font-glyphs",
        drawing("/Text gs 0 0 0 1 k BT /F 9 Tf 60 60 Td <0FFF> Tj ET"),
    ),
    "a font that is none": (
        "press-font-glyphs",
        face(lambda font: font.DescendantFonts[0].FontDescriptor.FontFile3.write(b"OTTO")),
    ),
    "a font of programs": ("press-font-type3", type3),
    "a font without ToUnicode": (
        "press-font-unicode",
        face(lambda font: font.__delitem__("/ToUnicode")),
    ),
    "text of 4 pt": (
        "press-type-small",
        drawing("/Text gs 0 0 0 1 k BT /F 4 Tf 1 0 0 1 60 60 Tm WORD Tj ET"),
    ),
    "text made small by a matrix": (
        "press-type-small",
        drawing("/Text gs 0 0 0 1 k BT /F 12 Tf 0.3 0 0 0.3 60 60 Tm WORD Tj ET"),
    ),
    "a hairline": ("press-hairline", drawing("0 0 0 1 K 0.1 w 60 60 m 90 90 l S")),
    "a line of no width": ("press-hairline", drawing("0 0 0 1 K 0 w 60 60 m 90 90 l S")),
    "a fill as thin": ("press-hairline", drawing("0 0 0 1 k 60 60 30 0.1 re f")),
    "text in four inks": (
        "press-text-black",
        drawing("0.6 0.4 0.4 0.9 k BT /F 24 Tf 60 60 Td WORD Tj ET"),
    ),
    "text mixed dark": (
        "press-text-black",
        drawing("0.7 0.7 0.7 0 k BT /F 24 Tf 60 60 Td WORD Tj ET"),
    ),
    "small text in three inks": (
        "press-text-inks",
        drawing("0.2 0.9 0.5 0 k BT /F 8 Tf 60 60 Td WORD Tj ET"),
    ),
    "a colour that overprints": (
        "press-overprint",
        drawing("/Over gs 0 1 0.9 0 k 60 60 30 30 re f", ExtGState=OVER),
    ),
    "white that overprints": (
        "press-overprint-white",
        drawing("/Over gs 0 0 0 0 k 60 60 30 30 re f", ExtGState=OVER),
    ),
    "overprint that knocks out": (
        "press-overprint-mode",
        drawing("/Over gs 0 0 0 1 k 60 60 30 30 re f", ExtGState=OVER0),
    ),
    "overprint in grey": (
        "press-overprint-grey",
        drawing("/Over gs 0 g 60 60 30 30 re f", ExtGState=OVER),
    ),
    "black that knocks out": (
        "press-black-knockout",
        drawing("/Plain gs 0 0 0 1 k BT /F 9 Tf 60 60 Td WORD Tj ET"),
    ),
    "opacity without a space": (
        "press-blend-space",
        drawing("/Half gs 0 1 0.9 0 k 60 60 30 30 re f", ExtGState=HALF),
    ),
}
TOGETHER = {
    "a trim over the bleed": {"press-bleed"},
    "no TrimBox": {"press-registration", "press-sizes"},
    "another size": {"press-registration"},
    "no XMP": {"press-claim"},
    "an ICC profile that lies": {"press-cmyk-profile"},
}
"""What else is wrong then, and rightly told."""


def test_a_clean_file_passes() -> None:
    assert preflight(planted(lambda pdf: None)) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_nothing_else(fault: str) -> None:
    code, plant = FAULTS[fault]
    version = {"force_version": "1.7"} if fault == "PDF 1.7" else {}
    found = codes(planted(plant, **version))
    assert code in found
    assert found - {code} <= TOGETHER.get(fault, set())


def test_a_rule_names_page_and_place() -> None:
    (found,) = preflight(planted(drawing("1 0 0 rg 62.36 400.86 30 30 re f")))
    assert (found.code, found.severity, found.where) == ("press-rgb", "error", "page 1")
    assert found.text == "A fill is in DeviceRGB (10 mm from the left, 10 mm from the head)."


def test_a_fault_in_many_places_is_one_notice_a_page() -> None:
    (found,) = preflight(planted(drawing("1 0 0 rg" + " 60 60 30 30 re f" * 30)))
    assert found.text.endswith("and 29 more on this page.")


def test_overprint_set_for_the_whole_page_is_found() -> None:
    def everywhere(pdf: Pdf) -> None:
        page(pdf).Resources.ExtGState.Over = OVER["Over"]
        page(pdf).Resources.ExtGState.Plain = OVER["Over"]
        page(pdf).contents_add(b"/Over gs", prepend=True)

    found = preflight(planted(everywhere))
    assert {(n.code, n.where) for n in found} == {("press-overprint", "page 1")}
    assert len(found) == 3  # the headline, a fill, a line


def test_an_encrypted_file_that_opens_is_found() -> None:
    locked = pikepdf.Encryption(owner="o", user="", R=4)
    found = codes(planted(lambda pdf: None, encryption=locked, deterministic_id=False))
    assert found == {"press-encrypted"}


def test_a_file_without_an_identifier_is_found() -> None:
    data = re.sub(
        rb"/ID \[.*?\]",
        lambda m: b" " * len(m[0]),
        planted(lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable),
        flags=re.S,
    )
    assert codes(data) == {"press-id"}


def test_metadata_that_cannot_be_read_is_none() -> None:
    data = planted(lambda pdf: None, compress_streams=False)
    assert codes(data.replace(b"<x:xmpmeta", b"<x:xmpmeat")) == {"press-xmp"}


def test_a_file_that_had_to_be_repaired_is_found() -> None:
    plain = planted(lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = re.sub(rb"startxref\s+\d+", b"startxref 9", plain)
    assert "press-repaired" in codes(data)


def test_the_ink_limit_is_that_of_the_condition_that_the_file_names() -> None:
    heavy = shown("60 60", image("CMYK", (200, 133), 178, 178, 178, 178))  # 279 %

    def coated(pdf: Pdf) -> None:
        heavy(pdf)
        intent("OutputConditionIdentifier", "FOGRA39")(pdf)

    assert codes(planted(heavy)) == {"press-ink"}
    assert codes(planted(coated)) == set()
    assert codes(planted(coated), Limits(ink=260)) == {"press-ink"}


def test_a_letter_over_a_photo_is_no_spot_of_ink() -> None:
    over = "/Text gs 0 0 0 1 k BT /F 9 Tf 1 0 0 1 62 230 Tm WORD Tj ET"
    assert codes(planted(drawing(over))) == set()


def raw(space: object, samples: bytes, **entries: object) -> object:
    """A photo of 50 x 50 pixels that is packed without loss."""
    entries |= {"Subtype": Name.Image, "Width": 50, "Height": 50, "BitsPerComponent": 8}
    return stream(samples, ColorSpace=space, **entries)


def tile(pdf: Pdf) -> Object:
    cell = pdf.make_stream(b"0.9 0.8 0.8 0.6 k 0 0 9 9 re f", BBox=[0, 0, 9, 9], XStep=9, YStep=9)
    cell.PatternType = cell.PaintType = cell.TilingType = 1
    return cell


def plain_form(pdf: Pdf) -> Object:
    return pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])


BLACK_OVER = "0.9 0.9 0.9 0 k 60 60 30 30 re f {} gs 0 0 0 1 k 60 60 30 30 re f"


@pytest.mark.parametrize(
    "plant",
    [
        drawing("0.9 0.8 0.8 0.6 k 60 60 30 30 re f"),
        drawing("0.9 0.8 0.8 0.6 K 20 w 60 60 m 90 90 l S"),
        drawing("0.9 0.8 0.8 0.6 k q 5 0 0 5 60 60 cm /In Do Q", XObject={"In": plain_form}),
        drawing("/Pattern cs /P scn 60 60 60 60 re f", Pattern={"P": tile}),
        drawing("q 60 60 200 40 re W n /S sh Q", Shading={"S": SHADES}),
        shown("60 60", raw(Name.DeviceCMYK, HEAVY_PHOTO), 20, 20),
        shown("60 60", raw(PALETTE, bytes(2500)), 20, 20),
        shown("60 60", raw(SPOT, b"\xe6" * 2500), 20, 20),
        shown("60 60", lambda pdf: raw(icc(b"CMYK", 4)(pdf), HEAVY_PHOTO)(pdf), 20, 20),
        drawing(BLACK_OVER.format("/Text")),
    ],
    ids=[
        "fill",
        "line",
        "form",
        "pattern",
        "shading",
        "photo",
        "palette",
        "tint",
        "ICC",
        "overprint",
    ],
)
def test_ink_is_counted_of(plant: sheets.Plant) -> None:
    assert "press-ink" in codes(planted(plant))


def test_black_that_knocks_out_adds_nothing_to_the_ink() -> None:
    assert codes(planted(drawing(BLACK_OVER.format("/Plain"))), Limits(ink=200)) == set()


def test_a_photo_below_the_screen_is_an_error() -> None:
    (found,) = preflight(planted(shown("60 60", image("L", (60, 40), 90))))
    assert (found.code, found.severity) == ("press-photo-coarse", "error")
    assert "60 x 40 pixels has 72 an inch" in found.text


def test_the_figure_of_a_note_may_be_small() -> None:
    index = sheets.codes()[-4:]
    text = f"/Text gs 0 0 0 1 k BT /F 4.2 Tf 60 60 Td <{index}> Tj ET"
    assert codes(planted(drawing(text))) == set()


def test_transparency_in_inks_passes() -> None:
    def clear(pdf: Pdf) -> None:
        FAULTS["opacity without a space"][1](pdf)
        page(pdf).Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)

    assert codes(planted(clear)) == set()


def test_the_same_bytes_give_the_same_notices() -> None:
    data = planted(FAULTS["a photo of 320 %"][1])
    assert preflight(data) == preflight(data)


# ── the docs ────────────────────────────────────────────────────────────────────────────────


def test_every_rule_is_in_the_docs_and_has_a_planted_fault() -> None:
    source = "".join(path.read_text("utf-8") for path in SRC.glob("*.py"))
    written = set(re.findall(r'"(press-[a-z0-9-]+)"', source))
    rows = re.findall(
        r"^\| `(press-[a-z0-9-]+)` \| (?:error|warning|info)[^|]*(?:\|[^|]+){2}\| ?[^|]+\|$",
        DOCS.read_text("utf-8"),
        re.M,
    )
    assert sorted(rows) == sorted(written)
    elsewhere = {
        "press-unreadable",
        "press-unexamined",
        "press-id",
        "press-encrypted",
        "press-repaired",
    }
    assert written - elsewhere == {code for code, _ in FAULTS.values()}
