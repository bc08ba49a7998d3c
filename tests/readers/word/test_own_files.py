"""article → docx → article: what nobody edited comes back as it went out."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import strategies
from hypothesis import Phase, given, settings
from test_gold import PAGES
from test_gold import article as gold_article

import pubkit
from pubkit import walk
from pubkit.assets import Assets
from pubkit.model import (
    Article,
    Code,
    Emph,
    Figure,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Table,
    Text,
)
from pubkit.readers.word import WordReader, normalised
from pubkit.renderers.word import Docx
from pubkit.testing import picture

CONTENT = Path(__file__).parents[3] / "content"
LAYOUTS = ("news", "manuscript", "gongwen")


def written(article: Article, assets: Assets, layout: str = "news") -> bytes:
    renderer = Docx(layout=layout)  # type: ignore[arg-type]  # one of the three
    return renderer.render(article, assets, pubkit.load_style("daily")).main.data


def sources() -> Iterator[tuple[str, Callable[[], tuple[Article, Assets]]]]:
    """The sample articles and the gold pages, by name."""
    for path in sorted(CONTENT.glob("*/article.md")):
        yield path.parent.name, lambda path=path: _content(path)
    for path in PAGES:
        yield path.stem, lambda path=path: _gold(path)


@cache
def _content(path: Path) -> tuple[Article, Assets]:
    reading = pubkit.read(path)
    return reading.article, reading.assets


def _gold(path: Path) -> tuple[Article, Assets]:
    found = gold_article(json.loads(path.read_text("utf-8")))
    return found, {f.photo: picture() for _, f in walk.figures(found) if f.photo}


SOURCES = dict(sources())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", SOURCES)
def test_an_article_comes_back_as_it_went_out(name: str, layout: str) -> None:
    article, assets = SOURCES[name]()
    read = WordReader().read(written(article, assets, layout), "x.docx")
    assert read.article == normalised(article)
    assert [n for n in read.notices if n.severity != "info"] == []


@pytest.mark.parametrize("name", SOURCES)
def test_normalising_leaves_a_paper_s_article_alone(name: str) -> None:
    article, _ = SOURCES[name]()
    done = normalised(article)
    assert (done.lead, done.sections, done.credits) == (
        article.lead,
        article.sections,
        article.credits,
    )


@pytest.mark.parametrize("name", SOURCES)
def test_every_photo_comes_back(name: str) -> None:
    article, assets = SOURCES[name]()
    read = WordReader().read(written(article, assets), "x.docx")
    assert set(read.assets) == {f.photo for _, f in walk.figures(article)}


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(strategies.articles())
def test_any_article_comes_back_as_it_went_out(article: Article) -> None:
    expected = normalised(article)
    assert normalised(expected) == expected
    assert WordReader().read(written(article, {}), "x.docx").article == expected


def body(*blocks: object) -> Article:
    return pubkit.admit(Article("渡口", lead=blocks))  # type: ignore[arg-type]  # blocks


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


NORMAL = {
    "quotations that touch": (
        body(Quote((words("甲"),)), Quote((words("乙"),))),
        body(Quote((words("甲"), words("乙")))),
    ),
    "emphasis in strong and strong in emphasis": (
        body(Paragraph((Emph((Strong((Text("甲"),)),)),))),
        body(Paragraph((Strong((Emph((Text("甲"),)),)),))),
    ),
    "a link within strong": (
        body(Paragraph((Strong((Link("https://example.org", (Text("甲"),)),)),))),
        body(Paragraph((Link("https://example.org", (Strong((Text("甲"),)),)),))),
    ),
    "two stretches of code": (
        body(Paragraph((Code("a"), Code("b")))),
        body(Paragraph((Code("ab"),))),
    ),
    "a link that Word cannot have": (
        body(Paragraph((Link("javascript:x", (Text("甲"),)),))),
        body(words("甲")),
    ),
}


@pytest.mark.parametrize("name", NORMAL)
def test_what_word_cannot_tell_apart_is_one(name: str) -> None:
    before, after = NORMAL[name]
    assert normalised(before) == normalised(after) == after


def test_lists_that_touch_stay_two() -> None:
    article = body(List((Item((words("甲"),)),)), List((Item((words("乙"),)),)))
    assert normalised(article) == article
    assert WordReader().read(written(article, {}), "x.docx").article == article


def test_what_stands_in_a_list_s_entry_stays_there() -> None:
    inner = List((Item((words("内"),)), Item(())), ordered=True, start=3)
    article = body(
        List((Item((words("外"), inner, Quote((words("引"),)), words("续"))),)), words("后")
    )
    assert (
        WordReader().read(written(article, {}), "x.docx").article == normalised(article) == article
    )


def test_a_link_to_a_section_finds_it_again() -> None:
    link = Paragraph((Link("#dock", (Text("见下"),)),))
    article = pubkit.admit(
        Article("渡口", lead=(link,), sections=(Section((Text("码头"),), (words("甲"),), "dock"),))
    )
    assert WordReader().read(written(article, {}), "x.docx").article == article


def test_an_awaited_photo_keeps_its_place() -> None:
    figure = Figure("photos/a.jpg", (Text("船。"),), alt="一条船", place="end", focus=(0.25, 0.5))
    article = body(words("甲"), figure, words("乙"))
    assert WordReader().read(written(article, {}), "x.docx").article == article


def test_a_figure_behind_a_table_with_an_empty_last_cell_keeps_its_place() -> None:
    figure = Figure("photos/a.jpg", (Text("船。"),), place="lead")
    article = body(words("甲"), Table(((Text("年"),), ())), figure, words("乙"))
    assert WordReader().read(written(article, {}), "x.docx").article == article


# ── edited ──────────────────────────────────────────────────────────────────────────────────


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The file with its text's markup changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                text = content.decode()
                for before, after in changes:
                    assert before in text
                    text = text.replace(before, after, 1)
                content = text.encode()
            new.writestr(name, content)
    return stream.getvalue()


def test_a_pasted_paragraph_is_text_and_its_style_is_named() -> None:
    data = edited(
        written(body(words("甲"), words("乙")), {}),
        ("乙</w:t></w:r></w:p>", "乙</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Web'/></w:pPr>"
         "<w:r><w:t>贴来的</w:t></w:r></w:p>"),
    )  # fmt: skip
    read = WordReader().read(data, "x.docx")
    assert read.article.lead == (words("甲"), words("乙"), words("贴来的"))
    assert "style-unknown" in {notice.code for notice in read.notices}


def test_a_heading_by_the_outline_opens_a_section() -> None:
    heading = "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>新的一节</w:t></w:r></w:p>"
    data = edited(
        written(body(words("甲"), words("乙")), {}),
        ("甲</w:t></w:r></w:p>", f"甲</w:t></w:r></w:p>{heading}"),
    )
    read = WordReader().read(data, "x.docx")
    assert read.article.sections == (Section((Text("新的一节"),), (words("乙"),)),)
