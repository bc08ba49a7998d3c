"""Photos in inks: every kind of pixels, within the limit, at the press's resolution."""

import io

import pytest
from PIL import Image, ImageCms, ImageDraw

from pubkit.errors import RenderError
from pubkit.press.photos import separated

PLACE = {"width_pt": 72, "height_pt": 48}
"""One inch wide: as many pixels as the profile's resolution."""


def ramp(size=(300, 200)) -> Image.Image:
    """From black to white, left to right."""
    return Image.linear_gradient("L").rotate(90, expand=True).resize(size)


def encoded(picture: Image.Image, kind: str = "PNG", **options) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def total(data: bytes) -> float:
    """The most ink on any pixel, in percent."""
    return max(map(sum, opened(data).get_flattened_data())) / 2.55


def harsh() -> Image.Image:
    """Black and colours side by side, hard edges: where JPEG overshoots most."""
    picture = Image.new("RGB", (400, 300), "black")
    draw = ImageDraw.Draw(picture)
    for x in range(0, 400, 6):
        colour = ("#00f", "#f00", "#0f0", "#fff")[x // 6 % 4]
        draw.rectangle((x, 0, x + 1, 300), fill=colour)
    return picture


@pytest.mark.parametrize("name", ["newsprint", "coated"])
def test_no_pixel_has_more_ink_than_the_profile_allows(name, request) -> None:
    profile = request.getfixturevalue(name)
    assert total(separated(encoded(harsh()), profile, width_pt=144, height_pt=108)) <= profile.ink


def test_inks_without_a_profile_are_the_printers_but_for_the_limit(newsprint) -> None:
    picture = Image.new("CMYK", (90, 60), (255, 255, 255, 255))
    picture.paste((0, 128, 64, 0), (0, 0, 45, 60))
    data = separated(encoded(picture, "TIFF"), newsprint, **PLACE)
    assert total(data) <= newsprint.ink
    assert max(map(abs, _differences(opened(data).getpixel((20, 30)), (0, 128, 64, 0)))) <= 3


def _differences(one, other):
    return (a - b for a, b in zip(one, other, strict=True))


def test_it_has_the_presss_resolution_and_never_more_pixels_than_it_had(newsprint) -> None:
    assert opened(separated(encoded(harsh()), newsprint, **PLACE)).size == (200, 134)
    small = encoded(harsh().resize((90, 60)))
    assert opened(separated(small, newsprint, **PLACE)).size == (90, 60)


def test_a_crop_keeps_what_it_names(newsprint) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste((0, 0, 0), (200, 0, 400, 200))
    dark = opened(separated(encoded(picture), newsprint, **PLACE, crop=(0.5, 0, 1, 1)))
    assert dark.getpixel((5, 100))[3] > 200
    assert dark.size == (200, 134)


GREYS = {
    "grey": ramp(),
    "grey with 16 bits": ramp().convert("I").point(lambda v: v * 257).convert("I;16"),
    "black and white": ramp().convert("1"),
    "grey with alpha": Image.merge("LA", (ramp(), Image.new("L", (300, 200), 255))),
}


@pytest.mark.parametrize("kind", GREYS)
def test_what_is_grey_prints_in_black_ink_alone(kind, newsprint) -> None:
    made = opened(separated(encoded(GREYS[kind]), newsprint, **PLACE))
    assert made.mode == "L"
    first, last = made.getpixel((3, 60)), made.getpixel((made.width - 4, 60))
    assert first < 40 < 215 < last


COLOURS = {
    "palette": harsh().quantize(16),
    "alpha": Image.merge("RGBA", (*harsh().split(), Image.new("L", (400, 300), 128))),
    "palette with a clear colour": harsh().quantize(16),
    "Lab": ImageCms.profileToProfile(
        harsh(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    ),
    "YCbCr": harsh().convert("YCbCr"),
}


@pytest.mark.parametrize("kind", COLOURS)
def test_what_has_colours_prints_in_four_inks(kind, newsprint) -> None:
    options = {"transparency": 0} if kind == "palette with a clear colour" else {}
    form = "TIFF" if kind in ("Lab", "YCbCr") else "PNG"
    made = separated(encoded(COLOURS[kind], form, **options), newsprint, **PLACE)
    assert opened(made).mode == "CMYK"
    assert total(made) <= newsprint.ink


def test_what_is_clear_is_paper(newsprint) -> None:
    clear = Image.new("RGBA", (60, 40), (255, 0, 0, 0))
    assert max(opened(separated(encoded(clear), newsprint, **PLACE)).getpixel((9, 9))) <= 2


def test_an_embedded_profile_tells_what_its_colours_are(newsprint) -> None:
    # Red and green exchanged: what it calls red is green.
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    swapped = swapped.replace(b"rXYZ", b"tmpX", 1).replace(b"gXYZ", b"rXYZ", 1)
    swapped = swapped.replace(b"tmpX", b"gXYZ", 1)
    red = Image.new("RGB", (60, 40), (230, 20, 20))
    plain = opened(separated(encoded(red), newsprint, **PLACE)).getpixel((9, 9))
    told = opened(separated(encoded(red, icc_profile=bytes(swapped)), newsprint, **PLACE))
    cyan, magenta, _, _ = told.getpixel((9, 9))
    assert plain[1] > plain[0]
    assert cyan > magenta


@pytest.mark.parametrize("icc", [b"no profile", b"\0" * 128])
def test_a_damaged_embedded_profile_counts_as_none(icc, newsprint) -> None:
    for picture in (harsh(), ramp()):
        with_it = separated(encoded(picture, icc_profile=icc), newsprint, **PLACE)
        assert with_it == separated(encoded(picture), newsprint, **PLACE)


def test_greys_are_as_dark_as_black_ink_can_show_them(newsprint, coated) -> None:
    """Midtones are lighter on the plate for newsprint, where dots spread more."""
    flat = encoded(Image.new("L", (60, 40), 128))
    plates = [opened(separated(flat, p, **PLACE)).getpixel((9, 9)) for p in (newsprint, coated)]
    assert plates[0] != plates[1]
    assert all(80 < level < 200 for level in plates)


def test_the_same_photo_gives_the_same_bytes(newsprint) -> None:
    data = encoded(harsh(), "JPEG")
    assert separated(data, newsprint, **PLACE) == separated(data, newsprint, **PLACE)


def test_what_is_no_picture_is_refused(newsprint) -> None:
    with pytest.raises(RenderError, match="cannot be separated"):
        separated(b"no picture", newsprint, **PLACE)
