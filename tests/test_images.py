"""Pictures made fit for screens; Pillow made them, so that what they should become is known."""

import io

import pytest
from PIL import Image, ImageCms

from pubkit.assets import Asset
from pubkit.errors import RenderError
from pubkit.images import as_web, file_name, on_web
from pubkit.model import Article, Figure, Paragraph, Text

RED = (200, 30, 40)


def asset(picture: Image.Image, form: str, **options: object) -> Asset:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    with Image.open(io.BytesIO(stream.getvalue())) as seen:
        return Asset(stream.getvalue(), f"image/{form.lower()}", *seen.size, seen.mode)


def web(given: Asset, max_bytes: int = 1_000_000) -> Asset:
    return as_web(given, max_bytes=max_bytes, max_width_px=1440)


def opened(made: Asset) -> Image.Image:
    picture = Image.open(io.BytesIO(made.data))
    assert (picture.width, picture.height) == (made.width_px, made.height_px)
    assert Image.MIME[picture.format or ""] == made.media_type
    assert picture.mode == made.mode
    return picture


def near(pixel: object, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize(
    "given",
    [
        asset(Image.new("RGB", (4000, 20), RED), "JPEG"),
        asset(Image.new("RGBA", (40, 20), (*RED, 90)), "PNG"),
        asset(Image.new("P", (40, 20), 3), "GIF"),
    ],
    ids=["jpeg-wider-than-asked", "png", "gif"],
)
def test_what_the_web_shows_stays_byte_for_byte(given: Asset) -> None:
    assert web(given) is given


@pytest.mark.parametrize("form", ["TIFF", "WEBP", "JPEG"])
def test_other_kinds_become_jpeg_in_rgb(form: str) -> None:
    mode = "RGB" if form == "WEBP" else "CMYK"
    given = asset(Image.new("RGB", (40, 20), RED).convert(mode), form)
    made = web(given)
    assert made.media_type == "image/jpeg"
    assert near(opened(made).convert("RGB").getpixel((5, 5)), RED)


def test_deep_grey_keeps_its_shades() -> None:
    deep = Image.linear_gradient("L").convert("I").point(lambda v: v * 257).convert("I;16")
    made = opened(web(asset(deep, "PNG")))
    assert [made.getpixel((9, y)) for y in (0, 100, 255)] == [0, 100, 255]


def test_transparency_survives() -> None:
    given = asset(Image.new("RGBA", (40, 20), (*RED, 90)), "WEBP", lossless=True)
    assert opened(web(given)).getpixel((5, 5)) == (*RED, 90)


def exchanged(profile: bytes) -> bytes:
    """The profile under another description, the tags of red and blue in each other's place."""
    tags = profile.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    return tags.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))


def test_a_foreign_profile_is_applied_and_dropped() -> None:
    """The profile is sRGB with red and blue exchanged, so red has to come out blue."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = asset(Image.new("RGB", (40, 20), RED), "JPEG", icc_profile=exchanged(srgb))
    picture = opened(web(given))
    assert near(picture.getpixel((5, 5)), RED[::-1])
    assert "icc_profile" not in picture.info


def test_an_srgb_profile_is_no_reason_to_touch_a_photo() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = asset(Image.new("RGB", (40, 20), RED), "JPEG", icc_profile=profile)
    assert web(given) is given


def test_too_many_bytes_are_brought_under_the_limit_in_proportion() -> None:
    noise = Image.effect_noise((900, 600), 90).convert("RGB")
    made = web(asset(noise, "PNG"), max_bytes=60_000)
    assert len(made.data) <= 60_000
    assert opened(made).width / made.height_px == pytest.approx(1.5, abs=0.01)


def test_a_photo_that_cannot_be_shown_is_an_error_naming_it() -> None:
    article = Article(
        "题", lead=(Figure("photos/lab.tif", ()), Paragraph((Text("文"),)), Figure("gone.jpg"))
    )
    broken = Asset(b"no picture", "image/tiff", 1, 1, "LAB")
    made, lost = on_web(article, {"photos/lab.tif": broken}, max_bytes=10**6, max_width_px=1440)
    assert made == {}
    assert [(n.code, n.severity, n.where) for n in lost] == [("photo-unusable", "error", "lead[0]")]
    assert "photos/lab.tif" in lost[0].text


def test_a_limit_that_no_picture_meets_is_said() -> None:
    with pytest.raises(RenderError, match="10 bytes"):
        web(asset(Image.new("RGB", (40, 20)), "TIFF"), max_bytes=10)


@pytest.mark.parametrize(
    ("key", "stem"),
    [
        ("photos/stars.jpg", "stars-"),
        ("photos/星空 2.jpg", "2-"),
        ("photos/星空.jpg", "photo-"),
        ("https://example.org/a/b%20c.png?x=1#y", "b-20c-"),
        ("../../etc/passwd", "passwd-"),
    ],
)
def test_a_file_name_is_safe_in_any_address(key: str, stem: str) -> None:
    name = file_name(key, Asset(b"x", "image/jpeg", 1, 1))
    assert name == f"{stem}2d711642.jpg"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_grey_picture_that_is_too_heavy_is_made_lighter(form: str) -> None:
    noise = Image.effect_noise((300, 200), 80)
    made = web(asset(noise, form), max_bytes=30_000)
    assert len(made.data) <= 30_000
    assert opened(made).mode == "L"
