"""A long article without end marks of its own, set once a style."""

import itertools
import random

import pypdfium2
import pytest

from pubkit.admit import admit
from pubkit.model import Article, Figure, Paragraph, Section, Text
from pubkit.renderers.pdf import Pdf
from pubkit.testing import picture

WORDS = (
    "渔村", "灯塔", "书架", "海风", "清晨", "孩子", "老师", "借阅", "卡片", "潮水", "码头", "归还",
    "一页", "故事", "声音", "24册", "CO2", "3.6万", "Wi-Fi",
)  # fmt: skip


def sentence(dice: random.Random) -> str:
    said = "".join(dice.choices(WORDS, k=dice.randint(3, 9)))
    more = "".join(dice.choices(WORDS, k=dice.randint(3, 9)))
    shape = dice.choice(("{}，{}。", "{}：“{}。”", "“{}”{}！", "{}——{}……", "《{}》和（{}）；"))
    return shape.format(said, more)


def paragraph(dice: random.Random) -> Paragraph:
    return Paragraph((Text("".join(sentence(dice) for _ in range(dice.randint(2, 7)))),))


def long_article() -> Article:
    dice = random.Random(20261120)
    numbers = itertools.count()
    sections = [
        Section(
            (Text(f"第{n}节 码头边的书架"),),
            (
                paragraph(dice),
                Figure(f"{next(numbers)}.png", (Text("书架前的孩子。"),)),
                *(paragraph(dice) for _ in range(4)),
            ),
        )
        for n in range(1, 8)
    ]
    return admit(Article(title="灯塔下的图书馆", numbering="upper-alpha", sections=tuple(sections)))


@pytest.fixture(scope="session")
def article():
    return long_article()


@pytest.fixture(scope="session")
def assets(article):
    return {f"{n}.png": picture() for n in range(7)}


@pytest.fixture(scope="session")
def output(article, assets, style):
    return Pdf().render(article, assets, style)


@pytest.fixture(scope="session")
def pages(output):
    return pypdfium2.PdfDocument(output.main.data)
