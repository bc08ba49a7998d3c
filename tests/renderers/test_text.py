"""The `text` channel."""

from collections.abc import Callable

import pytest

import pubkit
from pubkit.model import (
    Article,
    Box,
    Figure,
    Footnote,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Section,
    Sub,
    Sup,
    Text,
)
from pubkit.renderers.text import PlainText
from pubkit.testing import sample, sample_assets


def rendered(article: Article) -> tuple[str, tuple[pubkit.Notice, ...]]:
    output = PlainText().render(pubkit.admit(article), {}, pubkit.load_style("daily"))
    return output.main.data.decode(), output.notices


def line(*content: Inline, lang: str = "zh-CN") -> str:
    text, _ = rendered(Article("题", lang=lang, lead=(Paragraph(content),)))
    return text.split("\n\n", 1)[1].strip()


def test_the_sample_reads_as_an_editor_would_type_it(golden: Callable[[str, str], None]) -> None:
    output = PlainText().render(sample(), sample_assets(), pubkit.load_style("daily"))
    golden("text/sample.txt", output.main.data.decode())


@pytest.mark.parametrize(
    ("node", "shown"),
    [
        (Sup((Text("2"),)), "m²"),
        (Sub((Text("2"),)), "m₂"),
        (Sup((Text("−3"),)), "m⁻³"),
    ],
)
def test_numbers_stay_high_or_low(node: Inline, shown: str) -> None:
    assert line(Text("m"), node) == shown


def test_what_unicode_cannot_shift_is_marked_and_reported() -> None:
    text, notices = rendered(Article("题", lead=(Paragraph((Text("x"), Sup((Text("甲"),)))),)))
    assert "x^(甲)" in text
    assert [(n.code, n.severity, n.where) for n in notices] == [
        ("text-shifted", "info", "lead[0].content[1]")
    ]


def test_a_link_shows_its_address_once() -> None:
    address = "https://example.org/a"
    assert line(Link(address, (Text("甲"),))) == f"甲（{address}）"
    assert line(Link(address, (Text(address),))) == address
    assert line(Link("#s-1", (Text("见上"),))) == "见上"


def test_a_zero_width_space_at_the_very_beginning_is_not_taken_for_a_signature() -> None:
    output = PlainText().render(Article("\ufeff题"), {}, pubkit.load_style("daily"))
    assert output.main.data.decode("utf-8-sig") == "\ufeff题\n"


def test_paragraphs_are_indented_in_chinese_and_stand_apart_elsewhere() -> None:
    body = (Paragraph((Text("One"),)), Paragraph((Text("Two"),)))
    assert "\u3000\u3000One\n\u3000\u3000Two\n" in rendered(Article("题", lead=body))[0]
    assert "\n\nOne\n\nTwo\n" in rendered(Article("T", lang="en", lead=body))[0]


def test_brackets_inside_brackets_differ() -> None:
    text, _ = rendered(Article("题", lead=(Figure(None, (Text("塔。"),), "甲摄（CC BY）"),)))
    assert "【图1】塔。［甲摄（CC BY）］" in text


def test_a_credit_shows_no_tab_since_tabs_part_cells() -> None:
    figure = Figure("a.jpg", caption=(Text("灯"),), credit="\t林 晓")
    text, _ = rendered(Article("题", lang="zh-CN", lead=(figure,)))
    assert "【图1】灯（ 林 晓）" in text


def test_notes_are_numbered_in_order_and_listed_at_the_end() -> None:
    notes = (Text("甲"), Footnote((Text("一"),)), Text("乙"), Footnote((Text("二"),)))
    text, _ = rendered(Article("题", lead=(Paragraph(notes),), source="报"))
    assert "甲［注1］乙［注2］" in text
    assert text.endswith("［注1］一\n［注2］二\n\n来源：报\n")


def test_lists_count_from_their_start_and_hang() -> None:
    inner = List((Item((Paragraph((Text("内"),)),)),))
    items = (Item((Paragraph((Text("甲"),)), inner)), Item((inner,)), Item(()))
    text, _ = rendered(Article("题", lead=(List(items, ordered=True, start=9),)))
    assert "9. 甲\n   • 内\n10. \n    • 内\n11. \n" in text


def test_empty_parts_leave_no_trace() -> None:
    text, _ = rendered(Article("题", sections=(Section(()),), lead=(Box(),)))
    assert text == "题\n\n────────────\n────────────\n"
