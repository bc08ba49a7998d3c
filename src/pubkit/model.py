"""Article and its nodes: frozen data, no behaviour.

A tree of msgspec structs. msgspec checks types when it decodes JSON but not when a struct is
called, so everything built in Python goes through one door, `admit`, before it is rendered.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

__all__ = [
    "MAX_DEPTH",
    "Align",
    "Article",
    "Block",
    "Box",
    "Break",
    "Code",
    "Credit",
    "Emph",
    "Figure",
    "Footnote",
    "Inline",
    "Item",
    "Link",
    "List",
    "Numbering",
    "Override",
    "Paragraph",
    "Place",
    "Quote",
    "Section",
    "Strong",
    "Sub",
    "Subheading",
    "Sup",
    "Table",
    "Text",
]

MAX_DEPTH = 24
"""How deep nodes may nest: beyond any article, within every channel's own limits."""

Numbering: TypeAlias = Literal["none", "upper-alpha", "cjk", "decimal"]
"""How sections are lettered: not at all; A, B, …; 一, 二, …; 1, 2, …."""
Place: TypeAlias = Literal["lead", "column", "wide", "end"]
"""Where a figure wants to stand: under the title, in its column, over the measure, at the end."""
Align: TypeAlias = Literal["", "left", "center", "right"]
"""A table column's alignment; empty where the author gave none."""
Id: TypeAlias = Annotated[str, Meta(pattern=r"^([A-Za-z][A-Za-z0-9_.-]*)?$", max_length=128)]
"""An anchor: ASCII letter first; empty means derived (`walk.anchors`)."""


class _Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all nodes share: immutable, hashable, no unknown keys, defaults left out of JSON."""


# ── inline ──────────────────────────────────────────────────────────────────────────────────


class Text(_Node, frozen=True, tag="text"):
    """Characters."""

    text: str
    """One line; legal characters only (`characters.py`)."""


class Strong(_Node, frozen=True, tag="strong"):
    """Strongly emphasised, bold."""

    content: tuple[Inline, ...]
    """What is emphasised."""


class Emph(_Node, frozen=True, tag="emph"):
    """Emphasised; Chinese type uses 楷体 or dots, Latin italics."""

    content: tuple[Inline, ...]
    """What is emphasised."""


class Link(_Node, frozen=True, tag="link"):
    """A hyperlink."""

    href: Annotated[str, Meta(min_length=1)]
    """The target as written."""
    content: tuple[Inline, ...]
    """The text that carries the link."""
    title: str = ""
    """Advisory title."""


class Code(_Node, frozen=True, tag="code"):
    """Characters to be shown as typed."""

    text: str
    """One line."""


class Sup(_Node, frozen=True, tag="sup"):
    """Superscript."""

    content: tuple[Inline, ...]
    """What is raised."""


class Sub(_Node, frozen=True, tag="sub"):
    """Subscript."""

    content: tuple[Inline, ...]
    """What is lowered."""


class Break(_Node, frozen=True, tag="break"):
    """A line break that the author wants."""


class Footnote(_Node, frozen=True, tag="footnote"):
    """A note, standing where its mark stands; numbered in reading order by each channel."""

    content: tuple[Inline, ...]
    """The note's text."""


Inline: TypeAlias = Text | Strong | Emph | Link | Code | Sup | Sub | Break | Footnote
"""What a line of text is made of."""

# ── blocks ──────────────────────────────────────────────────────────────────────────────────


class Paragraph(_Node, frozen=True, tag="paragraph"):
    """A paragraph."""

    content: tuple[Inline, ...]
    """Its text."""


class Subheading(_Node, frozen=True, tag="subheading"):
    """A heading inside a section."""

    content: tuple[Inline, ...]
    """Its text."""
    level: Literal[3, 4] = 3
    """Depth, counted as in Markdown, where a section's heading is 2."""


class Figure(_Node, frozen=True, tag="figure"):
    """A photo with its words; the picture itself is in the assets under `photo`."""

    photo: str | None = None
    """Key: a normalised relative path or an https URL; None while the photo is awaited."""
    caption: tuple[Inline, ...] = ()
    """What the photo shows, printed under it."""
    credit: str = ""
    """Who made it, printed behind the caption; empty: the page's credit holds."""
    alt: str = ""
    """What a reader who cannot see it should know."""
    place: Place = "column"
    """Where it wants to stand."""
    focus: tuple[Annotated[float, Meta(ge=0, le=1)], Annotated[float, Meta(ge=0, le=1)]] | None = (
        None
    )
    """Where a crop may centre: x and y as fractions from the top left."""
    crop: Literal["auto", "never"] = "auto"
    """Whether it may be cropped at all."""
    id: Id = ""
    """Anchor."""


class Quote(_Node, frozen=True, tag="quote"):
    """A quotation set apart."""

    blocks: tuple[Block, ...]
    """What is quoted."""


class Item(_Node, frozen=True):
    """An entry of a list."""

    blocks: tuple[Block, ...]
    """Its content; may be empty."""


class List(_Node, frozen=True, tag="list"):
    """A list, ordered or not."""

    items: tuple[Item, ...]
    """Its entries, at least one."""
    ordered: bool = False
    """Whether the entries are counted."""
    start: Annotated[int, Meta(ge=0, le=999_999_999)] = 1
    """The first number of an ordered list."""


class Table(_Node, frozen=True, tag="table"):
    """A table; every row has as many cells as the header."""

    header: tuple[tuple[Inline, ...], ...]
    """Column heads, at least one; a head may be empty."""
    rows: tuple[tuple[tuple[Inline, ...], ...], ...] = ()
    """The body, row by row."""
    align: tuple[Align, ...] = ()
    """One alignment a column; empty for none."""


class Box(_Node, frozen=True, tag="box"):
    """Text set apart in a box: data, background, a sidebar."""

    title: tuple[Inline, ...] = ()
    """Its heading; may be empty."""
    blocks: tuple[Block, ...] = ()
    """Its content."""


Block: TypeAlias = Paragraph | Subheading | Figure | Quote | List | Table | Box
"""What a section is made of."""

# ── the whole ───────────────────────────────────────────────────────────────────────────────


class Section(_Node, frozen=True):
    """A part of the article under its own heading.

    Its letter is not stored: it follows from its place and the article's numbering
    (`walk.label`).
    """

    heading: tuple[Inline, ...]
    """The heading without its letter; may be empty."""
    blocks: tuple[Block, ...] = ()
    """Its content."""
    id: Id = ""
    """Anchor."""


class Credit(_Node, frozen=True):
    """Who did what."""

    role: Annotated[str, Meta(min_length=1)]
    """The role in the article's own words: 撰文, 编辑, photo."""
    names: tuple[Annotated[str, Meta(min_length=1)], ...]
    """Persons or organisations, in the author's order, at least one."""


class Override(_Node, frozen=True):
    """What one channel says differently; None keeps the article's own."""

    channel: Annotated[str, Meta(min_length=1)]
    """The renderer's name."""
    title: str | None = None
    """Another title."""
    author: str | None = None
    """Another author line in the channel's metadata."""
    digest: str | None = None
    """Another digest."""
    cover: str | None = None
    """Another cover photo, by key."""


class Article(_Node, frozen=True):
    """One article."""

    title: Annotated[str, Meta(min_length=1)]
    """The headline; its own space is where it may be broken."""
    kicker: str = ""
    """The line above the headline (眉题)."""
    deck: str = ""
    """The line below the headline (副题)."""
    credits: tuple[Credit, ...] = ()
    """Who did what, in the author's order."""
    photo_credit: str = ""
    """Printed once a page; the credit of every photo without its own."""
    lead: tuple[Block, ...] = ()
    """What stands before the first section."""
    sections: tuple[Section, ...] = ()
    """The lettered parts."""
    numbering: Numbering = "none"
    """How the sections are lettered."""
    source: str = ""
    """Where it was first published (来源)."""
    published: Annotated[datetime, Meta(tz=True)] | None = None
    """First publication, with its offset."""
    updated: Annotated[datetime, Meta(tz=True)] | None = None
    """Last correction, with its offset."""
    id: str = ""
    """Stable identity: a `tag:` URI or a UUID."""
    url: str = ""
    """Where it stands on the web."""
    lang: str = "zh-CN"
    """Language tag (BCP 47)."""
    keywords: tuple[str, ...] = ()
    """Subject words."""
    digest: str = ""
    """A short summary, never invented."""
    cover: str = ""
    """The photo that stands for the article, by key."""
    channels: tuple[Override, ...] = ()
    """What single channels say differently."""
    accept: tuple[str, ...] = ()
    """Errors an editor has looked at: `CODE@WHERE`, `CODE`, or `all`."""
