"""What is no press file, or means harm, gets one clear sentence or notices, in bounded time."""

import io
import time
import zlib
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from preflight import sheets
from preflight.sheets import drawing, luminosity, planted

from pubkit.preflight import preflight


def one(data: bytes) -> tuple[str, str]:
    (found,) = preflight(data)
    assert found.text.endswith(".")
    assert "\n" not in found.text
    return found.code, found.text


def locked() -> bytes:
    encryption = pikepdf.Encryption(owner="o", user="secret", R=4)  # as PDF 1.6 has it
    return planted(lambda pdf: None, encryption=encryption, deterministic_id=False)


def without_pages() -> bytes:
    with pikepdf.new() as pdf:
        return sheets.written(pdf)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty."),
        (b"# Notes", "This is no PDF: it does not begin with %PDF-."),
        (b"PK\x03\x04 word/document.xml", "This is no PDF but a Word document."),
        (b"%PDF-1.6\n", "The PDF is broken"),
        (b"%PDF-1.6\n" + bytes(range(256)) * 40, "The PDF is broken"),
        (locked(), "The PDF is encrypted and asks for a password"),
        (without_pages(), "The PDF has no pages"),
    ],
)
def test_what_cannot_be_examined_gets_one_sentence(data: bytes, says: str) -> None:
    code, text = one(data)
    assert code == "press-unreadable"
    assert text.startswith(says)


def test_a_file_cut_off_anywhere_is_never_passed() -> None:
    data = planted(lambda pdf: None)
    for part in range(1, 10):
        found = preflight(data[: len(data) * part // 10])
        assert any(notice.severity == "error" for notice in found)


def test_a_form_that_draws_itself_is_found() -> None:
    def loop(pdf: Pdf) -> None:
        form = pdf.make_stream(b"/Self Do", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form = pdf.make_indirect(form)
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        drawing("/Self Do", XObject={"Self": form})(pdf)

    (found,) = preflight(planted(loop))
    assert found.code == "press-content-broken"
    assert "draws itself" in found.text


def test_forms_ten_thousand_deep_are_found() -> None:
    def deep(pdf: Pdf) -> None:
        inside = pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(10_000):
            outside = pdf.make_stream(b"/In Do", Subtype=Name.Form, BBox=[0, 0, 9, 9])
            outside.Resources = Dictionary(XObject=Dictionary(In=inside))
            inside = outside
        drawing("/In Do", XObject={"In": inside})(pdf)

    (found,) = preflight(planted(deep))
    assert "nests deeper than 28" in found.text


def test_forms_that_multiply_are_given_up() -> None:
    """Ten forms a level, each drawn ten times: ten thousand million rectangles."""

    def laughing(pdf: Pdf) -> None:
        inside = pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(10):
            outside = pdf.make_stream(b"/In Do " * 10, Subtype=Name.Form, BBox=[0, 0, 9, 9])
            outside.Resources = Dictionary(XObject=Dictionary(In=inside))
            inside = outside
        drawing("/In Do", XObject={"In": inside})(pdf)

    data = planted(laughing)
    start = time.monotonic()
    found = preflight(data)
    assert "press-unexamined" in {notice.code for notice in found}
    assert time.monotonic() - start < 2


def fine_pattern(pdf: Pdf) -> None:
    """A hundred million cells."""
    cell = pdf.make_stream(b"0 0 2 2 re f", BBox=[0, 0, 4, 4], XStep=0.01, YStep=0.01)
    cell.PatternType = cell.PaintType = cell.TilingType = 1
    drawing("/Pattern cs /P scn 60 60 100 100 re f", Pattern={"P": cell})(pdf)


def many_layers(pdf: Pdf) -> None:
    """Three hundred pages over one another, each mixed with all under it."""
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    shade = "0 0 0 0.01 k 0 0 400 500 re f " * 300
    mixing = {"Mix": Dictionary(BM=Name.Multiply)}
    drawing(f"/Mix gs {shade}", ExtGState=mixing)(pdf)


def many_shadings(pdf: Pdf) -> None:
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 0, 0, 0.5], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 0], Function=ends
    )
    drawing("/S sh " * 2000, Shading={"S": shading})(pdf)


@pytest.mark.parametrize("plant", [fine_pattern, many_layers, many_shadings])
def test_what_takes_too_long_to_draw_is_not_measured(plant: sheets.Plant) -> None:
    data = planted(plant)
    start = time.monotonic()
    found = preflight(data)
    assert {notice.code for notice in found} == {"press-ink-unknown"}
    assert time.monotonic() - start < 2


def test_widths_without_end_are_not_read() -> None:
    def wide(pdf: Pdf) -> None:
        font = pdf.pages[0].Resources.Font.F.DescendantFonts[0]
        font.W = Array([0, 10**9, 500] * 20_000)

    start = time.monotonic()
    assert preflight(planted(wide)) == ()
    assert time.monotonic() - start < 2


def bomb_of(plain: bytes, times: int) -> bytes:
    """`plain` so many times over, packed (RFC 1950)."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(plain, check)
    return b"\x78\xda" + block * times + packer.flush() + check.to_bytes(4, "big")


def test_a_page_that_unpacks_to_a_gigabyte_is_given_up() -> None:
    content = bomb_of(b"0 0 1 1 re f\n" * 80_000, 1000)

    def bomb(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(content, filter=Name.FlateDecode)
        pdf.pages[0].Contents = stream

    found = preflight(planted(bomb))
    assert {n.severity for n in found} == {"error"}


def test_a_thousand_pages_are_read_in_linear_time() -> None:
    def took(pages: int) -> float:
        def many(pdf: Pdf) -> None:
            for _ in range(pages - 2):
                pdf.pages.append(pdf.pages[0])

        data = planted(many)
        start = time.monotonic()
        found = preflight(data)
        assert {notice.code for notice in found} <= {"press-ink-unknown"}
        return time.monotonic() - start

    few, many = took(100), took(1000)
    assert many < 20 * few


def test_states_that_nest_without_end_are_read() -> None:
    assert preflight(planted(drawing("q " * 200_000))) == ()


def entries(holder: pikepdf.Object, path: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Where every value stands, from the number of its object on."""
    for key in holder.keys() if isinstance(holder, Dictionary | Stream) else range(len(holder)):
        yield (*path, key)
        value = holder[key]
        direct = isinstance(value, pikepdf.Object) and not value.is_indirect
        if direct and isinstance(value, Dictionary | Array):
            yield from entries(value, (*path, key))


def test_objects_of_the_wrong_kind_do_no_harm() -> None:
    """Each value of the file in turn becomes a number, a name, a text, an array, a dictionary."""
    plain = planted(luminosity)
    kinds = (-7, Name.Odd, "odd", Array([Name.Odd, 7]), Dictionary(Odd=7), 10**9)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        spots = [spot for n, item in enumerate(pdf.objects) for spot in entries(item, (n,))]
    assert len(spots) > 200
    for place, (number, *path, last) in enumerate(spots):
        with pikepdf.open(io.BytesIO(plain)) as pdf:
            holder = pdf.objects[number]
            for key in path:
                holder = holder[key]
            try:
                holder[last] = kinds[place % len(kinds)]
                odd = sheets.written(pdf)
            except (KeyError, RuntimeError, pikepdf.PdfError):
                continue  # not even to be written
        for notice in preflight(odd):
            assert notice.code.startswith("press-")
            assert " object at 0x" not in notice.text


def test_what_is_said_of_a_damaged_file_is_the_same_twice() -> None:
    data = planted(lambda pdf: None)[:-40]
    found = preflight(data)
    assert "press-repaired" in {notice.code for notice in found}
    assert found == preflight(data)


def test_an_image_that_claims_too_much_is_not_decoded() -> None:
    def vast(pdf: Pdf) -> None:
        photo = pdf.pages[0].Resources.XObject.Grey
        photo.Width = photo.Height = 60_000

    codes = {notice.code for notice in preflight(planted(vast))}
    assert "press-ink-unknown" in codes


def test_a_pdf_is_found_behind_a_kilobyte_of_junk_and_said_to_be_repaired() -> None:
    held = io.BytesIO(b"junk\n" + planted(lambda pdf: None)).getvalue()
    assert "press-unreadable" not in {notice.code for notice in preflight(held)}
