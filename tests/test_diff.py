"""Comparing two versions: the right marks, whole marks, and no false ones."""

import itertools
import random
import time
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles

import pubkit
from pubkit import registry
from pubkit.diff import Change, article_parts, compare
from pubkit.diff.alignment import aligned, chain
from pubkit.diff.artifact import artifact_changes
from pubkit.diff.correction import corrected
from pubkit.model import Article, Figure, Paragraph, Section, Strong, Text
from pubkit.redline import in_words
from pubkit.testing import picture, sample, sample_assets
from pubkit.whereabouts import Whereabouts

WORDS = st.text(st.sampled_from("灯塔的书在海上，。12 ab\u0301\u200b👩\n"), max_size=40)

HARBOUR = "清晨的港口还没有醒来，渔船已经排成一行，等着潮水上涨。"
BOOKS = "第一批图书有三百册，是渔民从县城一本一本背回来的。"
LAMP = "夜里守塔的老人把灯点亮，孩子们就着灯光读完最后一页。"
CROWD = "周末从邻岛赶来的家长坐满了院子，连石阶上也站着人。"


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(text),)) for text in texts)


def article(*texts: str) -> Article:
    return Article(title="灯塔", lead=paragraphs(*texts))


def changes(old: Article, new: Article) -> tuple[Change, ...]:
    places = Whereabouts(old).of, Whereabouts(new).of
    return compare(article_parts(old), article_parts(new), places)


def told(old: Article, new: Article) -> list[tuple[str, str, str]]:
    return [(c.kind, c.state, in_words(c.strokes)) for c in changes(old, new)]


# ── inside a text ───────────────────────────────────────────────────────────────────────────


@given(WORDS, WORDS)
def test_the_marks_hold_both_texts_whole(old: str, new: str) -> None:
    strokes = corrected(old, new)
    assert "".join(s.text for s in strokes if s.mark != "new") == old
    assert "".join(s.text for s in strokes if s.mark != "gone") == new


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("把书架搬进地铁", "把书库搬进地铁", "把书[-架-]{+库+}搬进地铁"),
        ("三千册图书", "五千本图书", "[-三千册-]{+五千本+}图书"),
        ("借出1203册，平均2天", "借出1230册，平均2天", "借出[-1203-]{+1230+}册，平均2天"),
        ("2018年，县里开馆", "2019年，县里开馆", "[-2018-]{+2019+}年，县里开馆"),
        ("the colour of ink", "the color of ink", "the colo[-u-]r of ink"),
        ("the quick fox", "the slow fox", "the [-quick-]{+slow+} fox"),
        ("灯又亮了。", "灯又亮了。孩子们来了。", "灯又亮了。{+孩子们来了。+}"),
        ("e\u0301tude", "e\u0300tude", "[-e\u0301-]{+e\u0300+}tude"),
        ("一样", "一样", "一样"),
    ],
)
def test_a_mark_is_as_whole_as_a_person_would_make_it(old: str, new: str, marked: str) -> None:
    assert in_words(corrected(old, new)) == marked


def test_what_stands_between_two_changes_is_left_standing() -> None:
    old, new = "一位老人学会之后带来三位老邻居。", "一位老先生学会以后带来两位邻居。"
    assert "学会" in [s.text for s in corrected(old, new) if s.mark == "same"]


def test_a_long_text_is_compared_in_linear_time() -> None:
    times = []
    for size in (20_000, 160_000):
        chance = random.Random(1)
        old = "".join(chance.choices("的一是在不了有和人这中大为上个国我以要他，。", k=size))
        new = "".join("变" if chance.random() < 0.02 else c for c in old)
        start = time.process_time()
        corrected(old, new)
        corrected(old, old[::-1])
        times.append(time.process_time() - start)
    assert times[1] < 40 * max(times[0], 0.02)  # eight times the text; squared it would be 64


# ── whole articles ──────────────────────────────────────────────────────────────────────────


@given(articles())
def test_an_article_does_not_differ_from_itself(one: Article) -> None:
    assert changes(one, one) == ()


@given(articles(), articles())
def test_the_changes_account_for_every_part_of_both(old: Article, new: Article) -> None:
    found = changes(old, new)
    before, after = ([p.text for p in article_parts(one)] for one in (old, new))
    inserted = sum(c.state == "inserted" for c in found)
    deleted = sum(c.state == "deleted" for c in found)
    assert len(before) - deleted == len(after) - inserted
    for change in found:
        if change.old:
            assert "".join(s.text for s in change.strokes if s.mark != "new") in before
        if change.new:
            assert "".join(s.text for s in change.strokes if s.mark != "gone") in after


def test_only_what_changed_is_told() -> None:
    old, new = article(HARBOUR, BOOKS, LAMP), article(HARBOUR, BOOKS.replace("三", "五"), LAMP)
    assert told(old, new) == [
        ("paragraph", "altered", BOOKS.replace("三", "[-三-]{+五+}")),
    ]


def test_a_paragraph_put_in_or_taken_out_is_marked_whole() -> None:
    two, three = article(HARBOUR, LAMP), article(HARBOUR, BOOKS, LAMP)
    assert told(two, three) == [("paragraph", "inserted", f"{{+{BOOKS}+}}")]
    assert told(three, two) == [("paragraph", "deleted", f"[-{BOOKS}-]")]


def test_a_paragraph_that_was_moved_is_said_to_be_moved() -> None:
    (change,) = changes(article(HARBOUR, BOOKS, LAMP), article(LAMP, HARBOUR, BOOKS))
    assert (change.state, in_words(change.strokes)) == ("moved", LAMP)
    assert change.old is not None
    assert change.new is not None
    assert (change.old.place, change.new.place) == ("lead, paragraph 3", "lead, paragraph 1")


def test_a_paragraph_that_was_moved_and_altered_shows_both() -> None:
    new = article(LAMP.replace("老人", "老先生"), HARBOUR, BOOKS)
    assert told(article(HARBOUR, BOOKS, LAMP), new) == [
        ("paragraph", "moved", LAMP.replace("老人", "老[-人-]{+先生+}"))
    ]


def test_a_section_that_was_moved_is_one_change() -> None:
    first = Section((Text("书从哪里来"),), paragraphs(HARBOUR, BOOKS))
    second = Section((Text("孩子读什么"),), paragraphs(LAMP))
    old, new = (Article(title="灯塔", sections=s) for s in ((first, second), (second, first)))
    (change,) = changes(old, new)
    assert (change.kind, change.state, change.parts) == ("heading", "moved", 2)


def test_two_paragraphs_that_have_nothing_in_common_are_not_one_that_changed() -> None:
    found = told(article(HARBOUR, BOOKS, LAMP), article(HARBOUR, CROWD, LAMP))
    assert [state for _, state, _ in found] == ["deleted", "inserted"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"title": "灯塔下的图书室"}, "title"),
        ({"deck": "——一座海岛"}, "deck"),
        ({"kicker": "走基层"}, "kicker"),
        ({"photo_credit": "图片由学校提供"}, "photo credit"),
        ({"source": "海岛晚报"}, "source"),
        ({"digest": "两句话。"}, "digest"),
        ({"keywords": ("阅读",)}, "keywords"),
        ({"url": "https://example.org/other"}, "url"),
        ({"updated": None}, "updated"),
        ({"numbering": "cjk"}, "numbering"),
    ],
)
def test_every_part_of_the_head_is_named_by_its_kind(change: dict, kind: str) -> None:
    found = told(sample(), msgspec.structs.replace(sample(), **change))
    assert [k for k, _, _ in found] == [kind]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("书从哪里来", "书到哪里去", "heading"),
        ("灯塔下的阅览室", "灯塔上的阅览室", "caption"),
        ("陈舟摄", "陈周摄", "credit"),
        ("窗边读书的孩子", "窗前读书的孩子", "alt"),
        ("何苗", "何淼", "byline"),
        ("一次借两本", "一次借三本", "list item"),
        ("1203", "1230", "table cell"),
        ("名录由村委会保存", "名录由学校保存", "footnote"),
        ("example.org/list", "example.org/index", "link"),
        ("b.png", "c.png", "picture"),
    ],
)
def test_every_part_of_the_body_is_named_by_its_kind(old: str, new: str, kind: str) -> None:
    data = msgspec.json.encode(sample()).replace(old.encode(), new.encode())
    found = told(sample(), msgspec.json.decode(data, type=Article))
    assert [(k, state) for k, state, _ in found] == [(kind, "altered")]


def test_another_picture_under_the_same_name_is_told() -> None:
    old = article_parts(sample(), sample_assets())
    new = article_parts(sample(), {**sample_assets(), "a.png": picture(100, 100)})
    (change,) = compare(old, new, (str, str))
    assert (change.kind, change.note) == ("picture", "the same words, another content")


def test_words_set_otherwise_are_told_without_a_mark() -> None:
    old, new = Paragraph((Text(HARBOUR),)), Paragraph((Strong((Text(HARBOUR),)),))
    (change,) = changes(Article("灯塔", lead=(old,)), Article("灯塔", lead=(new,)))
    assert [s.mark for s in change.strokes] == ["same"]
    assert change.note == "the same words, another emphasis or links"


def test_a_figure_placed_otherwise_is_told() -> None:
    old, new = (Article("灯塔", lead=(Figure("a.png", place=p),)) for p in ("lead", "wide"))
    (change,) = changes(old, new)
    assert change.note == "the same words, another place"


# ── alignment ───────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd")))
def test_what_is_aligned_is_equal_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))


def test_a_chain_is_the_longest_that_rises() -> None:
    assert chain([(0, 3), (1, 0), (2, 1), (3, 4), (4, 2)]) in (
        [(1, 0), (2, 1), (3, 4)],
        [(1, 0), (2, 1), (4, 2)],
    )


def test_ten_thousand_paragraphs_are_compared_in_seconds() -> None:
    texts = [f"第{n}段：{HARBOUR}{n * 7919 % 10007}号船先走。" for n in range(10_000)]
    new = [text.replace("先", "后") if n % 50 == 0 else text for n, text in enumerate(texts)]
    start = time.process_time()
    found = changes(article(*texts), article(*new[500:], *new[:500]))
    assert time.process_time() - start < 20
    assert sum(c.state == "altered" for c in found) >= 190


# ── an article and a file ───────────────────────────────────────────────────────────────────


def made(channel: str, *, edit: tuple[str, str] = ("", "")) -> tuple[Change, ...]:
    """What `pubkit diff` finds in the sample's file after `edit`."""
    reading = pubkit.Reading(sample(), sample_assets(), slug="lighthouse")
    output = pubkit.render(reading, to=[channel])[channel].output
    assert output is not None
    extractor = registry.extractor_for(output.main.media_type)
    extract = extractor.extract(output.main.data, {})
    lines = tuple(line.replace(*edit) if edit[0] else line for line in extract.lines)
    extract = replace(extract, lines=lines)
    return artifact_changes(sample(), extract, extractor, omits=output.omits)


@pytest.mark.parametrize("channel", ["docx", "pdf", "rss", "wechat", "text"])
def test_a_file_as_it_was_made_does_not_differ(channel: str) -> None:
    assert made(channel) == ()


@pytest.mark.parametrize("channel", ["docx", "rss", "wechat", "text"])
def test_a_character_changed_in_a_file_is_marked(channel: str) -> None:
    (change,) = made(channel, edit=("灯塔刚刚熄灭", "灯塔刚刚点亮"))
    assert (change.kind, change.state) == ("paragraph", "altered")
    assert in_words(change.strokes) == "清晨六点，灯塔刚刚[-熄灭-]{+点亮+}。"


@pytest.mark.parametrize("channel", ["docx", "rss", "wechat"])
def test_a_sentence_put_in_is_marked_in_its_paragraph(channel: str) -> None:
    (change,) = made(channel, edit=("灯又亮了。", "灯又亮了。海面很静。"))
    assert (change.kind, change.state) == ("paragraph", "altered")
    assert in_words(change.strokes) == "夜里，灯又亮了。{+海面很静。+}"
