"""Whatever authors type stands on the page as it was typed: none of it is code of the engine's."""

import pytest
from renderers.page.made import ISSUE, words

from pubkit.admit import admit
from pubkit.config import Site
from pubkit.model import (
    Article,
    Box,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Subheading,
    Sup,
    Table,
    Text,
)
from pubkit.renderers.page import Page

HOSTILE = [
    "#panic(1)",
    "$x^2$",
    "@label",
    "<label>",
    "`raw`",
    "*strong*_emph_",
    "\\#\\n\\u{41}",
    "//comment",
    "/*block*/",
    '"quote" + "',
    "= head",
    "- item",
    "#import",
    "]}){[(",
    "~---...",
    "https://example.org",
    "{{0}}%s",
]


def everywhere(words_: str) -> tuple[Article, list[str]]:
    """An article with the words in every field that holds text, each time with a name before it."""
    names = iter("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄")
    owed: list[str] = []

    def said() -> str:
        owed.append(next(names) + words_)
        return owed[-1]

    def content() -> tuple[Text, ...]:
        return (Text(said()),)

    blocks = (
        Subheading(content()),
        Figure(None, content(), said()),
        Paragraph((Strong(content()), Emph(content()), Code(said()), Sup(content()))),
        Paragraph((Link("https://example.org/x", content()), Footnote(content()))),
        Quote((Paragraph(content()),)),
        List((Item((Paragraph(content()),)),)),
        Table((content(),), ((content(),),)),
        Box(content(), (Paragraph(content()),)),
    )
    article = Article(
        title=said(),
        kicker=said(),
        deck=said(),
        credits=(Credit(said(), (said(),)),),
        photo_credit=said(),
        lead=(Paragraph(content()),),
        sections=(Section(content(), blocks),),
        numbering="upper-alpha",
    )
    return admit(article), owed


@pytest.mark.parametrize("hostile", HOSTILE)
def test_it_appears_literally_in_every_field(daily, hostile: str) -> None:
    article, owed = everywhere(hostile)
    output = Page(paper="A3", press=False, issue=ISSUE).render(article, {}, daily)
    held = words(output)
    assert [part for part in owed if "".join(part.split()) not in held] == []


def test_it_appears_literally_in_the_masthead(daily) -> None:
    from msgspec.structs import replace

    hostile = "#f($x$)*a*"
    issue = replace(
        ISSUE, newspaper=f"甲{hostile}", section=f"乙{hostile}", page=f"丙{hostile}",
        date=f"丁{hostile}", editors=(f"戊{hostile}",),
    )  # fmt: skip
    article = admit(Article(title="灯塔", lead=(Paragraph((Text("完"),)),)))
    page = Page(paper="broadsheet", press=False, issue=issue, site=Site(name="报"))
    held = words(page.render(article, {}, daily))
    assert [name for name in "甲乙丙丁戊" if name + hostile not in held] == []
