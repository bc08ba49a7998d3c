"""Articles of made text, and pages read back from their PDF."""

import random

import pypdfium2

from pubkit.admit import admit
from pubkit.config import Issue
from pubkit.model import Article, Figure, Paragraph, Section, Text

ISSUE = Issue(newspaper="澜州日报", page="A8")
WORDS = (
    "渔村", "灯塔", "书架", "海风", "清晨", "孩子", "老师", "借阅", "卡片", "潮水", "码头", "归还",
    "一页", "故事", "声音", "24册", "CO2", "3.6万", "Wi-Fi",
)  # fmt: skip


class Builder:
    """Text as long as it is wanted, always the same."""

    def __init__(self) -> None:
        self._dice = random.Random(20261122)

    def text(self, characters: int) -> str:
        words = []
        while sum(map(len, words)) < characters:
            ends = self._dice.random() < 0.2
            words.append(self._dice.choice(WORDS) + (self._dice.choice("，。；") if ends else ""))
        return "".join(words)[: characters - 1] + "。"

    def paragraph(self, characters: int = 120) -> Paragraph:
        return Paragraph((Text(self.text(characters)),))

    def article(self, sections: int = 6, paragraphs: int = 4, photos: int = 3, **named) -> Article:
        """Sections of some 480 characters; the first `photos` of them begin with a photo each."""
        made = tuple(
            Section(
                (Text(f"第{number + 1}节 码头边的书架"),),
                (
                    *([figure(number)] if number < photos else []),
                    *(self.paragraph() for _ in range(paragraphs)),
                ),
            )
            for number in range(sections)
        )
        whole = {"title": "灯塔下的图书馆", "numbering": "upper-alpha", "sections": made}
        return admit(Article(**{**whole, **named}))


def figure(number: int, **named) -> Figure:
    return Figure(f"{number}.png", (Text(f"书架前的孩子，之{number}。"),), **named)


def codes(output) -> list[str]:
    return [notice.code for notice in output.notices]


def document(output) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(output.main.data)


def words(output) -> str:
    """Every character of the file without white space, in the order in which it is written."""
    pages = (page.get_textpage().get_text_range() for page in document(output))
    return "".join("".join(pages).split()).replace("\x02", "-").replace("\ufffe", "-")
