"""Notes to tables stand under them on paper; those to the text keep their numbers and places."""

import pypdfium2
import pytest

import pubkit
from pubkit.admit import admit
from pubkit.model import Article, Box, Footnote, Paragraph, Table, Text
from pubkit.renderers.page import Page
from pubkit.renderers.pdf import Pdf
from pubkit.verify import verify

WORDS = "船工清早去看水位，把数字写在墙上，过路的人停下来问，今天宜不宜过河。"


def note(text: str) -> Footnote:
    return Footnote((Text(text),))


TABLE = Table(
    ((Text("水位"),), (Text("潮差"), note("表下的附言。"))),
    (((Text("高潮"),), (Text("低潮"),)),),
)
BLOCKS = (
    Paragraph((Text(WORDS), note("先说的附言。"))),
    TABLE,
    *(Paragraph((Text(WORDS * 3),)) for _ in range(12)),
    Box((Text("盒子"),), (TABLE,)),
    Paragraph((Text("收尾"), note("后说的附言。"))),
    *(Paragraph((Text(WORDS * 3),)) for _ in range(12)),
)


def foot(page: pypdfium2.PdfPage, words: str) -> float | None:
    text = page.get_textpage()
    found = text.search(words).get_next()
    return text.get_charbox(found[0])[1] if found else None


@pytest.mark.parametrize(
    "renderer", [Page(paper="broadsheet", press=False), Pdf()], ids=["page", "pdf"]
)
@pytest.mark.parametrize("style", ["daily", "quiet"])
def test_a_tables_notes_stand_right_under_it(renderer, style: str) -> None:
    run = pubkit.render(pubkit.Reading(admit(Article("一夜", lead=BLOCKS))), [renderer], style)
    assert [*verify(run).findings] == []
    pages = list(pypdfium2.PdfDocument(run[renderer.name].output.main.data))
    (table, below) = next(
        (row, words)
        for page in pages
        if (row := foot(page, "低潮")) and (words := foot(page, "表下的附言"))
    )
    assert 0 < table - below < 40
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
    for number, words in enumerate(("先说的", "表下的", "表下的", "后说的"), 1):
        assert f"{number}{words}附言" in text
