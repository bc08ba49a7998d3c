"""Photos: their size on the page, and when their bytes are touched."""

import io
import zipfile

import docx
import pytest
from PIL import Image

import pubkit
from pubkit.model import Article, Figure, Text
from pubkit.renderers.word import Docx
from pubkit.testing import picture
from pubkit.units import Length


def placed(asset: pubkit.Asset, style: pubkit.Style, place: str = "column", **options: bool):
    """Width and height in mm, and the bytes in the package."""
    figure = Figure("a", (Text("图。"),), place=place)
    article = pubkit.admit(Article(title="题", lead=(figure,)))
    output = Docx(**options).render(article, {"a": asset}, style)
    (shape,) = docx.Document(io.BytesIO(output.main.data)).inline_shapes
    with zipfile.ZipFile(io.BytesIO(output.main.data)) as package:
        (name,) = [n for n in package.namelist() if n.startswith("word/media/")]
        return shape.width.mm, shape.height.mm, package.read(name)


def photo(width_px: int, height_px: int, mode: str = "RGB", kind: str = "JPEG") -> pubkit.Asset:
    stream = io.BytesIO()
    noise = Image.effect_noise((width_px, height_px), 90)
    noise.convert(mode).save(stream, kind, quality=95)
    return pubkit.Asset(stream.getvalue(), f"image/{kind.lower()}", width_px, height_px, mode)


@pytest.mark.parametrize("place", ["column", "wide", "lead", "end"])
def test_a_photo_fills_its_place_in_its_own_proportions(style, place) -> None:
    page = style.page
    measure = Length.parse(page.width).mm - 2 * Length.parse(page.side).mm
    column = (measure - (page.columns - 1) * Length.parse(page.gap).mm) / page.columns
    width, height, _ = placed(picture(900, 600), style, place)
    assert width == pytest.approx(measure if place in ("wide", "lead") else column, abs=0.1)
    assert width / height == pytest.approx(1.5, abs=0.01)


def test_a_tall_photo_leaves_half_the_page_to_the_text(style) -> None:
    page = style.page
    depth = Length.parse(page.height).mm - Length.parse(page.top).mm - Length.parse(page.bottom).mm
    width, height, _ = placed(picture(400, 1600), style, "wide")
    assert height < depth / 2
    assert height / width == pytest.approx(4, abs=0.01)


def test_a_photo_of_an_official_paper_takes_six_lines_of_twenty_two(style) -> None:
    figure = Figure("a.jpg")
    article = Article("渡口", lead=(figure,))
    made = Docx(layout="gongwen").render(article, {"a.jpg": picture(900, 600)}, style)
    (shape,) = docx.Document(io.BytesIO(made.main.data)).inline_shapes
    assert shape.height.mm <= 225 * 6.2 / 22


def test_a_small_picture_is_not_enlarged(style) -> None:
    width, _, _ = placed(picture(96, 96), style)
    assert width == pytest.approx(25.4, abs=0.01)


def test_a_photo_at_its_placed_size_keeps_its_bytes(style) -> None:
    width, _, _ = placed(photo(1200, 800), style)
    asset = photo(round(width / 25.4 * 230), 400)
    assert placed(asset, style)[2] == asset.data


def test_a_light_photo_keeps_its_bytes(style) -> None:
    asset = picture(1600, 900)
    assert len(asset.data) < 300_000
    assert placed(asset, style)[2] == asset.data


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("L", "PNG")])
def test_a_finer_photo_is_reduced_to_220_pixels_an_inch(style, mode, kind) -> None:
    width, _, data = placed(photo(1200, 800, mode, kind), style)
    made = Image.open(io.BytesIO(data))
    assert made.width == pytest.approx(width / 25.4 * 220, abs=2)
    assert made.format == kind


def test_a_drawing_that_would_weigh_more_stays_as_it_is(style) -> None:
    stream = io.BytesIO()
    Image.effect_noise((2400, 1800), 90).convert("1").save(stream, "PNG")
    asset = pubkit.Asset(stream.getvalue(), "image/png", 2400, 1800, "1")
    assert len(asset.data) > 300_000
    assert placed(asset, style, "wide")[2] == asset.data


def test_original_photos_keep_every_byte(style) -> None:
    asset = photo(2600, 1800)
    assert placed(asset, style, original_photos=True)[2] == asset.data


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("RGB", "WEBP"), ("RGB", "TIFF")])
def test_what_word_cannot_show_is_converted(style, mode, kind) -> None:
    data = placed(photo(60, 40, mode, kind), style, original_photos=True)[2]
    made = Image.open(io.BytesIO(data))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (60, 40))
