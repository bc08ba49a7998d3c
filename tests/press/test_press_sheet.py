"""The long sample on newsprint, before outside witnesses."""

import io
import re
import subprocess

import pikepdf
import pypdfium2
import pytest
from PIL import Image

import pubkit
from pubkit.model import Article, Paragraph, Text
from pubkit.units import Length

FOREIGN = {"/DeviceRGB", "/CalRGB", "/Lab", "/RGB", "/CalGray"}


def spaces(item, seen=None) -> set[str]:
    """The families of every colour space below an object, however deep."""
    seen = set() if seen is None else seen
    found: set[str] = set()
    if isinstance(item, pikepdf.Object) and item.is_indirect:
        if item.objgen in seen:
            return found
        seen.add(item.objgen)
    if isinstance(item, pikepdf.Array):
        found = {str(item[0])} if len(item) and isinstance(item[0], pikepdf.Name) else set()
        if found == {"/ICCBased"}:
            found = {f"/ICCBased{item[1].N}"}
        return found.union(*(spaces(child, seen) for child in item))
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118  # a pikepdf object is no mapping
            if key in ("/ColorSpace", "/CS") and isinstance(item[key], pikepdf.Name):
                found.add(str(item[key]))
            if key != "/Parent":
                found |= spaces(item[key], seen)
    return found


def test_no_object_has_a_colour_that_a_press_has_not(sheet) -> None:
    with pikepdf.open(sheet) as pdf:
        found = set().union(*(spaces(page.obj) for page in pdf.pages))
        operators = {
            str(instruction.operator)
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page)
        }
    assert "/DeviceCMYK" in found
    assert not found & (FOREIGN | {"/ICCBased3", "/ICCBased1"})
    assert not operators & {"rg", "RG", "g", "G", "sh"}


def test_type_is_black_ink_alone_and_colour_takes_two_inks(sheet) -> None:
    with pikepdf.open(sheet) as pdf:
        inks = {
            tuple(map(float, instruction.operands))
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) in ("k", "K")
        }
    assert (0, 0, 0, 1) in inks
    assert all(sum(ink > 0 for ink in colour) <= 2 for colour in inks)


def test_qpdf_finds_no_fault(sheet, witness) -> None:
    done = subprocess.run([witness("qpdf"), "--check", sheet], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_font_is_embedded_as_a_subset(sheet, witness) -> None:
    told = subprocess.run(
        [witness("pdffonts"), sheet], capture_output=True, text=True, check=True
    ).stdout
    rows = told.splitlines()[2:]
    assert rows
    assert all(re.search(r" yes yes (yes|no) ", row) for row in rows), told


def test_every_photo_is_in_inks_and_fine_enough(sheet, witness) -> None:
    told = subprocess.run(
        [witness("pdfimages"), "-list", sheet], capture_output=True, text=True, check=True
    ).stdout
    rows = [row.split() for row in told.splitlines()[2:]]
    assert len(rows) == 6
    assert {row[5] for row in rows} <= {"cmyk", "gray"}
    assert all(150 <= int(row[12]) <= 330 for row in rows), told


def test_no_spot_has_more_ink_than_newsprint_takes(sheet, witness, tmp_path) -> None:
    """Within the bleed; the marks outside are on every plate."""
    subprocess.run(
        [
            *(witness("gs"), "-q", "-dSAFER", "-o", tmp_path / "%d.tif", "-r100"),
            *("-sDEVICE=tiff32nc", "-sCompression=lzw", sheet),
        ],
        check=True,
    )
    with pikepdf.open(sheet) as pdf:
        room = -float(pdf.pages[0].MediaBox[0]) + float(pdf.pages[0].BleedBox[0])
    edge = round(room / 72 * 100) + 1
    pages = sorted(tmp_path.glob("*.tif"))
    assert pages
    for path in pages:
        with Image.open(path) as raster:
            assert raster.mode == "CMYK"
            inside = raster.crop((edge, edge, raster.width - edge, raster.height - edge))
            assert _most(inside) <= 240, path.name


def _most(raster: Image.Image) -> float:
    raw = raster.tobytes()
    inks = zip(raw[0::4], raw[1::4], raw[2::4], raw[3::4], strict=True)
    return max(map(sum, set(inks))) / 2.55


def test_nothing_of_the_article_is_lost_on_it(printed) -> None:
    assert pubkit.verify(printed).ok


def test_the_trimmed_page_is_the_styles(sheet, style) -> None:
    width, height = Length.parse(style.page.width).pt, Length.parse(style.page.height).pt
    with pikepdf.open(sheet) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.TrimBox)
            assert right - left == pytest.approx(width, abs=0.01)
            assert top - bottom == pytest.approx(height, abs=0.01)


def test_the_same_article_gives_the_same_bytes(printed, sheet) -> None:
    again = pubkit.render(
        printed.reading, to=["pdf"], style=printed.look, options={"pdf": {"press": True}}
    )
    assert again["pdf"].output.main.data == sheet.read_bytes()


def kinds() -> dict[str, Image.Image]:
    base = Image.radial_gradient("L").resize((1800, 1200))
    return {
        "cmyk.tif": Image.merge("CMYK", (base, base, base, base)),
        "deep.png": base.convert("I").point(lambda v: v * 257).convert("I;16"),
        "grey.jpg": base,
        "palette.png": Image.merge("RGB", (base, base.rotate(180), base)).quantize(32),
        "clear.png": Image.merge("RGBA", (base, base, base.rotate(180), base)),
    }


@pytest.fixture
def pressed(style, tmp_path):
    """A short article with one photo, on paper in one channel."""

    def press(channel: str, photo: Image.Image, name: str, words: str = "灯亮到天明。", **options):
        folder = tmp_path / "content" / "a"
        folder.mkdir(parents=True)
        photo.save(folder / name, **options)
        text = f"---\ntitle: 渡口的灯\n---\n\n![灯。]({name})\n\n{words}\n"
        (folder / "article.md").write_text(text, "utf-8")
        asked = {channel: {"press": True, "paper": "A4"}}
        run = pubkit.render(pubkit.read(str(folder)), to=[channel], style=style, options=asked)
        assert run[channel].ok, run[channel].error
        return run

    return press


def words(result: pubkit.Result) -> str:
    return pypdfium2.PdfDocument(result.output.main.data)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("channel", ["pdf", "page"])
@pytest.mark.parametrize("name", kinds())
def test_every_kind_of_photo_is_printed(name, channel, pressed) -> None:
    run = pressed(channel, kinds()[name], name)
    assert not [n for n in run[channel].notices if n.severity == "error"]
    assert "灯亮到天明" in words(run[channel])
    with pikepdf.open(io.BytesIO(run[channel].output.main.data)) as pdf:
        (photo,) = pdf.pages[0].get_images().values()
        grey = name in ("deep.png", "grey.jpg")
        assert photo.ColorSpace == ("/DeviceGray" if grey else "/DeviceCMYK")


@pytest.mark.parametrize("channel", ["pdf", "page"])
@pytest.mark.parametrize("size", [(1, 1), (120, 80)])
def test_a_photo_far_too_small_is_said_with_what_to_do(size, channel, pressed) -> None:
    run = pressed(channel, Image.new("RGB", size, (180, 60, 20)), "a.png")
    assert "灯亮到天明" in words(run[channel])
    coarse = [notice for notice in run[channel].notices if "coarse" in notice.code]
    assert coarse
    assert all("original" in notice.hint for notice in coarse)


@pytest.mark.parametrize("channel", ["pdf", "page"])
@pytest.mark.parametrize("size", [(40, 600), (900, 40)])
def test_a_photo_like_a_ribbon_is_printed(size, channel, pressed) -> None:
    run = pressed(channel, Image.new("RGB", size, (180, 60, 20)), "a.png")
    assert "灯亮到天明" in words(run[channel])


@pytest.mark.parametrize("channel", ["pdf", "page"])
def test_a_damaged_profile_in_a_photo_does_no_harm(channel, pressed) -> None:
    run = pressed(channel, kinds()["clear.png"].convert("RGB"), "a.jpg", icc_profile=b"none" * 90)
    assert not [n for n in run[channel].notices if n.severity == "error"]


@pytest.mark.parametrize("channel", ["pdf", "page"])
def test_characters_that_no_face_has_are_named_before_anything_is_printed(channel, style) -> None:
    article = pubkit.admit(Article(title="渡口", lead=(Paragraph((Text("灯\U0001f3ee亮。"),)),)))
    run = pubkit.render(
        pubkit.Reading(article), to=[channel], style=style, options={channel: {"press": True}}
    )
    assert "\U0001f3ee" in str(run[channel].error)


def test_a_photo_too_small_for_its_place_is_said(style) -> None:
    from pubkit.testing import sample, sample_assets

    reading = pubkit.Reading(sample(), sample_assets())
    made = pubkit.registry.configured("pdf", pubkit.Config(), {"press": True})
    notices = made.render(reading.article, reading.assets, style).notices
    coarse = [n for n in notices if n.code == "photo-coarse"]
    assert [n.where for n in coarse] == ["lead[0]", "sections[1].blocks[0]"]
    assert "pixels an inch" in coarse[0].text


def test_press_and_archive_are_two_files() -> None:
    with pytest.raises(pubkit.ConfigError, match="for a press or for an archive, not both"):
        pubkit.registry.configured("pdf", pubkit.Config(), {"press": True, "archive": True})


def test_a_stylesheet_that_paints_in_rgb_is_refused(style) -> None:
    import dataclasses

    sheets = {**style.sheets, "print.css": style.sheets["print.css"] + "h1 { color: #123456 }"}
    reading = pubkit.read("content/dandelion")
    run = pubkit.render(
        reading,
        to=["pdf"],
        style=dataclasses.replace(style, sheets=sheets),
        options={"pdf": {"press": True}},
    )
    assert "page 1 is painted in RGB" in str(run["pdf"].error)
