"""What holds of every merge, whatever the articles."""

import random
import time
from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles

from pubkit.admit import admit
from pubkit.diff import article_parts
from pubkit.merge import merge
from pubkit.merge.assembly import Piece, body
from pubkit.merge.lines import content_of, line_of
from pubkit.merge.ordering import ordered
from pubkit.merge.units import manuscript
from pubkit.model import Article, Paragraph, Section, Strong, Text

SENTENCES = (
    "清晨的港口还没有醒来，渔船已经排成一行。",
    "第一批图书有三百册，是渔民背回来的。",
    "夜里守塔的老人把灯点亮。",
    "周末从邻岛赶来的家长坐满了院子。",
    "潮水退去之后，孩子们在沙滩上找贝壳。",
    "新来的老师教他们认星星，也教他们写信。",
    "邮船一周只来两次，信要走很久。",
    "灯塔下面的小屋，如今成了阅览室。",
)
"""What paragraphs of drawn articles are made of."""


@given(articles())
def test_what_is_laid_out_is_put_together_again(one: Article) -> None:
    laid = manuscript(one)
    pieces = [Piece(u.form, content_of(line_of(u.content), 1), u.node) for u in laid.units]
    assert body(pieces, laid.lists) == (one.lead, one.sections)


@given(articles(), articles())
def test_where_we_changed_nothing_theirs_comes_out(base: Article, theirs: Article) -> None:
    merged = merge(base, base, theirs)
    assert (merged.article, merged.conflicts) == (theirs, ())


@given(articles(), articles())
def test_where_they_changed_nothing_ours_comes_out(base: Article, ours: Article) -> None:
    merged = merge(base, ours, base)
    assert (merged.article, merged.conflicts, merged.changes) == (ours, (), ())


@given(articles(), articles())
def test_what_both_changed_alike_is_no_conflict(base: Article, both: Article) -> None:
    merged = merge(base, both, both)
    assert (merged.article, merged.conflicts, merged.changes) == (both, (), ())


# ── two people at one article ───────────────────────────────────────────────────────────────


def paragraphs(texts: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(text),)) for text in texts if text)


@st.composite
def drafts(draw: st.DrawFn) -> list[list[str]]:
    """Sections, the first without a heading, each a list of its paragraphs."""
    texts = draw(st.permutations(SENTENCES))
    cuts = sorted(draw(st.lists(st.integers(1, len(texts) - 1), max_size=2, unique=True)))
    return [texts[a:b] for a, b in zip([0, *cuts], [*cuts, len(texts)], strict=True)]


def written(draft: list[list[str]]) -> Article:
    lead, *sections = draft
    return admit(
        Article(
            title="灯塔",
            lead=paragraphs(lead),
            sections=tuple(
                Section((Text(f"第{i}节"),), paragraphs(texts)) for i, texts in enumerate(sections)
            ),
        )
    )


@st.composite
def edited(draw: st.DrawFn, draft: list[list[str]], mark: str) -> list[list[str]]:
    """The draft after some actions of one person, whose new words hold `mark`."""
    draft = [list(texts) for texts in draft]
    for number in range(draw(st.integers(1, 3))):
        texts = draft[draw(st.integers(0, len(draft) - 1))]
        at = draw(st.integers(0, len(texts)))
        action = draw(st.sampled_from(["put in", "take out", "split", "join", "move", "change"]))
        new = f"{mark}写下的第{number}句话。"
        if action == "put in" or at == len(texts):
            texts.insert(at, new)
        elif action == "take out":
            del texts[at]
        elif action == "split":
            cut = draw(st.integers(0, len(texts[at])))
            texts[at : at + 1] = [texts[at][:cut], texts[at][cut:]]
        elif action == "join":
            texts[at : at + 2] = ["".join(texts[at : at + 2])]
        elif action == "move":
            text = texts.pop(at)
            draft[draw(st.integers(0, len(draft) - 1))].append(text)
        else:
            cut = draw(st.integers(0, len(texts[at])))
            texts[at] = texts[at][:cut] + mark * 3 + texts[at][cut + draw(st.integers(0, 6)) :]
    return draft


@st.composite
def versions(draw: st.DrawFn) -> tuple[Article, Article, Article]:
    draft = draw(drafts())
    return (
        written(draft),
        written(draw(edited(draft, "甲"))),
        written(draw(edited(draft, "乙"))),
    )


def written_words(one: Article) -> Counter[str]:
    return Counter("".join(part.text for part in article_parts(one)))


@given(versions())
def test_what_either_wrote_is_in_the_article_or_in_a_conflict(
    three: tuple[Article, Article, Article],
) -> None:
    base, ours, theirs = three
    for merged in (merge(base, ours, theirs), merge(base, ours, theirs, prefer="theirs")):
        told = "".join(conflict.ours + conflict.theirs for conflict in merged.conflicts)
        found = written_words(merged.article) + Counter(told)
        for version, mark in ((ours, "甲"), (theirs, "乙")):
            assert found[mark] >= written_words(version)[mark]


@given(versions())
def test_nothing_is_taken_out_that_nobody_took_out(
    three: tuple[Article, Article, Article],
) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    if not merged.conflicts:
        before, left, right = map(written_words, three)
        gone = before - left + (before - right)
        assert not before - gone - written_words(merged.article)


@given(versions())
def test_without_a_conflict_it_does_not_matter_who_is_who(
    three: tuple[Article, Article, Article],
) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert one.article == other.article


@given(versions())
def test_the_preferred_side_decides_every_conflict(
    three: tuple[Article, Article, Article],
) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs, prefer="theirs"), merge(base, theirs, ours)
    assert one.article == other.article


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_an_order_holds_everything_once(ours: list[int], theirs: list[int]) -> None:
    order = ordered(range(6), ours, theirs)
    assert sorted(order.names) == list(range(6))


# ── long articles ───────────────────────────────────────────────────────────────────────────


def long_article(sections: int, seed: int = 1) -> Article:
    chance = random.Random(seed)
    letters = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"

    def text(size: int) -> str:
        return "，".join("".join(chance.choices(letters, k=12)) for _ in range(size // 13)) + "。"

    return Article(
        title="长",
        sections=tuple(
            Section((Text(f"第{i}节{text(13)}"),), paragraphs([text(150) for _ in range(6)]))
            for i in range(sections)
        ),
    )


def retouched(one: Article, word: str, seed: int) -> Article:
    """Every third paragraph changed in one place, some sections moved, some paragraphs removed."""
    chance = random.Random(seed)

    def touch(block: Paragraph) -> Paragraph:
        text = block.content[0].text
        cut = chance.randrange(len(text))
        return Paragraph((Text(text[:cut] + word + text[cut:]),))

    sections = []
    for section in one.sections:
        blocks = [touch(b) if chance.random() < 0.3 else b for b in section.blocks]
        del blocks[chance.randrange(12) :][:1]
        sections.append(Section(section.heading, tuple(blocks)))
    for _ in range(len(sections) // 30):
        sections.append(sections.pop(chance.randrange(len(sections))))
    return msgspec.structs.replace(one, sections=tuple(sections))


def seconds(base: Article, ours: Article, theirs: Article) -> float:
    start = time.perf_counter()
    merge(base, ours, theirs)
    return time.perf_counter() - start


def test_a_long_article_is_merged_in_linear_time() -> None:
    times = []
    for sections in (40, 320):
        base = long_article(sections)
        times.append(seconds(base, retouched(base, "甲甲", 2), retouched(base, "乙乙", 3)))
    assert times[1] < 30
    assert times[1] < 24 * max(times[0], 0.1)  # eight times the text; squared it would be 64


def test_a_paragraph_of_100_000_characters_is_merged_in_seconds() -> None:
    words = long_article(110).sections
    text = "".join(b.content[0].text for s in words for b in s.blocks)[:100_000]
    base, ours, theirs = (
        Article(title="长", lead=(Paragraph((Text(one),)),))
        for one in (
            text,
            text[:9_000] + "甲甲" + text[9_010:],
            text[:70_000] + "乙乙" + text[70_000:],
        )
    )
    start = time.perf_counter()
    merged = merge(base, ours, theirs)
    assert time.perf_counter() - start < 10
    assert merged.conflicts == ()
    assert "甲甲" in str(merged.article)
    assert "乙乙" in str(merged.article)


def test_emphasis_within_emphasis_is_kept() -> None:
    base = Article(title="灯", lead=(Paragraph((Text("灯塔的书在海上。"),)),))
    ours = Article(title="灯", lead=(Paragraph((Strong((Text("灯塔的书"),)), Text("在海上。"))),))
    merged = merge(base, ours, Article(title="灯", lead=paragraphs(["灯塔的书在大海上。"])))
    assert merged.article.lead[0].content == (Strong((Text("灯塔的书"),)), Text("在大海上。"))
