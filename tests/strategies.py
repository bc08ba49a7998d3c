"""Whole articles for hypothesis: rich in what could go wrong, bounded in size."""

from datetime import datetime, timedelta, timezone
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pubkit.admit import admit
from pubkit.characters import strip_illegal
from pubkit.model import (
    Article,
    Block,
    Box,
    Break,
    Code,
    Credit,
    Emph,
    Figure,
    Footnote,
    Inline,
    Item,
    Link,
    List,
    Override,
    Paragraph,
    Quote,
    Section,
    Strong,
    Sub,
    Subheading,
    Sup,
    Table,
    Text,
)

__all__ = ["articles", "contents", "lines"]

SNIPPETS = (
    "科学", "普及", "，", "。", "“", "”", "（", "）", "——", "……", "《", "》", "、", "：", "！",
    "A", "B ", "一、", "1", "2026", "3~5天", "10~20", "e", "NASA", "mRNA", "É", "e\u0301",
    "\u0627", "\u0928\u093f", "한국", " ", "  ", "\t", "\u00a0", "\u3000", "\u200b", "\u200d",
    "\ufeff", "👩\u200d🔬", "🌌", "☎\ufe0e", "葛\U000e0100", "“\ufe01",
    "*", "**", "_", "__", "`", "``", "~", "~~", "^", "[", "]", "![", "](", "{", "}", "{.sup}",
    "{#id}", "(", ")", "<", ">", "&", "&amp;", "&#35;", "#", "## ", "### ", "\\", "|", ":", ":::",
    "::: box", "-", "- ", "+ ", "* ", "1. ", "1) ", "---", "===", "> ", "```", "~~~", "[^1]",
    "[^1]: ", "[a]: b", '"', "'", ";", "/", "=", "%", "%20", "@", "$", "?", ".", ",", "!",
    "<b>", "<https://a.b>", "a@b.cd", "http://a.b/c?d=e&f=g#h", "H~2~O", "x^2^", "^_^",
    "no", "null", "true", "12:30", ": ", " #",
)  # fmt: skip
"""Words that look like Markdown or YAML, and characters of all kinds."""


def _one_line(text: str) -> str:
    return strip_illegal(text.replace("\r", "").replace("\n", ""))[0]


@cache
def lines(min_size: int = 0) -> SearchStrategy[str]:
    """Texts of one line that an article may hold."""
    words = st.lists(st.sampled_from(SNIPPETS), max_size=4).map("".join)
    wild = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(_one_line)
    return st.one_of(words, words, wild).filter(lambda text: len(text) >= min_size)


def _wrapped(inner: SearchStrategy[tuple[Inline, ...]]) -> SearchStrategy[Inline]:
    return st.one_of(
        *(st.builds(kind, inner) for kind in (Strong, Emph, Sup, Sub)),
        st.builds(Link, lines(1), inner, st.one_of(st.just(""), lines())),
        st.builds(Footnote, inner),
    )


_LEAVES: SearchStrategy[Inline] = st.one_of(
    st.builds(Text, lines()),
    st.builds(Text, lines()),
    st.builds(Code, lines()),
    st.builds(Sup, st.tuples(st.builds(Text, st.sampled_from(["2", "−1", "①", "注 1"])))),
    st.builds(Sub, st.tuples(st.builds(Text, st.sampled_from(["2", "n+1", "α", "下标"])))),
    st.just(Break()),
    lines(1).map(lambda href: Link(href, (Text(href),))),
)


@cache
def _inlines() -> SearchStrategy[Inline]:
    return st.recursive(
        _LEAVES, lambda inner: _wrapped(st.lists(inner, max_size=3).map(tuple)), max_leaves=4
    )


@cache
def contents() -> SearchStrategy[tuple[Inline, ...]]:
    """The content of a paragraph, heading or caption."""
    return st.lists(_inlines(), max_size=3).map(tuple).map(_unnested)


def _unnested(
    content: tuple[Inline, ...], inside: frozenset[type] = frozenset()
) -> tuple[Inline, ...]:
    """Without links in links and footnotes in footnotes, which no article holds."""
    kept: list[Inline] = []
    for node in content:
        kind = type(node)
        if not isinstance(node, Strong | Emph | Sup | Sub | Link | Footnote):
            kept.append(node)
        elif kind in inside and kind in (Link, Footnote):
            kept.extend(_unnested(node.content, inside))
        elif isinstance(node, Link):
            kept.append(Link(node.href, _unnested(node.content, inside | {kind}), node.title))
        else:
            kept.append(kind(_unnested(node.content, inside | {kind})))
    return tuple(kept)


_KEYS = st.one_of(
    st.none(),
    st.sampled_from(
        ["photos/a.jpg", "我 的.jpg", "100%.jpg", "a%20b.jpg", "../x.jpg", "/x", "a(b).jpg"]
    ),
    st.just("https://example.org/图.jpg?a=%20&amp=1"),
    lines(),
)


@cache
def _figures() -> SearchStrategy[Figure]:
    fraction = st.floats(0, 1, allow_subnormal=False)
    return st.builds(
        Figure,
        photo=_KEYS,
        caption=contents(),
        credit=lines(),
        alt=lines(),
        place=st.sampled_from(["lead", "column", "wide", "end"]),
        focus=st.one_of(st.none(), st.tuples(fraction, fraction)),
        crop=st.sampled_from(["auto", "never"]),
    )


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.tuples(*[contents()] * width)
    align = st.tuples(*[st.sampled_from(["", "left", "center", "right"])] * width)
    return Table(
        draw(row), tuple(draw(st.lists(row, max_size=2))), draw(st.one_of(st.just(()), align))
    )


_FLAT: SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, contents()),
    st.builds(Paragraph, contents()),
    st.builds(Subheading, contents(), st.sampled_from([3, 4])),
    _figures(),
    _tables(),
)


def _nested(inner: SearchStrategy[Block]) -> SearchStrategy[Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(Item, several), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, several),
        st.builds(Box, contents(), several),
        st.builds(List, items),
        st.builds(List, items, st.just(True), st.one_of(st.integers(0, 3), st.just(999_999_999))),
    )


@cache
def _blocks() -> SearchStrategy[tuple[Block, ...]]:
    return st.lists(st.recursive(_FLAT, _nested, max_leaves=4), max_size=3).map(tuple)


@cache
def _sections() -> SearchStrategy[Section]:
    letter = st.sampled_from(["", "A ", "B ", "C、", "1 ", "2. ", "一、", "二 ", "1.5"])
    heading = st.builds(lambda word, rest: (Text(word), *rest), letter, contents())
    return st.builds(Section, heading, _blocks())


_DATES = st.one_of(
    st.none(),
    st.builds(
        lambda date, minutes: date.replace(tzinfo=timezone(timedelta(minutes=minutes))),
        st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1)),
        st.sampled_from([0, 480, -570, 345]),
    ),
)
_OVERRIDES = st.lists(
    st.builds(
        Override,
        lines(1),
        *[st.one_of(st.none(), lines(1).filter(str.strip))] * 3,
        st.one_of(st.none(), _KEYS.filter(bool)),
    ),
    max_size=2,
    unique_by=lambda own: own.channel,
).map(tuple)


def _some(words: SearchStrategy[str]) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(words, max_size=3).map(tuple)


def _identified(article: Article) -> Article:
    """With an id on the sections that want one."""
    sections = tuple(
        Section(section.heading, section.blocks, f"s.{index}" if len(section.blocks) == 1 else "")
        for index, section in enumerate(article.sections)
    )
    return admit(Article(**{**_fields(article), "sections": sections}))


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__struct_fields__}


_CREDITS = st.lists(
    st.builds(Credit, lines(1), st.lists(lines(1), max_size=2).map(tuple)), max_size=2
).map(tuple)

_HEAD: dict[str, SearchStrategy[object]] = {
    "kicker": lines(),
    "deck": lines(),
    "credits": _CREDITS,
    "photo_credit": lines(),
    "source": lines(),
    "published": _DATES,
    "updated": _DATES,
    "id": lines(),
    "url": lines(),
    "lang": st.sampled_from(["zh-CN", "en", ""]),
    "keywords": _some(lines()),
    "digest": lines(),
    "cover": _KEYS.map(lambda key: key or ""),
    "channels": _OVERRIDES,
    "accept": _some(lines()),
    "numbering": st.sampled_from(["none", "upper-alpha", "cjk", "decimal"]),
}


@cache
def articles() -> SearchStrategy[Article]:
    """Admitted articles with every kind of node and head; each has a block or a section."""
    # Few of the optional fields at a time: an article is drawn faster, and shrinks further.
    said = st.lists(st.sampled_from(sorted(_HEAD)), max_size=4, unique=True)
    head = said.flatmap(lambda names: st.fixed_dictionaries({name: _HEAD[name] for name in names}))
    body = st.tuples(_blocks(), st.lists(_sections(), max_size=2).map(tuple))
    return st.builds(
        lambda title, head, body: _identified(
            Article(title=title, lead=body[0], sections=body[1], **head)
        ),
        lines(1).filter(str.strip),
        head,
        body,
    ).filter(lambda article: article.lead or article.sections)
