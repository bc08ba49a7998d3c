"""What editors do in Word, through a real .docx: the article afterwards is what they expect."""

from collections.abc import Callable
from functools import cache

import pytest
from merge.office import Office
from merge.shelf import BASE, COUNT, DUTY, NEW, PUPIL, RUSH, SECTION_B

import pubkit
from pubkit.merge import Merged, brought_back, merge
from pubkit.model import Article
from pubkit.readers.markdown import MarkdownReader
from pubkit.readers.word import WordReader, normalised
from pubkit.reading import Reading
from pubkit.testing import picture


def read(text: str) -> Article:
    return MarkdownReader().read(text.encode(), "article.md").article


@cache
def printed() -> bytes:
    """The article's Word file, as it leaves the house."""
    article = read(BASE)
    run = pubkit.render(Reading(article=article, assets={"shelf.jpg": picture()}), to=["docx"])
    assert run["docx"].output is not None
    return run["docx"].output.main.data


def returned(action: Callable[[Office], object], ours: str = BASE, **options: str) -> Merged:
    """The file after an editor's action, merged into ours."""
    office = Office(printed())
    action(office)
    theirs = WordReader(**options).read(office.saved(), "edited.docx").article
    base = read(BASE)
    return merge(base, read(ours), brought_back(base, normalised(base), theirs))


def move_section_b(office: Office) -> None:
    """Cut section B, and paste it at the end of the text."""
    body = office.paragraph("馆员值守").getparent()
    nodes = list(body)
    first = nodes.index(office.paragraph("馆员值守"))
    last = nodes.index(office.paragraph("走得更远"))
    box = next(n for n in reversed(nodes) if "全年新增读者" in "".join(n.itertext()))
    behind = box.getnext()
    for node in nodes[first:last]:
        behind.addnext(node)
        behind = node


EDITS: dict[str, tuple[Callable[[Office], object], tuple[tuple[str, str], ...]]] = {
    "nothing": (lambda office: None, ()),
    "a word is changed": (lambda office: office.swap("三个人", "五个人"), (("三个人", "五个人"),)),
    "a paragraph is added": (
        lambda office: office.add_after("截至十月底", NEW),
        ((COUNT, f"{COUNT}\n\n{NEW}"),),
    ),
    "a paragraph without any style is pasted": (
        lambda office: office.add_after("截至十月底", NEW, "Normal"),
        ((COUNT, f"{COUNT}\n\n{NEW}"),),
    ),
    "a paragraph is removed": (lambda office: office.remove(COUNT), ((f"{COUNT}\n\n", ""),)),
    "a paragraph is split": (
        lambda office: office.split("一位老先生"),
        ((f"{DUTY}{PUPIL}", f"{DUTY}\n\n{PUPIL}"),),
    ),
    "paragraphs are joined": (
        lambda office: office.join("清晨六点半"),
        ((f"{RUSH}\n\n{COUNT}", f"{RUSH}{COUNT}"),),
    ),
    "a paragraph is moved": (
        lambda office: office.move("清晨六点半", "截至十月底"),
        ((f"{RUSH}\n\n{COUNT}", f"{COUNT}\n\n{RUSH}"),),
    ),
    "a heading is typed anew": (
        lambda office: office.swap("书架进站 随手可借", "地铁站里有书架"),
        (("书架进站 随手可借", "地铁站里有书架"),),
    ),
    "a heading is put in, with its letter": (
        lambda office: office.add_after("清晨六点半", "B 借得快", "Heading1"),
        ((RUSH, f"{RUSH}\n\n## B 借得快"), ("## B 馆", "## C 馆"), ("## C 走", "## D 走")),
    ),
    "every letter is deleted": (
        lambda office: office.unletter(),
        (("upper-alpha\n", "none\n"), ("## A ", "## "), ("## B ", "## "), ("## C ", "## ")),
    ),
    "one letter is deleted": (lambda office: office.unletter("馆员值守"), ()),
    "a section is moved": (
        move_section_b,
        (
            (SECTION_B, ""),
            ("## C", "## B"),
            (":::\n\n", f":::\n\n{SECTION_B.replace('## B', '## C')}"),
        ),
    ),
    "a caption is edited": (
        lambda office: office.swap("换乘的间隙", "候车的片刻"),
        (("换乘的间隙", "候车的片刻"),),
    ),
    "a table's cell is edited": (lambda office: office.swap("2600", "2650"), (("2600", "2650"),)),
    "an entry is added": (
        lambda office: office.add_after("周末，全天都有馆员。", "寒暑假，每天延长一小时。"),
        (("- 节假日", "- 寒暑假，每天延长一小时。\n- 节假日"),),
    ),
    "emphasis is added": (lambda office: office.embolden("四万册"), (("四万册", "**四万册**"),)),
    "the headline is edited": (
        lambda office: office.swap("让阅读走进上下班路", "让阅读走进上班路"),
        (("让阅读走进上下班路", "让阅读走进上班路"),),
    ),
    "the deck is removed": (
        lambda office: office.remove("全市阅读推广工作综述"),
        (("deck: ——2026年全市阅读推广工作综述\n", ""),),
    ),
    "the properties are lost": (lambda office: office.drop_part("docProps/custom.xml"), ()),
}


@pytest.mark.parametrize(("action", "edits"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_in_word_is_an_edit_of_the_article(
    action: Callable[[Office], object], edits: tuple[tuple[str, str], ...]
) -> None:
    expected = BASE
    for old, new in edits:
        assert old in expected
        expected = expected.replace(old, new)
    merged = returned(action)
    assert merged.conflicts == ()
    assert merged.article == read(expected)


def test_tracked_changes_are_accepted_or_rejected() -> None:
    def track(office: Office) -> None:
        office.track("三个人", "五个人")

    assert returned(track).article == read(BASE.replace("三个人", "五个人"))
    assert returned(track, tracked="reject").article == read(BASE)


def test_what_the_file_cannot_say_is_kept_as_we_have_it_now() -> None:
    ours = BASE.replace("[阅读, 地铁]", "[阅读]").replace("place=wide", "place=end")
    merged = returned(lambda office: office.swap("三个人", "五个人"), ours)
    assert merged.conflicts == ()
    assert merged.article == read(ours.replace("三个人", "五个人"))


def test_a_heading_that_was_deleted_and_typed_anew_keeps_its_anchor() -> None:
    def retype(office: Office) -> None:
        office.add_after("书架进站", "书架进站 人人可借", "Heading1")
        office.remove("书架进站 随手可借")

    section = returned(retype).article.sections[0]
    assert (pubkit.plain(section.heading), section.id) == ("书架进站 人人可借", "shelves")


def test_two_people_in_one_clause_are_a_conflict() -> None:
    merged = returned(
        lambda office: office.swap("三个人", "三位读者"), BASE.replace("站了三个", "坐了三个")
    )
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.place) == ("paragraph", "A 书架进站 随手可借, paragraph 1")
    assert "坐了三个人" in conflict.ours
    assert "站了三位读者" in conflict.theirs
