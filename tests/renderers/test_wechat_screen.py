"""The `wechat` channel on a screen: widths in a real browser, contrast in light and in dark."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from browser import OFFLINE

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
from pubkit.wechatlint import darkmode, opened
from pubkit.wechatlint.colours import contrast
from pubkit.wechatlint.reading import LEAST, readable

WIDTHS = (375, 585, 677)
"""Widths that the platform judges a layout at, in CSS px."""
PADDING = 16
"""Sides of its article page below the widest of them."""

# ── width ───────────────────────────────────────────────────────────────────────────────────

LONG = "https://example.org/" + "unbroken" * 20
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

NIGHT = {  # what the platform's own script (mp-darkmode) makes of a colour in Chromium
    "page": (darkmode.ground((255, 255, 255)), "#191919"),
    "card": (darkmode.ground((245, 245, 245)), "#232323"),
    "red text": (darkmode.text((180, 40, 45), darkmode.DARK_PAGE), "#c52c31"),
    "text on a card": (darkmode.text((25, 25, 25), (35, 35, 35)), "#cdcdcd"),
    "text on red": (darkmode.text((25, 25, 25), (180, 40, 45)), "#cdcdcd"),
    "grey on a card": (darkmode.text((102, 102, 102), (35, 35, 35)), "#666666"),
    "red block": (darkmode.ground((180, 40, 45)), "#b4282d"),
    "yellow tint": (darkmode.ground((255, 240, 200)), "#cabe9e"),
    "black": (darkmode.ground((0, 0, 0)), "#383838"),
    "text": (darkmode.text((51, 51, 51), darkmode.DARK_PAGE), "#a3a3a3"),
    "grey text": (darkmode.text((136, 136, 136), darkmode.DARK_PAGE), "#888888"),
    "white text": (darkmode.text((255, 255, 255), (180, 40, 45)), "#ffffff"),
}


@pytest.mark.parametrize("case", NIGHT.values(), ids=NIGHT)
def test_dark_mode_is_the_platforms(case: tuple[darkmode.Rgb, str]) -> None:
    made, wanted = case
    assert made == pytest.approx(tuple(bytes.fromhex(wanted[1:])), abs=1)


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [("#b4282d", None, 3.16), ("#666666", "#f5f5f5", 2.74), ("#888888", None, 4.9)],
)
def test_by_night_red_text_and_grey_on_grey_fall_short(
    text: str, ground: str | None, ratio: float
) -> None:
    """Measured figures of the platform's own script."""
    own = tuple(float(c) for c in bytes.fromhex(text[1:]))
    light = tuple(float(c) for c in bytes.fromhex(ground[1:])) if ground else None
    behind = darkmode.ground(light) if light else darkmode.DARK_PAGE
    assert contrast(darkmode.text(own, behind), behind) == pytest.approx(ratio, abs=0.1)


def test_every_piece_of_text_can_be_read_by_day_and_by_night(style: pubkit.Style) -> None:
    page = WeChat().render(sample(), sample_assets(), style).main.data
    pieces = [piece for piece in opened(page).pieces if piece.own_text]
    assert len(pieces) > 40
    for piece in pieces:
        for tones in (piece.day, piece.night):
            assert readable(tones) >= LEAST, piece.place
