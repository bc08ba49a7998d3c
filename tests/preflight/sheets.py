"""A clean press file made by hand, to plant faults in."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

STYLES = Path(__file__).parents[2] / "styles"
MM = 72 / 25.4
WIDTH, HEIGHT, BLEED, SLUG = 100 * MM, 150 * MM, 3 * MM, 12 * MM
WORDS = "星空与大地press"
DATE = "2026-11-20T08:00:00+08:00"

CONTENT = b"""
q /Text gs
BT 0 0 0 1 k /F 9 Tf 1 0 0 1 60 380 Tm <%(word)s> Tj ET
BT 0 1 0.9 0 k /Plain gs /F 24 Tf 1 0 0 1 60 420 Tm <%(word)s> Tj ET
Q
0 1 0.9 0 k 60 340 40 10 re f
0 0 0 0.5 K 0.5 w 60 330 m 200 330 l S
q 120 0 0 80 60 200 cm /Photo Do Q
q 60 0 0 40 200 200 cm /Grey Do Q
/Register CS 1 SCN 0.25 w 4 46 m 14 46 l S
"""

Plant = Callable[[Pdf], object]
"""Something that is done to the clean file."""


@cache
def typeface() -> bytes:
    """A few glyphs of one of our own faces."""
    font = TTFont(STYLES / "fonts" / "PubkitHei-400.otf")
    cutter = subset.Subsetter(subset.Options(notdef_outline=True))
    cutter.populate(text=WORDS)
    cutter.subset(font)
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()


def codes() -> str:
    """The words as the font's own numbers (CIDs), in hexadecimal."""
    font = TTFont(io.BytesIO(typeface()))
    glyphs = font.getBestCmap()
    return "".join(f"{int(glyphs[ord(letter)].removeprefix('cid')):04X}" for letter in WORDS)


def font(pdf: Pdf) -> Object:
    file = pdf.make_stream(typeface(), Subtype=Name.OpenType)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Hei"),
        Flags=4,
        FontBBox=[0, -200, 1000, 900],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
        FontFile3=file,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/ABCDEF+Hei"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Hei"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_stream(to_unicode()),
        )
    )


def to_unicode() -> bytes:
    numbers = codes()
    pairs = zip((numbers[at : at + 4] for at in range(0, len(numbers), 4)), WORDS, strict=True)
    lines = "\n".join(f"<{number}> <{ord(letter):04X}>" for number, letter in dict(pairs).items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(dict.fromkeys(WORDS))} beginbfchar\n{lines}\nendbfchar endcmap end end"
    ).encode()


def picture(pdf: Pdf, mode: str, size: tuple[int, int], inks: tuple[int, ...]) -> Stream:
    """A photo of one colour, as a JPEG: CMYK as Photoshop writes it, the wrong way round."""
    held = io.BytesIO()
    Image.new(mode, size, inks if len(inks) > 1 else inks[0]).save(held, "JPEG", quality=90)
    spaces = {"CMYK": Name.DeviceCMYK, "L": Name.DeviceGray, "RGB": Name.DeviceRGB}
    stream = pdf.make_stream(
        held.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        BitsPerComponent=8,
        ColorSpace=spaces[mode],
        Filter=Name.DCTDecode,
    )
    if mode == "CMYK":
        stream.Decode = [1, 0] * 4
    return stream


def separation(plate: str) -> Array:
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1] * 4, N=1)
    return Array([Name.Separation, Name(f"/{plate}"), Name.DeviceCMYK, ends])


XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False" xmp:CreateDate="{DATE}"
 xmp:ModifyDate="{DATE}" xmp:MetadataDate="{DATE}" xmpMM:DocumentID="uuid:1"
 xmpMM:InstanceID="uuid:2" xmpMM:RenditionClass="default" xmpMM:VersionID="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">星空</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def _page(pdf: Pdf, shared: dict[str, Object]) -> None:
    page = pdf.add_blank_page(page_size=(WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG))
    page.TrimBox = [SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT]
    edge = SLUG - BLEED
    page.BleedBox = [edge, edge, SLUG + WIDTH + BLEED, SLUG + HEIGHT + BLEED]
    page.Resources = Dictionary(
        Font=Dictionary(F=shared["font"]),
        XObject=Dictionary(Photo=shared["photo"], Grey=shared["grey"]),
        ColorSpace=Dictionary(Register=separation("All")),
        ExtGState=Dictionary(
            Text=Dictionary(op=True, OP=True, OPM=1), Plain=Dictionary(op=False, OP=False)
        ),
    )
    page.Contents = pdf.make_stream(CONTENT % {b"word": codes().encode()})


def clean() -> Pdf:
    """Two pages, 100 x 150 mm, with text, a CMYK and a grey photo, and marks."""
    pdf = pikepdf.new()
    shared = {
        "font": font(pdf),
        "photo": picture(pdf, "CMYK", (400, 267), (60, 120, 180, 40)),
        "grey": picture(pdf, "L", (200, 133), (90,)),
    }
    for _ in range(2):
        _page(pdf, shared)
    profile = pdf.make_stream((STYLES / "icc" / "newsprint.icc").read_bytes(), N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier="CGATS TR 002",
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Title"] = "星空"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20261120080000+08'00'"
    pdf.docinfo["/Trapped"] = Name("/False")
    return pdf


def written(pdf: Pdf, **options: object) -> bytes:
    held = io.BytesIO()
    pdf.save(held, **{"force_version": "1.6", "deterministic_id": True, **options})
    return held.getvalue()


def planted(plant: Plant, **options: object) -> bytes:
    """The clean file with something done to it."""
    with clean() as pdf:
        plant(pdf)
        return written(pdf, **options)


def drawing(content: str, **resources: Object | dict[str, object]) -> Plant:
    """Draws something on the first page."""

    def plant(pdf: Pdf) -> None:
        page = pdf.pages[0]
        for kind, items in resources.items():
            if f"/{kind}" not in page.Resources:
                page.Resources[f"/{kind}"] = Dictionary()
            for key, item in dict(items).items():
                page.Resources[f"/{kind}"][f"/{key}"] = item(pdf) if callable(item) else item
        text = content.replace("WORD", f"<{codes()}>")
        page.contents_add(text.encode("latin-1"))

    return plant


def luminosity(pdf: Pdf) -> None:
    """A soft mask whose group is painted in RGB."""
    form = pdf.make_stream(
        b"1 0 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99]
    )
    form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form))
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    drawing("q /Mask gs 0 0 0 1 k 60 60 30 30 re f Q", ExtGState={"Mask": mask})(pdf)
