"""The `wechat` page in a real browser: on a phone, pasted, copied, and cleaned by an ill hand."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, browsing

import pubkit
from pubkit.renderers.wechat.page import published
from pubkit.testing import sample, sample_assets
from pubkit.testing.wechat.filtering import filtered

ROOT = Path(__file__).parents[2]
SAMPLES = ("science-year", "dandelion", "kit")
WIDTHS = (375, 585, 677)
"""Widths that the platform judges a layout at, in CSS px."""
BASE = """
<!doctype html><meta charset="utf-8"><style>
* { margin: 0; padding: 0 }
body { line-height: 1.6; font-family: sans-serif }
.outer { padding: 20px 16px 12px }
.rich_media_content { overflow: hidden; color: rgba(0,0,0,.9); font-size: 17px;
  letter-spacing: .034em; word-wrap: break-word; hyphens: auto; text-align: justify;
  position: relative; z-index: 0 }
.rich_media_content * { max-width: 100% !important; box-sizing: border-box !important;
  word-wrap: break-word !important }
.rich_media_content p { clear: both; min-height: 1em }
.rich_media_content h1, .rich_media_content h2, .rich_media_content h3 {
  font-weight: 400; font-size: 16px }
.rich_media_content em { font-style: italic }
.rich_media_content table { margin-bottom: 10px; border-collapse: collapse; display: table;
  width: 100% !important }
.rich_media_content td, .rich_media_content th { word-wrap: break-word; word-break: break-all;
  padding: 5px 10px; border: 1px solid #ddd }
.rich_media_content img { height: auto !important }
</style><body><div class="outer"><div class="rich_media_content">%s</div></div>
"""
"""What the platform's own article page says of any article, and how it is nested there."""

# Every visible piece of text with all that a reader sees of it.
LOOKS = """
(root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.replace(/\\s+/g, ' ').trim();
    if (!text) continue;
    let at = walker.currentNode.parentElement;
    const own = getComputedStyle(at);
    let behind = 'none';
    for (let e = at; e && e !== root.parentElement; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) { behind = colour; break; }
    }
    while (getComputedStyle(at).display === 'inline') at = at.parentElement;
    const block = getComputedStyle(at);
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect(), edge = root.getBoundingClientRect();
    const place = [box.left - edge.left, box.top - edge.top, box.width].map(Math.round).join();
    found.push([text, place, own.fontSize, own.color, own.fontWeight, own.fontStyle,
      own.letterSpacing,
      own.lineHeight, own.verticalAlign, own.textDecorationLine, behind, block.textAlign,
      block.textIndent, block.marginTop, block.marginRight, block.marginBottom, block.marginLeft,
      block.paddingTop, block.paddingRight, block.paddingBottom, block.paddingLeft,
      block.borderTopWidth, block.borderBottomWidth, block.borderLeftWidth,
      block.borderLeftColor, block.borderBottomColor]);
  }
  return found;
})
"""
# What leaves the measure, and which lines of text lie on one another.
FAULTS = """
(() => {
  const root = document.querySelector('.rich_media_content');
  const edge = root.getBoundingClientRect();
  const out = [...root.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.right > edge.right + 0.5 || box.left < edge.left - 0.5;
  }).map(e => e.tagName + ' ' + e.textContent.slice(0, 20));
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    if (!walker.currentNode.data.trim()) continue;
    for (const box of range.getClientRects()) {
      if (box.width > 1) boxes.push([box, walker.currentNode.data.slice(0, 20)]);
    }
  }
  const pictures = [...root.querySelectorAll('img')].map(e => [e.getBoundingClientRect(), 'IMG']);
  const over = [];
  boxes.concat(pictures).forEach(([a, one], i, all) => all.slice(i + 1).forEach(([b, other]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > Math.min(a.height, b.height) * 0.15) over.push([one, other]);
  }));
  return {out, over, scrolls: document.documentElement.scrollWidth > innerWidth,
          narrow: pictures.filter(([box]) => box.width < 200).length,
          text: root.innerText.replace(/\\s+/g, '')};
})()
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    import shutil

    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Chromium; script/bootstrap --witnesses installs it")
    with browsing(chromium, tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Sample and style → the page on the disk, with its companions; each rendered once."""
    made: dict[tuple[str, str], Path] = {}
    folder = tmp_path_factory.mktemp("pages")

    def page(name: str, style: str) -> Path:
        if (name, style) not in made:
            reading = (
                pubkit.Reading(sample(), sample_assets(), slug="kit")
                if name == "kit"
                else pubkit.read(ROOT / "content" / name)
            )
            run = pubkit.render(reading, ["wechat"], style)
            run.write(folder / style)
            made[name, style] = folder / style / name / f"{name}.wechat.html"
        return made[name, style]

    return page


def based(page: Path, markup: str | None = None) -> Path:
    """The article in the platform's own page, beside its pictures."""
    body = published(page.read_text("utf-8")) if markup is None else markup
    file = page.with_suffix(".base.html")
    file.write_text(BASE.replace("%s", body), "utf-8")
    return file


def looks(tab: Any, selector: str = ".rich_media_content") -> list[list[str]]:
    return tab.run(f"{LOOKS}(document.querySelector({json.dumps(selector)}))")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_the_platforms_page_shows_all_of_it_at_every_width(
    name: str, style: str, browser: Browser, pages: Callable[[str, str], Path]
) -> None:
    file = based(pages(name, style))
    tab = browser.page(file)
    texts = set()
    for width in WIDTHS:
        tab.resize(width)
        found = tab.run(FAULTS)
        texts.add(found.pop("text"))
        assert found == {"out": [], "over": [], "scrolls": False, "narrow": 0}
    assert len(texts) == 1


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_an_ill_hand_changes_neither_text_nor_look(
    name: str, style: str, browser: Browser, pages: Callable[[str, str], Path]
) -> None:
    """No scripts, styles, ids, classes, positions, variables, data, foreign links, sides at the
    root: twice over."""
    page = pages(name, style)
    body = published(page.read_text("utf-8"))
    once = cleaned(body)
    assert cleaned(once) == once
    tab = browser.page(based(page))
    before = looks(tab)
    tab.open(based(page, once))
    assert looks(tab) == before
    assert len(before) > 20


def cleaned(markup: str) -> str:
    """The markup after a sanitizer that takes all it may; pictures keep their places."""
    import lxml.html
    from lxml import etree

    marked = markup.replace('src="', 'src="https://mmbiz.qpic.cn/')
    marked = marked.replace("https://mmbiz.qpic.cn/https://", "https://")
    root = lxml.html.fragment_fromstring(filtered(marked, keeps_data=False), create_parent="div")
    for outermost in root:
        style = (one.strip() for one in outermost.get("style", "").split(";"))
        kept = [one for one in style if not one.startswith(("padding", "background", "margin"))]
        if outermost.get("style"):
            outermost.set("style", ";".join(kept))
    inner = "".join(etree.tostring(one, encoding="unicode", method="html") for one in root)
    return inner.replace('src="https://mmbiz.qpic.cn/', 'src="')


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_the_copy_button_and_a_paste_keep_every_look(
    name: str, style: str, browser: Browser, pages: Callable[[str, str], Path], tmp_path: Path
) -> None:
    page = pages(name, style)
    tab = browser.page(page)
    inside = looks(tab, "[data-pubkit-article]")
    assert len(inside) > 20
    tab.click('[data-copy="article"]')
    assert tab.run("document.querySelector('output').textContent") in (
        "已复制，可以粘贴。", "Copied; paste it into the editor.",
    )  # fmt: skip
    editor = tmp_path / "editor.html"
    editor.write_text(
        BASE.replace("%s", "").replace('class="rich_media_content"',
                                       'class="rich_media_content" contenteditable autofocus'),
        "utf-8")  # fmt: skip
    tab.open(editor)
    tab.run(
        "document.addEventListener('paste', e => window.got = e.clipboardData.getData('text/html'),"
        " true); document.querySelector('.rich_media_content').focus()"
    )
    tab.press("v", "paste")
    pasted = looks(tab)
    assert [one[0] for one in pasted] == [one[0] for one in inside]
    assert pasted == inside
    got = tab.run("window.got")
    assert "data:image/" in got
    assert "var(" not in got
    pictures = tab.run("[...document.images].map(e => [e.src.slice(0, 10), e.naturalWidth > 0])")
    assert pictures
    assert all(one == ["data:image", True] for one in pictures)


def test_dark_mode_is_switched_on_and_off_and_never_copied(
    browser: Browser, pages: Callable[[str, str], Path]
) -> None:
    tab = browser.page(pages("kit", "daily"))
    article = "document.querySelector('[data-pubkit-article]').innerHTML"
    light, looked = tab.run(article), looks(tab, "[data-pubkit-article]")
    tab.click('[data-mode="dark"]')
    assert tab.run("getComputedStyle(document.querySelector('.sheet')).backgroundColor") == (
        "rgb(25, 25, 25)"
    )
    dark = looks(tab, "[data-pubkit-article]")
    assert [one[3] for one in dark] != [one[3] for one in looked]
    tab.run("window.addEventListener('copy', e => got = e.clipboardData.getData('text/html'))")
    tab.click('[data-copy="article"]')
    copied = tab.run("got")
    assert "color:#1A1A1A" in copied
    assert "rgb(" not in copied
    tab.click('[data-mode="light"]')
    assert tab.run(article) == light


@pytest.mark.parametrize("what", ["title", "author", "digest", "facts"])
def test_title_author_and_digest_are_copied_as_text(
    what: str, browser: Browser, pages: Callable[[str, str], Path], tmp_path: Path
) -> None:
    tab = browser.page(pages("science-year", "daily"))
    tab.click(f'[data-copy="{what}"]')
    field = tmp_path / "field.html"
    field.write_text("<!doctype html><textarea autofocus></textarea>")
    tab.open(field)
    tab.run("document.querySelector('textarea').focus()")
    tab.press("v", "paste")
    facts = {
        "title": "把星空搬到家门口",
        "author": "林晓 周一帆",
        "digest": "一年里，科学课开进了社区、乡镇和病房。"
        "1203场活动背后，是一座城市学着先问、再讲。",
    }
    wanted = "\n".join(facts.values()) if what == "facts" else facts[what]
    assert tab.run("document.querySelector('textarea').value") == wanted


def test_the_phone_is_as_wide_as_a_phone_and_fills_one(
    browser: Browser, pages: Callable[[str, str], Path]
) -> None:
    tab = browser.page(pages("dandelion", "daily"), 1200)
    wide = "document.querySelector('.sheet').getBoundingClientRect().width"
    assert tab.run(wide) == 375
    tab.resize(375)
    assert tab.run(wide) == 375
    assert tab.run("document.documentElement.scrollWidth") == 375


def test_the_page_asks_no_network(browser: Browser, pages: Callable[[str, str], Path]) -> None:
    page = pages("science-year", "daily")
    tab = browser.page(page)
    tab.call("Network.enable")
    browser.asked.clear()
    tab.run("location.reload()")
    tab.open(page)
    tab.click('[data-copy="article"]')
    assert len(browser.asked) > 7
    assert all(one.startswith(("file:", "data:")) for one in browser.asked)
