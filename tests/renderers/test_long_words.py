"""Words that no line holds: addresses, long names, in text, lists, captions and tables."""

from itertools import combinations

import pypdfium2
import pytest

import pubkit
from pubkit.admit import admit
from pubkit.model import (
    Article,
    Figure,
    Footnote,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Strong,
    Sup,
    Table,
    Text,
)
from pubkit.renderers.page import Page
from pubkit.renderers.pdf import Pdf
from pubkit.verify import verify

ADDRESS = "https://stats.example.org/2026/attendancebydistrictandmonthandagegroupandschool.html"
NAME = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
NAMES = [NAME[at:].lower() + NAME[:at].lower() for at in (0, 9, 21, 35, 50)]

CHANNELS = {"page": Page(paper="A4", press=False), "pdf": Pdf()}


def mixed(word: str) -> tuple[Inline, ...]:
    """The word in five types, some pieces of which fit into a line while the whole does not."""
    a, b, c, d = (len(word) * at // 5 for at in range(1, 5))
    link = Link("https://www.example.org/", (Text(word[b:c]),))
    raised, bold = Sup((Text(word[c:d]),)), Strong((Text(word[d:]),))
    return Text(f"（{word[:a]}"), Strong((Text(word[a:b]),)), link, raised, bold, Text("）")


def words(*texts: str) -> tuple[Inline, ...]:
    return tuple(Text(text) for text in texts)


ARTICLE = admit(
    Article(
        title="长网址也要排得下",
        lead=(
            Paragraph(words(f"数据见{ADDRESS}，以及", NAMES[0], "和后文。")),
            List((Item((Paragraph(words(NAMES[1])),)),), ordered=True),
            Figure("", words(f"图：{NAMES[2]}"), "摄影 甲"),
            Table(
                (words("名称"), words("网址"), words("说明")),
                ((words("统计"), words(ADDRESS), words("年度")),
                 (words("长词"), words(NAMES[3]), words("说明文字"))),
            ),
            Paragraph((Text("注"), Footnote(words(NAMES[4])))),
            Paragraph((Text("全称"), *mixed(NAMES[0]), Text("和后文。"))),
            List((Item((Paragraph((Text("全称"), *mixed(NAMES[1]))),)),)),
            Table(
                (words("名称"), words("全称"), words("说明")),
                ((words("统计"), mixed(NAMES[2]), mixed(NAMES[3] + NAMES[2])),),
            ),
            Table(
                tuple(words(name) for name in "甲乙丙丁"),
                (tuple(mixed(name[:20]) for name in NAMES[:4]),),
            ),
            Paragraph((Text("注"), Footnote(mixed(NAMES[4])))),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize("style", ["daily", "quiet"])
@pytest.mark.parametrize("name", ["page", "pdf"])
def test_words_that_no_line_holds_break_within_their_column(name: str, style: str) -> None:
    run = pubkit.render(pubkit.Reading(ARTICLE), to=[CHANNELS[name]], style=style)
    output = run[name].output
    assert output is not None
    for page in pypdfium2.PdfDocument(output.main.data):
        text = page.get_textpage()
        # Letters of one ligature share their box, and what shows nothing has its neighbour's.
        shown = (at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip())
        boxes = {box for at in shown if (box := text.get_charbox(at))[2] - box[0] > 0.1}
        assert max(box[2] for box in boxes) <= page.get_width() - 40
        for one, other in combinations(boxes, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across < 2 or down < 2
    assert [*verify(run).findings] == []


@pytest.mark.parametrize("style", ["daily", "quiet"])
@pytest.mark.parametrize("name", ["page", "pdf"])
def test_the_short_columns_of_a_crowded_table_stay_whole(name: str, style: str) -> None:
    run = pubkit.render(pubkit.Reading(ARTICLE), to=[CHANNELS[name]], style=style)
    output = run[name].output
    assert output is not None
    document = pypdfium2.PdfDocument(output.main.data)
    printed = "".join(page.get_textpage().get_text_range() for page in document)
    lines = printed.replace("\r", "").split("\n")
    for cell in ("名称", "统计", "年度", "长词", "说明文字"):
        assert any(cell in line for line in lines)
