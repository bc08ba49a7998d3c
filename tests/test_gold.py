"""Two real newspaper pages through every channel: not one character is lost."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import readback

import pubkit
from pubkit.model import Article, Block, Credit, Figure, Paragraph, Section, Text
from pubkit.testing import picture
from pubkit.wechatlint import lint

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "gold"
PAGES = sorted(CORPUS.glob("*.json"))

pytestmark = pytest.mark.skipif(
    not PAGES, reason="needs the two gold pages in ../shared/corpus/gold"
)


def words(text: str) -> tuple[Text, ...]:
    return (Text(text.replace("／", "")),)


def figure(caption: dict[str, str], number: int) -> Figure:
    place = "lead" if caption.get("position") == "lead" else "column"
    return Figure(f"{number}.png", words(caption["text"]), caption.get("credit") or "", place=place)


def article(gold: dict) -> Article:
    """The gold structure as an article, each caption with a made photo."""
    figures = [figure(caption, number) for number, caption in enumerate(gold["captions"])]
    leads: list[Block] = [f for f in figures if f.place == "lead"]
    others = [f for f in figures if f.place != "lead"]
    sections = []
    for index, section in enumerate(gold["sections"]):
        blocks: list[Block] = [Paragraph(words(p)) for p in section["paragraphs"]]
        blocks[1:1] = others[index : index + 1]
        sections.append(Section(words(section["heading"]), tuple(blocks)))
    return pubkit.admit(
        Article(
            title=gold["title"],
            deck=gold["deck"],
            credits=tuple(
                Credit(c["role"], tuple(c["names"])) for c in gold["credits"] if not c.get("scope")
            ),
            photo_credit=gold["page_credit"] or "",
            published=datetime(2026, 11, 20, tzinfo=UTC),
            id=f"urn:x:{gold['name']}",
            url="https://example.org/gold",
            lead=tuple(leads),
            sections=tuple(sections),
            numbering="upper-alpha",
        )
    )


def in_order(gold: dict) -> list[str]:
    """Headings with their letters and paragraphs, as they must follow each other."""
    return [
        part
        for section in gold["sections"]
        for part in (
            section["letter"] + section["heading"].replace("／", ""),
            *section["paragraphs"],
        )
    ]


def reading(gold: dict) -> pubkit.Reading:
    photos = {f"{number}.png": picture() for number in range(len(gold["captions"]))}
    site = pubkit.Site(name="晚报", url="https://example.org", media_url="https://example.org/m")
    return pubkit.Reading(article(gold), photos, slug="gold", config=pubkit.Config(site=site))


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> tuple[dict, pubkit.Run]:
    gold = json.loads(request.param.read_text("utf-8"))
    return gold, pubkit.render(reading(gold), to=readback.READERS)


@pytest.mark.parametrize("channel", readback.READERS)
def test_a_channel_holds_every_character(page: tuple[dict, pubkit.Run], channel: str) -> None:
    gold, run = page
    output = run[channel].output
    assert output is not None, run[channel].error
    text = readback.squeezed(readback.READERS[channel](output.main.data))
    owed = [gold["title"], gold["deck"], gold["page_credit"] or ""]
    owed += [c["text"] for c in gold["captions"]]
    owed += [c["credit"] for c in gold["captions"] if c["credit"]]
    owed += [name for c in gold["credits"] if not c.get("scope") for name in c["names"]]
    for part in owed:
        assert readback.squeezed(part) in text, part
    if channel == "json":
        return  # its letters are derived, so its headings stand without them
    place = 0
    for part in in_order(gold):
        found = text.find(readback.squeezed(part), place)
        assert found >= 0, part
        place = found + 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_lint_for_wechat_finds_nothing(path: Path, style: pubkit.Style) -> None:
    run = pubkit.render(reading(json.loads(path.read_text("utf-8"))), ["wechat"], style)
    output = run["wechat"].output
    assert output is not None
    assert run["wechat"].notices == ()
    placed = output.placed("beside")
    files = {f"beside/{file.name}": file.data for file in placed.extras}
    assert lint(placed.main.data, files) == ()
