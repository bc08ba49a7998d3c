"""Photos of every kind come to stand on the page, or it is said why not."""

import io

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image
from renderers.page.made import codes, document, figure, words

from pubkit.assets import Asset
from pubkit.testing import picture


def asset(mode: str, form: str = "PNG", size: tuple[int, int] = (900, 600)) -> Asset:
    """A photo in pixels of some mode, darker towards its right."""
    ramp = Image.linear_gradient("L").rotate(90).resize(size)
    if mode == "I;16":
        made = Image.frombytes(mode, size, bytes(v for value in ramp.tobytes() for v in (0, value)))
    elif mode == "RGBA":
        black = Image.new("L", size)
        made = Image.merge(mode, (black, black, black, ramp))
    else:
        made = ramp.convert("RGB").convert(mode)
    data = io.BytesIO()
    made.save(data, form)
    return Asset(data.getvalue(), f"image/{form.lower()}", *size, mode)


@pytest.mark.parametrize(
    ("mode", "form"),
    [("CMYK", "JPEG"), ("L", "PNG"), ("I;16", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("1", "PNG")],
)
@pytest.mark.parametrize("press", [False, True], ids=["proof", "press"])
def test_pixels_of_every_kind_are_shown(build, render, mode: str, form: str, press: bool) -> None:
    photos = {"0.png": asset(mode, form)}
    output = render(build.article(photos=1, sections=3), assets=photos, press=press)
    assert codes(output) == []
    (page,) = document(output)
    (shown,) = (item for item in page.get_objects() if item.type == 3)
    pixels = shown.get_bitmap().to_pil().convert("L")
    left, right = pixels.getpixel((3, 100)), pixels.getpixel((pixels.width - 4, 100))
    assert abs(left - right) > 60, "it is no even ground"


def test_photos_for_the_press_are_in_cmyk_or_grey(build, render, photos) -> None:
    photos = {**photos, "1.png": asset("L")}
    output = render(build.article(photos=2), paper="A3", assets=photos, press=True)
    pdf = pikepdf.open(io.BytesIO(output.main.data))
    images = pdf.pages[0].get_images().values()
    assert sorted(str(image.ColorSpace) for image in images) == ["/DeviceCMYK", "/DeviceGray"]


def test_a_photo_too_small_for_any_place_is_reported(build, render) -> None:
    output = render(build.article(photos=1, sections=3), assets={"0.png": picture(300, 200)})
    notice = next(n for n in output.notices if n.code == "photo-coarse-on-page")
    assert notice.severity == "warning"
    assert notice.where == "sections[0].blocks[0]"


def test_a_photo_crosses_no_more_columns_than_its_pixels_allow(build, render) -> None:
    article = build.article(photos=1, sections=3)
    output = render(article, assets={"0.png": picture(450, 300)})
    assert "photo-coarse-on-page" not in codes(output)
    (shown,) = (item for item in document(output)[0].get_objects() if item.type == 3)
    left, _, right, _ = shown.get_bounds()
    assert right - left < 450 * 72 / 150


def test_a_photo_that_is_awaited_keeps_its_place_caption_and_words(build, render) -> None:
    output = render(build.article(photos=1, sections=3), assets={})
    (page,) = document(output)
    assert "照片待补书架前的孩子，之0。" in words(output)
    assert not [item for item in page.get_objects() if item.type == 3]


def test_a_photo_that_cannot_be_opened_is_an_error_and_its_place_stays(build, render) -> None:
    photos = {"0.png": Asset(b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "image/png", 900, 600)}
    output = render(build.article(photos=1, sections=3), assets=photos)
    assert codes(output) == ["photo-unusable"]
    assert "照片待补" in words(output)


def test_a_photo_that_may_not_be_cropped_is_shown_whole(build, render) -> None:
    lead = (figure(7, crop="never", place="lead"), build.paragraph())
    article = build.article(photos=0, sections=3, lead=lead)
    (page,) = document(render(article, assets={"7.png": picture(1300, 1000)}))
    (shown,) = (item for item in page.get_objects() if item.type == 3)
    left, bottom, right, top = shown.get_bounds()
    assert (right - left) / (top - bottom) == pytest.approx(1.3, rel=0.01)


def test_a_photo_asked_for_wide_that_stands_in_one_column_is_said(build, render) -> None:
    blocks = (figure(0, place="lead"), build.paragraph(900), figure(1, place="wide"))
    article = replace(build.article(photos=0, sections=4), lead=blocks)
    small = {"0.png": picture(1500, 1000), "1.png": picture(400, 300)}
    (notice,) = (n for n in render(article, assets=small).notices if n.code == "photo-not-wide")
    assert (notice.where, notice.severity) == ("lead[2]", "warning")
    assert "1.png" in notice.text
    large = {**small, "1.png": picture(1500, 1000)}
    assert "photo-not-wide" not in codes(render(article, assets=large, paper="tabloid"))
