"""Every built-in renderer passes the kit that strangers' renderers are judged by."""

import dataclasses
import io
import zipfile

import pypdfium2
import pytest
import readback

import pubkit
from pubkit import registry
from pubkit import style as styles
from pubkit.testing import check_renderer, sample, sample_assets

SITE = pubkit.Site(
    name="海岛日报", url="https://example.org", media_url="https://example.org/media"
)
GREEN = "#0A7B3C"


@pytest.mark.parametrize("name", readback.READERS)
def test_a_built_in_conforms(name: str) -> None:
    renderer = registry.configured(name, pubkit.Config(site=SITE))
    check_renderer(renderer)


@pytest.mark.parametrize("name", ["docx", "pdf", "rss", "wechat"])
def test_a_built_in_conforms_by_a_second_witness(name: str) -> None:
    renderer = registry.configured(name, pubkit.Config(site=SITE))
    check_renderer(renderer, readback.READERS[name])


def recoloured(style: pubkit.Style) -> pubkit.Style:
    """The style with nothing but its token `color.accent` changed."""
    folder = pubkit.styles()[style.name]
    toml = (folder / "style.toml").read_text("utf-8").replace(style.color.accent, GREEN)
    sheets = {p.name: p.read_text("utf-8") for p in folder.iterdir() if p.name != "style.toml"}
    look = styles.parse(style.name, toml, sheets, lambda file: bytes)
    return dataclasses.replace(look, faces=style.faces)


def shows_green(name: str, data: bytes) -> bool:
    match name:
        case "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = (package.read(n) for n in package.namelist() if n.endswith(".xml"))
                return any(GREEN[1:].encode() in part for part in parts)
        case "pdf":
            page = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
            return (0x0A, 0x7B, 0x3C) in {colour for _, colour in page.getcolors(1 << 24)}
        case _:
            return GREEN.lower().encode() in data.lower()


@pytest.mark.parametrize("name", ["docx", "pdf", "wechat", "web"])
def test_one_colour_token_recolours_every_channel(name: str, style: pubkit.Style) -> None:
    renderer = registry.configured(name, pubkit.Config(site=SITE))
    for look, expected in ((style, False), (recoloured(style), True)):
        data = renderer.render(sample(), sample_assets(), look).main.data
        assert shows_green(name, data) is expected
