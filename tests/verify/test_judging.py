"""The judge: what it finds right, and that it misses no planted loss."""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pubkit import walk
from pubkit.assets import Asset
from pubkit.extract import Extract, Picture
from pubkit.fingerprint import fingerprint
from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Figure,
    Footnote,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Subheading,
    Table,
    Text,
)
from pubkit.proof import ChannelProof
from pubkit.testing.samples import picture, sample
from pubkit.verify.canonical import spaced
from pubkit.verify.judging import judged
from pubkit.verify.terms import Terms


def striped() -> bytes:
    """A picture that is nothing like the samples' gradient."""
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 60, 20))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


ASSETS = {"a.png": picture(), "b.png": Asset(striped(), "image/png", 60, 40)}
PHOTOS = {key: fingerprint(asset.data) for key, asset in ASSETS.items()}


def whole(article: Article) -> Extract:
    """What a perfect extractor finds in a perfect artifact."""
    lines = [article.kicker, article.title, article.deck]
    pictures: list[Picture] = []
    assets = ASSETS

    def add(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            match block:
                case Paragraph() | Subheading():
                    lines.append(walk.plain(block.content))
                    lines.extend(notes(block.content))
                case Figure():
                    if block.photo in assets:
                        pictures.append(Picture(assets[block.photo].data, "", len(lines)))
                    lines.append(walk.plain(block.caption) + " " + block.credit)
                    lines.extend(notes(block.caption))
                case Quote() | Box():
                    if isinstance(block, Box):
                        lines.append(walk.plain(block.title))
                        lines.extend(notes(block.title))
                    add(block.blocks)
                case List():
                    for item in block.items:
                        add(item.blocks)
                case Table():
                    for row in (block.header, *block.rows):
                        for cell in row:
                            lines.append(walk.plain(cell))
                            lines.extend(notes(cell))

    add(article.lead)
    for label, section in zip(walk.labels(article), article.sections, strict=True):
        lines.append(f"{label} {walk.plain(section.heading)}")
        lines.extend(notes(section.heading))
        add(section.blocks)
    for credit in article.credits:
        lines.append(" ".join((credit.role, *credit.names)))
    lines += [article.photo_credit, article.source]
    targets = tuple(target for _, target in _links(article))
    return Extract(tuple(lines), tuple(pictures), targets)


def _links(article: Article) -> Iterator[tuple[str, str]]:
    from pubkit.verify.owed import links

    return links(article)


def notes(content: object) -> Iterator[str]:
    for inline in content:  # type: ignore[attr-defined]
        if isinstance(inline, Footnote):
            yield walk.plain(inline.content)
        elif hasattr(inline, "content"):
            yield from notes(inline.content)


def judge(article: Article, extract: Extract) -> ChannelProof:
    return judged(Terms(article, PHOTOS, spaced, joiner=" "), extract).proof


def test_a_whole_artifact_is_found_whole() -> None:
    proof = judge(sample(), whole(sample()))
    assert proof.findings == ()
    assert all(count.present == count.owed for count in proof.counts.values())
    assert all(tokens.found == tokens.owed for tokens in proof.tokens)


@settings(max_examples=150, deadline=None)
@given(strategies.articles())
def test_no_article_gives_a_false_alarm(article: Article) -> None:
    assert judge(article, whole(article)).findings == ()


# ── planted losses ──────────────────────────────────────────────────────────────────────────


def _worded(extract: Extract, chance: random.Random, least: int = 4) -> int:
    return chance.choice([i for i, line in enumerate(extract.lines) if len(line.strip()) >= least])


def _with_line(extract: Extract, at: int, line: str) -> Extract:
    return replace(extract, lines=(*extract.lines[:at], line, *extract.lines[at + 1 :]))


def drop_character(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance)
    line = extract.lines[at].strip()
    i = chance.choice([i for i, c in enumerate(line) if not c.isspace()])
    return _with_line(extract, at, line[:i] + line[i + 1 :])


def swap_characters(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance)
    line = extract.lines[at].strip()
    places = range(len(line) - 1)
    pairs = [i for i in places if line[i] != line[i + 1] and " " not in line[i : i + 2]]
    i = chance.choice(pairs)
    return _with_line(extract, at, line[:i] + line[i + 1] + line[i] + line[i + 2 :])


def change_digit(extract: Extract, chance: random.Random) -> Extract:
    at = chance.choice(
        [i for i, line in enumerate(extract.lines) if any(c.isdigit() for c in line)]
    )
    line = extract.lines[at]
    i = chance.choice([i for i, c in enumerate(line) if c.isdigit()])
    return _with_line(extract, at, line[:i] + str((int(line[i]) + 1) % 10) + line[i + 1 :])


def drop_line(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance, least=1)
    return _with_line(extract, at, "")


def double_line(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance, least=10)
    return replace(extract, lines=(*extract.lines, extract.lines[at]))


def exchange_pictures(extract: Extract, chance: random.Random) -> Extract:
    first, second, *rest = extract.pictures
    swapped = (replace(first, data=second.data), replace(second, data=first.data), *rest)
    return replace(extract, pictures=swapped)


def drop_picture(extract: Extract, chance: random.Random) -> Extract:
    return replace(extract, pictures=extract.pictures[1:])


def drop_link(extract: Extract, chance: random.Random) -> Extract:
    return replace(extract, links=extract.links[1:])


def move_line(extract: Extract, chance: random.Random) -> Extract:
    """A paragraph of the text behind everything."""
    first = extract.lines.index("清晨六点，灯塔刚刚熄灭。")
    at = chance.choice([first, first + 1])
    return replace(extract, lines=(*_with_line(extract, at, "").lines, extract.lines[at]))


def add_before(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance, least=1)
    return _with_line(extract, at, "据悉" + extract.lines[at])


def add_inside(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance, least=2)
    line = extract.lines[at].strip()
    i = chance.choice(range(1, len(line)))
    return _with_line(extract, at, line[:i] + "据悉" + line[i:])


def add_behind(extract: Extract, chance: random.Random) -> Extract:
    at = _worded(extract, chance, least=1)
    return _with_line(extract, at, extract.lines[at] + "据悉")


LOSSES = (
    drop_character, swap_characters, change_digit, drop_line, double_line, exchange_pictures,
    drop_picture, drop_link, move_line, add_before, add_inside, add_behind,
)  # fmt: skip


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_no_planted_loss_is_missed(
    loss: Callable[[Extract, random.Random], Extract],
) -> None:
    whole_sample = whole(sample())
    for seed in range(40):
        damaged = loss(whole_sample, random.Random(seed))
        assert not judge(sample(), damaged).ok, damaged


def test_an_altered_paragraph_says_which_characters() -> None:
    article = sample()
    extract = whole(article)
    at = next(i for i, line in enumerate(extract.lines) if len(line) > 30)
    line = extract.lines[at]
    proof = judge(article, _with_line(extract, at, line[:12] + line[13:]))
    (finding,) = proof.findings
    assert (finding.kind, finding.state) == ("paragraph", "altered")
    assert [(edit.at, edit.owed, edit.found) for edit in finding.edits] == [(12, line[12], "")]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_what_a_renderer_declares_is_no_loss(data: st.DataObject) -> None:
    article = sample()
    part = data.draw(st.sampled_from(["captions", "authors", "headings", "footnotes"]))
    terms = Terms(article, PHOTOS, spaced, joiner=" ", omits=frozenset([part]))
    proof = judged(terms, whole(article)).proof
    assert any(count.declared for count in proof.counts.values())


# ── what is no loss ─────────────────────────────────────────────────────────────────────────


def findings(article: Article, *lines: str, links: tuple[str, ...] = (), **options: object) -> list:
    extract = Extract((article.title, *lines), (), links)
    terms = Terms(article, {}, spaced, joiner=" ", **options)  # type: ignore[arg-type]
    proof = judged(terms, extract).proof
    return [(finding.state, finding.kind, finding.owed) for finding in proof.findings]


def linking(*targets: str) -> Article:
    words = (Paragraph((Link(target, (Text("灯塔"),)),)) for target in targets)
    return Article("题", url="https://a.example/x", lead=tuple(words))


def test_a_letter_may_stand_before_a_note_that_begins_its_heading() -> None:
    heading = (Footnote((Text("灯下注"),)), Text("灯塔"))
    article = Article("题", numbering="upper-alpha", sections=(Section(heading),))
    assert findings(article, "A [1]灯塔", "[1] 灯下注") == []
    assert findings(article, "[1]灯塔", "[1] 灯下注") == [("missing", "label", "A")]
    broken = (heading[0], Break(), heading[1])
    article = Article("题", numbering="upper-alpha", sections=(Section(broken),))
    assert findings(article, "A [1]", "灯塔", "[1] 灯下注") == []
    assert findings(article, "[1]", "灯塔", "[1] 灯下注") == [("missing", "label", "A")]


def test_a_link_within_the_article_may_have_another_name() -> None:
    assert findings(linking("#s-1"), "灯塔", links=("#sec_1",)) == []
    assert findings(linking("#s-1"), "灯塔", links=("https://a.example/x#s-1",)) == []
    assert findings(linking("#s-1", "#s-2"), "灯塔", "灯塔", links=("#s-1",)) == [
        ("missing", "link", "#s-2")
    ]


def test_a_channel_may_declare_that_it_has_no_anchors() -> None:
    assert findings(linking("#s-1"), "灯塔", omits={"anchors"}) == []
    assert findings(linking("/s"), "灯塔", omits={"anchors"}) == [("missing", "link", "/s")]


def test_an_address_may_be_written_as_a_format_wants_it() -> None:
    assert findings(linking("/路"), "灯塔", links=("https://a.example/%E8%B7%AF",)) == []


def test_words_of_a_link_that_stand_at_the_end_too_are_not_doubled() -> None:
    address = "https://b.example/"
    article = Article("题", lead=(Paragraph((Link(address, (Text("海上的老灯塔在岛上"),)),)),))
    foot = f"[1] 海上的老灯塔在岛上：{address}"
    assert findings(article, "海上的老灯塔在岛上[1]", foot) == []
    assert findings(article, "海上的老灯塔在岛上[1]", foot, "海上的老灯塔在岛上") == [
        ("duplicated", "paragraph", "海上的老灯塔在岛上")
    ]


def test_where_no_picture_is_shown_captions_stand_in_their_order() -> None:
    figures = (Figure("a", (Text("灯塔在雾里"),)), Figure("b", (Text("渔船在港里"),)))
    article = Article("题", lead=figures)
    terms = Terms(article, {"a": b"1", "b": b"2"}, spaced, joiner=" ", omits=frozenset(["photos"]))
    assert judged(terms, Extract(("题", "灯塔在雾里", "渔船在港里"))).proof.ok
    proof = judged(terms, Extract(("题", "渔船在港里", "灯塔在雾里"))).proof
    assert [(f.state, f.kind) for f in proof.findings] == [("out of order", "caption")]


# ── crops ───────────────────────────────────────────────────────────────────────────────────

SUMMIT = Path(__file__).parents[2] / "content" / "science-year" / "photos" / "summit.jpg"


def shown(box: tuple[float, float, float, float], omits: tuple[str, ...], **how: object) -> bool:
    """Whether the judge takes that part of the photo for the photo."""
    buffer = io.BytesIO()
    with Image.open(SUMMIT) as image:
        left, top, right, bottom = box
        wide, high = image.size
        part = image.crop(
            (int(left * wide), int(top * high), int(right * wide), int(bottom * high))
        )
        part.save(buffer, "PNG")
    figure = Figure(photo="a", **how)  # type: ignore[arg-type]
    extract = Extract(lines=("甲",), pictures=(Picture(buffer.getvalue(), "", 1),))
    photos = {"a": fingerprint(SUMMIT.read_bytes())}
    article = Article("甲", lead=(figure,))
    terms = Terms(article, photos, canonical=str, joiner="\n", omits=frozenset(omits))
    return judged(terms, extract).proof.ok


@pytest.mark.parametrize("box", [(0, 0.2, 1, 0.95), (0, 0, 0.75, 1), (0.1, 0, 0.9, 1)])
def test_a_channel_that_says_so_may_crop_photos(box: tuple[float, float, float, float]) -> None:
    assert shown(box, ("photo-edges",))
    assert not shown((0, 0, 0.5, 0.5), ("photo-edges",))


def test_no_other_channel_may_nor_may_it_crop_what_must_not_be() -> None:
    box = (0, 0.2, 1, 0.95)
    assert not shown(box, ())
    assert not shown(box, ("photo-edges",), crop="never")
