"""The `wechat` channel on a screen: widths in a real browser, contrast in light and in dark."""

import colorsys
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

import pubkit
from pubkit.model import (
    Article,
    Box,
    Code,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from pubkit.renderers.wechat import WeChat
from pubkit.testing import sample, sample_assets

WIDTHS = (375, 585, 677)
"""Widths that the platform judges a layout at, in CSS px."""
PADDING = 16
"""Sides of its article page below the widest of them."""

# ── width ───────────────────────────────────────────────────────────────────────────────────

LONG = "https://example.org/" + "unbroken" * 20
OFFLINE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium without a window and without its own errands on the network."""
OUTSIDE = """
const found = [...document.querySelectorAll('.screen')].map(screen => {
  const edge = screen.getBoundingClientRect();
  return [...screen.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.right > edge.right + 0.5 || box.left < edge.left - 0.5;
  }).map(e => e.tagName + ' ' + e.textContent.slice(0, 40));
});
document.title = JSON.stringify(found);
"""
"""What leaves each screen."""
LINE_STARTS = """
const found = [...document.querySelectorAll('.screen')].map(screen =>
  [...screen.querySelectorAll('sup')].filter(mark =>
    mark.getBoundingClientRect().left < mark.parentNode.getBoundingClientRect().left + 8
  ).map(mark => mark.parentNode.textContent));
document.title = JSON.stringify(found);
"""
"""Marks that begin a line, on each screen."""

Measure = Callable[[Article, pubkit.Style, str], dict[int, list[str]]]


@pytest.fixture
def measure(witness: Callable[[str], str], tmp_path: Path) -> Measure:
    """Lay the article's body out at each width and let a script measure it."""

    def run(given: Article, style: pubkit.Style, script: str) -> dict[int, list[str]]:
        page = WeChat().render(given, sample_assets(), style).main.data.decode()
        body = page.partition('data-pubkit-article="">')[2].rpartition("</main>")[0]
        screens = "".join(
            f'<div class="screen" style="width:{width - 2 * PADDING}px"><div>{body}</div>'
            for width in WIDTHS
        )
        file = tmp_path / "screens.html"
        file.write_text(f"<!doctype html><meta charset=utf-8>{screens}<script>{script}</script>")
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        seen = subprocess.run(
            [witness("chromium"), *OFFLINE, profile, "--dump-dom", file.as_uri()],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        title = lxml.html.fromstring(seen).findtext(".//title")
        return dict(zip(WIDTHS, json.loads(title or ""), strict=True))

    return run


def crowded() -> Article:
    """What does not want to fit: long words everywhere, six columns, deep lists."""
    words = (Text(LONG), Code(LONG), Link("tel:1", (Text(LONG),)), Footnote((Text(LONG),)))
    paragraph = Paragraph(words)
    nested = List((Item((paragraph,)),))
    for _ in range(8):
        nested = List((Item((paragraph, nested)),), ordered=True, start=9999)
    table = Table((words[:1],) * 6, (((Text("三百二十一万元"),),) * 6,))
    return pubkit.admit(
        Article(
            LONG,
            kicker=LONG,
            deck=LONG,
            photo_credit=LONG,
            source=LONG,
            numbering="cjk",
            lead=(paragraph, Figure(None, words, LONG), Quote((Box(words, (nested,)),)), table),
            sections=(Section((Text("题"),)),) * 12,
        )
    )


@pytest.mark.parametrize("given", [sample(), crowded()], ids=["sample", "crowded"])
def test_nothing_runs_over_the_edge(given: Article, style: pubkit.Style, measure: Measure) -> None:
    assert measure(given, style, OUTSIDE) == {width: [] for width in WIDTHS}


def test_no_line_begins_with_a_mark(measure: Measure) -> None:
    target = "https://example.org"
    lines = tuple(
        Paragraph((Text("字" * count), Link(target, (Text("词"),)), Text("，后文。")))
        for count in range(15, 45)
    )
    given = pubkit.admit(Article("题", lead=lines))
    found = measure(given, pubkit.load_style("daily"), LINE_STARTS)
    assert found == {width: [] for width in WIDTHS}


# ── contrast ────────────────────────────────────────────────────────────────────────────────

Rgb = tuple[float, ...]
WHITE, NIGHT = (255.0,) * 3, (25.0,) * 3
"""The page in light, and in the platform's dark mode (#191919)."""
DARK_SPAN = 163.0 - 25.0
"""Brightness between its dark page and its dark mode's text (#A3A3A3)."""


def bright(rgb: Rgb) -> float:
    return (rgb[0] * 299 + rgb[1] * 587 + rgb[2] * 114) / 1000


def lightness(rgb: Rgb) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(c / 255 for c in rgb))


def relit(rgb: Rgb, light: float) -> Rgb:
    hue, _, saturation = lightness(rgb)
    return tuple(c * 255 for c in colorsys.hls_to_rgb(hue, light, saturation))


def dark_ground(rgb: Rgb) -> Rgb:
    """A background in dark mode, after the platform's published mp-darkmode (sdk.js)."""
    _, light, saturation = lightness(rgb)
    if (saturation == 0 and light > 0.4) or bright(rgb) > 250:
        return (min(255.0, 255 + 25 - light * 255),) * 3
    if bright(rgb) > 190:
        return tuple(c * 190 / bright(rgb) for c in rgb)
    return relit(rgb, max(light, 0.22))


def dark_text(rgb: Rgb, ground: Rgb) -> Rgb:
    """Text on a dark ground, after the same."""
    apart = abs(bright(ground) - bright(rgb))
    if bright(rgb) >= 250:
        return rgb
    if apart > DARK_SPAN and bright(ground) <= bright(NIGHT) + 2:
        return tuple(min(255.0, c * (DARK_SPAN + bright(ground)) / bright(rgb)) for c in rgb)
    if apart >= 65:
        return rgb
    light = lightness(rgb)[1]
    if light <= 0.4:
        return dark_text(relit(rgb, 0.9 - light), ground)
    return tuple(min(255.0, c * (bright(ground) + 65) / bright(rgb)) for c in rgb)


def contrast(one: Rgb, other: Rgb) -> float:
    """Ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(rgb: Rgb) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (v / 255 for v in rgb)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(element: HtmlElement, text: Rgb, ground: Rgb) -> Iterator[tuple[str, Rgb, Rgb]]:
    """Each piece of text with its own colour and that behind it."""
    declared = dict(
        part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part
    )
    text = colour(declared.get("color")) or text
    ground = colour(declared.get("background")) or ground
    for piece in (element.text, *(child.tail for child in element)):
        if piece and piece.strip():
            yield piece, text, ground
    for child in element:
        yield from pairs(child, text, ground)


def colour(value: str | None) -> Rgb | None:
    if value is None:
        return None
    assert re.fullmatch("#[0-9A-Fa-f]{6}", value), value
    return tuple(float(c) for c in bytes.fromhex(value[1:]))


def test_every_piece_of_text_can_be_read_by_day_and_by_night(style: pubkit.Style) -> None:
    page = WeChat().render(sample(), {}, style).main.data.decode()
    (body,) = lxml.html.fromstring(page).xpath("//*[@data-pubkit-article]")
    for piece, text, ground in pairs(body, (0.0,) * 3, WHITE):
        night = NIGHT if ground == WHITE else dark_ground(ground)
        assert contrast(text, ground) >= 4.5, piece
        assert contrast(dark_text(text, night), night) >= 4.5, piece
