"""Whatever comes in: an article or one sentence, never another exception, however large it is."""

import json
import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pubkit
from pubkit import registry
from pubkit.model import Article, Credit, Figure, Paragraph, Section, Text
from pubkit.testing import picture, sample
from pubkit.verify import verify

_HEAD = "---\ntitle: 灯塔\ncredits: [{role: 撰文, names: [林晓]}]\n---\n\n"
SEEDS = {
    ".md": _HEAD + "## A 灯\n\n**文**[a](b)[^1]\n\n[^1]: 注\n",
    ".json": pubkit.load("json")().render(sample(), {}, None).main.data.decode(),
    ".txt": "灯塔下的船\n\n本报记者 林晓\n\nA 点灯\n\n守灯人说，灯\n\n亮了。\n\n▲灯塔。\n\n1.一\n",
}
"""A file of each kind that is read, to be mutilated."""


@pytest.mark.parametrize("suffix", SEEDS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutilated_source_gives_an_article_or_one_sentence(
    suffix: str, data: st.DataObject
) -> None:
    source = bytearray(SEEDS[suffix].encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(source) - 1))
        match data.draw(st.sampled_from(["cut", "put", "turn"])):
            case "cut":
                del source[at : at + data.draw(st.integers(1, 40))]
            case "put":
                source[at:at] = data.draw(st.binary(max_size=12))
            case _:
                source[at] = data.draw(st.integers(0, 255))
        if not source:
            break
    try:
        registry.reader_for(suffix).read(bytes(source), f"page{suffix}")
    except pubkit.PubkitError as error:
        assert str(error)


@pytest.mark.parametrize("suffix", SEEDS)
@given(noise=st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_noise_gives_an_article_or_one_sentence(suffix: str, noise: bytes) -> None:
    try:
        registry.reader_for(suffix).read(noise, f"page{suffix}")
    except pubkit.PubkitError as error:
        assert str(error)


def large() -> pubkit.Reading:
    """300 sections, 200 photos, one paragraph of 100,000 characters."""
    chance = random.Random(7)
    words = [
        "湖区的孩子",
        "坐船去上学",
        "守灯人",
        "在码头上等",
        "二十三条船",
        "1203 盏灯",
        "《灯塔志》",
    ]
    photo = picture()

    def paragraph(length: int) -> Paragraph:
        text = ""
        while len(text) < length:
            text += chance.choice(words) + chance.choice("，，，。")
        return Paragraph((Text(text[:length]),))

    def blocks(n: int) -> tuple[Paragraph | Figure, ...]:
        figure = Figure(f"p{n}.png", (Text(f"第{n}张照片。"),), f"林晓{n}摄")
        return (paragraph(120), *((figure,) if n <= 200 else ()), paragraph(80))

    sections = tuple(Section((Text(f"第{n}节的题目"),), blocks(n)) for n in range(1, 301))
    article = pubkit.admit(
        Article(
            title="很长的一篇", credits=(Credit("撰文", ("林晓",)),), lead=(paragraph(100_000),),
            sections=sections, numbering="decimal", id="urn:x:large",
            published=datetime(2026, 11, 20, tzinfo=UTC), url="https://example.org/large",
        )
    )  # fmt: skip
    site = pubkit.Site(name="晚报", url="https://example.org", media_url="https://example.org/m")
    photos = {f"p{n}.png": photo for n in range(1, 201)}
    return pubkit.Reading(article, photos, config=pubkit.Config(site=site))


def test_a_very_large_article_comes_through_whole() -> None:
    run = pubkit.render(large(), to=["docx", "rss", "wechat", "text", "json"])
    assert all(result.ok for result in run)
    verify(run).raise_on_loss()


def test_the_article_is_read_back_from_its_own_json() -> None:
    reading = large()
    data = pubkit.render(reading, to=["json"])["json"].output.main.data
    assert json.loads(data)["title"] == "很长的一篇"
    assert registry.reader_for(".json").read(data, "a.json").article == reading.article
