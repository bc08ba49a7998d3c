"""Every rule: the least that it finds, and the least that it lets pass."""

import dataclasses
import re
from pathlib import Path

import pytest

import pubkit
from pubkit.checks.lengths import Limits
from pubkit.testing import picture, sample, sample_assets
from pubkit.wechatlint import lint

ROOT = Path(__file__).parents[2]
PACKAGE = Path(pubkit.__file__).parent / "wechatlint"
DOCS = ROOT / "docs" / "wechat.md"
PNG = picture().data
IMG = '<img src="a.png" data-w="480" data-ratio="0.66667" style="width:100%">'


def p(style: str, words: str = "清晨六点，灯塔刚刚熄灭。") -> str:
    return f'<section><p style="{style}">{words}</p></section>'


def nested(count: int, tag: str = "section") -> str:
    return f"<{tag}>" * count + "字" + f"</{tag}>" * count


CASES = {  # code: what is found, what is not
    "wechat-active": ("<section><script>1</script>字</section>", p("")),
    "wechat-stylesheet": ("<style>p{color:red}</style><p>字</p>", p("color:#333")),
    "wechat-tag": ("<div>字</div>", "<section>字</section>"),
    "wechat-handler": ('<p onclick="x()">字</p>', p("")),
    "wechat-id": ('<p id="x">字</p>', '<p data-id="x">字</p>'),
    "wechat-class": ('<p class="x">字</p>', p("margin:0")),
    "wechat-attribute": ('<p contenteditable="">字</p>', '<p data-tool="x">字</p>'),
    "wechat-link": (
        '<p><a href="https://mp.weixin.qq.com.a.example/">字</a></p>',
        '<p><a href="https://mp.weixin.qq.com/s/x">字</a></p>',
    ),
    "wechat-list-nested": (
        "<ul><li>字<ul><li>字</li></ul></li></ul>",
        "<ul><li>字</li></ul>",
    ),
    "wechat-chain": (nested(10), nested(9)),
    "wechat-root": (
        '<section style="padding:0 8px">字</section>',
        '<section><section style="padding:0 8px">字</section></section>',
    ),
    "wechat-font-family": (p("font-family:serif"), p("font-size:16px")),
    "wechat-important": (p("margin:0 !important"), p("margin:0")),
    "wechat-variable": (p("color:var(--x)"), p("color:#333333")),
    "wechat-position": (p("position:absolute"), p("position:static")),
    "wechat-background-picture": (
        p("background:#fff url(https://a.example/x.png)"),
        p("background:#ffffff"),
    ),
    "wechat-align": (p("text-align:start"), p("text-align:left")),
    "wechat-gradient": (
        p("background:linear-gradient(#ffffff,#eeeeee)"),
        '<section><p style="background:linear-gradient(#ffffff,#eeeeee)"></p><p>字</p></section>',
    ),
    "wechat-pre": ("<pre>字</pre>", "<pre><code>字</code></pre>"),
    "wechat-motion": (p("animation:x 1s"), p("margin:0")),
    "wechat-width": (p("width:500px"), p("width:90%;max-width:500px;min-width:36px")),
    "wechat-offset": (p("margin:0 0 0 120px"), p("margin:120px 16px")),
    "wechat-narrow": (
        '<section><section style="padding:0 60px"><section style="padding:0 60px">'
        "<p>清晨六点，灯塔刚刚熄灭，港口里的船就要回来了。</p></section></section></section>",
        '<section><section style="padding:0 60px"><p>清晨六点，灯塔刚刚熄灭，港口里的船。</p>'
        "</section></section>",
    ),
    "wechat-nowrap": (
        p("white-space:nowrap", "清晨六点，灯塔刚刚熄灭，船。"),
        p("white-space:nowrap", "清晨"),
    ),
    "wechat-clipped": (p("height:40px;overflow:hidden"), p("min-height:40px;overflow:hidden")),
    "wechat-hidden": (p("opacity:0"), p("opacity:0.9")),
    "wechat-leading": (p("font-size:20px;line-height:16px"), p("font-size:20px;line-height:1")),
    "wechat-small": (p("font-size:10px"), p("font-size:11px")),
    "wechat-contrast-light": (p("color:#888888"), p("color:#707070")),
    "wechat-contrast-dark": (
        p("color:#b4282d"),
        p("color:#ffffff;background:#b4282d"),
    ),
    "wechat-picture-width": (IMG.replace("width:100%", "height:auto"), IMG),
    "wechat-picture-size": (IMG.replace(' data-w="480"', ""), IMG),
    "wechat-picture-address": (
        IMG.replace("a.png", "https://a.example/x.png"),
        IMG.replace("a.png", "https://mmbiz.qpic.cn/x/0?wx_fmt=png"),
    ),
    "wechat-picture-missing": (IMG.replace("a.png", "gone.png"), IMG),
    "wechat-picture-kind": (IMG.replace("a.png", "a.gif"), IMG),
    "wechat-picture-heavy": (IMG.replace("a.png", "big.png"), IMG),
    "wechat-picture-ratio": (IMG.replace("0.66667", "1.5"), IMG),
    "wechat-content-long": (f"<p>{'长' * 20_000}</p>", f"<p>{'长' * 19_000}</p>"),
    "wechat-content-heavy": (f"<p>{'长' * 333_334}</p>", f"<p>{'长' * 300_000}</p>"),
    "wechat-empty": ("<section><br></section>", f"<section>{IMG}</section>"),
}
FILES = {"a.png": PNG, "a.gif": b"GIF89a", "gone.png": None, "big.png": PNG + bytes(1_000_000)}


def codes(markup: str) -> set[str]:
    page = f'<!doctype html><meta charset=utf-8><body><div data-pubkit-article="">{markup}</div>'
    return {notice.code for notice in lint(page.encode(), FILES)}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_its_fault_and_passes_what_is_near(code: str) -> None:
    bad, good = CASES[code]
    assert code in codes(bad)
    assert code not in codes(good)


def written() -> set[str]:
    """Every code in the package."""
    text = "".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py"))
    whole = set(re.findall(r'"(wechat-[a-z-]+)"', text))
    for pattern, ends in (("wechat-{name}", ("id", "class")),
                          ("wechat-contrast-{mode}", ("light", "dark"))):  # fmt: skip
        assert pattern in text
        whole |= {pattern.partition("{")[0] + end for end in ends}
    return whole


def test_every_rule_has_its_cases_and_its_line_in_the_docs() -> None:
    listed = re.findall(
        r"^\| `(wechat-[a-z-]+)` \| (?:error|warning)", DOCS.read_text("utf-8"), re.M
    )
    assert sorted(listed) == sorted(written())
    assert set(CASES) | {"wechat-unreadable"} == written()


def test_what_is_no_page_gives_one_finding() -> None:
    deep = b"<p style='color:" + b"(" * 100_000 + b"'>x</p>"
    for data in (b"", b"<div>" * 300 + b"x", bytes(100), deep):
        (notice,) = lint(data)
        assert (notice.code, notice.severity) == ("wechat-unreadable", "error")


def test_faults_of_one_rule_are_one_finding_at_the_first() -> None:
    (notice,) = lint(b"<body><p>a</p><div>b</div><div>c</div></body>")
    assert notice.where == "div 2 (b)"
    assert notice.text.endswith(", and 1 more like it.")


def test_a_published_page_is_judged_by_what_its_readers_get() -> None:
    """Only what stands in js_content is the article."""
    page = '<body><style>x</style><div id="js_content"><p>字</p></div><script>1</script>'
    assert lint(page.encode()) == ()


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<section><p style="margin-left:-30px">字</p></section>', "wechat-offset"),
        ('<section><p style="transform:translateX(200px)">字</p></section>', "wechat-offset"),
        (
            '<section><section style="padding:0 40px"><p style="width:300px">字</p></section>'
            "</section>",
            "wechat-width",
        ),
        ('<section><table style="min-width:100vw"><tr><td>字</td></tr></table></section>',
         "wechat-width"),
        ('<section><p style="font:16px serif">字</p></section>', "wechat-font-family"),
        ('<section style="background:#000000"><section><p>字</p></section></section>',
         "wechat-contrast-light"),
        ('<section><p style="COLOR:#B4282D">字</p></section>', "wechat-contrast-dark"),
        ('<section><p style="color:rgba(0,0,0,.3)">字</p></section>', "wechat-contrast-light"),
        (IMG.replace("a.png", "data:image/png;base64,AAAA"), "wechat-picture-address"),
        (IMG.replace("a.png", "https://mmbiz.qpic.cn.a.example/x"), "wechat-picture-address"),
    ],
)  # fmt: skip
def test_it_is_stricter_than_the_platforms_own_checker(markup: str, code: str) -> None:
    assert code in codes(markup)


@pytest.mark.parametrize("name", ["science-year", "dandelion"])
def test_the_samples_have_no_findings(name: str, style: pubkit.Style) -> None:
    reading = pubkit.read(ROOT / "content" / name)
    output = pubkit.render(reading, ["wechat"], style)["wechat"].output
    assert output is not None
    assert output.notices == ()
    output = output.placed("beside")
    files = {f"beside/{file.name}": file.data for file in output.extras}
    assert lint(output.main.data, files, Limits()) == ()


def test_the_kits_sample_has_no_findings(style: pubkit.Style) -> None:
    run = pubkit.render(pubkit.Reading(sample(), sample_assets()), ["wechat"], style)
    assert run["wechat"].notices == ()


def test_a_styles_faults_are_said_on_each_render() -> None:
    daily = pubkit.load_style("daily")
    sheet = daily.sheet("wechat.css").replace("color: #595959", "color: #b4282d")
    style = dataclasses.replace(daily, sheets={**daily.sheets, "wechat.css": sheet})
    run = pubkit.render(pubkit.Reading(sample(), sample_assets()), ["wechat"], style)
    assert [notice.code for notice in run["wechat"].notices] == ["wechat-contrast-dark"]
