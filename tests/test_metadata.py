"""Private metadata goes from picture files; the picture, its colours and its owner's name stay."""

import io
import struct

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from pubkit.assets import Asset
from pubkit.metadata import bare, stripped
from pubkit.testing import picture

SECRET = b"zqSECRETqz"
OWNER, AUTHOR = "Example Press", "Li Ming"
MAKE, SOFTWARE, ARTIST, COPYRIGHT, ORIENTATION = 0x010F, 0x0131, 0x013B, 0x8298, 0x0112
EXIF_IFD, GPS_IFD, MAKER_NOTE, SERIAL = 0x8769, 0x8825, 0x927C, 0xA431
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SIZE = (61, 43)


def camera() -> Image.Exif:
    """What a camera and its owner's programs write."""
    exif = Image.Exif()
    exif[MAKE] = exif[SOFTWARE] = SECRET.decode()
    exif[ARTIST], exif[COPYRIGHT], exif[ORIENTATION] = AUTHOR, OWNER, 6
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (31.0, 14.0, 7.0), 27: SECRET})
    exif.get_ifd(EXIF_IFD).update({MAKER_NOTE: SECRET * 20, SERIAL: SECRET.decode()})
    return exif


def drawn(kind: str, mode: str = "RGB", **options: object) -> bytes:
    stream = io.BytesIO()
    shades = Image.radial_gradient("L").resize(SIZE)
    made = shades.convert("P") if mode == "P" else Image.merge("RGB", [shades] * 3).convert(mode)
    made.save(stream, kind, **options)
    return stream.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def dataset(number: int, text: bytes) -> bytes:
    return b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text


def photoshop(*datasets: bytes) -> bytes:
    """An APP13 with a thumbnail and IPTC."""

    def resource(number: int, body: bytes) -> bytes:
        return b"8BIM" + struct.pack(">H2xI", number, len(body)) + body + bytes(len(body) % 2)

    body = resource(1036, SECRET * 9) + resource(1028, b"".join(datasets))
    return segment(0xED, b"Photoshop 3.0\0" + body)


def jpeg(**options: object) -> bytes:
    """A JPEG with every kind of segment that tells something."""
    plain = drawn("JPEG", exif=camera(), comment=SECRET, icc_profile=PROFILE, **options)
    extra = (
        segment(0xE0, b"JFXX\0\x10" + SECRET),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET),
        segment(0xE2, b"MPF\0" + SECRET),
        segment(0xEB, b"JP" + SECRET),
        photoshop(dataset(5, SECRET), dataset(80, AUTHOR.encode()), dataset(120, SECRET)),
    )
    return plain[:2] + b"".join(extra) + plain[2:] + drawn("JPEG", comment=SECRET) + SECRET


def png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", AUTHOR)
    texts.add_text("Comment", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    texts.add(b"tIME", struct.pack(">HBBBBB", 2026, 11, 20, 8, 0, 0))
    texts.add(b"prVt", SECRET)
    return drawn("PNG", pnginfo=texts, exif=camera(), icc_profile=PROFILE) + SECRET


def gif() -> bytes:
    data = drawn("GIF", "P", comment=SECRET * 60, save_all=True, append_images=[], loop=3)
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    return data[:-1] + xmp + b";" + SECRET


def webp(**options: object) -> bytes:
    return drawn("WEBP", exif=camera(), xmp=SECRET, icc_profile=PROFILE, **options) + SECRET


def tiff(**options: object) -> bytes:
    return drawn("TIFF", tiffinfo=camera(), icc_profile=PROFILE, **options) + SECRET


PICTURES = {
    "JPEG": jpeg(),
    "JPEG, progressive": jpeg(progressive=True),
    "JPEG, CMYK": jpeg(mode="CMYK"),
    "PNG": png(),
    "GIF": gif(),
    "WebP": webp(),
    "WebP, lossless": webp(lossless=True, mode="RGBA"),
    "TIFF": tiff(),
    "TIFF, packed": tiff(compression="tiff_lzw"),
    "TIFF, big": tiff(big_tiff=True),
    "TIFF, pages": tiff(save_all=True, append_images=[Image.new("L", (9, 9))]),
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_place_camera_comments_and_what_follows_the_picture_go(data: bytes) -> None:
    assert SECRET in data
    made = stripped(data)
    assert SECRET not in made
    left = opened(made).getexif()
    assert not left.get_ifd(GPS_IFD)
    assert not left.get_ifd(EXIF_IFD)
    assert len(made) < len(data)


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_pixels_and_colour_profile_stay(data: bytes) -> None:
    before, after = opened(data), opened(stripped(data))
    assert (after.mode, after.size) == (before.mode, before.size)
    assert after.tobytes() == before.tobytes()
    assert after.info.get("icc_profile") == before.info.get("icc_profile")


@pytest.mark.parametrize("name", [name for name in PICTURES if name != "GIF"])
def test_how_it_is_turned_and_whose_it_is_stay(name: str) -> None:
    left = Image.open(io.BytesIO(stripped(PICTURES[name]))).getexif()
    assert (left[ORIENTATION], left[ARTIST], left[COPYRIGHT]) == (6, AUTHOR, OWNER)


def test_what_picture_desks_note_of_the_owner_stays() -> None:
    assert opened(stripped(jpeg())).info["photoshop"] == {1028: dataset(80, AUTHOR.encode())}
    assert opened(stripped(png())).info["Author"] == AUTHOR


def test_a_thumbnail_in_the_head_of_a_jpeg_goes() -> None:
    data = drawn("JPEG")
    head = b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x01" + SECRET[:6]
    small = data[:2] + segment(0xE0, head) + data[data.index(b"\xff\xdb") :]
    assert stripped(small) == stripped(data)


def test_an_animation_still_runs() -> None:
    pages = [Image.new("L", SIZE, shade) for shade in (60, 120, 180)]
    for kind in ("GIF", "PNG", "WEBP"):
        data = drawn(kind, "L", save_all=True, append_images=pages, duration=90, loop=2)
        before, after = opened(data), opened(stripped(data))
        assert after.n_frames == before.n_frames == 4
        assert after.info["loop"] == 2


def test_the_pixels_of_a_tiff_stay_where_it_says_too_few() -> None:
    data = drawn("TIFF")
    entry = data.index(struct.pack("<HHI", 279, 4, 1))  # StripByteCounts
    for lying in (struct.pack("<HHII", 279, 4, 1, 5), struct.pack("<HHII", 65000, 4, 1, 5)):
        made = data[:entry] + lying + data[entry + 12 :]
        assert opened(stripped(made)).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_stripping_twice_is_stripping_once(data: bytes) -> None:
    made = stripped(data)
    assert stripped(made) is made


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_damage_raises_nothing_and_what_is_stripped_stays_so(data: bytes) -> None:
    for cut in range(0, len(data), max(1, len(data) // 150)):
        made = stripped(data[:cut] + b"\xff\x00\x3b" + data[cut + 3 :])
        assert stripped(made) == made
        assert stripped(stripped(data[:cut])) == stripped(data[:cut])


def test_what_holds_no_secret_stays_the_very_same() -> None:
    for data in (picture().data, drawn("JPEG"), b"", b"II*\0", b"\xff\xd8", b"no picture", b"RIFF"):
        assert stripped(data) is data or data == b"\xff\xd8"
    asset = picture()
    assert bare({"a": asset})["a"] is asset


def test_pictures_handed_over_in_python_are_stripped_too() -> None:
    asset = Asset(jpeg(), "image/jpeg", *SIZE)
    made = bare({"a": asset})["a"]
    assert SECRET not in made.data
    assert (made.media_type, made.width_px) == (asset.media_type, asset.width_px)
