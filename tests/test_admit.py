"""The door into the model."""

import dataclasses

import pytest

from pubkit.admit import admit, from_builtins
from pubkit.errors import ModelError
from pubkit.model import (
    MAX_DEPTH,
    Article,
    Box,
    Break,
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
    Table,
    Text,
)


def lead(*blocks: object) -> Article:
    return Article(title="题", lead=blocks)  # type: ignore[arg-type]


def content(*nodes: object) -> tuple[object, ...]:
    """What the nodes of one paragraph become."""
    (block,) = admit(lead(Paragraph(nodes))).lead  # type: ignore[arg-type]
    assert isinstance(block, Paragraph)
    return block.content


def test_adjacent_text_is_one() -> None:
    assert content(Text("一"), Text(""), Text("二")) == (Text("一二"),)


def test_emphasis_of_one_kind_is_one_whether_nested_or_adjacent() -> None:
    nested = Strong((Emph((Strong((Text("一"),)),)),))
    assert content(nested, Strong((Text("二"),))) == (Strong((Emph((Text("一"),)), Text("二"))),)


def test_a_footnote_keeps_its_own_emphasis_inside_emphasis() -> None:
    marked = Strong((Text("甲"), Footnote((Strong((Text("乙"),)),))))
    assert content(marked) == (marked,)


def test_breaks_at_the_ends_go_and_those_within_stay() -> None:
    kept = (Text("一"), Break(), Text("二"))
    assert content(Break(), *kept, Break()) == kept


def test_a_link_without_text_shows_its_target() -> None:
    assert content(Link("https://example.org", ())) == (
        Link("https://example.org", (Text("https://example.org"),)),
    )


def test_blocks_without_content_go() -> None:
    assert admit(lead(Paragraph(()), Quote((Paragraph(()),)), Box())).lead == (Box(),)


def test_admitting_twice_changes_nothing() -> None:
    once = admit(lead(Paragraph((Strong((Text("一"), Text("二"))), Text(" ")))))
    assert admit(once) == once


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (lead(Paragraph(("字",))), "lead[0].content[0]: Expected `object`, got `str`"),
        (lead(Paragraph((Text(3),))), "lead[0].content[0].text: Expected `str`, got `int`"),  # type: ignore[arg-type]
        (Article(title=" "), "title: an article needs one; write title in its head"),
        (
            lead(Paragraph((Text("a\x07"),))),
            "lead[0].content[0].text: U+0007 cannot be published; take it out",
        ),
        (
            lead(Paragraph((Text("a\nb"),))),
            "lead[0].content[0].text: it holds a line break; use a Break or a new paragraph",
        ),
        (
            lead(Paragraph((Link("u", (Emph((Link("v", (Text("x"),)),)),)),))),
            "lead[0].content[0].content[0].content[0]: a Link cannot stand inside another",
        ),
        (
            lead(Paragraph((Footnote((Footnote((Text("x"),)),)),))),
            "lead[0].content[0].content[0]: a Footnote cannot stand inside another",
        ),
        (lead(List(())), "lead[0]: a list needs at least one item"),
        (
            lead(Table(((), ()), (((),),))),
            "lead[0].rows[0]: 1 cells under 2 column heads",
        ),
        (
            Article("题", sections=(Section((), (Figure(id="x"),), id="x"),)),
            "sections[0].blocks[0]: id 'x' belongs to sections[0] already",
        ),
        (lead(Figure(focus=(0.5, 1.5))), "lead[0].focus[1]: Expected `float` <= 1.0"),
    ],
)
def test_a_fault_is_named_with_its_place(article: Article, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        admit(article)
    assert str(caught.value) == message


def test_nesting_is_bounded() -> None:
    def nested(levels: int) -> Article:
        block: object = Paragraph((Text("底"),))
        for _ in range(levels):
            block = List((Item((block,)),))  # type: ignore[arg-type]
        return lead(block)

    admit(nested(MAX_DEPTH - 1))
    with pytest.raises(ModelError, match="nests deeper than"):
        admit(nested(MAX_DEPTH))


@pytest.mark.parametrize("levels", [MAX_DEPTH, 100_000])
def test_json_nested_without_end_is_refused(levels: int) -> None:
    block: object = {"type": "paragraph", "content": []}
    for _ in range(levels):
        block = {"type": "quote", "blocks": [block]}
    with pytest.raises(ModelError, match="nests deeper than"):
        from_builtins({"title": "题", "lead": [block]})


def test_nodes_are_frozen() -> None:
    with pytest.raises((AttributeError, dataclasses.FrozenInstanceError)):
        Text("一").text = "二"  # type: ignore[misc]
