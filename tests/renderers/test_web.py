"""The `web` channel: what it says, what it loads, and how it stands on a screen."""

import html
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest

import pubkit
from pubkit.model import Article, Code, Figure, Link, List, Paragraph, Section, Table, Text
from pubkit.renderer import COMPANIONS
from pubkit.renderers.web import Column, Web
from pubkit.testing import picture, sample, sample_assets

SITE = pubkit.Site(
    name="海岛日报",
    url="https://example.org",
    media_url="https://media.example.org/2026/",
    rights="© 2026 海岛日报",
)
ROOT = Path(__file__).parents[2]
HOSTILE = "</script><script>alert(1)</script><!-- </style> \" ' & ]]>"


def render(article: Article | None = None, style: str = "daily", **options: Any) -> pubkit.Output:
    article = pubkit.admit(sample() if article is None else article)
    return Web(SITE, **options).render(article, sample_assets(), pubkit.load_style(style))


def changed(**fields: Any) -> Article:
    return msgspec.structs.replace(sample(), **fields)


def tree(output: pubkit.Output) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(output.placed("x").main.data)


def metas(output: pubkit.Output) -> dict[str, str]:
    found = tree(output).xpath("//meta[@name or @property]")
    return {meta.get("name") or meta.get("property"): meta.get("content") for meta in found}


def news(output: pubkit.Output) -> dict[str, Any]:
    (script,) = tree(output).xpath("//script")
    return dict(json.loads(script.text))


def test_other_sites_and_search_engines_learn_what_it_is() -> None:
    output = render()
    told = metas(output)
    assert told["og:type"] == "article"
    assert told["og:title"] == "灯塔下的图书馆 渔村孩子的第二课堂"
    assert told["og:url"] == "https://example.org/2026/lighthouse"
    assert told["og:image"].startswith("https://media.example.org/2026/a-")
    assert told["article:published_time"] == "2026-11-20T08:00:00+08:00"
    assert told["description"] == "一座灯塔，三千册书。"
    told = news(output)
    assert (told["@type"], told["headline"]) == ("NewsArticle", metas(output)["og:title"])
    assert [author["name"] for author in told["author"]] == ["林晓", "周一帆"]
    assert told["dateModified"] == "2026-11-21T08:00:00+08:00"
    assert told["publisher"]["name"] == "海岛日报"
    (link,) = tree(output).xpath("//link[@rel='canonical']/@href")
    assert link == "https://example.org/2026/lighthouse"


def test_a_governments_tags_stand_there_where_the_site_has_a_code() -> None:
    assert "SiteIDCode" not in metas(render())
    told = metas(render(column=Column("1100000000", "政务动态", "工作动态")))
    assert {name: told[name] for name in ("SiteIDCode", "ColumnName", "ColumnType")} == {
        "SiteIDCode": "1100000000",
        "ColumnName": "政务动态",
        "ColumnType": "工作动态",
    }
    assert told["PubDate"] == "2026-11-20 08:00"
    assert (told["SiteName"], told["SiteDomain"]) == ("海岛日报", "example.org")
    assert told["ArticleTitle"] == "灯塔下的图书馆 渔村孩子的第二课堂"
    assert (told["ContentSource"], told["Author"]) == ("海岛日报", "林晓 周一帆")


def test_it_loads_nothing_but_its_own_photos() -> None:
    page = tree(render())
    assert all(src.startswith("x/photos/") for src in page.xpath("//img/@src"))
    assert page.xpath("//script/@src|//link[@rel='stylesheet']|//iframe") == []
    assert "url(" not in page.xpath("//style")[0].text


def test_a_large_photo_comes_in_two_sizes_and_its_room_is_kept() -> None:
    article = pubkit.admit(Article(title="题", lead=(Figure("a.png", alt="塔"), Figure("b.png"))))
    assets = {"a.png": picture(2400, 1200), "b.png": picture(300, 200)}
    output = Web().render(article, assets, pubkit.load_style("daily"))
    large, small = tree(output).xpath("//img")
    widths = re.findall(r"(\S+) (\d+)w", large.get("srcset"))
    assert [int(width) for _, width in widths] == [int(large.get("width")), 800]
    names = {f"x/{file.name}" for file in output.extras}
    assert {name for name, _ in widths} <= names
    assert (small.get("srcset"), small.get("width"), small.get("height")) == (None, "300", "200")
    assert (large.get("loading"), small.get("loading")) == (None, "lazy")
    assert COMPANIONS.encode() not in output.placed("x").main.data


def test_every_photo_and_heading_is_there_for_those_who_listen() -> None:
    page = tree(render())
    assert all("alt" in img.attrib for img in page.xpath("//img"))
    assert [h.tag for h in page.xpath("//h1|//h2|//h3|//h4")][:2] == ["h1", "h2"]
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//th/@scope") == ["col", "col"]
    assert page.xpath("//*[@align]") == []
    (times,) = page.xpath("//time/@datetime")
    assert times == "2026-11-20T08:00+08:00"


def test_links_within_the_page_lead_somewhere() -> None:
    page = tree(render())
    for target in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert page.get_element_by_id(target[1:]) is not None


def test_hostile_words_stay_words_in_the_head_as_well() -> None:
    fields = ("title", "deck", "digest", "source", "kicker", "url", "id")
    output = render(changed(keywords=(HOSTILE,), **dict.fromkeys(fields, HOSTILE)))
    page = tree(output)
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert news(output)["headline"] == HOSTILE
    assert metas(output)["og:title"] == HOSTILE
    assert page.xpath("//comment()") == []
    assert page.xpath("//link[@rel='canonical']") == []


def test_the_channels_own_title_and_author_stand_in() -> None:
    own = pubkit.model.Override("web", title="另题", author="本报记者")
    article = changed(channels=(own,))
    assert news(render(article))["author"] == [{"@type": "Person", "name": "本报记者"}]
    assert "本报记者" in tree(render(article)).xpath("//p[@class='byline']")[0].text_content()


def test_what_it_cannot_know_it_does_not_say() -> None:
    article = pubkit.admit(Article(title="题", lead=(Paragraph((Text("文"),)),)))
    output = Web().render(article, {}, pubkit.load_style("daily"))
    assert "article:published_time" not in metas(output)
    assert "datePublished" not in news(output)
    assert tree(output).xpath("//*[@class='mast']|//*[@class='foot']|//time") == []


def test_an_outside_validator_finds_nothing(tmp_path: Path, witness: Callable[[str], str]) -> None:
    witness("java")
    pages = []
    for style in ("daily", "quiet"):
        for article in sorted((ROOT / "content").glob("*/article.md")):
            reading = pubkit.read(article)
            channel = Web(SITE, column=Column("1100000000", "科普", "专题"))
            output = channel.render(reading.article, reading.assets, pubkit.load_style(style))
            pages.append(tmp_path / f"{style}-{article.parent.name}.html")
            pages[-1].write_bytes(output.placed("x").main.data)
    command = [witness("vnu"), "--stdout", "--exit-zero-always", "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, check=True)
    assert len(pages) == 4
    assert json.loads(done.stdout)["messages"] == []


# ── on a screen ─────────────────────────────────────────────────────────────────────────────

WIDTHS = (320, 375, 599, 600, 601, 768, 831, 833, 1024, 1440, 1600)
LONG = "https://example.org/" + "unbroken" * 30
MEASURE = """
const lum = c => { const f = c.map(v => { v /= 255;
  return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
  return .2126 * f[0] + .7152 * f[1] + .0722 * f[2] };
const parts = s => s.match(/[\\d.]+/g).map(Number);
const ground = e => { for (; e; e = e.parentElement) {
  const c = parts(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] > .9) return c.slice(0, 3) } return [255, 255, 255] };
const found = [...document.querySelectorAll('iframe')].map(frame => {
  const page = frame.contentDocument, root = page.documentElement; let worst = 99;
  for (const e of page.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [lum(parts(getComputedStyle(e).color).slice(0, 3)), lum(ground(e))];
    worst = Math.min(worst, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)) }
  return [root.scrollWidth - root.clientWidth, worst] });
document.title = JSON.stringify(found);
"""


def wide() -> Article:
    """With everything that could be too wide."""
    row = tuple((Text(LONG[:40]),) for _ in range(9))
    blocks = (
        Paragraph((Text(LONG), Code(LONG), Link(LONG, (Text(LONG),)))),
        Table(row, (row,)),
        List((pubkit.model.Item((Paragraph((Text(LONG),)),)),)),
        *sample().sections[0].blocks,
        *sample().sections[1].blocks,
    )
    return changed(sections=(Section((Text(LONG),), blocks),), title=f"题 {LONG}", deck=LONG)


@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_it_fits_every_screen_and_can_be_read_by_day_and_by_night(
    style: str, tmp_path: Path, witness: Callable[[str], str]
) -> None:
    light = render(wide(), style).placed("x").main.data.decode()
    dark = light.replace("@media (prefers-color-scheme: dark)", "@media all")
    assert dark != light
    frames = "".join(
        f'<iframe width="{width}" height="600" srcdoc="{html.escape(page)}"></iframe>'
        for page in (light, dark)
        for width in WIDTHS
    )
    host = tmp_path / "host.html"
    script = f"<script>onload = () => {{{MEASURE}}}</script>"
    host.write_text(f"<!doctype html><meta charset=utf-8>{frames}{script}", "utf-8")
    command = [witness("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
               "--no-first-run", "--disable-background-networking", "--window-size=1700,900",
               f"--user-data-dir={tmp_path}/profile", "--dump-dom", host.as_uri()]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    found = json.loads(html.unescape(re.search("<title>(.*?)</title>", done.stdout)[1]))
    assert len(found) == 2 * len(WIDTHS)
    assert [over for over, _ in found] == [0] * len(found)
    assert min(contrast for _, contrast in found) >= 4.5
