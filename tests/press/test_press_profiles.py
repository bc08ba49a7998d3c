"""Output profiles: the shipped ones, a printer's own, and what is none."""

import io

import pytest
from PIL import Image, ImageCms

import pubkit
from pubkit import registry
from pubkit.config import parse
from pubkit.errors import ConfigError
from pubkit.press.profiles import UNREGISTERED, profile
from pubkit.workspace.project import option_file

STYLE = pubkit.load_style("daily")


@pytest.mark.parametrize("condition", STYLE.profiles, ids=lambda condition: condition.name)
def test_a_shipped_profile_is_for_output_in_cmyk_and_mixes_less_than_its_limit(condition) -> None:
    opened = ImageCms.ImageCmsProfile(io.BytesIO(condition.data))
    assert (opened.profile.device_class, opened.profile.xcolor_space) == ("prtr", "CMYK")
    own = profile(pubkit.Press(profile="own.icc", icc=condition.data), STYLE)
    assert condition.ink - 12 <= own.ink < condition.ink


def test_paper_takes_no_ink_and_black_is_mostly_black(newsprint) -> None:
    inks = ImageCms.profileToProfile(
        Image.frombytes("RGB", (2, 1), b"\xff\xff\xff\0\0\0"),
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(newsprint.data)),
        outputMode="CMYK",
    )
    paper, black = inks.get_flattened_data()
    assert max(paper) <= 1
    assert black[3] >= 0.85 * 255


def test_what_pubkit_toml_says_goes_before_the_profiles_own() -> None:
    found = profile(pubkit.Press(profile="coated", ink=280, resolution=240), STYLE)
    assert (found.condition, found.ink, found.resolution) == ("FOGRA39", 280, 240)


def test_a_printers_own_profile_is_read_from_the_workspace(tmp_path) -> None:
    (tmp_path / "mill.icc").write_bytes(STYLE.profiles[0].data)
    told = parse('[press]\nprofile = "mill.icc"', "pubkit.toml")
    made = registry.configured("pdf", told, {"press": True}, option_file(tmp_path))
    found = profile(made.printing, STYLE)
    assert (found.name, found.condition) == ("mill.icc", UNREGISTERED)
    assert found.data == STYLE.profiles[0].data


def test_a_profile_that_is_not_in_the_workspace_is_said(tmp_path) -> None:
    told = parse('[press]\nprofile = "../mill.icc"', "pubkit.toml")
    with pytest.raises(ConfigError, match="not in the workspace"):
        registry.configured("pdf", told, {"press": True}, option_file(tmp_path))


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("press", "message"),
    [
        (pubkit.Press(profile="newsprnt"), r"'newsprnt' \(did you mean 'newsprint'\?\)"),
        (pubkit.Press(profile="photo.icc", icc=b"\xff\xd8 a photo"), "is no ICC profile"),
        (pubkit.Press(profile="photo.icc", icc=STYLE.profiles[0].data[:900]), "[Pp]rofile"),
        (pubkit.Press(profile="screen.icc", icc=SRGB), "is for RGB, not a CMYK output profile"),
    ],
)
def test_what_is_no_output_profile_is_refused_in_one_sentence(press, message) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        profile(press, STYLE)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('bleed = "a lot"', "press.bleed: Expected a length such as 10.5pt, 28mm or 16px"),
        ("ink = 900", "press.ink: Expected `int` <= 400"),
        ('icc = "AAAA"', "unknown key 'icc' in [press]"),
        ('profil = "coated"', "unknown key 'profil' in [press] (did you mean 'profile'?)"),
    ],
)
def test_a_fault_in_the_table_is_named(toml: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(f"[press]\n{toml}", "pubkit.toml")
    assert message in str(caught.value)
