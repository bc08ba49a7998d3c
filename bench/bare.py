"""Our own page for bare WeasyPrint: what `pdf` gives it, as files."""

from __future__ import annotations

import re
from pathlib import Path

from bench.layout import OUR_PAGE, OUR_SHEET
from pubkit import Reading, load_style
from pubkit.markup import html
from pubkit.renderers.html import Walker
from pubkit.renderers.pdf import Pdf
from pubkit.renderers.pdf.figures import Gauge
from pubkit.renderers.pdf.pages import document
from pubkit.renderers.pdf.photos import fitted
from pubkit.renderers.pdf.quotes import breakable
from pubkit.renderers.pdf.sheet import sheet

__all__ = ["lay_out"]

_ADDRESS = re.compile(r"pubkit:(\w+)/(\d+)")


def lay_out(reading: Reading, folder: Path) -> None:
    """Writes the page as `pdf` makes it in the style `daily`, the font files whole."""
    style = load_style("daily")
    paper = sheet(style, "", 0)
    gauge = Gauge.of(paper, style)
    photos = fitted(reading.article, reading.assets, gauge)
    walker = Walker(reading.article, photos.pictures.get, notes="foot")
    page = document(reading.article, walker, gauge, reading.config.site, reading.config.issue)
    tree = breakable(page)
    (folder / OUR_PAGE).write_text(_filed(html([tree])), encoding="utf-8")
    (folder / OUR_SHEET).write_text(_filed(Pdf()._css(style, paper)), encoding="utf-8")
    for address, photo in photos.resources.items():
        (folder / _filed(address)).write_bytes(photo.data)
    for number, face in enumerate(style.faces):
        (folder / _filed(f"pubkit:font/{number}")).write_bytes(face.data)


def _filed(text: str) -> str:
    """The text with files' names for the addresses that `pdf` answers itself."""
    return _ADDRESS.sub(r"our-\1-\2", text)
