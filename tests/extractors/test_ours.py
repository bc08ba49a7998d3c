"""What our own renderers make of real articles: every part stands in some line, exactly."""

import io
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pubkit
from pubkit import registry, walk
from pubkit.errors import ReadError
from pubkit.extract import Extract
from pubkit.model import Article, Box, Code, Figure, Inline, Paragraph, Subheading, Table, Text
from pubkit.testing import sample, sample_assets

CONTENT = Path(__file__).parent.parent.parent / "content"
CHANNELS = ("docx", "json", "rss", "text", "wechat")
SITE = pubkit.Site(name="晚报", url="https://example.org", media_url="https://example.org/m")


@cache
def run(name: str) -> pubkit.Run:
    if name == "sample":
        config = pubkit.Config(site=SITE)
        reading = pubkit.Reading(sample(), sample_assets(), slug="sample", config=config)
    else:
        reading = pubkit.read(CONTENT / name)
    return pubkit.render(reading, to=CHANNELS)


def made(name: str, channel: str) -> tuple[pubkit.File, dict[str, bytes]]:
    """The main file as it is written, and its companions."""
    result = run(name)[channel]
    assert result.output is not None, result.error
    output = result.output.placed(channel)
    return output.main, {f"{channel}/{extra.name}": extra.data for extra in output.extras}


def extract(name: str, channel: str) -> Extract:
    main, files = made(name, channel)
    return registry.extractor_for(main.media_type).extract(main.data, files)


def stretches(content: tuple[Inline, ...]) -> Iterator[str]:
    """The words as far as no note's or link's mark can come between."""
    words = ""
    for node in content:
        if isinstance(node, Text | Code):
            words += node.text
        else:
            yield words
            words = ""
            if hasattr(node, "content"):
                yield from stretches(node.content)
    yield words


def parts(article: Article) -> Iterator[str]:
    yield from (article.photo_credit, article.deck, article.kicker)
    yield from (name for credit in article.credits for name in credit.names)
    for section in article.sections:
        yield from stretches(section.heading)
    for _, block in walk.blocks(article):
        match block:
            case Paragraph() | Subheading():
                yield from stretches(block.content)
            case Figure():
                yield from (*stretches(block.caption), block.credit)
            case Table():
                yield from (
                    s for row in (block.header, *block.rows) for c in row for s in stretches(c)
                )
            case Box():
                yield from stretches(block.title)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", ["sample", "science-year", "dandelion"])
def test_every_part_stands_in_a_line(name: str, channel: str) -> None:
    found = extract(name, channel)
    article = walk.adapted(run(name).reading.article, channel)
    # Word breaks long headings at their own space; plain text has raised figures of its own.
    whole = "\n".join(found.lines).replace("²", "2").replace("₂", "2")
    for words in parts(article):
        assert words in whole or words.replace(" ", "\n") in whole, words


@pytest.mark.parametrize("channel", ["docx", "rss", "wechat"])
@pytest.mark.parametrize("name", ["sample", "science-year", "dandelion"])
def test_every_picture_stands_there_with_its_bytes(name: str, channel: str) -> None:
    figures = [figure for _, figure in walk.figures(run(name).reading.article) if figure.photo]
    pictures = extract(name, channel).pictures
    assert [picture.alt for picture in pictures] == [figure.alt for figure in figures]
    assert all(picture.data for picture in pictures)


@pytest.mark.parametrize("channel", ["docx", "json", "rss"])
def test_every_link_leads_where_it_should(channel: str) -> None:
    links = extract("science-year", channel).links
    assert {"https://example.org/2026/report", "https://example.org/open"} <= set(links)


# ── damaged on the way ──────────────────────────────────────────────────────────────────────


@given(seed=st.integers(0, 2**32), channel=st.sampled_from(CHANNELS))
def test_a_damaged_file_is_read_or_refused(seed: int, channel: str) -> None:
    main, files = made("sample", channel)
    chance = random.Random(seed)
    data = bytearray(main.data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 2))
    if chance.random() < 0.3:
        del data[chance.randrange(len(data) + 1) :]
    survives(main.media_type, bytes(data), files)


@given(seed=st.integers(0, 2**32))
def test_a_word_file_with_damaged_parts_is_read_or_refused(seed: int) -> None:
    main, _ = made("sample", "docx")
    chance = random.Random(seed)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(main.data)) as whole, zipfile.ZipFile(stream, "w") as broken:
        for name in whole.namelist():
            part = bytearray(whole.read(name))
            if chance.random() < 0.5:
                cut = chance.randrange(len(part))
                part[cut : cut + chance.randint(1, 9)] = chance.choice(_SNIPPETS)
            broken.writestr(name, bytes(part))
    survives(main.media_type, stream.getvalue(), {})


_SNIPPETS = (b"", b"<w:p>", b"</w:r>", b"&x;", b'r:id="', b"\xff", b"<mc:Fallback/>", b"7")


@given(data=st.binary(max_size=400), channel=st.sampled_from(CHANNELS))
def test_any_bytes_are_read_or_refused(data: bytes, channel: str) -> None:
    survives(made("sample", channel)[0].media_type, data, {})


def survives(media_type: str, data: bytes, files: dict[str, bytes]) -> None:
    try:
        found = registry.extractor_for(media_type).extract(data, files)
    except ReadError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert all(0 <= picture.line <= len(found.lines) for picture in found.pictures)
