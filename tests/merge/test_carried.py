"""What a Word file cannot say is no deletion."""

import re
from pathlib import Path

import msgspec
from merge.shelf import BASE, FIGURE

from pubkit.merge import SILENT, UNSAID, brought_back, merge
from pubkit.model import Article, Figure, Override, Paragraph, Section, Text
from pubkit.readers.markdown import MarkdownReader
from pubkit.readers.word import normalised

DOCS = (Path(__file__).parents[2] / "docs" / "word.md").read_text("utf-8")


def read(text: str = BASE) -> Article:
    return MarkdownReader().read(text.encode(), "article.md").article


def back(theirs: Article, base: Article | None = None) -> Article:
    base = base or read()
    return brought_back(base, normalised(base), theirs)


def figure(article: Article) -> Figure:
    return next(b for s in article.sections for b in s.blocks if isinstance(b, Figure))


def test_a_file_without_properties_is_silent_on_all_of_them() -> None:
    bare = msgspec.structs.replace(normalised(read()), id="", published=None, keywords=(), cover="")
    assert back(bare) == read()


def test_a_file_without_any_letter_takes_the_numbering_along() -> None:
    unlettered = msgspec.structs.replace(normalised(read()), numbering="none")
    assert back(unlettered) == msgspec.structs.replace(read(), numbering="none")


def test_letters_that_are_words_leave_the_numbering() -> None:
    typed = BASE.replace("numbering: upper-alpha\n", "numbering: none\n")
    assert "A 书架" in str(read(typed).sections[0].heading)
    assert back(read(typed)) == read()


def test_a_photo_that_was_put_in_again_stands_as_it_stood() -> None:
    again = read(BASE.replace(FIGURE, '![读者在换乘的间隙挑书。](shelf.jpg){credit="何苗摄"}'))
    assert back(again) == read()


def test_another_photo_keeps_the_place_and_has_no_centre_and_no_words_yet() -> None:
    other = read(BASE.replace("(shelf.jpg)", "(new.jpg)"))
    found = figure(back(other))
    assert (found.photo, found.place, found.id) == ("new.jpg", "wide", "shelf")
    assert (found.focus, found.alt) == (None, "")


def test_another_photo_keeps_words_of_its_own() -> None:
    other = read(BASE.replace("(shelf.jpg)", "(new.jpg)").replace('alt="书柜"', 'alt="新书柜"'))
    assert figure(back(other)).alt == "新书柜"


def test_an_own_letter_typed_by_hand_is_not_taken_into_the_heading() -> None:
    base = read()
    sections = (
        *base.sections[:2],
        Section((Text("C 新读者"),), (Paragraph((Text("他们来了。"),)),)),
        Section((Text("X 光下的书"),), (Paragraph((Text("书脊里有线。"),)),)),
        *base.sections[2:],
    )
    found = back(msgspec.structs.replace(normalised(base), sections=sections))
    headings = [s.heading[0] for s in found.sections[2:4]]
    assert headings == [Text("新读者"), Text("X 光下的书")]


def test_an_anchor_is_given_to_one_heading_only() -> None:
    base = read()
    twice = (base.sections[0], *base.sections)
    found = back(msgspec.structs.replace(normalised(base), sections=twice))
    assert [s.id for s in found.sections].count("shelves") == 1


def test_a_title_that_only_the_file_has_goes_back_to_where_it_is_from() -> None:
    own = (*read().channels, Override("docx", title="送审稿：把书架搬进地铁站"))
    base = msgspec.structs.replace(read(), channels=own)
    theirs = normalised(base)
    assert theirs.title == "送审稿：把书架搬进地铁站"
    assert back(theirs, base) == base
    edited = msgspec.structs.replace(theirs, title="送审稿：把图书馆搬进地铁站")
    found = merge(base, base, back(edited, base)).article
    assert found.title == base.title
    assert found.channels[-1] == Override("docx", title="送审稿：把图书馆搬进地铁站")


def test_the_docs_name_what_a_file_cannot_say() -> None:
    said = re.search(r"Of the article are kept: (.*?);(.*?)\n\n", DOCS, re.S)
    assert said is not None
    assert set(re.findall(r"`(\w+)`", said[1])) == UNSAID
    assert set(re.findall(r"`(\w+)`", said[2].partition("where the file")[0])) == SILENT
